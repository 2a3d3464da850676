//! Readings of a contact, as inputs for the rules.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::{
    answer::Answer,
    conditions::judge,
    facts::{AntenatalContact, BirthOutcome, PostnatalContact, Presentation, Protein, Reactivity},
    family::{Family, Pregnancy},
    gestation::{days_between, years_between},
    inputs::{Input, Inputs},
    nutrition::bmi,
    rules::Rules,
    tables::Weight,
};

/// The day of gestation after which a pregnancy without an end is lost to the register and not still going on
/// (domain.md §15, EpisodeOfCare: last menstrual period + 308 days).
pub const LONGEST_DAYS: i32 = 308;

/// What a woman and her registration say on a day, contacts aside: age, height, history, parity.
#[must_use]
pub fn of_woman<'a>(family: &'a Family, pregnancy: &'a Pregnancy, rules: &Rules, on: Date) -> Inputs<'a> {
    let mut inputs = Inputs::default();
    inputs.set(Input::Age, age(family, on));
    let weeks =
        pregnancy.age_on(on).filter(|age| age.days() <= LONGEST_DAYS).map(|age| f64::from(age.weeks()));
    inputs.set(Input::Weeks, weeks);
    inputs.set(Input::Height, height(pregnancy, on));
    inputs.set(Input::Bmi, bmi_early(pregnancy, rules, on));
    parity(family, pregnancy, &mut inputs);
    let gravida = inputs.get(Input::Gravida);
    if let Some(registered) = pregnancy.registered.as_ref().filter(|registered| registered.on <= on) {
        inputs.history = Cow::Borrowed(&registered.history);
        inputs.set(Input::MarriedYears, registered.married_years);
    }
    if gravida.is_some_and(|gravida| gravida < 2.0) {
        inputs.unasked = Some(&rules.tables.nothing_before);
    }
    inputs
}

/// What an antenatal contact says, with what is known of the woman on that day.
#[must_use]
pub fn of_antenatal<'a>(
    family: &'a Family,
    pregnancy: &'a Pregnancy,
    contact: &'a AntenatalContact,
    rules: &Rules,
) -> Inputs<'a> {
    let mut inputs = of_woman(family, pregnancy, rules, contact.on);
    read_antenatal(&mut inputs, contact);
    count_risks(&mut inputs, rules);
    inputs
}

/// What a postnatal contact says.
#[must_use]
pub fn of_postnatal(contact: &PostnatalContact) -> Inputs<'_> {
    let mut inputs = Inputs::with_signs(&contact.signs);
    if let Some(pressure) = contact.blood_pressure {
        inputs.set(Input::Sys, Some(f64::from(pressure.sys)));
        inputs.set(Input::Dia, Some(f64::from(pressure.dia)));
        inputs.set(Input::Map, Some(pressure.mean_arterial()));
    }
    inputs.set(Input::Temperature, contact.temperature_c.map(|value| value.get()));
    inputs
}

/// Age of the woman in completed years; from the year of birth alone where no date is known.
#[must_use]
pub fn age(family: &Family, on: Date) -> Option<f64> {
    let woman = family.woman.as_ref()?;
    let by_date = woman.born.map(|born| f64::from(years_between(born, on)));
    by_date.or_else(|| woman.born_year.map(|year| f64::from(on.year()) - f64::from(year)))
}

/// Her height, as registered or else as last measured by that day.
#[must_use]
pub fn height(pregnancy: &Pregnancy, on: Date) -> Option<f64> {
    let measured = pregnancy
        .contacts
        .iter()
        .rev()
        .filter(|contact| contact.on <= on)
        .find_map(|contact| contact.height_cm);
    let registered = pregnancy.registered.as_ref().filter(|registered| registered.on <= on);
    measured.or(registered.and_then(|registered| registered.height_cm)).map(|height| height.get())
}

