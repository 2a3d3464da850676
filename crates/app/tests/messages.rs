//! Messages through the pages: who reads them, what a tap makes of them, and that nothing is noted twice.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use std::sync::Arc;

use app::Who;
use bench::{Bench, SEI_HANYO, SUPANG, subject};
use domain::{
    facts::{DukunActivity, Fact, MessageOutcome, MessageReceived},
    ids::{SubjectId, VillageCode, derived},
    matters::Message,
    messages, partnership,
    rights::Role,
};
use jiff::civil::date;
use serde_json::json;

const NUMBER: &str = "+6281200000001";

fn bidan() -> Who {
    Bench::who(Role::Bidan)
}

fn office() -> Who {
    Bench::who(Role::Office)
}

/// A message of the bench's dukun, who lives in the first village.
async fn sent(bench: &Bench, key: &str, fields: serde_json::Value) -> SubjectId {
    let (_, id) = messages::incoming("uji", key);
    let known =
        json!({"gateway": "uji", "from": NUMBER, "sender": subject("dukun"), "villages": [SEI_HANYO]});
    let mut all = known.as_object().unwrap().clone();
    all.extend(fields.as_object().unwrap().clone());
    all.retain(|_, value| !value.is_null());
    let received: MessageReceived = serde_json::from_value(all.into()).unwrap();
    bench.note(id, None, received).await;
    id
}

async fn text(bench: &Bench, key: &str, text: &str) -> SubjectId {
    sent(bench, key, json!({"text": text})).await
}

async fn unknown(bench: &Bench, key: &str, text: &str) -> SubjectId {
    sent(bench, key, json!({"text": text, "sender": null, "villages": null})).await
}

fn message(bench: &Bench, id: SubjectId) -> Arc<Message> {
    Arc::clone(&bench.app.register().matters().messages[&id])
}

/// What the dukun did, noted as her deed.
fn deeds(bench: &Bench) -> Vec<DukunActivity> {
    let deeds = partnership::of_dukun(&bench.app.register(), subject("dukun"), bench.app.today());
    deeds.into_iter().map(|deed| deed.activity).collect()
}

/// Opens a message's page and taps "this is she".
async fn this_is(bench: &Bench, who: &Who, id: SubjectId, mother: SubjectId) -> bench::Answer {
    let page = bench.get(who, &format!("/pesan/{id}")).await;
    assert_eq!(page.status, 200);
    let fields = [("entry", page.hidden("entry")), ("mother", mother.to_string())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    bench.post(who, &format!("/pesan/{id}/ibu"), &fields).await
}

#[tokio::test]
async fn what_waits_stands_at_the_top_of_the_day_the_urgent_first() {
    let bench = Bench::new().await;
    bench.mother("Siti Aminah", date(2025, 1, 10)).await;
    text(&bench, "1", "HAMIL Rusmini 3 bulan").await;
    bench.set_now("2025-05-21T10:12:00+07:00");
    let urgent = text(&bench, "2", "DARAH Siti").await;
    let call = sent(&bench, "3", json!({"kind": "missed_call"})).await;
    let page = bench.get(&bidan(), "/").await.body;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words} on {page}"));
    assert!(at("Pesan dari dukun · 3") < at("“DARAH Siti”"));
    assert!(at("“DARAH Siti”") < at("“HAMIL Rusmini 3 bulan”") && at("Minta ditelepon") < at("“HAMIL"));
    assert!(at("“HAMIL Rusmini 3 bulan”") < at("Desa saya"));
    assert!(page.contains(&format!("task red\" href=\"/pesan/{urgent}")));
    assert!(page.contains(&format!("task red\" href=\"/pesan/{call}")));
    assert!(page.contains("Tambi Uji · Sei Hanyo") && page.contains("1 jam lalu"));
    let head = Bench::who(Role::Head);
    assert!(bench.get(&head, "/").await.body.contains("“DARAH Siti”"));
    assert!(bench.get(&head, &format!("/?desa={SEI_HANYO}")).await.body.contains("“DARAH Siti”"));
    assert!(!bench.get(&head, &format!("/?desa={SUPANG}")).await.body.contains("DARAH"));
    for other in [Bench::other_bidan(), office(), Bench::who(Role::District)] {
        assert!(!bench.get(&other, "/").await.body.contains("DARAH"), "{}", other.name);
    }
}

