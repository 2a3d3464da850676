//! One mother as one page: who may see it, what it says, and what happens to a record made by mistake.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use bench::{Bench, SEI_HANYO};
use domain::{
    facts::{Amended, AntenatalContact},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode},
    note::Note,
    quantity::BloodPressure,
    rights::Role,
};
use jiff::civil::date;
use serde_json::{Map, json};

async fn visited(bench: &Bench, name: &str, sys: u16, dia: u16) -> (SubjectId, EntryId) {
    let (mother, pregnancy) = bench.mother(name, date(2024, 10, 1)).await;
    let mut contact = AntenatalContact::on(pregnancy, date(2025, 5, 20), "2025");
    contact.blood_pressure = BloodPressure::new(sys, dia).ok();
    contact.examiners = vec![domain::facts::Attendant::Bidan];
    (mother, bench.note(mother, Some(SEI_HANYO), contact).await)
}

async fn amend(bench: &Bench, author: u128, subject: SubjectId, entry: EntryId, sys: u16) {
    let changes = Map::from_iter([("blood_pressure".to_owned(), json!({"sys": sys, "dia": 80}))]);
    let note = Note {
        id: EntryId(bench.app.id()),
        village: Some(VillageCode::new(SEI_HANYO)),
        subject,
        author: AuthorId(uuid::Uuid::from_u128(author)),
        device: DeviceId::SERVER,
        noted_at: bench.app.now(),
        amends: Some(entry),
        fact: Amended { changes, reason: "dibaca ulang".into(), over: Vec::new() }.into(),
    };
    bench.app.append(vec![note]).await.unwrap();
}

#[tokio::test]
async fn a_red_finding_stands_above_everything_and_leads_to_the_referral() {
    let bench = Bench::new().await;
    let (mother, entry) = visited(&bench, "Yuliana", 165, 112).await;
    let page = bench.get(&Bench::who(Role::Bidan), &format!("/ibu/{mother}?simpan=kabar")).await;
    assert_eq!(page.status, 200);
    let red = page.body.find("panel alert").expect("a red panel");
    assert!(red < page.body.find("class=\"kv\"").unwrap(), "red stands first");
    assert!(page.body.contains("BP_SEVERE"));
    assert!(page.body.contains(&format!("rujuk?dari={entry}")));
    assert!(page.body.contains("165/112"), "the timeline says what was measured");
    assert!(page.body.contains("role=\"img\""), "the charts are drawn");
    assert!(!page.body.contains("style=\""), "no inline style");
    let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert!(!title.contains("Yuliana"));
}

#[tokio::test]
async fn only_who_cares_for_her_village_sees_her() {
    let bench = Bench::new().await;
    let (mother, entry) = visited(&bench, "Yuliana", 120, 80).await;
    for path in [format!("/ibu/{mother}"), format!("/ibu/{mother}/catatan/{entry}/batal")] {
        let other = bench.get(&Bench::other_bidan(), &path).await;
        assert_eq!(other.status, 404);
        assert!(!other.body.contains("Yuliana"));
        let office = bench.get(&Bench::who(Role::Office), &path).await;
        assert!(office.status == 403 || office.status == 404, "{}", office.status);
        assert!(!office.body.contains("Yuliana"));
    }
}

#[tokio::test]
async fn a_record_made_by_mistake_stays_visible_with_its_reason() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, entry) = visited(&bench, "Norhayati", 120, 80).await;
    let path = format!("/ibu/{mother}/catatan/{entry}/batal");
    let form = bench.get(&bidan, &path).await;
    let id = form.hidden("entry");
    assert_eq!(bench.post(&bidan, &path, &[("entry", &id), ("reason", "")]).await.status, 422);
    let fields = [("entry", id.as_str()), ("reason", "ibu lain")];
    let saved = bench.post(&bidan, &path, &fields).await;
    assert_eq!((saved.status, saved.location), (303, Some(format!("/ibu/{mother}?simpan=batal"))));
    let notes = bench.app.register().notes_of(mother).len();
    assert_eq!(bench.post(&bidan, &path, &fields).await.status, 303, "sent twice is saved once");
    assert_eq!(bench.app.register().notes_of(mother).len(), notes);
    assert!(bench.family(mother).pregnancies[0].contacts.is_empty());
    let page = bench.get(&bidan, &format!("/ibu/{mother}")).await;
    assert!(page.body.contains("voided") && page.body.contains("ibu lain") && page.body.contains("120/80"));
}

#[tokio::test]
async fn corrections_that_differ_are_shown_side_by_side() {
    let bench = Bench::new().await;
    let (mother, entry) = visited(&bench, "Siti", 110, 70).await;
    amend(&bench, 1, mother, entry, 120).await;
    amend(&bench, 2, mother, entry, 130).await;
    let page = bench.get(&Bench::who(Role::Coordinator), &format!("/ibu/{mother}")).await;
    assert!(page.body.contains("conflict\">"), "the record is marked");
    assert!(page.body.contains("120/80") && page.body.contains("130/80"));
    assert!(page.body.contains("110/70"), "while they differ the first value holds");
}

#[tokio::test]
async fn every_record_and_gap_has_words() {
    let text = app::Text::of(app::Lang::Id);
    let dashed = |id: &str| id.replace(['.', '_'], "-");
    let gaps = domain::gaps::IDS.iter().map(|id| format!("gap-{}", dashed(id)));
    let checks = domain::readiness::CHECKS.iter().map(|id| format!("readiness-{}", dashed(id)));
    for key in gaps.chain(checks) {
        assert!(text.find(&key).is_some(), "{key}");
    }
    let bench = Bench::new().await;
    let (mother, _) = visited(&bench, "Ani", 120, 80).await;
    let page = bench.get(&Bench::who(Role::Bidan), &format!("/ibu/{mother}")).await;
    for loose in [">entry-", ">gap-", ">milestone-", ">mother-", ">chart-"] {
        assert!(!page.body.contains(loose), "{loose} has no words");
    }
}
