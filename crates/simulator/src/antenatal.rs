//! The months before the birth: notice, registration, contacts, plan, referral.

use domain::{
    answer::Answer,
    facts::{
        AntenatalContact, Attendant, ContactPlace, Dating, PregnancyNoticed, PregnancyRegistered,
        Presentation, Protein, Reactivity, Teller, Ultrasound,
    },
    gestation::{self, DatingMethod, days_between, plus_days},
    ids::{EntryId, PregnancyId},
    quantity::{
        BloodPressure, FetalHeartRate, FundusCm, GlucoseMgDl, HeightCm, Hemoglobin, MuacCm, WeightKg,
    },
};
use jiff::civil::Date;

use crate::{
    course::{Course, End, Lie},
    diary::Diary,
    dice::Dice,
    mother::{Mother, tenths},
    neighbours::Neighbours,
    words::{self, EDITION},
};

/// What the contacts so far came to.
#[derive(Default)]
pub(crate) struct Story {
    /// Contacts, oldest first.
    pub(crate) contacts: Vec<(Date, EntryId)>,
    /// Whether a contact found pre-eclampsia.
    pub(crate) severe: Option<Date>,
}

/// Somebody tells of the pregnancy, some days before the first contact.
pub(crate) fn notice(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    near: &Neighbours,
) {
    let told_by = diary.dice.weighted(&[
        (Teller::Dukun, 0.36),
        (Teller::Kader, 0.3),
        (Teller::Family, 0.14),
        (Teller::Herself, 0.2),
    ]);
    let told_on = plus_days(course.first_contact, -diary.dice.between(2, 24));
    if course.age(told_on) < 28 || !course.goes_on(told_on) {
        return;
    }
    let fact = PregnancyNoticed {
        pregnancy,
        name: mother.name.clone(),
        husband: Some(mother.husband.clone()),
        rt: Some(format!("{:03}", mother.rt)),
        phone: None,
        told_by,
        dukun: (told_by == Teller::Dukun).then(|| near.dukun(&mut diary.dice)),
        teller_name: None,
        told_on,
        weeks: u8::try_from(course.age(told_on) / 7).ok().map(|weeks| weeks / 4 * 4),
        remark: None,
    };
    diary.write(told_on, fact);
}

/// The woman, where she is new, and the pregnancy, on the day of the first contact.
pub(crate) fn register(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    number: &str,
) {
    let on = course.first_contact;
    let at = on.to_datetime(crate::diary::of_day(diary.dice.between(8 * 60, 9 * 60)));
    if !mother.registered {
        diary.write_at(at, mother.fact());
    }
    let knows_lmp = diary.dice.chance(0.86);
    let slip = diary.dice.between(-5, 5);
    let scanned = DatingMethod::UltrasoundT1;
    let estimate = Dating {
        method: if knows_lmp { scanned } else { DatingMethod::Estimate },
        edd: plus_days(gestation::expected_birth(course.lmp), slip),
    };
    let fact = PregnancyRegistered {
        pregnancy,
        on,
        cohort_no: Some(number.to_owned()),
        lmp: knows_lmp.then_some(course.lmp),
        datings: if knows_lmp && !diary.dice.chance(0.3) { Vec::new() } else { vec![estimate] },
        dated_by: None,
        gravida: Some(mother.para + mother.abortus + 1),
        para: Some(mother.para),
        abortus: Some(mother.abortus),
        height_cm: HeightCm::new(mother.height_cm).ok(),
        weight_before_kg: diary.dice.chance(0.7).then(|| WeightKg::new(mother.weight_kg).ok()).flatten(),
        spacing_years: mother
            .last_birth
            .map(|last| tenths(f64::from(days_between(last, course.lmp)) / 365.25)),
        married_years: (mother.para == 0).then(|| tenths(diary.dice.normal(1.6, 0.9).clamp(0.3, 6.0))),
        history: words::history(mother, &mut diary.dice),
        other_history: Vec::new(),
        told_by: None,
        jkn: Answer::from(diary.dice.chance(0.72)),
    };
    diary.write_at(at.saturating_add(jiff::Span::new().minutes(4)), fact);
}