#[tokio::test]
async fn a_message_is_read_by_those_of_its_villages_and_that_is_noted() {
    let bench = Bench::new().await;
    let id = text(&bench, "1", "HAMIL Siti").await;
    let page = format!("/pesan/{id}");
    for who in [bidan(), Bench::who(Role::Coordinator), Bench::who(Role::Head)] {
        let shown = bench.get(&who, &page).await;
        assert!(shown.status == 200 && shown.body.contains("HAMIL Siti"));
        assert!(shown.body.contains("href=\"tel:+6281200000001\""));
        assert!(!shown.body.split("</title>").next().unwrap().contains("Siti"));
    }
    for who in [Bench::other_bidan(), office(), Bench::who(Role::Sector), Bench::who(Role::District)] {
        for (path, form) in [("", false), ("/ibu", true), ("/selesai", true)] {
            let path = format!("{page}{path}");
            let fields = [("outcome", "nothing")];
            let answer =
                if form { bench.post(&who, &path, &fields).await } else { bench.get(&who, &path).await };
            assert!(matches!(answer.status, 403 | 404), "{}: {path} {}", who.name, answer.status);
            assert!(!answer.body.contains("HAMIL"));
        }
        let tray = bench.get(&who, &format!("/pesan/tak-dikenal/{id}")).await;
        assert!(matches!(tray.status, 403 | 404), "no dukun's message lies in the tray");
    }
    assert_eq!(
        bench.get(&Bench::other_bidan(), &page).await.status,
        404,
        "that it exists is not hers to know"
    );
    assert!(message(&bench, id).sorted.is_empty());
    bench.app.flush_readings().await.unwrap();
    let readings = bench.app.store().readings(Some(id), 10).await.unwrap();
    assert_eq!(readings.len(), 3);
    assert!(readings.iter().all(|reading| reading.purpose == "message"));
    let log = bench.get(&Bench::who(Role::Head), "/akses").await.body;
    assert!(log.contains("pesan dukun") && log.contains(&page), "the head sees who read it");
}

#[tokio::test]
async fn whom_it_is_about_is_one_tap_and_the_dukuns_deed_is_noted_once() {
    let bench = Bench::new().await;
    let (siti, pregnancy) = bench.mother("Siti Aminah", date(2025, 1, 10)).await;
    bench.mother("Rusmini", date(2025, 1, 10)).await;
    let id = text(&bench, "1", "DARAH Sitti aminah").await;
    let page = bench.get(&bidan(), &format!("/pesan/{id}")).await;
    assert!(page.body.contains("Ini Siti Aminah") && !page.body.contains("Ini Rusmini"));
    let entry = page.hidden("entry");
    let mother = siti.to_string();
    let fields = [("entry", entry.as_str()), ("mother", mother.as_str())];
    let first = bench.post(&bidan(), &format!("/pesan/{id}/ibu"), &fields).await;
    let again = bench.post(&bidan(), &format!("/pesan/{id}/ibu"), &fields).await;
    let form = format!("/ibu/{siti}/kehamilan/{pregnancy}/periksa");
    assert_eq!((first.status, first.location.as_deref()), (303, Some(form.as_str())));
    assert_eq!((again.status, again.location.as_deref()), (303, Some(form.as_str())));
    assert_eq!(message(&bench, id).sorted.len(), 1);
    assert_eq!(deeds(&bench), [DukunActivity::ReportDangerSign]);
    let late = Bench::who(Role::Coordinator);
    let late = bench.post(&late, &format!("/pesan/{id}/ibu"), &[("mother", mother.as_str())]).await;
    assert_eq!(late.status, 303, "who comes later is shown who was before her");
    assert_eq!(late.location, Some(format!("/pesan/{id}?simpan=sudah-diurus")));
    let closed = message(&bench, id).closed().unwrap().clone();
    assert_eq!((closed.outcome, closed.mother), (MessageOutcome::Mother, Some(siti)));
    assert!(closed.entry.is_some());
    let again = text(&bench, "2", "DARAH Siti aminah, antar").await;
    this_is(&bench, &bidan(), again, siti).await;
    let both = [DukunActivity::AccompanyToFacility, DukunActivity::ReportDangerSign];
    let mut noted = deeds(&bench);
    noted.sort();
    assert_eq!(noted, both, "the same of the same day is one deed, and what is new is another");
}

