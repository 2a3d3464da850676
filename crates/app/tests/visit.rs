//! What a visit's form says of the score factors, who may send it, and what a second tap does.

mod bench;

use bench::Bench;
use domain::{answer::Answer, rights::Role};
use jiff::civil::date;

#[tokio::test]
async fn none_of_the_factors_is_said_of_those_asked_and_of_no_others() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 11, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/periksa");
    let page = bench.get(&bidan, &path).await.body;
    assert!(page.contains("name=\"factors.10\""), "a caesarean before is not known yet, so it is asked");
    for measured in ["7", "11ab", "17", "19"] {
        assert!(!page.contains(&format!("name=\"factors.{measured}\"")), "{measured} follows from a reading");
    }
    assert!(!page.contains("name=\"factors.6\""), "her age is known");
    let sent = [("on", "2025-05-21"), ("factors", "none")];
    assert_eq!(bench.post(&bidan, &path, &sent).await.status, 303);
    let family = bench.family(mother);
    let factors = &family.pregnancies[0].contacts[0].factors;
    assert_eq!(factors.get("10"), Answer::No);
    for measured in ["7", "11ab", "11f", "17", "19", "20"] {
        assert_eq!(factors.get(measured), Answer::NotAssessed, "{measured} was not asked");
    }
    let next = bench.get(&bidan, &path).await.body;
    assert!(!next.contains("name=\"factors.10\""), "what was answered of her history is not asked again");
    assert!(next.contains("name=\"factors.13\""), "twins may show later, so they are asked again");
}

#[tokio::test]
async fn a_visit_sent_twice_is_saved_once() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 11, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/periksa");
    let entry = bench.get(&bidan, &path).await.hidden("entry");
    let sent = [("entry", entry.as_str()), ("on", "2025-05-21"), ("weight", "58")];
    let first = bench.post(&bidan, &path, &sent).await;
    let second = bench.post(&bidan, &path, &sent).await;
    assert_eq!((first.status, first.location), (303, second.location));
    assert_eq!(bench.family(mother).pregnancies[0].contacts.len(), 1);
}

#[tokio::test]
async fn a_visit_is_recorded_by_who_looks_after_the_village() {
    let bench = Bench::new().await;
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 11, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/periksa");
    let sent = [("on", "2025-05-21"), ("weight", "58")];
    let refused =
        [(Bench::other_bidan(), 404), (Bench::who(Role::Office), 403), (Bench::who(Role::Sector), 403)];
    for (who, status) in refused {
        assert_eq!(bench.get(&who, &path).await.status, status, "{}", who.name);
        assert_eq!(bench.post(&who, &path, &sent).await.status, status, "{}", who.name);
    }
    assert!(bench.family(mother).pregnancies[0].contacts.is_empty());
    assert_eq!(bench.post(&Bench::who(Role::Coordinator), &path, &sent).await.status, 303);
}

#[tokio::test]
async fn a_referral_from_an_older_visit_is_told_what_that_visit_showed() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 11, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}");
    for (on, sys, dia) in [("2025-05-20", "165", "110"), ("2025-05-21", "120", "80")] {
        let sent = [("on", on), ("bp_sys", sys), ("bp_dia", dia)];
        assert_eq!(bench.post(&bidan, &format!("{path}/periksa"), &sent).await.status, 303);
    }
    let contacts: Vec<_> =
        bench.family(mother).pregnancies[0].contacts.iter().map(|item| item.id()).collect();
    for (contact, severe) in contacts.into_iter().zip([true, false]) {
        let form = bench.get(&bidan, &format!("{path}/rujuk?dari={contact}")).await;
        assert_eq!(form.body.contains("value=\"BP_SEVERE\""), severe);
    }
}
