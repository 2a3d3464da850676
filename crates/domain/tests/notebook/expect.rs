//! What a notebook expects.

use domain::{
    family::{Family, Pregnancy},
    findings, gaps, milestones,
    register::Register,
    rules::Rules,
    tasks::{self, Due, Task},
};
use jiff::civil::Date;

use super::write::Writer;

/// Checks one expectation; says what is there instead.
pub(super) fn check(
    register: &Register,
    writer: &Writer,
    rules: &Rules,
    on: Date,
    line: &str,
) -> Result<(), String> {
    let family = register.family(writer.subject).expect("a family");
    let pregnancy = family.pregnancy(writer.pregnancy()).expect("a pregnancy");
    let words: Vec<_> = line.split_whitespace().collect();
    match words[..] {
        ["tasks", ref wanted @ ..] => same(&wanted.join(" "), &all_tasks(family, rules, on)),
        ["no", "task", kind] => absent(kind, &words_of(&tasks_of(family, rules, on))),
        ["task", kind, ref rest @ ..] => task(&tasks_of(family, rules, on), kind, rest, writer),
        ["next", wanted] => {
            let next = tasks::next_contact(pregnancy, rules, on);
            same(wanted, &next.map_or("none".into(), |next| next.due.to_string()))
        }
        ["findings", ref wanted @ ..] => same(&wanted.join(" "), &all_findings(family, pregnancy, rules, on)),
        ["gap", id] => {
            let there: Vec<_> = gaps::of(family, pregnancy, rules, on).iter().map(|gap| gap.id).collect();
            if there.contains(&id) { Ok(()) } else { Err(format!("gaps: {there:?}")) }
        }
        ["no", "gap", id] => {
            absent(id, &gaps::of(family, pregnancy, rules, on).iter().map(|gap| gap.id).collect::<Vec<_>>())
        }
        ["conflict", field] => {
            let conflicts = family.records.iter().flat_map(|record| &record.conflicts);
            let fields: Vec<_> = conflicts.map(|conflict| conflict.field.as_str()).collect();
            if fields.contains(&field) { Ok(()) } else { Err(format!("conflicts: {fields:?}")) }
        }
        ["conflicts", "none"] => same("false", &family.has_conflicts().to_string()),
        ["strays", wanted] => same(wanted, &family.strays.len().to_string()),
        ["lives", wanted] => same(wanted, &family.village_on(on).map_or("none".into(), |v| v.to_string())),
        ["age", wanted] => same(wanted, &pregnancy.age_on(on).map_or("none".into(), |age| age.to_string())),
        ["child", no, milestone, wanted] => {
            let id = writer.child(no);
            let (_, child) = family.child(id).ok_or("no such child")?;
            same(wanted, &child_milestone(&milestones::of_child(child, rules, on), milestone))
        }
        [milestone, wanted] => {
            same(wanted, &mother_milestone(&milestones::of(pregnancy, rules, on), milestone))
        }
        _ => panic!("what is {line}?"),
    }
}

fn same(wanted: &str, there: &str) -> Result<(), String> {
    if wanted == there { Ok(()) } else { Err(format!("there is {there}")) }
}

fn absent(word: &str, there: &[&str]) -> Result<(), String> {
    if there.contains(&word) { Err(format!("there is {there:?}")) } else { Ok(()) }
}

fn tasks_of(family: &Family, rules: &Rules, on: Date) -> Vec<Task> {
    tasks::of(family, None, rules, on)
}

fn words_of(tasks: &[Task]) -> Vec<&'static str> {
    tasks.iter().map(|task| task.kind.word()).collect()
}

fn all_tasks(family: &Family, rules: &Rules, on: Date) -> String {
    let words = words_of(&tasks_of(family, rules, on));
    if words.is_empty() { "none".into() } else { words.join(" ") }
}

fn all_findings(family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> String {
    let mut found = findings::current(family, pregnancy, rules, on);
    for child in &pregnancy.children {
        found.extend(findings::current_child(pregnancy, child, rules, on));
    }
    found.retain(|finding| !finding.screen);
    let rules: Vec<_> = found.into_iter().map(|finding| finding.rule).collect();
    if rules.is_empty() { "none".into() } else { rules.join(" ") }
}

fn task(tasks: &[Task], kind: &str, rest: &[&str], writer: &Writer) -> Result<(), String> {
    let matches = |task: &&Task| {
        task.kind.word() == kind
            && rest.chunks(2).all(|pair| match pair {
                ["due", due] => due_text(task.due) == *due,
                ["opens", day] => task.opens.to_string() == *day,
                ["child", no] => task.child == Some(writer.child(no)),
                ["with", arg] => task.args.iter().any(|known| known == arg),
                ["without", arg] => !task.args.iter().any(|known| known == arg),
                ["village", village] => task.village.as_ref().is_some_and(|known| known.as_str() == *village),
                other => panic!("what is {other:?}?"),
            })
    };
    if tasks.iter().any(|task| matches(&task)) {
        return Ok(());
    }
    let there =
        tasks.iter().map(|task| format!("{} due {} {:?}", task.kind.word(), due_text(task.due), task.args));
    Err(format!("tasks: {}", there.collect::<Vec<_>>().join("; ")))
}

fn due_text(due: Due) -> String {
    match due {
        Due::Day(day) => day.to_string(),
        Due::Hour(hour) => hour.strftime("%Y-%m-%dT%H:%M").to_string(),
    }
}

fn text(date: Option<Date>) -> String {
    date.map_or("none".into(), |date| date.to_string())
}

fn mother_milestone(reached: &milestones::Milestones, name: &str) -> String {
    text(match name {
        "k1" => reached.k1,
        "k1_t1" => reached.k1_t1,
        "k4" => reached.k4,
        "k6" => reached.k6,
        "birth" => reached.birth,
        "skilled_birth" => reached.skilled_birth,
        "facility_birth" => reached.facility_birth,
        "kf1" => reached.kf1,
        "kf2" => reached.kf2,
        "kf3" => reached.kf3,
        "kf4" => reached.kf4,
        "kf_complete" => reached.kf_complete,
        "village" => return reached.village.as_ref().map_or("none".into(), ToString::to_string),
        other => panic!("what is {other}?"),
    })
}

fn child_milestone(reached: &milestones::ChildMilestones, name: &str) -> String {
    text(match name {
        "kn1" => reached.kn1,
        "kn2" => reached.kn2,
        "kn3" => reached.kn3,
        "kn_complete" => reached.kn_complete,
        "infant1" => reached.infant[0],
        "infant2" => reached.infant[1],
        "infant3" => reached.infant[2],
        "infant4" => reached.infant[3],
        "ibl" => reached.ibl,
        other => panic!("what is {other}?"),
    })
}
