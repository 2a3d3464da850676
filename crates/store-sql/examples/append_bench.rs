//! How fast the log is, beside bare SQLite with the same settings and the same bytes in the same run.
//!
//! ```text
//! cargo run --release -p store-sql --example append_bench
//! ```
//!
//! One JSON object a line: `name`, `value` with its `unit`, the `reference` in the same unit, their
//! `ratio`, and the `target` in words. Nothing fails because it was slow.
#![expect(clippy::print_stdout, reason = "a command line answers on standard output")]

use std::{
    error::Error,
    path::Path,
    time::{Duration, Instant},
};

use domain::{ids::UnitCode, note::Note, register::Register};
use rusqlite::Connection;
use simulator::{Plan, simulate};
use store::{Entry, Store, Stored, jsonl};
use store_sql::{Database, SqliteStore};
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Ten years of a Puskesmas.
const TEN_YEARS: usize = 60_000;
const BATCH: usize = 500;
const BATCHES: usize = 40;
const SINGLES: usize = 400;
const CLIENTS: usize = 8;
const ROUNDS: usize = 3;

/// Entries and the lines they are exported as, which is what bare SQLite is given.
struct Sample {
    entries: Vec<Entry>,
    lines: Vec<String>,
}

#[tokio::main]
async fn main() -> Outcome {
    let sample = Sample::make()?;
    batches(&sample).await?;
    singles(&sample).await?;
    together(&sample).await?;
    opening(&sample).await
}

impl Sample {
    fn make() -> Outcome<Self> {
        let until = jiff::civil::date(2025, 12, 31);
        let plan = Plan { years: 20, villages: 14, seed: 1, until, pregnancies_per_year: 250 };
        let notes = simulate(&plan).take(TEN_YEARS);
        let entries: Vec<Entry> = notes.map(|note| Entry::of(&note, &unit())).collect::<Result<_, _>>()?;
        let lines = (1..).zip(&entries).map(|(seq, entry)| line(seq, entry)).collect::<Outcome<_>>()?;
        Ok(Self { entries, lines })
    }
}

fn unit() -> UnitCode {
    UnitCode("P6203120201".to_owned())
}

fn line(seq: u64, entry: &Entry) -> Outcome<String> {
    let received_at = entry.noted_at.timestamp();
    Ok(String::from_utf8(jsonl::line(&Stored { seq, received_at, entry: entry.clone() })?)?)
}

/// Batches of 500, each answered after its commit, in turns with bare SQLite, so that what else the
/// machine does slows both; all of several rounds together, folding the write-ahead log in included.
async fn batches(sample: &Sample) -> Outcome {
    let (mut ours, mut bare) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..ROUNDS {
        let (_folder, store) = fresh()?;
        let (_bare_folder, connection) = fresh_bare()?;
        let turns = sample.entries.chunks(BATCH).zip(sample.lines.chunks(BATCH));
        for (entries, lines) in turns.take(BATCHES) {
            let begun = Instant::now();
            store.append(entries).await?;
            ours += begun.elapsed();
            let begun = Instant::now();
            insert(&connection, lines)?;
            bare += begun.elapsed();
        }
    }
    let rate = |time: Duration| figure(ROUNDS * BATCH * BATCHES) / time.as_secs_f64();
    report("append_batches_of_500", "entries/s", rate(ours), rate(bare), "ratio at least 0.5");
    Ok(())
}

/// One entry, one commit, in turns with bare SQLite. The median, since a disk has moods.
async fn singles(sample: &Sample) -> Outcome {
    let (_folder, store) = fresh()?;
    let (_bare_folder, connection) = fresh_bare()?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for (entry, line) in sample.entries.iter().zip(&sample.lines).take(SINGLES) {
        let begun = Instant::now();
        store.append(std::slice::from_ref(entry)).await?;
        ours.push(begun.elapsed());
        let begun = Instant::now();
        insert(&connection, std::slice::from_ref(line))?;
        bare.push(begun.elapsed());
    }
    report("append_single", "ms", median(ours), median(bare), "ratio at most 1.5");
    Ok(())
}

