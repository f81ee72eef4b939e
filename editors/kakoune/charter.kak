# The charter language: https://github.com/charter-lang/charter

# Detection
# ‾‾‾‾‾‾‾‾‾

hook global BufCreate .*[.]charter %{
    set-option buffer filetype charter
}

# Initialization
# ‾‾‾‾‾‾‾‾‾‾‾‾‾‾

hook global WinSetOption filetype=charter %[
    require-module charter
    set-option window static_words %opt{charter_static_words}
    hook window InsertChar \n -group charter-indent charter-indent-on-new-line
    hook window InsertChar \} -group charter-indent charter-indent-on-closing-brace
    hook -once -always window WinSetOption filetype=.* %{ remove-hooks window charter-.+ }
]

hook -group charter-highlight global WinSetOption filetype=charter %{
    add-highlighter window/charter ref charter
    hook -once -always window WinSetOption filetype=.* %{ remove-highlighter window/charter }
}

hook global BufSetOption filetype=charter %{
    set-option buffer comment_line '#'
    set-option buffer indentwidth 2
    set-option buffer tabstop 2
    set-option buffer formatcmd 'charter format -'
    set-option buffer lintcmd 'charter check --format short'
    set-option buffer makecmd 'charter check --format short'
}

# The language server, for kakoune-lsp: `eval %sh{kak-lsp}` and `lsp-enable` in your kakrc.
hook -group lsp-filetype-charter global BufSetOption filetype=charter %{
    try %{
        set-option buffer lsp_servers %{
            [charter]
            root_globs = ["charter.toml"]
            command = "charter"
            args = ["lsp"]
        }
    }
}

provide-module charter %§

# Highlighters
# ‾‾‾‾‾‾‾‾‾‾‾‾

add-highlighter shared/charter regions
add-highlighter shared/charter/code default-region group
add-highlighter shared/charter/comment region '#' '$' fill comment
add-highlighter shared/charter/long-text region '"""' '"""' fill string
add-highlighter shared/charter/text region '"' '(?<!\\)(\\\\)*("|$)' group
add-highlighter shared/charter/text/ fill string
add-highlighter shared/charter/text/ regex '\\["\\n]' 0:meta

add-highlighter shared/charter/code/ regex '[<>]=?|(?<=\h)=' 0:operator
add-highlighter shared/charter/code/ regex '(?<=\h)[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+' 0:value
add-highlighter shared/charter/code/ regex '(?<=\h)<[^\s,<>]*>' 0:value
add-highlighter shared/charter/code/ regex '(?<![^\s,<>=])(\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|(T?[+-])?\d[\d.]*(h\d+m|[hmkMB%])?(\h+((minute|hour|day|workday|week|month|quarter|year|cycle)s?|[A-Z]{3}))?)(?![^\s,])' 0:value

evaluate-commands %sh[
    kinds='calendar function class seat group artifact metric charter launch bet raise
        record transition'
    clauses='allow alternate altitude answer answers as asks at attention bet by cadence calendar
        charter checked closed committed counterparties criterion customer decided decides declared
        deferred effective escalation evidence except excludes expires fiscal-year for formerly from
        function gate governed holder holiday hours in includes informed input level members move never
        no-charter note on-holiday outcome owner period recommit record redecide refreshed reopens
        reports-to respond retire retired review reviewed seat ships sign signed status stop surface
        through tier to trigger unit until voice when workdays zone'
    joining='as at because before by checked classified declared default due evidence every except for
        from in move of on on-holiday partner regulated respond shared shown since starts the through
        to until when with within'
    constants='ai co-decides cycle decision defer draft gates keep live none or skip trigger vetoes
        committed renewed revised stopped
        daily weekly monthly quarterly yearly 1st 2nd 3rd 4th 5th last Monday Tuesday Wednesday
        Thursday Friday Saturday Sunday workday January February March April May June July August
        September October November December'

    any() { printf '%s' "$*" | tr -s ' \n' '||'; }

    printf %s "
        declare-option str-list charter_static_words $(printf '%s ' $kinds $clauses $joining $constants)
        add-highlighter shared/charter/code/ regex '(?<=[\h,])($(any $constants))(?![^\s,])' 0:builtin
        add-highlighter shared/charter/code/ regex '(?<=\h)($(any $joining))(?!\S)' 0:keyword
        add-highlighter shared/charter/code/ regex '(^|\{)\h*($(any $clauses))(?!\S)' 2:attribute
        add-highlighter shared/charter/code/ regex '^($(any $kinds))\h+([^\s,{}#\"]+)' 1:keyword 2:type
    "
]

# Commands
# ‾‾‾‾‾‾‾‾

define-command -hidden charter-indent-on-new-line %[
    evaluate-commands -draft -itersel %[
        # As the line above.
        try %[ execute-keys -draft <semicolon> K <a-&> ]
        # Further in behind a brace.
        try %[ execute-keys -draft k x <a-k> \{\h*(#[^\n]*)?$ <ret> j <a-gt> ]
        # The line above without blanks at its end.
        try %[ execute-keys -draft k x s \h+$ <ret> d ]
    ]
]

define-command -hidden charter-indent-on-closing-brace %[
    # A brace that closes stands below the line that opened it.
    try %[ execute-keys -itersel -draft <a-h> <a-k> ^\h+\}$ <ret> h m s \A|.\z <ret> 1<a-&> ]
]

§
