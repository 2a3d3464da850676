//! Tasks for the mother: registering, antenatal contacts, the birth plan, the birth, postnatal contacts.

use jiff::civil::Date;

use super::{Desk, Due, TaskKind, limit, trouble::within_hours};
use crate::{
    answer::Answer,
    family::Pregnancy,
    gestation::{TERM_DAYS, days_between, plus_days},
    milestones::{self, Needs, antenatal_days, is_care},
    readiness,
    rules::Rules,
    visits::{At, Profile, Visits, Whom, trimester},
};

/// The next antenatal contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// From this day on it makes sense.
    pub opens: Date,
    /// The day it is due.
    pub due: Date,
    /// It should be with a doctor, for the unit's K6 rule.
    pub doctor: bool,
    /// And with an ultrasound.
    pub ultrasound: bool,
}

/// When the next antenatal contact is due: by the practice of intervals, and early enough that what the
/// unit's K6 rule asks for in this trimester still fits. None when the pregnancy is over.
#[must_use]
pub fn next_contact(pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Option<Next> {
    if pregnancy.over_on().is_some_and(|over| over <= on) {
        return None;
    }
    let days = antenatal_days(pregnancy, on);
    let profile = Visits::builtin().profile(rules.choices.anc_profile());
    let Some(last) = days.last().map(|day| day.on) else {
        let begin =
            pregnancy.registered.as_ref().map(|registered| registered.on).or(pregnancy.known_since())?;
        return Some(Next { opens: begin, due: begin, doctor: false, ultrasound: false });
    };
    let interval = Visits::builtin().interval_after(pregnancy.age_on(last));
    let by_practice = plus_days(last, interval);
    let need = profile.and_then(|profile| need(profile, pregnancy, rules, on.max(last), &days));
    let soonest = plus_days(last, limit("contact_spacing_days"));
    let by_rule = need.as_ref().map_or(by_practice, |need| need.latest.max(soonest));
    let due = by_practice.min(by_rule);
    let doctor = need.as_ref().is_some_and(|need| need.doctor);
    Some(Next {
        opens: plus_days(due, -(interval / 2).min(7)).max(plus_days(last, 1)),
        due,
        doctor,
        ultrasound: doctor && profile.is_some_and(|profile| profile.doctor_with_ultrasound),
    })
}

struct Need {
    latest: Date,
    doctor: bool,
}

/// What the profile still asks for in the trimester of a day, and the last day on which the next contact
/// leaves room for the others.
fn need(
    profile: &Profile,
    pregnancy: &Pregnancy,
    rules: &Rules,
    day: Date,
    days: &[milestones::AntenatalDay],
) -> Option<Need> {
    let lmp = pregnancy.lmp()?;
    let mut needs = Needs::of(profile);
    for done in days {
        needs.take(profile, trimester(done.age?, rules), *done);
    }
    let now = trimester(pregnancy.age_on(day)?, rules);
    let at = usize::from(now - 1);
    let doctor = needs.doctor.get(at).is_some_and(|doctor| *doctor > 0);
    let contacts = needs.contacts.get(at).copied().unwrap_or(0).max(usize::from(doctor));
    let last = match now {
        1 => rules.choices.t1_max_days(),
        2 => rules.choices.t2_max_days(),
        _ => TERM_DAYS,
    };
    let others = i32::try_from(contacts.checked_sub(1)?).unwrap_or(0);
    Some(Need { latest: plus_days(lmp, last - others * limit("contact_spacing_days")), doctor })
}

impl Desk<'_> {
    pub(super) fn mother(&mut self, pregnancy: &Pregnancy) {
        if pregnancy.birth.as_ref().is_some_and(|birth| birth.on <= self.on) {
            self.after_birth(pregnancy);
            return;
        }
        let over = pregnancy.over_on().is_some_and(|over| over <= self.on);
        let on = self.on;
        let known = |other: &&Pregnancy| other.known_since().is_some_and(|since| since <= on);
        let latest =
            self.family.pregnancies.iter().rfind(known).is_some_and(|latest| latest.id == pregnancy.id);
        if over || !latest {
            return;
        }
        let registered = pregnancy.registered.as_ref().is_some_and(|registered| registered.on <= on);
        let seen = milestones::counted(pregnancy, on).next().is_some();
        if self.birth_should_have_been(pregnancy) {
            return;
        }
        if !registered {
            self.register(pregnancy);
        }
        if registered || seen {
            self.antenatal(pregnancy);
            self.plan(pregnancy);
        }
    }

    fn register(&mut self, pregnancy: &Pregnancy) {
        let Some(notice) = pregnancy.notices.first() else { return };
        let due = Due::Day(plus_days(notice.told_on, limit("register_days")));
        let mut task = self.task(TaskKind::Register, pregnancy, notice.told_on, due);
        task.entry = Some(notice.id());
        self.add(task);
    }

    fn antenatal(&mut self, pregnancy: &Pregnancy) {
        let Some(next) = next_contact(pregnancy, self.rules, self.on) else { return };
        let mut task = self.task(TaskKind::Anc, pregnancy, next.opens, Due::Day(next.due));
        let needs = [("doctor", next.doctor), ("ultrasound", next.ultrasound)];
        task.args =
            needs.into_iter().filter(|(_, needed)| *needed).map(|(word, _)| word.to_owned()).collect();
        self.add(task);
    }

    fn plan(&mut self, pregnancy: &Pregnancy) {
        let Some(lmp) = pregnancy.lmp() else { return };
        let week = |id: &str| plus_days(lmp, 7 * self.rules.choices.whole(id));
        let expected = plus_days(lmp, TERM_DAYS - limit("birth_expected_days"));
        let opens = week("plan_warn_weeks").min(expected);
        let due = Due::Day(week("plan_urgent_weeks"));
        let minutes = self.village.and_then(readiness::travel_minutes);
        let checks = readiness::of(self.family, pregnancy, minutes, self.rules, self.on);
        let open = checks.iter().filter(|check| check.answer != Answer::Yes);
        let args: Vec<_> = open.map(|check| check.id.to_owned()).collect();
        if !args.is_empty() {
            let mut task = self.task(TaskKind::BirthPlan, pregnancy, opens, due);
            task.args = args;
            self.add(task);
        }
    }

    /// Asks after a birth that should have been by now; true when that is all there is to do.
    fn birth_should_have_been(&mut self, pregnancy: &Pregnancy) -> bool {
        let lost = |known: Date| plus_days(known, limit("lost_days"));
        let overdue = |edd: Date| plus_days(edd, limit("overdue_birth_days") + 1);
        let Some(opens) = pregnancy.edd().map(overdue).or(pregnancy.known_since().map(lost)) else {
            return false;
        };
        if self.on < opens || days_between(opens, self.on) > 365 {
            return self.on >= opens;
        }
        let seen = milestones::counted(pregnancy, self.on).last().map(|contact| plus_days(contact.on, 3));
        let due = Due::Day(seen.map_or(opens, |seen| seen.max(opens)));
        let task = self.task(TaskKind::OverdueBirth, pregnancy, opens, due);
        self.add(task);
        true
    }

    fn after_birth(&mut self, pregnancy: &Pregnancy) {
        let Some(birth) = &pregnancy.birth else { return };
        if self.awaits_home_visit(pregnancy) {
            let born = At { on: birth.on, at: birth.at };
            let due = within_hours(limit("home_birth_hours"), born, &birth.record, self.on);
            let mut task = self.task(TaskKind::HomeBirthVisit, pregnancy, birth.on, due);
            task.entry = Some(birth.id());
            self.add(task);
            return;
        }
        let reached = milestones::of(pregnancy, self.rules, self.on);
        let done = [reached.kf1, reached.kf2, reached.kf3, reached.kf4];
        for window in Visits::builtin().windows_of(Whom::Mother, self.rules, birth.on) {
            let (first, last) = window.days(birth.on);
            let missing = done.get(usize::from(window.no - 1)).is_none_or(Option::is_none);
            if missing && (first..=last).contains(&self.on) {
                let task = self.task(TaskKind::Kf(window.no), pregnancy, first, Due::Day(last));
                self.add(task);
            }
        }
    }

    /// Whether a birth without skilled staff was followed by no skilled contact with mother or child yet.
    /// The visit then stands for the first contacts of both; nothing else follows from such a birth.
    pub(super) fn awaits_home_visit(&self, pregnancy: &Pregnancy) -> bool {
        let Some(birth) = pregnancy.birth.as_ref().filter(|birth| birth.on <= self.on) else { return false };
        let windows = Visits::builtin().windows_of(Whom::Mother, self.rules, birth.on);
        let last = windows.map(|window| window.days(birth.on).1).max().unwrap_or(birth.on);
        let since = |on: Date| birth.on <= on && on <= self.on;
        let mother =
            pregnancy.postnatal.iter().any(|contact| since(contact.on) && is_care(&contact.examiners));
        let newborn = pregnancy
            .children
            .iter()
            .flat_map(|child| &child.contacts)
            .any(|contact| since(contact.on) && is_care(&contact.examiners));
        !birth.attendants.is_empty() && !birth.is_skilled() && self.on <= last && !mother && !newborn
    }
}
