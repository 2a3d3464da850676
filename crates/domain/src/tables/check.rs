//! Tables that name each other must name what exists.

use super::{BadTable, Tables};
use crate::{
    conditions::{Alternatives, Asked},
    inputs::Input,
    signs::rule_id,
};

/// Refuses a condition on an unknown sign, history item or choice, and a rule that supersedes or needs
/// something unknown.
pub(super) fn check(tables: &Tables) -> Result<(), BadTable> {
    let bad = |file: &str, row: &str, reason: String| BadTable {
        file: file.to_owned(),
        row: row.to_owned(),
        reason,
    };
    for rule in &tables.rules {
        conditions(tables, &rule.any).map_err(|reason| bad("findings.toml", &rule.id, reason))?;
        needs(tables, &rule.needs).map_err(|reason| bad("findings.toml", &rule.id, reason))?;
        let known = |id: &String| {
            tables.rules.iter().any(|other| other.id == *id)
                || tables.signs.iter().any(|sign| rule_id(&sign.id) == *id)
        };
        let by_day = |asked: &Asked| *asked == Asked::Input(Input::Weeks);
        if rule.timed && !rule.any.iter().flatten().all(|condition| by_day(&condition.asked)) {
            return Err(bad("findings.toml", &rule.id, "is timed and asks for more than weeks".to_owned()));
        }
        if let Some(id) = rule.supersedes.iter().find(|id| !known(id)) {
            return Err(bad("findings.toml", &rule.id, format!("supersedes {id}, which does not exist")));
        }
    }
    for item in &tables.kspr {
        conditions(tables, &item.any).map_err(|reason| bad("kspr.toml", &item.id, reason))?;
        needs(tables, &item.needs).map_err(|reason| bad("kspr.toml", &item.id, reason))?;
    }
    for factor in &tables.pe_factors {
        conditions(tables, &factor.any).map_err(|reason| bad("pe-factors.toml", &factor.id, reason))?;
    }
    for row in &tables.four_t {
        conditions(tables, &row.any).map_err(|reason| bad("four-t.toml", &row.id, reason))?;
    }
    Ok(())
}

fn conditions(tables: &Tables, any: &Alternatives) -> Result<(), String> {
    for condition in any.iter().flatten() {
        let known = match &condition.asked {
            Asked::Input(_) => true,
            Asked::Sign(id) => tables.signs.iter().any(|sign| sign.id == *id),
            Asked::History(id) => tables.history.iter().any(|item| item.id == *id),
        };
        if !known {
            return Err(format!("asks for {}, which does not exist", condition.asked.name()));
        }
        if let Some(id) = condition.choices().find(|id| !tables.choices.iter().any(|choice| choice.id == *id))
        {
            return Err(format!("takes its limit from the choice {id}, which does not exist"));
        }
    }
    Ok(())
}

fn needs(tables: &Tables, needs: &[String]) -> Result<(), String> {
    let known = |name: &String| {
        Input::ALL.iter().any(|input| input.name() == name)
            || tables.signs.iter().any(|sign| sign.id == *name)
            || tables.history.iter().any(|item| item.id == *name)
    };
    needs
        .iter()
        .find(|name| !known(name))
        .map_or(Ok(()), |name| Err(format!("needs {name}, which does not exist")))
}

#[cfg(test)]
mod tests {
    use super::super::{Tables, Texts, written};

    fn reason(any: &str, supersedes: &str) -> String {
        let rules = format!(
            "[[rule]]\nid = \"X\"\nlevel = \"red\"\nphases = [\"pregnancy\"]\nany = [[{any}]]\nneeds = [\"sys\"]\n\
             supersedes = [{supersedes}]\nsource = \"s\"\nconfirmed = false\n"
        );
        Tables::parse(&Texts { rules: &written(&rules), ..Texts::BUILTIN })
            .map_or_else(|error| error.reason, |_| String::new())
    }

    #[test]
    fn a_rule_names_only_what_exists() {
        assert_eq!(reason("{ input = \"sys\", ge = 160 }", "\"SIGN_BLEEDING\""), "");
        assert!(reason("{ sign = \"hiccup\" }", "").contains("hiccup"));
        assert!(reason("{ history = \"hiccup\" }", "").contains("hiccup"));
        assert!(reason("{ input = \"sys\", ge = \"my_limit\" }", "").contains("my_limit"));
        assert!(reason("{ input = \"sys\", ge = 160 }", "\"NOTHING\"").contains("NOTHING"));
        assert!(reason("{ input = \"hiccups\", ge = 1 }", "").contains("hiccups"));
        assert!(reason("{ input = \"sys\" }", "").contains("limit"));
    }
}
