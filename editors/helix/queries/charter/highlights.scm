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
(raise "raise" @keyword)
(record "record" @keyword)
(transition "transition" @keyword)

; ── The first word of a clause ────────────────────────────────────────────────

[
  "allow" "alternate" "altitude" "answer" "answers" "asks" "attention" "cadence" "checked"
  "closed" "committed" "counterparties" "criterion" "customer" "decided" "decides" "declared"
  "deferred" "effective" "escalation" "evidence" "except" "excludes" "expires" "fiscal-year"
  "formerly" "from" "governed" "holder" "holiday" "hours" "includes" "informed" "input" "level"
  "members" "never" "no-charter" "note" "on-holiday" "outcome" "owner" "period" "recommit"
  "redecide" "refreshed" "reopens" "reports-to" "respond" "retire" "retired" "review" "reviewed"
  "ships" "sign" "signed" "status" "stop" "surface" "tier" "voice" "workdays" "zone"
] @variable.other.member

(at "at" @variable.other.member)
(by_clause "by" @variable.other.member)
(disposed "bet" @variable.other.member)
(fired "trigger" @variable.other.member)
(found_at "at" @variable.other.member)
(for_time "for" @variable.other.member)
(gate "gate" @variable.other.member)
(gate_functions "gate" @variable.other.member)
(in_calendar "calendar" @variable.other.member)
(in_function "function" @variable.other.member)
(in_zone "in" @variable.other.member)
(moved "move" @variable.other.member)
(of_charter "charter" @variable.other.member)
(of_seat "seat" @variable.other.member)
(recorded "record" @variable.other.member)
(slot "as" @variable.other.member)
(through "through" @variable.other.member)
(to_holder "to" @variable.other.member)
(trigger "trigger" @variable.other.member)
(unit_clause "unit" @variable.other.member)
(when "when" @variable.other.member)

; ── Words that join ───────────────────────────────────────────────────────────

[
  "because" "before" "classified" "default" "due" "of" "partner" "regulated" "shared" "shown"
  "since" "starts" "the" "until" "with" "within"
] @keyword.operator

(by "by" @keyword.operator)
(by_date "by" @keyword.operator)
(closed "to" @keyword.operator)
(committed "in" @keyword.operator)
(dates "on" @keyword.operator)
(day_range "to" @keyword.operator)
(fiscal_year "in" @keyword.operator)
(for_tiers "for" @keyword.operator)
(hours "to" @keyword.operator)
(in_month "in" @keyword.operator)
(in_record "in" @keyword.operator)
(month_days ["day" "days"] @keyword.operator)
(move_to "to" @keyword.operator)
(moved "to" @keyword.operator)
(nth_month "month" @keyword.operator)
(offsets "at" @keyword.operator)
(on_date "on" @keyword.operator)
(on_days "on" @keyword.operator)
(period "to" @keyword.operator)
(recorded "in" @keyword.operator)
(review_at "at" @keyword.operator)
(shared "by" @keyword.operator)
(signature ["on" "as"] @keyword.operator)
(through_channel "through" @keyword.operator)
(upward ["to" "when"] @keyword.operator)
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
