//! The plan, the referral and the birth.

use domain::{
    answer::Answer,
    facts::{
        Attendant, Birth, BirthOutcome, BirthPlace, BirthPlan, Donor, Essentials, FacilityKind, Mode,
        Newborn, Referral, ReferralAnswer, ReferralOutcome, Sex, WaitingHomeStay,
    },
    gestation::plus_days,
    ids::{ChildId, EntryId, PregnancyId},
    quantity::{ChildGrams, ChildLengthCm},
};
use jiff::civil::{Date, Time};

use crate::{
    antenatal::Story,
    course::{Course, End, Lie, dukun_alone},
    diary::{Diary, of_day},
    dice::Dice,
    mother::{Mother, blood, tenths},
    names,
    neighbours::Neighbours,
};

/// A child as the simulation follows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Baby {
    pub(crate) id: ChildId,
    pub(crate) sex: Sex,
    pub(crate) grams: f64,
    pub(crate) alive: bool,
    pub(crate) essentials: Essentials,
}

/// A birth as the simulation follows it.
pub(crate) struct Born {
    pub(crate) on: Date,
    pub(crate) at: Time,
    pub(crate) skilled: bool,
    pub(crate) babies: Vec<Baby>,
}

/// The birth plan, for most who are still pregnant at seven months.
pub(crate) fn plan(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    near: &Neighbours,
) {
    let on = plus_days(course.lmp, diary.dice.between(190, 258)).max(course.first_contact);
    if course.end != End::Birth
        || on >= course.end_on
        || !course.goes_on(on)
        || !diary.dice.chance(0.45 + 0.45 * course.diligence)
    {
        return;
    }
    let donors = (0..diary.dice.between(0, 3)).map(|_| donor(mother, &mut diary.dice)).collect();
    let dice = &mut diary.dice;
    let far = near.minutes > 60;
    let (place, place_name) = facility(near, mother.had_caesarean || course.lie != Lie::Head);
    let plan = BirthPlan {
        pregnancy,
        on,
        attendant: Some(Attendant::Bidan),
        attendant_name: Some(near.midwife_name.clone()),
        place: Some(place),
        place_name: Some(place_name.to_owned()),
        companion: dice.chance(0.9).then(|| mother.husband.clone()),
        dukun: dice.chance(0.35).then(|| near.dukun(dice)),
        transport: dice.chance(0.85).then(|| {
            format!("{} {}", dice.pick(&["kelotok", "ces", "mobil", "speedboat"]), names::man(dice))
        }),
        transport_phone: dice.chance(0.6).then(|| names::phone(dice)),
        transport_confirmed_on: dice.chance(0.5).then_some(on),
        donors,
        jkn: Answer::from(dice.chance(0.72)),
        savings_rupiah: dice.chance(0.5).then(|| u64::try_from(dice.between(2, 20)).unwrap_or(2) * 100_000),
        cost_rupiah: Some(if far { 1_500_000 } else { 600_000 }),
        waiting_place: if far { Answer::from(dice.chance(0.5)) } else { Answer::NotAssessed },
        waiting_place_name: None,
        waiting_from: None,
        referral_consent: Answer::from(dice.chance(0.85)),
        adat_wishes: dice.chance(0.3).then(|| {
            (*dice.pick(&[
                "tapung tawar sesudah lahir",
                "ari-ari dibawa pulang",
                "doa adat sebelum berangkat",
            ]))
            .to_owned()
        }),
        family_planning: dice
            .chance(0.5)
            .then(|| (*dice.pick(&["suntik 3 bulan", "implan", "pil"])).to_owned()),
        sticker: Answer::from(dice.chance(0.8)),
    };
    diary.write(on, plan);
}

fn donor(mother: &Mother, dice: &mut Dice) -> Donor {
    let same = dice.chance(0.6).then_some(mother.blood).flatten();
    let other = dice.chance(0.6).then(|| blood(dice));
    Donor {
        name: names::man(dice),
        blood: same.or(other),
        phone: dice.chance(0.6).then(|| names::phone(dice)),
    }
}

fn facility(near: &Neighbours, hospital: bool) -> (BirthPlace, &'static str) {
    match near.post {
        _ if hospital => (BirthPlace::Hospital, "RSUD Kuala Kurun"),
        Some((name, FacilityKind::Pustu)) => (BirthPlace::Pustu, name),
        Some((name, _)) => (BirthPlace::Polindes, name),
        None => (BirthPlace::Puskesmas, "Puskesmas Sei Hanyo"),
    }
}

