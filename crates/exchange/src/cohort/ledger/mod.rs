//! The cohort register as the two books that a Puskesmas keeps on paper: "kohort ibu" with a line for each
//! pregnancy, and "kohort bayi" with one for each child, a chapter for each village.
//!
//! What stands in a line is read from the rows of the workbook ([`export`]) by the names of its columns, what
//! was reached from the domain's milestones: no column is worked out a second time. The books are in
//! Indonesian alone, as the paper is.

mod children;
mod line;
mod mothers;

use domain::{ids::VillageCode, register::Register, rules::Rules};
use jiff::civil::Date;

use self::line::Line;
use super::export;

/// One of the two books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// Kohort ibu: the pregnancies registered in a year, followed to the end of the weeks after birth.
    Mothers,
    /// Kohort bayi: the children born in a year, followed to the second birthday.
    Children,
}

/// A book of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Its columns; each line has a cell for each.
    pub columns: Vec<Column>,
    /// Its chapters, in the order of the villages.
    pub chapters: Vec<Chapter>,
}

/// What stands at the head of a column, and how it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Which page of the open book it stands on.
    pub leaf: Leaf,
    /// What it shares with its neighbours, in a heading over all of them; empty when it stands alone.
    pub group: &'static str,
    /// Its heading.
    pub head: String,
    /// How wide it is beside the others, about in millimetres.
    pub width: u16,
    /// Whether it is set in the middle, as short words and dates are.
    pub centred: bool,
    /// Whether it names whom the line is about.
    pub names: bool,
}

/// A page of an open book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// The left one: who they are.
    Left,
    /// The right one: what was done.
    Right,
}

/// The lines of a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The village's name; none for those whose village was not said.
    pub village: Option<String>,
    /// A cell for each column. A cell may have several lines of text.
    pub lines: Vec<Vec<String>>,
}

/// A column, and what stands in it.
struct Filled {
    column: Column,
    says: Says,
}

/// What stands in a column.
enum Says {
    /// What can be said of a line.
    Line(fn(&Line<'_>) -> String),
    /// The doses of a series of immunisation.
    Doses(&'static str),
}

/// A column that stands on its own, or under what it shares with its neighbours.
fn column(
    leaf: Leaf,
    group: &'static str,
    head: &str,
    width: u16,
    centred: bool,
    says: fn(&Line<'_>) -> String,
) -> Filled {
    let column = Column { leaf, group, head: head.to_owned(), width, centred, names: head.starts_with(NAME) };
    Filled { column, says: Says::Line(says) }
}

impl Ledger {
    /// A book as it stood at the end of the day `on`: of all villages, or of one. Chapters of villages that
    /// have no line are left out, unless the village was asked for.
    #[must_use]
    pub fn of(
        book: Book,
        register: &Register,
        rules: &Rules,
        on: Date,
        year: i16,
        village: Option<&VillageCode>,
    ) -> Self {
        let columns = match book {
            Book::Mothers => mothers::columns(),
            Book::Children => children::columns(rules),
        };
        let numbered = export::numbered(register);
        let mut lines: Vec<Line<'_>> = numbered
            .iter()
            .filter(|one| village.is_none_or(|village| one.pregnancy.village.as_ref() == Some(village)))
            .flat_map(|one| Line::all_of(book, one, register, rules, on, year))
            .collect();
        // As in a book that is written in from day to day.
        lines.sort_by_key(Line::day);
        let mut villages: Vec<Option<&VillageCode>> = match village {
            Some(village) => vec![Some(village)],
            None => register.villages().keys().map(Some).collect(),
        };
        let others = lines.iter().map(Line::village).filter(|village| !villages.contains(village));
        let mut others: Vec<_> = others.collect();
        others.sort();
        others.dedup();
        villages.extend(others);
        let mut chapters = Vec::new();
        for code in villages {
            let own = lines.iter().filter(|line| line.village() == code);
            let own: Vec<Vec<String>> =
                (1..).zip(own).map(|(no, line)| written(&columns, line, no)).collect();
            if !own.is_empty() || village.is_some() {
                let village = code.map(|code| register.village_name(code).to_owned());
                chapters.push(Chapter { village, lines: own });
            }
        }
        Self { columns: columns.into_iter().map(|filled| filled.column).collect(), chapters }
    }

    /// How many lines it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chapters.iter().map(|chapter| chapter.lines.len()).sum()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The years of which there is a line in either book, the newest first, and this year.
#[must_use]
pub fn years(register: &Register, on: Date) -> Vec<i16> {
    let pregnancies = register.families().flat_map(|family| &family.pregnancies);
    let registered = pregnancies.filter_map(|pregnancy| {
        let registered = pregnancy.registered.as_ref()?;
        Some([Some(registered.on.year()), pregnancy.birth.as_ref().map(|birth| birth.on.year())])
    });
    let mut years: Vec<i16> = registered.flatten().flatten().chain([on.year()]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

fn written(columns: &[Filled], line: &Line<'_>, no: usize) -> Vec<String> {
    // The first column of either page is the number, by which both are found to be one line.
    let cell = |filled: &Filled| match filled.says {
        Says::Line(_) if filled.column.head == NUMBER => no.to_string(),
        Says::Line(says) => says(line),
        Says::Doses(series) => line.doses(series),
    };
    columns.iter().map(cell).collect()
}

/// The heading of the column with the number of the line.
const NUMBER: &str = "No.";

/// How the heading of the column begins that names whom a line is about.
const NAME: &str = "Nama ibu";
