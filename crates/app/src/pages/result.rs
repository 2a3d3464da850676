//! What a contact showed, right after it was saved and whenever somebody looks back: judged by the
//! rules of its own day.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::Fact,
    family::{Child, Family, Pregnancy},
    findings::{self as rules_of, Assessment},
    ids::{EntryId, SubjectId},
    kspr,
    rights::Act,
    tasks,
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::mother::course;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    findings, format,
    page::Tab,
    world::App,
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/hasil/{entry}", get(show))
}

async fn show(
    caller: Caller,
    Path((subject, entry)): Path<(SubjectId, EntryId)>,
) -> Result<Response, Failure> {
    let family = caller.read_family(subject, "result")?;
    let Some(judged) = judge(&caller, &family, entry) else {
        // What a birth or a word of somebody showed stands on her page; it has none of its own.
        let known = family.records.iter().any(|record| record.note.id == entry);
        let page = Redirect::to(&format!("/ibu/{subject}")).into_response();
        return if known { Ok(page) } else { Err(caller.failure(Kind::Missing)) };
    };
    let refer = refer_address(&caller, &family, &judged, entry);
    let red = judged.assessment.findings.iter().any(|finding| finding.level == domain::signs::Level::Red);
    let body = html! {
        h1 { (caller.t("result-title")) }
        p.soft { (format::long_date(caller.text, judged.on)) " · " (caller.t("result-saved")) }
        @if judged.assessment.findings.is_empty() { div.panel.good { p { "✓ " (caller.t("result-nothing")) } } }
        (findings::panels(&caller, &judged.assessment.findings, refer.as_deref()))
        (next(&caller, &judged))
        (judged.score.clone().unwrap_or_default())
        (findings::not_judged(&caller, &judged.assessment))
        @if let Some(pregnancy) = judged.pregnancy { (course::gaps(&caller, &family, pregnancy, &caller.rules())) }
        a.btn .line[red] href=(format!("/ibu/{subject}")) { (caller.t("result-to-mother")) }
        @if let Some(pregnancy) = judged.pregnancy.filter(|pregnancy| pregnancy.over_on().is_none()) {
            a.btn.line href=(format!("/ibu/{subject}/kehamilan/{}/rencana", pregnancy.id)) { (caller.t("result-to-plan")) }
        }
    };
    Ok(caller.page(caller.t("result-title"), Tab::Today, &body))
}

/// A contact with what its rules say.
struct Judged<'a> {
    assessment: Assessment,
    on: Date,
    pregnancy: Option<&'a Pregnancy>,
    child: Option<&'a Child>,
    score: Option<Markup>,
}

fn judge<'a>(caller: &Caller, family: &'a Family, entry: EntryId) -> Option<Judged<'a>> {
    let rules = caller.rules();
    let record = family.records.iter().find(|record| record.note.id == entry && record.stands())?;
    let judged = |assessment, on, pregnancy, child| Judged { assessment, on, pregnancy, child, score: None };
    match &record.fact {
        Fact::AntenatalContact(contact) => {
            let pregnancy = family.pregnancy(contact.pregnancy)?;
            let item = pregnancy.contacts.iter().find(|item| item.id() == entry)?;
            let assessment = rules_of::assess_antenatal(family, pregnancy, item, &rules);
            let score = findings::score(caller, &kspr::score(family, pregnancy, &rules, contact.on));
            Some(Judged { score: Some(score), ..judged(assessment, contact.on, Some(pregnancy), None) })
        }
        Fact::PostnatalContact(contact) => {
            let pregnancy = family.pregnancy(contact.pregnancy)?;
            let item = pregnancy.postnatal.iter().find(|item| item.id() == entry)?;
            Some(judged(rules_of::assess_postnatal(item, &rules), contact.on, Some(pregnancy), None))
        }
        Fact::NewbornContact(contact) => {
            let (pregnancy, child) = family.child(contact.child)?;
            let item = child.contacts.iter().find(|item| item.id() == entry)?;
            Some(judged(
                rules_of::assess_newborn(pregnancy, child, item, &rules),
                contact.on,
                Some(pregnancy),
                Some(child),
            ))
        }
        Fact::InfantContact(contact) => {
            let (pregnancy, child) = family.child(contact.child)?;
            let item = child.infant_contacts.iter().find(|item| item.id() == entry)?;
            Some(judged(
                rules_of::assess_infant(pregnancy, child, item, &rules),
                contact.on,
                Some(pregnancy),
                Some(child),
            ))
        }
        _ => None,
    }
}

/// The referral form, already told why.
fn refer_address(caller: &Caller, family: &Family, judged: &Judged<'_>, entry: EntryId) -> Option<String> {
    let pregnancy = judged.pregnancy.filter(|_| caller.who.scope.may(Act::RecordCare))?;
    let child = judged.child.map_or_else(String::new, |child| format!("&anak={}", child.id));
    Some(format!("/ibu/{}/kehamilan/{}/rujuk?dari={entry}{child}", family.id, pregnancy.id))
}

/// When she should be seen again.
fn next(caller: &Caller, judged: &Judged<'_>) -> Markup {
    let rules = caller.rules();
    let next = judged.pregnancy.filter(|_| judged.child.is_none());
    let next = next.and_then(|pregnancy| tasks::next_contact(pregnancy, &rules, caller.today()));
    html! {
        @if let Some(next) = next {
            div.panel { div.kv {
                div { (caller.t("result-next")) b { (format::long_date(caller.text, next.due)) } }
                @if next.doctor { div { (caller.t("result-with")) b { (caller.t(if next.ultrasound { "result-doctor-ultrasound" } else { "result-doctor" })) } } }
            } }
        }
    }
}
