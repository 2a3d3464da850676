//! Runs every vector in `tests/vectors/` and holds the tables to having them: each rule, score item and risk
//! factor has cases on both sides of each of its limits.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use domain::{
    answer::{Answer, Answers},
    choices::Choices,
    conditions::{Alternatives, Asked, judge},
    facts::Unit,
    findings::Phase,
    inputs::{Input, Inputs},
    rules::Rules,
    signs::Level,
    tables::{Tables, Weight},
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Vectors {
    Rule { id: String, level: Level, case: Vec<Case> },
    Kspr { id: String, points: u16, group: domain::kspr::Group, case: Vec<Case> },
    PeFactor { id: String, weight: Weight, case: Vec<Case> },
    FourT { id: String, case: Vec<Case> },
    Signs { level: Vec<SignLevel> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    phase: Option<Phase>,
    #[serde(default = "newest")]
    edition: String,
    #[serde(default)]
    inputs: BTreeMap<Input, f64>,
    #[serde(default)]
    signs: BTreeMap<String, Said>,
    #[serde(default)]
    history: BTreeMap<String, Said>,
    #[serde(default)]
    choices: BTreeMap<String, String>,
    expect: Said,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignLevel {
    phase: Phase,
    level: Level,
    signs: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Yes,
    No,
    NotAssessed,
}

fn newest() -> String {
    "2021".to_owned()
}

impl Said {
    fn answer(self) -> Answer {
        match self {
            Self::Yes => Answer::Yes,
            Self::No => Answer::No,
            Self::NotAssessed => Answer::NotAssessed,
        }
    }
}

impl Case {
    fn inputs(&self) -> Inputs<'static> {
        let answers = |said: &BTreeMap<String, Said>| {
            Cow::Owned(Answers(said.iter().map(|(id, said)| (id.clone(), said.answer())).collect()))
        };
        let mut inputs = Inputs::default();
        inputs.signs = answers(&self.signs);
        inputs.history = answers(&self.history);
        self.inputs.iter().for_each(|(input, value)| inputs.set(*input, Some(*value)));
        inputs
    }

    fn rules(&self) -> Rules {
        let unit = Unit { choices: self.choices.clone(), ..Unit::default() };
        assert_eq!(Choices::complaints(&unit), [], "the case makes a choice that can't hold");
        Rules::of(Some(&unit))
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may read its vectors; the domain itself reads no file")]
fn all() -> Vec<(String, Vectors)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let vectors = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().unwrap().to_string_lossy().into_owned(), vectors)
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found
}

/// Runs the cases of a file and holds them to the limits of the rows they are about.
fn run(name: &str, cases: &[Case], rows: &[Alternatives], judged: impl Fn(usize, &Case) -> (usize, Answer)) {
    let mut by_row: Vec<Vec<&Case>> = rows.iter().map(|_| Vec::new()).collect();
    for (number, case) in cases.iter().enumerate() {
        let (row, found) = judged(number, case);
        assert_eq!(found, case.expect.answer(), "{name}, case {}", number + 1);
        by_row[row].push(case);
    }
    for (any, cases) in rows.iter().zip(by_row) {
        assert!(!any.is_empty() && !cases.is_empty(), "{name}: a row has no case");
        for condition in any.iter().flatten() {
            let seen: Vec<_> =
                cases.iter().map(|c| condition.judge(&c.inputs(), &c.rules().choices)).collect();
            let asked = condition.asked.name();
            assert!(seen.contains(&Answer::Yes), "{name}: no case where {asked} holds");
            let sign = matches!(condition.asked, Asked::Sign(_) | Asked::History(_));
            let other_side = seen.contains(&Answer::No) || (sign && seen.contains(&Answer::NotAssessed));
            assert!(other_side, "{name}: no case on the other side of {asked}");
        }
    }
}

fn run_rule(id: &str, level: Level, cases: &[Case]) {
    let tables = Tables::builtin();
    let rows: Vec<_> = tables.rules.iter().filter(|row| row.id == id).collect();
    assert!(!rows.is_empty(), "there is no rule {id}");
    let any: Vec<_> = rows.iter().map(|row| row.any.clone()).collect();
    run(id, cases, &any, |number, case| {
        let phase = case.phase.expect("a case of a rule names its phase");
        let edition = tables.edition(&case.edition);
        let at = rows.iter().position(|row| row.holds_in(edition) && row.phases.contains(&phase));
        let at = at.unwrap_or_else(|| panic!("{id}, case {}: no such rule then", number + 1));
        assert_eq!(rows[at].level, level, "{id}");
        (at, rows[at].judge(&case.inputs(), &case.rules()))
    });
    for row in rows {
        for phase in &row.phases {
            assert!(cases.iter().any(|case| case.phase == Some(*phase)), "{id}: no case for {phase:?}");
        }
    }
}

#[test]
fn every_vector_holds() {
    let tables = Tables::builtin();
    for (name, vectors) in all() {
        match vectors {
            Vectors::Rule { id, level, case } => run_rule(&id, level, &case),
            Vectors::Kspr { id, points, group, case } => {
                let row =
                    tables.kspr.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no item {id}"));
                assert_eq!((row.weight, row.group), (points, group), "{name}");
                run(&name, &case, std::slice::from_ref(&row.any), |_, case| {
                    (0, row.judge(&case.inputs(), &case.rules()))
                });
            }
            Vectors::PeFactor { id, weight, case } => {
                let row =
                    tables.pe_factors.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}"));
                assert_eq!(row.weight, weight, "{name}");
                run(&name, &case, std::slice::from_ref(&row.any), |_, case| {
                    (0, judge(&row.any, &case.inputs(), &case.rules().choices))
                });
            }
            Vectors::FourT { id, case } => {
                let row = tables.four_t.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}"));
                run(&name, &case, std::slice::from_ref(&row.any), |_, case| {
                    (0, judge(&row.any, &case.inputs(), &case.rules().choices))
                });
            }
            Vectors::Signs { level } => levels(&level),
        }
    }
}

/// The levels of the signs, and no sign or phase besides.
fn levels(wanted: &[SignLevel]) {
    let mut listed = Vec::new();
    for group in wanted {
        listed.extend(group.signs.iter().map(|sign| (sign.clone(), group.phase, group.level)));
    }
    let mut table: Vec<_> = Tables::builtin()
        .signs
        .iter()
        .flat_map(|row| row.levels.iter().map(|(phase, level)| (row.id.clone(), *phase, *level)))
        .collect();
    listed.sort();
    table.sort();
    assert_eq!(listed, table);
}

#[test]
fn every_rule_has_vectors() {
    let names: Vec<String> = all().into_iter().map(|(name, _)| name).collect();
    let tables = Tables::builtin();
    let rules = tables.rules.iter().map(|row| row.id.clone());
    let items = tables.kspr.iter().map(|row| format!("kspr-{}", row.id));
    let factors = tables.pe_factors.iter().map(|row| format!("pe_factor-{}", row.id));
    let four = tables.four_t.iter().map(|row| format!("four_t-{}", row.id));
    let missing: Vec<_> =
        rules.chain(items).chain(factors).chain(four).filter(|id| !names.contains(id)).collect();
    assert!(missing.is_empty(), "no vectors for {missing:?}");
}
