//! The screen of an antenatal contact.

use axum::response::Response;
use domain::{
    facts::{AntenatalContact, Presentation, Protein, Reactivity},
    family::{Family, Item, Pregnancy},
    signs::{self, Phase},
};
use maud::{Markup, html};

use crate::{
    caller::Caller,
    field::{Ask, Sheet, send},
    form::Form,
    format, labels,
    page::Tab,
    pages::contact,
};

/// From this week on the fundus is measured in centimetres (domain.md §3.4).
const FUNDUS_FROM_WEEKS: i32 = 20;
/// From this week on the child's lie is felt for (domain.md §3.2, T5: from the third trimester's end
/// on; earlier readings do no harm and are asked for from 28 weeks).
const LIE_FROM_WEEKS: i32 = 28;
/// From this week on the heart is heard with a Doppler.
const HEART_FROM_WEEKS: i32 = 12;

pub(super) fn page(caller: &Caller, family: &Family, pregnancy: &Pregnancy, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let weeks = pregnancy.age_on(caller.today());
    let no = pregnancy.contacts.len() + 1;
    let body = html! {
        h1 { (caller.with("anc-title", &[("no", &no)])) }
        p.soft {
            (family.name())
            @if let Some(age) = weeks { " · " (caller.with("anc-age", &[("weeks", &age.weeks()), ("days", &age.days().rem_euclid(7))])) }
        }
        (sheet.summary())
        form.panel method="post" {
            (readings(caller, sheet, pregnancy, weeks.map_or(40, |age| age.weeks())))
            (signs_asked(sheet))
            h2 { (caller.t("anc-also")) }
            (laboratory(sheet, pregnancy))
            (tests(sheet, pregnancy))
            (care(sheet, pregnancy))
            (ultrasound(sheet))
            (factors(caller, sheet, family, pregnancy))
            details { summary { (caller.t("anc-other-day")) } (sheet.date("on", &Ask::of("contact-on").width(12))) }
            (contact::circumstances(sheet, &contact::dukun(caller, family)))
            (send(&caller.who.csrf, sheet, "contact-save"))
        }
    };
    caller.page(caller.t("anc-page"), Tab::Add, &body)
}

/// The last value of a reading, ready to read.
fn last<T>(
    sheet: Sheet<'_>,
    pregnancy: &Pregnancy,
    pick: impl Fn(&Item<AntenatalContact>) -> Option<T>,
    show: impl Fn(T) -> String,
) -> Option<String> {
    let value = pregnancy.contacts.iter().rev().find_map(pick)?;
    Some(sheet.text.with("field-last", &[("value", &show(value))]))
}

fn readings(caller: &Caller, sheet: Sheet<'_>, pregnancy: &Pregnancy, weeks: i32) -> Markup {
    let bp = last(sheet, pregnancy, |c| c.blood_pressure, |bp| format!("{}/{}", bp.sys, bp.dia));
    let weight = last(sheet, pregnancy, |c| c.weight_kg, |kg| format::number(kg.get()));
    let fundus = last(sheet, pregnancy, |c| c.fundus_cm, |cm| format::number(cm.get()));
    let heart = last(sheet, pregnancy, |c| c.fetal_heart_rate, |fhr| format::number(fhr.get()));
    let lies = labels::options(
        sheet.text,
        "presentation",
        &[Presentation::Cephalic, Presentation::Breech, Presentation::Transverse],
    );
    let height_known = pregnancy.registered.as_ref().is_some_and(|registered| registered.height_cm.is_some())
        || pregnancy.contacts.iter().any(|contact| contact.height_cm.is_some());
    let fundus_hint = caller.with("anc-fundus-hint", &[("from", &(weeks - 2)), ("to", &(weeks + 2))]);
    html! {
        (sheet.blood_pressure("bp", &Ask::of("field-blood-pressure").unit("mmHg").last(bp)))
        (sheet.number("weight", &Ask::of("anc-weight").unit("kg").width(6).last(weight)))
        @if !height_known { (sheet.number("height", &Ask::of("anc-height").unit("cm").width(6))) }
        @if weeks >= FUNDUS_FROM_WEEKS { (sheet.number("fundus", &Ask::of("anc-fundus").unit("cm").width(5).last(fundus).hint(fundus_hint))) }
        @if weeks >= HEART_FROM_WEEKS { (sheet.whole("fhr", &Ask::of("anc-heart").width(5).last(heart).hint(caller.t("anc-heart-hint")))) }
        @if weeks >= LIE_FROM_WEEKS { (sheet.choice("presentation", &Ask::of("anc-presentation"), &lies)) }
    }
}

fn signs_asked(sheet: Sheet<'_>) -> Markup {
    let questions = contact::questions(sheet, signs::of(Phase::Pregnancy).map(|sign| sign.id.as_str()));
    html! {
        (sheet.answers("signs", &Ask::of("field-signs"), &questions))
        (sheet.text("other_signs", &Ask::of("field-other-signs").optional()))
    }
}

