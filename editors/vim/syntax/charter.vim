" The charter language. A clause is known by where it stands: it begins its line or follows `{`.
if exists('b:current_syntax') | finish | endif

syntax sync minlines=200
syntax iskeyword @,48-57,-

syntax match charterComment /#.*$/ contains=charterTodo,@Spell
syntax keyword charterTodo TODO FIXME contained

syntax match charterKind /\v^(calendar|function|class|seat|group|artifact|metric|charter|launch|bet)>/
      \ nextgroup=charterName skipwhite
syntax match charterName /\v[^ \t,{}#"]+/ contained

syntax match charterClause /\v%(^\s+|\{\s*)@<=%(allow|alternate|altitude|answer|asks|at|attention|cadence|calendar|checked|closed|committed|counterparties|criterion|decides|declared|effective|escalation|evidence|excludes|expires|fiscal-year|formerly|function|gate|governed|holder|holiday|hours|includes|informed|input|level|members|never|no-charter|note|on-holiday|outcome|owner|period|record|refreshed|reports-to|respond|retired|review|reviewed|ships|sign|signed|status|stop|surface|through|tier|trigger|unit|voice|when|workdays|zone)>\ze%(\s|$)/
syntax match charterClause /\v%(^\s+|\{\s*)@<=%(as|except|for|from|in|move|until)>\ze\s/

syntax keyword charterWord as at because before by checked classified declared default due evidence
syntax keyword charterWord every except for from in of on on-holiday partner regulated respond shared
syntax keyword charterWord shown since starts the to until when with within
syntax keyword charterConstant ai cycle decision defer draft gates keep live none skip trigger vetoes
syntax keyword charterConstant co-decides daily weekly monthly quarterly yearly
syntax keyword charterConstant 1st 2nd 3rd 4th 5th last
syntax keyword charterConstant Monday Tuesday Wednesday Thursday Friday Saturday Sunday workday
syntax keyword charterConstant January February March April May June
syntax keyword charterConstant July August September October November December

syntax match charterNumber /\v[^-A-Za-z0-9]@<=\d{4}-\d\d-\d\d>/
syntax match charterNumber /\v[^-A-Za-z0-9]@<=\d\d?:\d\d>/
syntax match charterNumber /\v[^-A-Za-z0-9:]@<=%(T?[-+])?\d[0-9.]*%(%(h%(\d+m)?|m|M|k|K|B)>|\%)?%(\s+%(minute|hour|day|workday|week|month|quarter|year|cycle)s?>|\s+[A-Z]{3}>)?/
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
