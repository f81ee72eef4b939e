" How a charter is edited.
if exists('b:did_ftplugin') | finish | endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal expandtab shiftwidth=2 softtabstop=2 tabstop=2
setlocal iskeyword+=-
setlocal formatoptions-=t formatoptions+=croql

" `:make` reads what the program says, one finding a line.
setlocal makeprg=charter\ check\ --format\ short
setlocal errorformat=%f:%l:%c:\ %t%*[a-z][%*[a-z-]]:\ %m

let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< '
      \ . 'tabstop< iskeyword< formatoptions< makeprg< errorformat<'