/// A group that is folded until something in it was filled in.
fn group(sheet: Sheet<'_>, title: &'static str, names: &[&str], inner: &Markup) -> Markup {
    let open =
        names.iter().any(|name| !sheet.form.raw(name).is_empty() || sheet.form.fault_of(name).is_some());
    html! { details open[open] { summary { "+ " (sheet.text.t(title)) } (inner) } }
}

fn laboratory(sheet: Sheet<'_>, pregnancy: &Pregnancy) -> Markup {
    let hb = last(sheet, pregnancy, |c| c.hemoglobin, |hb| format::number(hb.get()));
    let muac = last(sheet, pregnancy, |c| c.muac_cm, |cm| format::number(cm.get()));
    let protein = [Protein::Negative, Protein::Plus1, Protein::Plus2, Protein::Plus3, Protein::Plus4];
    let inner = html! {
        (sheet.number("hb", &Ask::of("anc-hb").unit("g/dL").width(5).last(hb)))
        (sheet.choice("protein", &Ask::of("anc-protein"), &labels::options(sheet.text, "protein", &protein)))
        (sheet.number("muac", &Ask::of("anc-muac").unit("cm").width(5).last(muac)))
        (sheet.number("glucose", &Ask::of("anc-glucose").unit("mg/dL").width(5)))
    };
    group(sheet, "anc-laboratory", &["hb", "protein", "muac", "glucose"], &inner)
}

/// The four tests, each only while no result is known.
fn tests(sheet: Sheet<'_>, pregnancy: &Pregnancy) -> Markup {
    let results = labels::options(sheet.text, "reactivity", &[Reactivity::NonReactive, Reactivity::Reactive]);
    let known = |pick: fn(&AntenatalContact) -> Option<Reactivity>| {
        pregnancy.contacts.iter().any(|c| pick(c).is_some())
    };
    let asked = [
        ("hiv", "anc-hiv", known(|c| c.hiv)),
        ("syphilis", "anc-syphilis", known(|c| c.syphilis)),
        ("hbsag", "anc-hbsag", known(|c| c.hbsag)),
        ("malaria", "anc-malaria", false),
    ];
    let inner = html! {
        @for (name, key, _) in asked.iter().filter(|(_, _, known)| !known) {
            (sheet.choice(name, &Ask::of(key), &results))
        }
    };
    group(sheet, "anc-tests", &["hiv", "syphilis", "hbsag", "malaria"], &inner)
}

fn care(sheet: Sheet<'_>, pregnancy: &Pregnancy) -> Markup {
    let tetanus = last(sheet, pregnancy, |c| c.tetanus_status, |status| format!("T{status}"));
    let status: Vec<_> = (1..=5).map(|no| (no.to_string(), format!("T{no}"))).collect();
    let inner = html! {
        (sheet.whole("iron_tablets", &Ask::of("field-iron-tablets").width(4)))
        (sheet.answer("counselling", sheet.text.t("anc-counselling")))
        (sheet.answer("mental_screening", sheet.text.t("anc-mental")))
        (sheet.choice("tetanus_status", &Ask::of("anc-tetanus").last(tetanus), &status))
        (sheet.answer("td_given", sheet.text.t("anc-td-given")))
        (sheet.answer("engaged", sheet.text.t("anc-engaged")))
        (sheet.text("treatment", &Ask::of("anc-treatment").optional()))
        (sheet.area("remark", &Ask::of("field-remark").optional()))
    };
    group(
        sheet,
        "anc-care",
        &[
            "iron_tablets",
            "counselling",
            "mental_screening",
            "tetanus_status",
            "td_given",
            "engaged",
            "treatment",
            "remark",
        ],
        &inner,
    )
}

fn ultrasound(sheet: Sheet<'_>) -> Markup {
    let inner = html! {
        (sheet.answer("ultrasound", sheet.text.t("anc-ultrasound-made")))
        (sheet.whole("us_fetuses", &Ask::of("anc-ultrasound-fetuses").optional().width(2)))
        (sheet.date("us_edd", &Ask::of("anc-ultrasound-edd").optional().width(12)))
        (sheet.answer("us_hydramnion", sheet.text.t("anc-ultrasound-hydramnion")))
        (sheet.answer("us_placenta_low", sheet.text.t("anc-ultrasound-placenta")))
        (sheet.text("us_remark", &Ask::of("anc-ultrasound-remark").optional()))
    };
    group(sheet, "anc-ultrasound", &["ultrasound", "us_fetuses", "us_edd", "us_remark"], &inner)
}

/// Score factors that nobody looked at yet and that no reading of this form tells.
fn factors(caller: &Caller, sheet: Sheet<'_>, family: &Family, pregnancy: &Pregnancy) -> Markup {
    let rules = caller.rules();
    let questions: Vec<_> = super::factors_asked(family, pregnancy, &rules, caller.today())
        .into_iter()
        .map(|id| (id.to_owned(), caller.t(&format!("kspr-{id}")).to_owned()))
        .collect();
    if questions.is_empty() {
        return html! {};
    }
    let inner = sheet.answers("factors", &Ask::of("anc-factors-asked"), &questions);
    group(sheet, "anc-factors", &["factors"], &inner)
}
