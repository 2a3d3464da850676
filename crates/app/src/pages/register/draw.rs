//! The screens of registration.

use axum::response::Response;
use domain::{
    duplicates::{Likely, Reason},
    family::Family,
    gestation::DatingMethod,
    history,
    rights::Visibility,
};
use maud::{Markup, html};

use super::read;
use crate::{
    caller::Caller,
    field::{Ask, Sheet, send},
    form::Form,
    format, labels,
    page::Tab,
    pages::{find, notice},
};

pub(super) fn page(caller: &Caller, form: &Form, family: Option<&Family>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let villages: Vec<_> = {
        let register = caller.world.register();
        caller.villages(&register).into_iter().map(|(code, name)| (code.to_string(), name)).collect()
    };
    let first = family.is_none_or(|family| family.woman.is_none());
    let body = html! {
        h1 { (caller.t(if first { "register-title" } else { "register-again-title" })) }
        p.soft { (caller.t("register-about")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.hidden("pregnancy"))
            h2 { (caller.t("register-woman")) }
            (woman(caller, sheet, &villages))
            h2 { (caller.t("register-pregnancy")) }
            (pregnancy(caller, sheet))
            (send(&caller.who.csrf, sheet, "register-save"))
        }
    };
    caller.page(caller.t("register-title"), Tab::Add, &body)
}

fn woman(caller: &Caller, sheet: Sheet<'_>, villages: &[(String, String)]) -> Markup {
    let nik = Ask::of("register-nik").optional().width(18);
    let nik = match read::nik_note(sheet.form) {
        Some(key) => nik.hint(caller.t(key)),
        None => nik.hint(caller.t("register-nik-hint")),
    };
    html! {
        (sheet.text("name", &Ask::of("register-name")))
        (sheet.text("husband", &Ask::of("notice-husband").optional()))
        (notice::villages_field(sheet, villages))
        (sheet.text("rt", &Ask::of("notice-rt").optional().width(6)))
        (sheet.date("born", &Ask::of("register-born").optional().width(12)))
        (sheet.whole("age", &Ask::of("register-age").optional().width(3)))
        (sheet.phone("phone", &Ask::of("notice-phone").optional()))
        details open[!sheet.form.raw("nik").is_empty() || !sheet.form.raw("blood").is_empty()] {
            summary { (caller.t("register-more-woman")) }
            (sheet.whole("nik", &nik))
            (sheet.select("blood", &Ask::of("register-blood").optional(), &read::blood_options()))
            (sheet.answer("jkn", caller.t("register-jkn")))
        }
    }
}

fn pregnancy(caller: &Caller, sheet: Sheet<'_>) -> Markup {
    let methods = labels::options(
        sheet.text,
        "datingmethod",
        &[DatingMethod::Stated, DatingMethod::UltrasoundT1, DatingMethod::UltrasoundT2, DatingMethod::Fundal],
    );
    let holds = [("lmp", "register-by-lmp"), ("other", "register-by-other")]
        .map(|(value, key)| (value.to_owned(), caller.t(key).to_owned()));
    let dated = !sheet.form.raw("edd").is_empty();
    html! {
        (sheet.date("lmp", &Ask::of("register-lmp").width(12).hint(caller.t("register-lmp-hint"))))
        details open[dated] {
            summary { (caller.t("register-other-dating")) }
            (sheet.date("edd", &Ask::of("register-edd").optional().width(12)))
            (sheet.choice("method", &Ask::of("register-method"), &methods))
            (sheet.choice("dated_by", &Ask::of("register-holds"), &holds))
        }
        div.gpa {
            (sheet.whole("gravida", &Ask::of("register-gravida").width(2)))
            (sheet.whole("para", &Ask::of("register-para").width(2)))
            (sheet.whole("abortus", &Ask::of("register-abortus").width(2)))
        }
        (sheet.number("height", &Ask::of("anc-height").unit("cm").optional().width(6)))
        (sheet.number("weight_before", &Ask::of("register-weight-before").unit("kg").optional().width(6)))
        (sheet.number("spacing", &Ask::of("register-spacing").optional().width(4)))
        (sheet.answers("history", &Ask::of("register-history"), &history_questions(caller)))
        details {
            summary { (caller.t("contact-more")) }
            (sheet.number("married", &Ask::of("register-married").optional().width(4)))
            (sheet.text("other_history", &Ask::of("register-other-history").optional()))
            (sheet.text("cohort_no", &Ask::of("register-cohort-no").optional().width(12)))
        }
    }
}

fn history_questions(caller: &Caller) -> Vec<(String, String)> {
    let sensitive = caller.who.scope.sees(Visibility::Sensitive);
    history::all()
        .filter(|item| sensitive || !item.sensitive)
        .map(|item| (item.id.clone(), caller.t(&format!("history-{}", item.id.replace('_', "-"))).to_owned()))
        .collect()
}

/// Women who may be the same: nothing is saved yet, and nothing typed is lost.
pub(super) fn alike(caller: &Caller, form: &Form, alike: &[Likely]) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("alike-title")) }
        p { (caller.t("alike-about")) }
        @for likely in alike { (candidate(caller, form, likely)) }
        form method="post" action="/daftar/baru" {
            (carried(form))
            input type="hidden" name="confirmed" value="yes";
            button.btn.line type="submit" { (sheet.text.t("alike-new")) }
        }
    };
    caller.page(caller.t("alike-title"), Tab::Add, &body)
}

fn candidate(caller: &Caller, form: &Form, likely: &Likely) -> Markup {
    let register = caller.world.register();
    let Some(family) = register.family(likely.subject) else { return html! {} };
    let village = family.village.as_ref().map_or("", |code| register.village_name(code));
    let reasons: Vec<_> = likely.reasons.iter().map(|reason| caller.t(reason_key(*reason))).collect();
    let born = family.woman.as_ref().and_then(|woman| woman.born);
    html! {
        div.panel {
            p {
                b { (family.name()) } @if let Some(husband) = family.husband() { " (" (husband) ")" } br;
                span.soft {
                    (village) " · " (find::standing(caller, family))
                    @if let Some(born) = born { " · " (format::date(caller.text, born)) }
                }
            }
            p.hint { (caller.t("alike-because")) ": " (reasons.join(", ")) }
            form method="post" action="/daftar/baru" {
                (carried(form))
                input type="hidden" name="same" value=(likely.subject);
                button.btn type="submit" { (caller.t("alike-same")) }
            }
        }
    }
}

/// Everything typed, carried along unseen.
fn carried(form: &Form) -> Markup {
    html! {
        @for name in form.names().filter(|name| !matches!(*name, "same" | "confirmed")) {
            @for value in form.all(name) { input type="hidden" name=(name) value=(value); }
        }
    }
}

fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Nik => "alike-nik",
        Reason::Name => "alike-name",
        Reason::SimilarName => "alike-similar-name",
        Reason::Husband => "alike-husband",
        Reason::Village => "alike-village",
        Reason::BirthDate => "alike-birth-date",
        Reason::BirthYear => "alike-birth-year",
        Reason::Phone => "alike-phone",
    }
}
