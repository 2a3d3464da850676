//! Ten thousand texts at once, while the program is killed twice. What was not acknowledged is brought again, as a
//! gateway does.

use std::{
    collections::{BTreeMap, VecDeque},
    path::Path,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use domain::rules::Rules;
use jiff::Timestamp;

use super::{
    DUKUN, Unit,
    gateway::{Line, Text},
    number_of, written,
};
use crate::{
    Outcome,
    program::{Server, command},
    reference, report,
};

/// Texts.
const MANY: usize = 10_000;
/// Connections that bring them.
const CONNECTIONS: usize = 8;
/// After so many acknowledgements the program is killed: twice in the middle, and after the last.
const KILLED_AFTER: [usize; 3] = [MANY * 3 / 10, MANY * 7 / 10, MANY];
/// One in so many is brought once more although it was acknowledged: the acknowledgement may have been lost.
const AGAIN: usize = 10;
/// Without an end for so long something is wrong.
const PATIENCE: Duration = Duration::from_secs(600);
/// When the gateway was given nothing for so long, what is due has gone.
const QUIET: Duration = Duration::from_secs(5);

/// Measures the burst, and counts what the log has of it.
pub(super) fn measure(unit: &Unit) -> Outcome {
    let crowd = Crowd::new(&written()?);
    let (mut server, _) = Server::start(&unit.folder)?;
    let (mut took, mut restarts) = (Duration::ZERO, Vec::new());
    for until in KILLED_AFTER {
        took += crowd.bring_until(&mut server, until)?;
        let found = (until == MANY).then(|| Found::read(&unit.folder)).transpose()?;
        if let Some(found) = found {
            crowd.report(took)?;
            report::line(
                "  acknowledged and not in the log after kill -9",
                &found.lost().to_string(),
                "aim: 0",
            );
        }
        let (started, restart) = Server::start(&unit.folder)?;
        server = started;
        restarts.push((until, restart));
    }
    for (until, restart) in &restarts {
        let what = format!("  start after kill -9 with {until} acknowledged");
        report::line(&what, &report::ms(*restart), "");
    }
    let mut line = Line::open(server.address())?;
    for text in crowd.texts.iter().step_by(AGAIN) {
        line.bring(text)?;
    }
    let mut given = None;
    loop {
        let before = given.replace(unit.other_side.given());
        if before == given {
            break;
        }
        thread::sleep(QUIET);
    }
    server.kill()?;
    Found::read(&unit.folder)?.report(unit)
}

/// Who brings what.
struct Crowd {
    texts: Vec<Text>,
    waiting: Mutex<VecDeque<usize>>,
    acknowledged: Mutex<Vec<Duration>>,
    /// Answers other than 200, and lines that broke while the program was not killed.
    refused: AtomicUsize,
    /// Texts that were under way when the program was killed.
    cut_off: AtomicUsize,
    is_running: AtomicBool,
}

impl Crowd {
    /// Three texts of four are of dukun whom the unit knows, each of whom sends hers in a row; the others of numbers
    /// that nobody knows.
    fn new(written: &[String]) -> Self {
        let text = |(number, text): (usize, &String)| Text {
            id: format!("ukur-{number}"),
            from: if number % 4 == 3 {
                format!("+6281298{number:06}")
            } else {
                number_of(number * DUKUN / MANY)
            },
            text: format!("{text} {MARK}{number}"),
        };
        Self {
            texts: written.iter().cycle().take(MANY).enumerate().map(text).collect(),
            waiting: Mutex::new((0..MANY).collect()),
            acknowledged: Mutex::default(),
            refused: AtomicUsize::new(0),
            cut_off: AtomicUsize::new(0),
            is_running: AtomicBool::new(true),
        }
    }

    /// Brings what waits until so many are acknowledged, and kills the program then. The time until then.
    fn bring_until(&self, server: &mut Server, until: usize) -> Outcome<Duration> {
        self.is_running.store(true, Ordering::SeqCst);
        let address = server.address().to_owned();
        let begun = Instant::now();
        thread::scope(|scope| {
            for _ in 0..CONNECTIONS {
                scope.spawn(|| self.bring(&address));
            }
            while held(&self.acknowledged).len() < until && begun.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(1));
            }
            let took = begun.elapsed();
            self.is_running.store(false, Ordering::SeqCst);
            server.kill()?;
            if took < PATIENCE { Ok(took) } else { Err("the texts were not all acknowledged".into()) }
        })
    }

    /// One connection. It ends when nothing waits or the program is dead.
    fn bring(&self, address: &str) {
        let mut line = None;
        loop {
            // Not one statement with what follows: the lock would be held meanwhile.
            let next = held(&self.waiting).pop_front();
            let Some((number, text)) = next.and_then(|next| Some((next, self.texts.get(next)?))) else {
                return;
            };
            let answer = open(&mut line, address).and_then(|line| line.bring(text));
            if let Ok((200, took)) = answer {
                held(&self.acknowledged).push(took);
                continue;
            }
            held(&self.waiting).push_back(number);
            if !self.is_running.load(Ordering::SeqCst) {
                self.cut_off.fetch_add(1, Ordering::SeqCst);
                return;
            }
            self.refused.fetch_add(1, Ordering::SeqCst);
            line = None;
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// How fast it was.
    fn report(&self, took: Duration) -> Outcome {
        let mut times = held(&self.acknowledged).clone();
        times.sort_unstable();
        let bare = reference::commits(&format!("{{\"fact\":\"{}\"}}", "x".repeat(400)), 3)?;
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let each_second = times.len() as f64 / took.as_secs_f64();
        report::ratio(
            &format!("{MANY} texts, {CONNECTIONS} connections, each durable"),
            each_second,
            ("bare SQLite commits of one row, one after the other", bare),
            "/s",
            "starts after kill -9 not counted",
        );
        report::line("  acknowledged, p50", &report::ms(report::percentile(&times, 50)), "");
        report::line("  p99", &report::ms(report::percentile(&times, 99)), "");
        let cut_off = self.cut_off.load(Ordering::SeqCst);
        report::line("  under way at a kill, and brought again", &cut_off.to_string(), "");
        report::line("  other answers", &self.refused.load(Ordering::SeqCst).to_string(), "aim: 0");
        Ok(())
    }
}

fn open<'a>(line: &'a mut Option<Line>, address: &str) -> std::io::Result<&'a mut Line> {
    let opened = match line.take() {
        Some(opened) => opened,
        None => Line::open(address)?,
    };
    Ok(line.insert(opened))
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Before the number with which each text ends.
const MARK: &str = "ukur#";

