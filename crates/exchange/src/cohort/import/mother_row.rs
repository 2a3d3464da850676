//! A row of the sheet of mothers: the woman, her pregnancy, and who told of it.

use domain::{
    facts::{Dating, PregnancyNoticed, PregnancyRegistered, Teller, WomanRegistered},
    gestation::{self, DatingMethod},
    ids::{PregnancyId, VillageCode},
    quantity::{HeightCm, WeightKg},
};
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

use super::{
    dukun::DukunNames,
    ids,
    known::{Known, Mother, Place},
    lists,
    merge::{self, Standing},
    output::{Draft, Output},
    reading::Reading,
    woman,
};
use crate::cohort::{
    issue::Reason,
    value::{number, person, words},
};

/// The fields of the pregnancy that each column speaks about.
const SPEAKS: &[(&str, &[&str])] = &[
    ("no_ibu", &["cohort_no"]),
    ("desa", &[merge::VILLAGE]),
    ("hpht", &["lmp"]),
    ("hpl", &["datings"]),
    ("gravida", &["gravida"]),
    ("para", &["para"]),
    ("abortus", &["abortus"]),
    ("tinggi_cm", &["height_cm"]),
    ("bb_sebelum_hamil_kg", &["weight_before_kg"]),
    ("jarak_anak_tahun", &["spacing_years"]),
    ("riwayat", &["history", "other_history"]),
];

/// The fields of the notice that each column speaks about.
const NOTICE_SPEAKS: &[(&str, &[&str])] = &[
    ("pemberi_kabar", &["told_by"]),
    ("nama_dukun", &["dukun", "teller_name", "remark"]),
    ("tanggal_kabar", &["told_on"]),
];

/// Days between the stated expected date and that by the last menstrual period worth a look.
const DATINGS_APART: i32 = 14;

/// The pregnancy of a fact that has not been given to one yet.
pub(super) const NOBODYS: PregnancyId = PregnancyId(Uuid::nil());

/// What a row of the sheet of mothers says.
pub(super) struct RowOfMother {
    pub(super) woman: WomanRegistered,
    pub(super) village: Option<VillageCode>,
    registered: PregnancyRegistered,
    notice: Option<PregnancyNoticed>,
}

impl RowOfMother {
    pub(super) fn read(
        reading: &mut Reading<'_>,
        known: &Known<'_>,
        first_visit: Option<Date>,
        dukun: &mut DukunNames,
        today: Date,
    ) -> Self {
        let mut registered = pregnancy(reading);
        let told_on = reading.past_day("tanggal_kabar");
        let first_visit = first_visit.filter(|day| *day <= today);
        registered.on = first_visit.into_iter().chain(told_on).min().unwrap_or(today);
        let woman = woman::read(reading, known, begun(&registered).unwrap_or(registered.on));
        let village = village(reading, known);
        let notice = notice(reading, &woman, told_on, village.as_ref(), dukun);
        if notice.is_none() {
            registered.told_by = words::teller(reading.cell("pemberi_kabar")).ok().flatten();
        }
        Self { woman, village, registered, notice }
    }

    /// First day of the last menstrual period, stated or by the expected date.
    pub(super) fn begun(&self) -> Option<Date> {
        begun(&self.registered)
    }

    /// Notes what is new about the woman, the pregnancy and its notice.
    pub(super) fn note(
        self,
        key: &str,
        mother: &Mother<'_>,
        place: Option<Place<'_>>,
        reading: &Reading<'_>,
        output: &mut Output<'_>,
    ) {
        let numbered_by_us =
            place.is_some_and(|place| ids::key_of(&ids::number_of(place.pregnancy.id)) == key);
        let known = place.and_then(|place| place.pregnancy.registered.as_ref());
        if numbered_by_us && known.is_none() {
            // It was exported without having been registered; its row adds nothing.
            return;
        }
        let known = known.map(|item| {
            Output::standing(&item.record, item.id() == ids::single(mother.pregnancy, "registered"))
        });
        self.note_woman(mother, place, known.as_ref(), reading, output);
        self.note_notice(mother, place, reading, output);
        let mut registered = PregnancyRegistered { pregnancy: mother.pregnancy, ..self.registered };
        let mut spoken = spoken(reading, SPEAKS);
        let written = place.and_then(|place| place.pregnancy.registered.as_ref()?.cohort_no.as_deref());
        if numbered_by_us || written.is_some_and(|number| ids::key_of(number) == key) {
            // The same number in another spelling is no correction.
            spoken.retain(|field| *field != "cohort_no");
        }
        if let Some(place) = place.and_then(|place| place.pregnancy.registered.as_ref()) {
            keep_datings(&mut registered, &place.datings);
        }
        let draft = Draft { village: self.village, ..draft(mother, "registered", registered.into(), spoken) };
        let otherwise = output.say(draft, known.as_ref());
        noted_otherwise(output, reading, SPEAKS, otherwise);
    }

