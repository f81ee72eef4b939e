# The plugin for Neovim: with the grammar and without it, its server, and documents of a server.

need_neovim() {
  need neovim nvim nvim 'VIMRUNTIME=@/usr/share/nvim/runtime' \
    'LUA_PATH=@/usr/share/lua/5.1/?.lua;;' 'LUA_CPATH=@/usr/lib/x86_64-linux-gnu/lua/5.1/?.so;;'
}

try_neovim() {
  need_neovim || { skip "Neovim cannot be had"; return; }
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
