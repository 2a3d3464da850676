//! Knowledge is data, and data about people's health has a source: every row with an `id` in the
//! rule tables names its `source`, itself or the table around it.

use toml::{Table, Value};

use crate::house::House;

/// Rows without a source.
pub(super) fn complaints(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    for path in house.ending("toml").filter(|path| path.starts_with("crates/domain/tables")) {
        let shown = path.display();
        match house.text(path).unwrap_or_default().parse::<Table>() {
            Ok(table) => {
                complaints.extend(
                    unsourced(&table, false).into_iter().map(|id| format!("{shown}: {id} has no source.")),
                );
            }
            Err(error) => complaints.push(format!("{shown} cannot be read: {error}")),
        }
    }
    complaints
}

fn unsourced(table: &Table, inherited: bool) -> Vec<String> {
    let own = table.get("source").and_then(Value::as_str).is_some_and(|source| !source.trim().is_empty());
    let sourced = inherited || own;
    let mut found = Vec::new();
    if let (Some(id), false) = (table.get("id").and_then(Value::as_str), sourced) {
        found.push(id.to_owned());
    }
    for value in table.values() {
        match value {
            Value::Table(inner) => found.extend(unsourced(inner, sourced)),
            Value::Array(rows) => {
                found.extend(rows.iter().filter_map(Value::as_table).flat_map(|row| unsourced(row, sourced)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        unsourced(&text.parse().unwrap(), false)
    }

    #[test]
    fn a_row_without_a_source_is_named() {
        assert_eq!(of("[[rule]]\nid = 'a'\n[[rule]]\nid = 'b'\nsource = 'S'"), ["a"]);
        assert_eq!(of("[[rule]]\nid = 'a'\nsource = ' '"), ["a"]);
    }

    #[test]
    fn a_table_speaks_for_its_rows() {
        assert!(of("source = 'S'\n[[rule]]\nid = 'a'").is_empty());
    }
}
