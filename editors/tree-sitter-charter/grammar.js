/**
 * @file The charter language, for editors.
 *
 * The law is `grammar/charter.pest`; this follows it rule by rule and in its order. A test holds
 * the two together: what one does not read, the other does not read either.
 *
 * A line is a clause, so the end of a line is a token and no blank. A word ends where a person
 * would end it: at a blank, a comma, a brace, a quote or a comment.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const UNITS = ['minute', 'hour', 'day', 'workday', 'week', 'month', 'quarter', 'year', 'cycle'];

/** Things with commas between them; after a comma the list may go on below. */
const list = ($, thing) => seq(thing, repeat(seq(',', repeat($._newline), thing)));

/** Braces around lines of one kind. */
const block = ($, clause) =>
  seq('{', repeat(choice($._newline, seq(clause, $._newline))), optional(clause), '}');

/** A kind, a name, maybe a title, and a block. */
const item = ($, keyword, body) =>
  seq(
    keyword, field('name', $.name), optional(field('title', $.text)),
    field('body', alias(body, $.block)),
  );

/** What took place: maybe a day behind the title. */
const dated = ($, keyword, body) =>
  seq(
    keyword, field('name', $.name), optional(field('title', $.text)),
    optional(field('on', $.on_date)), field('body', alias(body, $.block)),
  );

