//! Workshops and commitments through the pages: planned, held, closed, told of, followed up.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use app::{Lang, Text, Who};
use bench::{Bench, SEI_HANYO, SUPANG, subject};
use domain::{
    facts::{CommitmentStatus, MinuteKind, Official, Sector, WorkshopKind},
    ids::{SubjectId, VillageCode},
    matters::Fulfilment,
    rights::Role,
};
use jiff::civil::date;

async fn official(bench: &Bench, word: &str, office: &str) -> String {
    let village = (word == "kades").then(|| VillageCode::new(SEI_HANYO));
    let official = Official { name: String::new(), office: office.into(), village, ..Official::default() };
    bench.note(subject(word), None, official).await;
    subject(word).to_string()
}

/// Plans the workshop of a day; its page.
async fn planned(bench: &Bench, who: &Who, on: &str, more: &[(&str, &str)]) -> String {
    let form = bench.get(who, "/lokmin/baru").await;
    assert_eq!(form.status, 200, "{}", form.body);
    let entry = form.hidden("entry");
    let mut fields = vec![
        ("entry", entry.as_str()),
        ("kind", "routine_quarterly"),
        ("title", "Lokakarya Mini Lintas Sektor"),
        ("on", on),
        ("from", "08:00"),
        ("room", "Aula Kantor Camat"),
        ("agenda", "08.00-08.30 | Pembukaan | Camat\nPaparan"),
        ("guests", "E\nDanramil Kapuas Hulu"),
    ];
    fields.extend(more);
    let saved = bench.post(who, "/lokmin/baru", &fields).await;
    let again = bench.post(who, "/lokmin/baru", &fields).await;
    assert_eq!((saved.status, &saved.location), (303, &again.location), "{}", saved.body);
    page_of(&saved.location.unwrap())
}

fn page_of(location: &str) -> String {
    location.split('?').next().unwrap().to_owned()
}

fn id_of(page: &str) -> SubjectId {
    page.rsplit('/').next().unwrap().parse().unwrap()
}

async fn promise(bench: &Bench, who: &Who, fields: &[(&str, &str)]) -> SubjectId {
    let before: Vec<_> = bench.app.register().matters().commitments.keys().copied().collect();
    let saved = bench.post(who, "/komitmen/baru", fields).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let register = bench.app.register();
    let mut new = register.matters().commitments.keys().filter(|id| !before.contains(id));
    *new.next().unwrap()
}

fn sector(of: &str) -> Who {
    let mut who = Bench::who(Role::Sector);
    who.staff = Some(subject(of));
    who
}

