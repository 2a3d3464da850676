//! What `betang state` and `betang replay` print: every pregnancy and child with what follows from what was
//! noted. The shape is a promise to other programs; `docs/state.schema.json` describes it and a test holds it.

use domain::{
    facts::{BirthOutcome, Ending},
    family::{Child, Family, Pregnancy},
    findings::{self, Finding},
    gaps::{self, Gap},
    ids::{ChildId, PregnancyId},
    kspr,
    milestones::{self, ChildMilestones, Milestones},
    register::Register,
    rules::Rules,
    tasks::{self, Task},
};
use jiff::civil::Date;
use serde::Serialize;

/// The state of a unit on a day.
#[derive(Debug, Serialize)]
pub struct State {
    on: Date,
    pregnancies: Vec<PregnancyState>,
}

#[derive(Debug, Serialize)]
struct PregnancyState {
    no: String,
    id: PregnancyId,
    village: Option<String>,
    status: &'static str,
    lmp: Option<Date>,
    edd: Option<Date>,
    gestational_age: Option<String>,
    milestones: MilestoneDates,
    kspr: Score,
    findings: Vec<Found>,
    gaps: Vec<Missing>,
    tasks: Vec<ToDo>,
    children: Vec<ChildState>,
}

#[derive(Debug, Serialize)]
struct MilestoneDates {
    k1: Option<Date>,
    k1_t1: Option<Date>,
    k4: Option<Date>,
    k6: Option<Date>,
    birth: Option<Date>,
    skilled_birth: Option<Date>,
    facility_birth: Option<Date>,
    kf1: Option<Date>,
    kf2: Option<Date>,
    kf3: Option<Date>,
    kf4: Option<Date>,
    kf_complete: Option<Date>,
}

