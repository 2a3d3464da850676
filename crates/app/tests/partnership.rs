//! Agreements from draft to end, what dukun did and are paid, customs and meetings, through the pages.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use app::{Who, world::Abilities};
use bench::{Bench, SEI_HANYO, subject};
use domain::{
    facts::{Birth, Dukun, PregnancyNoticed},
    ids::{EntryId, SubjectId, VillageCode, derived},
    matters::AgreementStatus,
    partnership,
    rights::Role,
};
use jiff::civil::date;
use serde_json::json;

fn person(name: &str) -> String {
    subject(name).to_string()
}

/// Drafts an agreement with the bench's midwife and dukun; its page.
async fn drafted(bench: &Bench, who: &Who, more: &[(&str, &str)]) -> String {
    let form = bench.get(who, "/kesepakatan/baru").await;
    assert_eq!(form.status, 200);
    let (entry, bidan, dukun) = (form.hidden("entry"), person("staff"), person("dukun"));
    let mut fields = vec![
        ("entry", entry.as_str()),
        ("title", "Nota Kesepakatan"),
        ("villages", SEI_HANYO),
        ("bidan", &bidan),
        ("dukun", &dukun),
        ("clause", "NO_SOLO_BIRTH"),
        ("text.NO_SOLO_BIRTH", "Dukun mendampingi, bidan menolong."),
        ("clause", "NO_BIRTH_LETTER"),
        ("text.NO_BIRTH_LETTER", "Surat."),
        ("own1.text", "Perahu siaga di tepian."),
        ("own1.bound", "both"),
        ("planned_on", "2025-05-21"),
        ("valid_until", "2026-05-20"),
        ("reviews", "21/8/2025, 21/11/2025"),
        ("witness1.name", "E"),
        ("witness1.office", "Camat"),
        ("witness1.capacity", "knowing"),
    ];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    let saved = bench.post(who, "/kesepakatan/baru", &fields).await;
    let again = bench.post(who, "/kesepakatan/baru", &fields).await;
    assert_eq!((saved.status, &saved.location), (303, &again.location), "{}", saved.body);
    saved.location.unwrap().split('?').next().unwrap().to_owned()
}

