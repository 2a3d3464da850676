//! Any bytes as a text message, in one part or several: it is understood or passed on, never refused.
#![no_main]

use domain::{
    facts::{MessageSettings, OwnWord, Unit},
    heard::{Part, Words, join, text_of, understand, unhexed},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], &str, &str, Vec<(u16, u8, u8, String)>)| {
    let (bytes, village, word, parts) = input;
    let learnt = OwnWord { word: word.to_owned(), means: "danger".to_owned(), language: "nij".to_owned() };
    let messages = Some(MessageSettings { words: vec![learnt], ..MessageSettings::default() });
    let words = Words::of(Some(&Unit { messages, ..Unit::default() }));
    let villages = || [village, "Tumbang Puroh", "Barunang", "Barunang II"].into_iter();
    let heard = understand(&unhexed(&text_of(bytes)), &words, villages());
    assert_eq!(heard.intent.is_none(), heard.all().next().is_none());
    let parts: Vec<Part> = parts
        .into_iter()
        .map(|(reference, total, number, text)| Part { reference, total, number, text })
        .collect();
    for joined in join(&parts) {
        let _ = understand(&joined.text, &words, villages());
    }
});
