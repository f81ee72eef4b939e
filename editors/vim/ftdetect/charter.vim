autocmd BufNewFile,BufRead *.charter setfiletype charter