#[tokio::test]
async fn two_midwives_without_signal_who_tap_the_same_note_one_deed() {
    let mut noted = Vec::new();
    for others in 0..2 {
        let bench = Bench::new().await;
        let (siti, _) = bench.mother("Siti Aminah", date(2025, 1, 10)).await;
        let id = text(&bench, "1", "MULES Siti").await;
        for _ in 0..others {
            let _ = bench.app.id();
        }
        this_is(&bench, &bidan(), id, siti).await;
        let message = message(&bench, id);
        noted.push((message.sorted[0].id(), message.sorted[0].entry.unwrap()));
    }
    assert_ne!(noted[0].0, noted[1].0, "each said so");
    assert_eq!(noted[0].1, noted[1].1, "of one deed");
}

#[tokio::test]
async fn what_was_said_leads_to_the_form_that_fits() {
    let bench = Bench::new().await;
    let (siti, pregnancy) = bench.mother("Siti Aminah", date(2024, 9, 1)).await;
    let here = format!("/ibu/{siti}/kehamilan/{pregnancy}");
    let home = format!("/ibu/{siti}");
    let expected = [
        ("LAHIR Siti", format!("{here}/lahir"), None),
        ("MULES Siti", home.clone(), Some(DukunActivity::ReportLabourOnset)),
        ("ANTAR Siti", home.clone(), Some(DukunActivity::AccompanyToFacility)),
        ("MENINGGAL Siti", format!("{here}/meninggal"), Some(DukunActivity::ReportDeath)),
        ("Siti", home, None),
    ];
    for (words, form, deed) in expected {
        let before = deeds(&bench).len();
        let id = text(&bench, words, words).await;
        let answer = this_is(&bench, &bidan(), id, siti).await;
        assert_eq!(answer.location, Some(form), "{words}");
        assert_eq!(deeds(&bench).len() - before, usize::from(deed.is_some()), "{words}");
        assert!(deed.is_none_or(|deed| deeds(&bench).contains(&deed)), "{words}");
    }
}

#[tokio::test]
async fn somebody_elses_mother_or_none_changes_nothing() {
    let bench = Bench::new().await;
    let far = SubjectId(derived(&["mother", "far"]));
    let woman = json!({"name": "Siti Jauh"});
    bench.note(far, Some(SUPANG), Fact::read("woman.registered", 1, woman).unwrap()).await;
    let id = text(&bench, "1", "DARAH Siti").await;
    assert!(!bench.get(&bidan(), &format!("/pesan/{id}?nama=Siti")).await.body.contains("Siti Jauh"));
    assert_eq!(this_is(&bench, &bidan(), id, far).await.status, 422);
    for path in ["ibu", "selesai"] {
        for outcome in ["", "mother", "sender"] {
            let answer = bench.post(&bidan(), &format!("/pesan/{id}/{path}"), &[("outcome", outcome)]).await;
            assert_eq!(answer.status, 422, "{path} {outcome}");
        }
    }
    assert!(message(&bench, id).sorted.is_empty() && deeds(&bench).is_empty());
}

#[tokio::test]
async fn what_was_tapped_by_mistake_is_taken_back_with_the_deed() {
    let bench = Bench::new().await;
    let (siti, _) = bench.mother("Siti Aminah", date(2025, 1, 10)).await;
    let id = text(&bench, "1", "MULES Siti, antar").await;
    this_is(&bench, &bidan(), id, siti).await;
    assert_eq!(deeds(&bench).len(), 2);
    let sorted = message(&bench, id).sorted[0].id();
    assert!(bench.get(&bidan(), &format!("/pesan/{id}")).await.body.contains(&sorted.to_string()));
    let undo = format!("/pesan/{id}/batal/{sorted}");
    assert_eq!(bench.get(&Bench::other_bidan(), &undo).await.status, 404);
    let form = bench.get(&bidan(), &undo).await;
    let entry = form.hidden("entry");
    assert_eq!(bench.post(&bidan(), &undo, &[("entry", &entry), ("reason", "")]).await.status, 422);
    let fields = [("entry", entry.as_str()), ("reason", "Salah orang")];
    assert_eq!(bench.post(&bidan(), &undo, &fields).await.status, 303);
    assert_eq!(bench.post(&bidan(), &undo, &fields).await.status, 303, "sent twice, taken back once");
    assert!(message(&bench, id).closed().is_none() && deeds(&bench).is_empty());
    assert!(bench.get(&bidan(), "/").await.body.contains("“MULES Siti, antar”"), "it waits again");
    this_is(&bench, &bidan(), id, siti).await;
    assert_eq!(deeds(&bench).len(), 2, "and can be dealt with again");
}

