" Made by editors/share: change vim/syntax/charter.vim instead.
" The charter language. A clause is known by where it stands: it begins its line or follows `{`.
if exists('b:current_syntax') | finish | endif

syntax sync minlines=200
" The dot is of a dotted name: no part of it is a word of the language.
syntax iskeyword @,48-57,-,.

syntax match charterComment /#.*$/ contains=charterTodo,@Spell
syntax keyword charterTodo TODO FIXME contained

syntax match charterKind /\v^(calendar|function|class|seat|group|artifact|metric|charter|launch|bet|raise|record|transition)>/
      \ nextgroup=charterName skipwhite
syntax match charterName /\v[^ \t,{}#"]+/ contained

" Of two that begin at one place the one that stands further down counts.
syntax match charterNumber /\v[^-A-Za-z0-9:]@<=%(T?[-+])?\d[0-9.]*%(%(h%(\d+m)?|m|M|k|K|B)>|\%)?%(\s+%(minute|hour|day|workday|week|month|quarter|year|cycle)s?>|\s+[A-Z]{3}>)?/
syntax match charterNumber /\v[^-A-Za-z0-9]@<=\d{4}-\d\d-\d\d>/
syntax match charterNumber /\v[^-A-Za-z0-9]@<=\d\d?:\d\d>/

syntax match charterWord /\v[ \t]@1<=%(as|at|because|before|by|checked|classified|declared|default|due|evidence|every|except|for|from|in|of|on|on-holiday|partner|regulated|respond|shared|shown|since|starts|the|to|until|when|with|within)>/
syntax match charterConstant /\v[ \t,]@1<=%(ai|cycle|decision|defer|draft|gates|keep|live|none|skip|trigger|vetoes|committed|renewed|revised|stopped|co-decides|daily|weekly|monthly|quarterly|yearly|1st|2nd|3rd|4th|5th|last|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|workday|January|February|March|April|May|June|July|August|September|October|November|December)>/

syntax match charterClause /\v%(^\s+|\{\s*)@<=%(allow|alternate|altitude|answer|answers|asks|at|attention|bet|by|cadence|calendar|charter|checked|closed|committed|counterparties|criterion|customer|decided|decides|declared|deferred|effective|escalation|evidence|excludes|expires|fiscal-year|formerly|function|gate|governed|holder|holiday|hours|includes|informed|input|level|members|never|no-charter|note|on-holiday|outcome|owner|period|recommit|record|redecide|refreshed|reopens|reports-to|respond|retire|retired|review|reviewed|seat|ships|sign|signed|status|stop|surface|through|tier|to|trigger|unit|voice|when|workdays|zone)>\ze%(\s|$)/
syntax match charterClause /\v%(^\s+|\{\s*)@<=%(as|except|for|from|in|move|until)>\ze\s/

syntax match charterZone /\v<[A-Z][A-Za-z_]+%(\/[A-Za-z_+-]+)+/
syntax match charterZone /\v\<[^ \t,]+\>/
syntax match charterOperator /\v\s@<=[<>]\=?|\s@<=\=/

syntax region charterText start=/"/ skip=/\\./ end=/"/ end=/$/ contains=charterEscape,@Spell
syntax region charterText start=/"""/ end=/"""/ contains=@Spell
syntax match charterEscape /\\["\\n]/ contained

highlight default link charterComment  Comment
highlight default link charterTodo     Todo
highlight default link charterKind     Keyword
highlight default link charterName     Type
highlight default link charterClause   Identifier
highlight default link charterWord     Operator
highlight default link charterConstant Constant
highlight default link charterNumber   Number
highlight default link charterZone     Special
highlight default link charterOperator Operator
highlight default link charterText     String
highlight default link charterEscape   SpecialChar

let b:current_syntax = 'charter'
