//! Gaps at a birth and at the contacts after it.

use jiff::civil::Date;

use super::List;
use crate::{
    answer::Answer,
    facts::{Attendant, BirthOutcome, Essentials},
    family::{Child, Pregnancy},
    ids::EntryId,
    milestones::is_care,
    rules::Rules,
    visits::{At, Placed, Visits, Whom},
};

pub(super) fn birth(list: &mut List, pregnancy: &Pregnancy, on: Date) {
    let Some(birth) = pregnancy.birth.as_ref().filter(|birth| birth.on <= on) else { return };
    let (day, entry) = (birth.on, birth.id());
    list.at_unless(birth.place.is_some(), "no_birth_place", day, entry);
    list.at_unless(!birth.attendants.is_empty(), "no_attendant", day, entry);
    list.at_unless(!birth.children.is_empty(), "no_child", day, entry);
    for child in &pregnancy.children {
        let Some(newborn) = child.newborn() else { continue };
        list.at_unless(newborn.weight_g.is_some(), "no_birth_weight", day, entry);
        list.at_unless(newborn.sex.is_some(), "no_sex", day, entry);
        let alive = newborn.outcome == BirthOutcome::Alive;
        list.at_unless(!alive || essentials_known(child, on), "no_essentials", day, entry);
    }
    for again in &pregnancy.birth_duplicates {
        list.at("birth_twice", Some(again.on), again.id());
    }
}

/// Whether vitamin K1, hepatitis B, eye ointment and early breastfeeding were each answered somewhere.
fn essentials_known(child: &Child, on: Date) -> bool {
    let at_birth = child.newborn().map(|newborn| newborn.essentials);
    let later = child.essentials.iter().filter(|care| care.on <= on).map(|care| care.essentials);
    let contacts = child.contacts.iter().filter(|contact| contact.on <= on).map(|contact| contact.essentials);
    let all: Vec<_> = at_birth.into_iter().chain(later).chain(contacts).collect();
    let known = |what: fn(&Essentials) -> Answer| all.iter().any(|given| what(given).is_assessed());
    known(|given| given.vitamin_k1)
        && known(|given| given.hb0)
        && known(|given| given.eye_ointment)
        && known(|given| given.early_breastfeeding)
}

pub(super) fn contacts(list: &mut List, pregnancy: &Pregnancy, rules: &Rules, on: Date) {
    let born = pregnancy.birth.as_ref().map(|birth| At { on: birth.on, at: birth.at });
    let died = pregnancy.death.as_ref().map(|death| death.on);
    for contact in pregnancy.postnatal.iter().filter(|contact| contact.on <= on) {
        let seen = Seen {
            at: At { on: contact.on, at: contact.at },
            examiners: &contact.examiners,
            entry: contact.id(),
        };
        after_birth(list, &seen, Whom::Mother, born, died, rules);
        list.at_unless(contact.blood_pressure.is_some(), "no_blood_pressure", contact.on, contact.id());
        let asked = !contact.signs.is_empty() || !contact.other_signs.is_empty();
        list.at_unless(asked, "signs_not_asked", contact.on, contact.id());
    }
    for child in &pregnancy.children {
        let born = Some(At { on: child.born_on(), at: child.born_at() });
        let died = child.death.as_ref().map(|death| death.on);
        for contact in child.contacts.iter().filter(|contact| contact.on <= on) {
            let at = At { on: contact.on, at: contact.at };
            let seen = Seen { at, examiners: &contact.examiners, entry: contact.id() };
            after_birth(list, &seen, Whom::Newborn, born, died, rules);
            list.at_unless(contact.weight_g.is_some(), "no_weight", contact.on, contact.id());
            let asked = !contact.signs.is_empty() || !contact.other_signs.is_empty();
            list.at_unless(asked, "signs_not_asked", contact.on, contact.id());
        }
    }
}

struct Seen<'a> {
    at: At,
    examiners: &'a [Attendant],
    entry: EntryId,
}

fn after_birth(
    list: &mut List,
    seen: &Seen<'_>,
    whom: Whom,
    born: Option<At>,
    died: Option<Date>,
    rules: &Rules,
) {
    let (day, entry) = (seen.at.on, seen.entry);
    list.at_unless(is_care(seen.examiners), "unskilled_contact", day, entry);
    list.at_unless(died.is_none_or(|died| day <= died), "contact_after_death", day, entry);
    let Some(born) = born else {
        // Without a record of the birth nobody can say which contact it is.
        list.at("contact_before_birth", Some(day), entry);
        return;
    };
    list.at_unless(born.on <= day, "contact_before_birth", day, entry);
    let unknown = Visits::builtin().place(whom, rules, born, seen.at) == Placed::HourUnknown;
    list.at_unless(!unknown, "hour_unknown", day, entry);
}
