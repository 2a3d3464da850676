//! The score card on mothers built fact by fact (domain.md §4, §15).

use domain::{
    answer::Answer,
    facts::{
        AntenatalContact, BirthOutcome, PregnancyRegistered, Presentation, Protein, Reactivity, Ultrasound,
        Unit,
    },
    kspr::{self, Band, Kspr},
    quantity::{GlucoseMgDl, HeightCm},
    rules::Rules,
};
use jiff::civil::Date;

use super::mother::{Mother, at, birth, contact, hb, pregnancy, pressure, registered, yes};

fn score_on(mother: &Mother, rules: &Rules, on: Date) -> Kspr {
    let family = mother.family();
    kspr::score(&family, pregnancy(&family), rules, on)
}

fn score(mother: &Mother) -> Kspr {
    score_on(mother, &Rules::default(), at(38, 0))
}

fn ids(kspr: &Kspr) -> Vec<&str> {
    kspr.items.iter().map(|item| item.id.as_str()).collect()
}

fn registered_with(change: impl FnOnce(&mut PregnancyRegistered)) -> PregnancyRegistered {
    let mut registered = registered();
    change(&mut registered);
    registered
}

fn seen(weeks: i32, change: impl FnOnce(&mut AntenatalContact)) -> AntenatalContact {
    let mut contact = contact(weeks);
    change(&mut contact);
    contact
}

#[test]
fn the_vectors_of_the_field_notes() {
    let plain = score(&Mother::new());
    assert_eq!((plain.score, plain.band), (2, Band::Krr));
    let sc = registered_with(|r| r.history = yes(&["previous_sc"]));
    let one = score(&Mother::of(27, sc.clone()));
    assert_eq!((one.score, one.band, ids(&one)), (10, Band::Krt, vec!["10"]));
    let short = PregnancyRegistered { height_cm: HeightCm::new(145.0).ok(), ..sc };
    let two = score(&Mother::of(27, short));
    assert_eq!((two.score, two.band, ids(&two)), (14, Band::Krst, vec!["7", "10"]));
    let emergency = Mother::new().with(seen(32, |c| {
        c.signs = yes(&["bleeding", "swelling"]);
        c.blood_pressure = pressure(170, 112);
        c.urine_protein = Some(Protein::Plus2);
    }));
    let both = score(&emergency);
    assert_eq!((both.score, both.band, ids(&both)), (18, Band::Krst, vec!["19", "20"]));
}

#[test]
fn totals_that_can_be_reached() {
    assert_eq!(kspr::total([]), 2);
    assert_eq!(kspr::total([4]), 6);
    assert_eq!(kspr::total([8]), 10);
    assert_eq!(kspr::total([4, 8]), 14);
    let rules = Rules::default();
    let bands = [2, 5, 6, 10, 11, 12, 14, 18].map(|score| Band::of(score, &rules).name());
    assert_eq!(bands, ["KRR", "KRR", "KRT", "KRT", "KRT", "KRST", "KRST", "KRST"]);
}

#[test]
fn first_pregnancy_at_35_counts_once_unless_the_unit_wants_both() {
    let first = registered_with(|r| {
        (r.gravida, r.para, r.abortus, r.spacing_years) = (Some(1), Some(0), Some(0), None);
    });
    let mother = Mother::of(35, first);
    assert_eq!(ids(&score(&mother)), ["2b"]);
    let choices = [("age35_double_count".to_owned(), "true".to_owned())].into();
    let rules = Rules::of(Some(&Unit { choices, ..Unit::default() }));
    assert_eq!(ids(&score_on(&mother, &rules, at(38, 0))), ["2b", "6"]);
    assert_eq!(ids(&score(&Mother::of(35, registered()))), ["6"]);
}

#[test]
fn a_first_pregnancy_has_no_obstetric_history_even_when_nobody_asked() {
    let first = registered_with(|r| {
        (r.gravida, r.para, r.abortus, r.spacing_years) = (Some(1), None, None, None);
    });
    let kspr = score(&Mother::of(22, first));
    for id in ["3", "4", "5", "8", "9a", "9b", "9c", "10"] {
        assert!(!kspr.not_assessed.iter().any(|open| open == id), "{id}");
    }
    assert!(kspr.not_assessed.iter().any(|open| open == "2a"), "nobody asked how long she is married");
}

#[test]
fn what_nobody_asked_is_not_a_no() {
    let kspr = score(&Mother::new());
    for id in ["10", "11ab", "11f", "13", "17", "19", "20"] {
        assert!(kspr.not_assessed.iter().any(|open| open == id), "{id}");
    }
    assert!(!kspr.not_assessed.iter().any(|open| open == "7"), "her height is known");
}

#[test]
fn the_latest_haemoglobin_holds_and_nothing_from_after_the_day() {
    let mother =
        Mother::new().with(seen(12, |c| c.hemoglobin = hb(10.2))).with(seen(30, |c| c.hemoglobin = hb(11.4)));
    let rules = Rules::default();
    assert_eq!(ids(&score_on(&mother, &rules, at(20, 0))), ["11ab"]);
    assert_eq!(ids(&score_on(&mother, &rules, at(31, 0))), [""; 0]);
}

