//! The sheet of births: one row per child, one birth per pregnancy.

use std::collections::BTreeMap;

use domain::{
    answer::Answer,
    facts::{Birth, BirthOutcome, Ending, Essentials, Newborn, PregnancyEnded},
    gestation,
    ids::ChildId,
    quantity::ChildGrams,
};
use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    ids,
    known::Mother,
    merge::{self, Standing},
    mother_row::{noted_otherwise, spoken},
    mothers::Mothers,
    output::{Draft, Output},
    reading::Reading,
};
use crate::cohort::{
    issue::Reason,
    layout::SheetKind,
    read::{Row, Sheet},
    value::{
        Misread, answer, clock, number,
        words::{self, State},
    },
};

/// The fields of the birth that each column speaks about.
const SPEAKS: &[(&str, &[&str])] = &[
    ("tanggal", &["on"]),
    ("jam", &["at"]),
    ("tempat", &["place"]),
    ("penolong", &["attendants"]),
    ("dukun_hadir", &["dukun_present"]),
];

/// The fields of the child that each column speaks about; those of the essentials begin with `+`.
const CHILD_SPEAKS: &[(&str, &[&str])] = &[
    ("cara", &["mode"]),
    ("jk", &["sex"]),
    ("bb_gram", &["weight_g"]),
    ("keadaan", &["outcome", "asphyxia"]),
    ("imd", &["+early_breastfeeding"]),
    ("vit_k1", &["+vitamin_k1"]),
    ("hb0", &["+hb0"]),
    ("salep_mata", &["+eye_ointment"]),
];

/// Weeks after the last menstrual period beyond which a birth is worth a look.
const LONGEST_WEEKS: i32 = 45;

/// A row that was taken.
struct BirthRow<'a> {
    sheet: &'a Sheet,
    row: &'a Row,
    birth: Birth,
    child: Newborn,
    state: Option<State>,
    no: Option<u8>,
}

/// Reads the sheet and notes its births.
pub(super) fn read<'a>(mothers: &mut Mothers<'a>, output: &mut Output<'a>) {
    let mut by_mother: BTreeMap<String, Vec<BirthRow<'a>>> = BTreeMap::new();
    for sheet in output.sheets(SheetKind::Persalinan) {
        for row in &sheet.rows {
            let mut reading = output.reading(sheet, row);
            let key = mothers.find(&mut reading);
            let mut found = read_row(&mut reading);
            let earlier =
                key.as_ref().and_then(|key| by_mother.get(key)).map(Vec::as_slice).unwrap_or_default();
            let repeated = settle_number(&mut reading, &mut found, earlier);
            if let (Some(key), false, false) = (key, reading.is_held(), repeated) {
                if let Some(mother) = mothers.get(&key) {
                    look_at_day(&mut reading, mother, found.birth.on);
                }
                by_mother.entry(key).or_default().push(found);
            }
            output.end(reading);
        }
    }
    for (key, rows) in by_mother {
        if let Some(mother) = mothers.get(&key) {
            note(mother, rows, output);
        }
    }
}

fn read_row<'a>(reading: &mut Reading<'a>) -> BirthRow<'a> {
    let on = reading.need_day("tanggal").unwrap_or(Date::MIN);
    let state = reading.take("keadaan", words::state);
    let people = reading.take("penolong", |cell| words::people(cell).map(Some)).unwrap_or_default();
    if people.known.is_empty() && state != Some(State::Abortion) {
        reading.trouble(
            "penolong",
            if people.unknown.is_empty() { Reason::Required } else { Misread::NotAWord.into() },
        );
    } else if !people.unknown.is_empty() {
        reading.odd("penolong", Reason::NobodyKnown);
    }
    let place = match state {
        Some(State::Abortion) => words::birth_place(reading.cell("tempat")).ok().flatten(),
        _ => reading.need("tempat", words::birth_place),
    };
    let birth = Birth {
        pregnancy: super::mother_row::NOBODYS,
        on,
        at: reading.take("jam", clock::time),
        place,
        place_name: None,
        attendants: people.known,
        dukun: Vec::new(),
        dukun_present: yes(reading, "dukun_hadir"),
        signs: Default::default(),
        complication: None,
        children: Vec::new(),
    };
    if state.is_none() && reading.cell("keadaan").is_empty() {
        reading.odd("keadaan", Reason::AssumedAlive);
    }
    let child = child(reading, state);
    let no = reading.take("anak_ke", |cell| number::count(cell, 6)).filter(|no| *no > 0);
    BirthRow { sheet: reading.sheet, row: reading.row, birth, child, state, no }
}

