//! Launches and bets: gates, the day of shipping, reviews afterwards; and looks at the
//! triggers of anything.

use jiff::civil::Date;

use super::check::{singly, told};
use super::context::Context;
use super::days::Days;
use super::describe;
use super::entry::{Entry, Timed};
use super::schedule::{self, Schedule};
use super::words::{self, Lines};
use crate::emit::ics::{Event, When};
use crate::emit::uid::{self, Uid};
use crate::model::{Artifact, Bet, Charter, Item, Launch, Named, Seat};
use crate::time::{WorkCalendar, looks, offset};
use crate::tree::{Criterion, Gate, Name, Offset, Outcome, Trigger};

/// An item whose triggers are looked at.
pub(super) struct Asked<'c, 'm> {
    /// The workspace.
    pub(super) context: &'c Context<'m>,
    /// The item.
    pub(super) item: Item<'m>,
    /// The days on which its people work.
    pub(super) days: &'c Days,
    /// The first day of its life.
    pub(super) from: Date,
    /// The last.
    pub(super) until: Option<Date>,
    /// The day of its last change.
    pub(super) stamp: Date,
    /// Who looks, where a trigger names nobody.
    pub(super) owner: Named<Seat<'m>>,
}

impl<'m> Asked<'_, 'm> {
    /// The looks at a trigger, each made an entry of what it says and who looks.
    pub(super) fn checks(
        &self,
        trigger: &Trigger,
        schedule: &mut Schedule<'m>,
        entry: impl Fn(Event, Vec<Seat<'m>>) -> Entry<'m>,
    ) {
        let Some(every) = trigger.checked else { return };
        let Some(series) = looks(&self.days.calendar, every, self.from, self.until) else { return };
        let model = self.item.model();
        let declarer = trigger.declared.and_then(|name| model.named(name.symbol).known());
        let seats: Vec<Seat<'m>> = declarer.or(self.owner.known()).into_iter().collect();
        let uid = Uid::new(self.item, "check").with(trigger.name.as_str());
        let summary = format!("Check: {} · {}", describe::title(trigger), self.item.title());
        let text = self.text(trigger);
        let event = |timed: Timed| Event {
            description: text.clone(),
            transparent: true,
            ..Event::new(
                timed.uid(&uid).at(&self.context.authority),
                self.stamp,
                summary.clone(),
                timed.when,
            )
        };
        let looks = |days: Vec<Timed>| {
            days.into_iter().map(|timed| entry(event(timed), seats.clone())).collect()
        };
        schedule.group_due(
            looks(told(self.context, &series)),
            || looks(singly(self.context, &series)),
            |events, entries| schedule::days(self.context, &series, events, entries),
        );
    }

    fn text(&self, trigger: &Trigger) -> String {
        let mut text = Lines::default();
        text.line(format_args!("For: {}", self.item.title()));
        text.line(format_args!("Owner: {}", words::named(self.owner)));
        if self.context.is_brief() {
            return text.text();
        }
        text.line(describe::trigger(self.context, trigger).trim_start_matches("- "));
        text.text()
    }
}

/// What launches and bets have in common.
struct Single<'c, 'm> {
    context: &'c Context<'m>,
    item: Item<'m>,
    stamp: Date,
    owner: Named<Seat<'m>>,
    color: &'static str,
    categories: Vec<String>,
    launch: Option<Launch<'m>>,
}

impl<'m> Single<'_, 'm> {
    fn entry(&self, event: Event, role: &str, seats: Vec<Seat<'m>>) -> Entry<'m> {
        let role = std::iter::once(role.to_owned());
        let event = Event {
            categories: role.chain(self.categories.iter().cloned()).collect(),
            color: Some(self.color.to_owned()),
            ..event
        };
        Entry { event, seats, charter: None, launch: self.launch }
    }

    /// One whole day; announced and dropped, where the item ended before it.
    fn day(&self, uid: &Uid, date: Date, summary: String, description: String) -> Event {
        let cancelled = self.item.retired().is_some_and(|end| end < date);
        let description = if self.context.is_brief() { self.head().text() } else { description };
        let uid = uid.at(&self.context.authority);
        Event {
            description,
            cancelled,
            transparent: true,
            ..Event::new(uid, self.stamp, summary, When::day(date))
        }
    }

    /// Who is named, then the owner, each once.
    fn seats(&self, named: impl IntoIterator<Item = Name>) -> Vec<Seat<'m>> {
        let model = self.item.model();
        let named = named.into_iter().filter_map(|it| model.named::<Seat<'m>>(it.symbol).known());
        let mut seats: Vec<Seat<'m>> = Vec::new();
        for seat in named.chain(self.owner.known()) {
            if !seats.contains(&seat) {
                seats.push(seat);
            }
        }
        seats
    }

    fn head(&self) -> Lines {
        let mut text = Lines::default();
        text.line(format_args!("Owner: {}", words::named(self.owner)));
        text
    }

    /// `review at T+6 months by SEAT`
    fn reviews<'o>(
        &self,
        base: Date,
        calendar: &WorkCalendar,
        reviews: impl Iterator<Item = (&'o [Offset], Option<Name>)>,
        outcomes: &[String],
    ) -> Vec<Entry<'m>> {
        let mut entries = Vec::new();
        for (offsets, by) in reviews {
            for it in offsets {
                let Some(date) = offset(base, *it, calendar) else { continue };
                let uid = Uid::new(self.item, "review").with(uid::offset(*it));
                let summary = format!("Review {} · {}", words::offset(*it), self.item.title());
                let mut text = self.head();
                text.section("Outcomes", outcomes.to_vec());
                let event = self.day(&uid, date, summary, text.text());
                entries.push(self.entry(event, "review", self.seats(by)));
            }
        }
        entries
    }
}