module.exports = grammar({
  name: 'charter',

  word: $ => $._word,

  extras: $ => [/[ \t\r]/, $.comment],

  supertypes: $ => [$.item],

  rules: {
    source_file: $ => repeat(choice($._newline, $.item)),

    // ── Comments, ends ────────────────────────────────────────────────────────

    comment: _ => /#[^\n]*/,
    _newline: _ => '\n',

    // ── Items ─────────────────────────────────────────────────────────────────

    item: $ => choice(
      $.seat, $.charter, $.launch, $.bet, $.raise, $.record, $.transition, $.artifact, $.metric,
      $.group, $.class, $.function, $.calendar,
    ),

    calendar: $ => item($, 'calendar', $._calendar_block),
    function: $ => item($, 'function', $._function_block),
    class: $ => item($, 'class', $._class_block),
    seat: $ => item($, 'seat', $._seat_block),
    group: $ => item($, 'group', $._group_block),
    artifact: $ => item($, 'artifact', $._artifact_block),
    metric: $ => item($, 'metric', $._metric_block),
    charter: $ => item($, 'charter', $._charter_block),
    launch: $ => item($, 'launch', $._launch_block),
    bet: $ => item($, 'bet', $._bet_block),
    raise: $ => dated($, 'raise', $._raise_block),
    record: $ => dated($, 'record', $._record_block),
    transition: $ => dated($, 'transition', $._transition_block),

    // Which clauses each kind has.
    _calendar_block: $ => block($, choice(
      $.holiday, $.closed, alias($.zone_is, $.zone_clause), $.workdays, $.hours, $.fiscal_year,
      $.on_holiday, $._common,
    )),
    _function_block: $ => block($, choice($.decides, $.never, $.voice, $._common)),
    _class_block: $ => block($, choice(
      $.level, $.period, $.asks, $.altitude, $.gate_functions, $.attention, $.sign, $._common,
    )),
    _seat_block: $ => block($, choice(
      $.altitude, $.in_function, $.holder, $.alternate, $.reports_to,
      alias($.zone_is, $.zone_clause), $.in_calendar, $._common,
    )),
    _group_block: $ => block($, choice($.members, $._common)),
    _artifact_block: $ => block($, choice($.owner, $.refreshed, $.found_at, $._common)),
    _metric_block: $ => block($, choice(alias($.unit_is, $.unit_clause), $.owner, $._common)),
    _launch_block: $ => block($, choice(
      $.tier, $.owner, $.ships, $.surface, $.through, $.governed, $.gate, $.answer, $.trigger,
      $.outcome, $.review_at, $.no_charter, $._common,
    )),
    _bet_block: $ => block($, choice(
      $.owner, $.committed, $.outcome, $.stop, $.review_at, $.trigger, $._common,
    )),
    _charter_block: $ => block($, choice(
      $.decides, $.includes, $.excludes, $.owner, $.counterparties, $.informed, $.surface,
      $.cadence, $.input, $.trigger, $.escalation, $.recorded, $.answer, $.signed, $.effective,
      $.expires, $.reviewed, $.review, $.draft, $.in_calendar, $._common,
    )),
    _raise_block: $ => block($, choice(
      $.fired, $.customer, $.stuck, alias($.by, $.by_clause), $.shows, $._common,
    )),
    _record_block: $ => block($, choice(
      $.of_charter, $.answers, $.reopens, $.decided, $.deferred, $.disposed,
      alias($.by, $.by_clause), $._common,
    )),
    _transition_block: $ => block($, choice(
      $.of_seat, $.from_holder, $.to_holder, $.recommit, $.redecide, $.retire, $._common,
    )),

    // ── In every kind ─────────────────────────────────────────────────────────

    _common: $ => choice($.note, $.allow, $.formerly, $.retired),
    formerly: $ => seq('formerly', $.name),
    retired: $ => seq('retired', $.date, 'because', $.text),
    allow: $ => seq('allow', $.rule, optional($.until), 'because', $.text),
    note: $ => seq('note', $.text),
    until: $ => seq('until', $.date),

    // ── The organization ──────────────────────────────────────────────────────

    zone_is: $ => seq('zone', $.zone),
    workdays: $ => seq('workdays', $._weekdays),
    _weekdays: $ => choice(seq($.weekday, $.day_range), list($, $.weekday)),
    day_range: $ => seq('to', $.weekday),
    hours: $ => seq('hours', $.time, 'to', $.time),
    fiscal_year: $ => seq('fiscal-year', 'starts', 'in', $.month),
    holiday: $ => seq('holiday', $.date, $.text),
    closed: $ => seq('closed', $.date, 'to', $.date, $.text),
    on_holiday: $ => seq('on-holiday', choice('keep', 'skip', $.move_to)),
    move_to: $ => seq('move', 'to', $.choice, 'workday'),

    altitude: $ => seq('altitude', $.choice),
    in_function: $ => seq('function', $.reference),
    holder: $ => seq(
      'holder', optional('ai'), $.text, optional($.email), optional($.since), optional($.until),
    ),
    since: $ => seq('since', $.date),
    alternate: $ => seq('alternate', list($, $.reference)),
    reports_to: $ => seq('reports-to', $.reference),
    in_calendar: $ => seq('calendar', $.reference),
    members: $ => seq('members', list($, $.reference)),

    refreshed: $ => seq('refreshed', choice($.by, 'live', $.frequency)),
    by: $ => seq('by', $.reference),
    found_at: $ => seq('at', $.text),

    unit_is: $ => seq('unit', $.choice, optional(choice($.text, $.currency))),

    decides: $ => seq('decides', list($, $.decision)),
    decision: $ => seq($.reference, optional(seq('of', $.reference))),
    never: $ => seq('never', list($, $.reference)),
    voice: $ => seq('voice', $.when_surface),
    when_surface: $ => seq('when', $.choice),

    level: $ => seq('level', $.choice),
    period: $ => seq('period', choice(
      $.on_trigger,
      seq($.frequency, optional(seq('to', $.frequency))),
    )),
    on_trigger: _ => seq('on', 'trigger'),
    gate_functions: $ => seq('gate', list($, $.reference)),
    attention: $ => seq('attention', $.choice),
    asks: $ => seq(
      'asks', $.name, $.text,
      repeat(choice($.for_tiers, $.through_channel, $.when_surface, $.default)),
    ),
    for_tiers: $ => seq('for', list($, $.choice)),
    through_channel: $ => seq('through', $.choice),
    default: $ => seq('default', list($, $.reference)),
    sign: $ => seq('sign', list($, $.reference)),

    // ── The commitments ───────────────────────────────────────────────────────

    includes: $ => seq('includes', $.text),
    excludes: $ => seq('excludes', $.text),
    owner: $ => seq('owner', list($, $.reference)),
    counterparties: $ => seq('counterparties', list($, $.party)),
    party: $ => seq($.reference, optional(choice('gates', 'vetoes', $.co_decides))),
    co_decides: $ => seq('co-decides', $.text),
    informed: $ => seq('informed', list($, $.reference)),
    surface: $ => seq('surface', $.choice),
    input: $ => seq('input', list($, $.reference), optional($.due), optional($.or_defer)),
    due: $ => seq('due', $.duration, 'before'),
    or_defer: _ => seq('or', 'defer'),
    escalation: $ => seq('escalation', choice($.nowhere, $.upward)),
    nowhere: $ => seq('none', 'because', $.text),
    upward: $ => seq('to', $.reference, $.within, optional(seq('when', $.text))),
    within: $ => seq('within', $.duration),
    recorded: $ => seq('record', choice($.each_cycle, $.on_decision), optional(seq('in', $.text))),
    each_cycle: _ => seq('every', 'cycle'),
    on_decision: _ => seq('on', 'decision'),
    answer: $ => seq('answer', $.reference, choice($.text, seq($.by, optional($.with)))),
    with: $ => seq('with', list($, $.reference)),
    signed: $ => seq('signed', list($, $.signature)),
    signature: $ => seq($.reference, 'on', $.date, optional(seq('as', $.fingerprint))),
    effective: $ => seq('effective', $.date),
    expires: $ => seq('expires', $.date),
    reviewed: $ => seq('reviewed', $.date),
    review: $ => seq('review', $.frequency),
    draft: _ => seq('status', 'draft'),

    tier: $ => seq('tier', $.choice, optional(seq('classified', $.by))),
    ships: $ => seq('ships', $.date),
    through: $ => seq('through', list($, choice($.regulated, $.partner))),
    regulated: $ => seq('regulated', $.text),
    partner: $ => seq('partner', $.reference),
    governed: $ => seq('governed', $.by),
    gate: $ => seq('gate', $.date, $.by, optional(field('body', alias($._gate_block, $.block)))),
    _gate_block: $ => block($, $.criterion),
    criterion: $ => seq('criterion', $.text, optional(seq('shown', $.by))),
    outcome: $ => seq('outcome', $.choice, $.measure, optional($.by_date), optional($.shared)),
    by_date: $ => seq('by', $.date),
    shared: $ => seq('shared', 'by', list($, $.reference)),
    review_at: $ => seq('review', 'at', list($, $.offset), optional($.by)),
    no_charter: $ => seq('no-charter', 'because', $.text),
    committed: $ => seq('committed', $.date, optional(seq('in', $.reference))),
    stop: $ => seq('stop', $.when),

    // ── The history ───────────────────────────────────────────────────────────

    on_date: $ => seq('on', $.date),

    fired: $ => seq('trigger', $.reference),
    customer: $ => seq('customer', $.text),
    stuck: $ => seq('escalation', $.reference),
    shows: $ => seq('evidence', $.text),

    of_charter: $ => seq('charter', $.reference),
    answers: $ => seq('answers', list($, $.reference)),
    reopens: $ => seq('reopens', list($, $.reference)),
    // Quotes begin what was decided, and never a class.
    decided: $ => seq('decided', optional(alias($._matter, $.decision)), $.text),
    _matter: $ => seq(alias($._word, $.reference), optional(seq('of', $.reference))),
    deferred: $ => seq('deferred', optional(alias($._matter, $.decision)), 'because', $.text),
    disposed: $ => seq('bet', $.reference, $.choice),

    of_seat: $ => seq('seat', $.reference),
    from_holder: $ => seq('from', $.text),
    to_holder: $ => seq('to', $.text),
    recommit: $ => seq('recommit', list($, $.reference)),
    redecide: $ => seq('redecide', list($, $.reference), optional($.in_record)),
    in_record: $ => seq('in', $.reference),
    retire: $ => seq('retire', list($, $.reference), optional(seq('because', $.text))),

    // ── Triggers ──────────────────────────────────────────────────────────────

    trigger: $ => seq(
      'trigger', field('name', $.name), optional(field('title', $.text)), repeat($._trigger_part),
      optional(field('body', alias($._trigger_block, $.block))),
    ),
    _trigger_block: $ => block($, $._trigger_part),
    _trigger_part: $ => choice($.when, $.evidence, $.declared, $.checked, $.respond),
    when: $ => seq('when', choice($.text, seq($.measure, optional($.for_time)))),
    measure: $ => seq($.reference, $.operator, $.threshold),
    for_time: $ => seq('for', $.duration),
    evidence: $ => seq('evidence', $.choice),
    declared: $ => seq('declared', $.by),
    checked: $ => seq('checked', $.frequency),
    respond: $ => seq('respond', $.within),

    // ── Cadence ───────────────────────────────────────────────────────────────

    cadence: $ => seq(
      'cadence', $._pattern, repeat($._cadence_part),
      optional(field('body', alias($._cadence_block, $.block))),
    ),
    _cadence_block: $ => block($, $._cadence_part),
    _pattern: $ => choice($.when_fired, $.offsets, $.dates, $.recurring),
    when_fired: $ => seq($.on_trigger, optional($.within)),
    offsets: $ => seq('at', list($, alias($._signed_offset, $.offset))),
    dates: $ => seq('on', list($, $.date)),
    // The first `in` behind a frequency names months, whatever stands there.
    recurring: $ => prec.right(seq($.frequency, optional($.in_month), optional($.on_days))),
    in_month: $ => seq('in', choice($.nth_month, $.month)),
    nth_month: $ => seq('month', $.number),
    on_days: $ => seq('on', choice($.nth_days, $.month_days, $._weekdays)),
    nth_days: $ => seq('the', list($, $.ordinal), $.weekday),
    month_days: $ => seq(choice('day', 'days'), list($, $.number)),

    _cadence_part: $ => choice(
      $.at, $.for_time, $.slot, $.in_zone, $.from, $.until, $.except, $.moved, $.on_holiday,
    ),
    at: $ => seq('at', list($, $.time)),
    slot: $ => seq('as', $.name),
    in_zone: $ => seq('in', $.zone),
    from: $ => seq('from', $.date),
    except: $ => seq('except', list($, $.exception)),
    exception: $ => seq($.date, optional($.text)),
    moved: $ => prec.right(seq('move', $.date, 'to', $.date, optional($.at), optional($.text))),

    // ── Words ─────────────────────────────────────────────────────────────────

    // A value in quotes is a value misspelt, not a clause misunderstood.
    _value: $ => choice($._word, $._in_quotes),

    name: $ => $._value,        // declared here
    reference: $ => $._value,   // declared elsewhere
    rule: $ => $._value,
    date: $ => $._value,
    time: $ => $._value,
    zone: $ => $._value,
    number: $ => $._value,
    month: $ => $._value,
    weekday: $ => $._value,
    ordinal: $ => $._value,
    choice: $ => $._value,
    fingerprint: $ => $._value,

    // Text is for people: on one line, or between triple quotes over several.
    text: _ => token(choice(
      /"""([^"]|"[^"]|""[^"])*"""/,
      /"([^"\\\n]|\\[^\n])*"/,
    )),

    unit: _ => choice(...UNITS, ...UNITS.map(unit => `${unit}s`)),
    duration: $ => seq($._value, optional($.unit)),
    frequency: $ => choice(
      seq('every', choice($.unit, seq($.number, choice($.unit, $._value)))),
      $._value,
    ),
    offset: $ => seq($._value, optional($.unit)),
    _signed_offset: $ => seq($._signed_word, optional($.unit)),
    threshold: $ => seq($._value, optional(choice($.unit, $.currency))),
    operator: _ => token(prec(1, /<=|>=|<|>|=/)),

    currency: _ => /[A-Z][A-Z][A-Z]/,
    email: _ => /<[^ \t\r\n,]*/,
    _signed_word: _ => /[T+\-][^ \t\r\n,{}#"]*/,
    _word: _ => /[^ \t\r\n,{}#"]+/,
    _in_quotes: _ => token(choice(
      /"([^ \t\r\n,"\\]|\\[^ \t\r\n,])*"[^ \t\r\n,{}#"]*/,
      /"""[^ \t\r\n,"]*"""/,
    )),
  },
});