async fn signed(bench: &Bench, who: &Who, page: &str) {
    let (bidan, dukun) = (format!("sign.{}", subject("staff")), format!("sign.{}", subject("dukun")));
    let fields = [
        ("on", "2025-05-21"),
        ("place", "Aula Kantor Camat"),
        (bidan.as_str(), "ink"),
        (dukun.as_str(), "thumbprint"),
        ("language", "Dayak Ngaju"),
        ("read_by", "Bidan Uji"),
        ("valid_until", "2026-05-20"),
    ];
    let answer = bench.post(who, &format!("{page}/tanda-tangan"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn id_of(page: &str) -> SubjectId {
    page.rsplit('/').next().unwrap().parse().unwrap()
}

fn status(bench: &Bench, page: &str) -> AgreementStatus {
    bench.app.register().agreement_status(id_of(page), bench.app.today()).unwrap()
}

#[tokio::test]
async fn an_agreement_is_drafted_signed_changed_rests_goes_on_is_renewed_and_ends() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let page = drafted(&bench, &bidan, &[]).await;
    assert_eq!(bench.app.register().matters().agreements.len(), 1, "sent twice, drafted once");
    assert_eq!(status(&bench, &page), AgreementStatus::Draft);
    let shown = bench.get(&bidan, &page).await.body;
    assert!(shown.contains("bidan menolong") && shown.contains("Perahu siaga"));
    assert!(shown.contains("Betang tidak pernah menahan surat itu"), "the clause is listed with its warning");
    signed(&bench, &bidan, &page).await;
    assert_eq!(status(&bench, &page), AgreementStatus::Signed);
    assert!(bench.get(&bidan, &page).await.body.contains("Dibacakan dalam bahasa Dayak Ngaju"));
    bench.set_today(date(2025, 8, 20));
    for (what, reason, after) in [
        ("tunda", "Menunggu pertemuan", AgreementStatus::Suspended),
        ("lanjut", "Sudah bertemu", AgreementStatus::Signed),
    ] {
        let fields = [("on", "2025-08-20"), ("reason", reason)];
        assert_eq!(bench.post(&bidan, &format!("{page}/{what}"), &fields).await.status, 303);
        assert_eq!(status(&bench, &page), after);
    }
    let addendum =
        [("on", "2025-08-20"), ("reason", "Rumah tunggu dibuka"), ("own1.text", "Rumah tunggu dipakai.")];
    assert_eq!(bench.post(&bidan, &format!("{page}/adendum"), &addendum).await.status, 303);
    assert!(bench.get(&bidan, &page).await.body.contains("Rumah tunggu dipakai."));
    let nothing = [("on", "2025-08-20"), ("reason", "Tidak ada")];
    assert_eq!(bench.post(&bidan, &format!("{page}/adendum"), &nothing).await.status, 422);
    let renewal = bench.get(&bidan, &format!("{page}/perpanjang")).await;
    assert!(renewal.body.contains("Rumah tunggu dipakai."), "it goes on with what addenda changed");
    let end = [("on", "2025-08-20"), ("reason", "Pindah")];
    assert_eq!(bench.post(&bidan, &format!("{page}/akhiri"), &end).await.status, 303);
    assert_eq!(status(&bench, &page), AgreementStatus::Ended);
    assert_eq!(bench.get(&bidan, &format!("{page}/tunda")).await.status, 404);
}

#[tokio::test]
async fn a_renewed_agreement_names_the_old_one() {
    let bench = Bench::new().await;
    let office = Bench::who(Role::Office);
    let page = drafted(&bench, &office, &[]).await;
    signed(&bench, &office, &page).await;
    bench.set_today(date(2026, 5, 10));
    let form = bench.get(&office, &format!("{page}/perpanjang")).await;
    let (entry, staff, dukun) = (form.hidden("entry"), person("staff"), person("dukun"));
    let fields = [
        ("entry", entry.as_str()),
        ("title", "Nota Kesepakatan 2026"),
        ("villages", SEI_HANYO),
        ("bidan", &staff),
        ("dukun", &dukun),
        ("clause", "USE_RTK"),
        ("text.USE_RTK", "Rumah tunggu."),
    ];
    let new = bench.post(&office, &format!("{page}/perpanjang"), &fields).await.location.unwrap();
    let new = new.split('?').next().unwrap();
    assert_eq!(bench.app.register().matters().agreements[&id_of(new)].draft.renews, Some(id_of(&page)));
    assert_eq!(status(&bench, &page), AgreementStatus::Signed, "a draft renews nothing yet");
}

#[tokio::test]
async fn what_does_not_make_sense_comes_back_with_what_was_typed() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let empty = bench.post(&bidan, "/kesepakatan/baru", &[("title", "N"), ("remark", "Jangan hilang")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("Jangan hilang"));
    let page = drafted(&bench, &bidan, &[("title", "N")]).await;
    let sign = |on: &'static str, how: &'static str, language: &'static str| {
        vec![
            ("on".to_owned(), on),
            ("place".to_owned(), "Aula"),
            (format!("sign.{}", subject("staff")), "ink"),
            (format!("sign.{}", subject("dukun")), how),
            ("language".to_owned(), language),
            ("read_by".to_owned(), "Bidan"),
        ]
    };
    let path = format!("{page}/tanda-tangan");
    for (fields, why) in [
        (sign("2025-05-22", "ink", ""), "tomorrow"),
        (sign("2025-05-01", "ink", ""), "before the day that was planned"),
        (sign("2025-05-21", "thumbprint", ""), "a thumbprint under what nobody read aloud"),
        (sign("2025-05-21", "", "Ngaju"), "a party who did not sign"),
    ] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(bench.post(&bidan, &path, &fields).await.status, 422, "{why}");
    }
    let early = sign("2025-05-01", "ink", "");
    let mut early: Vec<_> = early.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    early.push(("sure", "yes"));
    assert_eq!(bench.post(&bidan, &path, &early).await.status, 303, "she says that it was that day");
    let eighty = "Siti ".repeat(16);
    let long = drafted(&bench, &bidan, &[("witness1.name", eighty.trim())]).await;
    assert!(bench.get(&bidan, &long).await.body.contains(eighty.trim()));
}

