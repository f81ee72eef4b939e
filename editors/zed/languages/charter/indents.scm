; What stands in braces is indented.

(block "}" @end) @indent