#[tokio::test]
async fn the_office_plans_holds_and_closes_a_workshop() {
    let bench = Bench::new().await;
    let office = Bench::who(Role::Office);
    let camat = official(&bench, "camat", "Camat Kapuas Hulu").await;
    let page = planned(&bench, &office, "2025-05-21", &[("invitee", &camat)]).await;
    assert_eq!(bench.app.register().matters().workshops.len(), 1, "sent twice, planned once");

    let hadir = format!("{page}/hadir");
    let shown = bench.get(&office, &hadir).await;
    assert!(shown.body.contains("Belum datang (3)"), "{}", shown.body);
    let entry = shown.hidden("entry");
    let tap = [("entry", entry.as_str()), ("invited", "0"), ("called", "Camat Kapuas Hulu")];
    for _ in 0..2 {
        assert_eq!(bench.post(&office, &hadir, &tap).await.status, 303);
    }
    // On a page of before the list changed, the tap is of somebody else.
    assert_ne!(bench.post(&office, &hadir, &[("invited", "0"), ("called", "Danramil")]).await.status, 303);
    let long = "N".repeat(80);
    for name in ["E", long.as_str()] {
        let other = [("name", name), ("office", "Wakapolsek"), ("sex", "female")];
        assert_eq!(bench.post(&office, &hadir, &other).await.status, 303, "{name}");
    }
    assert_eq!(bench.post(&office, &hadir, &[("name", ""), ("office", "Polsek")]).await.status, 422);
    {
        let register = bench.app.register();
        let workshop = &register.matters().workshops[&id_of(&page)];
        assert_eq!(workshop.attended.len(), 3);
        assert_eq!(workshop.attended[0].sector, Sector::Subdistrict);
        assert_eq!(workshop.attended[1].sector, Sector::Police, "as far as the office tells");
    }
    let last = bench.app.register().matters().workshops[&id_of(&page)].attended[2].id();
    assert_eq!(bench.post(&office, &format!("{page}/catatan/{last}/batal"), &[]).await.status, 303);
    assert_eq!(bench.app.register().matters().workshops[&id_of(&page)].attended.len(), 2, "taken back");

    let notulen = format!("{page}/notulen");
    let point = [("text", "Perahu siaga di tepian"), ("kind", "decision")];
    assert_eq!(bench.post(&office, &notulen, &point).await.status, 303);
    assert_eq!(
        bench.post(&office, &notulen, &[("text", "Kami optimis."), ("kind", "quote")]).await.status,
        422
    );
    let quote = [("text", "Kami optimis."), ("kind", "quote"), ("speaker", "E"), ("office", "Camat")];
    assert_eq!(bench.post(&office, &notulen, &quote).await.status, 303);
    assert!(bench.get(&office, &notulen).await.body.contains("Perahu siaga"));

    let tutup = format!("{page}/tutup");
    assert_eq!(bench.post(&office, &tutup, &[("on", "2025-05-20"), ("conclusion", "x")]).await.status, 422);
    assert_eq!(
        bench.post(&office, &tutup, &[("on", "2025-05-21"), ("conclusion", "Sepakat")]).await.status,
        303
    );
    assert_eq!(bench.post(&office, &notulen, &point).await.status, 404, "closed is closed");
    let release = bench.get(&office, &format!("{page}/siaran-pers")).await.body;
    assert!(release.contains("Rabu, 21 Mei 2025") && release.contains("“Kami optimis,” kata Camat E."));
    assert!(!release.contains("Perahu siaga"), "only what may be quoted is told outside");
    let file = bench.get(&office, &format!("{page}/kalender.ics")).await;
    assert!(file.body.starts_with("BEGIN:VCALENDAR\r\n") && file.body.contains("DTSTART:20250521T010000Z"));
    let closed = bench.app.register().matters().workshops[&id_of(&page)].closed.clone().unwrap().id();
    assert_eq!(bench.post(&office, &format!("{page}/catatan/{closed}/batal"), &[]).await.status, 303);
    assert_eq!(bench.post(&office, &notulen, &point).await.status, 303, "opened again");
}

#[tokio::test]
async fn the_next_workshop_is_like_the_last_and_opens_with_its_commitments() {
    let bench = Bench::new().await;
    let office = Bench::who(Role::Office);
    let camat = official(&bench, "camat", "Camat Kapuas Hulu").await;
    let may =
        planned(&bench, &office, "2025-05-21", &[("invitee", &camat), ("committee", "Ketua | E | Camat")])
            .await;
    let workshop = id_of(&may).to_string();
    let bare = promise(&bench, &office, &[("workshop", &workshop), ("activity", "Perahu siaga")]).await;
    let due =
        [("workshop", workshop.as_str()), ("activity", "Kelas ibu"), ("due", "2025-07-01"), ("owner", "E")];
    let dated = promise(&bench, &office, &due).await;
    let early = [("workshop", workshop.as_str()), ("activity", "x"), ("due", "2025-05-01")];
    assert_eq!(bench.post(&office, "/komitmen/baru", &early).await.status, 422);
    let shown = bench.get(&office, &format!("/komitmen/{bare}")).await.body;
    assert!(shown.contains("belum ada penanggung jawab") && shown.contains("belum ada tenggat"));

    bench.set_today(date(2025, 8, 1));
    let form = bench.get(&office, "/lokmin/baru").await.body;
    assert!(form.contains("08.00-08.30 | Pembukaan | Camat") && form.contains("Ketua | E | Camat"));
    assert!(!form.contains("2025-05-21"), "another day");
    let august = planned(&bench, &office, "2025-08-20", &[]).await;
    let shown = bench.get(&office, &august).await.body;
    assert!(shown.contains("Komitmen lokakarya sebelumnya") && shown.contains("0 dari 1"), "{shown}");
    assert!(shown.contains("Lanjutkan sampai 20 November 2025"));
    let to = id_of(&august).to_string();
    let carry = [("workshop", to.as_str()), ("due", "2025-11-20"), ("back", "lokmin")];
    for _ in 0..2 {
        let answer = bench.post(&office, &format!("/komitmen/{dated}/lanjut"), &carry).await;
        assert_eq!(page_of(&answer.location.unwrap()), august);
    }
    let carried = bench.app.register().matters().commitments[&dated].clone();
    assert_eq!((carried.carried.len(), carried.due()), (1, Some(date(2025, 11, 20))));
    assert_eq!(
        bench.post(&office, &format!("/komitmen/{bare}/lanjut"), &[]).await.status,
        303,
        "to the newest"
    );
    assert_eq!(bench.app.register().matters().commitments[&bare].carried.len(), 1);
    let change = [("activity", "Perahu siaga"), ("owner", "Kepala Desa"), ("due", "2025-09-30")];
    assert_eq!(bench.post(&office, &format!("/komitmen/{bare}/ubah"), &change).await.status, 303);
    let changed = bench.app.register().matters().commitments[&bare].clone();
    assert_eq!(
        (changed.made.owner.as_deref(), changed.made.workshop),
        (Some("Kepala Desa"), Some(id_of(&may)))
    );

    let gone = format!("{august}/tidak-jadi");
    assert_eq!(bench.post(&office, &gone, &[("reason", "Banjir")]).await.status, 303);
    assert!(bench.get(&office, &august).await.body.contains("Banjir"));
    let cancelled = bench.app.register().matters().workshops[&id_of(&august)].cancelled.clone().unwrap().id();
    assert_eq!(bench.post(&office, &format!("{august}/catatan/{cancelled}/batal"), &[]).await.status, 303);
    assert!(bench.app.register().matters().workshops[&id_of(&august)].cancelled.is_none(), "brought back");
}

