//! Rows about births, children and deaths.

use domain::{
    answer::Answer,
    facts::{BirthOutcome, Death, Ending, Newborn},
    family::{Child, Item},
    signs::Phase,
};

use super::{
    Numbered,
    mothers::{danger, people},
    sheet::Rows,
};
use crate::cohort::value::words::{self, Deceased, State, written};

/// The births of a pregnancy, a row for each child; a miscarriage is a row of its own.
pub(super) fn births(one: &Numbered<'_>, rows: &mut Rows) {
    if let Some(ended) = one.pregnancy.ended.as_ref().filter(|ended| ended.ending == Ending::Abortion)
        && one.pregnancy.birth.is_none()
    {
        let mut row = rows.begin();
        row.set("no_ibu", one.no.as_str());
        row.set("tanggal", ended.on);
        row.set("keadaan", written(State::Abortion, words::STATES));
        return;
    }
    let Some(birth) = &one.pregnancy.birth else { return };
    for (child, no) in one.pregnancy.children.iter().zip(numbers(one)) {
        let Some(newborn) = child.newborn() else { continue };
        let mut row = rows.begin();
        row.set("no_ibu", one.no.as_str());
        row.set("tanggal", birth.on);
        row.set("jam", birth.at);
        row.set("tempat", birth.place.map(|place| written(place, words::BIRTH_PLACES)));
        row.set("penolong", people(&birth.attendants));
        row.set("dukun_hadir", birth.dukun_present);
        row.set("cara", newborn.mode.map(|mode| written(mode, words::MODES)));
        row.set("anak_ke", no);
        row.set("jk", newborn.sex.map(|sex| written(sex, words::SEXES).to_uppercase()));
        row.set("bb_gram", newborn.weight_g.map(|weight| weight.get()));
        row.set("keadaan", written(state(newborn), words::STATES));
        row.set("imd", newborn.essentials.early_breastfeeding);
        row.set("vit_k1", newborn.essentials.vitamin_k1);
        row.set("hb0", newborn.essentials.hb0);
        row.set("salep_mata", newborn.essentials.eye_ointment);
    }
}

fn state(newborn: &Newborn) -> State {
    match (newborn.outcome, newborn.asphyxia) {
        (BirthOutcome::Stillborn, _) => State::Stillborn,
        (BirthOutcome::StillbornMacerated, _) => State::Macerated,
        (BirthOutcome::Alive, Answer::Yes) => State::Asphyxia,
        (BirthOutcome::Alive, _) => State::Alive,
    }
}

/// The children's numbers, as the workbook that brought them gave them.
fn numbers(one: &Numbered<'_>) -> impl Iterator<Item = u8> {
    crate::cohort::import::numbered(one.pregnancy).into_iter().map(|(no, _, _)| no)
}

/// The newborn contacts of a pregnancy's children.
pub(super) fn newborns(one: &Numbered<'_>, rows: &mut Rows) {
    for (child, no) in one.pregnancy.children.iter().zip(numbers(one)) {
        for contact in &child.contacts {
            let mut row = rows.begin();
            row.set("no_ibu", one.no.as_str());
            row.set("anak_ke", no);
            row.set("tanggal", contact.on);
            row.set("bb_gram", contact.weight_g.map(|weight| weight.get()));
            row.set("suhu", contact.temperature_c.map(|temperature| temperature.get()));
            row.set("napas", contact.breaths.map(|breaths| breaths.get()));
            row.set("tanda_bahaya", danger(&contact.signs, &contact.other_signs, Phase::Newborn));
        }
    }
}

/// The deaths of a pregnancy.
pub(super) fn deaths(one: &Numbered<'_>, rows: &mut Rows) {
    if let Some(death) = &one.pregnancy.death {
        row(one, death, Deceased::Mother, None, rows);
    }
    for (child, no) in one.pregnancy.children.iter().zip(numbers(one)) {
        if let Some(death) = &child.death {
            row(one, death, who(child), Some(no), rows);
        }
    }
}

fn who(child: &Child) -> Deceased {
    let alive = child.newborn().is_none_or(|newborn| newborn.outcome == BirthOutcome::Alive);
    if alive { Deceased::Child } else { Deceased::Stillborn }
}

fn row(one: &Numbered<'_>, death: &Item<Death>, who: Deceased, no: Option<u8>, rows: &mut Rows) {
    let mut row = rows.begin();
    row.set("no_ibu", one.no.as_str());
    row.set("anak_ke", no);
    row.set("siapa", written(who, words::DECEASED));
    row.set("tanggal", death.on);
    row.set("tempat", death.place.map(|place| written(place, words::DEATH_PLACES)));
    row.set("dugaan_sebab", death.presumed_cause.as_deref());
}
