//! One mother as one page: what is urgent, where she stands, what comes next, her children, and
//! everything that was noted, by whom.

mod amend;
mod blank;
mod charts;
pub(super) mod course;
mod part;
mod settle;
mod timeline;
mod void;
mod words;

use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use domain::{
    facts::BirthOutcome,
    family::{Child, Family, Pregnancy},
    findings as rules_of,
    gestation::{days_between, years_between},
    ids::SubjectId,
    messages::reminders_of,
    register::Register,
    rights::Act,
    rules::Rules,
    signs::Level,
    tasks,
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

pub(crate) use self::timeline::{Names, name as author};
use self::words::Words;
use super::{message, today};
use crate::{caller::Caller, failure::Failure, findings, page::Tab, world::App};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/ibu/{subject}", get(show))
        .merge(amend::routes())
        .merge(settle::routes())
        .merge(void::routes())
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    simpan: String,
}

async fn show(
    caller: Caller,
    Path(subject): Path<SubjectId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let family = caller.read_family(subject, "mother")?;
    let names = names(&caller, &family).await;
    let rules = caller.rules();
    let on = caller.today();
    let register = caller.world.register();
    let words = Words { caller: &caller, register: &register };
    let current = family.latest();
    let reminders = register.matters().reminders.get(&reminders_of(subject)).map(|said| &***said);
    let body = html! {
        @if let Some(saved) = caller.text.find(&format!("saved-{}", asked.simpan)) {
            div.panel.good role="status" { (saved) }
        }
        (head(&caller, &register, &family, on))
        @if let Some(pregnancy) = current {
            (urgent(&caller, &family, pregnancy, &rules, on))
            div.columns {
                div {
                    (course::state(&caller, &family, pregnancy, &rules))
                    (todo(&caller, &register, &family, &rules, on))
                    (course::plan(&caller, &register, &family, pregnancy, &rules))
                    (children(&caller, pregnancy, &rules, on))
                    (course::milestones(&caller, pregnancy, &rules))
                    (course::gaps(&caller, &family, pregnancy, &rules))
                }
                div {
                    (buttons(&caller, &family, pregnancy, on))
                    (message::reminders_of_mother(&caller, reminders, subject))
                    @if !pregnancy.contacts.is_empty() { h2 { (caller.t("mother-charts")) } }
                    (charts::of_pregnancy(&caller, pregnancy))
                }
            }
        }
        @for earlier in family.pregnancies.iter().rev().skip(1) { (course::earlier(&caller, earlier, &rules)) }
        h2 { (caller.t("mother-timeline")) }
        (timeline::timeline(&words, &names, &family))
    };
    Ok(caller.page(caller.t("mother-title"), Tab::Find, &body))
}

/// Who noted things, by name, where users are kept here.
async fn names(caller: &Caller, family: &Family) -> Names {
    let records = family.records.iter();
    let authors = records.flat_map(|record| {
        let void = record.voided.iter().map(|void| void.author);
        [record.note.author].into_iter().chain(record.corrections.iter().map(|note| note.author)).chain(void)
    });
    let authors = authors.collect();
    caller.world.names_of(authors).await
}

fn head(caller: &Caller, register: &Register, family: &Family, on: Date) -> Markup {
    let woman = family.woman.as_deref();
    let born = woman.and_then(|woman| woman.born).map(|born| years_between(born, on));
    let age = born.or_else(|| woman?.born_year.map(|year| i32::from(on.year() - year)));
    let registered = family.latest().and_then(|pregnancy| pregnancy.registered.as_deref());
    let gpa = registered.and_then(|r| {
        Some(format!("G{}P{}A{}", r.gravida?, r.para.unwrap_or_default(), r.abortus.unwrap_or_default()))
    });
    let notice = || family.latest().and_then(|pregnancy| pregnancy.notices.first());
    let rt = woman.map_or_else(|| notice()?.rt.as_deref(), |woman| woman.rt.as_deref());
    let phone = woman.map_or_else(|| notice()?.phone.as_deref(), |woman| woman.phone.as_deref());
    let place = family.village.as_ref().map(|code| {
        let name = register.village_name(code);
        rt.map_or_else(|| name.to_owned(), |rt| format!("{name} RT {rt}"))
    });
    let parts: Vec<_> = age
        .map(|age| caller.with("mother-years", &[("count", &age)]))
        .into_iter()
        .chain(gpa)
        .chain(place)
        .collect();
    html! {
        h1 { (family.name()) @if let Some(husband) = family.husband() { " (" (husband) ")" } }
        p.soft { (parts.join(" · ")) }
        @if let Some(phone) = phone {
            p { a href=(format!("tel:{}", phone.replace(' ', ""))) { (caller.with("mother-phone", &[("phone", &phone)])) } }
        }
        @if woman.is_none() { p { span.chip.amber { "▲ " (caller.t("mother-noticed")) } } }
        (noticed(caller, register, family))
    }
}

