//! Which feeds there are, and which events each has.

use rustc_hash::FxHashMap;

use super::charter::color;
use super::context::Context;
use super::profile::Profile;
use crate::model::{Charter, Item, ItemId};

/// A feed to be written.
#[derive(Clone, Debug)]
pub(super) struct Plan<'m> {
    /// The file's path under each of the item's names.
    pub(super) paths: Vec<String>,
    /// What people see in their list of calendars.
    pub(super) title: String,
    /// A sentence on what it holds.
    pub(super) description: String,
    /// The zone of who subscribes, where that is one.
    pub(super) zone: Option<&'m str>,
    /// Its colour.
    pub(super) color: Option<&'static str>,
    /// Its events, by their place in the order of all.
    pub(super) events: Vec<usize>,
}

impl<'m> Plan<'m> {
    /// Says no name.
    fn hide(&mut self) {
        self.title = "Busy".to_owned();
        self.description = "When this calendar is taken.".to_owned();
        self.color = None;
    }

    fn of(folder: &str, item: Item<'m>, description: String) -> Plan<'m> {
        let former = item.former_names().map(|name| name.as_str());
        let names = std::iter::once(item.name()).chain(former);
        Plan {
            paths: names.map(|name| format!("calendar/{folder}/{name}.ics")).collect(),
            title: item.title().to_owned(),
            description,
            zone: None,
            color: None,
            events: Vec::new(),
        }
    }
}

/// The feeds of a workspace, and what finds those that an event belongs to.
#[derive(Debug)]
pub(super) struct Plans<'m> {
    /// Every feed.
    pub(super) all: Vec<Plan<'m>>,
    /// The feed of an item.
    own: FxHashMap<ItemId, usize>,
    /// The feeds of the groups of a seat.
    groups: FxHashMap<ItemId, Vec<usize>>,
    /// The feed of everything.
    whole: Option<usize>,
}

impl<'m> Plans<'m> {
    /// Of a workspace; of one seat and one charter alone, where they are named.
    pub(super) fn new(context: &Context<'m>, seat: Option<&str>, charter: Option<&str>) -> Self {
        let mut plans = Plans {
            all: Vec::new(),
            own: FxHashMap::default(),
            groups: FxHashMap::default(),
            whole: None,
        };
        let whole = seat.is_none() && charter.is_none();
        let busy = context.profile == Profile::Busy;
        if whole {
            plans.whole = Some(plans.push(everything()));
        }
        let wants = |item: Item<'m>, named: Option<&str>| {
            whole || named.is_some_and(|name| answers_to(item, name))
        };
        for seat_ in context.model.seats().filter(|it| wants(**it, seat)) {
            let description =
                format!("What {} must attend, prepare, check, review and answer.", seat_.title());
            let plan = Plan::of("seat", *seat_, description);
            plans.own(*seat_, Plan { zone: Some(seat_.zone().name()), ..plan });
        }
        if busy {
            plans.all.iter_mut().for_each(Plan::hide);
            return plans;
        }
        for it in context.model.live_charters().filter(|it| wants(**it, charter)) {
            plans.own(*it, charter_plan(it));
        }
        if whole {
            plans.launches_and_groups(context);
        }
        plans
    }

    fn launches_and_groups(&mut self, context: &Context<'m>) {
        for launch in context.model.launches() {
            let description =
                format!("The gate, the meetings and the reviews of {}.", launch.title());
            let plan = Plan::of("launch", *launch, description);
            self.own(*launch, Plan { color: Some("goldenrod"), ..plan });
        }
        for group in context.model.groups() {
            let description =
                format!("What {} must attend, prepare, check, review and answer.", group.title());
            let at = self.push(Plan::of("group", *group, description));
            for member in group.members() {
                let known = self.groups.entry(member.id()).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
        }
    }

    fn push(&mut self, plan: Plan<'m>) -> usize {
        self.all.push(plan);
        self.all.len() - 1
    }

    fn own(&mut self, item: Item<'m>, plan: Plan<'m>) {
        let at = self.push(plan);
        self.own.insert(item.id(), at);
    }

    /// Puts an event, the nth of all, into every feed that it belongs to.
    pub(super) fn place(&mut self, nth: usize, items: &[ItemId]) {
        let mut add = |at: usize| {
            let events = &mut self.all[at].events;
            if events.last() != Some(&nth) {
                events.push(nth);
            }
        };
        self.whole.into_iter().for_each(&mut add);
        for id in items {
            self.own.get(id).copied().into_iter().for_each(&mut add);
            self.groups.get(id).into_iter().flatten().for_each(|at| add(*at));
        }
    }
}

fn everything<'m>() -> Plan<'m> {
    Plan {
        paths: vec!["calendar/all.ics".into()],
        title: "All charters".into(),
        description: "Every meeting, input, check, review, gate, launch, answer and audit.".into(),
        zone: None,
        color: None,
        events: Vec::new(),
    }
}

fn charter_plan(charter: Charter<'_>) -> Plan<'_> {
    let description = format!("When {} meets, and what it needs before.", charter.title());
    let plan = Plan::of("charter", *charter, description);
    Plan { color: Some(color(charter)), ..plan }
}

/// Whether an item has, or had, a name.
pub(super) fn answers_to(item: Item<'_>, name: &str) -> bool {
    item.name() == name || item.former_names().any(|it| it.as_str() == name)
}
