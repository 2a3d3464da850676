//! What the phone's person sees: the line on every page, the outbox, and pages that need the server.

#![expect(clippy::unwrap_used, reason = "test code")]

mod bench;

use std::sync::{Arc, Mutex};

use app::{
    Phone,
    phone::{PhoneError, Standing, Trouble, Wish},
};
use async_trait::async_trait;
use bench::{Bench, SEI_HANYO, subject};
use domain::{
    facts::{Amended, Dukun, Fact, WomanRegistered},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode},
    note::Note,
    rights::Role,
};
use jiff::civil::date;
use store::{Entry, Held};
use uuid::Uuid;

#[derive(Default)]
struct Desk {
    standing: Mutex<Standing>,
    waiting: Mutex<Vec<Entry>>,
    held: Mutex<Vec<Held>>,
    wishes: Mutex<Vec<Wish>>,
}

impl Desk {
    fn stand(&self, change: impl FnOnce(&mut Standing)) {
        change(&mut self.standing.lock().unwrap());
    }

    fn wait(&self, entry: Entry) {
        self.waiting.lock().unwrap().push(entry);
        self.stand(|standing| standing.waiting += 1);
    }
}

#[async_trait]
impl Phone for Desk {
    fn standing(&self) -> Standing {
        self.standing.lock().unwrap().clone()
    }
    async fn waiting(&self) -> Result<Vec<Entry>, PhoneError> {
        Ok(self.waiting.lock().unwrap().clone())
    }
    async fn held(&self) -> Result<Vec<Held>, PhoneError> {
        Ok(self.held.lock().unwrap().clone())
    }
    async fn wishes(&self) -> Result<Vec<Wish>, PhoneError> {
        Ok(self.wishes.lock().unwrap().clone())
    }
    async fn wish(&self, wish: Wish) -> Result<(), PhoneError> {
        self.wishes.lock().unwrap().push(wish);
        Ok(())
    }
    async fn unwish(&self, path: &str) -> Result<(), PhoneError> {
        self.wishes.lock().unwrap().retain(|wish| wish.path != path);
        Ok(())
    }
    fn meet(&self) {
        self.stand(|standing| standing.meeting = true);
    }
    async fn parcel(&self) -> Result<Vec<u8>, PhoneError> {
        Ok(b"{\"sealed\":true}".to_vec())
    }
}

fn entry(bench: &Bench, subject: SubjectId, fact: impl Into<Fact>) -> Entry {
    let note = Note {
        id: EntryId(bench.app.id()),
        village: Some(VillageCode::new(SEI_HANYO)),
        subject,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: "2025-05-19T08:00:00+07:00".parse().unwrap(),
        amends: None,
        fact: fact.into(),
    };
    Entry::of(&note, &UnitCode("uji".into())).unwrap()
}

async fn phone() -> (Arc<Desk>, Bench) {
    let desk = Arc::new(Desk::default());
    desk.stand(|standing| {
        standing.label = "HP Uji".into();
        standing.program = "0.3.0".into();
        standing.lasting = Some(true);
        standing.last_met = Some("2025-05-21T08:05:00+07:00".parse().unwrap());
    });
    let bench = Bench::on(desk.clone()).await;
    (desk, bench)
}

#[tokio::test]
async fn every_page_of_a_phone_says_what_waits_and_the_servers_do_not() {
    let (desk, bench) = phone().await;
    let who = Bench::who(Role::Bidan);
    for path in ["/", "/cari", "/catat", "/kabar/baru", "/pesan", "/desa", "/dukun", "/lainnya", "/kiriman"] {
        let page = bench.get(&who, path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains("Semua sudah terkirim"), "{path}");
        assert!(page.body.contains("bertemu 08.05"), "{path}");
    }
    desk.stand(|standing| standing.waiting = 3);
    let page = bench.get(&who, "/").await.body;
    assert!(page.contains("3 catatan menunggu sinyal") && page.contains("data-waiting=\"3\""));
    assert!(page.contains("data-text-other=\"{n} catatan menunggu sinyal\""));
    desk.stand(|standing| standing.meeting = true);
    assert!(bench.get(&who, "/").await.body.contains("<b data-words>Sedang bertemu server…</b>"));

    let server = Bench::new().await;
    assert!(!server.get(&who, "/").await.body.contains("data-kiriman"));
    assert_eq!(server.get(&who, "/kiriman").await.status, 404);
    assert_eq!(server.post(&who, "/kiriman/temu", &[]).await.status, 404);
}

