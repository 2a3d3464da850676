//! The simulation as a stream: pregnancies begin day by day, and what is noted of them is handed out in
//! order of time, so that only about two years of notes are in memory, however long the simulation.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use domain::{
    facts::{Ending, Fact, Moved, PregnancyEnded, Village},
    gestation::plus_days,
    ids::{AuthorId, PregnancyId, SubjectId, VillageCode, derived},
    note::Note,
};
use jiff::civil::Date;
use serde_json::json;

use crate::{
    Plan, after, antenatal, birth,
    course::{Course, End},
    diary::Diary,
    dice::Dice,
    ground,
    mother::Mother,
    neighbours::Neighbours,
    people,
    scenes::{SCENES, Scene},
};

/// Streams of dice below this number belong to the unit's places and people.
const FIRST_FAMILY: u64 = 1_000;

pub(crate) struct Simulation {
    plan: Plan,
    near: Vec<Neighbours>,
    codes: Vec<VillageCode>,
    weights: Vec<(usize, f64)>,
    dice: Dice,
    next_day: Date,
    last_day: Date,
    families: u64,
    numbers: BTreeMap<i16, u32>,
    scenes: u32,
    known: Vec<Vec<Mother>>,
    waiting: BinaryHeap<Reverse<Waiting>>,
}

/// A note that waits for its turn.
struct Waiting(Note);

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.noted_at.timestamp(), self.0.id).cmp(&(other.0.noted_at.timestamp(), other.0.id))
    }
}
impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Waiting {}

impl Iterator for Simulation {
    type Item = Note;

    fn next(&mut self) -> Option<Note> {
        loop {
            // Nothing is noted of a pregnancy in its first four weeks, so what was noted before the next one
            // begins cannot be overtaken.
            let ended = self.next_day > self.last_day;
            let ready = self
                .waiting
                .peek()
                .is_some_and(|Reverse(note)| ended || note.0.noted_at.date() < self.next_day);
            if ready {
                return self.waiting.pop().map(|Reverse(note)| note.0);
            }
            if ended {
                return None;
            }
            self.day();
        }
    }
}

impl Simulation {
    pub(crate) fn new(plan: Plan) -> Self {
        let from = plan.from();
        let villages = plan.ground();
        let mut dice = Dice::new(plan.seed, 0);
        let mut simulation = Self {
            plan,
            near: Vec::new(),
            codes: villages.iter().map(|village| VillageCode::new(&village.code)).collect(),
            weights: villages.iter().map(inhabitants).enumerate().collect(),
            next_day: plus_days(from, -40),
            last_day: plus_days(plan.until, -35),
            families: 0,
            numbers: BTreeMap::new(),
            scenes: 0,
            known: vec![Vec::new(); villages.len()],
            waiting: BinaryHeap::new(),
            dice: Dice::new(plan.seed, 1),
        };
        simulation.describe(&villages, plus_days(from, -60), &mut dice);
        simulation.stage();
        simulation
    }

    /// The unit's places and people.
    fn describe(&mut self, villages: &[Village], day: Date, dice: &mut Dice) {
        let staff = people::staff(villages);
        let dukun = people::dukun(villages, dice);
        let mut facts: Vec<(SubjectId, Option<VillageCode>, Fact)> = Vec::new();
        facts.push((SubjectId(derived(&["unit", ground::UNIT_CODE])), None, ground::unit().into()));
        facts.extend(villages.iter().map(|village| {
            let code = VillageCode::new(&village.code);
            (code.subject(), Some(code), village.clone().into())
        }));
        facts.extend(ground::facilities().into_iter().map(|(id, facility)| (id, None, facility.into())));
        facts.extend(staff.iter().map(|member| (member.subject, None, member.staff.clone().into())));
        facts.extend(
            dukun.iter().map(|dukun| (dukun.subject, Some(dukun.village.clone()), dukun.fact.clone().into())),
        );
        facts.extend(people::others(villages, dice));
        self.near = villages.iter().map(|village| neighbours(village, &staff, &dukun)).collect();
        for (stream, (subject, village, fact)) in (2..).zip(facts) {
            let mut diary = Diary::new(
                Dice::new(self.plan.seed, stream),
                subject,
                village,
                AuthorId::SYSTEM,
                self.plan.until,
            );
            diary.write(day, fact);
            self.keep(diary);
        }
    }