/// Eight clients, each with one entry after the other: what arrives together is committed together.
async fn together(sample: &Sample) -> Outcome {
    let (_folder, store) = fresh()?;
    let mut clients = Vec::new();
    let begun = Instant::now();
    for entries in sample.entries.chunks(SINGLES).take(CLIENTS) {
        let (store, entries) = (store.clone(), entries.to_vec());
        clients.push(tokio::spawn(async move {
            for entry in entries {
                store.append(&[entry]).await?;
            }
            Ok::<_, store::StoreError>(())
        }));
    }
    for client in clients {
        client.await??;
    }
    let ours = figure(CLIENTS * SINGLES) / begun.elapsed().as_secs_f64();
    let (_folder, connection) = fresh_bare()?;
    let begun = Instant::now();
    for line in sample.lines.iter().take(SINGLES) {
        insert(&connection, std::slice::from_ref(line))?;
    }
    let bare = figure(SINGLES) / begun.elapsed().as_secs_f64();
    report("append_single_8_clients", "entries/s", ours, bare, "more than one client alone");
    Ok(())
}

/// Opening a unit with ten years of data: reading, decoding and folding.
async fn opening(sample: &Sample) -> Outcome {
    let (folder, store) = fresh()?;
    for batch in sample.entries.chunks(5_000) {
        store.append(batch).await?;
    }
    drop(store);
    let (_bare_folder, connection) = fresh_bare()?;
    insert(&connection, &sample.lines)?;
    let (mut ours, mut bare, mut reading) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let store = Database::claim(folder.path())?.log(&unit());
        let notes = notes(&store).await?;
        reading = reading.min(begun.elapsed());
        let register = Register::load(notes);
        ours = ours.min(begun.elapsed());
        if register.len() != sample.entries.len() {
            return Err(format!("{} of {} entries", register.len(), sample.entries.len()).into());
        }
        let begun = Instant::now();
        decode(&connection)?;
        bare = bare.min(begun.elapsed());
    }
    let seconds = |time: Duration| time.as_secs_f64();
    let entries = sample.entries.len();
    report(&format!("read_{entries}"), "s", seconds(reading), seconds(bare), "part of opening");
    report(&format!("open_{entries}"), "s", seconds(ours), seconds(bare), "under 1 s");
    Ok(())
}

async fn notes(store: &SqliteStore) -> Outcome<Vec<Note>> {
    let mut notes = Vec::new();
    let mut after = 0;
    loop {
        let batch = store.read(after, 5_000).await?;
        let Some(last) = batch.last() else { return Ok(notes) };
        after = last.seq;
        for stored in &batch {
            notes.push(stored.entry.read()?);
        }
    }
}

/// Reads and decodes the bare lines, and does nothing with them.
fn decode(connection: &Connection) -> Outcome {
    let mut bodies = connection.prepare("select body from entry order by seq")?;
    let mut bodies = bodies.query([])?;
    while let Some(row) = bodies.next()? {
        std::hint::black_box(serde_json::from_str::<serde_json::Value>(row.get_ref(0)?.as_str()?)?);
    }
    Ok(())
}

fn fresh() -> Outcome<(TempDir, SqliteStore)> {
    let folder = scratch()?;
    let store = SqliteStore::open(folder.path(), &unit())?;
    Ok((folder, store))
}

fn fresh_bare() -> Outcome<(TempDir, Connection)> {
    let folder = scratch()?;
    let connection = Connection::open(folder.path().join("bare.db"))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "wal_autocheckpoint", 4 * 1024)?;
    connection.pragma_update(None, "cache_size", -8 * 1024)?;
    connection.execute_batch("create table entry (seq integer primary key, body text not null)")?;
    Ok((folder, connection))
}

/// In the build folder: a temporary folder may be in memory, where nothing waits for a disk.
fn scratch() -> Outcome<TempDir> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    std::fs::create_dir_all(&target)?;
    Ok(tempfile::tempdir_in(target)?)
}

fn insert(connection: &Connection, lines: &[String]) -> Outcome {
    let transaction = connection.unchecked_transaction()?;
    {
        let mut insert = connection.prepare_cached("insert into entry (body) values (?1)")?;
        for line in lines {
            insert.execute([line])?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// The middle one, in milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

#[expect(clippy::cast_precision_loss, reason = "counts of a benchmark are small")]
fn figure(count: usize) -> f64 {
    count as f64
}

fn report(name: &str, unit: &str, value: f64, reference: f64, target: &str) {
    let rounded = |value: f64| (value * 1e4).round() / 1e4;
    let line = serde_json::json!({
        "name": name,
        "value": rounded(value),
        "unit": unit,
        "reference": rounded(reference),
        "ratio": rounded(value / reference),
        "target": target,
    });
    println!("{line}");
}
