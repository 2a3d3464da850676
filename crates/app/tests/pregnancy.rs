//! From the dukun's notice over registration and visits to the plan and a referral.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use bench::{Bench, SEI_HANYO, subject};
use domain::{
    answer::Answer,
    facts::{Presentation, Protein, ReferralOutcome, Teller},
    ids::SubjectId,
    rights::Role,
};
use jiff::civil::date;

fn subject_of(location: &str) -> SubjectId {
    location.split('/').nth(2).unwrap().split('?').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_notice_becomes_a_registered_pregnancy() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let dukun = subject("dukun").to_string();
    let notice = [
        ("name", "Tika"),
        ("village", SEI_HANYO),
        ("told_by", "dukun"),
        ("dukun", dukun.as_str()),
        ("told_on", "2025-05-19"),
        ("months", "3"),
    ];
    let saved = bench.post(&bidan, "/kabar/baru", &notice).await;
    let mother = subject_of(saved.location.as_deref().unwrap());
    let family = bench.family(mother);
    assert_eq!(family.pregnancies[0].notices[0].told_by, Teller::Dukun);
    assert_eq!(family.pregnancies[0].notices[0].weeks, Some(13));

    let path = format!("/ibu/{mother}/daftar?kehamilan={}", family.pregnancies[0].id);
    let form = bench.get(&bidan, &path).await;
    assert!(form.body.contains("value=\"Tika\""), "what was told is not asked again");
    let pregnancy = form.hidden("pregnancy");
    let fields = [
        ("pregnancy", pregnancy.as_str()),
        ("name", "Tika"),
        ("village", SEI_HANYO),
        ("lmp", "2025-02-20"),
        ("gravida", "2"),
        ("para", "1"),
        ("abortus", "0"),
        ("nik", "12"),
        ("history", "none"),
    ];
    let saved = bench.post(&bidan, &path, &fields).await;
    assert_eq!(saved.status, 303, "a NIK that is none never bars care");
    let family = bench.family(mother);
    assert_eq!(family.pregnancies.len(), 1);
    let registered = family.pregnancies[0].registered.as_ref().unwrap();
    assert_eq!(registered.lmp, Some(date(2025, 2, 20)));
    assert_eq!(registered.history.get("previous_sc"), Answer::No);
    assert_eq!(family.woman.as_ref().unwrap().nik.as_deref(), Some("12"));
}

#[tokio::test]
async fn likely_duplicates_are_shown_before_saving_and_nothing_typed_is_lost() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (known, _) = bench.mother("Mariana", date(2023, 8, 20)).await;
    let before = bench.app.register().len();
    let fields = [
        ("entry", "0197aaaa-0000-7000-8000-000000000001"),
        ("name", "Ny. Maryana"),
        ("husband", "Dedi"),
        ("village", SEI_HANYO),
        ("born", "1996-04-02"),
        ("lmp", "2025-02-20"),
        ("history", "unasked"),
    ];
    let asked = bench.post(&bidan, "/daftar/baru", &fields).await;
    assert_eq!(asked.status, 200);
    assert!(asked.body.contains("Mungkin sudah terdaftar") && asked.body.contains("Mariana"));
    assert!(asked.body.contains("value=\"2025-02-20\""));
    assert_eq!(bench.app.register().len(), before, "nothing was saved yet");

    let same = known.to_string();
    let mut chosen = fields.to_vec();
    chosen.push(("same", &same));
    let saved = bench.post(&bidan, "/daftar/baru", &chosen).await;
    assert_eq!(subject_of(saved.location.as_deref().unwrap()), known);
    assert_eq!(bench.family(known).pregnancies.len(), 2);

    let mut other = fields.to_vec();
    other[0].1 = "0197aaaa-0000-7000-8000-000000000002";
    other.push(("confirmed", "yes"));
    let saved = bench.post(&bidan, "/daftar/baru", &other).await;
    assert_ne!(subject_of(saved.location.as_deref().unwrap()), known);
}