    fn keep(&mut self, diary: Diary) {
        self.waiting.extend(diary.finish().into_iter().map(|note| Reverse(Waiting(note))));
    }

    fn day(&mut self) {
        let lmp = self.next_day;
        self.next_day = plus_days(lmp, 1);
        let rate = f64::from(self.plan.pregnancies_per_year) / 365.25;
        let trials = 4 * (1 + self.plan.pregnancies_per_year / 365);
        let begun = (0..trials).filter(|_| self.dice.chance(rate / f64::from(trials))).count();
        for _ in 0..begun {
            let village = self.dice.weighted(&self.weights);
            self.family(village, lmp);
        }
    }

    /// A diary with dice of its own for a family.
    fn open(&mut self, village: usize, subject: Option<SubjectId>) -> Option<Diary> {
        self.families += 1;
        let mut dice = Dice::new(self.plan.seed, FIRST_FAMILY + self.families);
        let subject =
            subject.unwrap_or_else(|| SubjectId(uuid::Builder::from_random_bytes(dice.bytes()).into_uuid()));
        let near = self.near.get(village)?;
        Some(Diary::new(dice, subject, self.codes.get(village).cloned(), near.midwife, self.plan.until))
    }

    /// A woman of the village who is not pregnant: one who is known, now and then, else a new one.
    fn woman(&mut self, village: usize, lmp: Date) -> Option<Mother> {
        let known = self.known.get_mut(village)?;
        let free = |mother: &Mother| {
            mother.last_birth.is_none_or(|last| plus_days(last, 300) < lmp) && mother.age_on(lmp) < 43
        };
        let again = known.iter().position(free).filter(|_| self.dice.chance(0.3));
        again.map(|at| known.swap_remove(at))
    }

    fn number(&mut self, year: i16) -> String {
        let number = self.numbers.entry(year).or_insert(0);
        *number += 1;
        format!("{number:03}/{year}")
    }

    fn family(&mut self, village: usize, lmp: Date) -> Option<()> {
        let known = self.woman(village, lmp);
        let mut diary = self.open(village, known.as_ref().map(|mother| mother.subject))?;
        let mut mother = known.unwrap_or_else(|| Mother::new(diary.subject, lmp, &mut diary.dice));
        let near = self.near.get(village)?.clone();
        let mut course = Course::throw(&mother, lmp, near.minutes, &mut diary.dice);
        let seen = course.first_contact < course.end_on;
        if !seen && course.end != End::Birth {
            return None;
        }
        if !seen {
            course.first_contact = plus_days(course.end_on, 1);
        }
        let number = self.number(course.first_contact.year());
        live(&mut diary, &mut mother, &course, &near, &number, seen);
        let stays = course.end != End::Moved && course.end != End::Lost;
        if let Some(known) = self.known.get_mut(village).filter(|_| stays) {
            known.push(mother);
        }
        self.keep(diary);
        Some(())
    }

    /// The families of the last days, in the first village and once more elsewhere.
    fn stage(&mut self) {
        let elsewhere = self.near.len().saturating_sub(1).max(1);
        for (at, play) in SCENES.iter().enumerate() {
            for village in [0, 1 + at % elsewhere] {
                self.play(village, *play);
            }
        }
    }

    fn play(&mut self, village: usize, play: fn(&mut Scene)) -> Option<()> {
        let mut diary = self.open(village, None)?;
        let day = plus_days(self.plan.until, -250);
        let mut mother = Mother::new(diary.subject, day, &mut diary.dice);
        mother.had_caesarean = false;
        self.scenes += 1;
        let number = format!("H{:02}/{}", self.scenes, self.plan.until.year());
        let pregnancy = PregnancyId(diary.fresh());
        let mut scene = Scene { diary, mother, pregnancy, near: self.near.get(village)?, number };
        play(&mut scene);
        let Scene { diary, .. } = scene;
        self.keep(diary);
        Some(())
    }
}

