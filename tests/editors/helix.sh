# The configuration for Helix, as its README has it installed.

install_helix() {   # FOLDER
  mkdir -p "$1/helix/runtime/grammars"
  cp "$editors/helix/languages.toml" "$1/helix/languages.toml"
  cp -r "$editors/helix/queries" "$1/helix/runtime/"
  cp "$work/charter.so" "$1/helix/runtime/grammars/"
}

health() { XDG_CONFIG_HOME=$1 hx --health charter | sed 's/\x1b\[[0-9;]*m//g'; }

try_helix() {
  need hx hx hx || { skip "Helix cannot be had"; return; }
  need_parser
  install_helix "$work/helix"
  must health "$work/helix"
  says 'charter'
  says 'Tree-sitter parser: ✓'
  says 'Highlight queries: ✓'
  says 'Textobject queries: ✓'
  says 'Indent queries: ✓'
  rm "$work/helix/helix/runtime/queries/charter/indents.scm"
  must health "$work/helix"
  says 'Indent queries: ✘'
}