/// The contacts until the end of the pregnancy.
pub(crate) fn contacts(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    near: &Neighbours,
) -> Story {
    let mut story = Story::default();
    let mut day = course.first_contact;
    // Who is lost is lost somewhere on the way; who moves is seen until she moves.
    let last = if course.end == End::Lost {
        plus_days(course.lmp, diary.dice.between(110, 220))
    } else {
        course.end_on
    };
    while day < last && course.goes_on(day) && day <= diary.until {
        let contact = contact(diary, mother, course, pregnancy, day, near, story.contacts.is_empty());
        let severe = contact.blood_pressure.is_some_and(|bp| bp.sys >= 140)
            && contact.urine_protein.is_some_and(|p| p != Protein::Negative);
        let id = diary.write(day, contact);
        story.contacts.push((day, id));
        if severe && story.severe.is_none() {
            story.severe = Some(day);
        }
        day = plus_days(day, pause(course, day, &mut diary.dice));
    }
    story
}

/// Days until the next contact: monthly, then fortnightly, then weekly, longer for who comes seldom.
fn pause(course: &Course, day: Date, dice: &mut Dice) -> i32 {
    let usual = match course.age(day) {
        ..196 => 29.0,
        196..252 => 19.0,
        _ => 10.0,
    };
    let stretched = usual / course.diligence.max(0.25) * dice.normal(1.0, 0.16).clamp(0.6, 1.6);
    #[expect(clippy::cast_possible_truncation, reason = "some weeks, in days")]
    let days = stretched as i32;
    days.max(6)
}

/// One contact with the readings of its week.
pub(crate) fn contact(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    on: Date,
    near: &Neighbours,
    first: bool,
) -> AntenatalContact {
    let dice = &mut diary.dice;
    let mut contact = AntenatalContact::on(pregnancy, on, EDITION);
    let weeks = course.weeks(on);
    let with_doctor = dice.chance(if weeks < 13.0 || (28.0..36.0).contains(&weeks) { 0.42 } else { 0.08 });
    contact.place = Some(if with_doctor { ContactPlace::Puskesmas } else { near.contact_place(dice) });
    contact.examiners =
        if with_doctor { vec![Attendant::Doctor, Attendant::Bidan] } else { vec![Attendant::Bidan] };
    contact.accompanied_by = dice.chance(0.08).then(|| near.dukun(dice));
    body(&mut contact, mother, course, weeks, first, dice);
    child(&mut contact, course, weeks, dice);
    laboratory(&mut contact, course, weeks, first, with_doctor, dice);
    if with_doctor {
        contact.ultrasound = Answer::Yes;
        let fetuses = Some(if course.twins { 2 } else { 1 });
        let slip = dice.between(-4, 4);
        let edd = (weeks < 24.0).then(|| plus_days(gestation::expected_birth(course.lmp), slip));
        let placenta_low = Answer::from(weeks > 20.0 && dice.chance(0.006));
        contact.ultrasound_result =
            Some(Ultrasound { fetuses, edd, hydramnion: Answer::No, placenta_low, remark: None });
    }
    contact.signs = words::pregnancy_signs(dice);
    contact.factors = words::factors(course, weeks, dice);
    contact
}

