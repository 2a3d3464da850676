//! Writes pages with each chart and its edges, of invented villages, to look at them in a browser:
//! `cargo run -p app --example charts -- FOLDER`. Beside them lie the same drawings as files for papers.

mod samples;

use std::{env, fs, io, path::Path};

use app::{Lang, Text, charts::Room};
use maud::{DOCTYPE, PreEscaped, html};
use samples::{all, edges};

const STYLE: &str = concat!(include_str!("../../style/betang.css"), include_str!("../../style/charts.css"));

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/charts".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for (name, charts) in [("all", all()), ("edges", edges())] {
        for lang in [Lang::Id, Lang::En] {
            let text = Text::of(lang);
            let page = html! {
                (DOCTYPE)
                html lang=(lang.tag()) {
                    head { meta charset="utf-8"; meta name="viewport" content="width=device-width"; style { (PreEscaped(STYLE)) } }
                    body { main { @for chart in &charts { (chart.draw(text)) } } }
                }
            };
            fs::write(folder.join(format!("{name}-{}.html", lang.tag())), page.into_string())?;
        }
        for (chart, room) in charts.iter().flat_map(|chart| [(chart, Room::Narrow), (chart, Room::Broad)]) {
            let file = format!("{}-{}.svg", chart.id(), room.width());
            fs::write(folder.join(file), chart.for_paper(Text::of(Lang::Id), room))?;
        }
    }
    Ok(())
}
