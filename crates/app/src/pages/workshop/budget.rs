//! The budget as lines of text: `Konsumsi | 40 orang | 25.000 | BOK | 5.1.02.01`. What, how many of what, rupiah
//! for each, from which money, the account code.

use domain::{
    facts::{BudgetLine, FundingSource},
    spoken,
};

use crate::{form::word, format, labels, text::Text};

/// The lines, or the number of the first that cannot be read.
pub(super) fn read(text: &Text, typed: &str) -> Result<Vec<BudgetLine>, usize> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    (1..).zip(lines).map(|(no, line)| one(text, line).ok_or(no)).collect()
}

fn one(text: &Text, line: &str) -> Option<BudgetLine> {
    let mut parts = line.split('|').map(str::trim);
    let item = parts.next().filter(|item| !item.is_empty())?.to_owned();
    let (quantity, unit) = many(parts.next()?)?;
    let rupiah_each = format::read_rupiah(parts.next()?)?;
    let source = source(text, parts.next()?)?;
    let account = parts.next().filter(|account| !account.is_empty()).map(str::to_owned);
    Some(BudgetLine { item, quantity, unit, rupiah_each, source, account })
}

/// `40 orang`.
fn many(part: &str) -> Option<(u32, String)> {
    let digits = part.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(part.len());
    let (quantity, unit) = part.split_at(digits);
    Some((quantity.parse().ok()?, unit.trim().to_owned()))
}

/// A source by its word on the pages, or by how that begins: `BOK` is `BOK Puskesmas`.
fn source(text: &Text, part: &str) -> Option<FundingSource> {
    let part = part.to_lowercase();
    let is_it = |source: &FundingSource| {
        let label = labels::label(text, "fundingsource", source).to_lowercase();
        word(source) == part || label == part || label.starts_with(&format!("{part} "))
    };
    FundingSource::ALL.into_iter().find(is_it)
}

/// The budget as lines.
pub(super) fn lines(text: &Text, budget: &[BudgetLine]) -> String {
    let line = |one: &BudgetLine| {
        let mut parts = vec![
            one.item.clone(),
            format!("{} {}", one.quantity, one.unit).trim().to_owned(),
            spoken::in_figures(one.rupiah_each),
            labels::label(text, "fundingsource", &one.source),
        ];
        parts.extend(one.account.clone());
        parts.join(" | ")
    };
    budget.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The sum of a budget in rupiah.
pub(super) fn total(budget: &[BudgetLine]) -> u64 {
    let each = budget.iter().map(|line| line.rupiah_each.saturating_mul(u64::from(line.quantity)));
    each.fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn what_is_written_is_read_again() {
        let text = Text::of(Lang::Id);
        let typed =
            "Konsumsi peserta | 40 orang | Rp 25.000 | BOK | 5.1.02.01\nSpanduk | 1 | 150000 | dana desa";
        let budget = read(text, typed).unwrap();
        assert_eq!(total(&budget), 1_150_000);
        assert_eq!(budget[0].account.as_deref(), Some("5.1.02.01"));
        assert_eq!((budget[1].unit.as_str(), budget[1].source), ("", FundingSource::DanaDesa));
        assert_eq!(read(text, &lines(text, &budget)).unwrap(), budget);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let text = Text::of(Lang::Id);
        assert_eq!(read(text, "Konsumsi | 40 orang | 25.000 | BOK\n\nATK"), Err(2));
        assert_eq!(read(text, "ATK | banyak | 25.000 | BOK"), Err(1));
        assert_eq!(read(text, "ATK | 2 | 25.000 | uang saku"), Err(1));
    }
}