fn yes(reading: &mut Reading<'_>, column: &'static str) -> Answer {
    reading.take(column, answer::yes).map(Into::into).unwrap_or_default()
}

fn child(reading: &mut Reading<'_>, state: Option<State>) -> Newborn {
    Newborn {
        child: ChildId(Uuid::nil()),
        name: None,
        mode: reading.take("cara", words::mode),
        sex: reading.take("jk", words::sex),
        weight_g: reading.take("bb_gram", |cell| number::grams(cell, ChildGrams::new)),
        length_cm: None,
        outcome: match state {
            Some(State::Stillborn) => BirthOutcome::Stillborn,
            Some(State::Macerated) => BirthOutcome::StillbornMacerated,
            _ => BirthOutcome::Alive,
        },
        asphyxia: if state == Some(State::Asphyxia) { Answer::Yes } else { Answer::NotAssessed },
        essentials: Essentials {
            early_breastfeeding: yes(reading, "imd"),
            vitamin_k1: yes(reading, "vit_k1"),
            hb0: yes(reading, "hb0"),
            eye_ointment: yes(reading, "salep_mata"),
            thyroid_sample: Answer::NotAssessed,
        },
    }
}

/// Gives the child its number among those of earlier rows, and says whether the row repeats one.
fn settle_number(reading: &mut Reading<'_>, found: &mut BirthRow<'_>, earlier: &[BirthRow<'_>]) -> bool {
    let Some(first) = earlier.first() else {
        found.no = found.no.or(Some(1));
        return false;
    };
    let same = |row: &&BirthRow<'_>| {
        row.birth == found.birth && row.child == found.child && row.state == found.state
    };
    if found.birth.on != Date::MIN && gestation::days_between(first.birth.on, found.birth.on).abs() > 1 {
        reading.trouble("tanggal", Reason::BirthTwice { on: first.birth.on });
        return false;
    }
    match found.no {
        // Without a number, the same row twice is one child and another row the next.
        None if earlier.iter().any(|row| same(&row)) => return true,
        None => found.no = (1..).find(|no| !earlier.iter().any(|row| row.no == Some(*no))),
        Some(no) => {
            if let Some(twice) = earlier.iter().find(|row| row.no == Some(no)) {
                if same(&twice) {
                    return true;
                }
                reading.trouble("anak_ke", Reason::ChildTwice { row: twice.row.number });
            }
        }
    }
    false
}

fn look_at_day(reading: &mut Reading<'_>, mother: &Mother<'_>, on: Date) {
    let Some(lmp) = mother.lmp else { return };
    let weeks = gestation::days_between(lmp, on).div_euclid(7);
    if on < lmp {
        reading.odd("tanggal", Reason::BeforePregnancy);
    } else if weeks > LONGEST_WEEKS {
        reading.odd("tanggal", Reason::LongAfterBeginning { weeks });
    }
}

fn note(mother: &mut Mother<'_>, mut rows: Vec<BirthRow<'_>>, output: &mut Output<'_>) {
    rows.sort_by_key(|row| row.no);
    let Some(first) = rows.first() else { return };
    if rows.iter().all(|row| row.state == Some(State::Abortion)) {
        return note_ending(mother, first, output);
    }
    let standing = mother.known.and_then(|known| known.birth.as_ref());
    let standing = standing
        .map(|item| Output::standing(&item.record, item.id() == ids::single(mother.pregnancy, "birth")));
    let mut birth = Birth { pregnancy: mother.pregnancy, ..first.birth.clone() };
    birth.at = rows.iter().find_map(|row| row.birth.at).filter(|_| first.birth.at.is_some());
    let reading = Reading::new(output.workbook, first.sheet, first.row, output.job.today);
    let mut changes = Map::new();
    match &standing {
        None => birth.children = rows.iter().map(|row| new_child(mother, row)).collect(),
        Some(standing) => changes
            .extend(children(mother, standing, &rows, output).map(|value| ("children".to_owned(), value))),
    }
    remember(mother, &birth, &rows);
    let (on, spoken) = (birth.on, spoken(&reading, SPEAKS));
    look_at_contacts(mother, on, &reading, output);
    let draft = Draft {
        id: ids::single(mother.pregnancy, "birth"),
        subject: mother.subject,
        village: mother.village.clone(),
        fact: birth.into(),
        spoken,
    };
    let Some(standing) = standing else {
        output.say(draft, None);
        return;
    };
    let (more, otherwise) = merge::differences(&merge::fields(&draft.fact), &standing, &draft.spoken);
    changes.extend(more);
    output.amend(&standing, changes);
    noted_otherwise(output, &reading, SPEAKS, otherwise);
}

