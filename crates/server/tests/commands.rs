//! The commands from begin to end.

mod support;

use std::fs;

use serde_json::Value;
use support::{Folder, SAMPLE, Server, UNIT, add_user, begun, betang, code, command, json, text};

#[test]
fn a_register_goes_in_once_and_what_is_held_is_told() {
    let folder = begun();
    let data = folder.file("data");
    let dry = betang(&data, &["import", "cohort", SAMPLE, "--dry-run", "--json"]);
    assert_eq!(
        json(&betang(&data, &["state", "--on", "2026-05-20"]))["pregnancies"],
        Value::Array(Vec::new())
    );
    let taken = betang(&data, &["import", "cohort", SAMPLE, "--json"]);
    assert_eq!((code(&dry), code(&taken)), (3, 3));
    assert_eq!(json(&dry), json(&taken));
    let before = betang(&data, &["export", "log"]).stdout;
    let again = betang(&data, &["import", "cohort", SAMPLE, "--json"]);
    assert_eq!(json(&again)["taken"], json(&taken)["taken"]);
    assert_eq!(betang(&data, &["export", "log"]).stdout, before, "importing twice changes nothing");
    assert_eq!(code(&betang(&data, &["check"])), 0);
}

#[test]
fn a_corrected_file_amends() {
    let folder = begun();
    let data = folder.file("data");
    let csv = folder.file("ibu.csv");
    let import = |rows: &str| {
        fs::write(&csv, format!("no_ibu;nama_ibu;desa;hpht\n{rows}")).unwrap();
        betang(&data, &["import", "cohort", csv.to_str().unwrap(), "--json"])
    };
    assert_eq!(code(&import("001;Yuliana;Supang;01/02/2026\n")), 0);
    let edd = || json(&betang(&data, &["state", "--on", "2027-01-01"]))["pregnancies"][0]["edd"].clone();
    assert_eq!(edd(), "2026-11-08");
    assert_eq!(code(&import("001;Yuliana;Supang;08/02/2026\n")), 0);
    assert_eq!(edd(), "2026-11-15");
    let log = String::from_utf8(betang(&data, &["export", "log"]).stdout).unwrap();
    assert_eq!(log.matches("\"kind\":\"amended\"").count(), 1);
    assert_eq!(log.matches("\"kind\":\"pregnancy.registered\"").count(), 1);
}

#[test]
fn a_log_replays_to_the_same_state() {
    let folder = Folder::new();
    let data = folder.file("data");
    let made = betang(&data, &["simulate", "--years", "1", "--villages", "3", "--until", "2026-05-20"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    let log = folder.file("log.jsonl");
    assert_eq!(code(&betang(&data, &["export", "log", "--out", log.to_str().unwrap()])), 0);
    let state = betang(&data, &["state", "--on", "2026-05-01"]);
    let replayed = command(&["replay", log.to_str().unwrap(), "--on", "2026-05-01"]).output().unwrap();
    assert_eq!(state.stdout, replayed.stdout);
    let mut broken = fs::read(&log).unwrap();
    broken.extend_from_slice(b"{\"cut\": \n");
    fs::write(&log, broken).unwrap();
    let replayed = command(&["replay", log.to_str().unwrap(), "--on", "2026-05-01"]).output().unwrap();
    assert_eq!(code(&replayed), 3, "a line that is no entry is told, and the rest is shown");
    assert_eq!(state.stdout, replayed.stdout);
}

#[test]
fn a_backup_of_a_running_unit_can_be_restored() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    let copy = folder.file("copy.db");
    assert_eq!(code(&betang(&data, &["backup", copy.to_str().unwrap()])), 0);
    let busy = betang(&data, &["import", "cohort", SAMPLE]);
    assert_eq!(code(&busy), 1, "a running server's folder is not written behind its back");
    drop(server);
    let twice = betang(&data, &["backup", copy.to_str().unwrap()]);
    assert_eq!(code(&twice), 1, "no file is overwritten");
    let restored = folder.file("restored");
    let done = betang(&restored, &["restore", copy.to_str().unwrap()]);
    assert_eq!(code(&done), 0, "{}", text(&done));
    assert_eq!(betang(&data, &["export", "log"]).stdout, betang(&restored, &["export", "log"]).stdout);
    assert_eq!(code(&betang(&restored, &["restore", copy.to_str().unwrap()])), 1);
}

#[test]
fn users_are_added_listed_and_disabled() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    add_user(&data, "bidan", "bidan", &["--village", "62.03.12.2001"]);
    assert_eq!(code(&betang(&data, &["user", "disable", "bidan"])), 0);
    assert_eq!(code(&betang(&data, &["user", "disable", "kepala"])), 1, "somebody must be left");
    let users = json(&betang(&data, &["user", "list", "--json"]));
    let of =
        |login: &str| users.as_array().unwrap().iter().find(|user| user["login"] == login).unwrap().clone();
    assert_eq!(of("bidan")["disabled"], true);
    assert_eq!(of("bidan")["villages"][0], "62.03.12.2001");
    assert_eq!(of("kepala")["disabled"], false);
}

