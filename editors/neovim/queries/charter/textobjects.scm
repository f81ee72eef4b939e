; Made by editors/share: change tree-sitter-charter/queries/textobjects.scm instead.

; An item is a class, a clause with a block a function; a list has parameters.

[
  (calendar) (function) (class) (seat) (group) (artifact) (metric) (charter) (launch) (bet)
  (raise) (record) (transition)
] @class.outer

(calendar (block) @class.inner)
(function (block) @class.inner)
(class (block) @class.inner)
(seat (block) @class.inner)
(group (block) @class.inner)
(artifact (block) @class.inner)
(metric (block) @class.inner)
(charter (block) @class.inner)
(launch (block) @class.inner)
(bet (block) @class.inner)
(raise (block) @class.inner)
(record (block) @class.inner)
(transition (block) @class.inner)

[(trigger) (cadence) (gate)] @function.outer

(trigger (block) @function.inner)
(cadence (block) @function.inner)
(gate (block) @function.inner)

[(party) (decision) (signature) (exception)] @parameter.inner

(comment) @comment.outer
