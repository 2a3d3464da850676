//! The row of a pregnancy: for every mark the day on which it was reached, or none.

use jiff::civil::Date;

use super::{
    agreements::Signed,
    mark::PregnancyMark as Mark,
    readings::{Anaemia, Thresholds},
};
use crate::{
    answer::Answers,
    facts::{AntenatalContact, Birth, Death, Ending, PregnancyNoticed, ReferralOutcome, Teller},
    family::{Item, Pregnancy},
    gestation::days_between,
    milestones::{self, AntenatalDay, Milestones},
    readings,
    rules::Rules,
    visits::{Visits, trimester},
};

/// Days after the end of a pregnancy up to which a death is a maternal one (domain.md §8.1).
const NIFAS_DAYS: i32 = 42;
/// Days after the end of a pregnancy up to which a death is a late maternal one (ICD O96; domain.md §8.1).
const LATE_DAYS: i32 = 365;
/// Iron tablets of a whole pregnancy (12T of 2025 and later; domain.md §3.2).
const IRON_TABLETS: u32 = 180;
/// Contacts of K8, of which no official definition was seen: the WHO's eight (domain.md §3.1).
const K8_CONTACTS: usize = 8;

/// The days of a pregnancy's marks.
pub(super) type Days = [Option<Date>; Mark::ALL.len()];

/// What the marks of a row are worked out from.
pub(super) struct Context<'a> {
    /// The rules of the unit.
    pub(super) rules: &'a Rules,
    /// The thresholds of readings.
    pub(super) thresholds: Thresholds<'a>,
    /// When agreements held, by village.
    pub(super) signed: Signed,
    /// The day on which it is looked at: nothing later counts.
    pub(super) on: Date,
}

/// The row of a pregnancy, as it stood at the end of a day.
pub(super) fn row(pregnancy: &Pregnancy, context: &Context<'_>) -> Days {
    let mut row = Row { days: [None; Mark::ALL.len()], on: context.on };
    let antenatal = milestones::antenatal_days(pregnancy, context.on);
    let reached = milestones::of_days(pregnancy, &antenatal, context.rules, context.on);
    row.notices(pregnancy, &reached);
    row.reached(&reached);
    row.antenatal(&antenatal, context);
    row.contacts(pregnancy, context);
    row.referrals(pregnancy);
    row.postnatal(pregnancy);
    if let Some(birth) = &pregnancy.birth {
        row.birth(pregnancy, birth, &reached, context);
    }
    row.endings(pregnancy);
    row.days
}

struct Row {
    days: Days,
    on: Date,
}

impl Row {
    /// Notes the first day of a mark; a day after the one looked at is not known yet.
    fn first(&mut self, mark: Mark, day: Option<Date>) {
        if let (Some(day), Some(slot)) = (day.filter(|day| *day <= self.on), self.days.get_mut(mark as usize))
        {
            *slot = Some(slot.map_or(day, |known| known.min(day)));
        }
    }

    fn get(&self, mark: Mark) -> Option<Date> {
        self.days.get(mark as usize).copied().flatten()
    }

    fn notices(&mut self, pregnancy: &Pregnancy, reached: &Milestones) {
        let met = pregnancy.contacts.first().map(|contact| contact.on);
        self.first(Mark::Known, pregnancy.known_since().into_iter().chain(met).min());
        let Some(first) = pregnancy.notices.first() else { return };
        self.first(Mark::Noticed, Some(first.told_on));
        if is_by_dukun(first) {
            self.first(Mark::NoticedByDukun, Some(first.told_on));
            self.first(Mark::K1InTimeByDukun, reached.k1_t1);
        }
    }

    fn reached(&mut self, reached: &Milestones) {
        let late = reached.k1.filter(|_| reached.k1_t1.is_none());
        for (mark, day) in [
            (Mark::K1, reached.k1),
            (Mark::K1InTime, reached.k1_t1),
            (Mark::K1Late, late),
            (Mark::K4, reached.k4),
            (Mark::K6, reached.k6),
            (Mark::Birth, reached.birth),
            (Mark::SkilledBirth, reached.skilled_birth),
            (Mark::FacilityBirth, reached.facility_birth),
            (Mark::Kf1, reached.kf1),
            (Mark::Kf2, reached.kf2),
            (Mark::Kf3, reached.kf3),
            (Mark::Kf4, reached.kf4),
            (Mark::KfComplete, reached.kf_complete),
        ] {
            self.first(mark, day);
        }
    }

