//! Dukun: the list, one dukun with the mothers she was part of, her form.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use domain::{
    facts::Dukun,
    family::{Family, Item, Pregnancy},
    ids::{SubjectId, VillageCode},
    partnership,
    register::Register,
    rights::Act,
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{
    Line,
    kept::{Kept, add, change, find, show_change, show_new},
    list, village_options,
};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet},
    form::Form,
    format, labels,
    page::Tab,
    pages::{message, partnership::status_chip},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/dukun", get(all))
        .route("/dukun/baru", get(show_new::<Dukun>).post(add::<Dukun>))
        .route("/dukun/{id}", get(one))
        .route("/dukun/{id}/ubah", get(show_change::<Dukun>).post(change::<Dukun>))
}

async fn all(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let lines: Vec<_> = {
        let register = caller.world.register();
        let mut dukun: Vec<_> = register.dukun().iter().filter(|(_, dukun)| !dukun.retired).collect();
        let mine = |village: &Option<VillageCode>| {
            village.as_ref().is_some_and(|code| caller.who.scope.villages.contains(code))
        };
        dukun.sort_by_key(|(_, dukun)| (!mine(&dukun.village), dukun.village.clone(), dukun.name.clone()));
        let line = |(id, dukun): (&SubjectId, &Item<Dukun>)| {
            let village = dukun.village.as_ref().map_or("", |code| register.village_name(code));
            let phone = dukun.phone.as_deref().unwrap_or(caller.t("dukun-no-phone"));
            Line {
                href: format!("/dukun/{id}"),
                name: dukun.name.clone(),
                about: format!("{village} · {phone}"),
            }
        };
        dukun.into_iter().map(line).collect()
    };
    Ok(list(&caller, "dukun-title", Some(("/dukun/baru", "dukun-add")), &lines))
}

/// What a dukun had part in, of one pregnancy.
struct Part {
    family: Arc<Family>,
    on: Date,
    what: &'static str,
}

/// Everything a dukun had part in, newest first.
fn parts(caller: &Caller, id: SubjectId) -> Vec<Part> {
    let register = caller.world.register();
    let mut parts: Vec<Part> = Vec::new();
    for family in register.families() {
        for pregnancy in &family.pregnancies {
            let found = parts_in(pregnancy, id);
            parts.extend(found.into_iter().map(|(on, what)| Part { family: Arc::clone(family), on, what }));
        }
    }
    parts.sort_by_key(|part| (std::cmp::Reverse(part.on), part.family.id));
    parts
}

fn parts_in(pregnancy: &Pregnancy, id: SubjectId) -> Vec<(Date, &'static str)> {
    let noticed =
        pregnancy.notices.iter().filter(|n| n.dukun == Some(id)).map(|n| (n.told_on, "dukun-part-notice"));
    let contacts = pregnancy
        .contacts
        .iter()
        .filter(|c| c.accompanied_by == Some(id))
        .map(|c| (c.on, "dukun-part-contact"));
    let referred =
        pregnancy.referrals.iter().filter(|r| r.dukun == Some(id)).map(|r| (r.on, "dukun-part-referral"));
    let born = pregnancy
        .birth
        .iter()
        .filter(|b| b.dukun.contains(&id))
        .map(|b| (b.on, if b.is_skilled() { "dukun-part-birth-together" } else { "dukun-part-birth" }));
    let nifas = pregnancy
        .postnatal
        .iter()
        .filter(|c| c.accompanied_by == Some(id))
        .map(|c| (c.on, "dukun-part-nifas"));
    noticed.chain(contacts).chain(referred).chain(born).chain(nifas).collect()
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    simpan: String,
}

