//! Does the agreement work? The year before each village's signing held against the time since, village by
//! village and pooled, and what can't be concluded from it.
//!
//! Days differ from village to village (a staggered start), so each village is its own stratum and is
//! compared with itself. What changed for everybody at the same time is not told apart by this: the page says so.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};

use super::{agreements::Signed, mark::PregnancyMark, rows::Rows};
use crate::{
    gestation::{days_between, plus_days},
    ids::VillageCode,
    partnership::Period,
    register::Register,
    stats::{self, Homogeneity, Pooled, Stratum},
};

/// Months looked at on each side of a signing.
pub const MONTHS: i32 = 12;
/// Births in a village and period below which the page says that they are few (domain.md §1.6).
pub const FEW: u64 = 5;
/// The change of a share that ought to be seen: ten points of a hundred. A convention of this program, to say
/// how many births a conclusion would take.
pub const SOUGHT: f64 = 0.10;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Births in a facility with skilled staff, of births.
    FacilityBirth,
    /// Births with a dukun and no skilled staff, of births.
    SoloBirth,
    /// First contacts in time, of first contacts.
    FirstContactInTime,
    /// Pregnancies of which a dukun told first, of pregnancies that came to be known.
    NoticeByDukun,
}

impl Outcome {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::FacilityBirth, Self::SoloBirth, Self::FirstContactInTime, Self::NoticeByDukun];

    /// Its word in catalogues and exports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FacilityBirth => "facility-birth",
            Self::SoloBirth => "solo-birth",
            Self::FirstContactInTime => "k1-in-time",
            Self::NoticeByDukun => "dukun-notice",
        }
    }

    /// Whether fewer is better.
    #[must_use]
    pub fn lower_is_better(self) -> bool {
        self == Self::SoloBirth
    }

    fn marks(self) -> (PregnancyMark, PregnancyMark) {
        match self {
            Self::FacilityBirth => (PregnancyMark::FacilityBirth, PregnancyMark::Birth),
            Self::SoloBirth => (PregnancyMark::SoloBirth, PregnancyMark::Birth),
            Self::FirstContactInTime => (PregnancyMark::K1InTime, PregnancyMark::K1),
            Self::NoticeByDukun => (PregnancyMark::NoticedByDukun, PregnancyMark::Known),
        }
    }
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub n: u64,
    /// Of how many.
    pub of: u64,
}

impl Part {
    fn add(&mut self, other: Self) {
        self.n += other.n;
        self.of += other.of;
    }

    /// The share; none of nobody.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| super::coverage::whole(self.n) / super::coverage::whole(self.of))
    }
}

/// A village before and after its signing.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageEffect {
    /// The village.
    pub village: VillageCode,
    /// The day of its first signing.
    pub signed: Date,
    /// The year up to the day before.
    pub before: Part,
    /// From the signing on, a year at most.
    pub after: Part,
}

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No agreement was signed yet, or nothing was counted on one side of it.
    NothingToCompare,
    /// The interval holds no change as well as a change worth having: more births are needed.
    TooEarly,
    /// Better than before, more than chance explains.
    Better,
    /// Worse than before, more than chance explains.
    Worse,
    /// The interval holds no change, and not the one sought: if there is a change, it is smaller.
    NoChange,
}

/// The comparison of one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What is compared.
    pub outcome: Outcome,
    /// Villages with a signing, by code.
    pub villages: Vec<VillageEffect>,
    /// All of them together, before.
    pub before: Part,
    /// All of them together, after.
    pub after: Part,
    /// The pooled risk ratio, after to before (Mantel-Haenszel).
    pub pooled: Option<Pooled>,
    /// Whether the villages differ in it more than chance explains.
    pub homogeneity: Option<Homogeneity>,
    /// Counted before and after each signing, by month: `-12` is the first month of the year before it, `0`
    /// the first after it.
    pub months: BTreeMap<i32, Part>,
    /// How many must be counted after the signings to see a change of [`SOUGHT`] with 80 % power, with as many
    /// before as there were; none where so few were before that no number after would do.
    pub needed_after: Option<u64>,
    /// How many it takes on each side; none where the share before leaves no room for the change.
    pub needed_each: Option<u64>,
    /// What can be said.
    pub verdict: Verdict,
}

impl Effect {
    /// Compares an outcome for the villages signed up to the day of the rows.
    #[must_use]
    pub fn of(rows: &Rows, signed: &Signed, outcome: Outcome) -> Self {
        let first = signed.first_days(rows.on);
        let mut effect = Self {
            outcome,
            villages: Vec::new(),
            before: Part::default(),
            after: Part::default(),
            pooled: None,
            homogeneity: None,
            months: BTreeMap::new(),
            needed_after: None,
            needed_each: None,
            verdict: Verdict::NothingToCompare,
        };
        for (village, signed) in first {
            effect.village(rows, village, signed);
        }
        effect.conclude();
        effect
    }

