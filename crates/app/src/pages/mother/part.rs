//! The parts of a fact that a person can correct, made from its JSON fields: which there are, and by
//! what kind of field each is asked.

use domain::{
    correction::VILLAGE_FIELD,
    history,
    quantity::{
        Breaths, ChildGrams, ChildLengthCm, FetalHeartRate, FundusCm, GlucoseMgDl, HeightCm, Hemoglobin,
        MuacCm, TemperatureC, WeightKg,
    },
    rights::Visibility,
    rules::Rules,
    signs::{self, Phase},
    visibility,
};
use serde_json::Value;

use super::words::{Words, list_of};

/// Fields by which entries find each other. A wrong one is voided and noted anew.
const IDENTIFYING: &[&str] = &["pregnancy", "child", "edition", "referral", "death", "rules"];

/// By what kind of field a part is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Text,
    /// Several texts, between commas.
    Texts,
    Date,
    /// A day that cannot lie in the future.
    PastDate,
    Time,
    /// A number within these limits.
    Number(f64, f64),
    /// Yes, no, not assessed.
    Answer,
    /// Yes or no.
    Flag,
    /// One of the words of this list of `labels.ftl`.
    One(&'static str),
    /// Any of them.
    Any(&'static str),
    BloodGroup,
    BloodPressure,
    Village,
    Dukun,
    AnyDukun,
    Facility,
    Dose,
}

/// One part.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Where it is in the fact's JSON.
    pub(super) path: Vec<String>,
    /// By what it is asked.
    pub(super) kind: Kind,
    /// What it is called.
    pub(super) label: String,
    /// What the parts around it are called together, where they lie inside another field.
    pub(super) group: Option<String>,
}

impl Part {
    /// Its name in the form.
    pub(super) fn name(&self) -> String {
        self.path.join(".")
    }

    /// The field of the fact that it is or lies in: corrections name that.
    pub(super) fn field(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }
}

/// Finds the parts of one fact.
struct Finder<'a> {
    words: &'a Words<'a>,
    rules: &'a Rules,
    kind: &'static str,
    fields: &'a Value,
    parts: Vec<Part>,
}

/// Every part of a fact that this person may see and correct, the days first, what lies inside other
/// fields last.
pub(super) fn all(words: &Words<'_>, rules: &Rules, kind: &'static str, fields: &Value) -> Vec<Part> {
    let mut names: Vec<_> = visibility::all()
        .filter(|(of, ..)| *of == kind)
        .map(|(_, path, _)| path.split_once('.').map_or(path, |(field, _)| field))
        .filter(|field| !IDENTIFYING.contains(field))
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut finder = Finder { words, rules, kind, fields, parts: Vec::new() };
    for field in names {
        finder.field(field);
    }
    let village = words.label(VILLAGE_FIELD);
    finder.parts.push(Part {
        path: vec![VILLAGE_FIELD.to_owned()],
        kind: Kind::Village,
        label: village,
        group: None,
    });
    finder.parts.sort_by_key(|part| match part.field() {
        "on" | "told_on" => 0,
        _ => 1 + u8::from(part.group.is_some()),
    });
    finder.parts
}

impl Finder<'_> {
    fn field(&mut self, field: &str) {
        let inside: &[&str] = match field {
            "signs" | "factors" | "history" => return self.questions(field),
            "children" => {
                &["name", "sex", "mode", "outcome", "weight_g", "length_cm", "asphyxia", "essentials"]
            }
            "donors" => &["name", "phone", "blood"],
            "datings" => &["method", "edd"],
            "essentials" | "blood" | "ultrasound_result" => {
                let group = self.words.label(field);
                return self.inside(&[field], &group, members(field));
            }
            _ => return self.push(&[field], None),
        };
        let count = self.fields.get(field).and_then(Value::as_array).map_or(0, Vec::len);
        for at in 0..count {
            let group = match field {
                "children" => self.words.caller.with("birth-child", &[("no", &(at + 1))]),
                _ => format!("{} {}", self.words.label(field), at + 1),
            };
            self.inside(&[field, &at.to_string()], &group, inside);
        }
    }

    fn inside(&mut self, path: &[&str], group: &str, names: &[&str]) {
        for name in names {
            let path = [path, &[*name]].concat();
            match *name {
                "essentials" | "blood" => self.inside(&path, group, members(name)),
                _ => self.push(&path, Some(group)),
            }
        }
    }

    fn push(&mut self, path: &[&str], group: Option<&str>) {
        let declared: Vec<_> = path.iter().copied().filter(|part| part.parse::<usize>().is_err()).collect();
        if !self.words.may_see(self.kind, &declared.join(".")) {
            return;
        }
        let name = path.last().copied().unwrap_or_default();
        self.parts.push(Part {
            path: path.iter().map(|part| (*part).to_owned()).collect(),
            kind: kind_of(self.kind, name),
            label: self.words.label(name),
            group: group.map(str::to_owned),
        });
    }

    /// The questions of a list, and those that were answered when the list was another.
    fn questions(&mut self, field: &str) {
        if !self.words.may_see(self.kind, field) {
            return;
        }
        let sees = self.words.caller.who.scope.sees(Visibility::Sensitive);
        let hidden = |id: &str| !sees && history::all().any(|item| item.id == id && item.sensitive);
        let mut ids: Vec<String> = match field {
            "signs" => signs::of(phase_of(self.kind)).map(|sign| sign.id.clone()).collect(),
            "factors" => domain::kspr::of_variant(self.rules).map(|item| item.id.clone()).collect(),
            _ => history::all().map(|item| item.id.clone()).collect(),
        };
        let answered = self.fields.get(field).and_then(Value::as_object);
        let answered = answered.into_iter().flatten().map(|(id, _)| id.clone());
        let others: Vec<_> = answered.filter(|id| !ids.contains(id)).collect();
        ids.extend(others);
        ids.retain(|id| field != "history" || !hidden(id));
        let group = self.words.label(field);
        self.parts.extend(ids.into_iter().map(|id| Part {
            label: self.words.question(field, &id),
            path: vec![field.to_owned(), id],
            kind: Kind::Answer,
            group: Some(group.clone()),
        }));
    }
}