/// Body mass index from the weight before pregnancy, or else the first weight of the first trimester.
#[must_use]
pub fn bmi_early(pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Option<f64> {
    let height = height(pregnancy, on)?;
    let before = pregnancy.registered.as_ref().and_then(|registered| registered.weight_before_kg);
    let early = || {
        let limit = rules.choices.t1_max_days();
        let mut contacts = pregnancy.contacts.iter().filter(|contact| contact.on <= on);
        contacts.find_map(|contact| {
            let age = pregnancy.age_on(contact.on)?;
            if age.days() <= limit { contact.weight_kg } else { None }
        })
    };
    before.or_else(early).map(|weight| bmi(weight.get(), height))
}

/// Gravida, para, abortus and spacing, each worked out from the others where it was left out.
fn parity(family: &Family, pregnancy: &Pregnancy, inputs: &mut Inputs<'_>) {
    let registered = pregnancy.registered.as_ref();
    let number = |value: Option<u8>| value.map(f64::from);
    let gravida = number(registered.and_then(|registered| registered.gravida));
    let para = number(registered.and_then(|registered| registered.para));
    let abortus = number(registered.and_then(|registered| registered.abortus));
    let spacing =
        registered.and_then(|registered| registered.spacing_years).or_else(|| spacing(family, pregnancy));
    let counted = para.zip(abortus).map(|(para, abortus)| para + abortus + 1.0);
    let at_least = spacing.map(|_| 2.0);
    inputs.set(Input::Gravida, gravida.or(counted).or(at_least));
    let left = gravida.zip(abortus).map(|(gravida, abortus)| (gravida - 1.0 - abortus).max(0.0));
    let none = gravida.filter(|gravida| *gravida < 2.0).map(|_| 0.0);
    inputs.set(Input::Para, para.or(left).or(none));
    inputs.set(Input::Abortus, abortus.or(none));
    inputs.set(Input::Spacing, spacing);
}

/// Years from the birth before to the beginning of this pregnancy, where both are in the register.
fn spacing(family: &Family, pregnancy: &Pregnancy) -> Option<f64> {
    let begin = pregnancy.lmp()?;
    let births = family.pregnancies.iter().filter(|other| other.id != pregnancy.id);
    let last = births
        .filter_map(|other| other.birth.as_ref())
        .map(|birth| birth.on)
        .filter(|on| *on < begin)
        .max()?;
    Some(f64::from(days_between(last, begin)) / 365.25)
}

fn read_antenatal<'a>(inputs: &mut Inputs<'a>, contact: &'a AntenatalContact) {
    inputs.signs = Cow::Borrowed(&contact.signs);
    if let Some(pressure) = contact.blood_pressure {
        inputs.set(Input::Sys, Some(f64::from(pressure.sys)));
        inputs.set(Input::Dia, Some(f64::from(pressure.dia)));
        inputs.set(Input::Map, Some(pressure.mean_arterial()));
    }
    inputs.set(Input::Protein, contact.urine_protein.map(protein));
    inputs.set(Input::Hb, contact.hemoglobin.map(|value| value.get()));
    inputs.set(Input::Muac, contact.muac_cm.map(|value| value.get()));
    inputs.set(Input::Fhr, contact.fetal_heart_rate.map(|value| value.get()));
    inputs.set(Input::Glucose, contact.glucose_mg_dl.map(|value| value.get()));
    inputs.set(Input::Hiv, contact.hiv.map(reactive));
    inputs.set(Input::Syphilis, contact.syphilis.map(reactive));
    inputs.set(Input::Hbsag, contact.hbsag.map(reactive));
    inputs.set(Input::Malaria, contact.malaria.map(reactive));
    let weeks = inputs.get(Input::Weeks);
    if let Some(presentation) = contact.presentation {
        let is = |which: Presentation| Some(f64::from(u8::from(presentation == which)));
        inputs.set(Input::Breech, is(Presentation::Breech));
        inputs.set(Input::Transverse, is(Presentation::Transverse));
        inputs.set(Input::Malpresentation, Some(f64::from(u8::from(presentation != Presentation::Cephalic))));
        inputs.set(Input::PresentationWeeks, weeks);
    }
    let gap = contact.fundus_cm.zip(weeks).map(|(fundus, weeks)| libm::fabs(fundus.get() - weeks));
    inputs.set(Input::TfuGap, gap);
    if let Some(seen) = &contact.ultrasound_result {
        inputs.set(Input::Fetuses, seen.fetuses.map(f64::from));
        inputs.answer(Input::Hydramnion, seen.hydramnion);
    }
}

/// Counts the risk factors of pre-eclampsia. A count of none is known only when all were looked at.
fn count_risks(inputs: &mut Inputs<'_>, rules: &Rules) {
    for (weight, input) in [(Weight::Moderate, Input::PeModerate), (Weight::High, Input::PeHigh)] {
        let mut found = 0.0;
        let mut complete = true;
        for factor in rules.tables.pe_factors.iter().filter(|factor| factor.weight == weight) {
            match judge(&factor.any, inputs, &rules.choices) {
                Answer::Yes => found += 1.0,
                Answer::NotAssessed => complete = false,
                Answer::No => {}
            }
        }
        inputs.set(input, (complete || found > 0.0).then_some(found));
    }
}

/// Whether a child of this pregnancy died in the womb, once the birth is known.
#[must_use]
pub fn died_in_womb(pregnancy: &Pregnancy, on: Date) -> Option<bool> {
    let birth = pregnancy.birth.as_ref().filter(|birth| birth.on <= on)?;
    Some(birth.children.iter().any(|child| child.outcome == BirthOutcome::StillbornMacerated))
}

fn protein(protein: Protein) -> f64 {
    match protein {
        Protein::Negative => 0.0,
        Protein::Plus1 => 1.0,
        Protein::Plus2 => 2.0,
        Protein::Plus3 => 3.0,
        Protein::Plus4 => 4.0,
    }
}

fn reactive(result: Reactivity) -> f64 {
    match result {
        Reactivity::Reactive => 1.0,
        Reactivity::NonReactive => 0.0,
    }
}
