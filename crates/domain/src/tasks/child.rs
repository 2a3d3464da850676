//! Tasks for a child: newborn and infant contacts, immunisation.

use jiff::civil::Date;

use super::{Desk, Due, TaskKind, limit};
use crate::{
    family::{Child, Pregnancy},
    gestation::plus_days,
    immunisation, milestones,
    visits::{Visits, Whom},
};

impl Desk<'_> {
    /// `visited`: a visit after a birth without skilled staff does not stand for the first contacts.
    pub(super) fn child(&mut self, pregnancy: &Pregnancy, child: &Child, visited: bool) {
        if !visited {
            return;
        }
        let reached = milestones::of_child(child, self.rules, self.on);
        let newborn = [reached.kn1, reached.kn2, reached.kn3];
        self.windows(pregnancy, child, Whom::Newborn, &newborn, TaskKind::Kn);
        self.windows(pregnancy, child, Whom::Infant, &reached.infant, TaskKind::InfantContact);
        self.doses(pregnancy, child);
    }

    /// One task for all doses that are due, by the earliest of them.
    fn doses(&mut self, pregnancy: &Pregnancy, child: &Child) {
        let due = immunisation::due(child, self.rules, self.on);
        let Some(first) = due.first() else { return };
        let days = if first.due == child.born_on() { limit("hb0_days") } else { limit("immunise_days") };
        let last = plus_days(first.due, days);
        let last = first.latest.map_or(last, |latest| latest.min(last));
        let mut task = self.task(TaskKind::Immunise, pregnancy, first.due, Due::Day(last));
        task.child = Some(child.id);
        task.args = due.iter().map(|dose| dose.dose.to_owned()).collect();
        self.add(task);
    }

    fn windows(
        &mut self,
        pregnancy: &Pregnancy,
        child: &Child,
        whom: Whom,
        done: &[Option<Date>],
        kind: fn(u8) -> TaskKind,
    ) {
        for window in Visits::builtin().windows_of(whom, self.rules, child.born_on()) {
            let (first, last) = window.days(child.born_on());
            let missing = done.get(usize::from(window.no - 1)).is_none_or(Option::is_none);
            if missing && (first..=last).contains(&self.on) {
                let mut task = self.task(kind(window.no), pregnancy, first, Due::Day(last));
                task.child = Some(child.id);
                self.add(task);
            }
        }
    }
}
