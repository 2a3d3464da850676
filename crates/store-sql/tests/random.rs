//! Whatever is appended, repeated and interrupted by closing: the log is what a plain list would be.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use proptest::prelude::*;
use store::{Answer, MemoryStore, Store, contract::sample};
use store_sql::SqliteStore;

#[derive(Clone, Debug)]
enum Step {
    Append(Vec<u64>),
    Twice(Vec<u64>, Vec<u64>),
    Reopen,
}

fn batch() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(0_u64..60, 0..12)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => batch().prop_map(Step::Append),
        2 => (batch(), batch()).prop_map(|(one, two)| Step::Twice(one, two)),
        1 => Just(Step::Reopen),
    ]
}

fn entries(numbers: &[u64]) -> Vec<store::Entry> {
    numbers.iter().copied().map(sample::entry).collect()
}

async fn run(steps: Vec<Step>) {
    let folder = tempfile::tempdir().unwrap();
    let clock: store::Clock = std::sync::Arc::new(|| sample::moment(1).timestamp());
    let open = || {
        let database = store_sql::Database::claim(folder.path()).unwrap();
        database.log_with_clock(&sample::unit(), clock.clone())
    };
    let memory = MemoryStore::new(clock.clone());
    let mut store: SqliteStore = open();
    for step in steps {
        match step {
            Step::Append(numbers) => {
                let batch = entries(&numbers);
                assert_eq!(store.append(&batch).await.unwrap(), memory.append(&batch).await.unwrap());
            }
            Step::Twice(one, two) => {
                let (one, two) = (entries(&one), entries(&two));
                let (left, right) = tokio::join!(store.append(&one), store.append(&two));
                let both: Vec<Answer> = [left.unwrap(), right.unwrap()].concat();
                // The first was handed in first, so it comes first.
                let expected =
                    [memory.append(&one).await.unwrap(), memory.append(&two).await.unwrap()].concat();
                assert_eq!(both, expected);
            }
            Step::Reopen => {
                drop(store);
                store = open();
            }
        }
    }
    assert_eq!(store.read(0, 1000).await.unwrap(), memory.read(0, 1000).await.unwrap());
    let damage = store.verify().await.unwrap().complaints;
    let damage = damage.iter().filter(|complaint| !complaint.is_only_newer());
    assert_eq!(damage.count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_log_is_what_a_list_would_be(steps in prop::collection::vec(step(), 0..20)) {
        tokio::runtime::Runtime::new().unwrap().block_on(run(steps));
    }
}
