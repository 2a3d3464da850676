//! Milestones: for every indicator the day on which it was achieved, or none (design.md §2.7).
//!
//! Codes as K1 or KF2 are never typed: they follow from the days of the contacts, who examined, and
//! the dating of the pregnancy. Only what is dated on or before the day asked for is looked at.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::{
    facts::{AntenatalContact, Attendant, BirthOutcome, Ending},
    family::{Child, Item, Pregnancy},
    gestation::GestationalAge,
    ids::VillageCode,
    immunisation::{self, Series},
    rules::Rules,
    visits::{At, CountsAs, Placed, Profile, Visits, Whom, trimester},
};

/// What a pregnancy achieved, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    /// The village it counts for.
    pub village: Option<VillageCode>,
    /// First contact with skilled staff, at any age of the pregnancy (K1 akses).
    pub k1: Option<Date>,
    /// The first contact, when it was in time (K1 murni).
    pub k1_t1: Option<Date>,
    /// The day on which all conditions of K4 were first met.
    pub k4: Option<Date>,
    /// The day on which all conditions of the unit's K6 rule were first met.
    pub k6: Option<Date>,
    /// Birth, live or still.
    pub birth: Option<Date>,
    /// Birth attended by skilled staff (Pn).
    pub skilled_birth: Option<Date>,
    /// Birth with skilled staff in a health facility (Pf).
    pub facility_birth: Option<Date>,
    /// First postnatal contact.
    pub kf1: Option<Date>,
    /// Second postnatal contact.
    pub kf2: Option<Date>,
    /// Third postnatal contact.
    pub kf3: Option<Date>,
    /// Fourth postnatal contact.
    pub kf4: Option<Date>,
    /// The day of the last of all postnatal contacts, when none is missing.
    pub kf_complete: Option<Date>,
}

/// What a child achieved, and when. A stillborn child achieves nothing here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildMilestones {
    /// First newborn contact.
    pub kn1: Option<Date>,
    /// Second newborn contact.
    pub kn2: Option<Date>,
    /// Third newborn contact.
    pub kn3: Option<Date>,
    /// The day of the last of all newborn contacts, when none is missing.
    pub kn_complete: Option<Date>,
    /// Infant contacts 1 to 4.
    pub infant: [Option<Date>; 4],
    /// Hepatitis B at birth (HB0).
    pub hb0: Option<Date>,
    /// The basic series of immunisation was complete (IDL), where that is the series that holds for it.
    pub idl: Option<Date>,
    /// The infant series of immunisation was complete (IBL), where that is the series that holds for it.
    pub ibl: Option<Date>,
}

