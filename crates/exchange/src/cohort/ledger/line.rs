//! A line of a book: the rows that the workbook has of a pregnancy, and what a column may ask of them.

use domain::{
    answer::Answer,
    facts::{Ending, InfantContact},
    family::{Child, Family, Pregnancy},
    gestation,
    ids::VillageCode,
    immunisation, kspr,
    milestones::{self, ChildMilestones, Milestones},
    readings,
    register::Register,
    rules::Rules,
    visits::trimester,
};
use jiff::civil::Date;

use super::Book;
use crate::cohort::{
    export::{Numbered, Out, Rows},
    import,
    layout::SheetKind,
};

/// A pregnancy or a child with all that can be asked of it.
pub(super) struct Line<'a> {
    one: &'a Numbered<'a>,
    rules: &'a Rules,
    register: &'a Register,
    on: Date,
    rows: [Rows; SheetKind::ALL.len()],
    pub(super) reached: Milestones,
    child: Option<(&'a Child, u8)>,
    pub(super) child_reached: ChildMilestones,
}

impl<'a> Line<'a> {
    /// The lines that a book of a year has of a pregnancy.
    pub(super) fn all_of(
        book: Book,
        one: &'a Numbered<'a>,
        register: &'a Register,
        rules: &'a Rules,
        on: Date,
        year: i16,
    ) -> Vec<Self> {
        let line = |child: Option<(&'a Child, u8)>| Self {
            one,
            rules,
            register,
            on,
            rows: SheetKind::ALL.map(|kind| one.rows(kind, register)),
            reached: milestones::of(one.pregnancy, rules, on),
            child,
            child_reached: child.map(|(child, _)| milestones::of_child(child, rules, on)).unwrap_or_default(),
        };
        match book {
            Book::Mothers if began(one, None).year() == year => vec![line(None)],
            Book::Mothers => Vec::new(),
            Book::Children => {
                let numbers = import::numbered(one.pregnancy).into_iter().map(|(no, ..)| no);
                let children = one.pregnancy.children.iter().zip(numbers);
                let born = children.filter(|(child, _)| began(one, Some(child)).year() == year);
                born.map(|child| line(Some(child))).collect()
            }
        }
    }