#[tokio::test]
async fn warnings_stand_on_every_page() {
    let (desk, bench) = phone().await;
    let who = Bench::who(Role::Bidan);
    desk.stand(|standing| {
        standing.trouble = Some(Trouble::Stranger);
        standing.full = Some(93);
        standing.ahead = Some(180);
        standing.lasting = Some(false);
        standing.waiting = 21;
    });
    let page = bench.get(&who, "/").await.body;
    for words in ["perlu didaftarkan lagi", "hampir penuh (93%)", "terlalu cepat 3 jam", "bisa terhapus"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("href=\"/hp/pasang\""));
}

#[tokio::test]
async fn the_outbox_lists_what_waits_and_what_is_held() {
    let (desk, bench) = phone().await;
    let who = Bench::who(Role::Bidan);
    let (lina, _) = bench.mother("Lina Uji", date(2025, 1, 5)).await;
    desk.wait(entry(&bench, lina, WomanRegistered { name: "Lina Uji".into(), ..WomanRegistered::default() }));
    desk.wait(entry(&bench, subject("dukun"), Dukun { name: "Tambi Uji".into(), ..Dukun::default() }));
    let mut unknown = entry(&bench, SubjectId(Uuid::nil()), Dukun::default());
    "comet.seen".clone_into(&mut unknown.kind);
    desk.held.lock().unwrap().push(Held {
        id: unknown.id.0,
        received_at: "2025-05-19T01:00:00Z".parse().unwrap(),
        origin: "HP Uji".into(),
        body: serde_json::to_string(&unknown).unwrap(),
        reason: "held-unknown-kind".into(),
        details: String::new(),
        settled: None,
    });
    let page = bench.get(&who, "/kiriman").await.body;
    assert!(page.contains("Ibu didaftar") && page.contains("Lina Uji"));
    assert!(page.contains(&format!("href=\"/ibu/{lina}\"")));
    assert!(page.contains("Tambi Uji") && page.contains("19 Mei 2025 08.00"));
    assert!(page.contains("Catatan lain") && page.contains("Server belum mengenal jenis catatan ini."));
    // It waits for two days, so there is a file to carry; and the phone cannot be let go.
    assert!(page.contains("/kiriman/berkas"));
    assert!(page.contains("/kunci/sekarang") && !page.contains("/kunci/lepas"));
    assert_eq!(bench.get(&who, "/kiriman/berkas").await.body, "{\"sealed\":true}");

    desk.waiting.lock().unwrap().clear();
    desk.stand(|standing| standing.waiting = 0);
    let page = bench.get(&who, "/kiriman").await.body;
    assert!(page.contains("/kunci/lepas") && !page.contains("/kiriman/berkas"));
}

#[tokio::test]
async fn a_mother_of_another_village_is_not_named() {
    let (desk, bench) = phone().await;
    let (lina, _) = bench.mother("Lina Uji", date(2025, 1, 5)).await;
    desk.wait(entry(&bench, lina, WomanRegistered::default()));
    let page = bench.get(&Bench::other_bidan(), "/kiriman").await.body;
    assert!(page.contains("Ibu didaftar") && !page.contains("Lina Uji"));
}