    fn antenatal(&mut self, days: &[AntenatalDay], context: &Context<'_>) {
        let visits = Visits::builtin();
        for (mark, id) in [(Mark::K6Guidance, "K6_GUIDANCE_2026"), (Mark::K6BukuKia, "K6_BUKU_KIA")] {
            let profile = visits.profile(id);
            let day = profile.and_then(|p| milestones::day_met(p, days, context.rules));
            self.first(mark, day);
        }
        self.first(Mark::K8, days.get(K8_CONTACTS - 1).map(|day| day.on));
        for day in days.iter().filter(|day| day.ultrasound) {
            let Some(age) = day.age else { continue };
            let trimester = trimester(age, context.rules);
            if trimester == 1 {
                self.first(Mark::UltrasoundFirst, Some(day.on));
            }
            match trimester {
                1 if day.doctor => self.first(Mark::DoctorUltrasoundFirst, Some(day.on)),
                3 if day.doctor => self.first(Mark::DoctorUltrasoundThird, Some(day.on)),
                _ => {}
            }
        }
    }

    /// What the readings of the contacts that count say.
    fn contacts(&mut self, pregnancy: &Pregnancy, context: &Context<'_>) {
        let mut tablets = 0;
        for contact in milestones::counted(pregnancy, self.on) {
            let on = Some(contact.on);
            tablets += u32::from(contact.iron_tablets.unwrap_or_default());
            if tablets >= IRON_TABLETS {
                self.first(Mark::Iron180, on);
            }
            if contact.signs.any_yes() || contact.factors.any_yes() {
                self.first(Mark::RiskByStaff, on);
            }
            self.blood(contact, context);
            let bmi = || readings::bmi_early(pregnancy, context.rules, contact.on);
            if let Some(kek) = context.thresholds.kek(contact, bmi()) {
                self.first(Mark::NutritionExamined, on);
                self.first(Mark::Kek, on.filter(|_| kek));
            }
        }
        self.managed(pregnancy);
    }

    fn blood(&mut self, contact: &Item<AntenatalContact>, context: &Context<'_>) {
        let Some(anaemia) = context.thresholds.anaemia(contact) else { return };
        let on = Some(contact.on);
        self.first(Mark::HbExamined, on);
        if anaemia >= Anaemia::Mild {
            self.first(Mark::Anaemia, on);
        }
        match anaemia {
            Anaemia::Moderate | Anaemia::Severe => self.first(Mark::AnaemiaWorse, on),
            Anaemia::Mild => self.first(Mark::AnaemiaMild, on),
            Anaemia::None => {}
        }
    }

    /// What was done about an anaemia, on the day it was found or later.
    fn managed(&mut self, pregnancy: &Pregnancy) {
        let since = |found: Option<Date>| {
            let found = found.unwrap_or(Date::MAX);
            pregnancy.contacts.iter().filter(move |contact| contact.on >= found)
        };
        let mild = self.get(Mark::AnaemiaMild);
        let iron = since(mild).find(|contact| contact.iron_tablets.is_some_and(|tablets| tablets > 0));
        self.first(Mark::AnaemiaMildIron, iron.map(|contact| contact.on));
        let worse = self.get(Mark::AnaemiaWorse);
        let treated = since(worse).find(|contact| contact.treatment.is_some()).map(|contact| contact.on);
        let referred = pregnancy.referrals.iter().filter(|referral| referral.child.is_none());
        let referred =
            referred.map(|referral| referral.on).find(|on| worse.is_some_and(|found| *on >= found));
        self.first(Mark::AnaemiaWorseManaged, [treated, referred].into_iter().flatten().min());
    }

    fn referrals(&mut self, pregnancy: &Pregnancy) {
        for referral in pregnancy.referrals.iter().filter(|referral| referral.child.is_none()) {
            self.first(Mark::Referred, Some(referral.on));
            self.first(Mark::RiskByStaff, Some(referral.on));
            self.first(Mark::ComplicationTreated, treated_on(pregnancy, referral.id()));
        }
    }

    fn postnatal(&mut self, pregnancy: &Pregnancy) {
        let Some(birth) = &pregnancy.birth else { return };
        let mut capsules = 0;
        for contact in pregnancy.postnatal.iter().filter(|contact| contact.on >= birth.on) {
            if days_between(birth.on, contact.on) > NIFAS_DAYS {
                break;
            }
            capsules += contact.vitamin_a.unwrap_or_default();
            if capsules >= 2 {
                self.first(Mark::VitaminA, Some(contact.on));
            }
            if contact.family_planning.is_some() {
                self.first(Mark::FamilyPlanning, Some(contact.on));
            }
        }
    }

