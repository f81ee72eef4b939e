" vim-lsp learns of the language server of Charter, where it is installed.
if exists('g:loaded_charter') | finish | endif
let g:loaded_charter = 1

function! s:Root(server) abort
  let file = lsp#utils#find_nearest_parent_file(lsp#utils#get_buffer_path(), 'charter.toml')
  let folder = empty(file) ? expand('%:p:h') : fnamemodify(file, ':h')
  return lsp#utils#path_to_uri(folder)
endfunction

augroup charter_vim_lsp
  autocmd!
  autocmd User lsp_setup call lsp#register_server({
        \ 'name': 'charter',
        \ 'cmd': {server -> ['charter', 'lsp']},
        \ 'allowlist': ['charter'],
        \ 'root_uri': function('s:Root'),
        \ })
augroup END