fn members(field: &str) -> &'static [&'static str] {
    match field {
        "essentials" => &["early_breastfeeding", "vitamin_k1", "hb0", "eye_ointment", "thyroid_sample"],
        "blood" => &["group", "rhesus_positive"],
        "ultrasound_result" => &["fetuses", "edd", "hydramnion", "placenta_low", "remark"],
        _ => &[],
    }
}

fn phase_of(kind: &str) -> Phase {
    match kind {
        "birth" => Phase::Birth,
        "postnatal.contact" => Phase::Postnatal,
        "newborn.contact" => Phase::Newborn,
        "infant.contact" => Phase::Infant,
        _ => Phase::Pregnancy,
    }
}

fn kind_of(kind: &str, name: &str) -> Kind {
    if let Some(limits) = limits_of(kind, name) {
        return Kind::Number(limits.0, limits.1);
    }
    match (kind, name) {
        (_, "told_on" | "on" | "born" | "lmp" | "heard_on" | "transport_confirmed_on") => Kind::PastDate,
        (_, "edd" | "waiting_from" | "until") | ("waiting_home.stay", "from") => Kind::Date,
        (_, "at") => Kind::Time,
        (_, "given" | "rhesus_positive") => Kind::Flag,
        (_, "group") => Kind::BloodGroup,
        (_, "blood_pressure") => Kind::BloodPressure,
        (_, "other_signs" | "other_factors" | "other_history") => Kind::Texts,
        (_, "to_village") => Kind::Village,
        ("birth", "dukun") => Kind::AnyDukun,
        (_, "dukun") | ("antenatal.contact" | "postnatal.contact" | "newborn.contact", "accompanied_by") => {
            Kind::Dukun
        }
        (_, "facility") => Kind::Facility,
        (_, "dose") => Kind::Dose,
        _ if is_question(name) => Kind::Answer,
        _ => match (name, list_of(kind, name)) {
            ("examiners" | "attendants", Some(list)) => Kind::Any(list),
            (_, Some(list)) => Kind::One(list),
            (_, None) => Kind::Text,
        },
    }
}

fn is_question(name: &str) -> bool {
    let questions = [
        "accidental",
        "asphyxia",
        "breast_milk_only",
        "counselling",
        "development_checked",
        "dukun_present",
        "engaged",
        "hydramnion",
        "jkn",
        "mental_screening",
        "placenta_low",
        "referral_consent",
        "sticker",
        "td_given",
        "ultrasound",
        "vitamin_a",
        "waiting_place",
    ];
    questions.contains(&name) || members("essentials").contains(&name)
}

/// The limits within which a number can be true: those of the forms it is first noted with.
fn limits_of(kind: &str, name: &str) -> Option<(f64, f64)> {
    Some(match (kind, name) {
        (_, "weight_kg" | "weight_before_kg") => (WeightKg::MIN, WeightKg::MAX),
        (_, "height_cm") => (HeightCm::MIN, HeightCm::MAX),
        (_, "muac_cm") => (MuacCm::MIN, MuacCm::MAX),
        (_, "fundus_cm") => (FundusCm::MIN, FundusCm::MAX),
        (_, "length_cm") => (ChildLengthCm::MIN, ChildLengthCm::MAX),
        (_, "weight_g") => (ChildGrams::MIN, ChildGrams::MAX),
        (_, "temperature_c") => (TemperatureC::MIN, TemperatureC::MAX),
        (_, "breaths") => (Breaths::MIN, Breaths::MAX),
        (_, "fetal_heart_rate") => (FetalHeartRate::MIN, FetalHeartRate::MAX),
        (_, "hemoglobin") => (Hemoglobin::MIN, Hemoglobin::MAX),
        (_, "glucose_mg_dl") => (GlucoseMgDl::MIN, GlucoseMgDl::MAX),
        (_, "tetanus_status") => (0.0, 5.0),
        (_, "weeks") => (0.0, 45.0),
        (_, "born_year") => (1900.0, 2200.0),
        (_, "gravida" | "para" | "abortus") => (0.0, 25.0),
        (_, "fetuses") => (1.0, 9.0),
        (_, "spacing_years" | "married_years") => (0.0, 40.0),
        (_, "iron_tablets") => (0.0, 400.0),
        ("postnatal.contact", "vitamin_a") => (0.0, 2.0),
        (_, "savings_rupiah" | "cost_rupiah") => (0.0, 1e12),
        _ => return None,
    })
}
