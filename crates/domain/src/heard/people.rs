//! Who is spoken of: names, a husband's name, and in a death whether the mother or the child was named.

use super::{Died, Intent, meaning::Meaning, reading::Reading, scan::Item, token::Gap};

/// A name has at most this many words, and of a message at most this many names are told.
const LONGEST: usize = 3;
const MOST: usize = 3;

/// The names that were said.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Of the women, the one beside what is told first.
    pub(super) names: Vec<String>,
    /// Of a husband, where only "the wife of" is said.
    pub(super) husband: Option<String>,
}

/// Why words are taken for a name; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// "Ibu Siti", "nama Siti".
    Addressed,
    /// It stands beside what is told.
    Beside,
    /// It has a capital where others have none.
    Capital,
    /// Nothing else would be a name.
    Alone,
}

struct Run {
    first: usize,
    end: usize,
    why: Why,
    wife: bool,
}

/// The names of a message.
pub(super) fn names(reading: &mut Reading<'_>) -> Names {
    let (wives, mut runs): (Vec<Run>, Vec<Run>) = runs(reading).into_iter().partition(|run| run.wife);
    let best = runs.iter().map(|run| run.why).min();
    let told = best.is_some_and(|best| best <= Why::Beside);
    let good = |run: &Run| if told { run.why <= Why::Beside } else { Some(run.why) == best };
    let mut kept: Vec<bool> = runs.iter().map(good).collect();
    if best == Some(Why::Alone) {
        // Of words of which nothing is known one is told.
        kept.iter_mut().skip(1).for_each(|kept| *kept = false);
    }
    // A name brings the one it is linked with ("Siti dan Ani hamil").
    for (at, pair) in runs.windows(2).enumerate() {
        if let ([one, other], Some([first, second])) = (pair, kept.get_mut(at..at + 2))
            && is_linked(reading, one.end, other.first)
        {
            (*first, *second) = (*first || *second, *first || *second);
        }
    }
    let mut keep = kept.into_iter();
    runs.retain(|_| keep.next().unwrap_or(false));
    runs.truncate(MOST);
    // What stands beside what is told goes before the name of whoever writes ("ini Indu Rahel, HAMIL Siti").
    runs.sort_by_key(|run| beside(reading, run.first, run.end).unwrap_or(Gap::Stop));
    let mut found = Names::default();
    for run in wives.into_iter().chain(runs) {
        reading.take(run.first, run.end - run.first);
        let name = in_capitals(&reading.said(run.first, run.end));
        if run.wife && found.husband.is_none() {
            found.husband = Some(name);
        } else if !found.names.contains(&name) {
            found.names.push(name);
        }
    }
    found
}

/// Whether "and" or a comma links the end of a name with the next one.
fn is_linked(reading: &Reading<'_>, end: usize, next: usize) -> bool {
    let gap = reading.items.get(next).map_or(Gap::Stop, |item| item.gap);
    let and = reading.items.get(end).is_some_and(|item| item.is(Meaning::And) && item.gap == Gap::None);
    (end == next && gap == Gap::Comma) || (and && end + 1 == next && gap == Gap::None)
}

fn runs(reading: &Reading<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < reading.items.len() {
        let end = end_of(reading, at);
        if end == at {
            at += 1;
            continue;
        }
        let mother_of = before(reading, at).filter(|item| item.is(Meaning::MotherOf)).is_some();
        let first = if mother_of { at - 1 } else { at };
        let end = end.min(at + LONGEST);
        let wife = before(reading, at).is_some_and(|item| item.is(Meaning::Wife));
        runs.push(Run { first, end, why: why(reading, at, end), wife });
        at = end.max(end_of(reading, at));
    }
    runs
}

/// Where a run of words that may be a name ends.
fn end_of(reading: &Reading<'_>, first: usize) -> usize {
    let fits = |at: usize| {
        let Some(item) = reading.items.get(at).filter(|_| reading.is_unread(at)) else { return false };
        let word = reading.tokens.get(item.first).is_some_and(|token| token.is_word());
        item.is_nameable() && word && (at == first || item.gap == Gap::None)
    };
    let mut end = first;
    while fits(end) {
        end += 1;
    }
    end
}

