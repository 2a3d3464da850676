//! A pregnancy was noticed: the dukun's, kader's or family's word, before anybody has seen her.

use axum::{
    Router,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{PregnancyNoticed, Teller},
    ids::{EntryId, PregnancyId, SubjectId, VillageCode, derived},
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, Posted, word},
    page::Tab,
    pages::message,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/kabar/baru", get(show).post(save))
}

/// The message that the notice comes from, if it comes from one.
#[derive(Deserialize)]
struct Asked {
    pesan: Option<SubjectId>,
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let form = Form::new().fill("entry", caller.fresh());
    let form = match asked.pesan {
        Some(message) => message::filled_from(&caller, message, form),
        None => form,
    };
    // What a message says comes first; the rest is as without one.
    let form = if form.raw("told_on").is_empty() { form.fill("told_on", caller.today()) } else { form };
    let form =
        if form.raw("village").is_empty() { form.fill_some("village", only_village(&caller)) } else { form };
    Ok(draw(&caller, &form))
}

async fn save(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let Some(read) = read(&caller, &form) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &form)).into_response());
    };
    let subject = SubjectId(derived(&["noticed", &read.entry.to_string()]));
    let note = caller.note(read.entry, subject, Some(read.village), read.fact);
    let mut notes = vec![note];
    notes.extend(message::sorted_by_notice(&caller, &form, read.entry, subject));
    caller.append(notes).await?;
    Ok(Redirect::to(&format!("/ibu/{subject}?simpan=kabar")).into_response())
}

struct Read {
    entry: EntryId,
    village: VillageCode,
    fact: PregnancyNoticed,
}

fn read(caller: &Caller, form: &Form) -> Option<Read> {
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let village = village(caller, form);
    let name = form.required("name");
    let told_by: Option<Teller> = form.choice("told_by");
    if told_by.is_none() {
        form.fault("told_by", "fault-required", &[]);
    }
    let told_on = form.past_date("told_on", caller.today());
    let weeks = form.whole::<u8>("months").map(|months| (u16::from(months) * 13 / 3).min(45));
    let dukun: Option<SubjectId> = form.id("dukun");
    if form.is_faulty() {
        return None;
    }
    let told_by = told_by?;
    let fact = PregnancyNoticed {
        pregnancy: PregnancyId(derived(&["pregnancy", &entry.to_string()])),
        name,
        husband: form.text("husband"),
        rt: form.text("rt"),
        phone: form.text("phone"),
        told_by,
        dukun: dukun.filter(|_| told_by == Teller::Dukun),
        teller_name: form.text("teller_name"),
        told_on,
        weeks: weeks.and_then(|weeks| u8::try_from(weeks).ok()),
        remark: form.text("remark"),
    };
    Some(Read { entry, village: village?, fact })
}

/// The village of a midwife who has just one: it need not be asked.
pub(crate) fn only_village(caller: &Caller) -> Option<VillageCode> {
    village_of(&caller.villages(&caller.world.register()))
}

/// The only one of some villages.
pub(crate) fn village_of(villages: &[(VillageCode, String)]) -> Option<VillageCode> {
    match villages {
        [(code, _)] => Some(code.clone()),
        _ => None,
    }
}

/// The village chosen, if she may record for it.
pub(crate) fn village(caller: &Caller, form: &Form) -> Option<VillageCode> {
    let chosen = VillageCode::new(&form.required("village"));
    let register = caller.world.register();
    let mine = caller.villages(&register).into_iter().any(|(code, _)| code == chosen);
    if !mine {
        form.fault("village", "fault-choice", &[]);
    }
    mine.then_some(chosen)
}

fn draw(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let (villages, dukun) = offered(caller, form);
    let body = html! {
        h1 { (caller.t("notice-title")) }
        p.soft { (caller.t("notice-about")) }
        (message::quoted(caller, form))
        (sheet.summary())
        form.panel method="post" action="/kabar/baru" {
            (sheet.hidden("pesan"))
            (sheet.text("name", &Ask::of("notice-name")))
            (sheet.text("husband", &Ask::of("notice-husband").optional()))
            (villages_field(sheet, &villages))
            (sheet.whole("months", &Ask::of("notice-months").optional().width(3)))
            (teller(sheet, &dukun))
            (sheet.date("told_on", &Ask::of("notice-told-on").width(12)))
            (sheet.text("rt", &Ask::of("notice-rt").optional().width(6)))
            (sheet.phone("phone", &Ask::of("notice-phone").optional()))
            (sheet.area("remark", &Ask::of("notice-remark").optional()))
            (send(&caller.who.csrf, sheet, "notice-save"))
        }
    };
    caller.page(caller.t("notice-title"), Tab::Add, &body)
}

type Options = Vec<(String, String)>;

fn offered(caller: &Caller, form: &Form) -> (Options, Options) {
    let register = caller.world.register();
    let villages = caller.villages(&register);
    let near = |village: &Option<VillageCode>| {
        village.as_ref().is_none_or(|village| villages.iter().any(|(code, _)| code == village))
    };
    let dukun = register
        .dukun()
        .iter()
        .filter(|(id, dukun)| {
            let is_chosen = form.has("dukun", &id.to_string());
            !dukun.retired && (near(&dukun.village) || is_chosen)
        })
        .map(|(id, dukun)| (id.to_string(), dukun.name.clone()))
        .collect();
    (villages.into_iter().map(|(code, name)| (code.to_string(), name)).collect(), dukun)
}

/// The choice of a village: buttons for a few, a list for many.
pub(crate) fn villages_field(sheet: Sheet<'_>, villages: &[(String, String)]) -> Markup {
    let ask = Ask::of("field-village");
    if villages.len() < 7 {
        sheet.choice("village", &ask, villages)
    } else {
        sheet.select("village", &ask, villages)
    }
}

fn teller(sheet: Sheet<'_>, dukun: &[(String, String)]) -> Markup {
    let tellers = [Teller::Dukun, Teller::Kader, Teller::Family, Teller::Herself, Teller::Staff];
    let options: Vec<_> = tellers
        .iter()
        .map(|teller| {
            let word = word(teller);
            let words = sheet.text.t(&format!("teller-{word}")).to_owned();
            (word, words)
        })
        .collect();
    html! {
        (sheet.choice("told_by", &Ask::of("notice-told-by"), &options))
        (sheet.select("dukun", &Ask::of("notice-dukun").optional(), dukun))
        (sheet.text("teller_name", &Ask::of("notice-teller-name").optional()))
    }
}
