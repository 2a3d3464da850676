//! Phones meet the server: nothing new, a hundred first meetings at once, and what a visit weighs.

use std::{
    io::Write,
    path::Path,
    sync::Barrier,
    time::{Duration, Instant},
};

use domain::{facts::Fact, rights::Role};
use simulator::{Member, Plan};
use store::Entry;
use sync::{
    enrol::Enrolled,
    wire::{Parcel, Sender},
};

use crate::{
    Outcome,
    pocket::Pocket,
    program::{self, Server},
    reference, report,
};

/// Phones that meet at once.
const PHONES: usize = 100;
/// Whose they are; few, because the server slows down who logs in often from one address.
const MIDWIVES: usize = 5;
/// Meetings with nothing new, of which the middle one counts.
const IDLE: usize = 51;

/// Measures bytes and times of meetings.
pub(crate) fn measure() -> Outcome {
    let folder = program::simulated("phones", &["--years", "10", "--seed", "1"])?;
    let plan = Plan::example(jiff::civil::date(2026, 5, 20));
    let midwives = plan.staff().into_iter().filter(|one| one.role == Role::Bidan);
    let midwives: Vec<Member> = midwives.take(MIDWIVES).collect();
    for midwife in &midwives {
        let villages = midwife.villages.iter().flat_map(|village| ["--village", village.as_str()]);
        program::add_person(&folder, &midwife.login, "bidan", &villages.collect::<Vec<_>>())?;
    }
    let (server, _) = Server::start(&folder)?;
    report::line("entries in the log", &entries(&folder)?.to_string(), "");
    nothing_new(&server)?;
    all_at_once(&server, &midwives)?;
    a_visit(&plan)
}

fn entries(folder: &Path) -> Outcome<usize> {
    let log = program::command(&["export", "log", "--data", &folder.to_string_lossy()])?;
    Ok(log.lines().count())
}

/// The head's phone holds everybody.
fn nothing_new(server: &Server) -> Outcome {
    let given = enrol(server, program::LOGIN, 1)?.pop().ok_or("no phone")?;
    let phone = Pocket::new(server.address(), given);
    let begun = Instant::now();
    let met = phone.meet()?;
    let first = begun.elapsed();
    let (_, got) = phone.traffic();
    report::line("a phone that holds the whole log, first meeting", &report::ms(first), "");
    report::line("  entries", &met.received.to_string(), "");
    report::line("  over the wire", &report::megabytes(got), "");
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..IDLE {
        let begun = Instant::now();
        phone.meet()?;
        times.push(begun.elapsed());
    }
    let (sent, got) = phone.traffic();
    times.sort();
    let middle = times.get(IDLE / 2).copied().unwrap_or_default();
    let bytes = (sent + got) / IDLE as u64;
    report::line(
        "a meeting with nothing new, both ways with headers",
        &format!("{bytes} bytes"),
        "aim: under 1 KB",
    );
    let hello = reference::hello(1, 3)?;
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    report::line("a meeting with nothing new, p50", &report::ms(middle), "aim: under 200 ms");
    report::line(
        "  axum says hello, one client, p50",
        &report::ms(hello.p50),
        &format!("ratio {:.0}", ms(middle) / ms(hello.p50)),
    );
    Ok(())
}

/// Phones of one person.
fn enrol(server: &Server, login: &str, count: usize) -> Outcome<Vec<Enrolled>> {
    let cookie = server.log_in_as(login)?;
    let page = server.get("/lainnya", &cookie)?;
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let body = serde_json::json!({ "csrf": csrf, "label": "" }).to_string();
    let given = (0..count).map(|_| {
        let answer = server.post("/api/hp", &cookie, &body)?;
        Ok(serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap_or_default())?)
    });
    given.collect()
}

fn all_at_once(server: &Server, midwives: &[Member]) -> Outcome {
    let mut given = Vec::new();
    for midwife in midwives {
        given.extend(enrol(server, &midwife.login, PHONES / MIDWIVES + 1)?);
    }
    let alone = Pocket::new(server.address(), given.pop().ok_or("no phone")?);
    let begun = Instant::now();
    let met = alone.meet()?;
    let alone = begun.elapsed();
    report::line("a midwife's phone, first meeting", &report::ms(alone), "");
    report::line("  entries", &met.received.to_string(), "");
    given.truncate(PHONES);
    let barrier = Barrier::new(PHONES);
    let begun = Instant::now();
    let meet = |said: Enrolled| {
        let phone = Pocket::new(server.address(), said);
        barrier.wait();
        phone.meet().map(|met| met.received)
    };
    let received = std::thread::scope(|scope| {
        let threads: Vec<_> = given.into_iter().map(|said| scope.spawn(|| meet(said))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(Ok(0))).collect::<Outcome<Vec<_>>>()
    })?;
    let all = begun.elapsed();
    let seconds = format!("{:.1} s", all.as_secs_f64());
    report::line("a hundred first meetings at once, the last is done", &seconds, "aim: under 20 s");
    report::line("  entries", &received.iter().sum::<usize>().to_string(), "");
    let one_by_one = alone.as_secs_f64() * PHONES as f64;
    let ratio = format!("ratio {:.2}", all.as_secs_f64() / one_by_one);
    report::line("  a hundred times the one alone", &format!("{one_by_one:.1} s"), &ratio);
    Ok(())
}

/// What a visit adds to a request: the middle one of a simulated year.
fn a_visit(plan: &Plan) -> Outcome {
    let plan = Plan { years: 1, ..*plan };
    let unit = domain::ids::UnitCode("PKM".to_owned());
    let (mut plain, mut pressed) = (Vec::new(), Vec::new());
    for note in simulator::simulate(&plan).filter(|note| matches!(note.fact, Fact::AntenatalContact(_))) {
        let sender = Sender { unit: unit.clone(), author: note.author, device: note.device };
        let bytes = serde_json::to_vec(&Parcel::of(Entry::of(&note, &unit)?, &sender))?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(&bytes)?;
        plain.push(bytes.len());
        pressed.push(gzip.finish()?.len());
    }
    plain.sort_unstable();
    pressed.sort_unstable();
    let middle = |sizes: &[usize]| sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let last = pressed.last().copied().unwrap_or_default();
    report::line("a visit, as JSON", &format!("{} bytes", middle(&plain)), "");
    report::line("a visit, alone in gzip", &format!("{} bytes", middle(&pressed)), "aim: under 600 bytes");
    report::line("  the largest", &format!("{last} bytes"), "");
    Ok(())
}
