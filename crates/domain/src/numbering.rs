//! Which number a letter gets: the next of its class and year, without gaps, also after those cancelled.

use std::str::FromStr;

use jiff::civil::Date;

use crate::{
    facts::{Letters, PaperKind},
    letter_number::{Fault, Parts, Template},
    register::Register,
};

/// The template where a unit has none of its own: that of the decree of 17 May 2025 (domain.md §9.5).
pub const USUAL_TEMPLATE: &str = "{klas}/{seq:03}/{unit}/{sub}/{roman_month}.{year}";

/// The class where a unit named none: 400.7.27.2, advocacy and partnership in health (domain.md §9.5,
/// Permendagri 83/2022; unconfirmed for any single kind of paper, so units set their own).
pub const USUAL_CLASS: &str = "400.7.27.2";

/// A number that is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// The class.
    pub class: String,
    /// The year.
    pub year: i16,
    /// The running number.
    pub seq: u32,
    /// The number as printed.
    pub number: String,
}

/// The word of a kind of paper, as units use it to name classes.
#[must_use]
pub fn word(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Decree => "decree",
        PaperKind::Invitation => "invitation",
        PaperKind::Terms => "terms",
        PaperKind::Minutes => "minutes",
        PaperKind::Agreement => "agreement",
        PaperKind::Addendum => "addendum",
        PaperKind::Receipt => "receipt",
        PaperKind::Referral => "referral",
        PaperKind::PressRelease => "press_release",
        PaperKind::Assignment => "assignment",
    }
}

/// The next number for a paper of a day: after those that were given here, and those that the unit says
/// were given on paper. Whoever gives it must keep others from asking meanwhile.
///
/// # Errors
/// [`Fault`] when the unit's template can't be used, or wants what the unit did not say.
pub fn next(register: &Register, kind: PaperKind, on: Date) -> Result<Free, Fault> {
    let unit = register.unit();
    let usual = Letters::default();
    let letters = unit.and_then(|unit| unit.letters.as_ref()).unwrap_or(&usual);
    let class = letters.classes.get(word(kind)).map_or(USUAL_CLASS, String::as_str);
    let template = if letters.template.is_empty() { USUAL_TEMPLATE } else { &letters.template };
    let year = on.year();
    let given = register.matters().papers.values().map(|paper| &paper.numbered);
    let given = given.filter(|paper| paper.class == class && paper.year == year).map(|paper| paper.seq);
    let used = letters.used.iter().filter(|used| used.class == class && used.year == year);
    let seq = given.chain(used.map(|used| used.seq)).max().unwrap_or(0) + 1;
    let parts = Parts { class, sequence: seq, unit: &letters.unit, sub: &letters.sub, date: on };
    let number = Template::from_str(template)?.fill(&parts)?;
    Ok(Free { class: class.to_owned(), year, seq, number })
}
