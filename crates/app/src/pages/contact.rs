//! What every contact form asks alike: when, where, who examined, which dukun came along, and the
//! checks of subject, pregnancy and child that stand in the address.

use std::sync::Arc;

use domain::{
    facts::{Attendant, ContactPlace},
    family::{Child, Family, Pregnancy},
    ids::{ChildId, PregnancyId, SubjectId},
    register::Register,
    rights::Act,
};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::Form,
    labels,
};

/// The family of an address, for somebody who may record care.
pub(crate) fn family(caller: &Caller, id: SubjectId) -> Result<Arc<Family>, Failure> {
    caller.must(Act::RecordCare)?;
    caller.family(id)
}

/// The pregnancy of an address.
pub(crate) fn pregnancy<'a>(
    caller: &Caller,
    family: &'a Family,
    id: PregnancyId,
) -> Result<&'a Pregnancy, Failure> {
    family.pregnancy(id).ok_or_else(|| caller.failure(Kind::Missing))
}

/// The child of an address, with its pregnancy.
pub(crate) fn child<'a>(
    caller: &Caller,
    family: &'a Family,
    id: ChildId,
) -> Result<(&'a Pregnancy, &'a Child), Failure> {
    family.child(id).ok_or_else(|| caller.failure(Kind::Missing))
}

/// Dukun of the register as choices, those of the family's village first.
pub(crate) fn dukun(caller: &Caller, family: &Family) -> Vec<(String, String)> {
    dukun_of(&caller.world.register(), family)
}

/// The same from a register at hand.
pub(crate) fn dukun_of(register: &Register, family: &Family) -> Vec<(String, String)> {
    let mut all: Vec<_> = register.dukun().iter().filter(|(_, dukun)| !dukun.retired).collect();
    all.sort_by_key(|(_, dukun)| (dukun.village != family.village, dukun.name.clone()));
    all.into_iter()
        .map(|(id, dukun)| {
            let village = dukun.village.as_ref().map(|code| register.village_name(code));
            (
                id.to_string(),
                village.map_or_else(|| dukun.name.clone(), |village| format!("{} · {village}", dukun.name)),
            )
        })
        .collect()
}

/// A form with the day, hour, place and examiner that are most likely.
pub(crate) fn begin(caller: &Caller) -> Form {
    let profession = caller.who.staff.and_then(|staff| {
        caller.world.register().staff().get(&staff).map(|staff| labels::examiner_of(staff.profession))
    });
    Form::new()
        .fill("entry", caller.fresh())
        .fill("on", caller.today())
        .fill("examiner", crate::form::word(&profession.unwrap_or(Attendant::Bidan)))
}

/// Day and hour of a contact.
pub(crate) fn when(sheet: Sheet<'_>) -> Markup {
    html! {
        (sheet.date("on", &Ask::of("contact-on").width(12)))
        (sheet.time("at", &Ask::of("contact-at").optional().width(8)))
    }
}

/// Where, who examined, which dukun came along; folded away while the likely answers hold.
pub(crate) fn circumstances(sheet: Sheet<'_>, dukun: &[(String, String)]) -> Markup {
    let places = labels::options(sheet.text, "contactplace", &PLACES);
    let examiners = labels::options(sheet.text, "attendant", &EXAMINERS);
    let open = ["place", "examiner", "dukun"].iter().any(|name| sheet.form.fault_of(name).is_some());
    html! {
        details open[open] {
            summary { (sheet.text.t("contact-circumstances")) }
            (sheet.select("place", &Ask::of("contact-place").optional(), &places))
            (sheet.choices("examiner", &Ask::of("contact-examiner"), &examiners))
            (sheet.select("dukun", &Ask::of("contact-dukun").optional(), dukun))
        }
    }
}

const PLACES: [ContactPlace; 9] = [
    ContactPlace::Home,
    ContactPlace::Posyandu,
    ContactPlace::Polindes,
    ContactPlace::Pustu,
    ContactPlace::Puskesmas,
    ContactPlace::Hospital,
    ContactPlace::Practice,
    ContactPlace::WaitingHome,
    ContactPlace::Other,
];

const EXAMINERS: [Attendant; 4] =
    [Attendant::Bidan, Attendant::Nurse, Attendant::Doctor, Attendant::Obstetrician];

/// The day of a contact, which lies neither before `earliest` nor after today.
pub(crate) fn day(caller: &Caller, form: &Form, earliest: Option<Date>) -> Date {
    let on = form.past_date("on", caller.today());
    if earliest.is_some_and(|earliest| on < earliest) {
        form.fault("on", "fault-before-birth", &[]);
    }
    on
}

/// The questions of a list of signs, in the language of the page.
pub(crate) fn questions<'a>(sheet: Sheet<'_>, ids: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    ids.map(|id| (id.to_owned(), sheet.text.t(&format!("sign-{}", id.replace('_', "-"))).to_owned()))
        .collect()
}
