; Made by editors/share: change tree-sitter-charter/queries/highlights.scm instead.

; Which piece is shown as what. No piece is matched twice, since editors disagree
; about which of two patterns counts.

(comment) @comment
(text) @string

; ── Kinds ─────────────────────────────────────────────────────────────────────

(calendar "calendar" @keyword)
(function "function" @keyword)
(class "class" @keyword)
(seat "seat" @keyword)
(group "group" @keyword)
(artifact "artifact" @keyword)
(metric "metric" @keyword)
(charter "charter" @keyword)
(launch "launch" @keyword)
(bet "bet" @keyword)

; ── The first word of a clause ────────────────────────────────────────────────

[
  "allow" "alternate" "altitude" "answer" "asks" "attention" "cadence" "checked" "closed"
  "committed" "counterparties" "criterion" "decides" "declared" "effective" "escalation"
  "evidence" "except" "excludes" "expires" "fiscal-year" "formerly" "from" "governed" "holder"
  "holiday" "hours" "includes" "informed" "input" "level" "members" "never" "no-charter" "note"
  "on-holiday" "outcome" "owner" "period" "record" "refreshed" "reports-to" "respond" "retired"
  "review" "reviewed" "ships" "sign" "signed" "status" "stop" "surface" "tier" "voice"
  "workdays" "zone"
] @variable.other.member

(at "at" @variable.other.member)
(found_at "at" @variable.other.member)
(for_time "for" @variable.other.member)
(gate "gate" @variable.other.member)
(gate_functions "gate" @variable.other.member)
(in_calendar "calendar" @variable.other.member)
(in_function "function" @variable.other.member)
(in_zone "in" @variable.other.member)
(moved "move" @variable.other.member)
(slot "as" @variable.other.member)
(through "through" @variable.other.member)
(trigger "trigger" @variable.other.member)
(unit_clause "unit" @variable.other.member)
(when "when" @variable.other.member)

; ── Words that join ───────────────────────────────────────────────────────────

[
  "because" "before" "by" "classified" "default" "due" "of" "partner" "regulated" "shared"
  "shown" "since" "starts" "the" "to" "until" "with" "within"
] @keyword.operator

(committed "in" @keyword.operator)
(dates "on" @keyword.operator)
(fiscal_year "in" @keyword.operator)
(for_tiers "for" @keyword.operator)
(in_month "in" @keyword.operator)
(month_days ["day" "days"] @keyword.operator)
(nth_month "month" @keyword.operator)
(offsets "at" @keyword.operator)
(on_days "on" @keyword.operator)
(record "in" @keyword.operator)
(review_at "at" @keyword.operator)
(signature ["on" "as"] @keyword.operator)
(through_channel "through" @keyword.operator)
(upward "when" @keyword.operator)
(when_surface "when" @keyword.operator)

; ── Words of a short list ─────────────────────────────────────────────────────

["ai" "co-decides" "draft" "gates" "keep" "live" "none" "skip" "vetoes"] @constant.builtin

(choice) @constant
(each_cycle) @constant.builtin
(move_to ["move" "workday"] @constant.builtin)
(on_decision) @constant.builtin
(on_trigger) @constant.builtin
(or_defer) @constant.builtin

; ── Names ─────────────────────────────────────────────────────────────────────

(name) @type
(reference) @variable
(rule) @label

; ── Values ────────────────────────────────────────────────────────────────────

[(date) (time) (duration) (offset) (threshold) (fingerprint)] @constant.numeric
(month_days (number) @constant.numeric)
(nth_month (number) @constant.numeric)

[(frequency) (weekday) (month) (ordinal)] @constant
(unit_clause (currency) @constant)

(zone) @string.special
(email) @string.special

; ── Signs ─────────────────────────────────────────────────────────────────────

(operator) @operator
"," @punctuation.delimiter
["{" "}"] @punctuation.bracket
