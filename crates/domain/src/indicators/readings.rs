//! Readings held against the rule tables, for the marks that count them: the thresholds of anaemia and KEK
//! are those of the findings, by the edition that a contact was noted under.

use crate::{
    conditions::judge,
    facts::AntenatalContact,
    findings::Rule,
    inputs::{Input, Inputs},
    rules::Rules,
    tables::{Edition, Row},
};

/// How severe an anaemia is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anaemia {
    /// None.
    None,
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
}

/// The rules that the marks ask, found once for many rows.
pub(super) struct Thresholds<'a> {
    rules: &'a Rules,
    mild: Vec<&'static Row<Rule>>,
    moderate: Vec<&'static Row<Rule>>,
    severe: Vec<&'static Row<Rule>>,
    kek: Vec<&'static Row<Rule>>,
}

impl<'a> Thresholds<'a> {
    /// The rules of a unit.
    pub(super) fn of(rules: &'a Rules) -> Self {
        let named = |ids: &[&str]| {
            let rows = rules.tables.rules.iter();
            rows.filter(|row| ids.contains(&row.id.as_str())).collect()
        };
        Self {
            rules,
            mild: named(&["ANEMIA_MILD"]),
            moderate: named(&["ANEMIA_MOD"]),
            severe: named(&["ANEMIA_SEV"]),
            kek: named(&["KEK"]),
        }
    }

    /// What a contact's haemoglobin says; none where it was not measured.
    pub(super) fn anaemia(&self, contact: &AntenatalContact) -> Option<Anaemia> {
        let mut inputs = Inputs::default();
        inputs.set(Input::Hb, Some(contact.hemoglobin?.get()));
        let edition = self.rules.edition(&contact.edition);
        let degrees = [
            (&self.severe, Anaemia::Severe),
            (&self.moderate, Anaemia::Moderate),
            (&self.mild, Anaemia::Mild),
        ];
        let found = degrees.into_iter().find(|(rules, _)| self.any(rules, &inputs, edition));
        Some(found.map_or(Anaemia::None, |(_, degree)| degree))
    }

    /// Whether her arm, or the body mass index where it is known, tells of a lack of energy; none where
    /// neither was measured.
    pub(super) fn kek(&self, contact: &AntenatalContact, bmi: Option<f64>) -> Option<bool> {
        let muac = contact.muac_cm.map(|muac| muac.get());
        muac.or(bmi)?;
        let mut inputs = Inputs::default();
        inputs.set(Input::Muac, muac);
        inputs.set(Input::Bmi, bmi);
        Some(self.any(&self.kek, &inputs, self.rules.edition(&contact.edition)))
    }

    fn any(&self, rows: &[&'static Row<Rule>], inputs: &Inputs<'_>, edition: &Edition) -> bool {
        let mut held = rows.iter().filter(|row| row.holds_in(edition));
        held.any(|row| judge(&row.any, inputs, &self.rules.choices).is_yes())
    }
}
