//! What a unit decides for itself: rules, words that messages are read by, texts that are sent.

mod bench;

use app::Who;
use bench::{Bench, SEI_HANYO, subject};
use domain::{facts::MessageReceived, messages, rights::Role, rules::Rules};
use serde_json::json;

fn head() -> Who {
    Bench::who(Role::Head)
}

fn office() -> Who {
    Bench::who(Role::Office)
}

fn rules(bench: &Bench) -> Rules {
    Rules::of(bench.app.register().unit().map(|unit| &**unit))
}

#[tokio::test]
async fn the_unit_changes_a_rule_and_takes_it_back() {
    let bench = Bench::new().await;
    let page = bench.get(&head(), "/aturan").await;
    assert!(page.status == 200 && page.body.contains("Bawaan: 10. Belum dipastikan."), "{}", page.body);
    let holds = || rules(&bench).choices.whole("sms_coordinator_after_minutes");
    assert_eq!(holds(), 10);
    let field = "sms_coordinator_after_minutes";
    let wrong = bench.post(&head(), "/aturan", &[(field, "9000")]).await;
    assert!(wrong.status == 422 && wrong.body.contains("9000"), "what was typed stays");
    assert_eq!(holds(), 10);
    let hours = [(field, "25"), ("sms_dukun_weekday", "friday"), ("polindes_is_facility", "false")];
    assert_eq!(bench.post(&head(), "/aturan", &hours).await.status, 303);
    assert_eq!(holds(), 25);
    let choices = rules(&bench).choices;
    assert_eq!((choices.word("sms_dukun_weekday"), choices.flag("polindes_is_facility")), ("friday", false));
    assert_eq!(bench.post(&head(), "/aturan", &[(field, "")]).await.status, 303);
    assert_eq!(holds(), 10, "an emptied field is the table's again");
    for who in [Bench::who(Role::Bidan), office(), Bench::who(Role::Sector), Bench::who(Role::District)] {
        assert_eq!(bench.get(&who, "/aturan").await.status, 403, "{}", who.name);
        assert_eq!(bench.post(&who, "/aturan", &hours).await.status, 403);
    }
    assert_eq!(holds(), 10);
}

#[tokio::test]
async fn a_word_of_the_village_is_learnt_tried_and_forgotten() {
    let bench = Bench::new().await;
    let tried = "/pesan/kata?coba=Siti+bahandang";
    assert!(!bench.get(&office(), tried).await.body.contains("<dt>Maksud</dt>"), "nobody knows the word");
    let word = [("word", "Bahandang"), ("means", "danger"), ("language", "Ngaju")];
    assert_eq!(bench.post(&office(), "/pesan/kata", &word).await.status, 303);
    let page = bench.get(&office(), tried).await.body;
    assert!(page.contains("<b>bahandang</b>") && page.contains("(Ngaju)"), "{page}");
    assert!(page.contains("<dt>Maksud</dt><dd><b>Tanda bahaya</b></dd>"), "{page}");
    let (_, id) = messages::incoming("uji", "1");
    let received = json!({"gateway": "uji", "from": "+6281200000001", "sender": subject("dukun"),
        "villages": [SEI_HANYO], "text": "bahandang Siti"});
    bench.note(id, None, serde_json::from_value::<MessageReceived>(received).unwrap()).await;
    let day = bench.get(&Bench::who(Role::Bidan), "/").await.body;
    assert!(day.contains(&format!("task red\" href=\"/pesan/{id}")), "it cannot wait now");
    assert_eq!(bench.post(&office(), "/pesan/kata", &word).await.status, 422, "known already");
    let strange = [("word", "x"), ("means", "danger")];
    assert_eq!(bench.post(&office(), "/pesan/kata", &strange).await.status, 422);
    assert_eq!(bench.post(&office(), "/pesan/kata/lepas", &[("word", "bahandang")]).await.status, 303);
    assert!(bench.get(&office(), "/pesan/kata").await.body.contains("Belum ada."));
    assert_eq!(bench.get(&Bench::who(Role::Bidan), "/pesan/kata").await.status, 403);
}

#[tokio::test]
async fn an_answer_is_written_in_the_words_of_the_unit() {
    let bench = Bench::new().await;
    let page = "/pesan/kata/thanks";
    assert!(bench.get(&office(), page).await.body.contains("{bidan}"));
    let own = [("text.indonesia", "Makasih {dukun}, nanti {bidan} menelepon.")];
    assert_eq!(bench.post(&office(), page, &own).await.status, 303);
    let register = bench.app.snapshot();
    let unit = register.unit().map(|unit| &**unit);
    let fill = [("dukun", "Tambi"), ("bidan", "Bidan Rina")];
    let written = messages::filled(unit, "thanks", &["Ngaju".to_owned()], &fill);
    assert_eq!(written, "Makasih Tambi, nanti Bidan Rina menelepon.");
    let unknown = bench.post(&office(), page, &[("text.indonesia", "Halo {ibu}")]).await;
    assert!(unknown.status == 422 && unknown.body.contains("{ibu} tidak dikenal"), "{}", unknown.body);
    let long = bench.post(&office(), page, &[("text.indonesia", &"a".repeat(500))]).await;
    assert!(long.status == 422 && long.body.contains("4 SMS"));
    assert_eq!(bench.post(&office(), page, &[]).await.status, 303);
    let register = bench.app.snapshot();
    let standard = messages::filled(register.unit().map(|unit| &**unit), "thanks", &[], &fill);
    assert!(standard.starts_with("Terima kasih"), "{standard}");
    assert_eq!(bench.get(&office(), "/pesan/kata/tidak-ada").await.status, 404);
}
