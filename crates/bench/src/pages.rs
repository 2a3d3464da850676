//! Today's page and a mother's page of a unit with ten years of data.

use crate::{
    Outcome,
    load::{self, Ask},
    program::{Server, antenatal_forms, ten_years},
    reference, report,
};

/// Measures time to answer for one client, and answers a second for a hundred.
pub(crate) fn measure() -> Outcome {
    let (server, _) = Server::start(&ten_years()?)?;
    let cookie = server.log_in()?;
    let form = antenatal_forms(&server, &cookie)?.into_iter().next().unwrap_or_default();
    // From a form back to the page of her.
    let mother: String = form.split('/').take(3).collect::<Vec<_>>().join("/");
    let hello = reference::hello(100, 5)?;
    for (name, path) in [("today's page", "/"), ("a mother's page", mother.as_str())] {
        let url = server.url(path);
        let bytes = server.get(path, &cookie)?.len();
        report::line(&format!("{name}, before it is compressed"), &format!("{bytes} bytes"), "");
        let settings = [("BETANG_COOKIE", cookie.as_str())];
        let ask =
            |clients, seconds| Ask { script: "pages.lua", url: &url, clients, seconds, settings: &settings };
        let alone = load::run(&ask(1, 5))?;
        report::line(&format!("{name}, one client, p50"), &report::ms(alone.p50), "");
        report::line(&format!("{name}, one client, p99"), &report::ms(alone.p99), "aim: under 5 ms");
        let crowd = load::run(&ask(100, 10))?;
        report::ratio(
            &format!("{name}, 100 clients"),
            crowd.per_second,
            ("axum that says hello, 100 clients", hello.per_second),
            "pages/s",
            "aim: 3000 pages/s",
        );
        report::line("  wrong answers", &(alone.wrong + crowd.wrong).to_string(), "");
    }
    Ok(())
}
