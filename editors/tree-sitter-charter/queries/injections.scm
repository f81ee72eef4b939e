; `TODO` and links in comments, where an editor has a grammar for that.

((comment) @injection.content
  (#set! injection.language "comment"))
