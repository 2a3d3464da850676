//! The page on which a phone is made one that works without signal.

mod bench;

use app::world::Abilities;
use bench::Bench;
use domain::rights::Role;

#[tokio::test]
async fn it_is_offered_where_the_program_is_and_to_those_who_have_a_use_for_it() {
    let bench = Bench::able(Abilities { phones: true, ..Abilities::default() }).await;
    let bidan = Bench::who(Role::Bidan);
    assert!(bench.get(&bidan, "/lainnya").await.body.contains("href=\"/hp/pasang\""));
    let page = bench.get(&bidan, "/hp/pasang").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("data-pasang") && page.body.contains("src=\"/enrol.js\""));
    assert!(page.body.contains("data-csrf=\"tanda\""));

    let office = Bench::who(Role::Office);
    assert!(!bench.get(&office, "/lainnya").await.body.contains("href=\"/hp/pasang\""));
    let refused = bench.get(&office, "/hp/pasang").await;
    assert_eq!(refused.status, 403);
    assert!(!refused.body.contains("data-pasang"));
}

#[tokio::test]
async fn without_the_program_it_says_so() {
    let bench = Bench::new().await;
    let page = bench.get(&Bench::who(Role::Bidan), "/hp/pasang").await;
    assert_eq!(page.status, 403);
    assert!(page.body.contains("Server ini belum bisa memasang Betang di HP"));
}

#[tokio::test]
async fn a_phone_is_called_after_its_person_without_her_title() {
    let bench = Bench::able(Abilities { phones: true, ..Abilities::default() }).await;
    let mut bidan = Bench::who(Role::Bidan);
    bidan.name = "Bidan Rina Sari".into();
    let page = bench.get(&bidan, "/hp/pasang").await;
    assert!(page.body.contains("value=\"HP Rina\""), "{}", page.body);
}

#[tokio::test]
async fn every_word_its_script_shows_is_in_the_page() {
    let bench = Bench::able(Abilities { phones: true, ..Abilities::default() }).await;
    let page = bench.get(&Bench::who(Role::Bidan), "/hp/pasang").await.body;
    let script = include_str!("../../worker/js/enrol.js");
    let named = |opening: &str| {
        let parts = script.split(opening).skip(1);
        parts.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    let openings = ["Trouble(\"", "alert(\"", "words(\"", "return [0, \"", ": [1, \""];
    let names: Vec<_> = openings.into_iter().flat_map(named).collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("data-words=\"{name}\"")), "{name}");
    }
    for id in named("one(\"#") {
        assert!(page.contains(&format!("id=\"{id}")), "{id}");
    }
}
