//! Corrections through the pages: what was wrong is changed with a reason, two who differ see both
//! values, the coordinator decides, and a record voided by mistake comes back.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use app::Who;
use bench::{Answer, Bench, SEI_HANYO};
use domain::{
    facts::{AntenatalContact, Attendant},
    ids::{EntryId, SubjectId},
    quantity::BloodPressure,
    rights::Role,
};
use jiff::civil::date;

struct Case {
    bench: Bench,
    mother: SubjectId,
    entry: EntryId,
}

impl Case {
    /// A woman with one contact: 120/80, 61,5 kg.
    async fn new() -> Self {
        let bench = Bench::new().await;
        let (mother, pregnancy) = bench.mother("Yuliana", date(2024, 10, 1)).await;
        let mut contact = AntenatalContact::on(pregnancy, date(2025, 5, 20), "2025");
        contact.blood_pressure = BloodPressure::new(120, 80).ok();
        contact.weight_kg = domain::quantity::WeightKg::new(61.5).ok();
        contact.examiners = vec![Attendant::Bidan];
        let entry = bench.note(mother, Some(SEI_HANYO), contact).await;
        Self { bench, mother, entry }
    }

    fn path(&self, form: &str) -> String {
        format!("/ibu/{}/catatan/{}/{form}", self.mother, self.entry)
    }

    async fn page(&self, who: &Who) -> String {
        self.bench.get(who, &format!("/ibu/{}", self.mother)).await.body
    }

    /// Opens a form and sends it with these fields changed.
    async fn send(&self, who: &Who, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.bench.get(who, path).await;
        assert_eq!(form.status, 200, "{path}");
        let id = form.hidden("entry");
        self.bench.post(who, path, &[&[("entry", id.as_str())], fields].concat()).await
    }

    async fn amend(&self, who: &Who, sys: &str, reason: &str) -> Answer {
        let fields = [("blood_pressure_sys", sys), ("blood_pressure_dia", "90"), ("reason", reason)];
        self.send(who, &self.path("ubah"), &fields).await
    }

    fn pressure(&self) -> (u16, u16) {
        let family = self.bench.family(self.mother);
        let read = family.pregnancies[0].contacts[0].blood_pressure.unwrap();
        (read.sys, read.dia)
    }
}

#[tokio::test]
async fn what_was_wrong_is_changed_and_the_old_stays_visible() {
    let case = Case::new().await;
    let bidan = Bench::who(Role::Bidan);
    assert!(case.page(&bidan).await.contains(&case.path("ubah")), "the timeline leads to the form");
    let form = case.bench.get(&bidan, &case.path("ubah")).await.body;
    for shown in
        ["name=\"blood_pressure_sys\" inputmode=\"numeric\" value=\"120\"", "value=\"61,5\"", "name=\"signs."]
    {
        assert!(form.contains(shown), "{shown}");
    }
    for hidden in ["name=\"pregnancy\"", "name=\"edition\""] {
        assert!(!form.contains(hidden), "{hidden} identifies");
    }
    let saved = case.amend(&bidan, "140", "salah baca").await;
    assert_eq!((saved.status, saved.location), (303, Some(format!("/ibu/{}?simpan=ubah", case.mother))));
    assert_eq!(case.pressure(), (140, 90));
    let page = case.page(&bidan).await;
    assert!(page.contains("120/80 → 140/90") && page.contains("salah baca"), "{page}");
    // The same person again: hers is replaced, nothing differs.
    case.amend(&bidan, "150", "dibaca lagi").await;
    assert_eq!(case.pressure(), (150, 90));
    let family = case.bench.family(case.mother);
    assert!(!family.has_conflicts());
    let notes = case.bench.app.register().notes_of(case.mother).to_vec();
    let domain::facts::Fact::Amended(last) = &notes.last().unwrap().fact else { panic!("no correction") };
    assert_eq!(last.changes.keys().collect::<Vec<_>>(), ["blood_pressure"], "only what changed is noted");
}

#[tokio::test]
async fn a_form_sent_back_as_it_was_changes_nothing() {
    let case = Case::new().await;
    let bidan = Bench::who(Role::Bidan);
    let fields = [("weight_kg", "61,5"), ("on", "2025-05-20"), ("examiners", "bidan"), ("reason", "iseng")];
    let again = case.send(&bidan, &case.path("ubah"), &fields).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Belum ada yang diubah"));
}

#[tokio::test]
async fn what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost() {
    let case = Case::new().await;
    let bidan = Bench::who(Role::Bidan);
    let fields = [
        ("blood_pressure_sys", "80"),
        ("blood_pressure_dia", "120"),
        ("weight_kg", "615"),
        ("on", "2026-05-20"),
        ("place", "istana"),
        ("remark", "lampu padam"),
        ("reason", "salah tulis"),
    ];
    let again = case.send(&bidan, &case.path("ubah"), &fields).await;
    assert_eq!(again.status, 422);
    for fault in ["blood_pressure_sys-fault", "weight_kg-fault", "on-fault", "place-fault"] {
        assert!(again.body.contains(&format!("id=\"{fault}\"")), "{fault}");
    }
    assert!(again.body.contains("lampu padam") && again.body.contains("615"));
    let without = case.send(&bidan, &case.path("ubah"), &[("weight_kg", "62")]).await;
    assert_eq!(without.status, 422, "a reason is required");
    let cleared = case.send(&bidan, &case.path("ubah"), &[("on", ""), ("reason", "lupa")]).await;
    assert_eq!(cleared.status, 422, "a contact has a day");
    assert_eq!(case.pressure(), (120, 80));
}