/// Writes a pregnancy down from the notice to the children's first birthday.
fn live(
    diary: &mut Diary,
    mother: &mut Mother,
    course: &Course,
    near: &Neighbours,
    number: &str,
    seen: bool,
) {
    let pregnancy = PregnancyId(diary.fresh());
    if seen && diary.dice.chance(0.55) {
        antenatal::notice(diary, mother, course, pregnancy, near);
    }
    antenatal::register(diary, mother, course, pregnancy, number);
    let story = antenatal::contacts(diary, mother, course, pregnancy, near);
    corrections(diary, &story, near);
    birth::plan(diary, mother, course, pregnancy, near);
    mother.registered = true;
    match course.end {
        End::Birth => {
            birth::refer(diary, mother, course, pregnancy, &story, near);
            birth::stay(diary, course, pregnancy, near);
            let born = birth::birth(diary, mother, course, pregnancy, near, seen);
            after::follow(diary, &born, pregnancy, near, None);
            mother.para += 1;
            mother.last_birth = Some(course.end_on);
        }
        End::Abortion => {
            ended(diary, course, pregnancy, Ending::Abortion);
            mother.abortus += 1;
            mother.last_birth = Some(course.end_on);
        }
        End::Lost => ended(diary, course, pregnancy, Ending::Lost),
        End::Moved => {
            let fact = Moved { on: course.end_on, to_village: None, to: Some("Palangka Raya".to_owned()) };
            diary.write(course.end_on, fact);
        }
    }
}

fn ended(diary: &mut Diary, course: &Course, pregnancy: PregnancyId, ending: Ending) {
    let on = course.end_on;
    diary.write(plus_days(on, 1), PregnancyEnded { pregnancy, on, ending, remark: None });
}

/// Some readings are put right later, and some contacts were another woman's.
fn corrections(diary: &mut Diary, story: &antenatal::Story, near: &Neighbours) {
    let Some((day, entry)) = story.contacts.first().copied() else { return };
    if diary.dice.chance(0.05) {
        let weight = 45.0 + f64::from(diary.dice.between(0, 300)) / 10.0;
        let author = if diary.dice.chance(0.8) { near.midwife } else { near.colleague };
        diary.amend(author, plus_days(day, 2), entry, "weight_kg", json!(weight), "Salah baca timbangan");
    }
    let last = story.contacts.last().filter(|_| story.contacts.len() > 3 && diary.dice.chance(0.03));
    if let Some((day, entry)) = last {
        diary.void(*day, *entry, "Tercatat pada ibu yang salah");
    }
}

fn inhabitants(village: &Village) -> f64 {
    village.years.values().next().and_then(|year| year.population).map_or(500.0, f64::from)
}

fn neighbours(village: &Village, staff: &[people::Member], dukun: &[people::KnownDukun]) -> Neighbours {
    let code = VillageCode::new(&village.code);
    let midwives: Vec<_> = staff.iter().filter(|member| member.villages.contains(&code)).collect();
    let colleague = staff.iter().find(|member| member.role == domain::rights::Role::Coordinator);
    let here = |all: bool| {
        dukun
            .iter()
            .filter(move |dukun| all || dukun.village == code)
            .map(|d| (d.subject, d.fact.name.clone()))
    };
    let near: Vec<_> = here(false).collect();
    Neighbours {
        name: village.name.clone(),
        midwife: midwives.first().map_or(AuthorId::SYSTEM, |member| member.author),
        colleague: colleague.map_or(AuthorId::SYSTEM, |member| member.author),
        midwife_name: midwives.first().map(|member| member.staff.name.clone()).unwrap_or_default(),
        dukun: if near.is_empty() {
            dukun.iter().take(1).map(|d| (d.subject, d.fact.name.clone())).collect()
        } else {
            near
        },
        minutes: village.minutes_low_water.unwrap_or(60),
        post: ground::post_of(&village.name),
    }
}
