//! What is presented at a workshop: seen, frozen, and what says something else since; the accountability
//! file.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use app::world::Abilities;
use bench::{Bench, subject};
use domain::{
    facts::{CommitmentMade, CommitmentProgressed, CommitmentStatus, Fact, WorkshopKind},
    rights::Role,
};
use jiff::civil::{Date, date};
use serde_json::json;

async fn workshop(bench: &Bench, name: &str, on: Date) -> String {
    let planned = json!({
        "kind": WorkshopKind::RoutineQuarterly, "title": format!("Lokakarya {name}"), "on": on, "room": "Aula",
        "address": "",
    });
    bench.note(subject(name), None, Fact::WorkshopPlanned(serde_json::from_value(planned).unwrap())).await;
    format!("/lokmin/{}", subject(name))
}

/// A bench with a workshop, what was promised at it, and the next one.
async fn quarters(abilities: Abilities) -> (Bench, String) {
    let bench = Bench::able(abilities).await;
    workshop(&bench, "Februari", date(2025, 2, 19)).await;
    let promised = CommitmentMade {
        workshop: Some(subject("Februari")),
        activity: "Perahu siaga <tepian>".to_owned(),
        due: Some(date(2025, 4, 1)),
        ..CommitmentMade::default()
    };
    bench.note(subject("perahu"), None, promised).await;
    let page = workshop(&bench, "Mei", date(2025, 5, 21)).await;
    (bench, page)
}

async fn done(bench: &Bench) {
    let step = CommitmentProgressed {
        on: date(2025, 5, 21),
        status: CommitmentStatus::Done,
        text: None,
        obstacle: None,
        evidence: None,
    };
    bench.note(subject("perahu"), None, step).await;
}

#[tokio::test]
async fn it_is_frozen_as_it_was_seen_and_tells_what_differs_since() {
    let (bench, page) = quarters(Abilities::default()).await;
    let office = Bench::who(Role::Office);
    let house = bench.get(&office, &page).await.body;
    assert!(house.contains(&format!("{page}/sajian")) && house.contains(&format!("{page}/spj")));
    let page = format!("{page}/sajian");
    let seen = bench.get(&office, &page).await;
    assert_eq!(seen.status, 200);
    assert!(seen.body.contains("0 dari 1 rencana tindak lanjut"), "{}", seen.body);
    assert!(
        seen.body.contains("Perahu siaga &lt;tepian&gt;") && seen.body.contains("Bekukan untuk disajikan")
    );
    let entry = seen.hidden("entry");
    let fields = [("entry", entry.as_str())];
    let saved = bench.post(&office, &page, &fields).await;
    let again = bench.post(&office, &page, &fields).await;
    assert_eq!((saved.status, again.status), (303, 303));
    let presented = || bench.app.register().matters().workshops[&subject("Mei")].presented.len();
    assert_eq!(presented(), 1, "the same form twice is one");
    let frozen = bench.get(&office, &page).await;
    assert!(frozen.body.contains("Dibekukan tanggal") && !frozen.body.contains("sudah berbeda"));
    done(&bench).await;
    let later = bench.get(&office, &page).await;
    assert!(later.body.contains("sudah berbeda") && later.body.contains("Tindak lanjut Lokakarya Februari"));
    assert!(later.body.contains("Lewat tenggat"), "what was shown stays as it was");
    let entry = later.hidden("entry");
    bench.post(&office, &page, &[("entry", &entry)]).await;
    assert_eq!(presented(), 2);
    let newest = bench.get(&office, &page).await;
    assert!(newest.body.contains("Selesai lewat tenggat") && !newest.body.contains("sudah berbeda"));
}

#[tokio::test]
async fn other_sectors_see_what_was_shown_and_nothing_before() {
    let (bench, page) = quarters(Abilities { papers: true, ..Abilities::default() }).await;
    let (camat, pack) = (Bench::who(Role::Sector), format!("{page}/sajian"));
    let before = bench.get(&camat, &pack).await;
    assert!(before.status == 200 && before.body.contains("belum dibekukan"));
    assert!(!before.body.contains("Perahu siaga") && !before.body.contains("<form class=\"panel\""));
    assert_eq!(bench.post(&camat, &pack, &[]).await.status, 403);
    assert_eq!(bench.post(&Bench::who(Role::Bidan), &pack, &[]).await.status, 403);
    assert_eq!(bench.get(&camat, &format!("{page}/spj")).await.status, 403);
    bench.post(&Bench::who(Role::Head), &pack, &[]).await;
    let after = bench.get(&camat, &pack).await;
    assert!(after.body.contains("Perahu siaga"));
    assert!(!after.body.contains("/surat/"), "papers are for the unit's own staff");
    let head = bench.get(&Bench::who(Role::Head), &pack).await;
    assert!(head.body.contains(&format!("/surat/sajian/{}.pdf", subject("Mei"))));
}

#[tokio::test]
async fn what_is_over_is_not_frozen_again() {
    let (bench, page) = quarters(Abilities::default()).await;
    let cancelled = serde_json::from_value(json!({ "reason": "Banjir" })).unwrap();
    bench.note(subject("Mei"), None, Fact::WorkshopCancelled(cancelled)).await;
    let page = format!("{page}/sajian");
    let head = Bench::who(Role::Head);
    assert!(!bench.get(&head, &page).await.body.contains("Bekukan"));
    assert_eq!(bench.post(&head, &page, &[]).await.status, 403);
    assert_eq!(bench.get(&head, &format!("/lokmin/{}/sajian", subject("tidak ada"))).await.status, 404);
}

#[tokio::test]
async fn the_file_says_what_is_there_and_what_nobody_can_tell() {
    let (bench, page) = quarters(Abilities::default()).await;
    let seen = bench.get(&Bench::who(Role::Office), &format!("{page}/spj")).await;
    assert_eq!(seen.status, 200);
    for words in ["Surat keputusan panitia (SK)", "belum ada", "Bukti setor pajak", "periksa sendiri"] {
        assert!(seen.body.contains(words), "{words} in {}", seen.body);
    }
    assert!(!seen.body.contains("/surat/") && !seen.body.contains("spj-item"));
}