#[tokio::test]
async fn two_who_differ_see_both_and_the_coordinator_decides() {
    let case = Case::new().await;
    let (bidan, coordinator) = (Bench::who(Role::Bidan), Bench::who(Role::Coordinator));
    case.amend(&bidan, "140", "salah baca").await;
    let fields = [("blood_pressure_sys", "165"), ("blood_pressure_dia", "112"), ("reason", "dari buku KIA")];
    let saved = case.send(&coordinator, &case.path("ubah"), &fields).await;
    assert_eq!(saved.status, 303);
    assert_eq!(case.pressure(), (120, 80), "while they differ the first value holds");
    for who in [&bidan, &coordinator] {
        let page = case.page(who).await;
        assert!(page.contains("140/90") && page.contains("165/112"), "both see both");
        assert!(page.contains("Tekanan darah") && page.contains("Perlu dibicarakan dan diputuskan"));
        assert!(!page.contains("BP_SEVERE"), "no finding rests on a value in dispute");
    }
    assert!(!case.page(&bidan).await.contains(&case.path("putus")));
    assert!(case.page(&coordinator).await.contains(&case.path("putus")));
    let path = case.path("putus");
    let form = case.bench.get(&coordinator, &path).await;
    for said in ["140/90", "165/112", "salah baca", "dari buku KIA", "Tekanan darah", "120/80"] {
        assert!(form.body.contains(said), "{said}");
    }
    let over: Vec<_> = form
        .body
        .split("name=\"over\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(over.len(), 2);
    let chosen = r#"{"dia":112,"sys":165}"#;
    let mut fields = vec![("choice.blood_pressure", chosen), ("reason", "dilihat bersama")];
    assert_eq!(case.send(&coordinator, &path, &[("reason", "x")]).await.status, 422, "something is chosen");
    fields.extend(over.iter().map(|id| ("over", *id)));
    assert_eq!(case.send(&coordinator, &path, &fields).await.status, 303);
    assert_eq!(case.pressure(), (165, 112));
    let page = case.page(&coordinator).await;
    assert!(!page.contains("Perlu dibicarakan dan diputuskan"));
    for history in ["salah baca", "dari buku KIA", "dilihat bersama", "BP_SEVERE"] {
        assert!(page.contains(history), "{history}");
    }
    // Nothing is left to decide: the address leads back.
    assert_eq!(case.bench.get(&coordinator, &path).await.status, 303);
}

#[tokio::test]
async fn another_value_can_be_decided_on() {
    let case = Case::new().await;
    let (bidan, coordinator) = (Bench::who(Role::Bidan), Bench::who(Role::Coordinator));
    case.amend(&bidan, "140", "salah baca").await;
    case.amend(&coordinator, "150", "lain").await;
    let path = case.path("putus");
    let form = case.bench.get(&coordinator, &path).await.body;
    let over: Vec<_> =
        form.split("name=\"over\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut fields = vec![
        ("choice.blood_pressure", "other"),
        ("blood_pressure_sys", "60"),
        ("blood_pressure_dia", "88"),
        ("reason", "diukur bersama"),
    ];
    fields.extend(over.iter().map(|id| ("over", *id)));
    assert_eq!(case.send(&coordinator, &path, &fields).await.status, 422);
    fields[1].1 = "144";
    assert_eq!(case.send(&coordinator, &path, &fields).await.status, 303);
    assert_eq!(case.pressure(), (144, 88));
}

#[tokio::test]
async fn a_midwife_does_not_decide_and_nobody_else_corrects() {
    let case = Case::new().await;
    let bidan = Bench::who(Role::Bidan);
    case.amend(&bidan, "140", "salah baca").await;
    case.amend(&Bench::who(Role::Coordinator), "150", "lain").await;
    assert_eq!(case.bench.get(&bidan, &case.path("putus")).await.status, 403);
    let sent = case.bench.post(&bidan, &case.path("putus"), &[("reason", "x")]).await;
    assert_eq!(sent.status, 403);
    assert_eq!(case.bench.get(&Bench::other_bidan(), &case.path("ubah")).await.status, 404);
    assert_eq!(case.bench.get(&Bench::who(Role::Office), &case.path("ubah")).await.status, 403);
}

#[tokio::test]
async fn a_record_voided_by_mistake_counts_again() {
    let case = Case::new().await;
    let bidan = Bench::who(Role::Bidan);
    case.send(&bidan, &case.path("batal"), &[("reason", "ibu lain")]).await;
    assert!(case.bench.family(case.mother).pregnancies[0].contacts.is_empty());
    assert_eq!(
        case.bench.get(&bidan, &case.path("ubah")).await.status,
        404,
        "a voided record is not corrected"
    );
    let page = case.page(&bidan).await;
    assert!(page.contains("Batalkan pembatalan"));
    let void = case.bench.app.register().notes_of(case.mother).last().unwrap().id;
    let path = format!("/ibu/{}/catatan/{void}/batal", case.mother);
    assert!(page.contains(&path));
    assert_eq!(case.send(&bidan, &path, &[("reason", "ternyata benar")]).await.status, 303);
    assert_eq!(case.pressure(), (120, 80));
    assert!(!case.page(&bidan).await.contains("Batalkan pembatalan"));
}