#[test]
fn the_way_the_child_lies_counts_from_36_weeks_and_by_the_latest_reading() {
    let lies = |weeks, how| seen(weeks, |c| c.presentation = Some(how));
    let early = Mother::new().with(lies(35, Presentation::Breech));
    assert_eq!(ids(&score(&early)), [""; 0]);
    let breech = Mother::new().with(lies(36, Presentation::Breech));
    assert_eq!(ids(&score(&breech)), ["17"]);
    let turned = breech.with(lies(37, Presentation::Cephalic));
    assert_eq!(ids(&score(&turned)), [""; 0]);
    let transverse = Mother::new().with(lies(36, Presentation::Transverse));
    assert_eq!((ids(&score(&transverse)), score(&transverse).score), (vec!["18"], 10));
}

#[test]
fn past_its_time_only_while_she_is_pregnant() {
    let rules = Rules::default();
    let mother = Mother::new();
    assert_eq!(ids(&score_on(&mother, &rules, at(41, 6))), [""; 0]);
    assert_eq!(ids(&score_on(&mother, &rules, at(42, 0))), ["16"]);
    assert_eq!(
        ids(&score_on(&mother, &rules, at(45, 0))),
        [""; 0],
        "lost to the register, not still pregnant"
    );
    let born = Mother::new().with(birth(at(39, 0)));
    assert_eq!(ids(&score_on(&born, &rules, at(60, 0))), [""; 0]);
}

#[test]
fn what_readings_say_needs_no_tick_and_a_tick_needs_no_reading() {
    let ticked = Mother::new().with(seen(20, |c| c.factors = yes(&["11cd"])));
    let kspr = score(&ticked);
    assert_eq!(ids(&kspr), ["11cd"]);
    assert_eq!(kspr.items.first().unwrap().because, [("answered".to_owned(), "yes".to_owned())]);
    let unticked = ticked.with(seen(24, |c| c.factors.set("11cd", Answer::No)));
    assert_eq!(ids(&score(&unticked)), [""; 0], "the latest answer holds");
    let measured = Mother::new().with(seen(20, |c| {
        c.factors.set("11ab", Answer::No);
        c.hemoglobin = hb(9.0);
    }));
    assert_eq!(ids(&score(&measured)), ["11ab"], "a reading is not argued away");
}

#[test]
fn readings_that_bring_an_item() {
    let by = |change: fn(&mut AntenatalContact)| {
        let kspr = score(&Mother::new().with(seen(30, change)));
        kspr.items.into_iter().map(|item| item.id).collect::<Vec<_>>()
    };
    assert_eq!(by(|c| c.malaria = Some(Reactivity::Reactive)), ["11ab"]);
    assert_eq!(by(|c| c.syphilis = Some(Reactivity::Reactive)), ["11f"]);
    assert_eq!(by(|c| c.glucose_mg_dl = GlucoseMgDl::new(210.0).ok()), ["11e"]);
    assert_eq!(by(|c| c.signs = yes(&["convulsion"])), ["20"]);
    let twins = Ultrasound { fetuses: Some(2), hydramnion: Answer::Yes, ..Ultrasound::default() };
    let seen = Mother::new().with(seen(30, |c| c.ultrasound_result = Some(twins)));
    assert_eq!(ids(&score(&seen)), ["13", "14"]);
    assert_eq!(
        by(|c| {
            c.signs = yes(&["swelling"]);
            c.blood_pressure = pressure(142, 88);
        }),
        ["12"]
    );
}

#[test]
fn a_child_that_died_in_the_womb() {
    let mut stillbirth = birth(at(37, 0));
    stillbirth.children.iter_mut().for_each(|child| child.outcome = BirthOutcome::StillbornMacerated);
    assert_eq!(ids(&score(&Mother::new().with(stillbirth))), ["15"]);
}

#[test]
fn the_split_card_has_four_rows_for_eleven() {
    let choices = [("kspr_variant".to_owned(), "split_11".to_owned())].into();
    let rules = Rules::of(Some(&Unit { choices, ..Unit::default() }));
    assert_eq!(kspr::of_variant(&rules).count(), 28);
    assert_eq!(kspr::of_variant(&Rules::default()).count(), 26);
    let mother = Mother::new().with(seen(20, |c| {
        c.hemoglobin = hb(10.0);
        c.malaria = Some(Reactivity::Reactive);
    }));
    assert_eq!(ids(&score_on(&mother, &rules, at(38, 0))), ["11a", "11b"]);
}

#[test]
fn low_risk_is_born_in_a_facility_too() {
    let kspr = score(&Mother::new());
    assert_eq!((kspr.advice.places, kspr.advice.referral.as_str()), (vec!["facility".to_owned()], "none"));
}

#[test]
fn four_too_has_its_own_limits() {
    let family = Mother::of(20, registered()).family();
    let four = kspr::four_t(&family, pregnancy(&family), &Rules::default(), at(10, 0));
    let young = four.iter().find(|(id, _)| *id == "too_young").unwrap();
    assert_eq!(young.1, Answer::Yes, "20 is below SATUSEHAT's 21, and no item of the card");
}
