//! Her numbers: what was reached in her villages this month, this quarter, this year.

use axum::{
    Router,
    extract::Query,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{ids::VillageCode, partnership::Period, register::Register};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    caller::Caller,
    failure::Kind,
    format,
    page::Tab,
    tally::{self, Counted, Tally},
    world::App,
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/angka", get(show))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    kurun: Span,
}

/// How far back the counts go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Span {
    /// Since the first of this month.
    #[default]
    Bulan,
    /// Since the first day of this quarter.
    Triwulan,
    /// Since New Year.
    Tahun,
}

impl Span {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Bulan, "bulan", "numbers-month"),
        (Self::Triwulan, "triwulan", "numbers-quarter"),
        (Self::Tahun, "tahun", "numbers-year"),
    ];

    fn days(self, today: Date) -> Period {
        let month = match self {
            Self::Bulan => today.month(),
            Self::Triwulan => (today.month() - 1) / 3 * 3 + 1,
            Self::Tahun => 1,
        };
        let from = today.with().month(month).day(1).build();
        // The first of a month is a day in every month.
        Period { from: from.unwrap_or(today), until: today }
    }
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Response {
    if !caller.who.scope.sees_mothers() {
        return caller.failure(Kind::Forbidden).into_response();
    }
    let days = asked.kurun.days(caller.today());
    let figures = caller.world.figures();
    let rows: Vec<_> = tally::by_village(&figures.register, &figures.rows, &caller.who.scope, days)
        .into_iter()
        .map(|(code, tally)| (name(&caller, &figures.register, code.as_ref()), tally))
        .collect();
    let body = page(&caller, asked.kurun, days, &rows);
    caller.page(caller.t("numbers-title"), Tab::More, &body)
}

fn name(caller: &Caller, register: &Register, code: Option<&VillageCode>) -> String {
    code.map_or(caller.t("numbers-no-village"), |code| register.village_name(code)).to_owned()
}

fn page(caller: &Caller, span: Span, days: Period, rows: &[(String, Tally)]) -> Markup {
    let between = [
        ("from", &format::date(caller.text, days.from) as &dyn ToString),
        ("to", &format::date(caller.text, days.until)),
    ];
    html! {
        h1 { (caller.t("numbers-title")) }
        nav.spans aria-label=(caller.t("numbers-span")) {
            @for (other, word, key) in Span::ALL {
                a.btn.line href=(format!("/angka?kurun={word}")) aria-current=[(other == span).then_some("page")] {
                    (caller.t(key))
                }
            }
        }
        p.soft { (caller.with("numbers-between", &between)) }
        (table(caller, rows))
        h2 { (caller.t("numbers-what")) }
        dl.panel.told {
            @for counted in Counted::ALL {
                dt { (caller.t(&format!("numbers-{}", counted.word()))) }
                dd { (caller.t(&format!("numbers-{}-about", counted.word()))) }
            }
        }
        p.soft { (caller.t("numbers-no-shares")) }
    }
}

/// On a wide screen a table, on a phone a card for each village: the sum comes first there.
fn table(caller: &Caller, rows: &[(String, Tally)]) -> Markup {
    let mut sum = Tally::default();
    rows.iter().for_each(|(_, tally)| sum.add(tally));
    html! {
        table.counts {
            thead { tr {
                th scope="col" { (caller.t("field-village")) }
                @for counted in Counted::ALL { th scope="col" { (caller.t(&format!("numbers-{}-short", counted.word()))) } }
            } }
            tbody { @for (name, tally) in rows { (row(caller, name, tally)) } }
            @if rows.len() > 1 { tfoot { (row(caller, caller.t("numbers-sum"), &sum)) } }
        }
    }
}

fn row(caller: &Caller, name: &str, tally: &Tally) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            @for counted in Counted::ALL {
                @let count = tally.of(counted);
                td .none[count == 0] {
                    span { (caller.t(&format!("numbers-{}", counted.word()))) } " " b { (count) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::{Lang, Text};

    #[test]
    fn a_quarter_begins_in_january_april_july_and_october() {
        let from = |span: Span, today| span.days(today).from;
        assert_eq!(from(Span::Triwulan, date(2025, 5, 21)), date(2025, 4, 1));
        assert_eq!(from(Span::Triwulan, date(2025, 12, 31)), date(2025, 10, 1));
        assert_eq!(from(Span::Triwulan, date(2025, 1, 1)), date(2025, 1, 1));
        assert_eq!(from(Span::Bulan, date(2024, 3, 31)), date(2024, 3, 1));
        assert_eq!(from(Span::Tahun, date(2024, 2, 29)), date(2024, 1, 1));
    }

    #[test]
    fn everything_counted_is_told_in_words() {
        for counted in Counted::ALL {
            for part in ["", "-short", "-about"] {
                let key = format!("numbers-{}{part}", counted.word());
                assert!(Text::of(Lang::Id).find(&key).is_some(), "{key}");
            }
        }
    }
}