/// An antenatal contact of the register after the birth shows that one of the days is wrong.
fn look_at_contacts(mother: &Mother<'_>, on: Date, reading: &Reading<'_>, output: &mut Output<'_>) {
    if mother.known.is_some_and(|known| known.contacts.iter().any(|contact| contact.on > on)) {
        output.odd(reading.sheet, reading.row, "tanggal", Reason::AfterBirth);
    }
}

fn note_ending(mother: &Mother<'_>, row: &BirthRow<'_>, output: &mut Output<'_>) {
    let known = mother.known.and_then(|known| known.ended.as_ref());
    let id = ids::single(mother.pregnancy, "ended");
    let standing = known.map(|item| Output::standing(&item.record, item.id() == id));
    let fact = PregnancyEnded {
        pregnancy: mother.pregnancy,
        on: row.birth.on,
        ending: Ending::Abortion,
        remark: None,
    };
    let village = mother.village.clone();
    let draft =
        Draft { id, subject: mother.subject, village, fact: fact.into(), spoken: vec!["on", "ending"] };
    output.say(draft, standing.as_ref());
}

/// What the later sheets need to know of the birth.
fn remember(mother: &mut Mother<'_>, birth: &Birth, rows: &[BirthRow<'_>]) {
    mother.born = Some(birth.on);
    for row in rows {
        let Some(no) = row.no else { continue };
        let alive = row.child.outcome == BirthOutcome::Alive;
        match mother.children.iter_mut().find(|(number, _, _)| *number == no) {
            Some((_, _, known)) => *known = alive,
            None => mother.children.push((no, ids::child(mother.pregnancy, no), alive)),
        }
    }
}

fn new_child(mother: &Mother<'_>, row: &BirthRow<'_>) -> Newborn {
    Newborn { child: ids::child(mother.pregnancy, row.no.unwrap_or(1)), ..row.child.clone() }
}

/// The children after the rows, where they change any.
fn children(
    mother: &Mother<'_>,
    standing: &Standing,
    rows: &[BirthRow<'_>],
    output: &Output<'_>,
) -> Option<Value> {
    let list =
        |map: &Map<String, Value>| map.get("children").and_then(Value::as_array).cloned().unwrap_or_default();
    let (said, now) = (list(&standing.said), list(&standing.now));
    let mut after = now.clone();
    for row in rows {
        let id =
            mother.children.iter().find(|(no, _, _)| Some(*no) == row.no).map(|(_, id, _)| id.0.to_string());
        let of = |list: &[Value]| {
            list.iter().position(|child| child.get("child").and_then(Value::as_str) == id.as_deref())
        };
        let new = serde_json::to_value(new_child(mother, row)).unwrap_or_default();
        match of(&after) {
            None => after.push(new),
            Some(at) => {
                let known = of(&said).and_then(|at| said.get(at));
                let reading = Reading::new(output.workbook, row.sheet, row.row, output.job.today);
                if let Some(child) = after.get_mut(at) {
                    overlay(
                        child,
                        known,
                        &new,
                        &spoken(&reading, CHILD_SPEAKS),
                        standing.is_ours("children"),
                    );
                }
            }
        }
    }
    (after != now).then_some(Value::Array(after))
}

/// Lays what the row says over a child: a field that imports said otherwise, or one nobody filled.
fn overlay(child: &mut Value, said: Option<&Value>, new: &Value, spoken: &[&'static str], ours: bool) {
    for field in spoken {
        let path = field.strip_prefix('+').map_or(vec![*field], |field| vec!["essentials", field]);
        let at = |value: &Value| path.iter().try_fold(value, |value, part| value.get(part)).cloned();
        let (row, said, now) = (at(new), said.and_then(at), at(child));
        let changes = if ours { row != said && row != now } else { row.is_some() && now.is_none() };
        if changes {
            put(child, &path, row);
        }
    }
}

fn put(value: &mut Value, path: &[&str], new: Option<Value>) {
    let Some((last, parents)) = path.split_last() else { return };
    let mut place = value;
    for part in parents {
        let Some(map) = place.as_object_mut() else { return };
        place = map.entry(*part).or_insert_with(|| Value::Object(Map::new()));
    }
    let Some(map) = place.as_object_mut() else { return };
    match new {
        Some(new) => map.insert((*last).to_owned(), new),
        None => map.remove(*last),
    };
}
