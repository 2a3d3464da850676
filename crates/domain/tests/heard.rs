//! Text messages as people write them, and what must be understood (`tests/data/heard.toml`); and what must hold for
//! any text at all.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use std::sync::LazyLock;

use domain::heard::{Confidence, Died, Heard, Intent, Meaning, OwnWord, Words, clean, understand};
use proptest::prelude::*;
use serde::Deserialize;

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

#[test]
fn dump() {
    let lines: Vec<_> = MESSAGES.message.iter().map(|message| {
        let is = Message::of(&message.text, heard(&message.text));
        serde_json::json!({"text": is.text, "intent": is.intent, "confidence": is.confidence, "name": is.name, "village": is.village, "rt": is.rt, "months": is.months,
            "weeks": is.weeks, "husband": is.husband, "died": is.died, "also": is.also, "denied": is.denied, "other_names": is.other_names, "signs": is.signs, "times": is.times, "rest": is.rest}).to_string()
    }).collect();
    std::fs::write("/tmp/dump.jsonl", lines.join("\n")).unwrap();
}
