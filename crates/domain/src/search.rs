//! Finding a mother by part of her name, her husband's, her village, NIK, telephone or number in the
//! register, in any spelling, as it is typed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use strsim::osa_distance;

use crate::{
    family::Family,
    ids::{SubjectId, VillageCode},
    names, nik,
};

/// What a word of the query was found in; the earlier weighs more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Her name.
    Name,
    /// Her husband's name.
    Husband,
    /// A child's name.
    Child,
    /// Her village.
    Village,
    /// NIK.
    Nik,
    /// Telephone.
    Phone,
    /// Number in the cohort register.
    CohortNo,
}

/// A family that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which.
    pub subject: SubjectId,
    /// How well it fits; more is better.
    pub score: f64,
    /// What the words were found in, without repetition.
    pub fields: Vec<Field>,
}

/// The words of all families. Kept beside the register and told of each family that changed.
#[derive(Clone, Debug, Default)]
pub struct Index {
    families: HashMap<SubjectId, Doc>,
    words: BTreeMap<String, Places>,
}

/// Where a word stands, and which letters it has.
#[derive(Clone, Debug, Default)]
struct Places {
    letters: u32,
    at: BTreeSet<(SubjectId, Field)>,
}

#[derive(Clone, Debug, Default)]
struct Doc {
    village: Option<VillageCode>,
    name: String,
    words: Vec<(String, Field)>,
    numbers: Vec<(String, Field)>,
}

impl Index {
    /// Takes in a family as it is now; `village` is the name of its village.
    pub fn put(&mut self, family: &Family, village: &str) {
        self.remove(family.id);
        let doc = doc(family, village);
        for (word, field) in &doc.words {
            let places = self.words.entry(word.clone()).or_default();
            places.letters = letters(word);
            places.at.insert((family.id, *field));
        }
        self.families.insert(family.id, doc);
    }

    /// Forgets a family.
    pub fn remove(&mut self, subject: SubjectId) {
        let Some(doc) = self.families.remove(&subject) else { return };
        for (word, field) in doc.words {
            if let Some(places) = self.words.get_mut(&word) {
                places.at.remove(&(subject, field));
                if places.at.is_empty() {
                    self.words.remove(&word);
                }
            }
        }
    }

    /// How many families it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.families.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.families.is_empty()
    }

    /// The families that fit every word of the query and that `may` be seen (by subject and village),
    /// best first, at most `limit`.
    pub fn find(
        &self,
        query: &str,
        limit: usize,
        may: impl Fn(SubjectId, Option<&VillageCode>) -> bool,
    ) -> Vec<Hit> {
        let mut found: Option<HashMap<SubjectId, Hit>> = None;
        for word in asked(query) {
            let here = self.word(&word);
            found = Some(match found {
                None => here,
                Some(before) => both(before, here),
            });
        }
        let mut found = found.unwrap_or_default();
        if let Some(joined) = joined(query).filter(|_| found.len() < ENOUGH) {
            self.word(&joined).into_iter().for_each(|(subject, hit)| {
                found.entry(subject).or_insert(hit);
            });
        }
        let mut hits: Vec<(Hit, &Doc)> = found
            .into_values()
            .filter_map(|hit| Some((self.families.get(&hit.subject)?, hit)))
            .filter(|(doc, hit)| may(hit.subject, doc.village.as_ref()))
            .map(|(doc, hit)| (hit, doc))
            .collect();
        hits.sort_by(|(a, first), (b, second)| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| first.name.cmp(&second.name)).then_with(|| a.subject.cmp(&b.subject))
        });
        hits.into_iter().take(limit).map(|(hit, _)| hit).collect()
    }

    fn word(&self, asked: &Asked) -> HashMap<SubjectId, Hit> {
        let mut hits = HashMap::new();
        for heard in &asked.heard {
            for (word, places) in
                self.words.range(heard.clone()..).take_while(|(word, _)| word.starts_with(heard))
            {
                let quality = if word == heard { 1.0 } else { 0.9 };
                places.at.iter().for_each(|(subject, field)| add(&mut hits, *subject, *field, quality));
            }
        }
        if let Some(number) = &asked.number {
            self.numbers(number, &mut hits);
        }
        if hits.len() < ENOUGH {
            self.misspelt(asked, &mut hits);
        }
        hits
    }

    fn numbers(&self, number: &str, hits: &mut HashMap<SubjectId, Hit>) {
        for (subject, doc) in &self.families {
            for (known, field) in doc.numbers.iter().filter(|(known, _)| known.contains(number)) {
                let quality = if known == number {
                    1.0
                } else if known.starts_with(number) {
                    0.9
                } else {
                    0.7
                };
                add(hits, *subject, *field, quality);
            }
        }
    }

    /// Words that differ in one letter, or in two where they are long.
    fn misspelt(&self, asked: &Asked, hits: &mut HashMap<SubjectId, Hit>) {
        let Some(heard) = asked.heard.first().filter(|heard| heard.len() >= 4 && heard.is_ascii()) else {
            return;
        };
        let (allowed, most) = if heard.len() >= 7 { (2, 2) } else { (1, 1) };
        let wanted = letters(heard);
        let lengths = heard.len() - allowed..=heard.len() + UNTYPED;
        for (word, places) in self.words.iter().filter(|(word, _)| lengths.contains(&word.len())) {
            // Part of the word may not be typed yet: its beginning is compared, a letter longer too.
            let begins = [heard.len(), heard.len() + 1].map(|len| word.get(..len).unwrap_or(word));
            let alike = (places.letters & wanted).count_ones() + most >= wanted.count_ones();
            if alike && begins.iter().any(|begin| osa_distance(begin, heard) <= allowed) {
                places.at.iter().for_each(|(subject, field)| add(hits, *subject, *field, 0.6));
            }
        }
    }
}

