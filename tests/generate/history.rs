//! The history of a charter, where one is asked for: ten records, of which four answer a raise.

use jiff::ToSpan;
use jiff::civil::date;

use super::unit::Unit;

/// So many records has each charter, two weeks apart.
const RECORDS: usize = 10;

/// What was raised and recorded for a charter with a trigger `threshold`.
pub(super) fn text(unit: &Unit<'_>, charter: &str, owner: &str) -> String {
    if !unit.plan.history {
        return String::new();
    }
    (0..RECORDS).map(|nth| one(unit, charter, owner, nth)).collect()
}

fn one(unit: &Unit<'_>, charter: &str, owner: &str, nth: usize) -> String {
    let (owner, bet) = (unit.own(owner), unit.own("bet"));
    // Whatever is in force was so before.
    let day = date(2026, 6, 1).saturating_add((2 * nth as i64).weeks());
    let mut more = String::new();
    let mut raise = String::new();
    if nth % 3 == 0 {
        let raised = day.saturating_sub((1 + (unit.number + nth) as i64 % 14).days());
        raise = format!(
            "
raise {charter}-raise-{nth} on {raised} {{
  trigger   {charter}.threshold
  by        {owner}
  evidence  \"Über der Schwelle\"
}}
"
        );
        more += &format!("  answers  {charter}-raise-{nth}\n");
    }
    if nth % 4 == 3 {
        more += &format!("  reopens  {charter}-record-{}\n", nth - 1);
    }
    let becomes = ["renewed", "revised", "renewed", "committed"][(unit.number + nth) % 4];
    let bet = if nth % 2 == 0 { format!("  bet      {bet} {becomes}\n") } else { String::new() };
    format!(
        "{raise}
record {charter}-record-{nth} on {day} {{
  charter  {charter}
{more}  decided  \"Two people for two weeks\"
{bet}  by       {owner}
}}
"
    )
}