#[tokio::test]
async fn a_new_pregnancy_is_filled_in_and_saved_with_what_became_of_the_message() {
    let bench = Bench::new().await;
    let id = text(&bench, "1", "HAMIL rahel, Rt 2 Sei Hanyo, 3 bulan").await;
    bench.set_today(date(2025, 5, 23));
    let address = format!("/kabar/baru?pesan={id}");
    let form = bench.get(&bidan(), &address).await;
    for filled in
        ["value=\"Rahel\"", "value=\"3\"", "value=\"2\"", "value=\"2025-05-21\"", "value=\"dukun\" checked"]
    {
        assert!(form.body.contains(filled), "{filled}: {}", form.body);
    }
    let (entry, dukun, pesan) = (form.hidden("entry"), subject("dukun").to_string(), id.to_string());
    let fields = [
        ("entry", entry.as_str()),
        ("pesan", &pesan),
        ("name", "Rahel"),
        ("village", SEI_HANYO),
        ("months", "3"),
        ("rt", "2"),
        ("told_by", "dukun"),
        ("dukun", &dukun),
        ("told_on", "2025-05-21"),
    ];
    let first = bench.post(&bidan(), "/kabar/baru", &fields).await;
    let again = bench.post(&bidan(), "/kabar/baru", &fields).await;
    assert_eq!((first.status, &first.location), (303, &again.location), "{}", first.body);
    let sorted = message(&bench, id).sorted.clone();
    assert_eq!(sorted.len(), 1);
    assert_eq!((sorted[0].outcome, sorted[0].entry), (MessageOutcome::Notice, entry.parse().ok()));
    let mother = sorted[0].mother.unwrap();
    assert_eq!(bench.family(mother).name(), "Rahel");
    assert_eq!(deeds(&bench), [DukunActivity::ReportNewPregnancy], "the notice tells of it already");
    let more = text(&bench, "2", "HAMIL rahel").await;
    this_is(&bench, &bidan(), more, mother).await;
    assert_eq!(deeds(&bench).len(), 1, "told of again, it is no second deed");
}

#[tokio::test]
async fn a_pregnancy_that_was_known_is_no_news_and_a_new_one_is() {
    let bench = Bench::new().await;
    let (siti, pregnancy) = bench.mother("Siti Aminah", date(2025, 1, 10)).await;
    let id = text(&bench, "1", "HAMIL Siti").await;
    this_is(&bench, &bidan(), id, siti).await;
    assert!(deeds(&bench).is_empty(), "the midwife registered it in March");
    let ended = json!({"pregnancy": pregnancy, "on": "2025-05-02", "ending": "abortion"});
    let ended = Fact::read("pregnancy.ended", 1, ended).unwrap();
    bench.note(siti, Some(SEI_HANYO), ended).await;
    bench.set_today(date(2025, 12, 1));
    let id = text(&bench, "2", "HAMIL Siti").await;
    let answer = this_is(&bench, &bidan(), id, siti).await;
    assert_eq!(answer.location, Some(format!("/ibu/{siti}/hamil-baru")));
    assert_eq!(deeds(&bench), [DukunActivity::ReportNewPregnancy]);
}

#[tokio::test]
async fn a_message_that_is_not_hers_fills_nothing_in() {
    let bench = Bench::new().await;
    let id = text(&bench, "1", "HAMIL rahel 3 bulan").await;
    let form = bench.get(&Bench::other_bidan(), &format!("/kabar/baru?pesan={id}")).await;
    assert!(form.status == 200 && !form.body.to_lowercase().contains("rahel"));
    let pesan = id.to_string();
    let fields = [
        ("pesan", pesan.as_str()),
        ("name", "Rahel"),
        ("village", SUPANG),
        ("told_by", "kader"),
        ("told_on", "2025-05-21"),
    ];
    assert_eq!(bench.post(&Bench::other_bidan(), "/kabar/baru", &fields).await.status, 303);
    assert!(message(&bench, id).sorted.is_empty());
}