/// Every event of a launch but its meetings, which its charter holds.
pub(super) fn launch<'m>(context: &Context<'m>, launch: Launch<'m>, schedule: &mut Schedule<'m>) {
    let charter = launch.charter().known();
    let it = Single {
        context,
        item: *launch,
        stamp: charter.and_then(super::charter::stamp).unwrap_or(context.first),
        owner: launch.owner(),
        color: "goldenrod",
        categories: launch.tier().iter().map(|tier| tier.value.as_str().to_owned()).collect(),
        launch: Some(launch),
    };
    let days = launch_days(context, launch, charter);
    launch.gate().into_iter().for_each(|gate| schedule.push_due(it.gate(launch, gate)));
    if let Some(ships) = launch.ships() {
        schedule.push(it.ships(launch, ships.value));
        let outcomes = outcomes(context, launch.outcomes());
        let reviews = it.reviews(ships.value, &days.calendar, launch.reviews(), &outcomes);
        reviews.into_iter().for_each(|review| schedule.push_due(review));
    }
    let from = charter.and_then(Charter::effective).or(launch.ships());
    if let Some(from) = from {
        it.checks(days, from.value, launch.triggers(), schedule);
    }
}

/// The days that a launch is reckoned by: its charter's, else its owner's.
fn launch_days<'c, 'm>(
    context: &'c Context<'m>,
    launch: Launch<'m>,
    charter: Option<Charter<'m>>,
) -> &'c Days {
    match (charter, launch.owner().known()) {
        (Some(charter), _) => context.days(charter.days()),
        (None, Some(owner)) => context.days(owner.days()),
        (None, None) => context.days(&WorkCalendar::default()),
    }
}

/// Every event of a bet.
pub(super) fn bet<'m>(context: &Context<'m>, bet: Bet<'m>, schedule: &mut Schedule<'m>) {
    let Some((committed, _)) = bet.committed() else { return };
    let it = Single {
        context,
        item: *bet,
        stamp: committed.value,
        owner: bet.owner(),
        color: "sienna",
        categories: vec!["bet".into()],
        launch: None,
    };
    let days = match bet.owner().known() {
        Some(owner) => context.days(owner.days()),
        None => context.days(&WorkCalendar::default()),
    };
    let outcomes = outcomes(context, bet.outcomes());
    let reviews = it.reviews(committed.value, &days.calendar, bet.reviews(), &outcomes);
    reviews.into_iter().for_each(|review| schedule.push_due(review));
    it.checks(days, committed.value, bet.triggers(), schedule);
}

impl<'m> Single<'_, 'm> {
    fn gate(&self, launch: Launch<'m>, gate: &Gate) -> Entry<'m> {
        let mut text = self.head();
        text.line(format_args!("Held by: {}", words::list(&self.held_by(gate.by))));
        text.line(format_args!("Ships: {}", shipping(launch)));
        text.section("Criteria", gate.criteria.iter().map(|it| self.criterion(it)).collect());
        let uid = Uid::new(self.item, "gate");
        let summary = format!("Gate · {}", launch.title());
        let event = self.day(&uid, gate.date.value, summary, text.text());
        // Who shows that a criterion holds has to be ready on the day.
        let mut seats = self.seats([gate.by]);
        for shown in gate.criteria.iter().filter_map(|it| it.shown) {
            let artifact = launch.model().named::<Artifact<'m>>(shown.symbol).known();
            let owner = artifact.and_then(|it| it.owner().known());
            seats.extend(owner.filter(|it| !seats.contains(it)));
        }
        self.entry(event, "gate", seats)
    }

    fn held_by(&self, name: Name) -> Vec<String> {
        vec![words::someone(self.context.model.find(name.symbol), name.as_str())]
    }

    fn criterion(&self, criterion: &Criterion) -> String {
        match criterion.shown {
            None => format!("- {}", criterion.text.value),
            Some(shown) => {
                let item = self.context.model.find(shown.symbol);
                let shown = words::artifact(item, shown.as_str());
                format!("- {}; shown by {shown}", criterion.text.value)
            }
        }
    }

    fn ships(&self, launch: Launch<'m>, date: Date) -> Entry<'m> {
        let mut text = self.head();
        if let Some(charter) = launch.charter().known() {
            text.line(format_args!("Governed by: {}", charter.title()));
        }
        let uid = Uid::new(self.item, "ships");
        let event = self.day(&uid, date, format!("Ships: {}", launch.title()), text.text());
        self.entry(event, "ships", self.seats(None))
    }

    fn checks<'t>(
        &self,
        days: &Days,
        from: Date,
        triggers: impl Iterator<Item = &'t Trigger>,
        schedule: &mut Schedule<'m>,
    ) {
        let asked = Asked {
            context: self.context,
            item: self.item,
            days,
            from,
            until: self.item.retired(),
            stamp: self.stamp,
            owner: self.owner,
        };
        for trigger in triggers {
            asked.checks(trigger, schedule, |event, seats| self.entry(event, "check", seats));
        }
    }
}

fn shipping(launch: Launch<'_>) -> String {
    launch.ships().map_or_else(|| "no day yet".into(), |date| date.value.to_string())
}

fn outcomes<'o>(context: &Context<'_>, outcomes: impl Iterator<Item = &'o Outcome>) -> Vec<String> {
    let line = |it: &Outcome| {
        let measure = words::measure(context.model, &it.measure);
        let by = it.by.map(|date| format!(" by {}", date.value)).unwrap_or_default();
        format!("- {} {measure}{by}", it.horizon.as_str())
    };
    outcomes.map(line).collect()
}
