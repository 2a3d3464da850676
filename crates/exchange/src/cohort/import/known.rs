//! What the register already knows, laid out for looking up.

use std::{collections::HashMap, sync::Arc};

use domain::{
    facts::Village,
    family::{Family, Pregnancy},
    ids::{PregnancyId, SubjectId, VillageCode},
    names, places,
    register::Register,
};
use jiff::civil::Date;

use super::ids;

/// Two first days of pregnancies that lie further apart are of different pregnancies, unless the
/// names are alike.
const DAYS_APART: i32 = 200;
/// Names above this likeness are of one woman.
pub(super) const ALIKE: f64 = 0.8;

/// A pregnancy and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) family: &'a Arc<Family>,
    pub(super) pregnancy: &'a Pregnancy,
}

/// The register, laid out.
pub(super) struct Known<'a> {
    by_number: HashMap<String, Vec<Place<'a>>>,
    by_nik: HashMap<String, &'a Arc<Family>>,
    villages: Vec<&'a Village>,
}

impl<'a> Known<'a> {
    pub(super) fn of(register: &'a Register) -> Self {
        let mut by_number: HashMap<String, Vec<Place<'a>>> = HashMap::new();
        let mut by_nik = HashMap::new();
        for family in register.families() {
            if let Some(nik) = family.woman.as_ref().and_then(|woman| woman.nik.clone()) {
                by_nik.insert(nik, family);
            }
            for pregnancy in &family.pregnancies {
                let known = Place { family, pregnancy };
                let stated =
                    pregnancy.registered.as_ref().and_then(|registered| registered.cohort_no.as_deref());
                by_number.entry(ids::key_of(&ids::number_of(pregnancy.id))).or_default().push(known);
                if let Some(number) = stated {
                    by_number.entry(ids::key_of(number)).or_default().push(known);
                }
            }
        }
        // Families come in no order; what follows must not depend on it.
        for known in by_number.values_mut() {
            known.sort_by_key(|known| (known.pregnancy.lmp(), known.pregnancy.id));
        }
        let villages = register
            .villages()
            .values()
            .map(|village| &**village)
            .filter(|village| !village.closed)
            .collect();
        Self { by_number, by_nik, villages }
    }

    /// The village that a text means.
    pub(super) fn village(&self, text: &str) -> Result<VillageCode, Option<String>> {
        let villages = || self.villages.iter().copied();
        let named = |code: VillageCode| {
            villages().find(|village| village.code == code.as_str()).map(|village| village.name.clone())
        };
        places::match_village(text, villages())
            .ok_or_else(|| places::closest_village(text, villages()).and_then(named))
    }

    /// The pregnancy that a row of the mothers' sheet is about. A number that another woman had in
    /// another year finds nothing.
    pub(super) fn pregnancy(&self, key: &str, name: &str, lmp: Option<Date>) -> Option<Place<'a>> {
        let candidates = self.by_number.get(key)?;
        let sounds = names::sounds(name);
        let alike = |known: &Place<'_>| {
            names::similarity_of_sounds(&sounds, &names::sounds(known.family.name())) > ALIKE
        };
        let apart = |known: &Place<'_>| match (lmp, known.pregnancy.lmp()) {
            (Some(a), Some(b)) => domain::gestation::days_between(a, b).abs(),
            _ => 0,
        };
        let fits = candidates.iter().filter(|known| alike(known) || apart(known) <= DAYS_APART);
        fits.min_by_key(|known| (!alike(known), apart(known))).copied()
    }

    /// Whether any pregnancy has this number.
    pub(super) fn has_number(&self, key: &str) -> bool {
        self.by_number.contains_key(key)
    }

    /// The newest pregnancy of a number that stands in no row of the mothers' sheet.
    pub(super) fn latest(&self, key: &str) -> Option<Place<'a>> {
        self.by_number.get(key)?.last().copied()
    }

    /// The family of a woman with this NIK.
    pub(super) fn of_nik(&self, nik: &str) -> Option<&'a Arc<Family>> {
        self.by_nik.get(nik).copied()
    }
}

/// A mother as the other sheets need her.
#[derive(Clone)]
pub(super) struct Mother<'a> {
    pub(super) subject: SubjectId,
    pub(super) pregnancy: PregnancyId,
    pub(super) village: Option<VillageCode>,
    /// What the register holds of the pregnancy.
    pub(super) known: Option<&'a Pregnancy>,
    /// First day of the last menstrual period.
    pub(super) lmp: Option<Date>,
    /// The day of birth.
    pub(super) born: Option<Date>,
    /// The children by their number, with whether each was born alive.
    pub(super) children: Vec<(u8, domain::ids::ChildId, bool)>,
}

impl<'a> Mother<'a> {
    /// A mother of the register.
    pub(super) fn of(known: Place<'a>) -> Self {
        let pregnancy = known.pregnancy;
        Self {
            subject: known.family.id,
            pregnancy: pregnancy.id,
            village: pregnancy.village.clone(),
            known: Some(pregnancy),
            lmp: pregnancy.lmp(),
            born: pregnancy.birth.as_ref().map(|birth| birth.on),
            children: numbered(pregnancy),
        }
    }
}

/// Children by the number that the workbook gives them: the one their id was derived from, else
/// their place in the birth.
pub(in crate::cohort) fn numbered(pregnancy: &Pregnancy) -> Vec<(u8, domain::ids::ChildId, bool)> {
    let number = |child: &domain::family::Child| {
        (1..10).find(|no| ids::child(pregnancy.id, *no) == child.id).unwrap_or(child.no)
    };
    let alive = |child: &domain::family::Child| {
        child.newborn().is_none_or(|newborn| newborn.outcome == domain::facts::BirthOutcome::Alive)
    };
    pregnancy.children.iter().map(|child| (number(child), child.id, alive(child))).collect()
}
