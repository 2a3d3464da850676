//! The line on every page of a phone: what waits, when it last met the server, and what must be
//! said of the phone before anything is lost.
//!
//! The page's script keeps the line alive on `{tell: "state", waiting, meeting, met}`. The line is
//! the element `[data-kiriman]`; `[data-words]` and `[data-met]` within it hold its words. It puts
//! `data-text-meeting` while meeting, else `data-text-sent` for 0, `data-text-one` for 1, and
//! `data-text-other` with `{n}` replaced. After a meeting that went well `[data-met]` becomes
//! `data-text-met` with `{at}` replaced by `met`, the hour as `14.05`. The class says the same: `sent`, `waits`, `meeting`.

use domain::moment::Moment;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    format,
    phone::{Standing, Trouble},
    text::Text,
};

/// So many entries on a phone that the browser may empty are too many to lose.
const MANY: usize = 20;
/// After so many days without a meeting the warning is a strong one.
const LONG: i32 = 7;
/// A part of the storage, in per cent, from which it is nearly full.
const NEARLY_FULL: u8 = 90;

/// What stands in for a half-filled form while the phone is locked: the script shows it, and the form
/// again once the phone was unlocked on the page that this leads to.
#[must_use]
pub fn cover(caller: &Caller) -> Markup {
    if caller.world.phone.is_none() {
        return html! {};
    }
    html! {
        section.narrow data-cover hidden {
            h1 { (caller.t("lock-title")) }
            p { (caller.t("lock-cover")) }
            p { a.btn href="/kunci" target="_blank" { (caller.t("lock-open")) } }
        }
    }
}

/// The line and the warnings under it; nothing on the server.
#[must_use]
pub fn strip(caller: &Caller) -> Markup {
    let Some(phone) = &caller.world.phone else { return html! {} };
    let (text, standing, now) = (caller.text, phone.standing(), caller.world.now());
    html! {
        aside.strips aria-label=(text.t("strip-label")) {
            (line(text, &standing, now))
            @for warning in warnings(text, &standing, now) {
                a.strip-warn .strong[warning.strong] href=(warning.href) { (warning.words) }
            }
        }
    }
}

fn line(text: &Text, standing: &Standing, now: Moment) -> Markup {
    let class = match standing {
        Standing { meeting: true, .. } => "strip meeting",
        Standing { waiting: 0, .. } => "strip sent",
        _ => "strip waits",
    };
    let words = if standing.meeting { text.t("strip-meeting").to_owned() } else { waiting(text, standing) };
    html! {
        a class=(class) href="/kiriman" data-kiriman data-waiting=(standing.waiting)
            data-text-meeting=(text.t("strip-meeting")) data-text-sent=(text.t("strip-sent"))
            data-text-one=(text.with("strip-waiting", &[("count", &1)]))
            data-text-other=(text.with("strip-waiting", &[("count", &"{n}")]))
            data-text-met=(text.with("met-today", &[("at", &"{at}")])) {
            i {}
            span {
                b data-words { (words) }
                " · " span.soft data-met { (met(text, standing.last_met, now)) }
                @if standing.held > 0 { " · " (text.with("strip-held", &[("count", &standing.held)])) }
            }
        }
    }
}

/// How many wait, in words.
#[must_use]
pub fn waiting(text: &Text, standing: &Standing) -> String {
    match standing.waiting {
        0 => text.t("strip-sent").to_owned(),
        count => text.with("strip-waiting", &[("count", &count)]),
    }
}

/// When phone and server last met, as people say it.
#[must_use]
pub fn met(text: &Text, last: Option<Moment>, now: Moment) -> String {
    let Some(last) = last else { return text.t("met-never").to_owned() };
    let at = now.offset().to_datetime(last.timestamp());
    match domain::gestation::days_between(at.date(), now.date()) {
        ..=0 => text.with("met-today", &[("at", &format::time(at.time()))]),
        1 => text.t("met-yesterday").to_owned(),
        days => text.with("met-days", &[("count", &days)]),
    }
}