fn body(
    contact: &mut AntenatalContact,
    mother: &Mother,
    course: &Course,
    weeks: f64,
    first: bool,
    dice: &mut Dice,
) {
    let gain = if weeks < 13.0 {
        weeks * 0.08
    } else {
        1.0 + (weeks - 13.0) * if course.twins { 0.52 } else { 0.39 }
    };
    contact.weight_kg = WeightKg::new(tenths(mother.weight_kg + gain + dice.normal(0.0, 0.5))).ok();
    contact.height_cm = if first { HeightCm::new(mother.height_cm).ok() } else { None };
    let ill = course.pre_eclampsia && weeks > 29.0;
    let rise = if ill { (weeks - 27.0) * 3.6 } else { 0.0 };
    let even = |value: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a blood pressure")]
        let reading = (value / 2.0).round() as u16 * 2;
        reading
    };
    let sys = even(dice.normal(109.0, 6.5) + rise + f64::from(mother.age_on(contact.on) - 27) * 0.25)
        .clamp(84, 190);
    let dia = even(dice.normal(69.5, 5.0) + rise * 0.65).clamp(52, 124);
    contact.blood_pressure = BloodPressure::new(sys, dia.min(sys - 14)).ok();
    if first || dice.chance(0.3) {
        contact.muac_cm = MuacCm::new(tenths(
            (26.4 + (mother.bmi() - 22.3) * 0.72 + dice.normal(0.0, 0.9)).clamp(19.0, 38.0),
        ))
        .ok();
    }
}

fn child(contact: &mut AntenatalContact, course: &Course, weeks: f64, dice: &mut Dice) {
    if weeks >= 20.0 {
        let head_down = if weeks > 37.0 { (weeks - 37.0) * 1.3 } else { 0.0 };
        let height = weeks - head_down + if course.twins { 4.0 } else { 0.0 } + dice.normal(-0.2, 0.8);
        contact.fundus_cm = FundusCm::new(height.round()).ok();
    }
    if weeks >= 16.0 {
        contact.fetal_heart_rate =
            FetalHeartRate::new(dice.normal(142.0, 5.0).clamp(121.0, 159.0).round()).ok();
    }
    if weeks >= 28.0 {
        let lie = match course.lie {
            Lie::Head if weeks < 33.0 && dice.chance(0.09) => Presentation::Breech,
            Lie::Head => Presentation::Cephalic,
            Lie::Breech => Presentation::Breech,
            Lie::Across => Presentation::Transverse,
        };
        contact.presentation = Some(lie);
        contact.engaged = Answer::from(weeks > 36.5 && course.lie == Lie::Head && dice.chance(0.5));
    }
}

fn laboratory(
    contact: &mut AntenatalContact,
    course: &Course,
    weeks: f64,
    first: bool,
    thorough: bool,
    dice: &mut Dice,
) {
    if first || thorough || dice.chance(0.3) {
        let dip = if (16.0..34.0).contains(&weeks) { -0.5 } else { 0.0 };
        contact.hemoglobin =
            Hemoglobin::new(tenths((course.anaemia + dip + dice.normal(0.1, 0.25)).clamp(5.2, 15.0))).ok();
    }
    let ill = course.pre_eclampsia && weeks > 31.0;
    if first || ill || thorough || dice.chance(0.25) {
        contact.urine_protein = Some(if ill {
            dice.weighted(&[(Protein::Plus1, 0.5), (Protein::Plus2, 0.4), (Protein::Plus3, 0.1)])
        } else {
            Protein::Negative
        });
    }
    if first && dice.chance(0.75) {
        contact.glucose_mg_dl = GlucoseMgDl::new(dice.normal(98.0, 14.0).clamp(65.0, 210.0).round()).ok();
        let test = |dice: &mut Dice, rate: f64| {
            Some(if dice.chance(rate) { Reactivity::Reactive } else { Reactivity::NonReactive })
        };
        contact.hiv = test(dice, 0.001);
        contact.syphilis = test(dice, 0.004);
        contact.hbsag = test(dice, 0.022);
        contact.malaria = test(dice, 0.012);
    }
    contact.tetanus_status = Some(dice.weighted(&[(2, 0.2), (3, 0.2), (4, 0.2), (5, 0.4)]));
    contact.td_given = Answer::from(first && dice.chance(0.35));
    contact.iron_tablets = dice.chance(0.93).then_some(30);
    contact.counselling = Answer::Yes;
    contact.mental_screening = if first || dice.chance(0.3) { Answer::Yes } else { Answer::NotAssessed };
}
