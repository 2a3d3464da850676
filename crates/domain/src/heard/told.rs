//! What a message tells and denies, and the dangers in its own words.

use super::{Confidence, Intent, Sign, meaning::Meaning, reading::Reading, scan::Item, token::Gap};

/// Everything that is told, once each as surely as it is told anywhere, the most urgent first.
pub(super) fn told(reading: &Reading<'_>, asks: bool) -> Vec<(Intent, Confidence)> {
    let mut told: Vec<(Intent, Confidence)> = Vec::new();
    for item in &reading.items {
        let Some(intent) = item.intent().filter(|intent| !item.denied || intent.outlasts_a_no()) else {
            continue;
        };
        let confidence = item.confidence(asks);
        match told.iter_mut().find(|(other, _)| *other == intent) {
            Some((_, known)) => *known = confidence.max(*known),
            None => told.push((intent, confidence)),
        }
    }
    settle(&mut told, reading);
    told.sort_by_key(|(intent, _)| *intent);
    told
}

/// What words do not mean beside others: "stop" in a message that tells of a woman is no stop word, and a weak word
/// that tells of a danger does not make one of what was clearly told otherwise.
fn settle(told: &mut Vec<(Intent, Confidence)>, reading: &Reading<'_>) {
    let has =
        |told: &[(Intent, Confidence)], wanted: Intent| told.iter().any(|(intent, _)| *intent == wanted);
    let of_woman = told.iter().any(|(intent, _)| intent.is_of_woman());
    if of_woman {
        told.retain(|(intent, _)| !matches!(intent, Intent::Stop | Intent::Start));
    }
    // "Tolong stop": please.
    let asked_to_stop = reading.items.windows(2).any(|pair| match pair {
        [please, stop] => {
            please.intent() == Some(Intent::Help)
                && matches!(stop.intent(), Some(Intent::Stop | Intent::Start))
        }
        _ => false,
    });
    if asked_to_stop && !of_woman {
        told.retain(|(intent, _)| *intent != Intent::Help);
    }
    // "Ya" and "baik" beside anything else say nothing.
    if told.len() > 1 {
        told.retain(|(intent, confidence)| *intent != Intent::Thanks || *confidence == Confidence::Clear);
    }
    if has(told, Intent::Stop) && has(told, Intent::Start) {
        told.retain(|(intent, _)| *intent != Intent::Start);
    }
    // A message of many words is hardly the stop word.
    if reading.tokens.len() > LONG_FOR_A_STOP {
        let doubtful = told.iter_mut().filter(|(intent, _)| matches!(intent, Intent::Stop | Intent::Start));
        doubtful.for_each(|(_, confidence)| *confidence = Confidence::Likely);
    }
}

/// From this many words on "stop" is not surely the stop word.
const LONG_FOR_A_STOP: usize = 8;

/// What is denied and told nowhere.
pub(super) fn denied(reading: &Reading<'_>, told: &[(Intent, Confidence)]) -> Vec<Intent> {
    let mut denied: Vec<Intent> =
        reading.items.iter().filter(|item| item.denied).filter_map(Item::intent).collect();
    denied.retain(|intent| told.iter().all(|(other, _)| other != intent));
    denied.sort();
    denied.dedup();
    denied
}

/// The dangers with the words beside them that belong to them.
pub(super) fn signs(reading: &Reading<'_>) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let items = &reading.items;
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let mut end = at + 1;
        if item.intent() == Some(Intent::Danger) {
            let joins = |at: usize| items.get(at).is_some_and(|item| item.gap == Gap::None);
            let is = |at: usize, meaning: Meaning| items.get(at).is_some_and(|item| item.is(meaning));
            let word = |item: &Item| reading.tokens.get(item.first).map(|token| token.word.as_str());
            let same = |at: usize| items.get(at).is_some_and(|next| word(next) == word(item));
            while joins(end) && (is(end, Meaning::Degree) || same(end)) {
                end += 1;
            }
            let mut first = at;
            while first > 0 && joins(first) && is(first - 1, Meaning::Degree) {
                first -= 1;
            }
            signs.push(Sign { said: reading.said(first, end), denied: item.denied });
        }
        at = end;
    }
    signs
}