    fn village(&mut self, rows: &Rows, village: VillageCode, signed: Date) {
        let (numerator, base) = self.outcome.marks();
        let year = Span::new().months(MONTHS);
        let before = Period { from: signed.saturating_sub(year), until: plus_days(signed, -1) };
        let after = Period { from: signed, until: plus_days(signed.saturating_add(year), -1).min(rows.on) };
        let place = rows.place(Some(&village));
        let mut own = VillageEffect { village, signed, before: Part::default(), after: Part::default() };
        for row in rows.pregnancies.iter().filter(|row| Some(row.village) == place) {
            let Some(day) = row.day(base) else { continue };
            let part = Part { n: u64::from(row.day(numerator).is_some()), of: 1 };
            if before.has(day) {
                own.before.add(part);
            } else if after.has(day) {
                own.after.add(part);
            } else {
                continue;
            }
            self.months.entry(month_since(signed, day)).or_default().add(part);
        }
        self.before.add(own.before);
        self.after.add(own.after);
        self.villages.push(own);
    }

    fn conclude(&mut self) {
        let strata: Vec<Stratum> = self.villages.iter().map(stratum).collect();
        self.pooled = stats::mantel_haenszel(&strata);
        self.homogeneity = stats::homogeneity(&strata);
        let change = if self.outcome.lower_is_better() { -SOUGHT } else { SOUGHT };
        if let Some(share) = self.before.share() {
            let Part { n, of } = self.before;
            self.needed_after = stats::births_needed_after(n, of, share + change);
            self.needed_each = stats::two_sample_size(share, share + change);
        }
        self.verdict = self.judge();
    }

    fn judge(&self) -> Verdict {
        if self.before.of == 0 || self.after.of == 0 {
            return Verdict::NothingToCompare;
        }
        let better = |ratio_below_one: bool| ratio_below_one == self.outcome.lower_is_better();
        if let Some(pooled) = &self.pooled {
            let verdict = |below| if better(below) { Verdict::Better } else { Verdict::Worse };
            if pooled.interval.low > 1.0 {
                return verdict(false);
            }
            if pooled.interval.high < 1.0 {
                return verdict(true);
            }
        }
        if self.excludes_sought() { Verdict::NoChange } else { Verdict::TooEarly }
    }

    /// Whether the interval leaves no room for a change of [`SOUGHT`] to the better.
    fn excludes_sought(&self) -> bool {
        let (Some(pooled), Some(before)) = (&self.pooled, self.before.share().filter(|share| *share > 0.0))
        else {
            return false;
        };
        if self.outcome.lower_is_better() {
            pooled.interval.low > (before - SOUGHT) / before
        } else {
            pooled.interval.high < (before + SOUGHT) / before
        }
    }

    /// How many more must be counted after the signings; none where it can't be said or there are enough.
    #[must_use]
    pub fn still_needed(&self) -> Option<u64> {
        self.needed_after.map(|needed| needed.saturating_sub(self.after.of)).filter(|more| *more > 0)
    }

    /// Villages with few births on either side.
    #[must_use]
    pub fn small(&self) -> usize {
        self.villages.iter().filter(|village| village.before.of < FEW || village.after.of < FEW).count()
    }
}

/// What else changed around the signings: each is a reason not to credit the agreement alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The time since a signing is shorter than a year, so that its seasons (water, harvest) are not all in it.
    pub short: usize,
    /// Facilities that came into the register since the first signing's year before.
    pub facilities: usize,
    /// More pregnancies came to be known after than before: births that nobody knew of are known now.
    pub better_known: bool,
}

/// What else changed.
#[must_use]
pub fn changes(register: &Register, rows: &Rows, signed: &Signed) -> Changes {
    let first = signed.first_days(rows.on);
    let short = first.values().filter(|day| day.saturating_add(Span::new().months(MONTHS)) > rows.on).count();
    let Some(earliest) = first.values().min() else { return Changes::default() };
    let since = earliest.saturating_sub(Span::new().months(MONTHS));
    let noted = register.facilities().values().map(|facility| facility.record.note.noted_at.date());
    let facilities = noted.filter(|day| *day >= since && *day <= rows.on).count();
    let known = Effect::of(rows, signed, Outcome::NoticeByDukun);
    let days = |months: i32| f64::from(months) * 30.4;
    let after_days: i32 = first.values().map(|day| days_between(*day, rows.on).min(365)).sum::<i32>().max(1);
    let before_days = days(MONTHS) * super::coverage::whole(first.len() as u64);
    let rate = |of: u64, days: f64| super::coverage::whole(of) / days;
    let better_known = rate(known.after.of, f64::from(after_days)) > 1.2 * rate(known.before.of, before_days);
    Changes { short, facilities, better_known }
}

fn stratum(village: &VillageEffect) -> Stratum {
    Stratum {
        after_n: village.after.n,
        after_of: village.after.of,
        before_n: village.before.n,
        before_of: village.before.of,
    }
}

/// The month since a signing in which a day lies, counted from the day of the signing.
fn month_since(signed: Date, day: Date) -> i32 {
    let months =
        |from: Date, to: Date| from.until((jiff::Unit::Month, to)).map_or(0, |span| span.get_months());
    if day >= signed { months(signed, day) } else { -1 - months(day, plus_days(signed, -1)) }
}
