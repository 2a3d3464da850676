//! Every column of every table says who may see it, and no word is left over for one that is gone.

use std::collections::BTreeMap;

use domain::rights::Visibility;
use rusqlite::Connection;
use store_sql::Database;

type Columns = BTreeMap<String, BTreeMap<String, Visibility>>;

#[test]
fn every_column_says_who_may_see_it() {
    let declared: Columns = toml::from_str(include_str!("../visibility.toml")).unwrap();
    let declared: Vec<_> = pairs(&declared);
    let folder = tempfile::tempdir().unwrap();
    drop(Database::claim(folder.path()).unwrap());
    let database = Connection::open(folder.path().join("betang.db")).unwrap();
    let mut columns = database
        .prepare(
            "select t.name, c.name from sqlite_schema t, pragma_table_info(t.name) c
                where t.type = 'table' and t.name not like 'sqlite_%' order by 1, 2",
        )
        .unwrap();
    let columns: Vec<(String, String)> =
        columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert_eq!(columns, declared);
}

#[test]
fn what_opens_a_door_is_secret() {
    let declared: Columns = toml::from_str(include_str!("../visibility.toml")).unwrap();
    for (table, column) in [
        ("users", "password"),
        ("sessions", "token"),
        ("sessions", "csrf"),
        ("devices", "token"),
        ("devices", "knock"),
        ("devices", "recovery"),
        ("links", "token"),
    ] {
        assert_eq!(declared[table][column], Visibility::Secret, "{table}.{column}");
    }
}

fn pairs(columns: &Columns) -> Vec<(String, String)> {
    let pairs = columns
        .iter()
        .flat_map(|(table, columns)| columns.keys().map(|column| (table.clone(), column.clone())));
    pairs.collect()
}
