//! Pictures for the parts of a workshop's pack: the charts of these pages as files of their own, in Indonesian
//! as the pack is.

use std::sync::Arc;

use domain::{
    borders::Borders,
    facts::ShownSection,
    indicators::{self, Coverage, Effect, Indicator, Month, Outcome, Signed, suppress},
    spoken,
    tables::Row,
};

use super::{drawn, map};
use crate::{
    charts::{Chart, Room},
    figures::{Counted, Figures},
    router::IN_BROWSER,
    text::{Lang, Text},
};

/// The indicator that the map of a pack shows.
const MAPPED: &str = "PF";

/// Gives the parts their pictures, and puts the map among them.
pub(crate) fn illustrate(figures: Arc<Figures>, borders: &Borders, sections: &mut Vec<ShownSection>) {
    // Only the unit's own computer presents: a phone needs no charts in its program.
    if IN_BROWSER {
        return;
    }
    let text = Text::of(Lang::Id);
    let month = Month::of(figures.rows.on).plus(-1);
    let counted = Counted::until(figures, month, 1);
    for section in sections.iter_mut() {
        section.picture = picture(text, &counted, month, section);
    }
    if let Some(section) = map(text, &counted, borders, month) {
        let numbers = |section: &ShownSection| section.id.starts_with("coverage-");
        let at = sections.iter().rposition(numbers).map_or(sections.len(), |at| at + 1);
        sections.insert(at, section);
    }
}

fn picture(text: &Text, counted: &Counted, month: Month, section: &ShownSection) -> Option<String> {
    let figures = &counted.figures;
    if section.id == "effect" {
        let effect = Effect::of(&figures.rows, &Signed::of(&figures.register), Outcome::FacilityBirth);
        let title = text.t("effect-facility-birth");
        return Some(drawn::since(text, &effect, "effect", title).for_paper(text, Room::Broad));
    }
    let indicator = indicators::find(section.id.strip_prefix("coverage-")?)?;
    let coverage = counted.coverage(indicator, month)?;
    let hidden = hidden(indicator, &coverage);
    let show = |chart: &crate::charts::pws::Bars<'_>| chart.for_paper(text, Room::Broad);
    Some(drawn::bars(text, indicator, figures, &coverage, &hidden, &section.title, show))
}

fn map(text: &Text, counted: &Counted, borders: &Borders, month: Month) -> Option<ShownSection> {
    let indicator = indicators::find(MAPPED)?;
    let coverage = counted.coverage(indicator, month)?;
    let title = format!("Peta: {}", indicator.name);
    let hidden = hidden(indicator, &coverage);
    let show = |chart: &crate::charts::map::Map<'_>| chart.for_paper(text, Room::Broad);
    let picture = map::drawing(text, (&*counted.figures, borders), &coverage, &hidden, &title, show);
    let until = format!("{} {}", spoken::month(month.first()), month.year());
    Some(ShownSection {
        id: "map".to_owned(),
        title,
        sentences: vec![format!("Kumulatif sampai {until}; besar lingkaran menurut sasaran desa.")],
        table: None,
        picture: Some(picture),
    })
}

/// A pack is for other sectors too.
fn hidden(indicator: &Row<Indicator>, coverage: &Coverage) -> suppress::Hidden {
    let counts: Vec<u64> = coverage.villages.iter().map(|(_, value)| value.n).collect();
    match indicator.hides_small() {
        true => suppress::hide(&counts),
        false => suppress::Hidden { cells: vec![false; counts.len()], sum: false },
    }
}