    fn note_woman(
        &self,
        mother: &Mother<'_>,
        place: Option<Place<'_>>,
        registered: Option<&Standing>,
        reading: &Reading<'_>,
        output: &mut Output<'_>,
    ) {
        let id = ids::single(mother.pregnancy, "woman");
        let known = place.and_then(|place| place.family.woman.as_ref());
        let standing = known.map(|item| Output::standing(&item.record, item.id() == id));
        let wanted = match &standing {
            // Another pregnancy of a woman who is registered already says nothing more about her.
            Some(woman) => woman.ours || registered.is_none_or(|registered| !registered.ours),
            None => place.is_some() || mother.subject == ids::subject(mother.pregnancy),
        };
        if wanted {
            let spoken = spoken(reading, woman::SPEAKS);
            let draft = Draft {
                village: self.village.clone(),
                ..draft(mother, "woman", self.woman.clone().into(), spoken)
            };
            let otherwise = output.say(draft, standing.as_ref());
            noted_otherwise(output, reading, woman::SPEAKS, otherwise);
        }
    }

    fn note_notice(
        &self,
        mother: &Mother<'_>,
        place: Option<Place<'_>>,
        reading: &Reading<'_>,
        output: &mut Output<'_>,
    ) {
        let Some(notice) = &self.notice else { return };
        let id = ids::single(mother.pregnancy, "notice");
        let notices = place.map(|place| place.pregnancy.notices.as_slice()).unwrap_or_default();
        let known = notices.iter().find(|notice| notice.id() == id).or(notices.first());
        let standing = known.map(|item| Output::standing(&item.record, item.id() == id));
        let notice = PregnancyNoticed { pregnancy: mother.pregnancy, ..notice.clone() };
        let spoken = spoken(reading, NOTICE_SPEAKS);
        let draft = Draft { village: self.village.clone(), ..draft(mother, "notice", notice.into(), spoken) };
        let otherwise = output.say(draft, standing.as_ref());
        noted_otherwise(output, reading, NOTICE_SPEAKS, otherwise);
    }
}

fn draft(mother: &Mother<'_>, kind: &str, fact: domain::facts::Fact, spoken: Vec<&'static str>) -> Draft {
    Draft { id: ids::single(mother.pregnancy, kind), subject: mother.subject, village: None, fact, spoken }
}

/// The fields about which the row's columns speak.
pub(super) fn spoken(reading: &Reading<'_>, table: &[(&str, &[&'static str])]) -> Vec<&'static str> {
    let mut fields: Vec<&'static str> = Vec::new();
    for (column, speaks) in table {
        if reading.speaks(column) {
            fields.extend(speaks.iter().filter(|field| !fields.contains(field)).copied().collect::<Vec<_>>());
        }
    }
    fields
}

