//! Births, and what follows for mother and child.

mod bench;

use bench::{Bench, subject};
use domain::{
    facts::{Attendant, BirthOutcome, BirthPlace},
    ids::SubjectId,
    rights::Role,
    rules::Rules,
    tasks::{self, TaskKind},
};
use jiff::civil::date;

fn home_birth(entry: &str) -> Vec<(&str, &str)> {
    vec![
        ("entry", entry),
        ("on", "2025-05-20"),
        ("at", "23:10"),
        ("place", "dukuns_home"),
        ("attendant", "dukun"),
        ("several", "1"),
        ("child1.outcome", "alive"),
        ("child1.sex", "female"),
        ("child1.weight", "2900"),
    ]
}

#[tokio::test]
async fn a_birth_by_a_dukun_alone_is_first_a_visit_within_a_day() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Mariana", date(2024, 8, 20)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/lahir");
    let form = bench.get(&bidan, &path).await;
    assert_eq!(form.status, 200);
    let entry = form.hidden("entry");
    let mut fields = home_birth(&entry);
    let dukun = subject("dukun").to_string();
    fields.push(("dukun", &dukun));
    let saved = bench.post(&bidan, &path, &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.body);

    let family = bench.family(mother);
    let birth = family.pregnancies[0].birth.as_ref().unwrap();
    assert_eq!(birth.place, Some(BirthPlace::DukunsHome));
    assert_eq!(birth.attendants, [Attendant::Dukun]);
    let tasks = tasks::of(&family, None, &Rules::of(None), date(2025, 5, 21));
    let kinds: Vec<_> = tasks.iter().map(|task| task.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == TaskKind::HomeBirthVisit).count(), 1, "{kinds:?}");
    // Only care follows: what else was noted in the unit is what was there before.
    assert_eq!(bench.app.register().notes_of(mother).len(), 3);
}

#[tokio::test]
async fn sending_the_birth_twice_notes_it_once() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Erni", date(2024, 8, 20)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/lahir");
    let entry = bench.get(&bidan, &path).await.hidden("entry");
    for _ in 0..2 {
        assert_eq!(bench.post(&bidan, &path, &home_birth(&entry)).await.status, 303);
    }
    assert_eq!(bench.app.register().notes_of(mother).len(), 3);
}

#[tokio::test]
async fn twins_are_two_children_and_a_stillbirth_is_a_birth() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 8, 20)).await;
    let fields = [
        ("on", "2025-05-20"),
        ("place", "puskesmas"),
        ("attendant", "bidan"),
        ("attendant", "dukun"),
        ("several", "2"),
        ("child1.outcome", "alive"),
        ("child1.weight", "2,4"),
        ("child2.outcome", "stillborn"),
    ];
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/lahir");
    // 2.4 is no weight in grams: the form comes back with everything typed.
    let refused = bench.post(&bidan, &path, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"2,4\""));
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (*name, if *value == "2,4" { "2400" } else { value })).collect();
    assert_eq!(bench.post(&bidan, &path, &fields).await.status, 303);
    let family = bench.family(mother);
    let birth = family.pregnancies[0].birth.as_ref().unwrap().id();
    let notify = format!("/ibu/{mother}/kematian/{birth}/lapor");
    assert_eq!(bench.get(&bidan, &notify).await.status, 200, "a stillbirth is notified");
    let children = &family.pregnancies[0].children;
    assert_eq!(children.len(), 2);
    assert_eq!(children[1].newborn().unwrap().outcome, BirthOutcome::Stillborn);
}

#[tokio::test]
async fn what_lies_ahead_or_is_missing_is_asked_again() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Rina", date(2024, 8, 20)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/lahir");
    let answer = bench.post(&bidan, &path, &[("on", "2025-05-22"), ("several", "1")]).await;
    assert_eq!(answer.status, 422);
    for fault in ["Tanggal ini belum terjadi", "Bagian ini perlu diisi", "Belum bisa disimpan"] {
        assert!(answer.body.contains(fault), "{fault}");
    }
    assert!(bench.family(mother).pregnancies[0].birth.is_none());
}

