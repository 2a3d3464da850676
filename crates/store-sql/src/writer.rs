//! The one thread that writes.
//!
//! A durable commit costs a wait for the disk, whatever is in it. What callers hand in while the
//! disk is busy is therefore committed together, and each is answered only after the commit. Each
//! works inside its own savepoint, so that one that fails does not touch the others.

use std::{sync::mpsc, thread};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::SqlError;

/// At most this many are committed together, so that nobody waits for a group without end.
const GROUP: usize = 256;

/// Something to write, and somebody who waits for it.
pub(crate) trait Job: Send {
    /// Writes; answers whether what it wrote shall be kept. May be called again after a rollback.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Tells the one who waits: the outcome of the last run, or why even a good one was lost.
    fn answer(self: Box<Self>, failure: Option<SqlError>);
}

struct Task<T, E, F> {
    work: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Task<T, E, F>
where
    T: Send,
    E: From<SqlError> + Send,
    F: FnMut(&Connection) -> Result<T, E> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.outcome.insert((self.work)(connection)).is_ok()
    }

    fn answer(self: Box<Self>, failure: Option<SqlError>) {
        let outcome = match (self.outcome, failure) {
            (Some(Ok(_)) | None, Some(failure)) => Err(E::from(failure)),
            (Some(outcome), _) => outcome,
            (None, None) => Err(E::from(SqlError::Closed)),
        };
        // Who no longer waits needs no answer; what was committed stays committed.
        let _unheard = self.reply.send(outcome);
    }
}

/// The way to the thread. Dropping it lets the thread finish what was handed in, and waits.
#[derive(Debug)]
pub(crate) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Writer {
    /// Begins to write through `connection`.
    pub(crate) fn start(connection: Connection) -> Result<Self, SqlError> {
        let (jobs, waiting) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("betang-writer".to_owned())
            .spawn(move || serve(&connection, &waiting))
            .map_err(|error| SqlError::Io("betang-writer".into(), error))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Hands in work, and waits until it is durable or has failed. The work may be run twice, when
    /// the group it was in could not be committed; what it did the first time is undone then.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<SqlError> + Send + 'static,
        F: FnMut(&Connection) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Task { work, outcome: None, reply });
        let sent = self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok());
        if !sent {
            return Err(SqlError::Closed.into());
        }
        answer.await.unwrap_or_else(|_| Err(SqlError::Closed.into()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has told its callers already: their replies were dropped.
            let _panicked = thread.join();
        }
    }
}

fn serve(connection: &Connection, waiting: &mpsc::Receiver<Box<dyn Job>>) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter().take(GROUP - 1));
        finish(connection, group);
    }
}

/// Commits a group and answers; a group that cannot be committed is tried one by one.
fn finish(connection: &Connection, mut group: Vec<Box<dyn Job>>) {
    let failure = commit(connection, &mut group).err();
    if failure.is_some() && group.len() > 1 {
        group.into_iter().for_each(|job| finish(connection, vec![job]));
        return;
    }
    let mut failure = failure;
    for job in group {
        job.answer(failure.take());
    }
}

fn commit(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), SqlError> {
    let done = run(connection, group);
    if done.is_err() && !connection.is_autocommit() {
        // When even this fails, the next transaction cannot begin, and says so.
        let _stuck = execute(connection, "rollback");
    }
    done
}

fn run(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), SqlError> {
    execute(connection, "begin immediate")?;
    if let [only] = group {
        let kept = only.run(connection);
        if kept {
            return execute(connection, "commit");
        }
        return if connection.is_autocommit() { Ok(()) } else { execute(connection, "rollback") };
    }
    for job in group {
        execute(connection, "savepoint one")?;
        if !job.run(connection) {
            // After a full disk SQLite may have given up the whole transaction; this fails then.
            execute(connection, "rollback to one")?;
        }
        execute(connection, "release one")?;
    }
    execute(connection, "commit")
}

fn execute(connection: &Connection, sql: &str) -> Result<(), SqlError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use store::{Answer, Store, contract::sample};

    use crate::{Database, SqlError, SqliteStore};

    /// Lets the database file grow no further than it is now plus `pages`, as a full disk would.
    async fn limit(database: &Database, pages: i64) {
        let limited = database.write(move |connection| {
            let now: i64 = connection.query_row("pragma page_count", [], |row| row.get(0))?;
            connection.pragma_update(None, "max_page_count", now + pages)?;
            Ok::<_, SqlError>(())
        });
        limited.await.unwrap();
    }

    fn open(folder: &Path) -> SqliteStore {
        SqliteStore::open(folder, &sample::unit()).unwrap()
    }

    #[tokio::test]
    async fn a_full_disk_refuses_and_later_takes_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        store.append(&sample::entries(0..10)).await.unwrap();
        limit(store.database(), 4).await;
        let refused = store.append(&sample::entries(10..500)).await.unwrap_err();
        assert_eq!(refused.to_string(), SqlError::Full.to_string());
        assert_eq!(store.head().await.unwrap(), 10, "half a batch was kept");
        assert_eq!(store.append(&sample::entries(10..11)).await.unwrap(), [Answer::Accepted(11)]);
        limit(store.database(), 100_000).await;
        let answers = store.append(&sample::entries(10..500)).await.unwrap();
        assert_eq!(answers.last(), Some(&Answer::Accepted(500)));
        drop(store);
        let store = open(folder.path());
        assert_eq!(store.read(0, 1000).await.unwrap().len(), 500);
        assert_eq!(store.database().check().await.unwrap(), Vec::<String>::new());
    }

    #[tokio::test]
    async fn one_that_fills_the_disk_does_not_take_others_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        limit(store.database(), 8).await;
        let (one, large, two) = (sample::entries(0..2), sample::entries(2..600), sample::entries(600..602));
        // All three are handed in before the first is written, and are one group or two.
        let (one, large, two) = tokio::join!(store.append(&one), store.append(&large), store.append(&two));
        assert!(large.is_err());
        assert_eq!(one.unwrap(), [Answer::Accepted(1), Answer::Accepted(2)]);
        assert_eq!(two.unwrap(), [Answer::Accepted(3), Answer::Accepted(4)]);
    }
}
