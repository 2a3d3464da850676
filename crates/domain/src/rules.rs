//! The rules that hold in a unit: the tables and what the unit chose among them.

use jiff::civil::Date;

use crate::{
    choices::Choices,
    facts::{BirthPlace, Unit},
    tables::{Edition, Tables},
};

/// The tables and the choices of a unit. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The rule tables.
    pub tables: &'static Tables,
    /// What the unit chose.
    pub choices: Choices,
}

impl Rules {
    /// The rules of a unit, or the standard ones before it is described.
    #[must_use]
    pub fn of(unit: Option<&Unit>) -> Self {
        let tables = Tables::builtin();
        Self { tables, choices: Choices::of(tables, unit) }
    }

    /// The edition a contact was noted under.
    #[must_use]
    pub fn edition(&self, id: &str) -> &'static Edition {
        self.tables.edition(id)
    }

    /// Whether a birth in this place on this day counts as one in a health facility (the place's half of `Pf`).
    #[must_use]
    pub fn counts_as_facility(&self, place: BirthPlace, on: Date) -> bool {
        if place == BirthPlace::Polindes && !self.choices.flag("polindes_is_facility") {
            return false;
        }
        let begun = self.tables.places.iter().filter(|row| row.place == place && row.from_year <= on.year());
        begun.max_by_key(|row| row.from_year).is_some_and(|row| row.counts)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(None)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn homes_and_waiting_homes_are_no_facilities() {
        let rules = Rules::default();
        let day = date(2025, 5, 21);
        assert!(rules.counts_as_facility(BirthPlace::Pustu, day));
        assert!(rules.counts_as_facility(BirthPlace::Polindes, day));
        assert!(!rules.counts_as_facility(BirthPlace::WaitingHome, day));
        assert!(!rules.counts_as_facility(BirthPlace::DukunsHome, day));
    }

    #[test]
    fn a_unit_may_decide_that_a_polindes_is_none() {
        let choices = BTreeMap::from([("polindes_is_facility".to_owned(), "false".to_owned())]);
        let rules = Rules::of(Some(&Unit { choices, ..Unit::default() }));
        assert!(!rules.counts_as_facility(BirthPlace::Polindes, date(2025, 5, 21)));
    }
}
