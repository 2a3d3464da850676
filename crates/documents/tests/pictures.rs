//! How the pages look, beside small pictures of how they looked when a person last approved of them.
//!
//! After a change that is meant: look at `cargo xtask papers`, then run this test with `PICTURES=keep`.

mod reading;

use std::{fs, path::PathBuf};

use documents::{example, render};
use reading::{Grey, pages};

/// How far apart two points may be on average, of 255: another poppler draws edges a little otherwise.
const ALIKE: f64 = 3.0;

fn kept(name: &str, page: usize) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures");
    PathBuf::from(folder).join(format!("{name}-{page}.png"))
}

fn apart(one: &Grey, other: &Grey) -> f64 {
    if (one.width, one.height) != (other.width, other.height) {
        return f64::INFINITY;
    }
    let sum: u64 = one.points.iter().zip(&other.points).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.points.len() as f64
}

#[test]
fn pages_look_as_they_looked() {
    let keep = std::env::var("PICTURES").is_ok_and(|wish| wish == "keep");
    let mut faults = Vec::new();
    for (name, paper, style) in example::all() {
        let drawn = pages(&render(&paper, &style).unwrap().bytes);
        for (at, page) in drawn.iter().enumerate() {
            let path = kept(name, at + 1);
            if keep {
                fs::write(&path, &page.file).unwrap();
                continue;
            }
            let far = apart(page, &Grey::read(&path));
            if far > ALIKE {
                faults.push(format!("{name}, page {}: {far:.1} apart", at + 1));
            }
        }
        assert!(keep || !kept(name, drawn.len() + 1).exists(), "{name} has fewer pages than it had");
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn another_page_is_told_apart() {
    let page = |name: &str, at| Grey::read(&kept(name, at));
    assert!(apart(&page("nota-kesepakatan", 2), &page("nota-kesepakatan", 3)) > ALIKE);
    assert!(apart(&page("daftar-hadir", 1), &page("daftar-hadir", 2)) > ALIKE);
    let (final_, draft) = (page("susunan-acara", 1), page("daftar-periksa-spj", 1));
    assert!(apart(&final_, &draft) > ALIKE);
}
