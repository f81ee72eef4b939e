; Made by editors/share: change tree-sitter-charter/queries/textobjects.scm instead.

; An item is a class, a clause with a block a function; a list has parameters.

[
  (calendar) (function) (class) (seat) (group) (artifact) (metric) (charter) (launch) (bet)
  (raise) (record) (transition)
] @class.around

(calendar (block) @class.inside)
(function (block) @class.inside)
(class (block) @class.inside)
(seat (block) @class.inside)
(group (block) @class.inside)
(artifact (block) @class.inside)
(metric (block) @class.inside)
(charter (block) @class.inside)
(launch (block) @class.inside)
(bet (block) @class.inside)
(raise (block) @class.inside)
(record (block) @class.inside)
(transition (block) @class.inside)

[(trigger) (cadence) (gate)] @function.around

(trigger (block) @function.inside)
(cadence (block) @function.inside)
(gate (block) @function.inside)


(comment) @comment.around
