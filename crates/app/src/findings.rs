//! How findings are shown: most urgent first, each with what to do, the rule, its source, whether
//! anybody confirmed it, and what was not assessed. The program shows; the midwife decides.

use domain::{
    findings::{Assessment, Finding},
    kspr::Kspr,
    rights::Visibility,
    signs::Level,
};
use maud::{Markup, html};

use crate::caller::Caller;

/// The catalogue's key of a rule or sign: `BP_SEVERE` is `rule-bp-severe`, `SIGN_BLEEDING` is
/// `sign-bleeding`.
#[must_use]
pub fn key(rule: &str) -> String {
    let plain = rule.to_lowercase().replace('_', "-");
    match plain.strip_prefix("sign-") {
        Some(sign) => format!("sign-{sign}"),
        None => format!("rule-{plain}"),
    }
}

/// Findings that this person may see.
#[must_use]
pub fn seen<'a>(caller: &Caller, findings: &'a [Finding]) -> Vec<&'a Finding> {
    let sensitive = caller.who.scope.sees(Visibility::Sensitive);
    findings.iter().filter(|finding| sensitive || !finding.sensitive).collect()
}

/// Red findings in one unmistakable panel with the way to a referral, the others below.
#[must_use]
pub fn panels(caller: &Caller, findings: &[Finding], refer: Option<&str>) -> Markup {
    let seen = seen(caller, findings);
    let red: Vec<_> = seen.iter().copied().filter(|finding| finding.level == Level::Red).collect();
    let shown =
        |level| seen.iter().copied().filter(move |f| f.level == level && !f.screen).collect::<Vec<_>>();
    let screens: Vec<_> = seen.iter().copied().filter(|f| f.screen && f.level != Level::Red).collect();
    html! {
        @if !red.is_empty() {
            section.panel.alert aria-label=(caller.t("findings-red")) {
                h2 { "▲ " (caller.t("findings-red")) }
                @for finding in &red { (one(caller, finding)) }
                @if let Some(refer) = refer { a.btn.danger href=(refer) { (caller.t("findings-refer")) } }
            }
        }
        @for (level, class, title) in [(Level::Yellow, "panel warn", "findings-yellow"), (Level::Green, "panel", "findings-green")] {
            @let list = shown(level);
            @if !list.is_empty() {
                section class=(class) aria-label=(caller.t(title)) {
                    h2 { (caller.t(title)) }
                    @for finding in list { (one(caller, finding)) }
                }
            }
        }
        @if !screens.is_empty() {
            details.panel {
                summary { (caller.t("findings-screens")) " · " (screens.len()) }
                @for finding in screens { (one(caller, finding)) }
            }
        }
    }
}

fn one(caller: &Caller, finding: &Finding) -> Markup {
    let key = key(&finding.rule);
    let values: Vec<_> = finding.values.iter().map(|(input, value)| reading(caller, input, value)).collect();
    html! {
        div.finding {
            h3 { (caller.t(&key)) @if !values.is_empty() { span.soft { " · " (values.join(", ")) } } }
            @if let Some(action) = caller.text.find(&format!("{key}-action")) { p { (action) } }
            p.hint {
                (caller.with("findings-source", &[("rule", &finding.rule), ("source", &finding.source)]))
                @if !finding.confirmed { " " (caller.t("findings-unconfirmed")) }
                @if !finding.not_assessed.is_empty() {
                    " " (caller.with("findings-not-assessed", &[("list", &inputs(caller, &finding.not_assessed))]))
                }
            }
        }
    }
}

fn reading(caller: &Caller, input: &str, value: &str) -> String {
    let name = input_name(caller, input);
    match value {
        "" | "true" | "yes" => name,
        number => format!("{name} {}", number.replace('.', ",")),
    }
}

/// What an input of a rule is called: a reading, a danger sign or an item of the history.
fn input_name(caller: &Caller, input: &str) -> String {
    let plain = input.replace('_', "-");
    let bare = plain.rsplit(':').next().unwrap_or(&plain);
    ["input", "sign", "history"]
        .iter()
        .find_map(|list| caller.text.find(&format!("{list}-{bare}")))
        .unwrap_or(input)
        .to_owned()
}

/// Names of inputs as a list.
#[must_use]
pub fn inputs(caller: &Caller, ids: &[String]) -> String {
    let mut names: Vec<_> = ids.iter().map(|id| input_name(caller, id)).collect();
    names.dedup();
    names.join(", ")
}

/// Rules that could not be judged, with what was missing.
#[must_use]
pub fn not_judged(caller: &Caller, assessment: &Assessment) -> Markup {
    html! {
        @if !assessment.not_assessed.is_empty() {
            details.panel {
                summary { (caller.t("findings-not-judged")) " · " (assessment.not_assessed.len()) }
                ul { @for (rule, missing) in &assessment.not_assessed {
                    li { (caller.t(&key(rule))) @if !missing.is_empty() { ": " (inputs(caller, missing)) } }
                } }
            }
        }
    }
}

/// The score card: score and band, the items that count, what was not assessed.
#[must_use]
pub fn score(caller: &Caller, kspr: &Kspr) -> Markup {
    let sensitive = caller.who.scope.sees(Visibility::Sensitive);
    let advice = |list: &str, ids: &[String]| {
        ids.iter()
            .map(|id| caller.t(&format!("kspr-{list}-{}", id.replace('_', "-"))).to_owned())
            .collect::<Vec<_>>()
            .join(", ")
    };
    html! {
        details.panel {
            summary {
                (caller.t("kspr-title")) " " b { (kspr.score) " " (kspr.band.name()) }
                " · " (caller.t(&format!("kspr-band-{}", kspr.band.name().to_lowercase())))
            }
            ul {
                li { (caller.t("kspr-start")) " · 2" }
                @for item in kspr.items.iter().filter(|item| sensitive || !item.sensitive) {
                    li { (item.id) ". " (caller.t(&format!("kspr-{}", item.id))) " · +" (item.points) }
                }
            }
            p { (caller.with("kspr-advice", &[
                ("who", &advice("attendant", &kspr.advice.attendants)),
                ("place", &advice("place", &kspr.advice.places)),
            ])) " " (caller.t(&format!("kspr-referral-{}", kspr.advice.referral.replace('_', "-")))) }
            @if !kspr.not_assessed.is_empty() {
                p.hint { (caller.t("kspr-not-assessed")) ": "
                    (kspr.not_assessed.iter().map(|id| caller.t(&format!("kspr-{id}")).to_owned()).collect::<Vec<_>>().join("; ")) }
            }
            p.hint { (caller.t("kspr-source")) }
        }
    }
}
