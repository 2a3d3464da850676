//! The rules of the house that the compiler does not know. One file per rule; each hands back its
//! complaints as sentences.

mod arrows;
mod documents;
mod lints;
mod reasons;
mod sources;
mod tables;

use crate::{house::House, run::Outcome};

type Rule = (&'static str, fn(&House) -> Vec<String>);

const RULES: &[Rule] = &[
    ("crates depend as drawn", arrows::complaints),
    ("every dependency has its reason", reasons::complaints),
    ("sources", sources::complaints),
    ("lints of single crates", lints::complaints),
    ("rules have sources", tables::complaints),
    ("documents tell of what exists", documents::complaints),
];

/// Holds every rule against the repository and prints what it finds.
pub(crate) fn tidy() -> Outcome {
    let house = House::read()?;
    let mut count = 0;
    for (name, rule) in RULES {
        let complaints = rule(&house);
        count += complaints.len();
        for complaint in complaints {
            println!("{name}: {complaint}");
        }
    }
    match count {
        0 => {
            println!(
                "Tidy: {} rules, {} files, {} crates.",
                RULES.len(),
                house.files.len(),
                house.crates.len()
            );
            Ok(())
        }
        1 => Err("Tidy has 1 complaint.".to_owned()),
        _ => Err(format!("Tidy has {count} complaints.")),
    }
}