#[tokio::test]
async fn a_sector_reports_on_its_own_commitments_and_sees_neither_minutes_nor_mothers() {
    let bench = Bench::new().await;
    let office = Bench::who(Role::Office);
    let (mother, _) = bench.mother("Ibu Rahasia", date(2025, 1, 10)).await;
    let kades = official(&bench, "kades", "Kepala Desa Sei Hanyo").await;
    let page = planned(&bench, &office, "2025-05-21", &[("invitee", &kades)]).await;
    bench.post(&office, &format!("{page}/notulen"), &[("text", "Kata rapat"), ("kind", "point")]).await;
    let hers =
        promise(&bench, &office, &[("activity", "Perahu"), ("official", &kades), ("sector", "village")])
            .await;
    let there = promise(&bench, &office, &[("activity", "Jalan"), ("villages", SEI_HANYO)]).await;
    let other = promise(&bench, &office, &[("activity", "Sekolah"), ("villages", SUPANG)]).await;

    let mut who = sector("kades");
    assert_eq!(bench.get(&who, "/").await.location.as_deref(), Some("/komitmen"));
    let list = bench.get(&who, "/komitmen").await.body;
    assert!(list.contains("Perahu") && list.contains("Sekolah") && !list.contains("/komitmen/baru"));
    assert!(!bench.get(&who, "/komitmen?sektor=village").await.body.contains("Sekolah"));
    assert!(!bench.get(&who, &format!("/komitmen?desa={SEI_HANYO}")).await.body.contains("Sekolah"));
    let report = |status: &'static str| [("on", "2025-05-21"), ("status", status), ("text", "Sudah mulai")];
    let at = |id: SubjectId| format!("/komitmen/{id}/kemajuan");
    assert_eq!(bench.post(&who, &at(hers), &report("running")).await.status, 303);
    assert_eq!(bench.post(&who, &at(hers), &report("stuck")).await.status, 422, "stuck says why");
    assert_eq!(bench.post(&who, &at(there), &report("done")).await.status, 403, "no village of hers yet");
    who.scope.villages = vec![VillageCode::new(SEI_HANYO)];
    assert_eq!(bench.post(&who, &at(there), &report("done")).await.status, 303);
    assert_eq!(bench.post(&who, &at(other), &report("done")).await.status, 403);
    {
        let register = bench.app.register();
        let commitments = &register.matters().commitments;
        assert_eq!(commitments[&hers].status(bench.app.today()), CommitmentStatus::Running);
        assert_eq!(commitments[&there].fulfilment(bench.app.today()), Fulfilment::Done);
    }
    assert_eq!(bench.post(&office, &at(other), &report("running")).await.status, 303);
    for role in [Role::Bidan, Role::District] {
        assert_eq!(bench.get(&Bench::who(role), &format!("/komitmen/{hers}")).await.status, 200);
        assert_eq!(bench.post(&Bench::who(role), &at(hers), &report("done")).await.status, 403);
    }

    let health = promise(&bench, &office, &[("activity", "Mendata dukun"), ("sector", "health")]).await;
    let midwife = Bench::who(Role::Bidan);
    assert!(bench.get(&midwife, &format!("/komitmen/{health}")).await.body.contains("/kemajuan"));
    assert_eq!(bench.post(&midwife, &at(health), &report("running")).await.status, 303);
    assert_eq!(bench.post(&who, &at(health), &report("done")).await.status, 403);

    let shown = bench.get(&who, &page).await;
    assert!(shown.status == 200 && !shown.body.contains("Kata rapat") && !shown.body.contains("/notulen"));
    assert!(bench.get(&Bench::who(Role::Bidan), &page).await.body.contains("Kata rapat"));
    assert_eq!(bench.get(&who, "/lokmin").await.status, 200);
    for path in ["/hadir", "/notulen", "/tutup", "/ubah", "/tidak-jadi", "/siaran-pers"] {
        assert_eq!(bench.get(&who, &format!("{page}{path}")).await.status, 403, "{path}");
    }
    for path in ["/lokmin/baru", "/komitmen/baru", "/pejabat", "/pejabat/baru"] {
        assert_eq!(bench.get(&who, path).await.status, 403, "{path}");
    }
    assert_eq!(bench.post(&who, &format!("/komitmen/{hers}/lanjut"), &[]).await.status, 403);
    assert_eq!(bench.get(&who, &format!("/ibu/{mother}")).await.status, 404);
    for path in ["/komitmen", "/lokmin", page.as_str(), "/lainnya"] {
        assert!(!bench.get(&who, path).await.body.contains("Ibu Rahasia"), "{path}");
    }
}

