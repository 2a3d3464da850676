//! Coverage in a real browser: every number opens to just those whom it counts, charts are whole at every width,
//! and other sectors see neither a mother nor a count so small that one might know her.

use std::path::Path;

use e2e::{Browser, Outcome, Width, check};

/// The head opens a number, its list, and those not reached.
async fn from_a_number_to_a_mother_and_back(browser: &Browser) -> Outcome {
    browser.log_in_as("kepala").await?;
    browser.go("/cakupan").await?;
    check::page(browser, "coverage").await?;
    browser.follow("a[href^='/cakupan/PF']").await?;
    check::page(browser, "coverage-facility-births").await?;
    the_bars_are_whole(browser).await?;
    let told = browser.words("main .panel > p").await?;
    let n: usize =
        told.split(' ').next().and_then(|n| n.parse().ok()).ok_or(format!("no count in {told}"))?;
    browser.follow("a[href*='/daftar']:not([href*='belum'])").await?;
    check::page(browser, "coverage-list").await?;
    let listed = browser.count("main ul.plain a[href^='/ibu/']").await?;
    if listed != n {
        return Err(format!("{n} are counted and {listed} listed").into());
    }
    browser.follow("main ul.plain a[href^='/ibu/']").await?;
    browser.go("/cakupan/PF").await?;
    let missing = browser.words("a[href*='belum=1']").await?;
    browser.follow("a[href*='belum=1']").await?;
    let listed = browser.count("main ul.plain a[href^='/ibu/']").await?;
    if !missing.contains(&format!("({listed})")) {
        return Err(format!("{missing}, and {listed} are listed").into());
    }
    Ok(())
}

/// No bar or circle ends outside of its drawing, and the drawing has a bar for every row of its table.
async fn the_bars_are_whole(browser: &Browser) -> Outcome {
    let script = "
        const svg = [...document.querySelectorAll('svg.chart')].find(one => one.getBoundingClientRect().width > 0);
        const room = svg.getBoundingClientRect();
        const drawn = [...svg.querySelectorAll('rect, circle')].filter(shape => !shape.closest('defs, pattern'));
        const outside = drawn.filter(shape => {
            const box = shape.getBoundingClientRect();
            return box.right > room.right + 1 || box.left < room.left - 1 || box.bottom > room.bottom + 1;
        }).length;
        const rows = svg.closest('figure').querySelectorAll('tbody tr').length;
        return [outside, rows];";
    let found = browser.run(script).await?;
    let number = |at: usize| found.get(at).and_then(serde_json::Value::as_u64);
    match (number(0), number(1)) {
        (Some(0), Some(14)) => Ok(()),
        other => Err(format!("shapes outside and villages: {other:?}").into()),
    }
}

/// Charts of each sort, and the pages that explain them.
async fn every_chart(browser: &Browser) -> Outcome {
    browser.log_in_as("kepala").await?;
    for (path, name) in [
        ("/cakupan/ANEMIA", "coverage-anaemia"),
        ("/cakupan/peta", "coverage-map"),
        ("/cakupan/kesepakatan", "coverage-agreements"),
        ("/cakupan/kematian", "coverage-deaths"),
        ("/cakupan/sasaran", "coverage-targets"),
        ("/cakupan/target", "coverage-goals"),
        ("/cakupan/SUPL_KONSUMSI", "coverage-not-noted"),
    ] {
        browser.go(path).await?;
        check::page(browser, name).await?;
    }
    browser.go("/cakupan/SUPL_KONSUMSI").await?;
    browser.see("Kosong bukan berarti nol").await
}

/// Least height of a letter in a drawing, px.
const LETTERS: f64 = 11.0;

/// Words of drawings: none lies on another, none leaves its drawing, none is too small.
async fn the_words_are_apart(browser: &Browser, name: &str) -> Outcome {
    let script = format!(
        "const wrong = [];
        const shown = [...document.querySelectorAll('svg.chart')].filter(one => one.getBoundingClientRect().width > 0);
        for (const svg of shown) {{
            const room = svg.getBoundingClientRect();
            const scale = room.width / svg.viewBox.baseVal.width;
            const words = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim());
            const boxes = words.map(one => one.getBoundingClientRect());
            const told = at => `“${{words[at].textContent}}”`;
            // Boxes have room for accents and tails that these letters seldom have.
            const air = box => box.height * 0.2;
            boxes.forEach((box, at) => {{
                const size = parseFloat(getComputedStyle(words[at]).fontSize) * scale;
                if (size < {LETTERS}) wrong.push(`${{told(at)}} is ${{size.toFixed(1)}} px`);
                if (box.left < room.left - 0.5 || box.right > room.right + 0.5 ||
                    box.top < room.top - 1 || box.bottom > room.bottom + 1)
                    wrong.push(`${{told(at)}} leaves ${{svg.getAttribute('aria-labelledby')}}: ` +
                        [box.left - room.left, room.right - box.right, box.top - room.top, room.bottom - box.bottom]
                            .map(far => far.toFixed(1)).join(', '));
                boxes.slice(at + 1).forEach((other, more) => {{
                    const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                    const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                    if (across > 0.5 && down > air(box) + air(other))
                        wrong.push(`${{told(at)}} lies on ${{told(at + 1 + more)}}`);
                }});
            }});
        }}
        return [shown.length, wrong];"
    );
    let found = browser.run(&script).await?;
    let wrong: Vec<_> = found.get(1).and_then(serde_json::Value::as_array).into_iter().flatten().collect();
    match found.get(0).and_then(serde_json::Value::as_u64) {
        Some(drawings) if drawings > 0 && wrong.is_empty() => Ok(()),
        drawings => {
            Err(format!("{name} at {} px: {drawings:?} drawings, {wrong:#?}", browser.width().word()).into())
        }
    }
}