/// The milestones of a pregnancy, as they stood at the end of the day `on`.
#[must_use]
pub fn of(pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Milestones {
    of_days(pregnancy, &antenatal_days(pregnancy, on), rules, on)
}

/// The milestones of a pregnancy with these antenatal days, as they stood at the end of the day `on`.
pub(crate) fn of_days(pregnancy: &Pregnancy, days: &[AntenatalDay], rules: &Rules, on: Date) -> Milestones {
    let mut reached = Milestones { village: pregnancy.village.clone(), ..Milestones::default() };
    antenatal(&mut reached, days, rules);
    let Some(birth) = pregnancy.birth.as_ref().filter(|birth| birth.on <= on) else { return reached };
    reached.birth = Some(birth.on);
    if birth.is_skilled() {
        reached.skilled_birth = Some(birth.on);
        let facility = birth.place.is_some_and(|place| rules.counts_as_facility(place, birth.on));
        reached.facility_birth = facility.then_some(birth.on);
    }
    let born = At { on: birth.on, at: birth.at };
    let contacts = pregnancy
        .postnatal
        .iter()
        .filter(|contact| contact.on <= on && is_care(&contact.examiners))
        .map(|contact| At { on: contact.on, at: contact.at });
    let (kf, complete) = windows(Whom::Mother, born, contacts, rules);
    [reached.kf1, reached.kf2, reached.kf3, reached.kf4] = kf;
    reached.kf_complete = complete;
    reached
}

/// The milestones of a child, as they stood at the end of the day `on`.
#[must_use]
pub fn of_child(child: &Child, rules: &Rules, on: Date) -> ChildMilestones {
    let mut reached = ChildMilestones::default();
    if child.born_on() > on || child.newborn().is_some_and(|newborn| newborn.outcome != BirthOutcome::Alive) {
        return reached;
    }
    let born = At { on: child.born_on(), at: child.born_at() };
    let contacts = child_contacts(child, on);
    let (kn, complete) = windows(Whom::Newborn, born, contacts.iter().copied(), rules);
    [reached.kn1, reached.kn2, reached.kn3, _] = kn;
    reached.kn_complete = complete;
    reached.infant = windows(Whom::Infant, born, contacts.into_iter(), rules).0;
    let had = immunisation::given(child);
    reached.hb0 = had.day("HB0").filter(|day| *day <= on);
    let complete = immunisation::complete_of(child, &had, rules).filter(|day| *day <= on);
    match immunisation::series_of(child, rules) {
        Series::Idl => reached.idl = complete,
        Series::Ibl => reached.ibl = complete,
    }
    reached
}

/// Whether a contact with these examiners is care by skilled staff. Registers often leave the column
/// empty; the staff who keep them then examined. A dukun, volunteer or family alone did not.
#[must_use]
pub fn is_care(examiners: &[Attendant]) -> bool {
    examiners.is_empty() || examiners.iter().any(|examiner| examiner.is_skilled())
}

/// Whether an antenatal contact counts: by skilled staff, and within the pregnancy.
#[must_use]
pub fn counts(pregnancy: &Pregnancy, contact: &AntenatalContact) -> bool {
    is_care(&contact.examiners) && within(pregnancy).contains(&contact.on)
}

/// The days of a pregnancy: from its last menstrual period to its end, as far as they are known.
fn within(pregnancy: &Pregnancy) -> RangeInclusive<Date> {
    pregnancy.lmp().unwrap_or(Date::MIN)..=pregnancy.ended_on().unwrap_or(Date::MAX)
}

/// The contacts that count up to a day, in order.
pub fn counted(pregnancy: &Pregnancy, on: Date) -> impl Iterator<Item = &Item<AntenatalContact>> {
    let stands = !was_not_pregnant(pregnancy, on);
    let within = within(pregnancy);
    let counts = move |contact: &&Item<AntenatalContact>| {
        stands && contact.on <= on && within.contains(&contact.on) && is_care(&contact.examiners)
    };
    pregnancy.contacts.iter().filter(counts)
}

fn was_not_pregnant(pregnancy: &Pregnancy, on: Date) -> bool {
    pregnancy.ended.as_ref().is_some_and(|ended| ended.ending == Ending::NotPregnant && ended.on <= on)
}

/// A day with antenatal contacts; several on one day count once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AntenatalDay {
    /// The day.
    pub on: Date,
    /// A doctor examined.
    pub doctor: bool,
    /// An ultrasound was made.
    pub ultrasound: bool,
    /// The age of the pregnancy, where it is dated.
    pub age: Option<GestationalAge>,
}

/// The days with antenatal contacts that count, up to a day.
#[must_use]
pub fn antenatal_days(pregnancy: &Pregnancy, on: Date) -> Vec<AntenatalDay> {
    let lmp = pregnancy.lmp();
    let mut days: Vec<AntenatalDay> = Vec::with_capacity(pregnancy.contacts.len());
    for contact in counted(pregnancy, on) {
        let doctor = contact.examiners.iter().any(|examiner| examiner.is_doctor());
        let ultrasound = contact.ultrasound.is_yes() || contact.ultrasound_result.is_some();
        match days.last_mut().filter(|day| day.on == contact.on) {
            Some(day) => {
                day.doctor |= doctor;
                day.ultrasound |= ultrasound;
            }
            None => {
                let age = lmp.map(|lmp| GestationalAge::on(lmp, contact.on));
                days.push(AntenatalDay { on: contact.on, doctor, ultrasound, age });
            }
        }
    }
    days
}