#[tokio::test]
async fn a_dukun_who_no_longer_works_signs_nothing() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let page = drafted(&bench, &bidan, &[]).await;
    let changed = [("name", "Tambi Uji"), ("village", SEI_HANYO), ("gone", "yes")];
    let head = Bench::who(Role::Head);
    assert_eq!(bench.post(&head, &format!("/dukun/{}/ubah", subject("dukun")), &changed).await.status, 303);
    let (staff, dukun) = (format!("sign.{}", subject("staff")), format!("sign.{}", subject("dukun")));
    let fields = [("on", "2025-05-21"), ("place", "Aula"), (staff.as_str(), "ink"), (dukun.as_str(), "ink")];
    let refused = bench.post(&bidan, &format!("{page}/tanda-tangan"), &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Tambi Uji tercatat sudah tidak bekerja"));
    let (entry, bidan_id, dukun_id) = (bench.app.id().to_string(), person("staff"), person("dukun"));
    let draft = [
        ("entry", entry.as_str()),
        ("title", "N"),
        ("villages", SEI_HANYO),
        ("bidan", &bidan_id),
        ("dukun", &dukun_id),
        ("clause", "USE_RTK"),
        ("text.USE_RTK", "Isi."),
    ];
    assert_eq!(bench.post(&bidan, "/kesepakatan/baru", &draft).await.status, 422);
}

#[tokio::test]
async fn other_sectors_read_agreements_and_nothing_of_the_rest() {
    let bench = Bench::new().await;
    let page = drafted(&bench, &Bench::who(Role::Bidan), &[]).await;
    let sector = Bench::who(Role::Sector);
    let shown = bench.get(&sector, &page).await;
    assert_eq!(shown.status, 200);
    assert!(!shown.body.contains("/tanda-tangan") && !shown.body.contains("/dukun/"));
    assert_eq!(bench.get(&sector, "/kesepakatan").await.status, 200);
    let dukun = subject("dukun");
    for path in [
        "/kemitraan".to_owned(),
        "/kesepakatan/baru".to_owned(),
        format!("{page}/tanda-tangan"),
        format!("{page}/ubah"),
        "/perlu-dibicarakan".to_owned(),
        "/perlu-dibicarakan/baru".to_owned(),
        "/insentif/aturan".to_owned(),
        format!("/dukun/{dukun}/kegiatan"),
        format!("/dukun/{dukun}/insentif"),
        format!("/desa/{SEI_HANYO}/adat"),
        format!("/desa/{SEI_HANYO}/pertemuan"),
    ] {
        assert_eq!(bench.get(&sector, &path).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn a_deed_is_noted_in_two_taps_and_once() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let path = format!("/dukun/{}/kegiatan", subject("dukun"));
    let entry = bench.get(&bidan, &path).await.hidden("entry");
    let fields = [("entry", entry.as_str()), ("on", "2025-05-21"), ("activity", "report_danger_sign")];
    for _ in 0..2 {
        let answer = bench.post(&bidan, &path, &fields).await;
        assert_eq!(answer.status, 303);
        let page = bench.get(&bidan, &answer.location.unwrap()).await.body;
        assert!(page.contains("Memberi kabar tanda bahaya"));
    }
    let deeds = partnership::of_dukun(&bench.app.register(), subject("dukun"), date(2025, 5, 21));
    assert_eq!(deeds.len(), 1);
    let future = [("on", "2025-06-01"), ("activity", "ritual_performed")];
    assert_eq!(bench.post(&bidan, &path, &future).await.status, 422);
    assert_eq!(bench.post(&bidan, &path, &[("on", "2025-05-21"), ("activity", "dance")]).await.status, 422);
    // A mother whom she may not see is not linked.
    let (mother, _) = bench.mother("Siti", date(2024, 11, 1)).await;
    let mother = mother.to_string();
    let other = [("on", "2025-05-20"), ("activity", "ritual_performed"), ("mother", mother.as_str())];
    assert_eq!(bench.post(&Bench::other_bidan(), &path, &other).await.status, 303);
    let register = bench.app.register();
    assert!(register.matters().deeds[&subject("dukun")].did.iter().all(|did| did.mother.is_none()));
}

/// A mother told of by the dukun, who gave birth on 19 May at the Puskesmas with her there.
async fn brought(bench: &Bench) -> EntryId {
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 8, 10)).await;
    let notice: PregnancyNoticed = serde_json::from_value(json!({
        "pregnancy": pregnancy, "name": "Siti", "told_by": "dukun", "dukun": subject("dukun"),
        "told_on": "2024-10-01"
    }))
    .unwrap();
    bench.note(mother, Some(SEI_HANYO), notice).await;
    birth(bench, mother, json!({"pregnancy": pregnancy, "place": "puskesmas", "attendants": ["bidan"]})).await
}

