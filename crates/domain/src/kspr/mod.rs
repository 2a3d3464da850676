//! The score card of Poedji Rochjati (Kartu Skor Poedji Rochjati, KSPR; domain.md §4).

mod four_t;

use jiff::civil::Date;
use serde::Deserialize;

pub use self::four_t::{FourT, four_t};
use crate::{
    answer::Answer,
    conditions::{Alternatives, because, judge},
    family::{Family, Pregnancy},
    findings::lacking,
    inputs::{Input, Inputs},
    readings,
    rules::Rules,
    tables::Row,
};

/// Every pregnancy starts with this score.
pub const START: u16 = 2;

/// The group of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Group {
    /// I, APGO: may come to an obstetric emergency.
    I,
    /// II, AGO: is an obstetric risk.
    #[serde(rename = "II")]
    Ii,
    /// III, AGDO: is an obstetric emergency.
    #[serde(rename = "III")]
    Iii,
}

/// An item of the card. The row's id is the card's number.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardItem {
    /// Its group.
    pub group: Group,
    /// Its points.
    pub weight: u16,
    /// Alternatives, each a list of conditions that must all hold.
    pub any: Alternatives,
    /// What must be known before it counts as looked at.
    pub needs: Vec<String>,
    /// Counts from any contact of the pregnancy on, and not by the latest reading.
    #[serde(default)]
    pub each_contact: bool,
    /// Not counted beside this item, which has the same cause.
    #[serde(default)]
    pub not_with: Option<String>,
    /// The choice by which it is counted beside it all the same.
    #[serde(default)]
    pub unless: Option<String>,
    /// The variant of the card that has it; all, where none is named.
    #[serde(default)]
    pub variant: Option<String>,
    /// Only for those who care for her.
    #[serde(default)]
    pub sensitive: bool,
}

impl CardItem {
    /// Judges readings: a doubt that concerns nothing the item needs is taken for a no.
    #[must_use]
    pub fn judge(&self, inputs: &Inputs<'_>, rules: &Rules) -> Answer {
        match judge(&self.any, inputs, &rules.choices) {
            Answer::NotAssessed if lacking(&self.needs, &self.any, inputs).next().is_none() => Answer::No,
            verdict => verdict,
        }
    }
}

/// What a score means. The row's id is the band.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandRow {
    /// The smallest score of the band.
    pub from: u16,
    /// Who should attend the birth.
    pub attendants: Vec<String>,
    /// Where the birth should be.
    pub places: Vec<String>,
    /// How she should be referred.
    pub referral: String,
}

/// The band of a score, lowest risk first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Low risk (kehamilan risiko rendah).
    Krr,
    /// High risk (kehamilan risiko tinggi).
    Krt,
    /// Very high risk (kehamilan risiko sangat tinggi).
    Krst,
}

impl Band {
    /// The band as the card and exports write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Krr => "KRR",
            Self::Krt => "KRT",
            Self::Krst => "KRST",
        }
    }

    /// The band of a score: 2 KRR, 6 to 10 KRT, 12 and more KRST.
    #[must_use]
    pub fn of(score: u16, rules: &Rules) -> Self {
        let row = rules.tables.kspr_bands.iter().filter(|row| row.from <= score).max_by_key(|row| row.from);
        match row.map(|row| row.id.as_str()) {
            Some("KRST") => Self::Krst,
            Some("KRT") => Self::Krt,
            _ => Self::Krr,
        }
    }
}

/// An item that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredItem {
    /// The card's number.
    pub id: String,
    /// Its points.
    pub points: u16,
    /// What it follows from: input and value as text; `answered` when somebody ticked it.
    pub because: Vec<(String, String)>,
    /// Only for those who care for her.
    pub sensitive: bool,
}

/// What the card advises, by keys of the text catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Who should attend.
    pub attendants: Vec<String>,
    /// Where.
    pub places: Vec<String>,
    /// How she should be referred.
    pub referral: String,
}

/// The score of a pregnancy on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Kspr {
    /// The score.
    pub score: u16,
    /// Its band.
    pub band: Band,
    /// The items that count, in the order of the card.
    pub items: Vec<ScoredItem>,
    /// Items nobody looked at yet; they count nothing, and are no "no".
    pub not_assessed: Vec<String>,
    /// What the card advises.
    pub advice: Advice,
}

/// The total of items with these points.
#[must_use]
pub fn total(points: impl IntoIterator<Item = u16>) -> u16 {
    points.into_iter().fold(START, u16::saturating_add)
}

