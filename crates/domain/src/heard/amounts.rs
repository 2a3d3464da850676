//! Numbers of a message: the month of pregnancy, the neighbourhood, the hour.

use super::{meaning::Meaning, reading::Reading, scan::Item};

/// The longest pregnancy that anybody would name, in months and in weeks.
const MONTHS: u16 = 10;
const WEEKS: u16 = 45;

/// A number at a place of the items, and how many items it takes.
fn number(reading: &Reading<'_>, at: usize) -> Option<(u16, usize)> {
    let one = |at: usize| {
        let item = reading.items.get(at)?;
        match item.sense {
            Some(sense) => sense.value.filter(|_| sense.means == Meaning::Number),
            None => reading.tokens.get(item.first)?.number(),
        }
    };
    let first = one(at)?;
    let after = |meaning| reading.items.get(at + 1).is_some_and(|item| item.is(meaning));
    if after(Meaning::Teen) && first < 10 {
        return Some((first + 10, 2));
    }
    if after(Meaning::Tens) && first < 10 {
        let unit = one(at + 2).filter(|unit| *unit < 10);
        return Some((first * 10 + unit.unwrap_or(0), if unit.is_some() { 3 } else { 2 }));
    }
    Some((first, 1))
}

/// The neighbourhood, its number without leading zeros. The RW is passed over.
pub(super) fn rt(reading: &mut Reading<'_>) -> Option<String> {
    let rw = numbered(reading, Meaning::Rw);
    if let Some((at, length, _)) = rw {
        reading.take(at, length);
    }
    let (at, length, number) = numbered(reading, Meaning::Rt)?;
    reading.take(at, length);
    Some(number.to_string())
}

/// The first word of a meaning that a number follows: where, how many items, and the number.
fn numbered(reading: &Reading<'_>, meaning: Meaning) -> Option<(usize, usize, u16)> {
    let places = reading.items.iter().enumerate().filter(|(_, item)| item.is(meaning));
    places
        .filter_map(|(at, _)| number(reading, at + 1).map(|(number, length)| (at, length + 1, number)))
        .next()
}

/// How far the pregnancy is, as it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HowFar {
    pub(super) months: Option<u8>,
    pub(super) weeks: Option<u8>,
}

/// The months and weeks of pregnancy. Not the age of a child, nor how long ago or ahead something is.
pub(super) fn how_far(reading: &mut Reading<'_>) -> HowFar {
    let mut far = HowFar::default();
    for at in 0..reading.items.len() {
        let Some((number, length)) = number(reading, at).filter(|_| reading.is_free(at)) else { continue };
        let unit = reading.items.get(at + length);
        let months = unit.is_some_and(|unit| unit.is(Meaning::Month));
        let weeks = unit.is_some_and(|unit| unit.is(Meaning::Week));
        let bare = !months && !weeks && follows(reading, at, Meaning::Pregnant) && !is_counted(unit);
        let end = at + length + usize::from(months || weeks);
        let ago = reading.items.get(end).is_some_and(|next| next.is(Meaning::Ago));
        if ago || (months || weeks) && is_of_child(reading, at) {
            continue;
        }
        let most = if weeks { WEEKS } else { MONTHS };
        let Some(amount) = u8::try_from(number).ok().filter(|_| (1..=most).contains(&number)) else {
            continue;
        };
        let place = if weeks { &mut far.weeks } else { &mut far.months };
        if (months || weeks || bare) && place.is_none() {
            *place = Some(amount);
            reading.take(at, end - at);
        }
    }
    far
}

fn follows(reading: &Reading<'_>, at: usize, meaning: Meaning) -> bool {
    at.checked_sub(1).and_then(|before| reading.items.get(before)).is_some_and(|item| item.is(meaning))
}

/// Whether something is counted by the word: hours, days, years, children.
fn is_counted(unit: Option<&Item>) -> bool {
    let counts = [Meaning::Day, Meaning::Hour, Meaning::Baby, Meaning::Filler, Meaning::Tens, Meaning::Time];
    unit.and_then(Item::means).is_some_and(|means| counts.contains(&means))
}

/// Whether an age is that of a child: "bayi umur 3 bulan", not "hamil anak kedua, 3 bulan".
fn is_of_child(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.items.get(at.saturating_sub(3)..at).unwrap_or_default();
    let near = before.iter().rev().find_map(|item| match item.means() {
        Some(Meaning::Pregnant) => Some(false),
        Some(Meaning::Baby) => Some(true),
        _ => None,
    });
    let age = before.iter().any(|item| item.is(Meaning::Age));
    let pregnant = reading.items.iter().any(|item| item.is(Meaning::Pregnant));
    (age || !pregnant) && near.unwrap_or(age && !pregnant)
}

/// The times that were named, as they were said.
pub(super) fn times(reading: &mut Reading<'_>) -> Vec<String> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < reading.items.len() {
        let length = time(reading, at);
        if length > 0 {
            match spans.last_mut() {
                Some((_, end)) if *end == at => *end = at + length,
                _ => spans.push((at, at + length)),
            }
        }
        at += length.max(1);
    }
    spans.iter().for_each(|(first, end)| reading.take(*first, end - first));
    spans.into_iter().map(|(first, end)| reading.said(first, end)).collect()
}

/// How many items from here on name a time.
fn time(reading: &Reading<'_>, at: usize) -> usize {
    let item = reading.items.get(at).filter(|_| reading.is_free(at));
    match item.and_then(Item::means) {
        Some(Meaning::Time) => 1,
        Some(Meaning::Week | Meaning::Month)
            if reading.items.get(at + 1).is_some_and(|item| item.is(Meaning::Ago)) =>
        {
            2
        }
        Some(Meaning::Hour) => number(reading, at + 1).map_or(0, |(_, length)| length + 1),
        _ => {
            let Some((_, length)) = number(reading, at).filter(|_| item.is_some()) else { return 0 };
            let is = |at: usize, wanted: &[Meaning]| {
                reading.items.get(at).and_then(Item::means).is_some_and(|means| wanted.contains(&means))
            };
            let unit = is(at + length, &[Meaning::Day, Meaning::Hour, Meaning::Week, Meaning::Month]);
            let ago = is(at + length + 1, &[Meaning::Ago]);
            let days = is(at + length, &[Meaning::Day, Meaning::Hour]);
            if unit && ago {
                length + 2
            } else if days {
                length + 1
            } else {
                0
            }
        }
    }
}
