//! What weighs in the phone's program: the code of each crate, by the names that the compiler left.

use std::{collections::BTreeMap, fs, path::Path};

use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::{run::Outcome, site};

/// How many crates are told by name.
const TOLD: usize = 25;

/// Prints what a phone downloads, and what of it each crate is.
pub(crate) fn tell(library: &Path) -> Outcome {
    let mut all = 0;
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    for name in ["betang_bg.wasm", "sw.js", "phone.js", "manifest.webmanifest"] {
        let size = |name: &str| fs::metadata(Path::new(site::SITE).join(name)).map_or(0, |file| file.len());
        let small = size(&format!("{name}.br"));
        all += small;
        println!("{:>10} {small:>10}  {name}", size(name));
    }
    println!("{:>10} {all:>10}  all\n", "");
    let bytes = fs::read(library).map_err(|error| format!("Cannot read {}: {error}.", library.display()))?;
    let weights = weights(&bytes).map_err(|error| format!("{}: {error}.", library.display()))?;
    let whole: usize = weights.values().sum();
    println!("{:>10} {:>6}  crate (code, and data once for all)", "bytes", "share");
    let mut told: Vec<_> = weights.into_iter().collect();
    told.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    for (name, weight) in told.iter().take(TOLD) {
        println!("{weight:>10} {:>5.1}%  {name}", 100.0 * *weight as f64 / whole.max(1) as f64);
    }
    let rest: usize = told.iter().skip(TOLD).map(|(_, weight)| weight).sum();
    println!("{rest:>10}         the other {}", told.len().saturating_sub(TOLD));
    Ok(())
}

/// Bytes by crate.
fn weights(wasm: &[u8]) -> Result<BTreeMap<String, usize>, wasmparser::BinaryReaderError> {
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
    let mut weights = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::DataSection(data) => {
                weights.insert("(data)".to_owned(), data.range().len());
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection? {
                            for naming in functions {
                                let naming = naming?;
                                names.insert(naming.index, krate(naming.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    for (index, weight) in (imported..).zip(bodies) {
        let name = names.get(&index).cloned().unwrap_or_else(|| "(nameless)".to_owned());
        *weights.entry(name).or_default() += weight;
    }
    Ok(weights)
}

/// The crate of a function: of `<app::page::Tab as core::fmt::Debug>::fmt` it is `app`.
fn krate(symbol: &str) -> String {
    let plain = format!("{:#}", rustc_demangle::demangle(symbol));
    let word = plain.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let word = word.strip_prefix("dyn ").unwrap_or(word);
    match word.split_once("::") {
        Some((name, _)) => name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect(),
        None => "(compiler)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_it_is_written_in() {
        assert_eq!(krate("_ZN3app4page5whole17h0123456789abcdefE"), "app");
        assert_eq!(krate("<app::page::Tab as core::fmt::Debug>::fmt"), "app");
        assert_eq!(krate("memcpy"), "(compiler)");
    }
}
