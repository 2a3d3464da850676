//! The program is killed (SIGKILL) at any moment, again and again, while it appends: what was
//! answered is there, once, and places have no gaps.
//!
//! The test starts itself as the program that is killed: the child appends batches and single
//! entries from several tasks at once and prints each id after its append was answered.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use store::{Answer, Seq, Store, contract::sample};
use store_sql::SqliteStore;

const FOLDER: &str = "BETANG_KILL_FOLDER";
const FIRST: &str = "BETANG_KILL_FIRST";
const ENOUGH: usize = 10_000;

/// Each life of the child has this many numbers for itself.
const LIFE: u64 = 1_000_000;

#[test]
fn nothing_that_was_answered_is_lost() {
    if let (Ok(folder), Ok(first)) = (std::env::var(FOLDER), std::env::var(FIRST)) {
        return append_until_killed(Path::new(&folder), first.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let mut answered: HashMap<u64, Seq> = HashMap::new();
    let mut life = 0;
    while answered.len() < ENOUGH {
        life += 1;
        let pause = Duration::from_millis(30 + (life * 7919) % 400);
        answered.extend(live_and_die(folder.path(), life, pause));
        assert!(life < 400, "only {} answers in {life} lives", answered.len());
    }
    let count = verify(folder.path(), &answered);
    println!("{life} lives, {} answered, {count} in the log", answered.len());
}

/// Starts the child, kills it after a while, and reads what it had answered by then.
fn live_and_die(folder: &Path, life: u64, pause: Duration) -> Vec<(u64, Seq)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "nothing_that_was_answered_is_lost", "--nocapture"])
        .env(FOLDER, folder)
        .env(FIRST, (life * LIFE).to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let killer = thread::spawn(move || kill(child, pause));
    // A line that the kill cut short has no end and is not an answer.
    let mut lines = output.split(b'\n').map_while(Result::ok).collect::<Vec<_>>();
    let whole = killer.join().unwrap();
    if !whole {
        lines.pop();
    }
    lines.iter().filter_map(|line| parse(std::str::from_utf8(line).ok()?)).collect()
}

fn kill(mut child: Child, pause: Duration) -> bool {
    thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap().success()
}

fn parse(line: &str) -> Option<(u64, Seq)> {
    let (number, seq) = line.strip_prefix("answered ")?.split_once(' ')?;
    Some((number.parse().ok()?, seq.parse().ok()?))
}

/// Opens what is left and looks for every answer.
fn verify(folder: &Path, answered: &HashMap<u64, Seq>) -> usize {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = SqliteStore::open(folder, &sample::unit()).unwrap();
    let log = runtime.block_on(store.read(0, usize::MAX)).unwrap();
    let by_id: HashMap<_, _> = log.iter().map(|stored| (stored.entry.id, stored)).collect();
    assert_eq!(by_id.len(), log.len(), "an entry is there twice");
    for (place, stored) in (1..).zip(&log) {
        assert_eq!(stored.seq, place, "a place is missing");
    }
    for (number, seq) in answered {
        let entry = sample::entry(*number);
        let found = by_id.get(&entry.id).unwrap_or_else(|| panic!("{number} was answered and is lost"));
        assert_eq!((found.seq, &found.entry), (*seq, &entry));
    }
    assert_eq!(runtime.block_on(store.database().check()).unwrap(), Vec::<String>::new());
    let report = runtime.block_on(store.verify()).unwrap();
    let sums = report.complaints.iter().filter(|complaint| complaint.to_string().contains("sum"));
    assert_eq!(sums.count(), 0, "a sum is wrong");
    log.len()
}

fn append_until_killed(folder: &Path, first: u64) {
    let store = SqliteStore::open(folder, &sample::unit()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let writers = (0..4).map(|writer| {
            let store = store.clone();
            // One writes single entries, the others batches of growing size.
            tokio::spawn(append_forever(store, first + writer * (LIFE / 4), 1 + writer * writer * 10))
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
    });
}

async fn append_forever(store: SqliteStore, mut number: u64, size: u64) {
    loop {
        let answers = store.append(&sample::entries(number..number + size)).await.unwrap();
        let lines: String = (number..)
            .zip(answers)
            .map(|(number, answer)| {
                let (Answer::Accepted(seq) | Answer::Known(seq)) = answer;
                format!("answered {number} {seq}\n")
            })
            .collect();
        std::io::stdout().lock().write_all(lines.as_bytes()).unwrap();
        number += size;
    }
}
