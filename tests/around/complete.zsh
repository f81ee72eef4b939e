# What zsh shows on its terminal when Tab is pressed behind a line: SCRIPT LINE.
zmodload zsh/zpty
folder=$(mktemp -d)
cp $1 $folder/_charter
zpty shell "zsh -f -i"
zpty -w shell "PS1=; fpath=($folder \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell 'press-tab () { zle complete-word; zle -R; print -n "\nTO""LD" }; zle -N press-tab'
zpty -w shell 'bindkey "^I" press-tab; LISTMAX=1000; print REA""DY'
zpty -r shell shown '*READY*'
zpty -w -n shell "$2"$'\t'
zpty -r shell shown '*TOLD*'
zpty -d shell
rm -r $folder
print -r -- "$shown" | tr '\r' '\n' | sed $'s/\e\\[[0-9;?]*[A-Za-z]//g'