/// Says which cells differ from what a person noted by hand.
pub(super) fn noted_otherwise(
    output: &mut Output<'_>,
    reading: &Reading<'_>,
    table: &[(&str, &[&'static str])],
    otherwise: Vec<(String, Value)>,
) {
    for (field, noted) in otherwise {
        let column = table
            .iter()
            .find(|(_, fields)| fields.contains(&field.as_str()))
            .map_or("", |(column, _)| column);
        let noted = match noted {
            Value::String(text) => text,
            other => other.to_string(),
        };
        output.odd(reading.sheet, reading.row, column, Reason::NotedOtherwise { noted });
    }
}

fn begun(registered: &PregnancyRegistered) -> Option<Date> {
    let stated = || registered.datings.first().map(|dating| gestation::lmp_of(dating.edd));
    registered.lmp.or_else(stated)
}

/// An expected date that is kept under any method is not noted again as merely stated.
fn keep_datings(registered: &mut PregnancyRegistered, kept: &[Dating]) {
    let same = |dating: &Dating| kept.iter().any(|known| known.edd == dating.edd);
    if !registered.datings.is_empty() && registered.datings.iter().all(same) {
        registered.datings = kept.to_vec();
    }
}

fn village(reading: &mut Reading<'_>, known: &Known<'_>) -> Option<VillageCode> {
    let text = reading.need("desa", person::line)?;
    match known.village(&text) {
        Ok(village) => Some(village),
        Err(like) => {
            reading.trouble("desa", Reason::UnknownVillage { like });
            None
        }
    }
}

fn pregnancy(reading: &mut Reading<'_>) -> PregnancyRegistered {
    let lmp = reading.past_day("hpht");
    let edd = reading.day("hpl");
    let (gravida, para, abortus) =
        (count(reading, "gravida"), count(reading, "para"), count(reading, "abortus"));
    if let (Some(gravida), Some(para)) = (gravida, para)
        && u16::from(para) + u16::from(abortus.unwrap_or(0)) > u16::from(gravida)
    {
        reading.odd("para", Reason::MoreBirths);
    }
    if let (Some(lmp), Some(edd)) = (lmp, edd) {
        let days = gestation::days_between(gestation::expected_birth(lmp), edd).abs();
        if days > DATINGS_APART {
            reading.odd("hpl", Reason::DatingsDiffer { days });
        }
    }
    let history = reading.take("riwayat", |cell| lists::history(cell).map(Some)).unwrap_or_default();
    if !history.other.is_empty() {
        reading.odd("riwayat", Reason::OtherWords);
    }
    PregnancyRegistered {
        pregnancy: NOBODYS,
        on: Date::MIN,
        cohort_no: reading.take("no_ibu", person::line),
        lmp,
        datings: edd.map(|edd| Dating { method: DatingMethod::Stated, edd }).into_iter().collect(),
        dated_by: None,
        gravida,
        para,
        abortus,
        height_cm: reading.take("tinggi_cm", |cell| number::centimetres(cell, HeightCm::new)),
        weight_before_kg: reading.take("bb_sebelum_hamil_kg", |cell| number::quantity(cell, WeightKg::new)),
        spacing_years: reading.take("jarak_anak_tahun", number::years),
        married_years: None,
        history: history.answers,
        other_history: history.other,
        told_by: None,
        jkn: domain::answer::Answer::NotAssessed,
    }
}

fn count(reading: &mut Reading<'_>, column: &'static str) -> Option<u8> {
    reading.take(column, |cell| number::count(cell, 25))
}

fn notice(
    reading: &mut Reading<'_>,
    woman: &WomanRegistered,
    told_on: Option<Date>,
    village: Option<&VillageCode>,
    dukun: &mut DukunNames,
) -> Option<PregnancyNoticed> {
    let teller = reading.take("pemberi_kabar", words::teller);
    let name = reading.take("nama_dukun", person::line);
    let told_by = teller.or_else(|| name.is_some().then_some(Teller::Dukun));
    let (Some(told_on), Some(told_by)) = (told_on, told_by) else {
        if told_on.is_some() {
            reading.odd("tanggal_kabar", Reason::NobodyTold);
        }
        return None;
    };
    let known = name.as_deref().and_then(|name| dukun.find(name, village));
    if name.is_some() && known.is_none() {
        reading.odd("nama_dukun", Reason::UnknownDukun);
    }
    // A dukun named beside another teller was not the one who told; her name is kept as a remark.
    let (named, remark) = match told_by {
        Teller::Dukun => (name.filter(|_| known.is_none()), None),
        _ => (None, name.map(|name| format!("dukun: {name}"))),
    };
    Some(PregnancyNoticed {
        pregnancy: NOBODYS,
        name: woman.name.clone(),
        husband: woman.husband.clone(),
        rt: woman.rt.clone(),
        phone: woman.phone.clone(),
        told_by,
        dukun: known.filter(|_| told_by == Teller::Dukun),
        teller_name: named,
        told_on,
        weeks: None,
        remark,
    })
}
