//! Beliefs that are made in pieces and taken up again are those of a world that read its log at once, whatever was made
//! ready between the pieces.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use std::sync::Arc;

use app::{Beliefs, Outside, World, state::State};
use bench::{Bench, SEI_HANYO};
use domain::{ids::UnitCode, moment::Moment};
use jiff::civil::date;
use store::{MemoryStore, Store, Stored};
use uuid::Uuid;

/// The clock of a bench.
struct Desk(Moment);

impl Outside for Desk {
    fn now(&self) -> Moment {
        self.0
    }

    fn id(&self) -> Uuid {
        Uuid::nil()
    }
}

/// What people see of a world: what it concludes, what it finds, how many tasks and families a village has.
fn seen(world: &World) -> (String, Vec<String>, Vec<(usize, usize)>) {
    let state = serde_json::to_string(&State::of(&world.register(), world.today())).unwrap();
    let found = world.index(|_, index| {
        let hits = index.find("percobaan", 9, |_, _| true);
        hits.iter().map(|hit| hit.subject.0.to_string()).collect()
    });
    let villages = world.board(|_, board| {
        board.villages().map(|(_, village)| (village.tasks.len(), village.counts.pregnant)).collect()
    });
    (state, found, villages)
}

async fn taken_up(entries: &[Stored], pieces: &[usize], now: Moment) -> World {
    let store = MemoryStore::default();
    store.append(&entries.iter().map(|stored| stored.entry.clone()).collect::<Vec<_>>()).await.unwrap();
    let mut beliefs = Beliefs::default();
    let mut from = 0;
    for until in pieces {
        beliefs.take(&entries[from..*until]);
        beliefs.fold();
        beliefs.prepare_day(now.date());
        beliefs.prepare_search();
        from = *until;
    }
    let after = entries[..from].last().map_or(0, |stored| stored.seq);
    World::resume(UnitCode("uji".into()), Arc::new(store), Arc::new(Desk(now)), beliefs, after).await.unwrap()
}

#[tokio::test]
async fn beliefs_in_pieces_are_those_of_the_whole_log() {
    let bench = Bench::new().await;
    for (name, lmp) in [("Siti Percobaan", date(2024, 9, 1)), ("Rabiah Percobaan", date(2025, 1, 10))] {
        bench.mother(name, lmp).await;
    }
    let entries = bench.app.store().read(0, 1_000).await.unwrap();
    let whole = seen(&bench.app);
    assert_eq!(whole.1.len(), 2);
    assert!(
        whole.2.iter().any(|(tasks, pregnant)| *tasks > 0 && *pregnant == 2),
        "{SEI_HANYO}: {:?}",
        whole.2
    );
    let all = entries.len();
    // Nothing yet, half a family, all of it; made ready each time, also of nothing.
    for pieces in
        [vec![], vec![0], vec![0, all], vec![all], vec![0, all - 3], vec![all - 3, all - 1], vec![1, all]]
    {
        assert_eq!(seen(&taken_up(&entries, &pieces, bench.app.now()).await), whole, "{pieces:?}");
    }
}