#[derive(Debug, Serialize)]
struct Score {
    score: u16,
    band: &'static str,
    items: Vec<String>,
    not_assessed: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Found {
    rule: String,
    level: &'static str,
    on: Date,
}

#[derive(Debug, Serialize)]
struct Missing {
    gap: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
}

#[derive(Debug, Serialize)]
struct ToDo {
    task: &'static str,
    due: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    child: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ChildState {
    no: u8,
    id: ChildId,
    born_on: Date,
    outcome: &'static str,
    died_on: Option<Date>,
    milestones: ChildDates,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct ChildDates {
    kn1: Option<Date>,
    kn2: Option<Date>,
    kn3: Option<Date>,
    kn_complete: Option<Date>,
    infant1: Option<Date>,
    infant2: Option<Date>,
    infant3: Option<Date>,
    infant4: Option<Date>,
}

impl State {
    /// The state on a day, sorted by number, village and id.
    #[must_use]
    pub fn of(register: &Register, on: Date) -> Self {
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        let mut pregnancies: Vec<_> = register
            .families()
            .flat_map(|family| {
                let village = family.village_on(on).and_then(|code| register.villages().get(&code));
                let tasks = tasks::of(family, village.map(|village| &**village), &rules, on);
                let known =
                    family.pregnancies.iter().filter(|p| p.known_since().is_none_or(|since| since <= on));
                known.map(|pregnancy| of_pregnancy(family, pregnancy, &tasks, &rules, on)).collect::<Vec<_>>()
            })
            .collect();
        pregnancies.sort_by(|a, b| (&a.no, &a.village, a.id).cmp(&(&b.no, &b.village, b.id)));
        Self { on, pregnancies }
    }
}

/// The number in the cohort register; without one, `~` and the end of the pregnancy's id.
fn number(pregnancy: &Pregnancy) -> String {
    let number = pregnancy.registered.as_ref().and_then(|registered| registered.cohort_no.clone());
    number.unwrap_or_else(|| {
        let id = pregnancy.id.0.simple().to_string();
        format!("~{}", id.get(24..).unwrap_or_default())
    })
}

fn of_pregnancy(
    family: &Family,
    pregnancy: &Pregnancy,
    tasks: &[Task],
    rules: &Rules,
    on: Date,
) -> PregnancyState {
    let score = kspr::score(family, pregnancy, rules, on);
    let over = pregnancy.over_on().is_some_and(|over| over <= on);
    PregnancyState {
        no: number(pregnancy),
        id: pregnancy.id,
        village: pregnancy.village.as_ref().map(ToString::to_string),
        status: status(family, pregnancy, on),
        lmp: pregnancy.lmp(),
        edd: pregnancy.edd(),
        gestational_age: if over { None } else { pregnancy.age_on(on).map(|age| age.to_string()) },
        milestones: milestones::of(pregnancy, rules, on).into(),
        kspr: Score {
            score: score.score,
            band: score.band.name(),
            items: score.items.into_iter().map(|item| item.id).collect(),
            not_assessed: score.not_assessed,
        },
        findings: findings::current(family, pregnancy, rules, on).into_iter().map(Into::into).collect(),
        gaps: gaps::of(family, pregnancy, rules, on).into_iter().map(Into::into).collect(),
        tasks: tasks
            .iter()
            .filter(|task| belongs(task, family, pregnancy))
            .map(|task| to_do(task, pregnancy))
            .collect(),
        children: pregnancy
            .children
            .iter()
            .filter(|child| child.born_on() <= on)
            .map(|child| of_child(pregnancy, child, rules, on))
            .collect(),
    }
}

/// A task of the woman herself is told with her newest pregnancy.
fn belongs(task: &Task, family: &Family, pregnancy: &Pregnancy) -> bool {
    let home = task.pregnancy.or_else(|| family.latest().map(|latest| latest.id));
    home == Some(pregnancy.id)
}

fn to_do(task: &Task, pregnancy: &Pregnancy) -> ToDo {
    let child = task.child.and_then(|id| pregnancy.children.iter().find(|child| child.id == id));
    ToDo {
        task: task.kind.word(),
        due: task.due.date(),
        child: child.map(|child| child.no),
        about: task.args.clone(),
    }
}

fn status(family: &Family, pregnancy: &Pregnancy, on: Date) -> &'static str {
    let by_then = |day: Option<Date>| day.is_some_and(|day| day <= on);
    if by_then(pregnancy.birth.as_ref().map(|birth| birth.on)) {
        return "born";
    }
    if let Some(ended) = pregnancy.ended.as_ref().filter(|ended| ended.on <= on) {
        return match ended.ending {
            Ending::Abortion => "abortion",
            Ending::NotPregnant => "not_pregnant",
            Ending::Lost => "lost",
        };
    }
    if by_then(pregnancy.death.as_ref().map(|death| death.on)) {
        "died"
    } else if family.had_left(on) {
        "moved"
    } else if by_then(pregnancy.registered.as_ref().map(|registered| registered.on)) {
        "pregnant"
    } else {
        "noticed"
    }
}

fn of_child(pregnancy: &Pregnancy, child: &Child, rules: &Rules, on: Date) -> ChildState {
    let outcome = match child.newborn().map(|newborn| newborn.outcome) {
        Some(BirthOutcome::Stillborn) => "stillborn",
        Some(BirthOutcome::StillbornMacerated) => "stillborn_macerated",
        Some(BirthOutcome::Alive) | None => "alive",
    };
    ChildState {
        no: child.no,
        id: child.id,
        born_on: child.born_on(),
        outcome,
        died_on: child.death.as_ref().map(|death| death.on).filter(|day| *day <= on),
        milestones: milestones::of_child(child, rules, on).into(),
        findings: findings::current_child(pregnancy, child, rules, on).into_iter().map(Into::into).collect(),
    }
}

impl From<Milestones> for MilestoneDates {
    fn from(dates: Milestones) -> Self {
        let Milestones {
            k1,
            k1_t1,
            k4,
            k6,
            birth,
            skilled_birth,
            facility_birth,
            kf1,
            kf2,
            kf3,
            kf4,
            kf_complete,
            ..
        } = dates;
        Self { k1, k1_t1, k4, k6, birth, skilled_birth, facility_birth, kf1, kf2, kf3, kf4, kf_complete }
    }
}

impl From<ChildMilestones> for ChildDates {
    fn from(dates: ChildMilestones) -> Self {
        let ChildMilestones { kn1, kn2, kn3, kn_complete, infant, .. } = dates;
        let [infant1, infant2, infant3, infant4] = infant;
        Self { kn1, kn2, kn3, kn_complete, infant1, infant2, infant3, infant4 }
    }
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        Self { rule: finding.rule, level: finding.level.name(), on: finding.on }
    }
}

impl From<Gap> for Missing {
    fn from(gap: Gap) -> Self {
        Self { gap: gap.id, on: gap.on }
    }
}