struct Warning {
    words: String,
    strong: bool,
    href: &'static str,
}

fn warnings(text: &Text, standing: &Standing, now: Moment) -> Vec<Warning> {
    let mut all = Vec::new();
    let mut warn = |words, strong, href| all.push(Warning { words, strong, href });
    if standing.trouble == Some(Trouble::Stranger) {
        warn(text.t("strip-stranger").to_owned(), true, "/hp/pasang");
    }
    if standing.trouble == Some(Trouble::Storage) {
        warn(text.t("strip-storage").to_owned(), true, "/kiriman");
    }
    if let Some(percent) = standing.full.filter(|percent| *percent >= NEARLY_FULL) {
        warn(text.with("strip-full", &[("percent", &percent)]), true, "/kiriman");
    }
    if standing.lasting == Some(false) && standing.waiting > 0 {
        let days = standing.last_met.map(|last| domain::gestation::days_between(last.date(), now.date()));
        let strong = standing.waiting > MANY || days.is_some_and(|days| days > LONG);
        let key = if strong { "strip-may-go-soon" } else { "strip-may-go" };
        warn(text.t(key).to_owned(), strong, "/kiriman");
    }
    if let Some(minutes) = standing.ahead {
        let key = if minutes < 0 { "strip-clock-behind" } else { "strip-clock-ahead" };
        warn(text.with(key, &[("lapse", &lapse(text, minutes.saturating_abs()))]), false, "/kiriman");
    }
    all
}

/// A lapse of time in its largest fitting unit.
fn lapse(text: &Text, minutes: i64) -> String {
    let (key, count) = match minutes {
        ..120 => ("lapse-minutes", minutes),
        120..2_880 => ("lapse-hours", minutes / 60),
        2_880..1_051_200 => ("lapse-days", minutes / 1_440),
        _ => ("lapse-years", minutes / 525_600),
    };
    text.with(key, &[("count", &count)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn now() -> Moment {
        "2025-05-21T14:05:00+07:00".parse().unwrap()
    }

    fn warned(standing: &Standing) -> Vec<(String, bool)> {
        let all = warnings(Text::of(Lang::Id), standing, now());
        all.into_iter().map(|warning| (warning.words, warning.strong)).collect()
    }

    #[test]
    fn meetings_are_told_as_people_say_it() {
        let told = |last: &str| met(Text::of(Lang::Id), Some(last.parse().unwrap()), now());
        assert_eq!(told("2025-05-21T06:30:00Z"), "bertemu 13.30");
        assert_eq!(told("2025-05-20T23:50:00+07:00"), "terakhir bertemu kemarin");
        assert_eq!(told("2025-05-19T08:00:00+07:00"), "terakhir bertemu 2 hari lalu");
        assert_eq!(met(Text::of(Lang::Id), None, now()), "belum pernah bertemu");
    }

    #[test]
    fn what_may_be_lost_is_told_before_it_is() {
        let calm = Standing { waiting: 3, lasting: Some(true), full: Some(40), ..Standing::default() };
        assert!(warned(&calm).is_empty());
        let few = Standing { lasting: Some(false), ..calm };
        assert!(matches!(&warned(&few)[..], [(_, false)]));
        let long = Standing { last_met: Some("2025-05-12T08:00:00+07:00".parse().unwrap()), ..few.clone() };
        assert!(matches!(&warned(&long)[..], [(_, true)]));
        assert!(matches!(&warned(&Standing { waiting: 21, ..few.clone() })[..], [(_, true)]));
        assert!(warned(&Standing { waiting: 0, ..few }).is_empty());
        let full = Standing { full: Some(90), ..Standing::default() };
        assert!(warned(&full)[0].0.contains("90"));
        let behind = Standing { ahead: Some(-525_600 * 4), ..Standing::default() };
        assert!(warned(&behind)[0].0.contains("4 tahun"));
    }
}