fn antenatal(reached: &mut Milestones, days: &[AntenatalDay], rules: &Rules) {
    let Some(first) = days.first() else { return };
    reached.k1 = Some(first.on);
    let Some(age) = first.age else { return };
    reached.k1_t1 = (age.days() <= rules.choices.k1m_max_days()).then_some(first.on);
    let visits = Visits::builtin();
    let when = |profile: &Profile| day_met(profile, days, rules);
    reached.k4 =
        visits.profiles.iter().find(|profile| profile.counts_as == CountsAs::K4).and_then(|p| when(p));
    let chosen = visits.profile(rules.choices.anc_profile());
    reached.k6 = chosen.filter(|profile| profile.counts_as == CountsAs::K6).and_then(|p| when(p));
}

/// What a profile still asks for in each trimester: contacts, and contacts with a doctor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Contacts still needed.
    pub contacts: [usize; 3],
    /// Contacts with a doctor still needed.
    pub doctor: [usize; 3],
}

impl Needs {
    /// What `profile` asks for before any contact.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        Self {
            contacts: [profile.t1, profile.t2, profile.t3],
            doctor: [profile.doctor_t1, 0, profile.doctor_t3],
        }
    }

    /// Takes a day off what is needed.
    pub fn take(&mut self, profile: &Profile, trimester: u8, day: AntenatalDay) {
        let at = usize::from(trimester.saturating_sub(1));
        let with_doctor = day.doctor && (day.ultrasound || !profile.doctor_with_ultrasound);
        if let Some(contacts) = self.contacts.get_mut(at) {
            *contacts = contacts.saturating_sub(1);
        }
        if let Some(doctor) = self.doctor.get_mut(at).filter(|_| with_doctor) {
            *doctor = doctor.saturating_sub(1);
        }
    }

    /// Whether nothing is needed any more.
    #[must_use]
    pub fn met(self) -> bool {
        self == Self::default()
    }
}

/// The day on which all conditions of a profile were first met.
pub(crate) fn day_met(profile: &Profile, days: &[AntenatalDay], rules: &Rules) -> Option<Date> {
    let mut needs = Needs::of(profile);
    days.iter().find_map(|day| {
        needs.take(profile, trimester(day.age?, rules), *day);
        needs.met().then_some(day.on)
    })
}

/// Skilled contacts with a child, newborn and infant alike: the day decides which one it is.
fn child_contacts(child: &Child, on: Date) -> Vec<At> {
    let last = child.death.as_ref().map_or(on, |death| death.on.min(on));
    let newborn = child.contacts.iter().filter(|contact| is_care(&contact.examiners));
    let infant = child.infant_contacts.iter().filter(|contact| is_care(&contact.examiners));
    let mut contacts: Vec<_> = newborn
        .map(|contact| At { on: contact.on, at: contact.at })
        .chain(infant.map(|contact| At::day(contact.on)))
        .filter(|contact| contact.on <= last)
        .collect();
    contacts.sort();
    contacts
}

/// The first contact in each window, and the day of the last of them when no window is empty.
fn windows(
    whom: Whom,
    born: At,
    contacts: impl Iterator<Item = At>,
    rules: &Rules,
) -> ([Option<Date>; 4], Option<Date>) {
    let opened = Visits::builtin().opened(whom, rules, born);
    let mut first = [None; 4];
    for contact in contacts {
        if let Placed::No(no) = opened.place(contact)
            && let Some(slot) = first.get_mut(usize::from(no.saturating_sub(1)))
        {
            let earliest: Option<Date> = *slot;
            *slot = Some(earliest.map_or(contact.on, |known| known.min(contact.on)));
        }
    }
    let filled = first.iter().flatten().count();
    let complete = (filled == opened.windows.len()).then(|| first.iter().flatten().max().copied()).flatten();
    (first, complete)
}
