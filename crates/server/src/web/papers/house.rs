//! What all papers of a unit share: letterhead, who signs, names of people.

use app::{Lang, Text, labels};
use documents::{
    Paper,
    parts::{Letterhead, Signatory, Style},
};
use domain::{
    facts::{FundingSource, Staff},
    ids::SubjectId,
    register::Register,
};
use serde::Serialize;

/// The unit's letterhead.
pub(super) fn style(register: &Register) -> Style {
    let lines = register.unit().map(|unit| unit.letterhead.clone()).unwrap_or_default();
    // The last line of the letterhead is the address, set small.
    let (lines, address) = match lines.split_last() {
        Some((address, lines)) if lines.len() > 2 => (lines.to_vec(), vec![address.clone()]),
        _ => (lines, Vec::new()),
    };
    Style { letterhead: Letterhead { lines, address, left: None, right: None }, size: None }
}

/// The unit's name.
pub(super) fn unit(register: &Register) -> String {
    register.unit().map(|unit| unit.name.clone()).unwrap_or_default()
}

/// Where letters are signed.
pub(super) fn place(register: &Register) -> String {
    let unit = register.unit();
    let letters = unit.and_then(|unit| unit.letters.as_ref()).map(|letters| letters.place.clone());
    letters
        .filter(|place| !place.is_empty())
        .or_else(|| unit.map(|unit| unit.subdistrict.clone()))
        .unwrap_or_default()
}

/// The head of the unit, acting or not, by her office in the register; a dotted line where nobody has it.
pub(super) fn head(register: &Register) -> Signatory {
    let is_head = |staff: &Staff| {
        !staff.left
            && staff.office.as_deref().is_some_and(|office| {
                let office = office.trim_start_matches("Plt. ").trim_start_matches("Pj. ");
                office.starts_with("Kepala UPT") || office.starts_with("Kepala Puskesmas")
            })
    };
    match register.staff().values().find(|staff| is_head(staff)) {
        Some(staff) => Signatory {
            office: staff.office.clone().unwrap_or_default(),
            name: staff.name.clone(),
            ..Signatory::default()
        },
        None => Signatory { office: format!("Kepala {}", unit(register)), ..Signatory::default() },
    }
}

/// Somebody who signs, by name and office.
pub(super) fn signatory(name: &str, office: &str) -> Signatory {
    Signatory { office: office.to_owned(), name: name.to_owned(), ..Signatory::default() }
}

/// The name of a member of staff or a dukun.
pub(super) fn name(register: &Register, person: SubjectId) -> String {
    let staff = register.staff().get(&person).map(|staff| staff.name.clone());
    staff.or_else(|| register.dukun().get(&person).map(|dukun| dukun.name.clone())).unwrap_or_default()
}

/// Words of the pages in Indonesian, which papers are in whatever language the reader has.
pub(super) fn said(key: &str) -> String {
    Text::of(Lang::Id).t(key).to_owned()
}

/// The word of a choice, as the pages name it.
pub(super) fn label<T: Serialize>(list: &str, value: &T) -> String {
    labels::label(Text::of(Lang::Id), list, value)
}

/// A source of money.
pub(super) fn fund(source: FundingSource) -> String {
    label("fundingsource", &source)
}

/// The same paper with its number.
pub(super) fn with_number(paper: Paper, number: &str) -> Paper {
    let number = Some(number.to_owned());
    match paper {
        Paper::Agreement(paper) => Paper::Agreement(documents::papers::Agreement { number, ..paper }),
        Paper::Decree(paper) => Paper::Decree(documents::papers::Decree { number, ..paper }),
        Paper::Invitation(paper) => Paper::Invitation(documents::papers::Invitation { number, ..paper }),
        Paper::Receipt(paper) => Paper::Receipt(documents::papers::Receipt { number, ..paper }),
        Paper::Referral(paper) => Paper::Referral(documents::papers::ReferralLetter { number, ..paper }),
        Paper::Addendum(paper) => Paper::Addendum(documents::papers::Addendum { number, ..paper }),
        Paper::Press(paper) => Paper::Press(documents::papers::PressRelease { number, ..paper }),
        other => other,
    }
}
