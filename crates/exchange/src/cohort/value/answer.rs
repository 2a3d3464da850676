//! Yes and no, and the results of tests.

use domain::facts::{Protein, Reactivity};

use super::{Misread, Understood, spoken};
use crate::cohort::{cell::Cell, layout};

const YES: &[&str] = &[
    "ya",
    "y",
    "yes",
    "v",
    "1",
    "ada",
    "sudah",
    "sdh",
    "dilakukan",
    "diberikan",
    "diberi",
    "benar",
    "hadir",
    "ok",
    "iya",
];
const NO: &[&str] = &[
    "tidak",
    "t",
    "no",
    "n",
    "x",
    "0",
    "tidak_ada",
    "tdk",
    "tak",
    "tdk_ada",
    "bukan",
    "tidak_hadir",
    "tidak_diberikan",
    "tidak_diberi",
    "gak",
    "nggak",
];

/// Reads a yes or no: `ya`, `tidak`, `y`, `t`, `+`, `-`, `v`, `x` and their kin.
///
/// # Errors
/// [`Misread::NotAnAnswer`], and [`Misread::BrokenFormula`].
pub fn yes(cell: &Cell) -> Understood<bool> {
    match cell {
        Cell::Bool(truth) => Ok(Some(*truth)),
        #[expect(clippy::float_cmp, reason = "a typed figure is exact")]
        Cell::Number(number) if *number == 1.0 || *number == 0.0 => Ok(Some(*number == 1.0)),
        Cell::Empty => Ok(None),
        Cell::Text(text) => {
            let bare = text.trim().trim_matches(['(', ')', '\'']);
            match bare {
                "+" | "✓" | "✔" | "√" | "☑" | "++" => return Ok(Some(true)),
                "-" | "–" | "—" | "✗" | "✘" | "×" | "−" => return Ok(Some(false)),
                _ => {}
            }
            let folded = layout::fold(bare);
            if YES.contains(&folded.as_str()) {
                Ok(Some(true))
            } else if NO.contains(&folded.as_str()) {
                Ok(Some(false))
            } else {
                spoken(cell)?.map_or(Ok(None), |_| Err(Misread::NotAnAnswer))
            }
        }
        _ => spoken(cell)?.map_or(Ok(None), |_| Err(Misread::NotAnAnswer)),
    }
}

/// Reads protein in the urine: `neg`, `-`, `(+)`, `+1`, `++`, `positif 2`.
///
/// # Errors
/// [`Misread::NotAWord`], and [`Misread::BrokenFormula`].
pub fn protein(cell: &Cell) -> Understood<Protein> {
    if let Cell::Number(number) = cell {
        let grades = [Protein::Negative, Protein::Plus1, Protein::Plus2, Protein::Plus3, Protein::Plus4];
        #[expect(clippy::float_cmp, reason = "a typed figure is exact")]
        let grade = (0..).zip(grades).find(|(value, _)| f64::from(*value) == *number);
        return grade.map(|(_, grade)| Some(grade)).ok_or(Misread::NotAWord);
    }
    let text = cell.line().to_lowercase();
    let bare: String = text.chars().filter(|c| !" ().'".contains(*c)).collect();
    let found = match bare.as_str() {
        "-" | "–" | "−" | "neg" | "negatif" | "negative" | "negatip" | "0" | "nr" => Protein::Negative,
        "+" | "+1" | "1+" | "1" | "positif" | "pos" | "positip" | "positif1" | "positif+" | "trace"
        | "+/-" | "±" | "pos1" => Protein::Plus1,
        "++" | "+2" | "2+" | "2" | "positif2" | "positif++" | "pos2" => Protein::Plus2,
        "+++" | "+3" | "3+" | "3" | "positif3" | "positif+++" | "pos3" => Protein::Plus3,
        "++++" | "+4" | "4+" | "4" | "positif4" | "pos4" => Protein::Plus4,
        _ => return spoken(cell)?.map_or(Ok(None), |_| Err(Misread::NotAWord)),
    };
    Ok(Some(found))
}

/// Reads the result of a serological test: `NR`, `R`, `non reaktif`, `(-)`.
///
/// # Errors
/// [`Misread::NotAWord`], and [`Misread::BrokenFormula`].
pub fn reactivity(cell: &Cell) -> Understood<Reactivity> {
    let text = cell.line().to_lowercase();
    let bare: String = text.chars().filter(|c| !" ().'-_/".contains(*c)).collect();
    let strokes: String = text.chars().filter(|c| !" ()'".contains(*c)).collect();
    let found = match (bare.as_str(), strokes.as_str()) {
        (
            "nr" | "nonreaktif" | "nonreaktip" | "nonreactive" | "negatif" | "neg" | "negative" | "0"
            | "tidakreaktif" | "nonr" | "n",
            _,
        )
        | (_, "-" | "–" | "−") => Reactivity::NonReactive,
        ("r" | "reaktif" | "reactive" | "positif" | "pos" | "positive" | "1" | "+" | "rx" | "++", _) => {
            Reactivity::Reactive
        }
        _ => return spoken(cell)?.map_or(Ok(None), |_| Err(Misread::NotAWord)),
    };
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn yes_and_no_in_every_hand() {
        for text in ["ya", "Ya ", "Y", "+", "v", "V", "1", "✓", "ada", "(+)"] {
            assert_eq!(yes(&Cell::text(text)), Ok(Some(true)), "{text}");
        }
        for text in ["tidak", "TIDAK", "t", "T", "-", "x", "X", "0", "tidak ada", "tdk"] {
            assert_eq!(yes(&Cell::text(text)), Ok(Some(false)), "{text}");
        }
        assert_eq!(yes(&Cell::Number(1.0)), Ok(Some(true)));
        assert_eq!(yes(&Cell::Bool(false)), Ok(Some(false)));
        for text in ["", "tidak diperiksa", "?"] {
            assert_eq!(yes(&Cell::text(text)), Ok(None), "{text}");
        }
        assert_eq!(yes(&Cell::text("mungkin")), Err(Misread::NotAnAnswer));
    }

    #[test]
    fn protein_by_strokes_figures_and_words() {
        let cases = [
            ("neg", Protein::Negative),
            ("-", Protein::Negative),
            ("(-)", Protein::Negative),
            ("(+)", Protein::Plus1),
            ("+1", Protein::Plus1),
            ("positif", Protein::Plus1),
            ("++", Protein::Plus2),
            ("+ 2", Protein::Plus2),
            ("+++", Protein::Plus3),
        ];
        for (text, wanted) in cases {
            assert_eq!(protein(&Cell::text(text)), Ok(Some(wanted)), "{text}");
        }
        assert_eq!(protein(&Cell::text("keruh")), Err(Misread::NotAWord));
        assert_eq!(protein(&Cell::Empty), Ok(None));
    }

    #[test]
    fn tests_are_reactive_or_not() {
        for text in ["NR", "non reaktif", "Non-Reaktif", "neg", "(-)", "-"] {
            assert_eq!(reactivity(&Cell::text(text)), Ok(Some(Reactivity::NonReactive)), "{text}");
        }
        for text in ["R", "reaktif", "positif", "(+)"] {
            assert_eq!(reactivity(&Cell::text(text)), Ok(Some(Reactivity::Reactive)), "{text}");
        }
        assert_eq!(reactivity(&Cell::text("tidak diperiksa")), Ok(None));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parsers(text in ".{0,15}") {
            let cell = Cell::text(&text);
            let _ = (yes(&cell), protein(&cell), reactivity(&cell));
        }
    }
}
