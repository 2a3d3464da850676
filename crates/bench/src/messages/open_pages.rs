//! Open pages of a midwife, which are told that a message waits.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::{Duration, Instant},
};

use super::{
    DUKUN, MIDWIFE, Unit,
    gateway::{Line, Text},
    number_of,
};
use crate::{Outcome, program::Server, report};

/// Pages that are open.
const PAGES: usize = 200;
/// Messages, one after the other. Each comes a little later within the time after which the program looks again.
const MESSAGES: u32 = 10;
const LATER: Duration = Duration::from_millis(70);
/// Pages that are told later than this are not told.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many messages a page was told that wait, and when.
type Told = (u64, Instant);

/// Measures from the moment at which the gateway brings a message until pages are told.
pub(super) fn measure(unit: &Unit) -> Outcome {
    let (server, _) = Server::start(&unit.folder)?;
    let cookie = server.log_in_as(MIDWIFE)?;
    let (told, telling) = mpsc::channel();
    for _ in 0..PAGES {
        open(server.address(), &cookie, told.clone())?;
    }
    let before = everybody(&telling, 0)?.first().map_or(0, |(count, _)| *count);
    let mut gateway = Line::open(server.address())?;
    let (mut first, mut middle, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for message in 1..=MESSAGES {
        thread::sleep(LATER * message);
        let from = number_of(DUKUN - 1);
        let text = Text { id: format!("halaman-{message}"), from, text: "DARAH Siti".to_owned() };
        let sent = Instant::now();
        let (status, _) = gateway.bring(&text)?;
        if status != 200 {
            return Err(format!("the message was answered with {status}").into());
        }
        let everybody = everybody(&telling, before + u64::from(message))?;
        let mut times: Vec<Duration> = everybody.iter().map(|(_, at)| at.duration_since(sent)).collect();
        times.sort_unstable();
        first.extend(times.first());
        middle.extend(times.get(PAGES / 2));
        last.extend(times.last());
    }
    for (which, mut times) in [("first", first), ("middle", middle), ("last", last)] {
        times.sort_unstable();
        report::line(
            &format!("the {which} of {PAGES} open pages is told, p50 of {MESSAGES}"),
            &report::ms(report::percentile(&times, 50)),
            "",
        );
        let slowest = report::ms(times.last().copied().unwrap_or_default());
        report::line("  the slowest time", &slowest, "aim: under 2000 ms");
    }
    Ok(())
}

/// What all pages were told, once they were told that at least so many messages wait.
fn everybody(telling: &Receiver<Told>, least: u64) -> Outcome<Vec<Told>> {
    let until = Instant::now() + PATIENCE;
    let mut all = Vec::with_capacity(PAGES);
    while all.len() < PAGES {
        let told = telling.recv_timeout(until.saturating_duration_since(Instant::now()));
        let told = told.map_err(|_| format!("only {} of {PAGES} pages were told", all.len()))?;
        all.extend(Some(told).filter(|(count, _)| *count >= least));
    }
    Ok(all)
}

/// A page listens until the program ends.
fn open(address: &str, cookie: &str, told: Sender<Told>) -> Outcome {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET /kabar/langsung HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\naccept-encoding: gzip\r\n\
         cookie: {cookie}\r\n\r\n"
    )?;
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let at = Instant::now();
            // Who measures may have heard enough.
            if count(&line).is_some_and(|count| told.send((count, at)).is_err()) {
                return;
            }
        }
    });
    Ok(())
}

/// How many messages wait, where a line tells it.
fn count(line: &str) -> Option<u64> {
    let told: serde_json::Value = serde_json::from_str(line.strip_prefix("data:")?).ok()?;
    told.get("count")?.as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read_from_the_line_that_has_it() {
        assert_eq!(count("data: {\"count\":3,\"at\":0}"), Some(3));
        assert_eq!(count("event: pesan"), None);
    }
}
