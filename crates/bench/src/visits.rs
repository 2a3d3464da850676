//! Midwives' forms: antenatal contacts posted by several clients at once, each one durable when it
//! is answered.

use std::fs;

use crate::{
    Outcome,
    load::{self, Ask},
    program::{Server, links, scratch, ten_years},
    reference, report,
};

/// A normal visit, as the form sends it, without the entry's id and the session's token.
const VISIT: &str = "weight=58&bp_sys=110&bp_dia=70&signs=none";

/// Measures posts a second by eight clients.
pub(crate) fn measure() -> Outcome {
    let (server, _) = Server::start(&ten_years()?)?;
    let cookie = server.log_in()?;
    let forms = forms(&server, &cookie)?;
    let first = server.get(forms.first().ok_or("today's page leads to no antenatal form")?, &cookie)?;
    let token = value_of(&first, "csrf").ok_or("the form has no token")?;
    let on = value_of(&first, "on").ok_or("the form has no day")?;
    let lines: String = forms.iter().map(|path| format!("{path} {VISIT}&on={on}&csrf={token}\n")).collect();
    let file = scratch()?.join("visits.txt");
    fs::write(&file, lines)?;
    let file = file.to_string_lossy();
    let url = server.url("/");
    let settings = [("BETANG_COOKIE", cookie.as_str()), ("BETANG_VISITS", &*file)];
    let load =
        load::run(&Ask { script: "visits.lua", url: &url, clients: 8, seconds: 10, settings: &settings })?;
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
    Ok(())
}

/// Addresses of antenatal forms that today's page, or the pages it leads to, offer.
fn forms(server: &Server, cookie: &str) -> Outcome<Vec<String>> {
    let today = server.get("/", cookie)?;
    let mut forms = Vec::new();
    for mother in links(&today, "/ibu/").into_iter().take(200) {
        let page: String = mother.split('/').take(3).collect::<Vec<_>>().join("/");
        let offered = links(&server.get(&page, cookie)?, &page);
        forms.extend(offered.into_iter().filter(|link| link.ends_with("/anc")));
    }
    forms.dedup();
    Ok(forms)
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
