//! Text messages: how fast one is understood, how soon open pages are told, and a burst with the program killed in it.

mod burst;
mod gateway;
mod heard;
mod open_pages;

use std::{fs, path::PathBuf};

use self::gateway::{KEY, OtherSide};
use crate::{
    Outcome,
    program::{Server, add_person, simulated, value_of},
};

/// The midwife who listens, and her village.
const MIDWIFE: &str = "rina";
const VILLAGE: &str = "62.03.12.2001";
/// Dukun whose numbers the unit knows; more than a unit has, so that somebody is answered at each moment of a burst.
const DUKUN: usize = 200;

/// A unit that has a gateway, a midwife and dukun.
struct Unit {
    folder: PathBuf,
    other_side: OtherSide,
}

/// Measures all three.
pub(crate) fn measure() -> Outcome {
    heard::measure()?;
    let unit = unit()?;
    open_pages::measure(&unit)?;
    burst::measure(&unit)
}

/// Ten simulated years, and what messages need besides.
fn unit() -> Outcome<Unit> {
    let folder = simulated("messages", &["--years", "10", "--seed", "1"])?;
    add_person(&folder, MIDWIFE, "bidan", &["--village", VILLAGE])?;
    let other_side = OtherSide::start()?;
    let url = other_side.url();
    let settings =
        format!("[http]\nurl = \"{url}\"\ntoken = \"token-pengukuran\"\nwebhook_key = \"{KEY}\"\n");
    fs::write(folder.join("sms.toml"), settings)?;
    let (server, _) = Server::start(&folder)?;
    let cookie = server.log_in_as(MIDWIFE)?;
    let token = value_of(&server.get("/lainnya", &cookie)?, "csrf").ok_or("the page has no token")?;
    for dukun in 0..DUKUN {
        // The form takes the number as it is dialled within the country.
        let phone = number_of(dukun).replacen("+62", "0", 1);
        let form = format!("csrf={token}&name=Tambi+Ukur+{dukun}&village={VILLAGE}&phone={phone}");
        let answer = server.post("/dukun/baru", &cookie, &form)?;
        if answer.split(' ').nth(1) != Some("303") {
            return Err(
                format!("a dukun was not taken: {}", answer.lines().next().unwrap_or_default()).into()
            );
        }
    }
    Ok(Unit { folder, other_side })
}

/// The number of a dukun.
fn number_of(dukun: usize) -> String {
    format!("+6281299{dukun:06}")
}

/// The messages by which the tests of `domain` tell what must be understood.
fn written() -> Outcome<Vec<String>> {
    let table: toml::Table = include_str!("../../../domain/tests/data/heard.toml").parse()?;
    let rows = table.get("message").and_then(toml::Value::as_array).ok_or("there are no messages")?;
    let texts = rows.iter().filter_map(|row| row.get("text")?.as_str().map(str::to_owned));
    Ok(texts.collect())
}
