//! The year after the birth: mother, newborn, infant, immunisation, deaths.

use domain::{
    answer::Answer,
    facts::{
        Attendant, ContactPlace, Death, DeathNotified, DeathPlace, Essentials, Immunisation, InfantContact,
        NewbornContact, PostnatalContact, Sex,
    },
    gestation::{days_between, plus_days},
    ids::{ChildId, PregnancyId},
    quantity::{BloodPressure, Breaths, ChildGrams, ChildLengthCm, TemperatureC},
};
use jiff::civil::Date;

use crate::{
    birth::{Baby, Born},
    diary::{Diary, of_day},
    dice::Dice,
    mother::tenths,
    neighbours::Neighbours,
    words::{self, EDITION},
};

/// Days after the birth between which each postnatal contact is due, and how often it is missed.
const POSTNATAL: [(i32, i32, f64); 4] = [(0, 2, 0.06), (3, 7, 0.14), (8, 28, 0.18), (29, 42, 0.27)];

/// Doses by the age in weeks at which they are due.
const DOSES: [(&str, i32); 16] = [
    ("BCG", 5),
    ("OPV1", 5),
    ("DPT1", 9),
    ("OPV2", 9),
    ("PCV1", 9),
    ("RV1", 9),
    ("DPT2", 13),
    ("OPV3", 13),
    ("PCV2", 13),
    ("RV2", 13),
    ("DPT3", 18),
    ("OPV4", 18),
    ("IPV1", 18),
    ("RV3", 18),
    ("MR1", 39),
    ("IPV2", 39),
];

/// Weight-for-age medians at each month from 0 to 12, kg (WHO growth standards), to draw curves along.
const BOYS: [f64; 13] = [3.3, 4.5, 5.6, 6.4, 7.0, 7.5, 7.9, 8.3, 8.6, 8.9, 9.2, 9.4, 9.6];
const GIRLS: [f64; 13] = [3.2, 4.2, 5.1, 5.8, 6.4, 6.9, 7.3, 7.6, 7.9, 8.2, 8.5, 8.7, 8.9];

/// Everything after a birth, until the children's first birthday or the last day that counts.
pub(crate) fn follow(
    diary: &mut Diary,
    born: &Born,
    pregnancy: PregnancyId,
    near: &Neighbours,
    cut: Option<Date>,
) {
    let last = cut.unwrap_or(diary.until);
    let mother_died = death_of_mother(diary, born, pregnancy, last);
    let deaths: Vec<_> =
        born.babies.iter().map(|baby| death_of_child(diary, born, baby, pregnancy, last)).collect();
    for (from, to, missed) in POSTNATAL {
        let day = plus_days(born.on, diary.dice.between(from.max(if born.skilled { 0 } else { 1 }), to));
        if diary.dice.chance(if born.skilled { missed } else { missed * 1.7 }) || day > last {
            continue;
        }
        let joint = diary.dice.chance(0.12).then(|| near.dukun(&mut diary.dice));
        if mother_died.is_none_or(|died| day < died) {
            let contact = postnatal(&mut diary.dice, pregnancy, born, day, joint);
            diary.write(day, contact);
        }
        let alive = born
            .babies
            .iter()
            .zip(&deaths)
            .filter(|(baby, died)| baby.alive && died.is_none_or(|died| day < died));
        for (baby, _) in alive.filter(|_| to <= 28) {
            let contact = newborn(&mut diary.dice, baby, born, day, joint, from == 0);
            diary.write(day, contact);
        }
    }
    for (baby, died) in born.babies.iter().zip(&deaths).filter(|(baby, _)| baby.alive) {
        let last = died.map_or(last, |died| plus_days(died, -1).min(last));
        infant(diary, baby, born, last);
        doses(diary, baby, born, last);
    }
}

