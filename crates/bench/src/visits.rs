//! Midwives' forms: antenatal contacts posted by several clients at once, each one durable when it
//! is answered.
//!
//! Thousands of visits a second would soon give the two hundred pregnant women of one unit a hundred
//! visits each. The unit measured here has as many notes as one of ten years, but ten times as many women
//! who are pregnant now, so that they get a few each.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    Outcome,
    load::{self, Ask},
    program::{Server, command, scratch, simulated, value_of},
    reference, report,
};

/// A normal visit, as the form sends it, without the entry's id and the session's token.
const VISIT: &str = "examiner=bidan&place=posyandu&bp_sys=110&bp_dia=70&weight=58&fundus=24&fhr=144\
     &presentation=cephalic&iron_tablets=30&signs=none";

/// Measures posts a second by eight clients.
pub(crate) fn measure() -> Outcome {
    let folder = simulated("visits", &["--years", "1", "--pregnancies", "3000", "--seed", "1"])?;
    let log = log(&folder)?;
    let (forms, before) = (forms(&log)?, log.lines().count());
    drop(log);
    let (server, _) = Server::start(&folder)?;
    let cookie = server.log_in()?;
    // The day's board is filled when it is first looked at.
    server.get("/", &cookie)?;
    let first = server.get(forms.first().map_or("/", String::as_str), &cookie)?;
    let token = value_of(&first, "csrf").ok_or("the form has no token")?;
    let on = value_of(&first, "on").ok_or("the form has no day")?;
    let lines: String = forms.iter().map(|path| format!("{path} {VISIT}&on={on}&csrf={token}\n")).collect();
    let file = scratch()?.join("visits.txt");
    fs::write(&file, lines)?;
    let file = file.to_string_lossy();
    let url = server.url("/");
    let settings = [("BETANG_COOKIE", cookie.as_str()), ("BETANG_VISITS", &*file)];
    let load =
        load::run(&Ask { script: "visits.lua", url: &url, clients: 8, seconds: 5, settings: &settings })?;
    let bare = reference::commits(&format!("{{\"fact\":\"{}\"}}", "x".repeat(400)), 3)?;
    report::ratio(
        "visits posted by 8 clients, each durable",
        load.per_second,
        ("bare SQLite commits of one row, one after the other", bare),
        "/s",
        "aim: 2000 visits/s",
    );
    report::line("  p50", &report::ms(load.p50), "");
    report::line("  p95", &report::ms(load.p95), "aim: under 10 ms");
    report::line("  wrong answers", &load.wrong.to_string(), "");
    report::line("  pregnancies they were for", &forms.len().to_string(), "");
    drop(server);
    // Killed, not stopped: what was answered must be there.
    let kept = self::log(&folder)?.lines().count() - before;
    report::line("  entries found in the log after kill -9", &kept.to_string(), "");
    Ok(())
}

fn log(folder: &Path) -> Outcome<String> {
    command(&["export", "log", "--data", &folder.to_string_lossy()])
}

/// The address of the antenatal form of every pregnancy in a log that is not over.
fn forms(log: &str) -> Outcome<Vec<String>> {
    let mut forms = BTreeMap::new();
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line)?;
        let word =
            |value: Option<&serde_json::Value>| value.and_then(|value| value.as_str()).map(str::to_owned);
        let pregnancy = word(entry.get("fact").and_then(|fact| fact.get("pregnancy")));
        let (Some(pregnancy), Some(subject)) = (pregnancy, word(entry.get("subject"))) else { continue };
        match entry.get("kind").and_then(|kind| kind.as_str()) {
            Some("pregnancy.registered") => {
                forms.insert(pregnancy.clone(), format!("/ibu/{subject}/kehamilan/{pregnancy}/periksa"));
            }
            Some("birth" | "pregnancy.ended" | "death.recorded") => drop(forms.remove(&pregnancy)),
            _ => {}
        }
    }
    if forms.is_empty() {
        Err("nobody in the log is pregnant".into())
    } else {
        Ok(forms.into_values().collect())
    }
}
