//! Counts of what was reached in a stretch of days, by village. Counts only: nobody's name, and no
//! share of a target.

use std::collections::BTreeMap;

use domain::{
    facts::BirthOutcome,
    family::{Child, Pregnancy},
    ids::VillageCode,
    milestones,
    register::Register,
    rights::Scope,
    rules::Rules,
};
use jiff::civil::Date;

/// What is counted, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Pregnancies told of for the first time.
    Notices,
    /// First contacts with skilled staff.
    K1,
    /// First contacts that were in time.
    K1InTime,
    /// All contacts of K4.
    K4,
    /// All contacts of the unit's K6 rule.
    K6,
    /// Births in a facility with skilled staff.
    FacilityBirth,
    /// Births with skilled staff elsewhere.
    SkilledElsewhere,
    /// Births with a dukun and without skilled staff.
    DukunAlone,
    /// Births with neither, or with nobody noted.
    NeitherThere,
    /// All postnatal contacts.
    PostnatalComplete,
    /// All newborn contacts.
    NewbornComplete,
    /// The series of immunisation that holds for the child.
    Immunised,
    /// Mothers who died.
    MothersDied,
    /// Children born dead.
    Stillborn,
    /// Children who died.
    ChildrenDied,
}

impl Counted {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Notices,
        Self::K1,
        Self::K1InTime,
        Self::K4,
        Self::K6,
        Self::FacilityBirth,
        Self::SkilledElsewhere,
        Self::DukunAlone,
        Self::NeitherThere,
        Self::PostnatalComplete,
        Self::NewbornComplete,
        Self::Immunised,
        Self::MothersDied,
        Self::Stillborn,
        Self::ChildrenDied,
    ];

    /// Its part of the keys in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Notices => "notices",
            Self::K1 => "k1",
            Self::K1InTime => "k1-in-time",
            Self::K4 => "k4",
            Self::K6 => "k6",
            Self::FacilityBirth => "facility-birth",
            Self::SkilledElsewhere => "skilled-elsewhere",
            Self::DukunAlone => "dukun-alone",
            Self::NeitherThere => "neither-there",
            Self::PostnatalComplete => "postnatal-complete",
            Self::NewbornComplete => "newborn-complete",
            Self::Immunised => "immunised",
            Self::MothersDied => "mothers-died",
            Self::Stillborn => "stillborn",
            Self::ChildrenDied => "children-died",
        }
    }
}

/// The counts of a village, or of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u32; Counted::ALL.len()]);

impl Tally {
    /// One of the counts.
    #[must_use]
    pub fn of(&self, counted: Counted) -> u32 {
        self.0.get(counted as usize).copied().unwrap_or_default()
    }

    /// Adds another village's.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    fn count(&mut self, counted: Counted, happened: bool) {
        if let Some(count) = self.0.get_mut(counted as usize) {
            *count += u32::from(happened);
        }
    }
}

/// A stretch of days; both ends belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Days {
    fn have(self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.from <= day && day <= self.to)
    }
}

/// The counts of the villages in scope: all that are open there, and others where anything is counted.
/// What counts for no village is nobody's but of those who see the whole unit.
#[must_use]
pub fn by_village(register: &Register, scope: &Scope, days: Days) -> BTreeMap<Option<VillageCode>, Tally> {
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let open = register.villages().iter().filter(|(code, v)| !v.closed && scope.sees_mothers_of(code));
    let mut tallies: BTreeMap<_, _> = open.map(|(code, _)| (Some(code.clone()), Tally::default())).collect();
    let seen = |pregnancy: &&Pregnancy| match &pregnancy.village {
        Some(village) => scope.sees_mothers_of(village),
        None => scope.sees_mothers() && scope.villages.is_empty(),
    };
    for pregnancy in register.families().flat_map(|family| &family.pregnancies).filter(seen) {
        let tally = count(pregnancy, &rules, days);
        if tally != Tally::default() {
            tallies.entry(pregnancy.village.clone()).or_default().add(&tally);
        }
    }
    tallies
}

fn count(pregnancy: &Pregnancy, rules: &Rules, days: Days) -> Tally {
    let mut tally = Tally::default();
    let reached = milestones::of(pregnancy, rules, days.to);
    tally.count(Counted::Notices, days.have(pregnancy.notices.first().map(|notice| notice.told_on)));
    for (counted, day) in [
        (Counted::K1, reached.k1),
        (Counted::K1InTime, reached.k1_t1),
        (Counted::K4, reached.k4),
        (Counted::K6, reached.k6),
        (Counted::PostnatalComplete, reached.kf_complete),
        (Counted::MothersDied, pregnancy.death.as_ref().map(|death| death.on)),
    ] {
        tally.count(counted, days.have(day));
    }
    if let Some(birth) = pregnancy.birth.as_ref().filter(|birth| days.have(Some(birth.on))) {
        let counted = match (reached.facility_birth.is_some(), birth.is_skilled(), birth.had_dukun()) {
            (true, ..) => Counted::FacilityBirth,
            (false, true, _) => Counted::SkilledElsewhere,
            (false, false, true) => Counted::DukunAlone,
            (false, false, false) => Counted::NeitherThere,
        };
        tally.count(counted, true);
    }
    for child in &pregnancy.children {
        count_child(&mut tally, child, rules, days);
    }
    tally
}

fn count_child(tally: &mut Tally, child: &Child, rules: &Rules, days: Days) {
    let reached = milestones::of_child(child, rules, days.to);
    let stillborn = child.newborn().is_some_and(|newborn| newborn.outcome != BirthOutcome::Alive);
    tally.count(Counted::NewbornComplete, days.have(reached.kn_complete));
    tally.count(Counted::Immunised, days.have(reached.idl.or(reached.ibl)));
    tally.count(Counted::Stillborn, stillborn && days.have(Some(child.born_on())));
    tally.count(Counted::ChildrenDied, !stillborn && days.have(child.death.as_ref().map(|death| death.on)));
}
