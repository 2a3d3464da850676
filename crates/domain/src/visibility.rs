//! Who may see which field of which kind of fact (`tables/visibility.toml`).

use std::{collections::HashMap, sync::LazyLock};

use crate::{rights::Visibility, tables::compiled_in};

type Declared = HashMap<String, HashMap<String, Visibility>>;

static DECLARED: LazyLock<Declared> = LazyLock::new(|| {
    serde_json::from_str(compiled_in!("visibility")).expect("the table compiled in is tested to load")
});

/// Who may see a field. `field` may name what lies inside another, as `children.weight_g`. What nobody
/// declared nobody sees.
#[must_use]
pub fn visibility(kind: &str, field: &str) -> Visibility {
    let Some(fields) = DECLARED.get(kind) else { return Visibility::Secret };
    let mut path = field;
    loop {
        if let Some(visibility) = fields.get(path) {
            return *visibility;
        }
        match path.rsplit_once('.') {
            Some((outer, _)) => path = outer,
            None => return declared(kind, field).unwrap_or(Visibility::Secret),
        }
    }
}

/// The declaration of a field of a fact, or the strictest of what lies inside it; none when the kind has
/// no such field.
#[must_use]
pub fn declared(kind: &str, field: &str) -> Option<Visibility> {
    let fields = DECLARED.get(kind)?;
    let inside =
        |path: &str| path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    fields.iter().filter(|(path, _)| inside(path)).map(|(_, visibility)| *visibility).max()
}

/// Every declaration, as kind, field and visibility.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, Visibility)> {
    DECLARED.iter().flat_map(|(kind, fields)| {
        fields.iter().map(move |(field, visibility)| (kind.as_str(), field.as_str(), *visibility))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_covers_what_lies_inside() {
        assert_eq!(visibility("antenatal.contact", "blood_pressure.sys"), Visibility::Clinical);
        assert_eq!(visibility("antenatal.contact", "hiv"), Visibility::Sensitive);
        assert_eq!(visibility("birth", "children"), Visibility::Clinical);
        assert_eq!(visibility("village.described", "name"), Visibility::Public);
    }

    #[test]
    fn what_nobody_declared_nobody_sees() {
        assert_eq!(visibility("antenatal.contact", "shoe_size"), Visibility::Secret);
        assert_eq!(visibility("tea.drunk", "cups"), Visibility::Secret);
        assert_eq!(declared("antenatal.contact", "shoe_size"), None);
        assert_eq!(declared("antenatal.contact", "hi"), None);
        assert_eq!(declared("birth", "children"), Some(Visibility::Clinical));
    }
}
