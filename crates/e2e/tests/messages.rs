//! A dukun's text message, from her telephone to the midwife's open page and back.

use e2e::{Browser, Outcome, check, journeys};

/// A dukun of Sei Hanyo writes, as the page of the demonstration lets a newcomer do.
fn writes(text: &str) -> String {
    format!(
        "(async () => {{
            const read = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html');
            const page = await read(await fetch('/pesan/coba'));
            const from = [...page.querySelectorAll('[name=from] option')].find(one => one.text.includes('Sei Hanyo')).value;
            const field = name => page.querySelector(`main [name=${{name}}]`)?.value ?? '';
            const body = new URLSearchParams({{ csrf: field('csrf'), entry: field('entry'), from, text: '{text}' }});
            return (await fetch('/pesan/coba', {{ method: 'POST', body }})).ok && from;
        }})()"
    )
}

/// How often somebody was answered that the midwife calls at once, as the telephones of the demonstration show it.
async fn answers(browser: &Browser) -> Outcome<usize> {
    browser.go("/pesan/coba").await?;
    Ok(browser.text().await?.matches("segera menghubungi").count())
}

/// What cannot wait shows by itself on the midwife's open page, and is answered; she says whose it is in two taps.
async fn a_dukun_writes_and_the_midwife_looks(browser: &Browser) -> Outcome {
    browser.log_in_as("bidan.rina").await?;
    let before = answers(browser).await?;
    browser.go("/").await?;
    let from = browser.settle(&writes("TOLONG darah banyak di rumah Siti Percobaan")).await?;
    let number = from.as_str().ok_or("nothing was sent")?.trim_start_matches('0').to_owned();
    // Nobody touches the page: it hears of the message, and shows it above all else.
    browser.see("darah banyak di rumah Siti Percobaan").await?;
    check::page(browser, "today-message").await?;
    let open = "return [...document.querySelectorAll(\"a[href^='/pesan/'].task.red\")].find(a => a.textContent.includes('Percobaan'))?.getAttribute('href')";
    let message = browser.run(open).await?;
    browser.go(message.as_str().ok_or("the message is no red task")?).await?;
    browser.see("darah banyak di rumah").await?;
    browser.appears(&format!("a[href='tel:+62{number}']")).await?;
    check::page(browser, "message").await?;
    let message = browser.path().await?;
    for _ in 0..100 {
        if answers(browser).await? > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    if answers(browser).await? <= before {
        return Err("she was not answered".into());
    }
    check::page(browser, "message-trial").await?;
    browser.go(&message).await?;
    browser.press("button[name='outcome'][value='answered']").await?;
    browser.go(&message).await?;
    check::page(browser, "message-answered").await?;
    browser.go("/").await?;
    match browser.text().await?.contains("darah banyak di rumah Siti Percobaan") {
        false => Ok(()),
        true => Err("what was dealt with still waits".into()),
    }
}

/// A notice of a pregnancy becomes the form of a notice, filled in with what was understood.
async fn a_notice_is_made_of_a_message(browser: &Browser) -> Outcome {
    browser.log_in_as("bidan.rina").await?;
    browser.go("/pesan").await?;
    browser.settle(&writes("hamil Rusmini Percobaan rt 2, 3 bulan")).await?;
    browser.see("Rusmini Percobaan").await?;
    check::page(browser, "messages").await?;
    let open = "return [...document.querySelectorAll(\"a[href^='/pesan/']\")].find(a => a.textContent.includes('Rusmini'))?.getAttribute('href')";
    let message = browser.run(open).await?;
    browser.go(message.as_str().ok_or("the message is no link")?).await?;
    browser.press("a[href^='/kabar/baru']").await?;
    let name = browser.run("return document.querySelector('[name=name]').value").await?;
    if name != "Rusmini Percobaan" {
        return Err(format!("the form has {name}").into());
    }
    check::page(browser, "notice-of-message").await?;
    browser.send().await?;
    browser.see("Rusmini Percobaan").await
}

journeys!(a_dukun_writes_and_the_midwife_looks a_notice_is_made_of_a_message);
