//! A long message comes in parts, each with the same reference, out of order, and now and then twice.

use std::collections::BTreeMap;

/// A part of a long message of one sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number that all parts of one message share.
    pub reference: u16,
    /// How many parts there are.
    pub total: u8,
    /// Which of them it is, from 1.
    pub number: u8,
    /// Its text.
    pub text: String,
}

/// A message joined from the parts that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The number that its parts share.
    pub reference: u16,
    /// The text; `…` stands where a part is missing.
    pub text: String,
    /// The numbers of the parts that have not come.
    pub missing: Vec<u8>,
}

impl Joined {
    /// Whether every part came.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Joins the parts of one sender's messages, by reference. A part that came twice counts once. Two parts under one
/// number with different texts are both kept, for telephones use a reference again; so is a part whose number is out of
/// range, at the end: nothing that was sent is dropped.
#[must_use]
pub fn join(parts: &[Part]) -> Vec<Joined> {
    let mut messages: BTreeMap<(u16, u8), BTreeMap<u8, Vec<&str>>> = BTreeMap::new();
    for part in parts {
        let message = messages.entry((part.reference, part.total)).or_default();
        let texts = message.entry(part.number).or_default();
        if !texts.contains(&part.text.as_str()) {
            texts.push(&part.text);
        }
    }
    messages.into_iter().map(|((reference, total), came)| joined(reference, total, &came)).collect()
}

fn joined(reference: u16, total: u8, came: &BTreeMap<u8, Vec<&str>>) -> Joined {
    let mut text = String::new();
    let mut missing = Vec::new();
    for number in 1..=total {
        match came.get(&number) {
            Some(texts) => text.push_str(&texts.join(" ")),
            None => {
                missing.push(number);
                if !text.ends_with('…') {
                    text.push('…');
                }
            }
        }
    }
    for (_, texts) in came.iter().filter(|(number, _)| **number == 0 || **number > total) {
        text.push(' ');
        text.push_str(&texts.join(" "));
    }
    Joined { reference, text, missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(reference: u16, total: u8, number: u8, text: &str) -> Part {
        Part { reference, total, number, text: text.to_owned() }
    }

    #[test]
    fn parts_come_out_of_order_and_twice() {
        let [last, first] = [part(7, 3, 3, "bulan"), part(7, 3, 1, "HAMIL Siti ")];
        let parts = [last.clone(), first.clone(), last, part(9, 2, 2, "Ani"), part(7, 3, 2, "3 "), first];
        let joined = join(&parts);
        assert_eq!(joined[0].text, "HAMIL Siti 3 bulan");
        assert!(joined[0].is_whole());
        assert_eq!((joined[1].text.as_str(), joined[1].missing.as_slice()), ("…Ani", [1].as_slice()));
    }

    #[test]
    fn nothing_that_came_is_dropped() {
        let joined = join(&[part(1, 2, 1, "a"), part(1, 2, 1, "b"), part(1, 2, 5, "c"), part(2, 0, 0, "d")]);
        assert_eq!((joined[0].text.as_str(), joined[0].missing.as_slice()), ("a b… c", [2].as_slice()));
        assert_eq!((joined[1].text.as_str(), joined[1].is_whole()), (" d", true));
        assert_eq!(join(&[]), []);
    }
}