/// So many letters of a misspelt word may still be untyped.
const UNTYPED: usize = 4;

/// Where so many are found as typed, nobody looks for misspelt ones.
const ENOUGH: usize = 8;

/// The letters of a word as a set: a cheap test before the costly one.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 31))
}

struct Asked {
    heard: Vec<String>,
    number: Option<String>,
}

/// The words of a query as they sound, and those that are numbers.
fn asked(query: &str) -> Vec<Asked> {
    let joined = digits(query);
    let only_number = !query.chars().any(char::is_alphabetic) && joined.len() >= 3;
    if only_number {
        return vec![Asked { heard: Vec::new(), number: Some(phone(&joined)) }];
    }
    names::parts(query)
        .iter()
        .map(|part| {
            let spelt = names::sound(part);
            // The letter h at the end is not heard, but may be the beginning of more.
            let begun = part.ends_with('h').then(|| format!("{}h", spelt.trim_end_matches('h')));
            let number = digits(part);
            Asked {
                heard: [Some(spelt), begun].into_iter().flatten().filter(|heard| !heard.is_empty()).collect(),
                number: (number.len() >= 3).then_some(number),
            }
        })
        .collect()
}

/// The words of a query as one: "Nur Hayati" is "Nurhayati" too.
fn joined(query: &str) -> Option<Asked> {
    let heard = names::sounds(query);
    (heard.len() > 1).then(|| Asked { heard: vec![heard.concat()], number: None })
}

fn doc(family: &Family, village: &str) -> Doc {
    let mut doc =
        Doc { village: family.village.clone(), name: family.name().to_lowercase(), ..Doc::default() };
    let mut words = |text: &str, field: Field| {
        let heard: Vec<_> = names::sounds(text);
        if heard.len() > 1 {
            doc.words.push((heard.concat(), field));
        }
        doc.words.extend(heard.into_iter().map(|word| (word, field)));
    };
    words(family.name(), Field::Name);
    words(family.husband().unwrap_or_default(), Field::Husband);
    words(village, Field::Village);
    for child in family.pregnancies.iter().flat_map(|pregnancy| &pregnancy.children) {
        words(child.newborn().and_then(|newborn| newborn.name.as_deref()).unwrap_or_default(), Field::Child);
    }
    for registered in family.pregnancies.iter().filter_map(|pregnancy| pregnancy.registered.as_ref()) {
        let Some(no) = &registered.cohort_no else { continue };
        words(no, Field::CohortNo);
        doc.numbers.push((digits(no), Field::CohortNo));
    }
    let woman = family.woman.as_deref();
    let told =
        family.pregnancies.iter().flat_map(|pregnancy| &pregnancy.notices).filter_map(|n| n.phone.as_ref());
    if let Some(number) = woman.and_then(|woman| woman.nik.as_deref()) {
        doc.numbers.push((nik::clean(number), Field::Nik));
    }
    for number in woman.and_then(|woman| woman.phone.as_ref()).into_iter().chain(told) {
        doc.numbers.push((phone(&digits(number)), Field::Phone));
    }
    doc.words.sort();
    doc.words.dedup();
    doc
}

fn add(hits: &mut HashMap<SubjectId, Hit>, subject: SubjectId, field: Field, quality: f64) {
    let weight = match field {
        Field::Name => 1.0,
        Field::Nik | Field::CohortNo => 0.95,
        Field::Phone => 0.9,
        Field::Husband => 0.8,
        Field::Child => 0.7,
        Field::Village => 0.5,
    };
    let score = weight * quality;
    let hit = hits.entry(subject).or_insert_with(|| Hit { subject, score, fields: vec![field] });
    if score > hit.score {
        hit.score = score;
        hit.fields = vec![field];
    }
}

/// Families that fit both; their scores are added.
fn both(before: HashMap<SubjectId, Hit>, mut here: HashMap<SubjectId, Hit>) -> HashMap<SubjectId, Hit> {
    before
        .into_iter()
        .filter_map(|(subject, mut hit)| {
            let other = here.remove(&subject)?;
            hit.score += other.score;
            hit.fields.extend(other.fields);
            hit.fields.sort_unstable();
            hit.fields.dedup();
            Some((subject, hit))
        })
        .collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A telephone as dialled within the country: `+62 812` is `0812`.
pub(crate) fn phone(digits: &str) -> String {
    match digits.strip_prefix("62") {
        Some(rest) if rest.starts_with('8') => format!("0{rest}"),
        _ => digits.to_owned(),
    }
}
