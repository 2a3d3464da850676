//! The log of a phone beside the log of its server.

use std::collections::HashMap;

use serde_json::Value;

use crate::Outcome;

/// Every entry of the phone's is on the server, once and the same, and the other way round where the
/// phone was to have all.
///
/// # Errors
/// When it is not so; the sentence says where.
pub fn compare(phone: &[Value], server: &[Value]) -> Outcome {
    let key = |entry: &Value| entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let by_id: HashMap<_, _> = server.iter().map(|entry| (key(entry), entry)).collect();
    if by_id.len() != server.len() {
        return Err("the server has an entry twice".into());
    }
    let mut seen = HashMap::new();
    for entry in phone {
        let id = key(entry);
        if seen.insert(id.clone(), ()).is_some() {
            return Err(format!("the phone has entry {id} twice").into());
        }
        let there = by_id.get(&id).ok_or_else(|| format!("the server has no entry {id}"))?;
        for field in [
            "unit", "village", "subject", "author", "device", "noted_at", "kind", "version", "fact", "amends",
        ] {
            if entry.get(field) != there.get(field) {
                return Err(format!("entry {id} differs in {field}").into());
            }
        }
    }
    Ok(())
}

/// The same as was wanted.
///
/// # Errors
/// When it is not so; the sentence says where.
pub fn same<T: PartialEq + std::fmt::Debug>(found: T, wanted: T) -> Outcome {
    if found == wanted { Ok(()) } else { Err(format!("found {found:?}, wanted {wanted:?}").into()) }
}

/// How many entries of a kind there are.
#[must_use]
pub fn of_kind(log: &[Value], kind: &str) -> usize {
    log.iter().filter(|entry| entry.get("kind").and_then(Value::as_str) == Some(kind)).count()
}