/// The referral of a mother who needs one, and mostly its answer.
pub(crate) fn refer(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    story: &Story,
    near: &Neighbours,
) {
    let planned = story.contacts.iter().map(|(day, _)| *day).find(|day| course.age(*day) >= 252);
    let (on, reason) = match (story.severe, planned) {
        (Some(day), _) => (day, "Tekanan darah tinggi dengan protein urin"),
        (None, Some(day)) if course.lie == Lie::Breech => {
            (day, "Letak sungsang pada usia kehamilan 36 minggu")
        }
        (None, Some(day)) if course.lie == Lie::Across => (day, "Letak lintang"),
        (None, Some(day)) if mother.had_caesarean => (day, "Riwayat operasi sesar"),
        _ => return,
    };
    let referral = referral(diary, pregnancy, on, reason, near);
    if diary.dice.chance(0.8) {
        let back = plus_days(on, diary.dice.between(1, 8));
        let outcome = diary.dice.weighted(&[
            (ReferralOutcome::Treated, 0.6),
            (ReferralOutcome::Admitted, 0.22),
            (ReferralOutcome::NotArrived, 0.08),
            (ReferralOutcome::Declined, 0.1),
        ]);
        let advice = Some("Kontrol ulang satu minggu, bersalin di rumah sakit".to_owned());
        if course.goes_on(back) {
            diary.write(
                back,
                ReferralAnswer { pregnancy, referral, on: back, outcome, diagnosis: None, advice },
            );
        }
    }
}

/// Writes one referral to the hospital.
pub(crate) fn referral(
    diary: &mut Diary,
    pregnancy: PregnancyId,
    on: Date,
    reason: &str,
    near: &Neighbours,
) -> EntryId {
    let dukun = diary.dice.chance(0.3).then(|| near.dukun(&mut diary.dice));
    let hour = of_day(diary.dice.between(9 * 60, 15 * 60));
    let fact = Referral {
        pregnancy,
        child: None,
        on,
        at: Some(hour),
        from: Some(format!("Desa {}", near.name)),
        to: "RSUD Kuala Kurun".to_owned(),
        reason: reason.to_owned(),
        rules: Vec::new(),
        dukun,
        accompanied_by: Some("Bidan dan suami".to_owned()),
        transport: Some("ambulans".to_owned()),
        first_aid: None,
    };
    diary.write_at(on.to_datetime(hour), fact)
}

/// The birth, written down when the unit hears of it.
pub(crate) fn birth(
    diary: &mut Diary,
    mother: &Mother,
    course: &Course,
    pregnancy: PregnancyId,
    near: &Neighbours,
    seen: bool,
) -> Born {
    let on = course.end_on;
    let at = of_day(diary.dice.between(0, 24 * 60 - 1));
    let dice = &mut diary.dice;
    let hospital = mother.had_caesarean || course.lie != Lie::Head || course.pre_eclampsia || course.twins;
    let alone = dice.chance(if seen { dukun_alone(on, near.minutes) } else { 0.7 })
        && !(hospital && seen && dice.chance(0.8));
    let (place, place_name, attendants) = circumstances(near, hospital, alone, dice);
    let skilled = attendants.iter().any(|attendant| attendant.is_skilled());
    let caesarean = place == BirthPlace::Hospital && dice.chance(0.5);
    let babies = (0..=u8::from(course.twins)).map(|_| baby(course, skilled, dice)).collect::<Vec<_>>();
    let children = babies.iter().map(|baby| newborn(baby, caesarean, course, dice)).collect();
    let dukun: Vec<_> =
        if attendants.contains(&Attendant::Dukun) { vec![near.dukun(dice)] } else { Vec::new() };
    let fact = Birth {
        pregnancy,
        on,
        at: Some(at),
        place: Some(place),
        place_name: place_name.map(str::to_owned),
        attendants,
        dukun_present: Answer::from(!dukun.is_empty()),
        dukun,
        signs: domain::answer::Answers::default(),
        complication: dice.chance(0.04).then(|| {
            (*dice.pick(&["perdarahan, tertangani", "partus lama", "robekan jalan lahir"])).to_owned()
        }),
        children,
    };
    // The midwife hears of a birth at home after some days; her own she writes down the same day.
    let heard = if alone { plus_days(on, dice.between(1, 6)) } else { on };
    let written = if heard == on {
        on.to_datetime(at).saturating_add(jiff::Span::new().minutes(90))
    } else {
        heard.to_datetime(of_day(600))
    };
    diary.write_at(written, fact);
    Born { on, at, skilled, babies }
}

