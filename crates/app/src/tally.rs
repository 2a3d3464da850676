//! Counts of what was reached in a stretch of days, by village. Counts only: nobody's name, and no
//! share of a target.

use std::collections::BTreeMap;

use domain::{
    ids::VillageCode,
    indicators::{ChildMark, Mark, PregnancyMark, Rows},
    partnership::Period,
    register::Register,
    rights::Scope,
};

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

    /// The mark of the rows that it counts.
    fn mark(self) -> Mark {
        match self {
            Self::Notices => Mark::Pregnancy(PregnancyMark::Noticed),
            Self::K1 => Mark::Pregnancy(PregnancyMark::K1),
            Self::K1InTime => Mark::Pregnancy(PregnancyMark::K1InTime),
            Self::K4 => Mark::Pregnancy(PregnancyMark::K4),
            Self::K6 => Mark::Pregnancy(PregnancyMark::K6),
            Self::FacilityBirth => Mark::Pregnancy(PregnancyMark::FacilityBirth),
            Self::SkilledElsewhere => Mark::Pregnancy(PregnancyMark::SkilledElsewhere),
            Self::DukunAlone => Mark::Pregnancy(PregnancyMark::SoloBirth),
            Self::NeitherThere => Mark::Pregnancy(PregnancyMark::NeitherBirth),
            Self::PostnatalComplete => Mark::Pregnancy(PregnancyMark::KfComplete),
            Self::NewbornComplete => Mark::Child(ChildMark::KnComplete),
            Self::Immunised => Mark::Child(ChildMark::Immunised),
            Self::MothersDied => Mark::Pregnancy(PregnancyMark::MotherDied),
            Self::Stillborn => Mark::Child(ChildMark::Stillborn),
            Self::ChildrenDied => Mark::Child(ChildMark::DiedInfant),
        }
    }

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

    fn count(&mut self, counted: Counted) {
        if let Some(count) = self.0.get_mut(counted as usize) {
            *count += 1;
        }
    }
}

/// The counts of the villages in scope: all that are open there, and others where anything is counted.
/// What counts for no village is nobody's but of those who see the whole unit.
#[must_use]
pub fn by_village(
    register: &Register,
    rows: &Rows,
    scope: &Scope,
    period: Period,
) -> BTreeMap<Option<VillageCode>, Tally> {
    let counted: BTreeMap<Mark, Counted> = Counted::ALL.into_iter().map(|one| (one.mark(), one)).collect();
    let open = register.villages().iter().filter(|(code, v)| !v.closed && scope.sees_mothers_of(code));
    let mut tallies: BTreeMap<_, _> = open.map(|(code, _)| (Some(code.clone()), Tally::default())).collect();
    let seen: Vec<bool> = rows.villages.iter().map(|code| sees(scope, code.as_ref())).collect();
    rows.each(|mark, place, day| {
        if period.has(day)
            && seen.get(place).copied().unwrap_or_default()
            && let Some(counted) = counted.get(&mark)
        {
            tallies.entry(rows.village(place)).or_default().count(*counted);
        }
    });
    tallies
}

fn sees(scope: &Scope, village: Option<&VillageCode>) -> bool {
    match village {
        Some(village) => scope.sees_mothers_of(village),
        None => scope.sees_mothers() && scope.villages.is_empty(),
    }
}