fn postnatal(
    dice: &mut Dice,
    pregnancy: PregnancyId,
    born: &Born,
    on: Date,
    joint: Option<domain::ids::SubjectId>,
) -> PostnatalContact {
    let early = on <= plus_days(born.on, 2);
    let reading = |value: i32| u16::try_from(value).unwrap_or(110);
    PostnatalContact {
        pregnancy,
        on,
        at: (on == born.on).then(|| later(born)),
        edition: EDITION.to_owned(),
        place: Some(if early && born.skilled { ContactPlace::Puskesmas } else { ContactPlace::Home }),
        examiners: vec![Attendant::Bidan],
        accompanied_by: joint,
        blood_pressure: BloodPressure::new(
            reading(dice.between(50, 65) * 2),
            reading(dice.between(31, 41) * 2),
        )
        .ok(),
        temperature_c: TemperatureC::new(tenths(dice.normal(36.7, 0.2))).ok(),
        signs: words::postnatal_signs(dice),
        other_signs: Vec::new(),
        vitamin_a: early.then_some(2),
        iron_tablets: dice.chance(0.8).then_some(10),
        family_planning: (on > plus_days(born.on, 28) && dice.chance(0.55))
            .then(|| (*dice.pick(&["suntik 3 bulan", "implan", "pil"])).to_owned()),
        remark: None,
    }
}

/// An hour on the day of birth at least six hours after it, or the day's last.
fn later(born: &Born) -> jiff::civil::Time {
    let minutes = i32::from(born.at.hour()) * 60 + i32::from(born.at.minute());
    of_day((minutes + 370).min(24 * 60 - 1))
}

fn newborn(
    dice: &mut Dice,
    baby: &Baby,
    born: &Born,
    on: Date,
    joint: Option<domain::ids::SubjectId>,
    first: bool,
) -> NewbornContact {
    let day = f64::from(days_between(born.on, on));
    let grams = baby.grams * (1.0 - 0.05 * (1.0 - day / 8.0).clamp(0.0, 1.0)) + (day - 8.0).max(0.0) * 28.0;
    // What a birth without the midwife left out is given at her first contact.
    let given = |had: Answer, dice: &mut Dice| {
        if had.is_yes() || !first { Answer::NotAssessed } else { Answer::from(dice.chance(0.85)) }
    };
    let essentials = Essentials {
        early_breastfeeding: Answer::NotAssessed,
        vitamin_k1: given(baby.essentials.vitamin_k1, dice),
        hb0: given(baby.essentials.hb0, dice),
        eye_ointment: given(baby.essentials.eye_ointment, dice),
        thyroid_sample: Answer::NotAssessed,
    };
    NewbornContact {
        child: baby.id,
        on,
        at: (on == born.on).then(|| later(born)),
        edition: EDITION.to_owned(),
        place: Some(ContactPlace::Home),
        examiners: vec![Attendant::Bidan],
        accompanied_by: joint,
        weight_g: if dice.chance(0.9) { ChildGrams::new((grams / 50.0).round() * 50.0).ok() } else { None },
        temperature_c: TemperatureC::new(tenths(dice.normal(36.9, 0.18))).ok(),
        breaths: Breaths::new(f64::from(dice.between(40, 56))).ok(),
        signs: words::newborn_signs(dice),
        other_signs: Vec::new(),
        essentials,
        breast_milk_only: Answer::from(dice.chance(0.9)),
        remark: None,
    }
}

fn infant(diary: &mut Diary, baby: &Baby, born: &Born, last: Date) {
    let pace = diary.dice.normal(0.985, 0.07).clamp(0.78, 1.2);
    for (from, to) in [(31, 60), (92, 150), (185, 245), (280, 350)] {
        let on = plus_days(born.on, diary.dice.between(from, to));
        if diary.dice.chance(0.2) || on > last {
            continue;
        }
        let months = f64::from(days_between(born.on, on)) / 30.4375;
        let grams = median(baby.sex, months) * 1000.0 * pace * (1.0 + (baby.grams - 3200.0) / 3200.0 * 0.3);
        let dice = &mut diary.dice;
        let contact = InfantContact {
            child: baby.id,
            on,
            edition: EDITION.to_owned(),
            place: Some(ContactPlace::Posyandu),
            examiners: vec![Attendant::Bidan],
            weight_g: ChildGrams::new((grams / 100.0).round() * 100.0).ok(),
            length_cm: ChildLengthCm::new(tenths(49.5 + 3.1 * months - 0.085 * months * months)).ok(),
            // At half a year she is asked once more, for the six months behind her.
            breast_milk_only: if months < 7.4 {
                Answer::from(dice.chance(0.62))
            } else {
                Answer::NotAssessed
            },
            development_checked: Answer::from(dice.chance(0.7)),
            vitamin_a: if months >= 6.0 { Answer::from(dice.chance(0.85)) } else { Answer::NotAssessed },
            signs: domain::answer::Answers::default(),
            remark: None,
        };
        diary.write(on, contact);
    }
}