async fn one(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let dukun = find::<Dukun>(&caller, id)?;
    let parts = parts(&caller, id);
    let village = {
        let register = caller.world.register();
        dukun.village.as_ref().map(|code| register.village_name(code).to_owned()).unwrap_or_default()
    };
    let body = html! {
        h1 { (dukun.name) }
        @if let Some(words) = caller.text.find(&format!("saved-{}", after.simpan)) {
            div.panel.good role="status" { (words) }
        }
        p.soft { (village) @if dukun.retired { " " span.chip.gray { (caller.t("dukun-retired")) } } }
        div.panel { (about(&caller, &dukun)) }
        @if caller.who.scope.may(Act::KeepPartnership) { (partner(&caller, id)) }
        (message::of_dukun(&caller, id))
        h2 { (caller.t("dukun-parts")) }
        div.panel { (counts(&caller, &parts)) }
        (mothers(&caller, &parts))
        p { a.btn.line href=(format!("/dukun/{id}/ubah")) { (caller.t("places-change")) } }
    };
    Ok(caller.page(&dukun.name, Tab::Places, &body))
}

fn about(caller: &Caller, dukun: &Dukun) -> Markup {
    let or_unknown = |text: String| if text.is_empty() { caller.t("not-noted").to_owned() } else { text };
    html! {
        dl.own {
            dt { (caller.t("places-phone")) }
            dd {
                @if let Some(phone) = &dukun.phone { a.tall href=(format!("tel:{phone}")) { (phone) } } @else { (caller.t("dukun-no-phone")) }
            }
            dt { (caller.t("dukun-languages")) } dd { (or_unknown(dukun.languages.join(", "))) }
            dt { (caller.t("dukun-skills")) } dd { (or_unknown(dukun.skills.join(", "))) }
            dt { (caller.t("dukun-since")) }
            dd { (or_unknown(dukun.since_year.map_or_else(String::new, |year| year.to_string()))) }
        }
        @if !dukun.aliases.is_empty() { p.soft { (caller.t("dukun-aliases")) ": " (dukun.aliases.join(", ")) } }
        @if let Some(remark) = &dukun.remark { p { (remark) } }
    }
}

/// How many of her deeds are shown.
const DEEDS: usize = 10;

/// How she stands to the agreements, what she did last, and what can be noted.
fn partner(caller: &Caller, id: SubjectId) -> Markup {
    let (standing, deeds) = {
        let register = caller.world.register();
        let deeds = partnership::of_dukun(&register, id, caller.today());
        (partnership::standing(&register, id, caller.today()), deeds)
    };
    html! {
        h2 { (caller.t("dukun-partnership")) }
        div.panel {
            p { (status_chip(caller, standing.map(|standing| standing.status)))
                @if let Some(until) = standing.and_then(|standing| standing.until) {
                    " " span.soft { (caller.with("agreement-until", &[("on", &format::date(caller.text, until))])) }
                } }
            @match standing {
                Some(standing) => p { a.tall href=(format!("/kesepakatan/{}", standing.agreement)) { (caller.t("agreement-title")) } },
                None => p { a.tall href=(format!("/kesepakatan/baru?dukun={id}")) { (caller.t("draft-new")) } },
            }
            p { a.btn href=(format!("/dukun/{id}/kegiatan")) { (caller.t("activity-title")) } }
            p { a.btn.line href=(format!("/dukun/{id}/insentif")) { (caller.t("incentive-title")) } }
            @if !deeds.is_empty() {
                details {
                    summary { (caller.t("dukun-deeds")) " (" (deeds.len()) ")" }
                    ul.plain { @for deed in deeds.iter().rev().take(DEEDS) { li { p {
                        (labels::label(caller.text, "activity", &deed.activity)) br;
                        span.soft { (format::date(caller.text, deed.on)) @if !deed.noted { " · " (caller.t("dukun-deed-from-care")) } }
                    } } } }
                }
            }
        }
    }
}

const KINDS: [&str; 6] = [
    "dukun-part-notice",
    "dukun-part-contact",
    "dukun-part-referral",
    "dukun-part-birth-together",
    "dukun-part-birth",
    "dukun-part-nifas",
];

fn counts(caller: &Caller, parts: &[Part]) -> Markup {
    html! {
        div.kv {
            @for kind in KINDS {
                div { (caller.t(kind)) b { (parts.iter().filter(|part| part.what == kind).count()) } }
            }
        }
    }
}

