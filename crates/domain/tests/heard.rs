//! Text messages as people write them, and what must be understood (`tests/data/heard.toml`); and what must hold for
//! any text at all.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use std::sync::LazyLock;

use domain::{
    facts::{MessageSettings, OwnWord, Unit},
    heard::{Confidence, Died, Heard, Intent, Meaning, Words, clean, understand},
};
use proptest::prelude::*;
use serde::Deserialize;

/// The words of a unit that has learnt one.
fn learnt(word: &str, means: &str) -> Words {
    let word = OwnWord { word: word.to_owned(), means: means.to_owned(), language: "nij".to_owned() };
    let messages = Some(MessageSettings { words: vec![word], ..MessageSettings::default() });
    Words::of(Some(&Unit { messages, ..Unit::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Messages {
    checked_by: String,
    villages: Vec<String>,
    message: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    text: String,
    intent: Option<Intent>,
    confidence: Confidence,
    name: Option<String>,
    village: Option<String>,
    rt: Option<String>,
    months: Option<u8>,
    weeks: Option<u8>,
    husband: Option<String>,
    died: Option<Died>,
    #[serde(default)]
    also: Vec<Intent>,
    #[serde(default)]
    denied: Vec<Intent>,
    #[serde(default)]
    other_names: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    times: Vec<String>,
    #[serde(default)]
    rest: String,
}

static MESSAGES: LazyLock<Messages> =
    LazyLock::new(|| toml::from_str(include_str!("data/heard.toml")).unwrap());

fn heard(text: &str) -> Heard {
    understand(text, &Words::default(), MESSAGES.villages.iter().map(String::as_str))
}

impl Message {
    /// What was understood, in the form of what must be.
    fn of(text: &str, heard: Heard) -> Self {
        let sign =
            |sign: domain::heard::Sign| if sign.denied { format!("no: {}", sign.said) } else { sign.said };
        Self {
            text: text.to_owned(),
            intent: heard.intent,
            confidence: heard.confidence,
            name: heard.name,
            village: heard.village,
            rt: heard.rt,
            months: heard.months,
            weeks: heard.weeks,
            husband: heard.husband,
            died: heard.died,
            also: heard.also.into_iter().map(|(intent, _)| intent).collect(),
            denied: heard.denied,
            other_names: heard.other_names,
            signs: heard.signs.into_iter().map(sign).collect(),
            times: heard.times,
            rest: heard.rest,
        }
    }

    /// In one line.
    fn line(&self) -> String {
        let texts = [&self.name, &self.village, &self.rt, &self.husband];
        format!(
            "{:?} {:?} {texts:?} {:?}m {:?}w {:?} also {:?} denied {:?} names {:?} signs {:?} times {:?} rest {:?}",
            self.intent,
            self.confidence,
            self.months,
            self.weeks,
            self.died,
            self.also,
            self.denied,
            self.other_names,
            self.signs,
            self.times,
            self.rest
        )
    }
}

#[test]
fn messages_are_understood_as_written_down() {
    assert_eq!(MESSAGES.checked_by, "none");
    assert!(MESSAGES.message.len() >= 200, "{} messages", MESSAGES.message.len());
    let mut wrong = Vec::new();
    for message in &MESSAGES.message {
        let (is, must) = (Message::of(&message.text, heard(&message.text)).line(), message.line());
        if is != must {
            wrong.push(format!("{:?}\n   is {is}\n must {must}", message.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), MESSAGES.message.len(), wrong.join("\n"));
}

/// Names of women, as the simulated registers have them, and others that look like words of the table.
const NAMES: &str = "Siti Norhayati Rahmah Yanti Marlina Rusmini Helda Ester Yuliana Mariana Erna Wati Lena Susi Rina \
    Tini Ani Ina Yeni Mega Tuti Rani Ida Desi Bety Niar Mina Lina Norliani Fatimah Patimah Jamilah Jumiati Kartini \
    Rusni Rahel Magdalena Debora Elisabet Hana Hani Hamidah Hamid Kamila Dara Sarah Darsih Mawar Melati Lahira Antari \
    Mulyani Mulia Muliana Bella Demi Hartati Ratna Dewi Sri Wulan Lestari Indah Ayu Tari Sulastri \
    Mardiana Masliani Arbayah Salasiah Halimah Aminah Maimunah Zubaidah Khadijah Sarinah Sumiati Juwita Rosita Norma \
    Lusia Veronika Kristina Natalia Yohana Meri Neni Nining Uning Inai Lilis Titin Tina Dina Nina Lisa Mila Nurul \
    Helpina Yessi Lenae Herlina Susilawati Fitriani Ruth Lidia Nopiana Tresia Wiwin Yeyen Mintarsih Aluh Noraini \
    Rabiatul Novita Selvi Yunita Tiara Intan Melda Risna Linda Erni Eva Hapsah Maya Petronela Agustina Oktavia Sari \
    Ningsih Handayani Rahayu Anggraini Puspita Utami Safitri Yulianti Kumala Permata";

#[test]
fn a_name_alone_tells_nothing() {
    for name in NAMES.split_whitespace() {
        for said in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
            let alone = heard(&said);
            assert!(
                alone.intent.is_none() && alone.denied.is_empty() && alone.signs.is_empty(),
                "{said}: {alone:?}"
            );
            let told = heard(&format!("HAMIL {said} RT 2"));
            let heard = (told.intent, told.confidence, told.name.as_deref(), told.also.as_slice());
            assert_eq!(
                heard,
                (Some(Intent::Pregnant), Confidence::Clear, Some(name), [].as_slice()),
                "{said}"
            );
        }
    }
}

#[test]
fn what_cannot_wait_is_told() {
    for text in [
        "DARAH Siti",
        "siti tidak darah",
        "mules siti",
        "TOLONG",
        "meninggal siti",
        "tlg bu, Siti lahir",
        "kejamg",
    ] {
        assert!(heard(text).is_urgent(), "{text}");
    }
    for text in [
        "HAMIL Siti 3 bulan",
        "LAHIR Siti",
        "ANTAR Siti",
        "terima kasih",
        "BERHENTI",
        "siti belum lahir",
        "",
        "??",
    ] {
        assert!(!heard(text).is_urgent(), "{text}");
    }
}

#[test]
fn a_stop_word_is_none_beside_a_woman() {
    assert_eq!(heard("stop").intent, Some(Intent::Stop));
    assert_eq!(heard("darah siti tidak berhenti").says(Intent::Stop), None);
    assert_eq!(heard("siti hamil, stop KB").says(Intent::Stop), None);
    let long = heard("saya berhenti kerja di kebun karet bulan lalu jadi ada waktu");
    assert!(long.says(Intent::Stop) < Some(Confidence::Clear), "{long:?}");
}

#[test]
fn a_unit_teaches_its_own_words() {
    let text = "gerbang siti 3 bulan";
    assert_eq!(heard(text).intent, Some(Intent::Pregnant));
    assert_eq!(heard(text).confidence, Confidence::Unclear);
    for means in ["pregnant", "hamil", "HAMIL", "batianan"] {
        let words = learnt("Gerbang", means);
        let heard = understand(text, &words, std::iter::empty());
        let is = (heard.intent, heard.confidence, heard.name.as_deref());
        assert_eq!(is, (Some(Intent::Pregnant), Confidence::Clear, Some("Siti")), "{means}");
    }
    let silent = learnt("darah", "nothing");
    assert_eq!(understand("darah", &silent, std::iter::empty()).intent, None);
    let unknown = learnt("gerbang", "whatever");
    assert_eq!(understand("gerbang", &unknown, std::iter::empty()).intent, None);
    assert_eq!(Words::sense_of("whatever"), None);
    assert_eq!(Words::sense_of("kejang"), Some(Meaning::Danger));
}

#[test]
fn every_word_of_the_table_is_found_as_what_it_means() {
    assert!(Words::table().len() > 90);
    for row in Words::table() {
        assert_eq!(row.confirmed, None, "{}: who confirmed it? Then mark its messages too", row.id);
        assert!(["id", "nij", "bjn"].contains(&row.language.as_str()), "{}", row.id);
        for word in &row.words {
            if let Some(intent) = row.means.intent() {
                let heard = heard(word);
                let told = heard.says(intent).map(|confidence| confidence == Confidence::Clear);
                assert_eq!(told, Some(!row.weak), "{word} of {}: {heard:?}", row.id);
            }
        }
    }
}

#[test]
fn a_villages_name_is_no_message() {
    let villages = ["Bulau Ngandung", "Tumbang Antar", "Air Bahaya"];
    for village in villages {
        let heard = understand(&format!("siti {village} hamil"), &Words::default(), villages.into_iter());
        assert_eq!(heard.village.as_deref(), Some(village));
        assert_eq!((heard.intent, heard.also.len()), (Some(Intent::Pregnant), 0), "{heard:?}");
    }
}

/// Parts of a message that may stand in any order.
const KNOWN: [(&[&str], Intent); 8] = [
    (&["HAMIL", "Siti", "RT 2", "Tumbang Puroh", "3 bulan"], Intent::Pregnant),
    (&["lahir", "siti", "rt 2", "tadi malam"], Intent::Born),
    (&["mules", "siti", "tumbang puroh", "jam 3"], Intent::Labour),
    (&["antar", "siti", "rt 4", "besok pagi"], Intent::Bringing),
    (&["keluar darah", "siti", "rt 2"], Intent::Danger),
    (&["kejang", "siti", "sei hanyo", "hamil", "8 bln"], Intent::Danger),
    (&["meninggal", "siti", "kemarin"], Intent::Died),
    (&["tolong", "siti", "rt 2"], Intent::Help),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_heard(text in any::<String>(), long in "\\PC{0,2000}") {
        for text in [text, long] {
            let heard = heard(&text);
            prop_assert_eq!(heard.intent.is_none(), heard.all().count() == 0);
            prop_assert!(heard.rest.chars().count() <= 2 * 2000);
            prop_assert_eq!(&heard, &self::heard(&text));
            prop_assert!(clean(&text).chars().count() <= 2000);
        }
    }

    #[test]
    fn any_words_of_the_table_are_heard(
        picks in proptest::collection::vec((0usize..200, 0usize..40, 0usize..6), 0..300),
    ) {
        let mut text = String::new();
        for (row, word, gap) in picks {
            let table = Words::table();
            let words = &table[row % table.len()].words;
            text.push_str(&words[word % words.len()]);
            text.push_str([" ", ", ", ". ", " 3 ", "2 ", " Siti "][gap]);
        }
        let heard = heard(&text);
        for (before, after) in heard.all().zip(heard.all().skip(1)) {
            prop_assert!(before.0 < after.0);
        }
    }

    #[test]
    fn the_order_of_words_does_not_matter(
        (parts, intent) in proptest::sample::select(&KNOWN).prop_flat_map(|(parts, intent)| {
            (Just(parts.to_vec()).prop_shuffle(), Just(intent))
        }),
        comma in any::<bool>(),
    ) {
        let text = parts.join(if comma { ", " } else { " " });
        let heard = heard(&text);
        prop_assert_eq!((heard.intent, heard.confidence), (Some(intent), Confidence::Clear), "{}", text);
        if comma {
            prop_assert_eq!(heard.name.as_deref(), Some("Siti"), "{}", text);
        }
    }

    #[test]
    fn a_danger_with_a_no_is_told_and_never_clear(
        no in proptest::sample::select(&["tidak", "tdk", "gak", "belum", "kada", "jangan", "tidak ada", "jatun", "diak", "bukan"]),
        danger in proptest::sample::select(&["darah", "kejang", "demam", "pingsan", "bahaya", "badaha", "ketuban"]),
        name in proptest::sample::select(&["", "Siti ", "siti rt 2 "]),
    ) {
        let heard = heard(&format!("{name}{no} {danger}"));
        prop_assert_eq!((heard.intent, heard.confidence), (Some(Intent::Danger), Confidence::Unclear));
        prop_assert!(heard.is_urgent() && !heard.is_sure());
        prop_assert!(heard.signs.iter().all(|sign| sign.denied));
    }
}
