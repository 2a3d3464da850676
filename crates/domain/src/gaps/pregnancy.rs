//! Gaps about the woman, in the course of a pregnancy, and at its antenatal contacts.

use jiff::civil::Date;

use super::List;
use crate::{
    facts::AntenatalContact,
    family::{Family, Item, Pregnancy},
    milestones::{counted, is_care},
    rules::Rules,
    visits::trimester,
};

/// From this week on the heart of the child is listened for (domain.md §3.2, T5; §3.4).
const HEART_FROM_WEEKS: i32 = 20;

pub(super) fn woman(list: &mut List, family: &Family, pregnancy: &Pregnancy) {
    let woman = family.woman.as_deref();
    list.unless(pregnancy.registered.is_some(), "not_registered");
    list.unless(pregnancy.village.is_some(), "no_village");
    list.unless(pregnancy.lmp().is_some(), "no_dating");
    let Some(registered) = &pregnancy.registered else { return };
    list.unless(woman.is_some_and(|woman| woman.nik.is_some()), "no_nik");
    list.unless(woman.is_some_and(|woman| woman.phone.is_some()), "no_phone");
    list.unless(
        woman.is_some_and(|woman| woman.born.is_some() || woman.born_year.is_some()),
        "no_birth_date",
    );
    list.unless(woman.is_some_and(|woman| woman.blood.is_some()), "no_blood_group");
    list.unless(registered.gravida.is_some(), "no_gravida");
}

/// What should have been done by now, judged only where there was a contact at which it could be.
pub(super) fn course(list: &mut List, pregnancy: &Pregnancy, rules: &Rules, on: Date) {
    let contacts: Vec<_> = counted(pregnancy, on).collect();
    if contacts.is_empty() {
        return;
    }
    let any = |has: &dyn Fn(&AntenatalContact) -> bool| contacts.iter().any(|contact| has(contact));
    let height = pregnancy.registered.as_ref().is_some_and(|registered| registered.height_cm.is_some());
    list.unless(height || any(&|contact| contact.height_cm.is_some()), "no_height");
    list.unless(any(&|contact| contact.muac_cm.is_some()), "no_muac");
    list.unless(any(&|contact| contact.tetanus_status.is_some()), "no_tetanus_status");
    list.unless(any(&|contact| contact.hiv.is_some()), "no_hiv_test");
    list.unless(any(&|contact| contact.syphilis.is_some()), "no_syphilis_test");
    list.unless(any(&|contact| contact.hbsag.is_some()), "no_hbsag_test");
    let malaria = !rules.choices.flag("malaria_endemic") || any(&|contact| contact.malaria.is_some());
    list.unless(malaria, "no_malaria_test");
    list.unless(any(&|contact| contact.mental_screening.is_yes()), "no_mental_screening");
    let words = [
        (1, ["no_hb_t1", "no_ultrasound_t1", "no_doctor_t1"]),
        (3, ["no_hb_t3", "no_ultrasound_t3", "no_doctor_t3"]),
    ];
    for (wanted, [hb, scan, doctor]) in words {
        let within = |contact: &&&Item<AntenatalContact>| {
            pregnancy.age_on(contact.on).is_some_and(|age| trimester(age, rules) == wanted)
        };
        let these: Vec<_> = contacts.iter().filter(within).collect();
        if these.is_empty() {
            continue;
        }
        let scanned =
            |contact: &AntenatalContact| contact.ultrasound.is_yes() || contact.ultrasound_result.is_some();
        list.unless(these.iter().any(|contact| contact.hemoglobin.is_some()), hb);
        list.unless(these.iter().any(|contact| scanned(contact)), scan);
        list.unless(these.iter().any(|contact| contact.examiners.iter().any(|who| who.is_doctor())), doctor);
    }
}

pub(super) fn contacts(list: &mut List, pregnancy: &Pregnancy, on: Date) {
    for contact in pregnancy.contacts.iter().filter(|contact| contact.on <= on) {
        one(list, pregnancy, contact);
    }
}

fn one(list: &mut List, pregnancy: &Pregnancy, contact: &Item<AntenatalContact>) {
    let (day, entry) = (contact.on, contact.id());
    let before = pregnancy.lmp().is_some_and(|lmp| day < lmp);
    let after = pregnancy.ended_on().is_some_and(|end| end < day);
    list.at_unless(!before, "contact_before_pregnancy", day, entry);
    list.at_unless(!after, "contact_after_end", day, entry);
    list.at_unless(is_care(&contact.examiners), "unskilled_contact", day, entry);
    list.at_unless(contact.weight_kg.is_some(), "no_weight", day, entry);
    list.at_unless(contact.blood_pressure.is_some(), "no_blood_pressure", day, entry);
    let asked = !contact.signs.is_empty() || !contact.other_signs.is_empty();
    list.at_unless(asked, "signs_not_asked", day, entry);
    let late = pregnancy.age_on(day).is_some_and(|age| age.weeks() >= HEART_FROM_WEEKS);
    list.at_unless(!late || contact.fetal_heart_rate.is_some(), "no_fetal_heart_rate", day, entry);
}
