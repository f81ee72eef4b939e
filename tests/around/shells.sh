# The completions: each script is read by its own shell, and completes in it.
#
# PowerShell is not among Debian's packages: its script is parsed by a grammar that others wrote,
# and does not run.

try_shells() {
  local shell
  for shell in bash zsh fish elvish powershell; do
    "$charter" completions "$shell" >"$work/charter.$shell"
    head -c 2000 "$work/charter.$shell" >"$work/broken.$shell"
    must "in_$shell" reads "$work/charter.$shell"
    must_not "in_$shell" reads "$work/broken.$shell"
  done
  for shell in bash fish; do
    only "$shell" 'charter ch' check
    only "$shell" 'charter check --format s' 'sarif short'
  done
  only bash 'charter explain misfit-c' misfit-cadence
  only bash 'charter man co' completions
  offers zsh 'charter ch' '^charter check *$'
  offers zsh 'charter check --format s' '^sarif +-- SARIF 2.1.0'
  says_not '^human'
  offers zsh 'charter explain misfit-c' '^charter explain misfit-cadence *$'
  offers elvish 'charter ' '^check$'
  offers elvish 'charter check -' '^--fail-on$'
}

offers() {   # SHELL LINE PATTERN
  must "in_$1" completes "$work/charter.$1" "$2"
  says "$3"
}

only() {   # SHELL LINE WORDS
  must "in_$1" completes "$work/charter.$1" "$2"
  [ "$(sort "$work/said" | xargs)" = "$3" ] || wrong "in $1, \`$2\` is not completed to $3 alone:"
}

# Each shell reads a script, or completes a line with what the script says.

in_bash() {   # reads|completes SCRIPT [LINE]
  case $1 in
    reads) bash --norc -n "$2" ;;
    completes) bash --norc "$here/complete.bash" "$2" "$3" ;;
  esac
}

in_zsh() {
  case $1 in
    reads) zsh -f -n "$2" ;;
    completes) timeout 60 zsh -f "$here/complete.zsh" "$2" "$3" ;;
  esac
}

in_fish() {
  case $1 in
    reads) fish --no-config --no-execute "$2" ;;
    completes) fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$2" "$3" | cut -f 1 ;;
  esac
}

# Only on a terminal does it know the variables of its editor, which the script sets.
in_elvish() {
  cat >"$work/rc.elv" <<ELVISH
try { eval (slurp < '$2') } catch fault { echo \$fault[reason]; exit 1 }
if (eq $1 completes) {
  for it [(\$edit:completion:arg-completer[charter] (str:split ' ' '${3:-}'))] { echo \$it[stem] }
}
exit
ELVISH
  sed -i '1i use str' "$work/rc.elv"
  timeout 60 script --quiet --return --command "elvish -rc $work/rc.elv" /dev/null | tr -d '\r'
}

in_powershell() { "$cache/venv/bin/python" "$here/powershell.py" "$2"; }