/// What the log has of the burst.
#[derive(Default)]
struct Found {
    /// How often each text of the burst was noted.
    texts: BTreeMap<usize, usize>,
    /// When somebody was answered, in order.
    answers: BTreeMap<String, Vec<Timestamp>>,
}

impl Found {
    fn read(folder: &Path) -> Outcome<Self> {
        let log = command(&["export", "log", "--data", &folder.to_string_lossy()])?;
        let mut found = Self::default();
        for line in log.lines() {
            let entry: serde_json::Value = serde_json::from_str(line)?;
            found.take(&entry)?;
        }
        found.answers.values_mut().for_each(|times| times.sort_unstable());
        Ok(found)
    }

    fn take(&mut self, entry: &serde_json::Value) -> Outcome {
        let word = |path: &str| entry.pointer(path).and_then(serde_json::Value::as_str).unwrap_or_default();
        match (word("/kind"), word("/fact/reason")) {
            ("message.received", _) => {
                let number = word("/fact/text").rsplit_once(MARK).and_then(|(_, number)| number.parse().ok());
                if let Some(number) = number {
                    *self.texts.entry(number).or_default() += 1;
                }
            }
            ("message.queued", "reply") => {
                let at = word("/noted_at").parse()?;
                self.answers.entry(word("/fact/to").to_owned()).or_default().push(at);
            }
            _ => {}
        }
        Ok(())
    }

    fn lost(&self) -> usize {
        (0..MANY).filter(|number| !self.texts.contains_key(number)).count()
    }

    fn doubled(&self) -> usize {
        self.texts.values().filter(|times| **times > 1).count()
    }

    /// Answers that came to the same number sooner after the one before than a pause.
    fn too_soon(&self, pause_seconds: i64) -> usize {
        let pairs = self.answers.values().flat_map(|times| times.iter().zip(times.iter().skip(1)));
        pairs.filter(|(one, next)| next.as_second() - one.as_second() < pause_seconds).count()
    }

    /// What must hold after all.
    ///
    /// # Errors
    /// When it does not: that is no question of speed.
    fn report(&self, unit: &Unit) -> Outcome {
        let minutes = Rules::of(None).choices.whole("sms_reply_pause_minutes");
        let wrong = [self.lost(), self.doubled(), self.too_soon(i64::from(minutes) * 60)];
        let [lost, doubled, too_soon] = wrong;
        let queued: usize = self.answers.values().map(Vec::len).sum();
        let (given, again) = unit.other_side.given();
        report::line("  lost in the end", &lost.to_string(), "aim: 0");
        report::line("  doubled, a tenth of all having been brought again", &doubled.to_string(), "aim: 0");
        report::line("  answers noted to be sent", &queued.to_string(), "");
        let what = format!("  within {minutes} minutes after another to the same number");
        report::line(&what, &too_soon.to_string(), "aim: 0");
        report::line("  texts that the gateway was given to send", &given.to_string(), "");
        report::line("  twice, with the same id", &again.to_string(), "by a kill; sent once");
        if wrong == [0, 0, 0] {
            Ok(())
        } else {
            Err("messages were lost, doubled or answered too often".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_doubled_or_answered_too_soon_is_found() {
        let mut found = Found::default();
        let text = |number: usize| serde_json::json!({"kind": "message.received", "fact": {"text": format!("HAMIL Siti {MARK}{number}")}});
        let answer = |at: &str| {
            let at = format!("2026-05-21T09:{at}+07:00");
            serde_json::json!({"kind": "message.queued", "noted_at": at, "fact": {"reason": "reply", "to": "+62"}})
        };
        for entry in [text(0), text(1), text(1), answer("00:00"), answer("04:59"), answer("09:59")] {
            found.take(&entry).unwrap();
        }
        assert_eq!((found.lost(), found.doubled(), found.too_soon(300)), (MANY - 2, 1, 1));
    }
}
