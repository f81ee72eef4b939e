; What stands in braces is indented.

(block) @indent.begin
(block "}" @indent.branch)
