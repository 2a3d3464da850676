//! Indicators: what every number of a unit counts, out of how many, and how sure it is (domain.md §7).
//!
//! A register becomes [`Rows`], one for each pregnancy and child with the day of every [`Mark`]; one pass over
//! them gives [`Counts`] by village and month; [`Sums::coverage`] holds these against a target population
//! and a goal. Lists ([`lists`]) and the comparison before and after an agreement ([`effect`]) read the
//! same rows, so that no number has two sources.

mod agreements;
mod child;
mod counts;
mod coverage;
pub mod effect;
mod events;
pub mod lists;
mod mark;
mod month;
mod pregnancy;
mod readings;
mod rows;
mod services;
pub mod suppress;
mod table;
mod target;

pub use self::{
    agreements::Signed,
    counts::{Counts, Tally},
    coverage::{Coverage, Of, Status, Sums, Trend, Value},
    effect::{Changes, Effect, Outcome, Verdict},
    events::Event,
    mark::{ChildMark, EventMark, Mark, PregnancyMark, ServiceMark},
    month::{Month, Months, NoMonth},
    rows::{ChildRow, PregnancyRow, Rows},
    services::ServiceRow,
    table::{Counts as Counted, Group, Indicator, all, find},
    target::{Basis, Target, TargetKind, of_village as target_of},
};
