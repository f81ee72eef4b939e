# The files for Vim: what a charter is found to be, its colours, and its indentation found again.

vim_files() {   # FOLDER
  local ale=$folder/usr/share/vim-ale
  in_folder "$root" vim -u NONE -i NONE -es --not-a-term --cmd "let g:files = '$1'" \
    --cmd "let g:ale = '$ale'" -S "$here/vim.vim"
}

try_vim() {
  need vim vim.basic vim 'VIMRUNTIME=usr/share/vim/vim[0-9]*' || { skip "Vim cannot be had"; return; }
  local folder
  folder=$(folder_of vim)
  must unpack "$(basename "$(dirname "$folder")")" vim-ale
  must vim_files "$editors/vim"
  cp -r "$editors/vim" "$work/vim"
  broken "$editors/vim/indent/charter.vim" 'shiftwidth()' '3' "$work/vim/indent/charter.vim"
  must_not vim_files "$work/vim"
}