async fn birth(bench: &Bench, mother: SubjectId, mut fields: serde_json::Value) -> EntryId {
    let more = json!({"on": "2025-05-19", "dukun": [subject("dukun")],
        "children": [{"child": derived(&["child", &mother.to_string()]), "outcome": "alive"}]});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let birth: Birth = serde_json::from_value(fields).unwrap();
    bench.note(mother, Some(SEI_HANYO), birth).await
}

#[tokio::test]
async fn an_incentive_is_owed_by_a_rule_and_paid_once() {
    let bench = Bench::able(Abilities { papers: true, ..Abilities::default() }).await;
    let cause = brought(&bench).await;
    let (bidan, head) = (Bench::who(Role::Bidan), Bench::who(Role::Head));
    let page = format!("/dukun/{}/insentif", subject("dukun"));
    assert!(bench.get(&bidan, &page).await.body.contains("Belum ada aturan insentif"));
    assert_eq!(bench.get(&bidan, "/insentif/aturan/baru").await.status, 403);
    let rule = [
        ("cause", "brought_and_accompanied"),
        ("rupiah", "50.000"),
        ("source", "bok"),
        ("since", "2025-01-01"),
        ("within_days", "30"),
    ];
    assert_eq!(bench.post(&head, "/insentif/aturan/baru", &rule).await.status, 303);
    let none =
        [("cause", "brought_and_accompanied"), ("rupiah", "0"), ("source", "bok"), ("since", "2025-01-01")];
    assert_eq!(bench.post(&head, "/insentif/aturan/baru", &none).await.status, 422);
    let shown = bench.get(&bidan, &page).await.body;
    assert!(shown.contains("50.000") && shown.contains(&format!("sebab={cause}")));
    let pay = format!("{page}/bayar?sebab={cause}");
    let payment = [
        ("rupiah", "50.000"),
        ("on", "2025-05-21"),
        ("by", "Bendahara BOK"),
        ("source", "bok"),
        ("received", "thumbprint"),
    ];
    let before =
        [("rupiah", "50.000"), ("on", "2025-05-18"), ("by", "B"), ("source", "bok"), ("received", "ink")];
    assert_eq!(bench.post(&bidan, &pay, &before).await.status, 422, "paid before it was done");
    assert_eq!(bench.post(&bidan, &pay, &payment).await.status, 303);
    assert_eq!(bench.post(&head, &pay, &payment).await.status, 303, "somebody else pays it again");
    let paid = bench.app.register().matters().deeds[&subject("dukun")].paid.clone();
    assert_eq!(paid.len(), 1);
    let shown = bench.get(&bidan, &page).await.body;
    assert!(shown.contains(&format!("/surat/kwitansi/{}.pdf", paid[0].id())));
    assert!(shown.contains("Tidak ada yang belum dibayar"));
}