/// Scores a pregnancy by what was noted up to a day; after its end, by the day it ended.
#[must_use]
pub fn score(family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Kspr {
    let on = pregnancy.over_on().map_or(on, |over| over.min(on));
    let contacts: Vec<_> = pregnancy
        .contacts
        .iter()
        .filter(|contact| contact.on <= on)
        .map(|contact| readings::of_antenatal(family, pregnancy, contact, rules))
        .collect();
    let standing = standing(family, pregnancy, &contacts, rules, on);
    let mut items = Vec::new();
    let mut not_assessed = Vec::new();
    for card in of_variant(rules) {
        let seen: Vec<&Inputs<'_>> =
            if card.each_contact { contacts.iter().collect() } else { vec![&standing] };
        let (verdict, because) = derived(card, &seen, rules);
        match (verdict, answered(pregnancy, &card.id, on)) {
            (Answer::Yes, _) => items.push(scored(card, because)),
            (_, Answer::Yes) => items.push(scored(card, vec![("answered".to_owned(), "yes".to_owned())])),
            (Answer::No, _) | (_, Answer::No) => {}
            (Answer::NotAssessed, Answer::NotAssessed) => not_assessed.push(card.id.clone()),
        }
    }
    drop_doubles(&mut items, rules);
    let score = total(items.iter().map(|item| item.points));
    let band = Band::of(score, rules);
    Kspr { score, band, items, not_assessed, advice: advice(band, rules) }
}

/// The items of the variant of the card that the unit uses.
pub fn of_variant(rules: &Rules) -> impl Iterator<Item = &'static Row<CardItem>> {
    let variant = rules.choices.word("kspr_variant").to_owned();
    rules.tables.kspr.iter().filter(move |card| card.variant.as_ref().is_none_or(|own| *own == variant))
}

/// What, once found, is not undone by a later reading.
const ONCE: [Input; 6] =
    [Input::Hiv, Input::Syphilis, Input::Hbsag, Input::Malaria, Input::Fetuses, Input::Hydramnion];

/// The latest readings of the contacts up to a day, with what is known of the woman on it.
fn standing<'a>(
    family: &'a Family,
    pregnancy: &'a Pregnancy,
    contacts: &[Inputs<'_>],
    rules: &Rules,
    on: Date,
) -> Inputs<'a> {
    let today = readings::of_woman(family, pregnancy, rules, on);
    let mut inputs = today.clone();
    for contact in contacts {
        let before = ONCE.map(|once| inputs.get(once));
        inputs.follow(contact);
        for (once, before) in ONCE.into_iter().zip(before) {
            let most = before.zip(inputs.get(once)).map(|(before, now)| before.max(now));
            inputs.set(once, most);
        }
    }
    inputs.put(Input::Weeks, today.get(Input::Weeks));
    inputs.put(Input::Age, today.get(Input::Age));
    let died = readings::died_in_womb(pregnancy, on).map(|died| f64::from(u8::from(died)));
    inputs.set(Input::FetalDeath, died);
    inputs
}

/// What readings say of an item: yes when any says yes, no when one says no and none yes.
fn derived(card: &CardItem, seen: &[&Inputs<'_>], rules: &Rules) -> (Answer, Vec<(String, String)>) {
    let mut verdict = Answer::NotAssessed;
    for inputs in seen {
        match card.judge(inputs, rules) {
            Answer::Yes => return (Answer::Yes, because(&card.any, inputs, &rules.choices)),
            Answer::No => verdict = Answer::No,
            Answer::NotAssessed => {}
        }
    }
    (verdict, Vec::new())
}

/// The latest answer that somebody gave for an item.
fn answered(pregnancy: &Pregnancy, id: &str, on: Date) -> Answer {
    let contacts = pregnancy.contacts.iter().rev().filter(|contact| contact.on <= on);
    contacts.map(|contact| contact.factors.get(id)).find(|answer| answer.is_assessed()).unwrap_or_default()
}

fn scored(card: &Row<CardItem>, because: Vec<(String, String)>) -> ScoredItem {
    ScoredItem { id: card.id.clone(), points: card.weight, because, sensitive: card.sensitive }
}

/// Leaves out items that another one of the same cause already counts.
fn drop_doubles(items: &mut Vec<ScoredItem>, rules: &Rules) {
    let counted: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
    items.retain(|item| {
        let card = rules.tables.kspr.iter().find(|card| card.id == item.id);
        let Some((card, other)) = card.and_then(|card| card.not_with.as_ref().map(|other| (card, other)))
        else {
            return true;
        };
        !counted.contains(other) || card.unless.as_ref().is_some_and(|choice| rules.choices.flag(choice))
    });
}

fn advice(band: Band, rules: &Rules) -> Advice {
    let row = rules.tables.kspr_bands.iter().find(|row| row.id == band.name());
    row.map_or_else(Advice::default, |row| Advice {
        attendants: row.attendants.clone(),
        places: row.places.clone(),
        referral: row.referral.clone(),
    })
}
