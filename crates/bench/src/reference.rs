//! What the figures are compared with: the same kind of work with nothing of ours around it.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use axum::{Router, routing::get};
use rusqlite::Connection;

use crate::{
    Outcome,
    load::{self, Ask, Load},
};

/// The same load on an axum server that says hello.
pub(crate) fn hello(clients: u16, seconds: u16) -> Outcome<Load> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let url = format!("http://{}/", listener.local_addr()?);
    let router = Router::new().route("/", get(|| async { "hello" }));
    runtime.spawn(async move { axum::serve(listener, router).await });
    load::run(&Ask { script: "pages.lua", url: &url, clients, seconds, settings: &[] })
}

/// Commits of one row each into a bare SQLite file with `synchronous=FULL`, a second.
pub(crate) fn commits(body: &str, seconds: u64) -> Outcome<f64> {
    let folder = tempfile::tempdir_in(super::program::scratch()?)?;
    let connection = bare(&folder.path().join("bare.db"))?;
    let mut insert = connection.prepare("insert into entry (body) values (?1)")?;
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < Duration::from_secs(seconds) {
        insert.execute([body])?;
        count += 1;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// The time that bare SQLite takes for the rows of a log, in one transaction.
pub(crate) fn insert_all(bodies: &[String]) -> Outcome<Duration> {
    let folder = tempfile::tempdir_in(super::program::scratch()?)?;
    let mut connection = bare(&folder.path().join("bare.db"))?;
    let begun = Instant::now();
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("insert into entry (body) values (?1)")?;
        for body in bodies {
            insert.execute([body])?;
        }
    }
    transaction.commit()?;
    Ok(begun.elapsed())
}

/// The time to read and decode the lines of an exported log, and to do nothing with them.
pub(crate) fn decode_all(bodies: &[String]) -> Outcome<Duration> {
    let begun = Instant::now();
    for body in bodies {
        std::hint::black_box(serde_json::from_str::<serde_json::Value>(body)?);
    }
    Ok(begun.elapsed())
}

fn bare(path: &Path) -> Outcome<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.execute_batch("create table entry (seq integer primary key, body text not null)")?;
    Ok(connection)
}