#[tokio::test]
async fn the_partnership_at_a_glance() {
    let bench = Bench::new().await;
    brought(&bench).await;
    let bidan = Bench::who(Role::Bidan);
    let page = drafted(&bench, &bidan, &[]).await;
    signed(&bench, &bidan, &page).await;
    let shown = bench.get(&bidan, "/kemitraan").await.body;
    assert!(shown.contains("Tambi Uji") && shown.contains("Berlaku sampai 20 Mei 2026"));
    assert!(shown.contains("1 persalinan bersama bidan"));
    assert!(!shown.contains("Siti"), "no mother on the partnership's page");
    assert!(!shown.contains("KBD-11"), "what counts concerns is for those who see them");
    assert!(bench.get(&Bench::who(Role::Head), "/kemitraan").await.body.contains("KBD-11"));
    let other = bench.get(&Bench::other_bidan(), "/kemitraan?bulan=12").await.body;
    assert!(!other.contains("Tambi Uji"), "a midwife sees her own villages");
    assert_eq!(bench.get(&Bench::who(Role::Office), "/kemitraan").await.status, 200);
}

#[tokio::test]
async fn what_needs_talking_about_is_proposed_after_the_visit_and_led_by_coordinator_and_head() {
    let bench = Bench::new().await;
    let (bidan, head) = (Bench::who(Role::Bidan), Bench::who(Role::Head));
    let page = drafted(&bench, &bidan, &[("planned_on", "")]).await;
    let (staff, dukun) = (format!("sign.{}", subject("staff")), format!("sign.{}", subject("dukun")));
    let sign = [("on", "2025-05-01"), ("place", "Aula"), (staff.as_str(), "ink"), (dukun.as_str(), "ink")];
    assert_eq!(bench.post(&bidan, &format!("{page}/tanda-tangan"), &sign).await.status, 303);
    let (mother, pregnancy) = bench.mother("Rahel", date(2024, 8, 10)).await;
    let alone = json!({"pregnancy": pregnancy, "place": "mothers_home", "attendants": ["dukun"]});
    let born = birth(&bench, mother, alone).await;
    let list = "/perlu-dibicarakan";
    assert!(bench.get(&bidan, list).await.body.contains("Kunjungi ibu dan bayi dahulu"));
    let raise = format!("{list}/baru?lahir={born}");
    assert_eq!(bench.get(&bidan, &raise).await.status, 404, "first the visit");
    let visit = format!("/ibu/{mother}/kehamilan/{pregnancy}/nifas");
    assert_eq!(bench.post(&bidan, &visit, &[("on", "2025-05-20"), ("examiner", "bidan")]).await.status, 303);
    let form = bench.get(&bidan, &raise).await;
    let (entry, born, who) = (form.hidden("entry"), born.to_string(), person("dukun"));
    let fields = [
        ("entry", entry.as_str()),
        ("birth", &born),
        ("dukun", &who),
        ("on", "2025-05-21"),
        ("text", "Lahir di rumah, air surut."),
    ];
    for _ in 0..2 {
        assert_eq!(bench.post(&bidan, &format!("{list}/baru"), &fields).await.status, 303);
    }
    let id = *bench.app.register().matters().concerns.keys().next().unwrap();
    assert_eq!(bench.app.register().matters().concerns.len(), 1);
    let one = format!("{list}/{id}");
    assert_eq!(bench.get(&bidan, &one).await.status, 403);
    assert_eq!(bench.get(&Bench::who(Role::Office), list).await.status, 403);
    assert!(!bench.get(&bidan, list).await.body.contains(&one), "who raised it does not see the list");
    assert!(bench.get(&head, list).await.body.contains(&one));
    assert!(bench.get(&head, &one).await.body.contains("Lahir di rumah, air surut."));
    let step = |to: &str| format!("{one}/langkah?ke={to}");
    assert_eq!(
        bench.get(&head, &step("warning1")).await.status,
        404,
        "nobody is reminded before being heard"
    );
    let unasked = [("on", "2025-05-21"), ("text", "Benar"), ("transport", "no")];
    assert_eq!(bench.post(&head, &step("verified"), &unasked).await.status, 422);
    let asked = [
        ("on", "2025-05-21"),
        ("text", "Air surut, perahu tidak bisa jalan."),
        ("minutes_to_facility", "180"),
        ("transport", "no"),
        ("bidan_reachable", "no"),
        ("mothers_choice", "no"),
        ("emergency", "yes"),
        ("asked", "hours_of_labour"),
    ];
    assert_eq!(bench.post(&head, &step("verified"), &asked).await.status, 303);
    assert!(bench.get(&head, &one).await.body.contains("ditanyakan, tidak terjawab"));
    let closed = [("on", "2025-05-21"), ("text", "Perahu siaga disiapkan.")];
    assert_eq!(bench.post(&head, &step("closed"), &closed).await.status, 303);
    assert!(!bench.get(&head, &one).await.body.contains("langkah?ke="));
}