/// What was told of a woman whom nobody has registered yet.
fn noticed(caller: &Caller, register: &Register, family: &Family) -> Markup {
    let untold = family.woman.is_none() && family.latest().is_some_and(|p| p.registered.is_none());
    let notices = family.latest().filter(|_| untold).map_or(&[][..], |pregnancy| &pregnancy.notices);
    let words = Words { caller, register };
    html! {
        @for notice in notices {
            div.panel { div.kv {
                @for (label, value) in words.lines(notice.record.fact.kind(), &notice.record.fact.to_value()) { div { (label) b { (value) } } }
            } }
        }
    }
}

/// What was found of the mother and her children and still holds.
fn urgent(caller: &Caller, family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Markup {
    let mother = rules_of::current(family, pregnancy, rules, on);
    let may = caller.who.scope.may(Act::RecordCare);
    let refer = |found: &[rules_of::Finding], child: Option<&Child>| {
        let red = found.iter().find(|finding| finding.level == Level::Red).filter(|_| may)?;
        let child = child.map_or_else(String::new, |child| format!("&anak={}", child.id));
        Some(format!("/ibu/{}/kehamilan/{}/rujuk?dari={}{child}", family.id, pregnancy.id, red.entry))
    };
    html! {
        (findings::panels(caller, &mother, refer(&mother, None).as_deref()))
        @for child in &pregnancy.children {
            @let found = rules_of::current_child(pregnancy, child, rules, on);
            (findings::panels(caller, &found, refer(&found, Some(child)).as_deref()))
        }
    }
}

fn todo(caller: &Caller, register: &Register, family: &Family, rules: &Rules, on: Date) -> Markup {
    let village = family.village_on(on);
    let village = village.as_ref().and_then(|code| register.villages().get(code)).map(|village| &**village);
    let tasks = tasks::of(family, village, rules, on);
    html! {
        @if !tasks.is_empty() {
            h2 { (caller.t("mother-todo")) }
            @for task in &tasks { (today::line(caller, register, task)) }
        }
    }
}

fn children(caller: &Caller, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Markup {
    html! {
        @if !pregnancy.children.is_empty() {
            h2 { (caller.t("mother-children")) }
            @for child in &pregnancy.children {
                div.panel { (course::child(caller, child, rules, on)) }
                (charts::of_child(caller, child))
            }
        }
    }
}

/// The forms that make sense now.
fn buttons(caller: &Caller, family: &Family, pregnancy: &Pregnancy, on: Date) -> Markup {
    if !caller.who.scope.may(Act::RecordCare) {
        return html! {};
    }
    let home = format!("/ibu/{}", family.id);
    let here = format!("{home}/kehamilan/{}", pregnancy.id);
    let mut forms: Vec<(String, String)> = Vec::new();
    let mut add = |address: String, key: &'static str| forms.push((address, caller.t(key).to_owned()));
    if pregnancy.registered.is_none() {
        add(format!("{home}/daftar?kehamilan={}", pregnancy.id), "mother-register");
    }
    if pregnancy.over_on().is_none() {
        add(format!("{here}/periksa"), "anc-page");
        add(format!("{here}/rencana"), "mother-plan");
        add(format!("{here}/lahir"), "birth-title");
        add(format!("{here}/berakhir"), "ending-title");
    } else if family.mother_died().is_none() {
        add(format!("{here}/nifas"), "postnatal-title");
        add(format!("{home}/hamil-baru"), "mother-new-pregnancy");
    }
    add(format!("{here}/rujuk"), "entry-referral-made");
    for referral in pregnancy.referrals.iter().filter(|one| pregnancy.answer_to(one.id()).is_none()) {
        add(format!("{home}/rujukan/{}/jawab", referral.id()), "entry-referral-answered");
        if caller.world.abilities.papers {
            add(format!("/surat/rujukan/{}", referral.id()), "paper-referral");
        }
    }
    for child in pregnancy.children.iter().filter(|child| is_cared_for(child)) {
        let address = |form: &str| format!("{home}/anak/{}/{form}", child.id);
        if days_between(child.born_on(), on) <= 28 {
            add(address("neonatus"), "newborn-title");
        } else {
            add(address("bayi"), "infant-title");
        }
        add(address("imunisasi"), "immunisation-title");
    }
    add(format!("{home}/pindah"), "move-title");
    add(format!("{here}/meninggal"), "death-title");
    html! {
        h2 { (caller.t("mother-record")) }
        ul.plain.panel { @for (address, words) in forms { li { a href=(address) { b { (words) } } } } }
    }
}

fn is_cared_for(child: &Child) -> bool {
    child.death.is_none() && child.newborn().is_some_and(|newborn| newborn.outcome == BirthOutcome::Alive)
}
