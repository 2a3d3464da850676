//! Every direct dependency is named, in backticks, on a page of `docs/decisions` that says why it
//! is there.

use std::collections::BTreeSet;

use crate::house::House;

/// Dependencies that nobody gave a reason for.
pub(super) fn complaints(house: &House) -> Vec<String> {
    let pages: String = house
        .ending("md")
        .filter(|path| path.starts_with("docs/decisions"))
        .filter_map(|path| house.text(path))
        .collect();
    let ours: BTreeSet<&str> = house.crates.iter().map(|krate| krate.name.as_str()).collect();
    let mut complaints = Vec::new();
    for krate in &house.crates {
        for dependency in
            krate.dependencies.union(&krate.for_tests).filter(|name| !ours.contains(name.as_str()))
        {
            if !pages.contains(&format!("`{dependency}`")) {
                complaints.push(format!(
                    "no page of docs/decisions says why `{}` needs `{dependency}`.",
                    krate.name
                ));
            }
        }
    }
    complaints
}
