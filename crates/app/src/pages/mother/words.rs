//! What a record says, in words: one line per field, made from the fact's fields and what each is
//! declared to be seen by.

use domain::{
    correction::VILLAGE_FIELD,
    ids::{SubjectId, VillageCode},
    register::Register,
    visibility,
};
use jiff::civil::{Date, Time};
use serde_json::{Map, Value};

use crate::{caller::Caller, format};

/// Ids and rule editions say nothing to a person, and the day stands in the heading.
const UNSAID: &[&str] =
    &["pregnancy", "child", "edition", "on", "referral", "death", "rules", "datings", "donors", "children"];

/// Endings of field names that name a unit.
const UNITS: &[(&str, &str)] =
    &[("_kg", "kg"), ("_cm", "cm"), ("_mg_dl", "mg/dL"), ("_g", "g"), ("_c", "°C")];

/// The words of one page for one person.
pub(super) struct Words<'a> {
    pub(super) caller: &'a Caller,
    pub(super) register: &'a Register,
}

impl Words<'_> {
    /// Every field of a fact of this kind that this person may see, as name and value.
    pub(super) fn lines(&self, kind: &str, fields: &Value) -> Vec<(String, String)> {
        let Value::Object(fields) = fields else { return Vec::new() };
        let mut lines: Vec<_> = fields
            .iter()
            .filter(|(field, _)| !UNSAID.contains(&field.as_str()) && self.may_see(kind, field))
            .map(|(field, value)| (self.label(field), self.value(kind, field, value)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        if let Some(Value::Array(children)) = fields.get("children") {
            for (no, child) in (1..).zip(children) {
                let label = self.caller.with("birth-child", &[("no", &no)]);
                lines.push((label, self.value(kind, "children", child)));
            }
        }
        lines
    }

    /// Whether this person may see a field.
    pub(super) fn may_see(&self, kind: &str, field: &str) -> bool {
        self.caller.who.scope.sees(visibility::visibility(kind, field))
    }

    /// The same, for a field of a correction, which may be the village too.
    pub(super) fn may_see_field(&self, kind: &str, field: &str) -> bool {
        field == VILLAGE_FIELD || self.may_see(kind, field)
    }

    /// What a field is called.
    pub(super) fn label(&self, field: &str) -> String {
        let (bare, unit) = UNITS
            .iter()
            .find_map(|(ending, unit)| field.strip_suffix(ending).map(|bare| (bare, *unit)))
            .unwrap_or((field, ""));
        let bare = if field == "@village" { "village" } else { bare };
        let key = format!("field-{}", bare.replace('_', "-"));
        let words = self.caller.text.find(&key).unwrap_or(bare);
        if unit.is_empty() { words.to_owned() } else { format!("{words} ({unit})") }
    }

    /// A value in words.
    pub(super) fn value(&self, kind: &str, field: &str, value: &Value) -> String {
        match value {
            Value::Null => self.caller.t("mother-none").to_owned(),
            Value::Bool(yes) => self.caller.t(if *yes { "answer-yes" } else { "answer-no" }).to_owned(),
            Value::Number(number) if field.ends_with("_year") => number.to_string(),
            Value::Number(number) => number.as_f64().map_or_else(String::new, format::number),
            Value::String(text) => self.text(kind, field, text),
            Value::Array(items) => {
                items.iter().map(|item| self.value(kind, field, item)).collect::<Vec<_>>().join(", ")
            }
            Value::Object(fields) => self.object(kind, field, fields),
        }
    }

    fn object(&self, kind: &str, field: &str, fields: &Map<String, Value>) -> String {
        if let (Some(sys), Some(dia)) = (fields.get("sys"), fields.get("dia")) {
            return format!("{sys}/{dia}");
        }
        if matches!(field, "signs" | "factors" | "history") {
            return self.answers(field, fields);
        }
        let said = fields.iter().filter(|(name, _)| !UNSAID.contains(&name.as_str()));
        let parts: Vec<_> = said
            .map(|(name, value)| format!("{} {}", self.label(name), self.value(kind, name, value)))
            .collect();
        parts.join(", ")
    }

    fn answers(&self, field: &str, fields: &Map<String, Value>) -> String {
        let list = |wanted: &str| {
            let ids = fields.iter().filter(|(_, value)| value.as_str() == Some(wanted));
            ids.map(|(id, _)| self.question(field, id)).collect::<Vec<_>>().join(", ")
        };
        // What was found stands out; what was asked and not found is only counted.
        let (yes, asked) =
            (list("yes"), fields.values().filter(|value| value.as_str() == Some("no")).count());
        let none = || self.caller.with("mother-answers-none", &[("count", &asked)]);
        if yes.is_empty() { none() } else { yes }
    }

    /// What is asked, in words.
    pub(super) fn question(&self, field: &str, id: &str) -> String {
        let list = match field {
            "signs" => "sign",
            "factors" => "kspr",
            _ => "history",
        };
        let dashed = format!("{list}-{}", id.replace('_', "-"));
        let words = self.caller.text.find(&dashed).or_else(|| self.caller.text.find(&format!("{list}-{id}")));
        words.unwrap_or(id).to_owned()
    }

    fn text(&self, kind: &str, field: &str, text: &str) -> String {
        if let Some(list) = list_of(kind, field)
            && let Some(words) = self.caller.text.find(&format!("{list}-{text}"))
        {
            return words.to_owned();
        }
        if field == "dose" {
            return dose(self.caller, text);
        }
        let answer = match text {
            "yes" => Some("answer-yes"),
            "no" => Some("answer-no"),
            "not_assessed" => Some("answer-unknown"),
            _ => None,
        };
        if let Some(key) = answer {
            return self.caller.t(key).to_owned();
        }
        if matches!(field, "@village" | "to_village") {
            return self.register.village_name(&VillageCode::new(text)).to_owned();
        }
        if let Ok(id) = text.parse::<SubjectId>() {
            return self.person(id).unwrap_or_default();
        }
        if text.len() == 10
            && let Ok(date) = text.parse::<Date>()
        {
            return format::date(self.caller.text, date);
        }
        let time = (field == "at").then(|| text.parse::<Time>().ok()).flatten();
        time.map_or_else(|| text.to_owned(), format::time)
    }

    fn person(&self, id: SubjectId) -> Option<String> {
        let dukun = self.register.dukun().get(&id).map(|dukun| dukun.name.clone());
        dukun.or_else(|| self.register.facilities().get(&id).map(|facility| facility.name.clone()))
    }
}

/// What a dose is called.
pub(super) fn dose(caller: &Caller, dose: &str) -> String {
    let key = format!("dose-{}", dose.to_lowercase().replace('_', "-"));
    caller.text.find(&key).unwrap_or(dose).to_owned()
}

/// The list of `labels.ftl` that a field's words are in.
pub(super) fn list_of(kind: &str, field: &str) -> Option<&'static str> {
    Some(match (kind, field) {
        ("birth" | "plan.agreed", "place") => "birthplace",
        ("death.recorded", "place") => "deathplace",
        (_, "place") => "contactplace",
        (_, "examiners" | "attendants" | "attendant") => "attendant",
        (_, "presentation") => "presentation",
        (_, "urine_protein") => "protein",
        (_, "hiv" | "syphilis" | "hbsag" | "malaria") => "reactivity",
        ("referral.answered", "outcome") => "referraloutcome",
        (_, "outcome") => "outcome",
        (_, "ending") => "ending",
        (_, "mode") => "mode",
        (_, "sex") => "sex",
        (_, "told_by") => "teller",
        (_, "dated_by" | "method") => "datingmethod",
        _ => return None,
    })
}