#[tokio::test]
async fn corrections_that_differ_are_listed() {
    let (_, bench) = phone().await;
    let who = Bench::who(Role::Bidan);
    let (lina, _) = bench.mother("Lina Uji", date(2025, 1, 5)).await;
    assert!(!bench.get(&who, "/kiriman").await.body.contains("Koreksi yang berbeda"));
    let first = bench.family(lina).records[0].note.id;
    for (device, rt) in [(1, "2"), (2, "3")] {
        let amended: Amended =
            serde_json::from_value(serde_json::json!({"changes": {"rt": rt}, "reason": "salah tulis"}))
                .unwrap();
        let note = Note {
            id: EntryId(bench.app.id()),
            village: Some(VillageCode::new(SEI_HANYO)),
            subject: lina,
            author: AuthorId(Uuid::from_u128(device)),
            device: DeviceId(Uuid::from_u128(device)),
            noted_at: bench.app.now(),
            amends: Some(first),
            fact: amended.into(),
        };
        bench.app.append(vec![note]).await.unwrap();
    }
    let page = bench.get(&who, "/kiriman").await.body;
    assert!(page.contains("Koreksi yang berbeda") && page.contains("Lina Uji"));
}

#[tokio::test]
async fn a_meeting_is_asked_for() {
    let (desk, bench) = phone().await;
    let who = Bench::who(Role::Bidan);
    let answer = bench.post(&who, "/kiriman/temu", &[]).await;
    assert_eq!(answer.location.as_deref(), Some("/kiriman"));
    assert!(desk.standing().meeting);
    desk.stand(|standing| {
        standing.meeting = false;
        standing.trouble = Some(Trouble::Away);
    });
    assert!(bench.get(&who, "/kiriman").await.body.contains("Server belum terjangkau"));
}

#[tokio::test]
async fn what_needs_the_server_can_be_wished_for() {
    let (desk, bench) = phone().await;
    let who = Bench::who(Role::Head);
    for path in ["/masuk", "/pengguna", "/pengguna/baru", "/sandi", "/hp", "/impor", "/ekspor/kohort.xlsx"] {
        let page = bench.get(&who, path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(page.body.contains("Bagian ini perlu sinyal"), "{path}");
    }
    assert!(!bench.get_anonymous("/masuk").await.body.contains("/kiriman/ingat"));
    let page = bench.get(&who, "/pengguna?urut=nama").await;
    let fields = [("path", &*page.hidden("path")), ("title", &*page.hidden("title"))];
    assert_eq!(fields, [("path", "/pengguna?urut=nama"), ("title", "Pengguna dan hak")]);
    let answer = bench.post(&who, "/kiriman/ingat", &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/kiriman?simpan=ingat"));
    assert_eq!(desk.wishes.lock().unwrap().len(), 1);
    let page = bench.get(&who, "/kiriman?simpan=ingat").await.body;
    assert!(page.contains("href=\"/pengguna?urut=nama\""));
    bench.post(&who, "/kiriman/lupakan", &[("path", "/pengguna?urut=nama")]).await;
    assert!(desk.wishes.lock().unwrap().is_empty());
    // Only the server's own pages: nobody is led elsewhere.
    let away = bench.post(&who, "/kiriman/ingat", &[("path", "https://example.org"), ("title", "x")]).await;
    assert_eq!(away.status, 422);
}

#[tokio::test]
async fn a_form_for_the_server_is_said_not_to_have_arrived() {
    let (_, bench) = phone().await;
    let answer = bench.post(&Bench::who(Role::Head), "/sandi", &[("lama", "x")]).await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("Isian tadi belum terkirim"));
}

#[tokio::test]
async fn on_a_phone_one_locks_instead_of_logging_out() {
    let (_, bench) = phone().await;
    let who = Bench::who(Role::Head);
    let page = bench.get(&who, "/lainnya").await.body;
    assert!(page.contains("/kunci/sekarang") && page.contains("/kiriman") && !page.contains("\"/keluar\""));
    assert!(page.contains("perlu sinyal") && page.contains("href=\"/sandi\""));
    let page = Bench::new().await.get(&who, "/lainnya").await.body;
    assert!(page.contains("\"/keluar\"") && !page.contains("/kiriman") && !page.contains("perlu sinyal"));
}
