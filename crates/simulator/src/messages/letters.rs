//! What is written, as people type it. Names are those of the simulated mothers; words of Ngaju and Banjar are such as
//! the table of words has, with its sources.

use domain::{
    facts::{MessageKind, MessageOutcome},
    gestation::{days_between, plus_days},
    ids::SubjectId,
    moment::Moment,
};
use jiff::civil::time;

use super::{
    after,
    cast::{Cast, Writer},
};

/// For how many days before the moment messages are told of.
const DAYS: i32 = 21;

/// A message and what becomes of it.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) at: Moment,
    pub(super) from: String,
    pub(super) kind: MessageKind,
    pub(super) text: String,
    pub(super) deal: Option<Deal>,
    /// Whether the answer goes only at the second try.
    pub(super) fails: bool,
}

/// What a midwife did with a message.
#[derive(Clone, Debug)]
pub(super) struct Deal {
    /// How long after it came.
    pub(super) minutes: i64,
    pub(super) outcome: MessageOutcome,
    /// The mother it was about.
    pub(super) mother: Option<SubjectId>,
}

impl Letter {
    /// When somebody dealt with it.
    pub(super) fn dealt_at(&self) -> Option<Moment> {
        Some(after(self.at, self.deal.as_ref()?.minutes))
    }

    fn text(at: Moment, from: &Writer, text: String) -> Self {
        let kind = MessageKind::Text;
        Self { at, from: from.from.clone(), kind, text, deal: None, fails: false }
    }

    fn call(at: Moment, from: &Writer) -> Self {
        Self { kind: MessageKind::MissedCall, ..Self::text(at, from, String::new()) }
    }

    fn about(self, minutes: i64, mother: SubjectId) -> Self {
        let deal = Deal { minutes, outcome: MessageOutcome::Mother, mother: Some(mother) };
        Self { deal: Some(deal), ..self }
    }

    fn becomes(self, minutes: i64, outcome: MessageOutcome) -> Self {
        Self { deal: Some(Deal { minutes, outcome, mother: None }), ..self }
    }
}

/// When it begins.
pub(super) fn begin(now: Moment) -> Moment {
    days_ago(now, DAYS, 0, 0)
}

/// Everything that is written.
pub(super) fn all(cast: &Cast, now: Moment) -> Vec<Letter> {
    let mut all = of_mothers(cast, now);
    all.extend(of_all_sorts(cast, now));
    all.extend(waiting(cast, now));
    all.retain(|letter| letter.at > begin(now));
    all
}

fn days_ago(now: Moment, days: i32, hour: i8, minute: i8) -> Moment {
    Moment::at_civil(plus_days(now.date(), -days).to_datetime(time(hour, minute, 0, 0)), now.offset())
}

/// Of mothers who were found in the register.
fn of_mothers(cast: &Cast, now: Moment) -> Vec<Letter> {
    let pairs = || cast.pairs.iter().chain([&cast.urgent]).cycle();
    let mut all = Vec::new();
    for (pair, number) in pairs().zip(0..3) {
        let name = &pair.name;
        let (at, text, minutes) = match number {
            0 => (days_ago(now, 20, 7, 12), format!("bu bidan {name} kakinya bangkak, minta diperiksa"), 8),
            1 => (days_ago(now, 15, 6, 24), format!("hari ini sy antar {name} ke pustu bu"), 95),
            _ => (days_ago(now, 9, 19, 51), format!("{name} pehe kuluk tutu bu, tdk bs tidur"), 18),
        };
        let letter = Letter::text(at, &pair.writer, text).about(minutes, pair.mother);
        all.push(Letter { fails: number == 2, ..letter });
    }
    if let Some((pair, on)) = cast.born.as_ref().and_then(|pair| Some((pair, pair.born?))) {
        let at = days_ago(now, days_between(on, now.date()) - 1, 6, 33);
        let text = format!("Lapor bu {} sdh lahir", pair.name);
        all.push(Letter::text(at, &pair.writer, text).about(52, pair.mother));
    }
    all
}

/// A call, a notice that became one, reminders wanted, and what needed nothing.
fn of_all_sorts(cast: &Cast, now: Moment) -> Vec<Letter> {
    let mut writers = cast.writers.iter().rev().cycle();
    let mut next = || writers.next().unwrap_or(&cast.urgent.writer);
    let notes = &cast.urgent.writer;
    vec![
        Letter::call(days_ago(now, 17, 18, 40), next()).becomes(9, MessageOutcome::Answered),
        Letter::text(days_ago(now, 7, 8, 30), next(), "MULAI".to_owned())
            .becomes(70, MessageOutcome::Nothing),
        Letter::text(
            days_ago(now, 4, 16, 5),
            notes,
            "ada yg hamil baru bu, Norlena istri Salundik rt 2, 2 bln".to_owned(),
        )
        .becomes(44, MessageOutcome::Notice),
        Letter::text(days_ago(now, 4, 16, 8), notes, "rumah nya di ujung kampung bu".to_owned())
            .becomes(45, MessageOutcome::Nothing),
        Letter::text(days_ago(now, 2, 12, 3), next(), "tarime kasih bu bidan".to_owned())
            .becomes(30, MessageOutcome::Nothing),
    ]
}

/// What nobody has dealt with.
fn waiting(cast: &Cast, now: Moment) -> Vec<Letter> {
    let urgent = &cast.urgent;
    let home = |number: usize| {
        let here: Vec<_> = cast.writers.iter().filter(|one| one.village == urgent.writer.village).collect();
        here.get(number % here.len().max(1)).copied().unwrap_or(&urgent.writer).clone()
    };
    let away = cast.writers.iter().find(|one| one.village != urgent.writer.village);
    let stranger = Writer { from: STRANGER.to_owned(), ..urgent.writer.clone() };
    vec![
        Letter::text(after(now, -124), &home(1), "itu yg rumah nya dkt jembatan gantung".to_owned()),
        Letter::text(after(now, -83), &stranger, "kpn posyandu bulan ini bu".to_owned()),
        Letter::text(after(now, -52), &home(0), "HAMIL Mariati istri Tinus rt 4, 3 bulan".to_owned()),
        Letter::call(after(now, -36), away.unwrap_or(&urgent.writer)),
        Letter::text(after(now, -14), &urgent.writer, format!("DARAH {} byk bu cepat kesini", urgent.name)),
    ]
}

/// A number that nobody of the unit has, of the range that no network gives out.
const STRANGER: &str = "+628001999001";
