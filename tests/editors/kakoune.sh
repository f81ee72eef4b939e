# The file for Kakoune: loaded as its README has it, its colours and its indentation.

# Kakoune without a window writes what it would draw, with the face of each piece.
kakoune() {   # FILE
  local config=$work/kakoune
  mkdir -p "$config/kak/autoload"
  ln -sfn "$(folder_of kak)/usr/share/kak/rc" "$config/kak/autoload/standard"
  cp "$1" "$config/kak/autoload/charter.kak"
  printf 'seat a {\n  reports-to  b-c  # why\n}\n' >"$work/a.charter"
  XDG_CONFIG_HOME=$config timeout 30 kak -ui dummy -e "try %[
    edit $work/a.charter
    require-module charter
    execute-keys -with-hooks 'ggjotrigger x {<ret>when y<ret>}<esc>'
    write $work/b.charter
    nop %sh[ printf '%s' \"\$kak_opt_filetype \$kak_opt_comment_line\" >$work/filetype ]
  ] catch %[ nop %sh[ printf '%s' \"\$kak_error\" >$work/filetype ] ]
  buffer *debug*; write -force $work/debug; quit!"
  cat "$work/filetype" "$work/b.charter" "$work/debug"
  [ "$(cat "$work/filetype")" = "charter #" ] && ! grep -q '^error' "$work/debug"
}

try_kakoune() {
  need kakoune kak kak KAKOUNE_RUNTIME=usr/share/kak || { skip "Kakoune cannot be had"; return; }
  must kakoune "$editors/kakoune/charter.kak"
  says '^    when y$'
  says '^  \}$'
  broken "$editors/kakoune/charter.kak" 'regions$' 'regionss' "$work/broken.kak"
  must_not kakoune "$work/broken.kak"
}