fn circumstances(
    near: &Neighbours,
    hospital: bool,
    alone: bool,
    dice: &mut Dice,
) -> (BirthPlace, Option<&'static str>, Vec<Attendant>) {
    if alone {
        let place = dice.weighted(&[
            (BirthPlace::MothersHome, 0.72),
            (BirthPlace::DukunsHome, 0.2),
            (BirthPlace::OnTheWay, 0.08),
        ]);
        let attendants = if place == BirthPlace::OnTheWay && dice.chance(0.4) {
            vec![Attendant::Family]
        } else {
            vec![Attendant::Dukun]
        };
        return (place, None, attendants);
    }
    if !hospital && dice.chance(0.1) {
        return (BirthPlace::MothersHome, None, vec![Attendant::Bidan, Attendant::Dukun]);
    }
    let (place, name) = if dice.chance(0.4) {
        (BirthPlace::Puskesmas, "Puskesmas Sei Hanyo")
    } else {
        facility(near, hospital)
    };
    let attendants = match place {
        BirthPlace::Hospital => vec![Attendant::Obstetrician, Attendant::Bidan],
        _ if dice.chance(0.2) => vec![Attendant::Bidan, Attendant::Dukun],
        _ => vec![Attendant::Bidan],
    };
    (place, Some(name), attendants)
}

fn baby(course: &Course, skilled: bool, dice: &mut Dice) -> Baby {
    let weeks = course.weeks(course.end_on);
    let early = (39.5 - weeks).max(0.0) * 165.0;
    let twin = if course.twins { 350.0 } else { 0.0 };
    let grams = (dice.normal(3080.0, 370.0) - early - twin).clamp(700.0, 4600.0);
    let given = |dice: &mut Dice, rate: f64| Answer::from(dice.chance(if skilled { rate } else { 0.03 }));
    let essentials = Essentials {
        early_breastfeeding: given(dice, 0.85),
        vitamin_k1: given(dice, 0.95),
        hb0: given(dice, 0.93),
        eye_ointment: given(dice, 0.92),
        thyroid_sample: if skilled && dice.chance(0.5) { Answer::Yes } else { Answer::NotAssessed },
    };
    let risk = if weeks < 34.0 { 0.08 } else { 0.011 } * if skilled { 0.9 } else { 1.6 };
    let sex = if dice.chance(0.51) { Sex::Male } else { Sex::Female };
    Baby {
        id: ChildId(uuid::Builder::from_random_bytes(dice.bytes()).into_uuid()),
        sex,
        grams,
        alive: !dice.chance(risk),
        essentials,
    }
}

fn newborn(baby: &Baby, caesarean: bool, course: &Course, dice: &mut Dice) -> Newborn {
    let mode = match course.lie {
        _ if caesarean => Mode::Caesarean,
        Lie::Breech => Mode::Breech,
        _ if dice.chance(0.015) => Mode::Vacuum,
        _ => Mode::Spontaneous,
    };
    let dead = if dice.chance(0.4) { BirthOutcome::StillbornMacerated } else { BirthOutcome::Stillborn };
    Newborn {
        child: baby.id,
        name: (baby.alive && dice.chance(0.6)).then(|| names::child(dice)),
        mode: Some(mode),
        sex: Some(baby.sex),
        weight_g: if dice.chance(0.94) {
            ChildGrams::new((baby.grams / 50.0).round() * 50.0).ok()
        } else {
            None
        },
        length_cm: if dice.chance(0.7) {
            ChildLengthCm::new(tenths(49.0 + (baby.grams - 3000.0) / 380.0)).ok()
        } else {
            None
        },
        outcome: if baby.alive { BirthOutcome::Alive } else { dead },
        asphyxia: Answer::from(!baby.alive || dice.chance(0.02)),
        essentials: if baby.alive { baby.essentials } else { Essentials::default() },
    }
}

/// Some from far villages wait near the Puskesmas.
pub(crate) fn stay(diary: &mut Diary, course: &Course, pregnancy: PregnancyId, near: &Neighbours) {
    if near.minutes < 90 || course.end != End::Birth || !diary.dice.chance(0.15) {
        return;
    }
    let from = plus_days(course.end_on, -diary.dice.between(5, 20));
    if course.age(from) > 245 && course.goes_on(from) {
        let stay = WaitingHomeStay {
            pregnancy,
            facility: None,
            name: Some("RTK Sei Hanyo".to_owned()),
            from,
            until: None,
            companion: Some(near.dukun_name(&mut diary.dice).to_owned()),
            meals_by: Some("BOK".to_owned()),
        };
        diary.write(from, stay);
    }
}