    fn birth(&mut self, pregnancy: &Pregnancy, birth: &Birth, reached: &Milestones, context: &Context<'_>) {
        let on = Some(birth.on);
        let (skilled, dukun) = (birth.is_skilled(), birth.had_dukun());
        let facility = reached.facility_birth.is_some();
        let village = pregnancy.village.as_ref();
        let partnered = village.is_some_and(|village| context.signed.held(village, birth.on));
        let had = |mark: Mark, row: &Self| row.get(mark).is_some_and(|day| day <= birth.on);
        for (mark, holds) in [
            (Mark::SkilledElsewhere, skilled && !facility),
            (Mark::UnskilledBirth, !skilled),
            (Mark::SoloBirth, dukun && !skilled),
            (Mark::NeitherBirth, !dukun && !skilled),
            (Mark::PartneredBirth, partnered),
            (Mark::PartneredFacilityBirth, partnered && facility),
            (Mark::AccompaniedBirth, partnered && facility && dukun),
            (Mark::BirthWithK6, had(Mark::K6, self)),
            (Mark::BirthWith12T, has_twelve_t(pregnancy, birth.on)),
        ] {
            self.first(mark, on.filter(|_| holds));
        }
    }

    fn endings(&mut self, pregnancy: &Pregnancy) {
        let abortion = pregnancy.ended.as_ref().filter(|ended| ended.ending == Ending::Abortion);
        self.first(Mark::Abortion, abortion.map(|ended| ended.on));
        let Some(death) = &pregnancy.death else { return };
        match maternal(pregnancy, death) {
            Some(Maternal::InTime) => self.first(Mark::MotherDied, Some(death.on)),
            Some(Maternal::Late) => self.first(Mark::MotherDiedLate, Some(death.on)),
            None => {}
        }
    }
}

enum Maternal {
    InTime,
    Late,
}

/// Whether a mother's death is a maternal one, by its day and as far as it was no accident.
fn maternal(pregnancy: &Pregnancy, death: &Death) -> Option<Maternal> {
    if death.accidental.is_yes() {
        return None;
    }
    let birth = pregnancy.birth.as_ref().map(|birth| birth.on);
    let abortion = pregnancy.ended.as_ref().filter(|ended| ended.ending == Ending::Abortion);
    let end = birth.or(abortion.map(|ended| ended.on)).filter(|end| *end <= death.on);
    match end.map_or(0, |end| days_between(end, death.on)) {
        days if days <= NIFAS_DAYS => Some(Maternal::InTime),
        days if days <= LATE_DAYS => Some(Maternal::Late),
        _ => None,
    }
}

/// Whether a dukun was the one who told.
pub(super) fn is_by_dukun(notice: &PregnancyNoticed) -> bool {
    notice.dukun.is_some() || notice.told_by == Teller::Dukun
}

/// The day on which a referral was answered as treated, kept or delivered.
pub(super) fn treated_on(pregnancy: &Pregnancy, referral: crate::ids::EntryId) -> Option<Date> {
    let done = |outcome| {
        matches!(outcome, ReferralOutcome::Treated | ReferralOutcome::Admitted | ReferralOutcome::GaveBirth)
    };
    let answers = pregnancy.answers.iter().filter(|answer| answer.referral == referral);
    answers.filter(|answer| done(answer.outcome)).map(|answer| answer.on).min()
}

/// Whether every one of the twelve T was done at least once by the birth (domain.md §3.2). The ninth, the
/// management of cases, has nothing to be noted where there was no case.
fn has_twelve_t(pregnancy: &Pregnancy, born: Date) -> bool {
    let contacts: Vec<_> = milestones::counted(pregnancy, born).collect();
    let once = |done: fn(&AntenatalContact) -> bool| contacts.iter().any(|contact| done(contact));
    let height = pregnancy.registered.as_ref().is_some_and(|registered| registered.height_cm.is_some());
    once(|c| c.weight_kg.is_some())
        && (height || once(|c| c.height_cm.is_some()))
        && once(|c| c.blood_pressure.is_some())
        && once(|c| c.muac_cm.is_some())
        && once(|c| c.fundus_cm.is_some())
        && once(|c| c.presentation.is_some() || c.fetal_heart_rate.is_some())
        && once(|c| c.tetanus_status.is_some() || c.td_given.is_assessed())
        && once(|c| c.iron_tablets.is_some_and(|tablets| tablets > 0))
        && once(|c| c.hemoglobin.is_some())
        && once(|c| c.hiv.is_some())
        && once(|c| c.syphilis.is_some())
        && once(|c| c.hbsag.is_some())
        && once(|c| c.counselling.is_yes())
        && once(|c| c.ultrasound.is_yes() || c.ultrasound_result.is_some())
        && once(|c| c.mental_screening.is_yes())
}

/// Whether anything was answered with yes.
trait AnyYes {
    fn any_yes(&self) -> bool;
}

impl AnyYes for Answers {
    fn any_yes(&self) -> bool {
        self.0.values().any(|answer| answer.is_yes())
    }
}
