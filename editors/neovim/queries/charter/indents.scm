; Made by editors/share: change tree-sitter-charter/queries/indents.scm instead.

; What stands in braces is indented.

(block) @indent.begin
(block "}" @indent.branch)
