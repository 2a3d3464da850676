//! What the registration form says.

use domain::{
    facts::{Dating, PregnancyRegistered, WomanRegistered},
    gestation::DatingMethod,
    history,
    ids::{EntryId, PregnancyId, VillageCode, derived},
    nik,
    quantity::{BloodGroup, BloodType, HeightCm, WeightKg},
};

use crate::{caller::Caller, form::Form, pages::notice};

/// A form that could be read.
pub(super) struct Read {
    pub(super) village: VillageCode,
    pub(super) woman: WomanRegistered,
    pub(super) pregnancy: PregnancyRegistered,
}

pub(super) fn form(caller: &Caller, form: &Form, entry: EntryId) -> Option<Read> {
    let village = notice::village(caller, form);
    let woman = woman(caller, form);
    let pregnancy = pregnancy(caller, form, entry);
    if form.is_faulty() {
        return None;
    }
    Some(Read { village: village?, woman, pregnancy })
}

fn woman(caller: &Caller, form: &Form) -> WomanRegistered {
    let born = form.past_date_if_any("born", caller.today());
    let age = form.whole::<i16>("age").filter(|_| born.is_none());
    if age.is_some_and(|age| !(8..=65).contains(&age)) {
        form.fault("age", "fault-implausible", &[("min", "8".into()), ("max", "65".into())]);
    }
    WomanRegistered {
        name: form.required("name"),
        // Whatever is written is kept: what is odd about it is shown, and never bars care.
        nik: form.text("nik").map(|text| nik::clean(&text)),
        born,
        born_year: age.map(|age| caller.today().year() - age),
        husband: form.text("husband"),
        rt: form.text("rt"),
        phone: form.text("phone"),
        blood: form.text("blood").and_then(|word| blood(&word)),
    }
}

/// The choices of the blood group: group, and Rhesus factor where it is known.
pub(super) const BLOOD: [&str; 12] = ["A", "A+", "A-", "B", "B+", "B-", "AB", "AB+", "AB-", "O", "O+", "O-"];

/// Reads a blood group as the form offers it.
pub(crate) fn blood(word: &str) -> Option<BloodType> {
    let (group, rhesus_positive) = match word.strip_suffix('+') {
        Some(group) => (group, Some(true)),
        None => match word.strip_suffix('-') {
            Some(group) => (group, Some(false)),
            None => (word, None),
        },
    };
    let group = match group {
        "A" => BloodGroup::A,
        "B" => BloodGroup::B,
        "AB" => BloodGroup::AB,
        "O" => BloodGroup::O,
        _ => return None,
    };
    Some(BloodType { group, rhesus_positive })
}

/// Blood groups as choices.
pub(crate) fn blood_options() -> Vec<(String, String)> {
    BLOOD.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect()
}

fn pregnancy(caller: &Caller, form: &Form, entry: EntryId) -> PregnancyRegistered {
    let today = caller.today();
    let lmp = form.past_date_if_any("lmp", today);
    if lmp.is_some_and(|lmp| domain::gestation::days_between(lmp, today) > 320) {
        form.fault("lmp", "register-lmp-long-ago", &[]);
    }
    let datings = dating(form).into_iter().collect();
    let by_other = form.raw("dated_by") == "other";
    let method = form.choice::<DatingMethod>("method");
    let fresh = || PregnancyId(derived(&["pregnancy", "registered", &entry.to_string()]));
    PregnancyRegistered {
        pregnancy: form.id("pregnancy").unwrap_or_else(fresh),
        on: today,
        cohort_no: form.text("cohort_no"),
        lmp,
        datings,
        dated_by: if by_other { method } else { None },
        gravida: form.whole("gravida"),
        para: form.whole("para"),
        abortus: form.whole("abortus"),
        height_cm: form.quantity("height", HeightCm::new),
        weight_before_kg: form.quantity("weight_before", WeightKg::new),
        spacing_years: form.number("spacing"),
        married_years: form.number("married"),
        history: form.answers("history", history::all().map(|item| item.id.as_str())),
        other_history: form.parts("other_history"),
        told_by: None,
        jkn: form.answer("jkn"),
    }
}

fn dating(form: &Form) -> Option<Dating> {
    let edd = form.date("edd")?;
    let method = form.choice("method").unwrap_or(DatingMethod::Stated);
    Some(Dating { method, edd })
}

/// What is odd about a NIK, as a message key; none when nothing is.
pub(super) fn nik_note(form: &Form) -> Option<&'static str> {
    let text = form.text("nik")?;
    let born = form.raw("born").parse().ok();
    match nik::check(&text, born) {
        Err(_) => Some("register-nik-shape"),
        Ok(warnings) if warnings.is_empty() => None,
        Ok(_) => Some("register-nik-odd"),
    }
}
