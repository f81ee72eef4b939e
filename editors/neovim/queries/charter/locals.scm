; Made by editors/share: change tree-sitter-charter/queries/locals.scm instead.

; A file declares names for the whole workspace: only a server knows all of them.

(source_file) @local.scope
(name) @local.definition
(reference) @local.reference
