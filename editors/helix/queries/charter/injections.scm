; Made by editors/share: change tree-sitter-charter/queries/injections.scm instead.

; `TODO` and links in comments, where an editor has a grammar for that.

((comment) @injection.content
  (#set! injection.language "comment"))
