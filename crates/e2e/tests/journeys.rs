//! Main journeys through the pages, in a real browser, on a phone and on the desktop.

use e2e::{Browser, Outcome, check, journeys};

/// What somebody meets who has not logged in, in both languages, and a wrong password.
async fn the_door(browser: &Browser) -> Outcome {
    browser.go("/").await?;
    browser.see("Masuk").await?;
    check::page(browser, "log-in").await?;
    browser.go("/bahasa/en?ke=/").await?;
    browser.see("Log in").await?;
    check::page(browser, "log-in-english").await?;
    browser.fill(&[("nama", "kepala"), ("sandi", "not the password")]).await?;
    browser.send().await?;
    browser.see("does not match").await?;
    check::page(browser, "log-in-refused").await
}

/// The head adds a user, who then logs in and sees only what her role lets her.
async fn a_new_user(browser: &Browser) -> Outcome {
    browser.log_in_as("kepala").await?;
    browser.go("/pengguna/baru").await?;
    browser.fill(&[("name", "Bidan Percobaan"), ("login", "coba"), ("role", "bidan")]).await?;
    browser.fill(&[("password", "tiga kata mudah")]).await?;
    browser.send().await?;
    browser.see("Pilih sedikitnya satu desa").await?;
    check::page(browser, "user-without-village").await?;
    browser.fill(&[("villages", "62.03.12.2001"), ("password", "tiga kata mudah")]).await?;
    browser.send().await?;
    browser.see("Bidan Percobaan").await?;
    check::page(browser, "users").await?;
    browser.go("/lainnya").await?;
    browser.press("form[action='/keluar'] button").await?;
    browser.log_in("coba", "tiga kata mudah").await?;
    browser.go("/lainnya").await?;
    browser.see("Bidan Percobaan").await?;
    if browser.count("a[href='/pengguna']").await? == 0 {
        Ok(())
    } else {
        Err("a midwife is offered the users".into())
    }
}

/// A village midwife sees her day, and finds somebody as she types.
async fn the_day(browser: &Browser) -> Outcome {
    browser.log_in_as("bidan.rina").await?;
    browser.go("/").await?;
    check::page(browser, "today").await?;
    if browser.count("main a[href^='/ibu/']").await? == 0 {
        return Err("nobody waits in a village of the example unit".into());
    }
    browser.go("/cari").await?;
    browser.fill(&[("q", "a")]).await?;
    browser.appears("#hasil a[href^='/ibu/']").await?;
    check::page(browser, "find").await?;
    if browser.path().await? == "/cari" {
        Ok(())
    } else {
        Err("finding as one types went to another page".into())
    }
}

/// A word of a dukun is noted before anybody has seen the woman.
async fn a_notice(browser: &Browser) -> Outcome {
    browser.log_in_as("kepala").await?;
    browser.go("/kabar/baru").await?;
    check::page(browser, "notice").await?;
    browser.fill(&[("name", "Mawar Percobaan"), ("husband", "Untung"), ("village", "62.03.12.2001")]).await?;
    browser.fill(&[("months", "4"), ("told_by", "dukun")]).await?;
    browser.send().await?;
    browser.go("/cari").await?;
    browser.fill(&[("q", "mawar perco")]).await?;
    browser.see("Mawar Percobaan").await?;
    browser.follow("#hasil a[href^='/ibu/']").await?;
    browser.see("Mawar Percobaan").await?;
    check::page(browser, "mother-noticed").await
}

/// A blood pressure of 165/110 is unmistakable and leads to the referral form.
async fn a_red_finding(browser: &Browser) -> Outcome {
    browser.log_in_as("bidan.rina").await?;
    browser.go("/").await?;
    browser.follow("main a[href$='/periksa']").await?;
    check::page(browser, "antenatal").await?;
    browser.fill(&[("bp_sys", "165"), ("bp_dia", "110"), ("weight", "58"), ("signs", "none")]).await?;
    browser.send().await?;
    browser.see("Rujuk sekarang").await?;
    browser.appears("a[href*='/rujuk?dari=']").await?;
    check::page(browser, "result-red").await
}

/// A birth by a dukun alone makes a visit that is due within a day.
async fn a_birth_at_home(browser: &Browser) -> Outcome {
    browser.log_in_as("bidan.rina").await?;
    browser.go("/").await?;
    let contact = browser.attribute("main a[href$='/periksa']", "href").await?;
    browser.go(&contact.replace("/periksa", "/lahir")).await?;
    check::page(browser, "birth").await?;
    browser.fill(&[("place", "dukuns_home"), ("child1.outcome", "alive"), ("child1.sex", "female")]).await?;
    browser.fill(&[("attendant", "dukun")]).await?;
    browser.send().await?;
    let mother = browser.path().await?;
    let mother = mother.split('?').next().unwrap_or_default();
    browser.go("/").await?;
    let visit = browser.words(&format!("main a[href^='{mother}/'][href$='/nifas']")).await?;
    if visit.contains("Lahir tanpa tenaga kesehatan") {
        Ok(())
    } else {
        Err(format!("the visit after this very birth is not asked for: {visit}").into())
    }
}

/// A register is looked at before it is taken.
async fn an_import(browser: &Browser) -> Outcome {
    let folder = tempfile::tempdir()?;
    let register = folder.path().join("ibu.csv");
    std::fs::write(&register, MOTHERS)?;
    browser.log_in_as("kepala").await?;
    browser.go("/impor").await?;
    check::page(browser, "import").await?;
    browser.attach("file", &register).await?;
    browser.send().await?;
    check::page(browser, "import-preview").await?;
    browser.press("form[action='/impor/simpan'] button").await?;
    browser.see("Impor selesai").await?;
    check::page(browser, "import-done").await?;
    browser.go("/tertahan").await?;
    browser.see("Desa Entah").await?;
    check::page(browser, "held").await?;
    browser.send().await?;
    browser.see("Sudah ditangani (1)").await?;
    browser.see("Tidak ada yang ditahan").await?;
    check::page(browser, "held-settled").await
}

/// One row that can be taken, and one whose village nobody knows.
const MOTHERS: &str = "no_ibu;nama_ibu;desa;hpht\n\
    A1;Ibu Satu Percobaan;Sei Hanyo;01/02/2025\n\
    A2;Ibu Dua Percobaan;Desa Entah;01/02/2025\n";

journeys! { the_door a_new_user the_day a_notice a_red_finding a_birth_at_home an_import }
