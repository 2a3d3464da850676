//! The phone's pages turn within one document, and go as ever where they must.

use e2e::{Outcome, Phone, Puskesmas, logs::same};
use serde_json::Value;

const PIN: &str = "271828";

#[tokio::test]
async fn pages_turn_within_their_document() {
    turns().await.unwrap_or_else(|error| panic!("{error}"));
}

/// A document that can be told from the next one, once the script that turns is there.
async fn marked(phone: &Phone, path: &str) -> Outcome {
    phone.go(path).await?;
    phone.settle("import('/turn.js').then(() => { window.mark = true; return 'ready'; })").await?;
    Ok(())
}

async fn is_same_document(phone: &Phone, wanted: bool, when: &str) -> Outcome {
    let found = phone.run("return window.mark === true").await?;
    if found == Value::Bool(wanted) {
        Ok(())
    } else {
        Err(format!("{when}: the same document: {found}").into())
    }
}

async fn is_at(phone: &Phone, path: &str, title: &str) -> Outcome {
    same(phone.path().await?, path.to_owned())?;
    let shown = phone.run("return document.title").await?;
    if shown.as_str().is_some_and(|shown| shown.starts_with(title)) {
        return Ok(());
    }
    Err(format!("{path}: the title should begin with “{title}”, but is {shown}").into())
}

async fn back(phone: &Phone) -> Outcome {
    phone.run("history.back()").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    Ok(())
}

/// Asks for something of the phone's worker, and gives it time.
async fn told(phone: &Phone, what: &str) -> Outcome {
    phone.run(&format!("navigator.serviceWorker.controller.postMessage({{ tell: '{what}' }})")).await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    Ok(())
}

async fn to_the_notice(phone: &Phone) -> Outcome {
    phone.press("nav a[href='/catat']").await?;
    phone.press("main a[href='/kabar/baru']").await
}

async fn turns() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bikor.endang", PIN).await?;
    puskesmas.kill().await?;
    there_and_back(&phone).await?;
    begun_forms(&phone).await?;
    documents(&phone).await
}

/// What was looked for, and how far down, stay.
async fn there_and_back(phone: &Phone) -> Outcome {
    marked(phone, "/").await?;
    phone.press("nav a[href='/cari']").await?;
    is_at(phone, "/cari", "Cari").await?;
    phone.fill(&[("q", "siti")]).await?;
    phone.shows("#hasil a[href^='/ibu/']").await?;
    phone.press("#hasil a[href^='/ibu/']").await?;
    is_same_document(phone, true, "from what was found to the mother").await?;
    back(phone).await?;
    is_at(phone, "/cari", "Cari").await?;
    phone.shows("#hasil a[href^='/ibu/']").await?;
    same(phone.run("return document.querySelector('[name=q]').value").await?, Value::from("siti"))?;

    phone.press("nav a[href='/']").await?;
    phone.run("scrollTo(0, 500)").await?;
    phone.run("document.querySelector(\"nav a[href='/desa']\").click()").await?;
    phone.appears("nav a[href='/desa'][aria-current]").await?;
    same(phone.run("return scrollY").await?, Value::from(0))?;
    back(phone).await?;
    is_at(phone, "/", "Hari ini").await?;
    same(phone.run("return Math.round(scrollY)").await?, Value::from(500))?;
    is_same_document(phone, true, "there and back").await
}

/// A form that has been begun is found again, whatever news come meanwhile, but not while the phone is locked.
async fn begun_forms(phone: &Phone) -> Outcome {
    const NAME: &str = "return document.querySelector('[name=name]').value";
    marked(phone, "/desa").await?;
    to_the_notice(phone).await?;
    phone.fill(&[("name", "Seruni Percobaan")]).await?;
    back(phone).await?;
    is_at(phone, "/catat", "Catat").await?;
    told(phone, "meet").await?;
    phone.run("history.forward()").await?;
    phone.appears("[name=name]").await?;
    same(phone.run(NAME).await?, Value::from("Seruni Percobaan"))?;
    is_same_document(phone, true, "to a form and back").await?;

    told(phone, "lock").await?;
    phone.appears("main[hidden]").await?;
    back(phone).await?;
    phone.appears("main form[action='/kunci']").await?;
    phone.unlock().await?;

    marked(phone, "/desa").await?;
    to_the_notice(phone).await?;
    phone.fill(&[("name", "Seruni Percobaan")]).await?;
    phone.press("nav a[href='/']").await?;
    is_same_document(phone, false, "from a form that has been begun").await
}

/// What is saved, what only the server knows and another language are documents.
async fn documents(phone: &Phone) -> Outcome {
    marked(phone, "/").await?;
    to_the_notice(phone).await?;
    phone.fill(&[("name", "Seruni Percobaan"), ("husband", "Untung"), ("village", "62.03.12.2001")]).await?;
    phone.fill(&[("months", "4"), ("told_by", "dukun")]).await?;
    phone.send().await?;
    phone.see("Seruni Percobaan").await?;
    same(phone.waiting().await?, 1)?;

    marked(phone, "/lainnya").await?;
    phone.press("a[href='/tertahan']").await?;
    is_same_document(phone, false, "to a page of the server").await?;
    marked(phone, "/").await?;
    phone.press("a.lang").await?;
    phone.shows("html[lang=en]").await?;
    is_same_document(phone, false, "to another language").await
}