#[tokio::test]
async fn visits_doses_and_the_end_of_life_are_noted() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Yuli", date(2024, 8, 20)).await;
    let birth = format!("/ibu/{mother}/kehamilan/{pregnancy}/lahir");
    bench.post(&bidan, &birth, &home_birth(&bench.get(&bidan, &birth).await.hidden("entry"))).await;
    let child = bench.family(mother).pregnancies[0].children[0].id;

    let nifas = format!("/ibu/{mother}/kehamilan/{pregnancy}/nifas");
    let fields = [
        ("on", "2025-05-21"),
        ("at", "08:00"),
        ("bp_sys", "120"),
        ("bp_dia", "80"),
        ("signs", "none"),
        ("examiner", "bidan"),
    ];
    let saved = bench.post(&bidan, &nifas, &fields).await;
    assert!(saved.location.unwrap().contains("/hasil/"));
    let newborn = format!("/ibu/{mother}/anak/{child}/neonatus");
    let fields = [
        ("on", "2025-05-21"),
        ("at", "08:10"),
        ("weight", "2850"),
        ("signs", "none"),
        ("vitamin_k1", "yes"),
        ("examiner", "bidan"),
    ];
    assert_eq!(bench.post(&bidan, &newborn, &fields).await.status, 303);
    let doses = format!("/ibu/{mother}/anak/{child}/imunisasi");
    assert_eq!(
        bench
            .post(&bidan, &doses, &[("on", "2025-05-21"), ("dose", "HB0"), ("dose", "NONSENSE")])
            .await
            .status,
        303
    );

    let family = bench.family(mother);
    let pregnancy_now = &family.pregnancies[0];
    assert_eq!(pregnancy_now.postnatal.len(), 1);
    assert_eq!(pregnancy_now.children[0].contacts.len(), 1);
    assert_eq!(pregnancy_now.children[0].doses.len(), 1);
    let tasks = tasks::of(&family, None, &Rules::of(None), date(2025, 5, 21));
    assert!(tasks.iter().all(|task| task.kind != TaskKind::HomeBirthVisit), "the visit was made");

    let death = format!("/ibu/{mother}/kehamilan/{pregnancy}/meninggal");
    let child = child.to_string();
    let saved =
        bench.post(&bidan, &death, &[("child", &child), ("on", "2025-05-21"), ("place", "home")]).await;
    let notify = saved.location.unwrap();
    assert!(notify.ends_with("/lapor"));
    assert_eq!(
        bench.post(&bidan, &notify, &[("on", "2025-05-21"), ("to", "Dinas Kesehatan")]).await.status,
        303
    );
    let family = bench.family(mother);
    let death = family.pregnancies[0].children[0].death.as_ref().unwrap();
    assert!(family.pregnancies[0].notification_of(death.id()).is_some());
}

#[tokio::test]
async fn a_midwife_of_another_village_finds_nothing() {
    let bench = Bench::new().await;
    let (mother, pregnancy) = bench.mother("Mega", date(2024, 8, 20)).await;
    for who in [Bench::other_bidan(), Bench::who(Role::Office), Bench::who(Role::Sector)] {
        let answer = bench.get(&who, &format!("/ibu/{mother}/kehamilan/{pregnancy}/lahir")).await;
        assert!(matches!(answer.status, 403 | 404), "{}", answer.status);
        assert!(!answer.body.contains("Mega"));
    }
    let strange = bench
        .post_raw(&Bench::who(Role::Bidan), &format!("/ibu/{mother}/pindah"), "csrf=falsch&to=x".into())
        .await;
    assert_eq!(strange.status, 403);
    assert!(bench.family(mother).moves.is_empty());
}

#[tokio::test]
async fn other_endings_close_the_pregnancy() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy): (SubjectId, _) = bench.mother("Ida", date(2025, 3, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/berakhir");
    assert_eq!(bench.post(&bidan, &path, &[("on", "2025-05-20")]).await.status, 422);
    assert_eq!(bench.post(&bidan, &path, &[("on", "2025-05-20"), ("ending", "abortion")]).await.status, 303);
    assert_eq!(bench.family(mother).pregnancies[0].over_on(), Some(date(2025, 5, 20)));
    assert_eq!(bench.get(&bidan, &path).await.status, 404);
    let moved = format!("/ibu/{mother}/pindah");
    assert_eq!(
        bench.post(&bidan, &moved, &[("on", "2025-05-21"), ("to", "Palangka Raya")]).await.status,
        303
    );
    assert_eq!(bench.family(mother).village, None);
}