/// The mothers by name, for those who may see them.
fn mothers(caller: &Caller, parts: &[Part]) -> Markup {
    let seen: Vec<_> = parts.iter().filter(|part| caller.sees(&part.family)).take(100).collect();
    let (last, before) = seen.split_at(seen.len().min(MOTHERS));
    let list = |seen: &[&Part]| {
        html! { ul.plain { @for part in seen {
            li { a href=(format!("/ibu/{}", part.family.id)) {
                b { (part.family.name()) } br;
                span.soft { (caller.t(part.what)) " · " (format::date(caller.text, part.on)) }
            } }
        } } }
    };
    html! {
        @if !last.is_empty() {
            h2 { (caller.t("dukun-mothers")) }
            div.panel {
                (list(last))
                @if !before.is_empty() {
                    details { summary { (caller.with("dukun-mothers-before", &[("n", &before.len())])) } (list(before)) }
                }
            }
        }
    }
}

/// How many of the mothers whom she was part of stand open.
const MOTHERS: usize = 10;

impl Kept for Dukun {
    const SORT: &'static str = "dukun";
    const ADD: &'static str = "dukun-add";
    const STATES: (&'static str, &'static str) = ("dukun-working", "dukun-retired");

    fn all(register: &Register) -> &BTreeMap<SubjectId, Item<Self>> {
        register.dukun()
    }

    fn is_gone(&self) -> bool {
        self.retired
    }

    fn filled(&self, form: Form) -> Form {
        let form = form
            .fill("name", &self.name)
            .fill("aliases", self.aliases.join(", "))
            .fill_some("village", self.village.as_ref())
            .fill("languages", self.languages.join(", "))
            .fill("skills", self.skills.join(", "))
            .fill_some("phone", self.phone.as_ref())
            .fill_some("since", self.since_year)
            .fill_some("born", self.born_year)
            .fill_some("trained_on", self.trained_on)
            .fill_some("remark", self.remark.as_ref());
        self.also_serves.iter().fold(form, |form, village| form.fill("also_serves", village))
    }

    fn read(caller: &Caller, form: &Form, before: Option<&Self>) -> Option<Self> {
        let dukun = Dukun {
            name: form.required("name"),
            aliases: form.parts("aliases"),
            village: Some(VillageCode::new(&form.required("village"))),
            also_serves: form.all("also_serves").into_iter().map(VillageCode::new).collect(),
            languages: form.parts("languages"),
            phone: form.text("phone"),
            skills: form.parts("skills"),
            since_year: form.whole("since"),
            born_year: form.whole("born"),
            trained_on: form.past_date_if_any("trained_on", caller.today()),
            remark: form.text("remark"),
            retired: form.raw("gone") == "yes",
        };
        let known = |village: &VillageCode| caller.world.register().villages().contains_key(village);
        if dukun.village.as_ref().is_some_and(|village| {
            !known(village) && before.and_then(|before| before.village.as_ref()) != Some(village)
        }) {
            form.fault("village", "fault-choice", &[]);
        }
        (!form.is_faulty()).then_some(dukun)
    }

    fn fields(caller: &Caller, sheet: Sheet<'_>) -> Markup {
        let villages = village_options(caller);
        let commas = caller.t("places-commas");
        html! {
            (sheet.text("name", &Ask::of("dukun-name")))
            (sheet.text("aliases", &Ask::of("dukun-aliases").optional().hint(commas)))
            (crate::pages::notice::villages_field(sheet, &villages))
            (sheet.phone("phone", &Ask::of("places-phone").optional()))
            (sheet.text("languages", &Ask::of("dukun-languages").optional().hint(commas)))
            (sheet.text("skills", &Ask::of("dukun-skills").optional().hint(commas)))
            (sheet.choices("also_serves", &Ask::of("dukun-also-serves").optional(), &villages))
            (sheet.whole("since", &Ask::of("dukun-since").optional().width(5)))
            (sheet.whole("born", &Ask::of("dukun-born").optional().width(5)))
            (sheet.date("trained_on", &Ask::of("dukun-trained-on").optional().width(12)))
            (sheet.area("remark", &Ask::of("field-remark").optional()))
        }
    }

    fn page(id: SubjectId) -> String {
        format!("/dukun/{id}")
    }
}
