" Tries the files in g:files, with ALE in g:ale: a line for each thing that is not as it must be, and status 1.
set nocompatible
let &runtimepath = g:files . ',' . $VIMRUNTIME
filetype plugin indent on
syntax on
let s:wrong = []

function! s:Hold(yes, words) abort
  if !a:yes | call add(s:wrong, a:words) | endif
endfunction

" Takes all indentation away, and has it found again.
function! s:Indentation(file) abort
  execute 'edit' fnameescape(a:file)
  call s:Hold(&filetype ==# 'charter', a:file . ' is of type ' . &filetype)
  let text = getline(1, '$')
  silent keeppatterns %s/^ \+//e
  silent normal! gg=G
  for at in range(len(text))
    call s:Hold(getline(at + 1) ==# text[at], a:file . ': ' . getline(at + 1))
  endfor
  edit!
endfunction

function! s:Colour(word, group) abort
  call cursor(1, 1)
  call search('\V' . a:word, 'c')
  let is = synIDattr(synID(line('.'), col('.'), 1), 'name')
  call s:Hold(is ==# a:group, a:word . ' is ' . is . ' and not ' . a:group)
endfunction

function! s:Colours() abort
  enew
  call setline(1, ['seat vp "Vice # president" { # why', '  reports-to  cadence-owner',
        \ '  holder "M" since 2026-01-01', '  note """', '  Say "no", cadence', '  """',
        \ '  retired 2026-02-02 because "Done"', '}'])
  setfiletype charter
  call s:Colour('seat', 'charterKind')
  call s:Colour('vp', 'charterName')
  call s:Colour('# president', 'charterText')
  call s:Colour('why', 'charterComment')
  call s:Colour('reports-to', 'charterClause')
  call s:Colour('cadence-owner', '')
  call s:Colour('since', 'charterWord')
  call s:Colour('2026-01-01', 'charterNumber')
  call s:Colour('cadence\$', 'charterText')
  call s:Colour('retired', 'charterClause')
  call s:Colour('because', 'charterWord')
  call s:Colour('02-02', 'charterNumber')
  set nomodified
endfunction

" What took place: its clauses are words that elsewhere join or begin items.
function! s:History() abort
  enew
  call setline(1, ['raise dip on 2026-10-02 {', '  trigger cadence.by  # a name', '  by vp', '}',
        \ 'record q4 on 2026-10-13 {', '  charter forum', '  bet cache revised', '}',
        \ 'transition cpo {', '  from "A"', '  to "B"', '  redecide forum in q4', '}'])
  setfiletype charter
  for word in ['raise', 'record', 'transition']
    call s:Colour(word, 'charterKind')
  endfor
  call s:Colour('on 2026', 'charterWord')
  call s:Colour('cadence.by', '')
  call s:Colour('by  # a name', '')
  for word in ['trigger', 'by vp', 'charter', 'bet', 'from', 'to ', 'redecide']
    call s:Colour(word, 'charterClause')
  endfor
  call s:Colour('revised', 'charterConstant')
  call s:Colour('in q4', 'charterWord')
  set nomodified
endfunction

" `:make` finds its way to what `charter check --format short` prints.
function! s:Findings() abort
  let lines = ['a.charter:3:7: error[syntax]: this is wrong',
        \ 'b.charter:1:2: warning[stale-input]: unwise']
  call setqflist([], ' ', {'lines': lines, 'efm': &l:errorformat})
  let found = map(getqflist(), '[v:val.lnum, v:val.col, v:val.type, v:val.text]')
  call s:Hold(found ==# [[3, 7, 'e', 'this is wrong'], [1, 2, 'w', 'unwise']], string(found))
endfunction

" ALE finds what it has to know by itself.
function! s:Linter() abort
  let &runtimepath .= ',' . g:ale
  runtime! plugin/ale.vim plugin/charter.vim
  execute 'edit' 'examples/acme/launches/2027.charter'
  let found = filter(ale#linter#Get('charter'), 'v:val.name ==# "charter"')
  call s:Hold(len(found) == 1, 'ALE knows no linter')
  if empty(found) | return | endif
  call s:Hold(found[0].lsp ==# 'stdio' && found[0].command ==# '%e lsp', string(found[0]))
  let root = ale#lsp_linter#FindProjectRoot(bufnr(), found[0])
  call s:Hold(filereadable(root . '/charter.toml'), 'the root is ' . root)
endfunction

for s:file in systemlist('find examples/acme -name "*.charter" | sort')
  call s:Indentation(s:file)
endfor
call s:Colours()
call s:History()
call s:Findings()
call s:Linter()
call writefile(s:wrong + (v:errmsg ==# '' ? [] : [v:errmsg]), '/dev/stderr', 'a')
if !empty(s:wrong) || v:errmsg !=# '' | cquit | endif
quitall!
