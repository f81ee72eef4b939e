" Made by editors/share: change vim/indent/charter.vim instead.
" What stands in braces is indented; a list goes on below the first value of its clause.
if exists('b:did_indent') | finish | endif
let b:did_indent = 1

setlocal indentexpr=CharterIndent() indentkeys=o,O,0},!^F
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*CharterIndent') | finish | endif

" A line without its texts and its comment; each sign that is left stays in its column.
function! s:Bare(line) abort
  let no_texts = substitute(a:line, '"\%([^"\\]\|\\.\)*"', '\=repeat(''"'', strlen(submatch(0)))', 'g')
  return substitute(no_texts, '\s*#.*', '', '')
endfunction

function! s:InText(lnum) abort
  let here = synstack(a:lnum, 1)
  return !empty(here) && synIDattr(here[-1], 'name') ==# 'charterText'
endfunction

" The last line above that says something.
function! s:Above(lnum) abort
  let above = prevnonblank(a:lnum - 1)
  while above > 0 && (s:InText(above) || getline(above) =~# '^\s*#')
    let above = prevnonblank(above - 1)
  endwhile
  return above
endfunction

function! CharterIndent() abort
  if s:InText(v:lnum) | return -1 | endif
  let above = s:Above(v:lnum)
  if above == 0 | return 0 | endif
  let bare = s:Bare(getline(above))
  let before = s:Bare(getline(s:Above(above)))
  let goes_on = before =~# ',$'
  if bare =~# ',$'
    return goes_on ? indent(above) : matchend(bare, '^\s*\S\+\s\+')
  endif
  let start = above
  while goes_on
    let start = s:Above(start)
    let goes_on = s:Bare(getline(s:Above(start))) =~# ',$'
  endwhile
  let opened = bare =~# '{$'
  let closes = getline(v:lnum) =~# '^\s*}'
  return indent(start) + (opened - closes) * shiftwidth()
endfunction
