//! Every id of the rule tables has its words in both languages.

use app::text::{Lang, Text};
use domain::{signs, tables::Tables};

/// The key under which the catalogue keeps an id.
fn key(kind: &str, id: &str) -> String {
    format!("{kind}-{}", id.to_lowercase().replace('_', "-"))
}

/// Every key the tables call for.
fn wanted() -> Vec<String> {
    let tables = Tables::builtin();
    let mut keys = Vec::new();
    let mut named = |kind: &str, id: &str, does: bool| {
        keys.push(key(kind, id));
        if does {
            keys.push(format!("{}-action", key(kind, id)));
        }
    };
    tables.rules.iter().for_each(|row| named("rule", &row.id, true));
    tables.signs.iter().for_each(|row| named("sign", &row.id, true));
    tables.signs.iter().for_each(|row| named("rule", &signs::rule_id(&row.id), true));
    tables.history.iter().for_each(|row| named("history", &row.id, false));
    tables.kspr.iter().for_each(|row| named("kspr", &row.id, true));
    tables.kspr_bands.iter().for_each(|row| named("kspr-band", &row.id, false));
    for band in &tables.kspr_bands {
        band.attendants.iter().for_each(|id| named("kspr-attendant", id, false));
        band.places.iter().for_each(|id| named("kspr-place", id, false));
        named("kspr-referral", &band.referral, false);
    }
    tables.four_t.iter().for_each(|row| named("four-t", &row.id, false));
    tables.doses.iter().for_each(|row| named("dose", &row.id, false));
    tables.bmi_classes.iter().for_each(|row| named("bmi", &row.id, false));
    for row in &tables.choices {
        named("choice", &row.id, false);
        row.allowed.iter().for_each(|word| named(&key("choice", &row.id), word, false));
    }
    domain::inputs::Input::ALL.iter().for_each(|input| named("input", input.name(), false));
    keys
}

#[test]
fn every_id_has_words_in_both_languages() {
    for lang in [Lang::Id, Lang::En] {
        let text = Text::of(lang);
        let missing: Vec<_> = wanted().into_iter().filter(|key| text.find(key).is_none()).collect();
        assert!(missing.is_empty(), "{lang:?} lacks {missing:?}");
    }
}

#[test]
fn a_sign_is_called_the_same_as_a_finding() {
    let text = Text::of(Lang::Id);
    assert_eq!(text.t("rule-sign-bleeding"), "Perdarahan");
    assert_eq!(text.t("rule-sign-bleeding"), text.t("sign-bleeding"));
}
