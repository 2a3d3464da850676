//! Midwives' forms: antenatal contacts posted by several clients at once, each one durable when it
//! is answered.

use std::{fs, path::Path};

use crate::{
    Outcome,
    load::{self, Ask},
    program::{Server, antenatal_forms, command, scratch, ten_years},
    reference, report,
};

/// A normal visit, as the form sends it, without the entry's id and the session's token.
const VISIT: &str = "examiner=bidan&place=posyandu&bp_sys=110&bp_dia=70&weight=58&fundus=24&fhr=144\
     &presentation=cephalic&iron_tablets=30&signs=none";

/// Measures posts a second by eight clients.
pub(crate) fn measure() -> Outcome {
    let folder = ten_years()?;
    let before = entries(&folder)?;
    let (server, _) = Server::start(&folder)?;
    let cookie = server.log_in()?;
    let forms = antenatal_forms(&server, &cookie)?;
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
    report::line("  entries found in the log after kill -9", &(entries(&folder)? - before).to_string(), "");
    Ok(())
}

fn entries(folder: &Path) -> Outcome<usize> {
    Ok(command(&["export", "log", "--data", &folder.to_string_lossy()])?.lines().count())
}

/// The value of a field of a page's form.
fn value_of(page: &str, name: &str) -> Option<String> {
    let field = page.split("<input").find(|part| part.contains(&format!("name=\"{name}\"")))?;
    Some(field.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_s_value_is_read_from_the_page() {
        let page = r#"<form><input type="hidden" name="csrf" value="abc"><input name="on" type="date" value="2025-05-21">"#;
        assert_eq!(value_of(page, "csrf").as_deref(), Some("abc"));
        assert_eq!(value_of(page, "on").as_deref(), Some("2025-05-21"));
        assert_eq!(value_of(page, "none"), None);
    }
}
