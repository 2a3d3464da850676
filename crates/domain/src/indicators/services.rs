//! What was done for a pregnancy and what it showed, item by item: what the monthly report of the
//! Puskesmas counts beside the indicators (domain.md §10.1). They are marks as all others, and only
//! worked out where somebody asks for them: pages do without.

use jiff::civil::Date;

use super::{
    mark::ServiceMark as Mark,
    pregnancy::Context,
    readings::Anaemia,
    rows::{Rows, context},
};
use crate::{
    answer::Answer,
    facts::{AntenatalContact, Protein, Reactivity},
    family::{Family, Item, Pregnancy},
    ids::{PregnancyId, SubjectId},
    kspr,
    milestones::{self, AntenatalDay},
    readings,
    register::Register,
    rules::Rules,
    visits::trimester,
};

/// Blood glucose above which the report counts it, mg/dL (LB3, "gula > 140"; domain.md §10.1).
const GLUCOSE_MG_DL: f64 = 140.0;
/// Completed years between which a pregnant woman is counted as a youth (LB3; domain.md §10.1).
const YOUTH: std::ops::RangeInclusive<f64> = 15.0..=19.0;
/// Tetanus status from which she is protected for this birth (T2+; domain.md §10.1).
const PROTECTED: u8 = 2;

/// The row of a pregnancy's services.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRow {
    /// The family.
    pub family: SubjectId,
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// The place of its village in [`Rows::villages`].
    pub village: usize,
    pub(super) days: [Option<Date>; Mark::ALL.len()],
}

impl ServiceRow {
    /// The day of a mark.
    #[must_use]
    pub fn day(&self, mark: Mark) -> Option<Date> {
        self.days.get(mark as usize).copied().flatten()
    }

    /// Notes the first day of a mark.
    fn first(&mut self, mark: Mark, day: Date) {
        if let Some(slot) = self.days.get_mut(mark as usize) {
            *slot = Some(slot.map_or(day, |known| known.min(day)));
        }
    }
}

impl Rows {
    /// The rows of a register with those of the services, as everything stood at the end of the day `on`.
    #[must_use]
    pub fn with_services(register: &Register, rules: &Rules, on: Date) -> Self {
        let mut rows = Self::of(register, rules, on);
        let context = context(register, rules, on);
        let all =
            register.families().flat_map(|family| family.pregnancies.iter().map(move |one| (family, one)));
        // The rows of pregnancies were made in the same order.
        let services = all.zip(&rows.pregnancies).map(|((family, one), row)| {
            let days = [None; Mark::ALL.len()];
            let row = ServiceRow { family: row.family, pregnancy: row.pregnancy, village: row.village, days };
            filled(row, family, one, &context)
        });
        rows.services = services.collect();
        rows
    }
}

fn filled(mut row: ServiceRow, family: &Family, pregnancy: &Pregnancy, context: &Context<'_>) -> ServiceRow {
    first_contact(&mut row, family, pregnancy, context);
    for contact in milestones::counted(pregnancy, context.on) {
        measured(&mut row, pregnancy, contact);
        given(&mut row, contact);
        tetanus(&mut row, contact);
        examined(&mut row, contact);
        blood(&mut row, pregnancy, contact, context);
    }
    row
}

/// What is known of her when she is seen for the first time.
fn first_contact(row: &mut ServiceRow, family: &Family, pregnancy: &Pregnancy, context: &Context<'_>) {
    let days = milestones::antenatal_days(pregnancy, context.on);
    let Some(AntenatalDay { on, doctor, ultrasound, .. }) = days.first().copied() else { return };
    let four_t = || kspr::four_t(family, pregnancy, context.rules, on);
    let youth = readings::age(family, on).is_some_and(|age| YOUTH.contains(&age));
    for (mark, holds) in [
        (Mark::K1ByDoctor, doctor),
        (Mark::K1Ultrasound, ultrasound),
        (Mark::Youth, youth),
        (Mark::FourT, four_t().iter().any(|(_, answer)| answer.is_yes())),
    ] {
        if holds {
            row.first(mark, on);
        }
    }
}

