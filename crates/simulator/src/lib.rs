//! A Puskesmas that never was: villages, midwives, dukun and mothers with realistic courses, from a seed.
//!
//! The demonstration, the benchmarks and the tests need people, and none of them may be real. The same
//! [`Plan`] gives the same notes, in the order in which they were noted, on every machine.
//!
//! [`event`] adds the partnership and the workshops around the day of the newspaper's article, whose public
//! facts are the only true ones here. [`messages`] adds what dukun wrote lately.
//!
//! Never: reads a file or a clock; names a real person whom the article does not name.

mod after;
mod antenatal;
mod birth;
mod course;
mod diary;
mod dice;
mod event;
pub mod ground;
mod messages;
mod mother;
mod names;
mod neighbours;
mod people;
mod scenes;
mod stream;
mod words;

use domain::{facts::Village, note::Note};
use jiff::civil::Date;

pub use self::{event::event, messages::messages, people::Member};

/// What to simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Years before `until` with which it begins.
    pub years: u16,
    /// Villages: up to fourteen are those of Kapuas Hulu, more are invented.
    pub villages: usize,
    /// The seed.
    pub seed: u64,
    /// The last day; nothing is noted after it.
    pub until: Date,
    /// New pregnancies in a year.
    pub pregnancies_per_year: u32,
}

impl Plan {
    /// The example unit: fourteen villages, three years of about 250 pregnancies.
    #[must_use]
    pub fn example(until: Date) -> Self {
        Self { years: 3, villages: 14, seed: 1, until, pregnancies_per_year: 250 }
    }

    /// The first day.
    #[must_use]
    pub fn from(&self) -> Date {
        self.until.saturating_sub(jiff::Span::new().years(self.years))
    }

    /// The villages.
    #[must_use]
    pub fn ground(&self) -> Vec<Village> {
        ground::villages(self.villages.max(1), self.from(), self.until)
    }

    /// Everybody who would have a login.
    #[must_use]
    pub fn staff(&self) -> Vec<Member> {
        people::staff(&self.ground())
    }
}

/// The unit's notes from its description to the last day, in the order in which they were noted.
pub fn simulate(plan: &Plan) -> impl Iterator<Item = Note> + Send + use<> {
    stream::Simulation::new(*plan)
}