#[tokio::test]
async fn called_back_or_nothing_to_do_and_who_did_it() {
    let bench = Bench::new().await;
    for (key, outcome) in [("1", MessageOutcome::Answered), ("2", MessageOutcome::Nothing)] {
        let id = text(&bench, key, "TOLONG").await;
        let word = if key == "1" { "answered" } else { "nothing" };
        let entry = bench.get(&bidan(), &format!("/pesan/{id}")).await.hidden("entry");
        let fields = [("entry", entry.as_str()), ("outcome", word), ("remark", "Sudah bicara")];
        for _ in 0..2 {
            assert_eq!(bench.post(&bidan(), &format!("/pesan/{id}/selesai"), &fields).await.status, 303);
        }
        let message = message(&bench, id);
        assert_eq!((message.sorted.len(), message.closed().unwrap().outcome), (1, outcome));
        assert!(bench.get(&bidan(), &format!("/pesan/{id}")).await.body.contains("Sudah bicara"));
    }
    let list = bench.get(&bidan(), "/pesan").await.body;
    assert!(
        list.contains("Tidak ada pesan yang menunggu") && list.contains("Sudah ditelepon atau didatangi")
    );
    assert!(!bench.get(&Bench::other_bidan(), "/pesan").await.body.contains("TOLONG"));
    bench.set_today(date(2025, 6, 22));
    assert!(
        !bench.get(&bidan(), "/pesan").await.body.contains("Sudah ditelepon"),
        "after 30 days it is gone"
    );
}

#[tokio::test]
async fn the_office_says_whose_a_number_is_and_never_reads_the_text() {
    let bench = Bench::new().await;
    let id = unknown(&bench, "1", "HAMIL Siti").await;
    let page = format!("/pesan/tak-dikenal/{id}");
    for path in ["/pesan/tak-dikenal", page.as_str()] {
        let shown = bench.get(&office(), path).await;
        assert!(shown.status == 200 && shown.body.contains(NUMBER) && shown.body.contains("10 huruf"));
        assert!(!shown.body.contains("HAMIL"), "{path}");
    }
    assert!(bench.get(&Bench::who(Role::Coordinator), &page).await.body.contains("HAMIL Siti"));
    assert_eq!(bench.get(&bidan(), "/pesan/tak-dikenal").await.status, 403);
    let wrong = bench.post(&office(), &page, &[("what", "sender"), ("person", "")]).await;
    assert!(wrong.status == 422 && !wrong.body.contains("HAMIL"));
    let entry = bench.get(&office(), &page).await.hidden("entry");
    let dukun = subject("dukun").to_string();
    let fields = [("entry", entry.as_str()), ("what", "sender"), ("person", dukun.as_str())];
    let first = bench.post(&office(), &page, &fields).await;
    let again = bench.post(&office(), &page, &fields).await;
    assert_eq!((first.status, &first.location), (303, &again.location));
    let after = bench.get(&office(), &first.location.unwrap()).await.body;
    assert!(
        after.contains(&format!("/dukun/{dukun}/ubah")) && after.contains(NUMBER) && !after.contains("HAMIL")
    );
    let message = message(&bench, id);
    assert_eq!((message.sorted.len(), message.villages()), (1, &[VillageCode::new(SEI_HANYO)][..]));
    assert!(bench.get(&bidan(), "/").await.body.contains("“HAMIL Siti”"), "it reaches her midwife");
    assert_eq!(bench.get(&office(), &page).await.status, 404, "and is in the tray no longer");
}

#[tokio::test]
async fn what_is_not_for_the_puskesmas_waits_no_more() {
    let bench = Bench::new().await;
    let id = unknown(&bench, "1", "Anda menang undian").await;
    let fields = [("what", "foreign")];
    assert_eq!(bench.post(&office(), &format!("/pesan/tak-dikenal/{id}"), &fields).await.status, 303);
    assert_eq!(message(&bench, id).closed().unwrap().outcome, MessageOutcome::Foreign);
    assert!(bench.get(&office(), "/pesan/tak-dikenal").await.body.contains("Tidak ada pesan dari nomor"));
    let head = Bench::who(Role::Head);
    assert!(
        bench.get(&head, "/pesan").await.body.contains("Bukan untuk Puskesmas"),
        "the head can look again"
    );
}

