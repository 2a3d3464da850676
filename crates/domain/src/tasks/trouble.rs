//! Tasks that follow from trouble: referrals without an answer, deaths to notify, corrections that differ.

use jiff::{Span, civil::Date};

use super::{Desk, Due, Task, TaskKind, is_followed, limit};
use crate::{
    correction::Record,
    facts::{BirthOutcome, Death},
    family::{Item, Pregnancy},
    findings::{self, Finding, Level},
    gestation::plus_days,
    ids::ChildId,
    visits::At,
};

impl Desk<'_> {
    /// A red finding that still speaks, with no referral on its day or since.
    pub(super) fn red_findings(&mut self, pregnancy: &Pregnancy, mother_lives: bool) {
        let on = self.on;
        if mother_lives {
            let found = findings::current(self.family, pregnancy, self.rules, on);
            self.red(pregnancy, None, found);
        }
        for child in pregnancy.children.iter().filter(|child| is_followed(child, on)) {
            let found = findings::current_child(pregnancy, child, self.rules, on);
            self.red(pregnancy, Some(child.id), found);
        }
    }

    fn red(&mut self, pregnancy: &Pregnancy, child: Option<ChildId>, found: Vec<Finding>) {
        let referred = |since: Date| {
            let mut referrals = pregnancy.referrals.iter().filter(|referral| referral.child == child);
            referrals.any(|referral| since <= referral.on && referral.on <= self.on)
        };
        let red: Vec<_> = found
            .into_iter()
            .filter(|finding| finding.level == Level::Red && !referred(finding.on))
            .collect();
        let Some(first) = red.iter().min_by_key(|finding| finding.on) else { return };
        let mut task = self.task(TaskKind::RedFinding, pregnancy, first.on, Due::Day(first.on));
        task.child = child;
        task.entry = Some(first.entry);
        task.args = red.iter().map(|finding| finding.rule.clone()).collect();
        self.add(task);
    }

    pub(super) fn referrals(&mut self, pregnancy: &Pregnancy, mother_lives: bool) {
        for referral in &pregnancy.referrals {
            let answered = pregnancy.answer_to(referral.id()).is_some_and(|answer| answer.on <= self.on);
            let forgotten = plus_days(referral.on, limit("referral_forgotten_days"));
            let child = referral.child.and_then(|id| pregnancy.children.iter().find(|child| child.id == id));
            let lives = child
                .map_or(mother_lives, |child| child.death.as_ref().is_none_or(|death| death.on > self.on));
            if answered || !lives || self.on > forgotten {
                continue;
            }
            let opens = plus_days(referral.on, limit("referral_answer_days"));
            let mut task = self.task(TaskKind::ReferralAnswer, pregnancy, opens, Due::Day(opens));
            task.child = referral.child;
            task.entry = Some(referral.id());
            task.args = vec![referral.to.clone()];
            self.add(task);
        }
    }

    /// Deaths remain to be notified, whoever died and wherever the family is now.
    pub(super) fn deaths(&mut self) {
        let family = self.family;
        for pregnancy in &family.pregnancies {
            let children = pregnancy.children.iter().filter_map(|child| child.death.as_ref());
            for death in pregnancy.death.iter().chain(children) {
                // An accident is no maternal death.
                if !(death.child.is_none() && death.accidental.is_yes()) {
                    self.death(pregnancy, death);
                }
            }
            self.stillbirths(pregnancy);
        }
    }

    fn death(&mut self, pregnancy: &Pregnancy, death: &Item<Death>) {
        let event = match death.heard_on {
            Some(heard) => At::day(heard.max(death.on)),
            None => At { on: death.on, at: death.at },
        };
        self.notify(pregnancy, event, &death.record, death.child);
    }

    /// A stillbirth is notified as well; it needs no record of death beside that of the birth.
    fn stillbirths(&mut self, pregnancy: &Pregnancy) {
        let still = pregnancy.children.iter().filter(|child| {
            let outcome = child.newborn().map(|newborn| newborn.outcome);
            outcome.is_some_and(|outcome| outcome != BirthOutcome::Alive) && child.death.is_none()
        });
        let still: Vec<_> = still.map(|child| child.id).collect();
        let Some(birth) = &pregnancy.birth else { return };
        for child in still {
            let born = At { on: birth.on, at: birth.at };
            self.notify(pregnancy, born, &birth.record, Some(child));
        }
    }

    fn notify(&mut self, pregnancy: &Pregnancy, event: At, record: &Record, child: Option<ChildId>) {
        let entry = record.note.id;
        let notified = pregnancy.notification_of(entry).is_some_and(|notified| notified.on <= self.on);
        let left = self.family.had_left(event.on);
        if notified || left || self.on > plus_days(event.on, limit("death_forgotten_days")) {
            return;
        }
        let due = within_hours(limit("death_notice_hours"), event, record, self.on);
        let mut task = self.task(TaskKind::DeathNotify, pregnancy, event.on, due);
        task.child = child;
        task.entry = Some(entry);
        self.add(task);
    }

    pub(super) fn conflicts(&mut self) {
        for record in self.family.records.iter().filter(|record| record.stands()) {
            let notes =
                record.conflicts.iter().flat_map(|conflict| &conflict.values).flat_map(|(_, notes)| notes);
            let Some(since) = notes.map(|note| note.noted_at.date()).max() else { continue };
            let fields = record.conflicts.iter().map(|conflict| conflict.field.clone()).collect();
            self.settle(since, record, fields);
        }
        for birth in self.family.pregnancies.iter().flat_map(|pregnancy| &pregnancy.birth_duplicates) {
            self.settle(birth.record.note.noted_at.date(), &birth.record, vec!["birth".to_owned()]);
        }
    }

    fn settle(&mut self, since: Date, record: &Record, args: Vec<String>) {
        self.add(Task {
            kind: TaskKind::Conflict,
            subject: self.family.id,
            pregnancy: None,
            child: None,
            village: self.at.clone(),
            opens: since,
            due: Due::Day(plus_days(since, limit("conflict_days"))),
            entry: Some(record.note.id),
            args,
        });
    }
}

/// So many hours after something happened. Where it became known only after that, so many hours after
/// it was noted; an hour that was not noted is taken from the note of that day, else to the day's end.
pub(super) fn within_hours(hours: i32, event: At, record: &Record, on: Date) -> Due {
    let span = Span::new().hours(i64::from(hours));
    let noted = record.note.noted_at.civil();
    let due = match event.at {
        Some(at) => Due::Hour(event.on.to_datetime(at).saturating_add(span)),
        None if noted.date() == event.on => Due::Hour(noted.saturating_add(span)),
        None => Due::Day(event.on.saturating_add(span)),
    };
    // A register imported later must not move what was due then.
    if noted.date() <= on && noted > due.at() { Due::Hour(noted.saturating_add(span)) } else { due }
}