#[tokio::test]
async fn a_red_finding_is_unmistakable_and_leads_to_the_referral() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Yuliana", date(2024, 9, 30)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/periksa");
    let visit = [
        ("on", "2025-05-21"),
        ("examiner", "bidan"),
        ("bp_sys", "165"),
        ("bp_dia", "110"),
        ("weight", "61,5"),
        ("fundus", "31"),
        ("fhr", "148"),
        ("presentation", "cephalic"),
        ("protein", "plus2"),
        ("signs", "none"),
    ];
    let saved = bench.post(&bidan, &path, &visit).await;
    let result = bench.get(&bidan, saved.location.as_deref().unwrap()).await;
    assert_eq!(result.status, 200);
    for words in [
        "Rujuk sekarang",
        "BP_SEVERE",
        "panel alert",
        "Buat rujukan",
        "Skor Poedji Rochjati",
        "Kunjungan berikut",
        "Data yang belum lengkap",
    ] {
        assert!(result.body.contains(words), "{words}");
    }
    let contact = &bench.family(mother).pregnancies[0].contacts[0];
    assert_eq!(contact.presentation, Some(Presentation::Cephalic));
    assert_eq!(contact.urine_protein, Some(Protein::Plus2));
    assert!((contact.weight_kg.unwrap().get() - 61.5).abs() < 1e-9);
    assert_eq!(contact.signs.get("bleeding"), Answer::No);

    let refer = result.body.split("href=\"").find(|part| part.contains("/rujuk?dari=")).unwrap();
    let refer = refer.split('"').next().unwrap();
    let form = bench.get(&bidan, refer).await;
    assert!(form.body.contains("Tekanan darah sangat tinggi"), "the reason is known");
    assert!(form.body.contains("name=\"rules\" value=\"BP_SEVERE\""));
    let path = refer.split('?').next().unwrap();
    let sent = [
        ("reason", "Tekanan darah sangat tinggi"),
        ("to_other", "RSUD"),
        ("on", "2025-05-21"),
        ("rules", "BP_SEVERE"),
    ];
    assert_eq!(bench.post(&bidan, path, &sent).await.status, 303);
    let referral = bench.family(mother).pregnancies[0].referrals[0].id();
    let answer = format!("/ibu/{mother}/rujukan/{referral}/jawab");
    assert_eq!(bench.get(&bidan, &answer).await.status, 200);
    assert_eq!(bench.post(&bidan, &answer, &[("on", "2025-05-21")]).await.status, 422);
    assert_eq!(
        bench.post(&bidan, &answer, &[("on", "2025-05-21"), ("outcome", "admitted")]).await.status,
        303
    );
    let family = bench.family(mother);
    assert_eq!(family.pregnancies[0].answer_to(referral).unwrap().outcome, ReferralOutcome::Admitted);
}

#[tokio::test]
async fn a_normal_visit_takes_at_most_fifteen_taps_or_fields() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Norhayati", date(2024, 11, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/periksa");
    let page = bench.get(&bidan, &path).await.body;
    // What stands open on the screen before any group is unfolded, as a midwife sees it.
    let open: String = page
        .split("<details")
        .map(|part| part.split_once("</details>").map_or(part, |(_, rest)| rest))
        .collect();
    let shown = |name: &str| open.contains(&format!("name=\"{name}\""));
    let normal = ["bp_sys", "bp_dia", "weight", "height", "fundus", "fhr", "presentation", "signs"];
    for field in normal {
        assert!(shown(field), "{field} is not at hand");
    }
    // Eight answers, two groups unfolded with two answers each, and saving.
    let (groups, saving) = (2 * 3, 1);
    assert!(normal.len() + groups + saving <= 15);
    let typed = normal.map(|field| match field {
        "bp_sys" => (field, "120"),
        "bp_dia" => (field, "80"),
        "weight" => (field, "58"),
        "height" => (field, "155"),
        "fundus" => (field, "28"),
        "fhr" => (field, "144"),
        "presentation" => (field, "cephalic"),
        _ => (field, "none"),
    });
    let mut sent = vec![("on", "2025-05-21"), ("examiner", "bidan")];
    sent.extend(typed);
    assert_eq!(bench.post(&bidan, &path, &sent).await.status, 303);
    let next = bench.get(&bidan, &path).await.body;
    assert!(
        next.contains("lalu 120/80") && next.contains("lalu 58"),
        "the last values stand beside the fields"
    );
    assert!(!next.contains("name=\"height\""), "what is known is not asked again");
}

