//! A mother's way through care: plan, referral, birth and the visits after it, and her page.

use e2e::{Browser, Outcome, check, journeys};

/// The address of the antenatal form of the first who is due, and of her page.
async fn somebody_due(browser: &Browser) -> Outcome<(String, String)> {
    browser.log_in_as("bidan.rina").await?;
    browser.go("/").await?;
    let contact = browser.attribute("main a[href$='/periksa']", "href").await?;
    let mother = contact.split("/kehamilan/").next().unwrap_or_default().to_owned();
    Ok((contact, mother))
}

/// A red finding is referred, and the hospital's word comes back.
async fn a_referral(browser: &Browser) -> Outcome {
    let (contact, mother) = somebody_due(browser).await?;
    browser.go(&contact).await?;
    browser.fill(&[("bp_sys", "165"), ("bp_dia", "110"), ("signs", "none")]).await?;
    browser.send().await?;
    browser.follow("a[href*='/rujuk?dari=']").await?;
    check::page(browser, "referral").await?;
    browser.send().await?;
    browser.see("Belum bisa disimpan").await?;
    check::page(browser, "referral-without-place").await?;
    browser.fill(&[("to_other", "RS Percobaan"), ("transport", "Kelotok desa")]).await?;
    browser.send().await?;
    browser.see("Rujukan sudah disimpan").await?;
    check::page(browser, "mother-referred").await?;
    browser.follow(&format!("main a[href^='{mother}/rujukan/'][href$='/jawab']")).await?;
    browser.see("RS Percobaan").await?;
    check::page(browser, "referral-answer").await?;
    browser.fill(&[("outcome", "treated"), ("diagnosis", "Preeklamsia")]).await?;
    browser.send().await?;
    browser.see("Kabar rujukan sudah disimpan").await?;
    browser.see("Preeklamsia").await
}

/// A plan answers its eight checks.
async fn a_plan(browser: &Browser) -> Outcome {
    let (contact, _) = somebody_due(browser).await?;
    let plan = contact.replace("/periksa", "/rencana");
    browser.go(&plan).await?;
    check::page(browser, "plan").await?;
    let ready = "main .chip.green";
    browser.fill(&[("attendant", "bidan"), ("place", "puskesmas"), ("companion", "Ibu mertua")]).await?;
    browser.fill(&[("transport", "Kelotok desa"), ("transport_confirmed_on", "2025-05-20")]).await?;
    for donor in ["donor1", "donor2"] {
        let (name, blood) = (format!("{donor}.name"), format!("{donor}.blood"));
        browser.fill(&[(&name, "Pendonor Percobaan"), (&blood, "O-")]).await?;
    }
    browser.fill(&[("jkn", "yes"), ("waiting_place", "yes"), ("waiting_place_name", "Rumah tunggu")]).await?;
    browser.fill(&[("referral_consent", "yes")]).await?;
    browser.send().await?;
    browser.see("Rencana persalinan sudah disimpan").await?;
    check::page(browser, "mother-planned").await?;
    browser.go(&plan).await?;
    check::page(browser, "plan-filled").await?;
    browser.see("8 dari 8").await?;
    browser.appears(ready).await
}

/// After a birth mother and child are each visited.
async fn a_birth_and_its_visits(browser: &Browser) -> Outcome {
    let (contact, mother) = somebody_due(browser).await?;
    browser.go(&contact.replace("/periksa", "/lahir")).await?;
    browser.fill(&[("place", "puskesmas"), ("attendant", "bidan")]).await?;
    browser.fill(&[("child1.outcome", "alive"), ("child1.sex", "female"), ("child1.weight", "3100")]).await?;
    browser.send().await?;
    browser.see("Persalinan sudah disimpan").await?;
    check::page(browser, "mother-after-birth").await?;
    browser.follow(&format!("main a[href^='{mother}/'][href$='/nifas']")).await?;
    check::page(browser, "postnatal").await?;
    browser.fill(&[("bp_sys", "118"), ("bp_dia", "76"), ("temperature", "36,7"), ("signs", "none")]).await?;
    browser.send().await?;
    browser.see("Hasil kunjungan").await?;
    check::page(browser, "result-postnatal").await?;
    browser.go(&mother).await?;
    browser.follow(&format!("main a[href^='{mother}/anak/'][href$='/neonatus']")).await?;
    check::page(browser, "newborn").await?;
    browser.fill(&[("weight", "3050"), ("temperature", "36,8"), ("breaths", "44")]).await?;
    browser.fill(&[("signs", "none")]).await?;
    browser.send().await?;
    browser.see("Hasil kunjungan").await?;
    check::page(browser, "result-newborn").await
}

/// Her page tells everything noted; what was entered by mistake stays visible as such.
async fn her_page(browser: &Browser) -> Outcome {
    let (_, mother) = somebody_due(browser).await?;
    browser.go(&mother).await?;
    check::page(browser, "mother").await?;
    browser.see("Perjalanan").await?;
    let noted = browser.count("ol.tl > li").await?;
    browser.follow("ol.tl a[href$='/batal']").await?;
    check::page(browser, "void").await?;
    browser.fill(&[("reason", "Tertukar dengan ibu lain")]).await?;
    browser.send().await?;
    browser.see("Tertukar dengan ibu lain").await?;
    check::page(browser, "mother-void").await?;
    if noted > 0
        && browser.count("ol.tl > li").await? == noted
        && browser.count("ol.tl > li.voided").await? > 0
    {
        Ok(())
    } else {
        Err("what was entered by mistake is gone from her page".into())
    }
}

/// The pages speak English, and Indonesian again.
async fn the_languages(browser: &Browser) -> Outcome {
    let (_, mother) = somebody_due(browser).await?;
    browser.go(&mother).await?;
    browser.press("a.lang").await?;
    browser.see("Today").await?;
    if browser.path().await? != mother || browser.attribute("html", "lang").await? != "en" {
        return Err("the switch of language leads away or does not say its language".into());
    }
    check::page(browser, "mother-english").await?;
    browser.go("/").await?;
    check::page(browser, "today-english").await?;
    browser.press("a.lang").await?;
    browser.see("Hari ini").await
}

journeys! { a_referral a_plan a_birth_and_its_visits her_page the_languages }
