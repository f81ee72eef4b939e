# The mode for Emacs: compiled without a warning, then tried on every example.

need_emacs() {
  need emacs-nox emacs-nox emacs-nox || return 1
  [ -x "$cache/bin/emacs" ] && return
  local folder share lisp
  folder=$(folder_of emacs-nox)
  share=$(echo "$folder"/usr/share/emacs/[0-9]*)
  lisp=$(find "$share/lisp" -type d -printf '%p:')
  cat >"$cache/bin/emacs" <<SCRIPT
#!/bin/sh
export EMACSLOADPATH='$lisp' EMACSDATA='$share/etc' EMACSDOC='$share/etc'
exec '$cache/bin/emacs-nox' --dump-file="$(echo "$folder"/usr/libexec/emacs/*/*/*.pdmp)" "\$@"
SCRIPT
  chmod +x "$cache/bin/emacs"
}

try_emacs() {
  need_emacs || { skip "Emacs cannot be had"; return; }
  cp "$editors/emacs/charter-mode.el" "$work"
  must emacs --batch -Q -l "$here/emacs.el" "$work/charter-mode.el" "$root/examples/acme"
  broken "$editors/emacs/charter-mode.el" 'charter-indent-offset 2' 'charter-indent-offset 3' \
    "$work/charter-mode.el"
  must_not emacs --batch -Q -l "$here/emacs.el" "$work/charter-mode.el" "$root/examples/acme"
}
