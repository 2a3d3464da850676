//! Whose number a message came from.

use std::collections::BTreeSet;

use crate::{
    ids::{SubjectId, VillageCode},
    register::Register,
    search::phone,
};

/// A telephone number as digits dialled within the country, so that `+62 812-3` and `0812 3` are one. Names that
/// operators send under ("TSEL") have no digits, and are empty.
#[must_use]
pub fn number(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    phone(&digits)
}

/// Everybody of the register with this number: dukun first, then staff, then officials. Several people may share a
/// telephone.
#[must_use]
pub fn senders(register: &Register, from: &str) -> Vec<SubjectId> {
    let wanted = number(from);
    if wanted.is_empty() {
        return Vec::new();
    }
    let is = |phone: &Option<String>| phone.as_deref().is_some_and(|phone| number(phone) == wanted);
    let dukun = register.dukun().iter().filter(|(_, dukun)| !dukun.retired && is(&dukun.phone));
    let staff = register.staff().iter().filter(|(_, staff)| !staff.left && is(&staff.phone));
    let officials = register.officials().iter().filter(|(_, official)| !official.left && is(&official.phone));
    let ids = dukun.map(|(id, _)| *id).chain(staff.map(|(id, _)| *id)).chain(officials.map(|(id, _)| *id));
    ids.collect()
}

/// The villages whose midwives look at what this person sends: where a dukun lives and where she is called to.
#[must_use]
pub fn villages_of(register: &Register, sender: SubjectId) -> Vec<VillageCode> {
    let Some(dukun) = register.dukun().get(&sender) else { return Vec::new() };
    let all: BTreeSet<_> = dukun.village.iter().chain(&dukun.also_serves).cloned().collect();
    all.into_iter().collect()
}
