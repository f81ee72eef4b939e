; Items, and the triggers within them.

(calendar "calendar" @context name: (name) @name) @item
(function "function" @context name: (name) @name) @item
(class "class" @context name: (name) @name) @item
(seat "seat" @context name: (name) @name) @item
(group "group" @context name: (name) @name) @item
(artifact "artifact" @context name: (name) @name) @item
(metric "metric" @context name: (name) @name) @item
(charter "charter" @context name: (name) @name) @item
(launch "launch" @context name: (name) @name) @item
(bet "bet" @context name: (name) @name) @item
(raise "raise" @context name: (name) @name) @item
(record "record" @context name: (name) @name) @item
(transition "transition" @context name: (name) @name) @item

(trigger "trigger" @context name: (name) @name) @item