#[tokio::test]
async fn the_log_of_what_was_sent_hides_from_the_office_what_is_not_its_own() {
    let bench = Bench::new().await;
    let (siti, _) = bench.mother("Siti Aminah", date(2025, 1, 10)).await;
    let out = |word: &str| SubjectId(derived(&["outgoing", word]));
    let fact = |kind, fields| Fact::read(kind, 1, fields).unwrap();
    let queued =
        json!({"to": "081234567890", "person": siti, "reason": "remind_mother", "text": "Kami tunggu"});
    bench.note(out("a"), None, fact("message.queued", queued)).await;
    let queued =
        json!({"to": "081200000001", "person": subject("dukun"), "reason": "reply", "text": "Terima kasih"});
    bench.note(out("b"), None, fact("message.queued", queued)).await;
    for state in ["handing", "delivered"] {
        let went = json!({"state": state, "gateway": "uji", "rupiah": 350});
        bench.note(out("a"), None, fact("message.went", went)).await;
    }
    bench.note(out("b"), None, fact("message.went", json!({"state": "uncertain", "gateway": "uji"}))).await;
    let head = bench.get(&Bench::who(Role::Head), "/pesan/keluar").await.body;
    for words in
        ["Siti Aminah", "081234567890", "Kami tunggu", "Rp350", "belum pasti terkirim", "Telepon saja"]
    {
        assert!(head.contains(words), "{words}");
    }
    let office = bench.get(&office(), "/pesan/keluar?bulan=2025-05").await.body;
    for words in ["Siti", "081234567890", "Kami tunggu", "Terima kasih"] {
        assert!(!office.contains(words), "{words}");
    }
    assert!(
        office.contains("0812••••••90") && office.contains("Seorang ibu") && office.contains("Tambi Uji")
    );
    assert_eq!(bench.get(&bidan(), "/pesan/keluar").await.status, 403);
}

#[tokio::test]
async fn reminders_are_agreed_to_with_a_number_and_stopped() {
    let bench = Bench::new().await;
    let (siti, _) = bench.mother("Siti Aminah", date(2025, 1, 10)).await;
    let page = format!("/ibu/{siti}/pengingat");
    assert!(bench.get(&bidan(), &format!("/ibu/{siti}")).await.body.contains("Belum ditanyakan"));
    for who in [Bench::other_bidan(), office()] {
        assert!(matches!(bench.get(&who, &page).await.status, 403 | 404));
        assert!(matches!(bench.post(&who, &page, &[("given", "yes")]).await.status, 403 | 404));
    }
    let entry = bench.get(&bidan(), &page).await.hidden("entry");
    for phone in ["", "0812"] {
        let fields = [("entry", entry.as_str()), ("given", "yes"), ("phone", phone), ("on", "2025-05-21")];
        assert_eq!(bench.post(&bidan(), &page, &fields).await.status, 422, "{phone}");
    }
    let fields = [
        ("entry", entry.as_str()),
        ("given", "yes"),
        ("phone", "0812 3456 7890"),
        ("phone_of", "husband"),
        ("on", "2025-05-21"),
    ];
    for _ in 0..2 {
        assert_eq!(bench.post(&bidan(), &page, &fields).await.status, 303);
    }
    let said = || (**bench.app.register().matters().reminders[&messages::reminders_of(siti)]).clone();
    assert!(said().given && said().phone.as_deref() == Some("0812 3456 7890"));
    let entry = bench.get(&bidan(), &page).await.hidden("entry");
    let fields = [("entry", entry.as_str()), ("given", "no"), ("on", "2025-05-21")];
    assert_eq!(bench.post(&bidan(), &page, &fields).await.status, 303);
    assert!(!said().given);
    assert!(bench.get(&bidan(), &format!("/ibu/{siti}")).await.body.contains("Tidak menerima pengingat"));
}

#[tokio::test]
async fn an_officials_reminders_and_a_dukuns_page() {
    let bench = Bench::new().await;
    let official = SubjectId(derived(&["official"]));
    let fields = json!({"office": "Camat", "name": "Pak Camat", "phone": "081211112222"});
    bench.note(official, None, Fact::read("official.described", 1, fields).unwrap()).await;
    let page = format!("/pejabat/{official}/pengingat");
    assert!(bench.get(&office(), &format!("/pejabat/{official}")).await.body.contains(&page));
    let form = bench.get(&office(), &page).await;
    assert!(form.body.contains("081211112222"));
    let fields = [
        ("entry", form.hidden("entry")),
        ("given", "yes".into()),
        ("phone", "081211112222".into()),
        ("on", "2025-05-21".into()),
    ];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(bench.post(&office(), &page, &fields).await.status, 303);
    assert!(bench.app.register().matters().reminders[&messages::reminders_of(official)].given);
    text(&bench, "1", "HAMIL Siti").await;
    let dukun = format!("/dukun/{}", subject("dukun"));
    let shown = bench.get(&bidan(), &dukun).await.body;
    assert!(shown.contains("“HAMIL Siti”") && shown.contains("Daftar mingguan tidak dikirim"));
    assert!(!bench.get(&office(), &dukun).await.body.contains("HAMIL"));
}
