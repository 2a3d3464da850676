//! Findings of contacts, and those that still speak on a day (domain.md §3.6, §5).

use domain::{
    answer::Answer,
    facts::{
        AntenatalContact, BirthOutcome, InfantContact, NewbornContact, PostnatalContact, PregnancyRegistered,
        Presentation, Protein, Reactivity,
    },
    findings::{self, Assessment, Finding, Level},
    gestation::plus_days,
    quantity::{Breaths, ChildGrams, HeightCm, MuacCm, TemperatureC},
    rules::Rules,
};
use jiff::civil::Date;

use super::mother::{
    Mother, at, birth, child_id, contact, hb, pregnancy, pregnancy_id, pressure, registered, yes,
};

fn rules_of(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn assessed(mother: &Mother) -> Assessment {
    let family = mother.family();
    let pregnancy = pregnancy(&family);
    findings::assess_antenatal(&family, pregnancy, pregnancy.contacts.last().unwrap(), &Rules::default())
}

fn found(mother: &Mother) -> Vec<String> {
    assessed(mother).findings.into_iter().map(|finding| finding.rule).collect()
}

fn current(mother: &Mother, on: Date) -> Vec<String> {
    let family = mother.family();
    let findings = findings::current(&family, pregnancy(&family), &Rules::default(), on);
    findings.into_iter().map(|finding| finding.rule).collect()
}

fn seen(weeks: i32, change: impl FnOnce(&mut AntenatalContact)) -> AntenatalContact {
    let mut contact = contact(weeks);
    change(&mut contact);
    contact
}

#[test]
fn the_graver_finding_silences_the_milder() {
    let severe = Mother::new().with(seen(30, |c| c.blood_pressure = pressure(165, 112)));
    assert_eq!(found(&severe), ["BP_SEVERE"]);
    let with_protein = Mother::new().with(seen(30, |c| {
        c.blood_pressure = pressure(145, 92);
        c.urine_protein = Some(Protein::Plus1);
    }));
    assert_eq!(found(&with_protein), ["PE"]);
    let bleeding = Mother::new().with(seen(30, |c| c.signs = yes(&["bleeding", "dizziness"])));
    assert_eq!(found(&bleeding), ["BLEED", "SIGN_DIZZINESS"]);
}

#[test]
fn a_screen_says_that_it_is_one() {
    let mother = Mother::new().with(seen(20, |c| c.blood_pressure = pressure(120, 80)));
    let assessment = assessed(&mother);
    let finding = assessment.findings.first().unwrap();
    assert_eq!((finding.rule.as_str(), finding.level, finding.screen), ("MAP_HIGH", Level::Yellow, true));
    assert_eq!(finding.values, [("map".to_owned(), "93.33".to_owned())]);
    assert!(!finding.confirmed && !finding.source.is_empty());
    let lower = Mother::new().with(seen(20, |c| c.blood_pressure = pressure(110, 70)));
    assert_eq!(found(&lower), [""; 0]);
}

#[test]
fn what_was_not_measured_is_named_and_never_a_no() {
    let mother = Mother::new().with(seen(30, |c| c.blood_pressure = pressure(145, 92)));
    let assessment = assessed(&mother);
    assert_eq!(rules_of(&assessment.findings), ["BP_HIGH"]);
    let missing = |rule: &str| {
        assessment.not_assessed.iter().find(|(id, _)| id == rule).map(|(_, missing)| missing.join(" "))
    };
    assert_eq!(missing("PE").as_deref(), Some("protein"));
    assert_eq!(missing("ANEMIA_SEV").as_deref(), Some("hb"));
    assert_eq!(missing("BP_SEVERE"), None);
}

#[test]
fn an_old_contact_keeps_the_result_of_its_edition() {
    let old = |edition: &str| {
        seen(20, |c| {
            c.hemoglobin = hb(7.5);
            c.edition = edition.to_owned();
        })
    };
    assert_eq!(found(&Mother::new().with(old("2010"))), ["ANEMIA_SEV"]);
    assert_eq!(found(&Mother::new().with(old("2021"))), ["ANEMIA_MOD"]);
    let mild = seen(20, |c| {
        c.hemoglobin = hb(9.5);
        c.edition = "2010".to_owned();
    });
    assert_eq!(found(&Mother::new().with(mild)), ["ANEMIA_MILD"]);
}

#[test]
fn the_most_urgent_comes_first() {
    let mother = Mother::new().with(seen(37, |c| {
        c.presentation = Some(Presentation::Transverse);
        c.hemoglobin = hb(10.5);
        c.signs = yes(&["waters_broken"]);
        c.muac_cm = MuacCm::new(22.5).ok();
    }));
    assert_eq!(found(&mother), ["PROM", "KEK", "MALPRES_36", "ANEMIA_MILD"]);
}

#[test]
fn a_reactive_test_is_for_those_who_care_for_her() {
    let mother = Mother::new().with(seen(12, |c| c.hiv = Some(Reactivity::Reactive)));
    let assessment = assessed(&mother);
    let finding = assessment.findings.first().unwrap();
    assert_eq!((finding.rule.as_str(), finding.sensitive), ("TRIPLE_REACTIVE", true));
}

#[test]
fn risk_factors_of_pre_eclampsia_are_counted() {
    let first = PregnancyRegistered { gravida: Some(1), para: Some(0), spacing_years: None, ..registered() };
    let one = Mother::of(27, first.clone()).with(seen(12, |c| c.blood_pressure = pressure(110, 70)));
    assert_eq!(found(&one), [""; 0]);
    let two = Mother::of(35, first).with(seen(12, |c| c.blood_pressure = pressure(110, 70)));
    assert_eq!(found(&two), ["PE_RISK_SCREEN"]);
    let high = PregnancyRegistered { history: yes(&["previous_pe"]), ..registered() };
    assert_eq!(found(&Mother::of(27, high).with(contact(12))), ["PE_RISK_SCREEN"]);
}

#[test]
fn lasting_findings_stand_until_measured_again() {
    let mother = Mother::new().with(seen(12, |c| {
        c.hemoglobin = hb(9.0);
        c.signs = yes(&["vomiting"]);
        c.blood_pressure = pressure(150, 95);
    }));
    assert_eq!(current(&mother, at(12, 0)), ["ANEMIA_MOD", "BP_HIGH", "SIGN_VOMITING"]);
    let mother = mother.with(contact(16));
    assert_eq!(current(&mother, at(16, 0)), ["ANEMIA_MOD", "BP_HIGH"], "a complaint speaks for its day");
    let mother = mother.with(seen(20, |c| {
        c.hemoglobin = hb(11.2);
        c.blood_pressure = pressure(110, 70);
    }));
    assert_eq!(current(&mother, at(21, 0)), [""; 0]);
    assert_eq!(current(&mother, at(13, 0)), ["ANEMIA_MOD", "BP_HIGH", "SIGN_VOMITING"], "as it was then");
}

#[test]
fn what_the_registration_says_needs_no_contact() {
    let short = PregnancyRegistered {
        height_cm: HeightCm::new(143.0).ok(),
        history: yes(&["previous_sc"]),
        ..registered()
    };
    let mother = Mother::of(17, short);
    assert_eq!(current(&mother, at(9, 0)), ["AGE", "PREV_SC", "SHORT"]);
    assert_eq!(current(&mother, at(7, 0)), [""; 0], "nobody knew her before");
}

#[test]
fn past_its_time_follows_from_the_day() {
    let mother = Mother::new().with(contact(38));
    assert_eq!(current(&mother, at(40, 6)), [""; 0]);
    assert_eq!(current(&mother, at(41, 3)), ["POSTTERM"]);
    assert_eq!(current(&mother, at(42, 0)), ["POSTTERM_42"]);
    let family = mother.family();
    let found = findings::current(&family, pregnancy(&family), &Rules::default(), at(42, 3));
    assert_eq!(found.first().map(|finding| finding.on), Some(at(42, 0)));
    assert_eq!(current(&mother, at(44, 1)), [""; 0], "lost to the register: its outcome is to be asked for");
}

#[test]
fn after_the_birth_the_nifas_contact_speaks_for_42_days() {
    let mother = Mother::new()
        .with(seen(30, |c| c.blood_pressure = pressure(150, 95)))
        .with(birth(at(39, 0)))
        .with(PostnatalContact {
            signs: yes(&["foul_discharge"]),
            temperature_c: TemperatureC::new(38.2).ok(),
            ..postnatal(at(39, 4))
        });
    assert_eq!(current(&mother, at(39, 2)), [""; 0]);
    assert_eq!(current(&mother, at(39, 5)), ["PP_FEVER", "SIGN_FOUL_DISCHARGE"]);
    assert_eq!(current(&mother, at(45, 1)), [""; 0]);
}

fn postnatal(on: Date) -> PostnatalContact {
    PostnatalContact {
        pregnancy: pregnancy_id(),
        on,
        at: None,
        edition: "2021".to_owned(),
        place: None,
        examiners: Vec::new(),
        accompanied_by: None,
        blood_pressure: None,
        temperature_c: None,
        signs: yes(&[]),
        other_signs: Vec::new(),
        vitamin_a: None,
        iron_tablets: None,
        family_planning: None,
        remark: None,
    }
}

fn newborn_contact(on: Date) -> NewbornContact {
    NewbornContact {
        child: child_id(1),
        on,
        at: None,
        edition: "2021".to_owned(),
        place: None,
        examiners: Vec::new(),
        accompanied_by: None,
        weight_g: None,
        temperature_c: None,
        breaths: None,
        signs: yes(&[]),
        other_signs: Vec::new(),
        essentials: domain::facts::Essentials::default(),
        breast_milk_only: Answer::NotAssessed,
        remark: None,
    }
}

fn infant_contact(on: Date, grams: f64) -> InfantContact {
    InfantContact {
        child: child_id(1),
        on,
        edition: "2021".to_owned(),
        place: None,
        examiners: Vec::new(),
        weight_g: ChildGrams::new(grams).ok(),
        length_cm: None,
        breast_milk_only: Answer::NotAssessed,
        development_checked: Answer::NotAssessed,
        vitamin_a: Answer::NotAssessed,
        signs: yes(&[]),
        remark: None,
    }
}

fn of_child(mother: &Mother, on: Date) -> Vec<String> {
    let family = mother.family();
    let pregnancy = pregnancy(&family);
    let child = pregnancy.children.first().unwrap();
    let findings = findings::current_child(pregnancy, child, &Rules::default(), on);
    findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_newborn_is_judged_by_its_age_and_weight() {
    let born = at(39, 0);
    let mother = Mother::new().with(birth(born));
    let yellow =
        |day, signs: &[&str]| NewbornContact { signs: yes(signs), ..newborn_contact(plus_days(born, day)) };
    assert_eq!(of_child(&Mother::new().with(birth(born)).with(yellow(1, &["jaundice"])), born), [""; 0]);
    let jaundiced = |day| {
        of_child(&Mother::new().with(birth(born)).with(yellow(day, &["jaundice"])), plus_days(born, day))
    };
    assert_eq!(jaundiced(1), ["JAUNDICE_SEVERE"]);
    assert_eq!(jaundiced(3), ["SIGN_JAUNDICE"]);
    assert_eq!(jaundiced(15), ["JAUNDICE_LONG"]);
    let ill = mother.with(NewbornContact {
        temperature_c: TemperatureC::new(35.2).ok(),
        breaths: Breaths::new(64.0).ok(),
        weight_g: ChildGrams::new(2600.0).ok(),
        ..newborn_contact(plus_days(born, 4))
    });
    assert_eq!(of_child(&ill, plus_days(born, 4)), ["FAST_BREATHING", "TEMP_LOW_SEVERE", "WEIGHT_LOSS"]);
}

#[test]
fn a_small_child_is_found_at_birth() {
    let small = |grams| {
        let mut birth = birth(at(36, 0));
        birth.children.iter_mut().for_each(|child| child.weight_g = ChildGrams::new(grams).ok());
        of_child(&Mother::new().with(birth), at(36, 1))
    };
    assert_eq!(small(2499.0), ["BBLR"]);
    assert_eq!(small(1400.0), ["BBLSR"]);
    assert_eq!(small(950.0), ["BBLER"]);
    assert_eq!(small(2500.0), [""; 0]);
}

#[test]
fn a_stillborn_child_has_no_findings() {
    let mut birth = birth(at(36, 0));
    birth.children.iter_mut().for_each(|child| {
        child.outcome = BirthOutcome::Stillborn;
        child.weight_g = ChildGrams::new(1400.0).ok();
    });
    assert_eq!(of_child(&Mother::new().with(birth), at(36, 1)), [""; 0]);
}

#[test]
fn an_infant_is_judged_by_the_curve() {
    let born = at(39, 0);
    let at_six_months = |grams| {
        let on = plus_days(born, 183);
        of_child(&Mother::new().with(birth(born)).with(infant_contact(on, grams)), on)
    };
    assert_eq!(at_six_months(7300.0), [""; 0]);
    assert_eq!(at_six_months(5600.0), ["WEIGHT_LOW"]);
    assert_eq!(at_six_months(4900.0), ["WEIGHT_VERY_LOW"]);
}

#[test]
fn signs_at_a_birth_are_found() {
    let mut labour = birth(at(39, 0));
    labour.signs = yes(&["long_labour"]);
    let family = Mother::new().with(labour).family();
    let assessment = findings::assess_birth(pregnancy(&family).birth.as_ref().unwrap(), &Rules::default());
    assert_eq!(rules_of(&assessment.findings), ["SIGN_LONG_LABOUR"]);
}
