//! Coverage in a real browser: every number opens to just those whom it counts, charts are whole at every width,
//! and other sectors see neither a mother nor a count so small that one might know her.

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
async fn the_office_sets_a_goal() {
    walk(Width::Desktop, async |browser| a_goal(browser).await).await;
}

#[tokio::test]
async fn other_sectors_meet_nobody() {
    walk(Width::Phone, async |browser| other_sectors(browser).await).await;
}