fn before<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Item> {
    at.checked_sub(1).and_then(|before| reading.items.get(before))
}

fn why(reading: &Reading<'_>, first: usize, end: usize) -> Why {
    let addressed = [Meaning::Address, Meaning::MotherOf, Meaning::NameMark, Meaning::Wife];
    if before(reading, first).and_then(Item::means).is_some_and(|means| addressed.contains(&means)) {
        return Why::Addressed;
    }
    if beside(reading, first, end).is_some() {
        return Why::Beside;
    }
    let capital = |item: &Item| {
        let said = reading.tokens.get(item.first).map_or("", |token| token.said);
        said.chars().next().is_some_and(char::is_uppercase)
    };
    let small = reading.items.iter().any(|item| !capital(item));
    let here = reading.items.get(first).is_some_and(capital);
    if here && small && first > 0 { Why::Capital } else { Why::Alone }
}

/// What lies between a run and what is told beside it, small words left aside; none when nothing is told beside it.
fn beside(reading: &Reading<'_>, first: usize, end: usize) -> Option<Gap> {
    let small = [
        Meaning::Degree,
        Meaning::Filler,
        Meaning::Already,
        Meaning::Address,
        Meaning::MotherOf,
        Meaning::NameMark,
        Meaning::Baby,
        Meaning::And,
    ];
    let is_small = |item: &Item| item.means().is_some_and(|means| small.contains(&means));
    let tells = |item: &Item| item.intent().is_some_and(|intent| intent.is_of_woman());
    let mut widest = reading.items.get(first).map_or(Gap::None, |item| item.gap);
    let mut back = None;
    for item in reading.items.get(..first).unwrap_or_default().iter().rev() {
        if !is_small(item) {
            back = Some(widest).filter(|_| tells(item));
            break;
        }
        widest = widest.max(item.gap);
    }
    let mut widest = Gap::None;
    let mut on = None;
    for item in reading.items.get(end..).unwrap_or_default() {
        widest = widest.max(item.gap);
        if !is_small(item) {
            on = Some(widest).filter(|_| tells(item));
            break;
        }
    }
    back.into_iter().chain(on.filter(|gap| *gap < Gap::Stop)).min()
}

/// Each word with a capital, the rest small: "SITI AMINAH" and "siti aminah" are one name.
fn in_capitals(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Of whom a death was said, if it was said; nothing when a name alone was said, or no death.
pub(super) fn died(reading: &Reading<'_>) -> Option<Died> {
    let at = reading.items.iter().position(|item| item.intent() == Some(Intent::Died))?;
    let of_child = ["kandungan", "perut", "lahir"];
    let words = reading.items.get(at).and_then(|item| reading.tokens.get(item.first..item.end));
    if words.unwrap_or_default().iter().any(|token| of_child.contains(&token.word.as_str())) {
        return Some(Died::Child);
    }
    let mut before = (0..at)
        .rev()
        .take(4)
        .take_while(|before| reading.items.get(before + 1).is_some_and(|after| after.gap == Gap::None));
    let mut after = (at + 1..at + 4)
        .take_while(|after| reading.items.get(*after).is_some_and(|item| item.gap == Gap::None));
    before.find_map(|at| who(reading, at)).or_else(|| after.find_map(|at| who(reading, at)))
}

/// Whom a word names.
fn who(reading: &Reading<'_>, at: usize) -> Option<Died> {
    let item = reading.items.get(at)?;
    let named = reading.items.get(at + 1).is_some_and(Item::is_nameable);
    match item.means()? {
        Meaning::Mother => Some(Died::Mother),
        Meaning::Baby => Some(Died::Child),
        Meaning::MotherAndBaby => Some(Died::Both),
        // "Ibu meninggal", not "Ibu Siti meninggal" nor "bu, ...".
        Meaning::Address if !named && reading.said(at, at + 1).eq_ignore_ascii_case("ibu") => {
            Some(Died::Mother)
        }
        _ => None,
    }
}