fn measured(row: &mut ServiceRow, pregnancy: &Pregnancy, contact: &Item<AntenatalContact>) {
    let height = || readings::height(pregnancy, contact.on).is_some();
    for (mark, done) in [
        (Mark::WeightHeight, contact.weight_kg.is_some() && height()),
        (Mark::BloodPressure, contact.blood_pressure.is_some()),
        (Mark::Arm, contact.muac_cm.is_some()),
        (Mark::Fundus, contact.fundus_cm.is_some()),
        (Mark::FetalHeart, contact.fetal_heart_rate.is_some()),
        (Mark::MentalScreened, contact.mental_screening.is_yes()),
    ] {
        if done {
            row.first(mark, contact.on);
        }
    }
}

fn given(row: &mut ServiceRow, contact: &Item<AntenatalContact>) {
    for (mark, done) in [
        (Mark::IronGiven, contact.iron_tablets.is_some_and(|tablets| tablets > 0)),
        (Mark::TdGiven, contact.td_given == Answer::Yes),
        (Mark::Treated, contact.treatment.is_some()),
        (Mark::Counselled, contact.counselling.is_yes()),
    ] {
        if done {
            row.first(mark, contact.on);
        }
    }
}

fn tetanus(row: &mut ServiceRow, contact: &Item<AntenatalContact>) {
    let Some(status) = contact.tetanus_status else { return };
    row.first(Mark::TetanusKnown, contact.on);
    let at = usize::from(status).checked_sub(1);
    let steps = [Mark::T1, Mark::T2, Mark::T3, Mark::T4, Mark::T5];
    if let Some(mark) = at.and_then(|at| steps.get(at)) {
        row.first(*mark, contact.on);
    }
    if status >= PROTECTED {
        row.first(Mark::T2Plus, contact.on);
    }
}

fn examined(row: &mut ServiceRow, contact: &Item<AntenatalContact>) {
    for (result, made, found) in [
        (contact.hiv, Mark::HivExamined, Mark::HivReactive),
        (contact.syphilis, Mark::SyphilisExamined, Mark::SyphilisReactive),
        (contact.hbsag, Mark::HbsagExamined, Mark::HbsagReactive),
        (contact.malaria, Mark::MalariaExamined, Mark::MalariaReactive),
    ] {
        let Some(result) = result else { continue };
        row.first(made, contact.on);
        if result == Reactivity::Reactive {
            row.first(found, contact.on);
        }
    }
    if let Some(protein) = contact.urine_protein {
        row.first(Mark::ProteinExamined, contact.on);
        if protein != Protein::Negative {
            row.first(Mark::ProteinPositive, contact.on);
        }
    }
    if let Some(glucose) = contact.glucose_mg_dl {
        row.first(Mark::GlucoseExamined, contact.on);
        if glucose.get() > GLUCOSE_MG_DL {
            row.first(Mark::GlucoseHigh, contact.on);
        }
    }
}

/// Haemoglobin in the first and third trimester, and the degrees of an anaemia that the indicators don't
/// tell apart.
fn blood(
    row: &mut ServiceRow,
    pregnancy: &Pregnancy,
    contact: &Item<AntenatalContact>,
    context: &Context<'_>,
) {
    let Some(anaemia) = context.thresholds.anaemia(contact) else { return };
    match pregnancy.age_on(contact.on).map(|age| trimester(age, context.rules)) {
        Some(1) => row.first(Mark::HbFirst, contact.on),
        Some(3) => row.first(Mark::HbThird, contact.on),
        _ => {}
    }
    match anaemia {
        Anaemia::Moderate => row.first(Mark::AnaemiaModerate, contact.on),
        Anaemia::Severe => row.first(Mark::AnaemiaSevere, contact.on),
        Anaemia::Mild | Anaemia::None => {}
    }
}