#[test]
fn indicators_and_reports_are_written_from_the_log() {
    let folder = Folder::new();
    let data = folder.file("data");
    betang(&data, &["simulate", "--years", "1", "--villages", "3", "--until", "2026-05-20"]);
    let listed = json(&betang(&data, &["indicators", "--month", "2026-04"]));
    assert_eq!(listed["month"], "2026-04");
    assert!(listed["indicators"].as_array().unwrap().len() > 40);
    let csv = ["indicators", "--month", "2026-04", "--village", "62.03.12.2001", "--format", "csv"];
    assert!(betang(&data, &csv).stdout.starts_with(b"month,id,name,"));
    assert_eq!(code(&betang(&data, &["indicators", "--village", "nowhere"])), 1);
    assert_eq!(code(&betang(&data, &["indicators", "--month", "2150-01"])), 1, "it has not begun");
    for report in ["lb3", "pws"] {
        let file = folder.file(&format!("{report}.xlsx"));
        let written =
            betang(&data, &["report", report, file.to_str().unwrap(), "--month", "2026-04", "--quarter"]);
        assert_eq!(code(&written), 0, "{}", text(&written));
        assert!(fs::read(&file).unwrap().starts_with(b"PK"));
    }
    let own = folder.file("own.toml");
    let table = command(&["report", "mapping"]).output().unwrap();
    assert!(code(&table) == 0 && table.stdout.starts_with(b"# "));
    fs::write(&own, &table.stdout).unwrap();
    let file = |name: &str| folder.file(name).to_str().unwrap().to_owned();
    let month = ["--month", "2026-04"];
    let (by_own, by_ours) = (file("by-own.xlsx"), file("by-ours.xlsx"));
    let asked = ["report", "lb3", &by_own, "--mapping", own.to_str().unwrap()];
    assert_eq!(code(&betang(&data, &[&asked[..], &month].concat())), 0);
    assert_eq!(code(&betang(&data, &[&["report", "lb3", &by_ours][..], &month].concat())), 0);
    assert_eq!(
        fs::read(&by_own).unwrap(),
        fs::read(&by_ours).unwrap(),
        "what is printed is the table itself"
    );
    let column = "[[column]]\nid = \"x\"\nsheet = \"S\"\nname = \"X\"\nsource = \"s\"\nconfirmed = false\n";
    fs::write(&own, format!("{column}counts = [\"hiccups\"]\n")).unwrap();
    let file = folder.file("own.xlsx");
    let refused =
        betang(&data, &["report", "lb3", file.to_str().unwrap(), "--mapping", own.to_str().unwrap()]);
    assert_eq!(code(&refused), 1);
    assert!(text(&refused).contains("hiccups"), "{}", text(&refused));
}

#[test]
fn failures_are_a_sentence_and_a_hint_in_the_language_asked_for() {
    let folder = Folder::new();
    let nothing = betang(&folder.file("none"), &["state"]);
    assert_eq!(code(&nothing), 1);
    assert!(text(&nothing).contains("belum berisi unit") && text(&nothing).contains("betang init"));
    let english = betang(&folder.file("none"), &["state", "--lang", "en"]);
    assert!(text(&english).contains("holds no unit yet"));
    assert_eq!(code(&command(&["nonsense"]).output().unwrap()), 2);
    let begun = begun();
    let twice = betang(&begun.file("data"), &["init", "--unit", UNIT]);
    assert_eq!(code(&twice), 1);
}

#[test]
fn an_exported_register_goes_in_again_and_changes_nothing() {
    let folder = begun();
    let data = folder.file("data");
    betang(&data, &["import", "cohort", SAMPLE]);
    let file = folder.file("back.xlsx");
    let file = file.to_str().unwrap();
    let written = betang(&data, &["export", "cohort", file]);
    assert_eq!(code(&written), 0, "{}", text(&written));
    let before = betang(&data, &["export", "log"]).stdout;
    assert_eq!(code(&betang(&data, &["import", "cohort", file])), 0);
    assert_eq!(betang(&data, &["export", "log"]).stdout, before);
}
