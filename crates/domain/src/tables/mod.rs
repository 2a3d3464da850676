//! The rule tables: knowledge as data, each row with its source, its edition and who confirmed it.
//!
//! The tables live in `crates/domain/tables/` and are compiled in, as JSON. [`Tables::parse`] refuses a row
//! without a source, so a table that loads can always say where a statement comes from.

mod check;
mod places;
mod risk;
mod row;

use std::sync::LazyLock;

use jiff::civil::Date;

pub(crate) use self::row::compiled_in;
#[cfg(test)]
pub(crate) use self::row::written;
pub use self::{
    places::PlaceOfBirth,
    risk::{RiskFactor, Weight},
    row::{BadTable, Row, rows},
};
use crate::{
    answer::{Answer, Answers},
    choices::Choice,
    findings::Rule,
    growth::Curve,
    history::HistoryItem,
    immunisation::Dose,
    kspr::{BandRow, CardItem, FourT},
    nutrition::BmiClass,
    signs::Sign,
};

/// An edition of the rules, in force from a day on until the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its id, as contacts carry it.
    pub id: String,
    /// The day it came into force.
    pub begins: Date,
    /// Where it comes from.
    pub source: String,
}

/// The texts of all table files, as JSON.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// `editions.toml`
    pub editions: &'a str,
    /// `choices.toml`
    pub choices: &'a str,
    /// `facilities.toml`
    pub facilities: &'a str,
    /// `signs.toml`
    pub signs: &'a str,
    /// `history.toml`
    pub history: &'a str,
    /// `findings.toml`
    pub rules: &'a str,
    /// `pe-factors.toml`
    pub pe_factors: &'a str,
    /// `kspr.toml`
    pub kspr: &'a str,
    /// `kspr-bands.toml`
    pub kspr_bands: &'a str,
    /// `four-t.toml`
    pub four_t: &'a str,
    /// `immunisation.toml`
    pub doses: &'a str,
    /// `growth.toml`
    pub growth: &'a str,
    /// `weight-gain.toml`
    pub bmi_classes: &'a str,
}

impl Texts<'static> {
    /// The tables compiled in.
    pub const BUILTIN: Self = Self {
        editions: compiled_in!("editions"),
        choices: compiled_in!("choices"),
        facilities: compiled_in!("facilities"),
        signs: compiled_in!("signs"),
        history: compiled_in!("history"),
        rules: compiled_in!("findings"),
        pe_factors: compiled_in!("pe-factors"),
        kspr: compiled_in!("kspr"),
        kspr_bands: compiled_in!("kspr-bands"),
        four_t: compiled_in!("four-t"),
        doses: compiled_in!("immunisation"),
        growth: compiled_in!("growth"),
        bmi_classes: compiled_in!("weight-gain"),
    };
}

/// All rule tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Editions, oldest first; never empty.
    pub editions: Vec<Edition>,
    /// What a unit may decide for itself.
    pub choices: Vec<Row<Choice>>,
    /// Which places of birth count as a facility.
    pub places: Vec<Row<PlaceOfBirth>>,
    /// Danger signs.
    pub signs: Vec<Row<Sign>>,
    /// Items of history.
    pub history: Vec<Row<HistoryItem>>,
    /// Every item of history about earlier pregnancies, answered with no: what holds in a first pregnancy.
    pub nothing_before: Answers,
    /// Rules of findings.
    pub rules: Vec<Row<Rule>>,
    /// Risk factors of pre-eclampsia.
    pub pe_factors: Vec<Row<RiskFactor>>,
    /// Items of the score card.
    pub kspr: Vec<Row<CardItem>>,
    /// What a score means.
    pub kspr_bands: Vec<Row<BandRow>>,
    /// The four "too" of SATUSEHAT.
    pub four_t: Vec<Row<FourT>>,
    /// The immunisation schedule.
    pub doses: Vec<Row<Dose>>,
    /// Weight for age of the WHO.
    pub growth: Vec<Row<Curve>>,
    /// Body mass index and weight gain.
    pub bmi_classes: Vec<Row<BmiClass>>,
}

static BUILTIN: LazyLock<Tables> =
    LazyLock::new(|| Tables::parse(&Texts::BUILTIN).expect("the tables compiled in are tested to load"));

