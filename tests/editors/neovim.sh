# The plugin for Neovim: with the grammar and without it, its server, and documents of a server.

try_neovim() {
  need neovim nvim nvim VIMRUNTIME=usr/share/nvim/runtime || { skip "Neovim cannot be had"; return; }
  need_parser
  cp -r "$editors/neovim" "$work/neovim"
  mkdir "$work/neovim/parser"
  try_neovim_files "$work/neovim" without
  cp "$work/charter.so" "$work/neovim/parser"
  try_neovim_files "$work/neovim" with
  broken "$editors/neovim/lua/charter.lua" 'result.text)' 'result.uri)' "$work/neovim/lua/charter.lua"
  must_not nvim --clean --headless -l "$here/neovim.lua" "$work/neovim" with "$example"
}

try_neovim_files() {   # FOLDER with|without
  must nvim --clean --headless -l "$here/neovim.lua" "$1" "$2" "$example"
}