#[tokio::test]
async fn officials_are_kept_by_their_office() {
    let bench = Bench::new().await;
    let office = Bench::who(Role::Office);
    assert_eq!(bench.post(&office, "/pejabat/baru", &[("name", "E"), ("office", "")]).await.status, 422);
    let long = "J".repeat(80);
    for fields in [[("name", "E"), ("office", "Camat")], [("name", ""), ("office", long.as_str())]] {
        assert_eq!(bench.post(&office, "/pejabat/baru", &fields).await.status, 303);
    }
    let list = bench.get(&office, "/pejabat").await.body;
    assert!(list.contains("Camat") && list.contains(&long));
    let id = {
        let register = bench.app.register();
        *register.officials().iter().find(|(_, one)| one.office == "Camat").unwrap().0
    };
    let left = [("name", "E"), ("office", "Camat"), ("gone", "yes")];
    assert_eq!(bench.post(&office, &format!("/pejabat/{id}"), &left).await.status, 303);
    assert!(!bench.get(&office, "/lokmin/baru").await.body.contains("E, Camat"), "not invited any more");
}

#[test]
fn every_choice_has_words() {
    fn check<T: serde::Serialize>(text: &Text, list: &str, all: &[T]) {
        for one in all {
            let word = serde_json::to_value(one).unwrap();
            let key = format!("{list}-{}", word.as_str().unwrap());
            assert!(text.find(&key).is_some(), "{key}");
        }
    }
    for lang in [Lang::Id, Lang::En] {
        let text = Text::of(lang);
        check(text, "sector", &Sector::ALL);
        check(text, "minutekind", &MinuteKind::ALL);
        check(text, "workshopkind", &WorkshopKind::ALL);
        check(text, "commitmentstatus", &CommitmentStatus::ALL);
        for row in include_str!("../../domain/tables/workshop-checklist.toml").lines() {
            if let Some(id) = row.strip_prefix("id = ") {
                let key = format!("checklist-{}", id.trim_matches('"'));
                assert!(text.find(&key).is_some(), "{key}");
            }
        }
    }
}