#[tokio::test]
async fn a_visit_that_cannot_be_is_asked_again_with_everything_typed() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Lina", date(2024, 11, 1)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/periksa");
    let sent = [("on", "2025-05-30"), ("bp_sys", "80"), ("bp_dia", "120"), ("weight", "615"), ("hb", "x")];
    let answer = bench.post(&bidan, &path, &sent).await;
    assert_eq!(answer.status, 422);
    for kept in [
        "value=\"615\"",
        "value=\"x\"",
        "Tanggal ini belum terjadi",
        "Tekanan darah tidak mungkin",
        "Angka di luar batas wajar",
        "Angka tidak terbaca",
    ] {
        assert!(answer.body.contains(kept), "{kept}");
    }
    assert!(bench.family(mother).pregnancies[0].contacts.is_empty());
}

#[tokio::test]
async fn the_plan_shows_eight_checks_and_warns_of_blood_that_does_not_suit() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    let (mother, pregnancy) = bench.mother("Rahmi", date(2024, 9, 30)).await;
    let path = format!("/ibu/{mother}/kehamilan/{pregnancy}/rencana");
    let again = format!("/ibu/{mother}/hamil-baru");
    assert_eq!(bench.get(&bidan, &again).await.status, 200);
    let plan = [
        ("attendant", "bidan"),
        ("place", "puskesmas"),
        ("companion", "Dedi"),
        ("transport", "kelotok"),
        ("transport_confirmed_on", "2025-05-20"),
        ("donor1.name", "Yanto"),
        ("donor1.blood", "A"),
        ("savings", "1.500.000"),
        ("referral_consent", "yes"),
        ("adat_wishes", "tapung tawar"),
    ];
    assert_eq!(bench.post(&bidan, &path, &plan).await.status, 303);
    let shown = bench.get(&bidan, &path).await.body;
    assert!(shown.contains("dari 8") && shown.contains("Dua donor yang cocok"));
    assert!(
        shown.contains("value=\"Yanto\"") && shown.contains("tapung tawar"),
        "the last plan is the next one's start"
    );
    let family = bench.family(mother);
    assert_eq!(family.pregnancies[0].plan().unwrap().savings_rupiah, Some(1_500_000));
}

#[tokio::test]
async fn today_and_find_show_what_is_hers_only() {
    let bench = Bench::new().await;
    let bidan = Bench::who(Role::Bidan);
    bench.mother("Herlina", date(2024, 9, 30)).await;
    for (who, sees) in [(bidan, true), (Bench::who(Role::Coordinator), true), (Bench::other_bidan(), false)] {
        let found = bench.get(&who, "/cari?q=herl&bagian=hasil").await;
        assert_eq!(found.body.contains("Herlina"), sees, "{}", who.name);
        let today = bench.get(&who, "/?desa=62.03.12.2001").await;
        assert_eq!(today.status == 200 && today.body.contains("Herlina"), sees, "{}", who.name);
    }
    assert_eq!(bench.get(&Bench::who(Role::Office), "/cari?q=herl").await.status, 403);
    assert!(!bench.get(&Bench::who(Role::Sector), "/").await.body.contains("Herlina"));
}
