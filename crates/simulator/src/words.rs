//! The ids of signs, factors and history that the simulated midwives answer.

use domain::answer::{Answer, Answers};

use crate::{course::Course, dice::Dice, mother::Mother};

/// The edition of the rule tables under which every simulated contact is noted.
pub(crate) const EDITION: &str = "2021";

/// Answers "no" to each of `asked`, and "yes" to one of them with a small probability.
fn asked(ids: &[&str], rarely: f64, dice: &mut Dice) -> Answers {
    let mut answers = Answers::default();
    for id in ids {
        answers.set(id, Answer::No);
    }
    if dice.chance(rarely) {
        let sign: &str = dice.pick::<&str>(ids);
        answers.set(sign, Answer::Yes);
    }
    answers
}

/// Danger signs asked for in pregnancy.
pub(crate) const PREGNANCY_SIGNS: &[&str] = &[
    "bleeding",
    "convulsion",
    "severe_headache",
    "blurred_vision",
    "epigastric_pain",
    "swelling",
    "less_movement",
    "fever",
    "waters_broken",
    "vomiting",
];
/// Danger signs looked for in a newborn.
pub(crate) const NEWBORN_SIGNS: &[&str] = &[
    "not_feeding",
    "convulsion",
    "lethargic",
    "breathing_trouble",
    "cord_infected",
    "fever",
    "cold",
    "eye_pus",
    "jaundice",
];
/// Danger signs asked for after a birth.
pub(crate) const POSTNATAL_SIGNS: &[&str] =
    &["bleeding", "foul_discharge", "severe_headache", "fever", "breast_inflamed", "low_mood"];

/// What a midwife hears about danger signs in pregnancy; in one contact of nine nobody asked.
pub(crate) fn pregnancy_signs(dice: &mut Dice) -> Answers {
    if dice.chance(0.11) { Answers::default() } else { asked(PREGNANCY_SIGNS, 0.012, dice) }
}

/// After the birth.
pub(crate) fn postnatal_signs(dice: &mut Dice) -> Answers {
    if dice.chance(0.15) { Answers::default() } else { asked(POSTNATAL_SIGNS, 0.015, dice) }
}

/// In a newborn.
pub(crate) fn newborn_signs(dice: &mut Dice) -> Answers {
    if dice.chance(0.15) { Answers::default() } else { asked(NEWBORN_SIGNS, 0.02, dice) }
}

/// History, as told at registration.
pub(crate) fn history(mother: &Mother, dice: &mut Dice) -> Answers {
    let mut answers = Answers::default();
    if mother.para > 0 {
        answers.set("previous_sc", Answer::from(mother.had_caesarean));
        for (id, rate) in
            [("vacuum_forceps", 0.015), ("manual_placenta", 0.02), ("pph", 0.03), ("previous_pe", 0.03)]
        {
            answers.set(id, Answer::from(dice.chance(rate)));
        }
        answers.set("failed_pregnancy", Answer::from(mother.abortus > 0));
    }
    for (id, rate) in [("hypertension", 0.02), ("diabetes", 0.004), ("tb", 0.004), ("malaria", 0.05)] {
        answers.set(id, Answer::from(dice.chance(rate)));
    }
    answers
}

/// Score factors a midwife ticks at a contact.
pub(crate) fn factors(course: &Course, weeks: f64, dice: &mut Dice) -> Answers {
    let mut answers = Answers::default();
    if weeks > 20.0 && dice.chance(0.8) {
        answers.set("13", Answer::from(course.twins));
    }
    answers
}