fn median(sex: Sex, months: f64) -> f64 {
    let table = if sex == Sex::Male { BOYS } else { GIRLS };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a month from 0 to 12")]
    let month = months.clamp(0.0, 11.99) as usize;
    let at = |month: usize| table.get(month).copied().unwrap_or(9.0);
    at(month) + (at(month + 1) - at(month)) * (months - months.floor())
}

fn doses(diary: &mut Diary, baby: &Baby, born: &Born, last: Date) {
    // Some families stop coming at some point.
    let until_weeks = if diary.dice.chance(0.24) { diary.dice.between(6, 40) } else { 60 };
    let mut behind = 0;
    for (dose, weeks) in DOSES {
        behind += if diary.dice.chance(0.2) { diary.dice.between(0, 12) } else { 0 };
        let on = plus_days(born.on, weeks * 7 - 4 + behind);
        if weeks > until_weeks || on > last {
            continue;
        }
        let fact = Immunisation {
            child: baby.id,
            on,
            dose: dose.to_owned(),
            batch: None,
            place: Some(ContactPlace::Posyandu),
        };
        diary.write(on, fact);
    }
}

fn death_of_mother(diary: &mut Diary, born: &Born, pregnancy: PregnancyId, last: Date) -> Option<Date> {
    let died = diary.dice.chance(if born.skilled { 0.0011 } else { 0.004 });
    let on = plus_days(born.on, diary.dice.between(0, 9));
    (died && on <= last).then(|| {
        death(diary, pregnancy, None, on, "Perdarahan sesudah bersalin");
        on
    })
}

fn death_of_child(
    diary: &mut Diary,
    born: &Born,
    baby: &Baby,
    pregnancy: PregnancyId,
    last: Date,
) -> Option<Date> {
    let small = if baby.grams < 2000.0 { 0.11 } else { 0.0 };
    let early = diary.dice.chance(small + if born.skilled { 0.008 } else { 0.02 });
    let late = diary.dice.chance(0.007);
    let day = if early { diary.dice.between(0, 12) } else { diary.dice.between(35, 320) };
    let on = plus_days(born.on, day);
    (baby.alive && (early || late) && on <= last).then(|| {
        let cause = if early {
            *diary.dice.pick(&["Asfiksia", "BBLR", "Infeksi"])
        } else {
            *diary.dice.pick(&["Pneumonia", "Diare"])
        };
        death(diary, pregnancy, Some(baby.id), on, cause);
        on
    })
}

fn death(diary: &mut Diary, pregnancy: PregnancyId, child: Option<ChildId>, on: Date, cause: &str) {
    let heard = plus_days(on, diary.dice.between(0, 2));
    let place = diary.dice.weighted(&[
        (DeathPlace::Home, 0.4),
        (DeathPlace::PublicHospital, 0.3),
        (DeathPlace::Puskesmas, 0.3),
    ]);
    let fact = Death {
        pregnancy,
        child,
        on,
        at: None,
        place: Some(place),
        presumed_cause: Some(cause.to_owned()),
        accidental: Answer::NotAssessed,
        heard_on: Some(heard),
    };
    let death = diary.write(heard, fact);
    if diary.dice.chance(0.85) {
        let on = plus_days(heard, diary.dice.between(0, 2));
        diary.write(
            on,
            DeathNotified {
                death,
                on,
                to: "Dinas Kesehatan Kabupaten Kapuas".to_owned(),
                by: Some("telepon".to_owned()),
            },
        );
    }
}