#[tokio::test]
async fn customs_agreed_in_a_village_show_in_the_birth_plan() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let path = format!("/desa/{SEI_HANYO}/adat");
    let fields = [
        ("practice", "Tapung tawar"),
        ("standing", "welcome"),
        ("on", "2025-05-20"),
        ("with", "Damang, Tambi Uji, Bidan Uji"),
    ];
    assert_eq!(bench.post(&bidan, &format!("{path}/baru"), &fields).await.status, 303);
    let harmful = [
        ("practice", "Abu di tali pusat"),
        ("standing", "harmful"),
        ("on", "2025-05-20"),
        ("with", "Damang"),
    ];
    assert_eq!(bench.post(&bidan, &format!("{path}/baru"), &harmful).await.status, 422, "why is to be said");
    assert!(bench.get(&bidan, &path).await.body.contains("Tapung tawar"));
    let (mother, pregnancy) = bench.mother("Siti", date(2024, 11, 1)).await;
    let plan = bench.get(&bidan, &format!("/ibu/{mother}/kehamilan/{pregnancy}/rencana")).await.body;
    assert!(plan.contains("Tapung tawar"));
}

#[tokio::test]
async fn a_meeting_is_noted_with_who_came() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let rahel =
        Dukun { name: "Indu Rahel".into(), village: Some(VillageCode::new(SEI_HANYO)), ..Dukun::default() };
    bench.note(subject("rahel"), None, rahel).await;
    let path = format!("/desa/{SEI_HANYO}/pertemuan");
    let dukun = person("dukun");
    let fields = [
        ("on", "2025-05-20"),
        ("dukun", dukun.as_str()),
        ("topics", "Perahu siaga"),
        ("next_on", "2025-06-20"),
    ];
    assert_eq!(bench.post(&bidan, &format!("{path}/baru"), &fields).await.status, 303);
    let shown = bench.get(&bidan, &path).await.body;
    assert!(shown.contains("Perahu siaga") && shown.contains("Tambi Uji") && !shown.contains("Indu Rahel"));
    let back = [("on", "2025-05-20"), ("topics", "Perahu"), ("next_on", "2025-05-19")];
    assert_eq!(bench.post(&bidan, &format!("{path}/baru"), &back).await.status, 422);
}