impl Tables {
    /// The tables compiled in.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads all tables.
    ///
    /// # Errors
    /// [`BadTable`] for the first row without a source, with an unknown key, or otherwise unreadable.
    pub fn parse(texts: &Texts<'_>) -> Result<Self, BadTable> {
        let editions = editions(texts.editions)?;
        let history: Vec<Row<HistoryItem>> = rows("history.toml", "history", texts.history, &editions)?;
        let tables = Self {
            choices: rows("choices.toml", "choice", texts.choices, &editions)?,
            places: rows("facilities.toml", "place", texts.facilities, &editions)?,
            signs: rows("signs.toml", "sign", texts.signs, &editions)?,
            nothing_before: nothing_before(&history),
            history,
            rules: rows("findings.toml", "rule", texts.rules, &editions)?,
            pe_factors: rows("pe-factors.toml", "factor", texts.pe_factors, &editions)?,
            kspr: rows("kspr.toml", "item", texts.kspr, &editions)?,
            kspr_bands: rows("kspr-bands.toml", "band", texts.kspr_bands, &editions)?,
            four_t: rows("four-t.toml", "four_t", texts.four_t, &editions)?,
            doses: rows("immunisation.toml", "dose", texts.doses, &editions)?,
            growth: rows("growth.toml", "curve", texts.growth, &editions)?,
            bmi_classes: rows("weight-gain.toml", "class", texts.bmi_classes, &editions)?,
            editions,
        };
        check::check(&tables)?;
        Ok(tables)
    }

    /// The id of the edition in force on a day; before the first, the first.
    #[must_use]
    pub fn edition_on(&self, day: Date) -> &str {
        self.in_force(day).id.as_str()
    }

    /// The edition in force on a day; before the first, the first.
    #[must_use]
    pub fn in_force(&self, day: Date) -> &Edition {
        let begun = self.editions.iter().rev().find(|edition| edition.begins <= day);
        begun.or(self.editions.first()).expect("parse refuses an empty list of editions")
    }

    /// The edition of this id; one that is not known (a newer phone's) is read as the newest.
    #[must_use]
    pub fn edition(&self, id: &str) -> &Edition {
        let known = self.editions.iter().find(|edition| edition.id == id);
        known.or(self.editions.last()).expect("parse refuses an empty list of editions")
    }
}

fn nothing_before(history: &[Row<HistoryItem>]) -> Answers {
    Answers(history.iter().filter(|item| item.obstetric).map(|item| (item.id.clone(), Answer::No)).collect())
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Begins {
    begins: String,
}

fn editions(text: &str) -> Result<Vec<Edition>, BadTable> {
    let bad = |row: &str, reason: &str| BadTable {
        file: "editions.toml".to_owned(),
        row: row.to_owned(),
        reason: reason.to_owned(),
    };
    let mut found = Vec::new();
    for row in rows::<Begins>("editions.toml", "edition", text, &[])? {
        let begins = row.begins.parse().map_err(|_| bad(&row.id, "`begins` is not a date"))?;
        found.push(Edition { id: row.id, begins, source: row.source });
    }
    if found.is_empty() {
        return Err(bad("the file", "has no edition"));
    }
    found.sort_by_key(|edition| edition.begins);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_tables_compiled_in_load() {
        Tables::parse(&Texts::BUILTIN).unwrap();
    }

    #[test]
    fn the_edition_of_a_day() {
        let tables = Tables::builtin();
        assert_eq!(tables.edition_on(date(2009, 1, 1)), "2010");
        assert_eq!(tables.edition_on(date(2020, 12, 31)), "2010");
        assert_eq!(tables.edition_on(date(2021, 1, 1)), "2021");
        assert_eq!(tables.edition("2099").id, "2021");
    }

    #[test]
    fn a_rule_without_a_source_does_not_load() {
        let choices = "[[choice]]\nid = \"x\"\ndefault = true\nconfirmed = false\n";
        let error = Tables::parse(&Texts { choices: &written(choices), ..Texts::BUILTIN }).unwrap_err();
        assert_eq!((error.row.as_str(), error.file.as_str()), ("x", "choices.toml"));
        assert!(error.reason.contains("source"), "{error}");
    }

    #[test]
    fn an_unknown_key_does_not_load() {
        let facilities = "[[place]]\nid = \"pustu\"\ncounts = true\nfrom_year = 2010\nsource = \"s\"\nconfirmed = false\nfrom = 1\n";
        let error = Tables::parse(&Texts { facilities: &written(facilities), ..Texts::BUILTIN }).unwrap_err();
        assert!(error.reason.contains("from"), "{error}");
    }

    #[test]
    fn a_row_there_twice_does_not_load() {
        let one = "[[choice]]\nid = \"x\"\ndefault = true\nsource = \"s\"\nconfirmed = false\n";
        let choices = written(&format!("{one}{one}"));
        assert!(Tables::parse(&Texts { choices: &choices, ..Texts::BUILTIN }).is_err());
    }
}
