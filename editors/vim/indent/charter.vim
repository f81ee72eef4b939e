" What stands in braces is indented; a list goes on below where it began.
if exists('b:did_indent') | finish | endif
let b:did_indent = 1

setlocal indentexpr=CharterIndent() indentkeys=o,O,0},!^F
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*CharterIndent') | finish | endif

" A line without its texts and its comment; each sign that is left stays in its column.
function! s:Bare(line) abort
  let blank = {found -> repeat('"', strlen(found[0]))}
  return substitute(substitute(a:line, '"\%([^"\\]\|\\.\)*"', blank, 'g'), '\s*#.*', '', '')
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

" The column where the list that a line leaves open began.
function! s:ListColumn(bare) abort
  let words = '\v^\s*\S+\s+|<%(at|by|day|days|default|except|for|on|the|with)>\s+'
  let [column, at] = [0, match(a:bare, words)]
  while at >= 0
    let column = matchend(a:bare, words, at)
    let at = match(a:bare, words, column)
  endwhile
  return column
endfunction

function! CharterIndent() abort
  if s:InText(v:lnum) | return -1 | endif
  let above = s:Above(v:lnum)
  if above == 0 | return 0 | endif
  let bare = s:Bare(getline(above))
  let before = s:Bare(getline(s:Above(above)))
  let goes_on = before =~# ',$'
  if bare =~# ',$'
    return goes_on ? indent(above) : s:ListColumn(bare)
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