/// Every sort of chart can be read at this width; and the map with borders, which the office brings.
async fn words_of_charts(browser: &Browser) -> Outcome {
    browser.log_in_as("tu").await?;
    let mut wrong = Vec::new();
    for (path, name) in [
        ("/cakupan/PF", "chart-bars"),
        ("/cakupan/K1_MURNI", "chart-bars-first"),
        ("/cakupan/ANEMIA", "chart-bars-rising"),
        ("/cakupan/kematian", "chart-days-between"),
        ("/cakupan/kesepakatan", "chart-signing"),
        ("/cakupan/peta", "chart-map"),
        ("/cakupan/peta?indikator=K6", "chart-map-other"),
    ] {
        browser.go(path).await?;
        browser.picture("screenshots", name).await?;
        wrong.extend(the_words_are_apart(browser, name).await.err().map(|error| error.to_string()));
    }
    borders(browser, &mut wrong).await?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The office brings the borders of the villages, looks, and takes them.
async fn borders(browser: &Browser, wrong: &mut Vec<String>) -> Outcome {
    browser.go("/cakupan/peta/batas").await?;
    check::page(browser, "borders").await?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/batas-desa-tiruan.geojson");
    browser.attach("file", &file).await?;
    browser.press("main form[enctype] button[type=submit]").await?;
    browser.see("13 dari 14 desa").await?;
    check::page(browser, "borders-preview").await?;
    wrong.extend(the_words_are_apart(browser, "borders-preview").await.err().map(|error| error.to_string()));
    browser.press("main form[action$='/pakai'] button").await?;
    browser.see("13 dari 14 desa").await?;
    for (path, name) in
        [("/cakupan/peta", "chart-map-areas"), ("/cakupan/peta?indikator=K6", "chart-map-areas-other")]
    {
        browser.go(path).await?;
        check::page(browser, name).await?;
        wrong.extend(the_words_are_apart(browser, name).await.err().map(|error| error.to_string()));
    }
    browser.go("/cakupan/peta/batas").await?;
    check::page(browser, "borders-known").await?;
    browser.press("main form[action$='/lepas'] button").await?;
    browser.see("setiap desa adalah lingkaran").await
}

/// A goal that the office sets shows at once.
async fn a_goal(browser: &Browser) -> Outcome {
    browser.log_in_as("tu").await?;
    browser.go("/cakupan/target").await?;
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true); return 1").await?;
    browser.fill(&[("goal.PF", "120")]).await?;
    browser.send().await?;
    browser.see("antara 0 dan 100").await?;
    browser.fill(&[("goal.PF", "96")]).await?;
    browser.send().await?;
    browser.go("/cakupan/PF").await?;
    browser.see("target setahun 96").await
}

/// The Camat sees coverage, no mother, and no village's one or two.
async fn other_sectors(browser: &Browser) -> Outcome {
    browser.log_in_as("camat").await?;
    browser.go("/cakupan/KBD-04").await?;
    check::page(browser, "coverage-sector").await?;
    browser.see("agar tidak ada yang dikenali").await?;
    let small = "return [...document.querySelectorAll('figure tbody td:is(:nth-of-type(1), :nth-of-type(4), :nth-of-type(5))')]
        .map(cell => parseInt(cell.textContent)).filter(n => n === 1 || n === 2).length";
    if browser.run(small).await?.as_u64() != Some(0) {
        return Err("a village's one or two is told".into());
    }
    browser.go("/cakupan/KBD-11").await?;
    browser.see("tidak ada").await?;
    if browser.count("a[href*='/daftar']").await? == 0 { Ok(()) } else { Err("a list is offered".into()) }
}

async fn walk(width: Width, journey: impl AsyncFnOnce(&Browser) -> Outcome) {
    Browser::walk(width, journey).await.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn a_number_opens_on_a_phone() {
    walk(Width::Phone, async |browser| from_a_number_to_a_mother_and_back(browser).await).await;
}

#[tokio::test]
async fn a_number_opens_on_the_desktop() {
    walk(Width::Desktop, async |browser| from_a_number_to_a_mother_and_back(browser).await).await;
}

#[tokio::test]
async fn every_chart_on_a_phone() {
    walk(Width::Phone, async |browser| every_chart(browser).await).await;
}

#[tokio::test]
async fn every_chart_on_the_desktop() {
    walk(Width::Desktop, async |browser| every_chart(browser).await).await;
}

#[tokio::test]
async fn words_of_charts_on_a_phone() {
    walk(Width::Phone, async |browser| words_of_charts(browser).await).await;
}

#[tokio::test]
async fn words_of_charts_on_the_desktop() {
    walk(Width::Desktop, async |browser| words_of_charts(browser).await).await;
}

#[tokio::test]
async fn the_office_sets_a_goal() {
    walk(Width::Desktop, async |browser| a_goal(browser).await).await;
}

#[tokio::test]
async fn other_sectors_meet_nobody() {
    walk(Width::Phone, async |browser| other_sectors(browser).await).await;
}