    pub(super) fn pregnancy(&self) -> &'a Pregnancy {
        self.one.pregnancy
    }

    pub(super) fn family(&self) -> &'a Family {
        self.one.family
    }

    pub(super) fn child(&self) -> Option<&'a Child> {
        self.child.map(|(child, _)| child)
    }

    pub(super) fn village(&self) -> Option<&'a VillageCode> {
        self.one.pregnancy.village.as_ref()
    }

    /// The day on which the line began: the registration, or the birth of the child.
    pub(super) fn day(&self) -> Date {
        began(self.one, self.child())
    }

    fn rows(&self, kind: SheetKind) -> Option<&Rows> {
        let at = SheetKind::ALL.iter().position(|known| *known == kind)?;
        self.rows.get(at)
    }

    /// What stands in a column of a sheet, row by row, without rows in which nothing stands.
    pub(super) fn all(&self, kind: SheetKind, column: &str) -> Vec<String> {
        let rows = self.rows(kind).into_iter().flat_map(|rows| rows.read([column]));
        rows.map(|[cell]| said(cell)).filter(|text| !text.is_empty()).collect()
    }

    /// What stands in it first.
    pub(super) fn first(&self, kind: SheetKind, column: &str) -> String {
        self.all(kind, column).into_iter().next().unwrap_or_default()
    }

    /// What stands in it last.
    pub(super) fn last(&self, kind: SheetKind, column: &str) -> String {
        self.all(kind, column).pop().unwrap_or_default()
    }

    /// What stands in it first and last, on a line each.
    pub(super) fn ends(&self, kind: SheetKind, column: &str) -> String {
        let mut all = self.all(kind, column);
        let last = all.pop();
        lines(all.into_iter().take(1).chain(last))
    }

    /// What stands in some columns of a sheet, row by row.
    pub(super) fn together<const N: usize>(&self, kind: SheetKind, columns: [&str; N]) -> Vec<[String; N]> {
        let rows = self.rows(kind).into_iter().flat_map(|rows| rows.read(columns));
        rows.map(|cells| cells.map(said)).collect()
    }

    /// What stands in a column of the sheets about children, in the row of this one.
    pub(super) fn of_child(&self, kind: SheetKind, column: &str) -> String {
        let Some((_, no)) = self.child else { return String::new() };
        let own = Out::from(no);
        let rows = self.rows(kind).into_iter().flat_map(|rows| rows.read(["anak_ke", column]));
        let found = rows.filter(|[child, _]| **child == own).map(|[_, cell]| said(cell));
        found.into_iter().next().unwrap_or_default()
    }

    /// The sum of the numbers in a column; nothing where no row has one.
    pub(super) fn sum(&self, kind: SheetKind, column: &str) -> String {
        let rows = self.rows(kind).into_iter().flat_map(|rows| rows.read([column]));
        let numbers = rows.filter_map(|[cell]| match cell {
            Out::Number(number) => Some(*number),
            _ => None,
        });
        let sum = numbers.fold(None, |sum: Option<f64>, number| Some(sum.unwrap_or(0.0) + number));
        said(&sum.into())
    }

    /// The days of the antenatal contacts that count in a trimester, the year left out: it is that of the
    /// last period or the one after it.
    pub(super) fn contacts(&self, wanted: u8) -> String {
        let days = milestones::antenatal_days(self.pregnancy(), self.on);
        let own = days.into_iter().filter(|day| {
            // Without a dating nobody can say which trimester it was; they stand with the first.
            self.pregnancy().age_on(day.on).map_or(1, |age| trimester(age, self.rules)) == wanted
        });
        own.map(|day| format!("{:02}/{:02}", day.on.day(), day.on.month())).collect::<Vec<_>>().join(" ")
    }

    /// Her age in completed years on the day of registration.
    pub(super) fn age(&self) -> Option<f64> {
        readings::age(self.family(), self.pregnancy().registered.as_ref()?.on)
    }

    /// Weeks of pregnancy at the first contact that counts.
    pub(super) fn first_week(&self) -> String {
        let age = self.reached.k1.and_then(|first| self.pregnancy().age_on(first));
        age.map(|age| age.weeks().to_string()).unwrap_or_default()
    }

    /// The score of Poedji Rochjati with its band.
    pub(super) fn score(&self) -> String {
        let scored = kspr::score(self.family(), self.pregnancy(), self.rules, self.on);
        format!("{}\n{}", scored.score, scored.band.name())
    }

    /// Doses of a series with their days, a line each.
    pub(super) fn doses(&self, series: &str) -> String {
        let Some(child) = self.child() else { return String::new() };
        let given = immunisation::given(child);
        let own: Vec<_> = self.rules.tables.doses.iter().filter(|dose| dose.series == series).collect();
        let dated = own.iter().filter_map(|dose| {
            let on = given.day(&dose.id).filter(|day| *day <= self.on)?;
            Some(if own.len() > 1 { format!("{}: {}", dose.number, day(on)) } else { day(on) })
        });
        lines(dated)
    }

    /// The days of the infant contacts at which something was done, a line each.
    pub(super) fn given(&self, asked: fn(&InfantContact) -> Answer) -> String {
        let contacts = self.child().map(|child| child.infant_contacts.as_slice()).unwrap_or_default();
        lines(contacts.iter().filter(|one| one.on <= self.on && asked(one).is_yes()).map(|one| day(one.on)))
    }

    /// How it ended without a birth, and where she moved.
    pub(super) fn remarks(&self) -> Vec<String> {
        let ended = self.pregnancy().ended.as_ref().and_then(|ended| {
            let how = match ended.ending {
                // It stands where a birth would.
                Ending::Abortion => return None,
                Ending::NotPregnant => "ternyata tidak hamil",
                Ending::Lost => "tidak diketahui lagi",
            };
            Some(format!("{how} {}", day(ended.on)))
        });
        let begun = self.day();
        let until =
            self.pregnancy().over_on().map_or(self.on, |over| gestation::plus_days(over, AFTER_BIRTH));
        let moves = self.family().moves.iter().filter(|moved| begun <= moved.on && moved.on <= until);
        let moves = moves.map(|moved| {
            let village = moved.to_village.as_ref().map(|code| self.register.village_name(code));
            let to = village.or(moved.to.as_deref()).map(|to| format!(" ke {to}")).unwrap_or_default();
            format!("pindah {}{to}", day(moved.on))
        });
        ended.into_iter().chain(moves).collect()
    }
}

/// The day of the registration, or of the birth of the child.
fn began(one: &Numbered<'_>, child: Option<&Child>) -> Date {
    let registered = || one.pregnancy.registered.as_ref().map_or(Date::MIN, |registered| registered.on);
    child.map_or_else(registered, Child::born_on)
}

/// Days after birth that a mother is followed for: the weeks after it.
const AFTER_BIRTH: i32 = 42;

/// Texts on a line each.
pub(super) fn lines(texts: impl IntoIterator<Item = String>) -> String {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// A day in a narrow column.
pub(super) fn day(on: Date) -> String {
    format!("{:02}/{:02}/{:02}", on.day(), on.month(), on.year().rem_euclid(100))
}

/// A day in a narrow column, where there is one.
pub(super) fn day_of(on: Option<Date>) -> String {
    on.map(day).unwrap_or_default()
}

/// A cell of the workbook as it is written by hand.
fn said(cell: &Out) -> String {
    match cell {
        Out::Empty => String::new(),
        Out::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Out::Number(number) => number.to_string().replace('.', ","),
        Out::Day(on) => day(*on),
        Out::Hour(hour) => format!("{:02}.{:02}", hour.hour(), hour.minute()),
    }
}
