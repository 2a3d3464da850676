//! The fields of a form: one function per kind of question, all with label, last value, hint and
//! fault in the same places.

use domain::answer::Answer;
use maud::{Markup, html};

use crate::{form::Form, text::Text};

/// A form being shown: what was typed, and in which language its faults are told.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The values and faults.
    pub form: &'a Form,
    /// The words.
    pub text: &'a Text,
}

/// How a field is asked.
#[derive(Clone, Debug, Default)]
pub struct Ask<'a> {
    /// Message key of the label.
    pub label: &'a str,
    /// The unit, shown behind the label.
    pub unit: &'a str,
    /// The last value, ready to read ("lalu 60,2").
    pub last: Option<String>,
    /// A hint, ready to read ("wajar 120 sampai 160").
    pub hint: Option<String>,
    /// Marked as optional.
    pub optional: bool,
    /// Expected length in characters; the field is as wide.
    pub width: u8,
}

impl<'a> Ask<'a> {
    /// A question with this label.
    #[must_use]
    pub fn of(label: &'a str) -> Self {
        Self { label, width: 20, ..Self::default() }
    }

    /// With a unit.
    #[must_use]
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }

    /// With the last value.
    #[must_use]
    pub fn last(mut self, last: Option<String>) -> Self {
        self.last = last;
        self
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Marked as optional.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// As wide as this many characters.
    #[must_use]
    pub fn width(mut self, width: u8) -> Self {
        self.width = width;
        self
    }
}

impl Sheet<'_> {
    /// A line of text.
    #[must_use]
    pub fn text(&self, name: &str, ask: &Ask<'_>) -> Markup {
        self.line(name, ask, "text", None)
    }

    /// A decimal number, on the numeric keyboard.
    #[must_use]
    pub fn number(&self, name: &str, ask: &Ask<'_>) -> Markup {
        self.line(name, ask, "text", Some("decimal"))
    }

    /// A whole number, on the numeric keyboard.
    #[must_use]
    pub fn whole(&self, name: &str, ask: &Ask<'_>) -> Markup {
        self.line(name, ask, "text", Some("numeric"))
    }

    /// A telephone number.
    #[must_use]
    pub fn phone(&self, name: &str, ask: &Ask<'_>) -> Markup {
        self.line(name, ask, "tel", Some("tel"))
    }

    /// A date.
    #[must_use]
    pub fn date(&self, name: &str, ask: &Ask<'_>) -> Markup {
        self.line(name, ask, "date", None)
    }

    /// An hour.
    #[must_use]
    pub fn time(&self, name: &str, ask: &Ask<'_>) -> Markup {
        self.line(name, ask, "time", None)
    }

    /// A password; what was typed is never shown again.
    #[must_use]
    pub fn password(&self, name: &str, ask: &Ask<'_>, autocomplete: &str) -> Markup {
        html! {
            div.f {
                (self.label(name, ask))
                input id=(name) name=(name) type="password" autocomplete=(autocomplete) required;
                (self.foot(name, ask))
            }
        }
    }

    /// Several lines of text.
    #[must_use]
    pub fn area(&self, name: &str, ask: &Ask<'_>) -> Markup {
        // What was written before stands open; beyond a screen's height it is scrolled.
        let rows = self.form.raw(name).lines().count().clamp(3, 12);
        html! {
            div.f {
                (self.label(name, ask))
                textarea id=(name) name=(name) rows=(rows) aria-describedby=[self.describes(name)]
                    aria-invalid=[self.invalid(name)] { (self.form.raw(name)) }
                (self.foot(name, ask))
            }
        }
    }

    /// Blood pressure: two numbers side by side, read by `Form::blood_pressure`.
    #[must_use]
    pub fn blood_pressure(&self, name: &str, ask: &Ask<'_>) -> Markup {
        let (sys, dia) = (format!("{name}_sys"), format!("{name}_dia"));
        html! {
            fieldset.f {
                legend { (self.words(ask)) }
                div.in {
                    input.short id=(sys) name=(sys) inputmode="numeric" value=(self.form.raw(&sys))
                        aria-label=(self.text.t("field-sys")) aria-invalid=[self.invalid(&sys)];
                    span aria-hidden="true" { "/" }
                    input.short id=(dia) name=(dia) inputmode="numeric" value=(self.form.raw(&dia))
                        aria-label=(self.text.t("field-dia")) aria-invalid=[self.invalid(&dia)];
                    (last(ask))
                }
                (self.fault(&sys)) (self.fault(&dia))
            }
        }
    }

    /// One of several words: stacked choices, side by side when there are at most three short ones.
    #[must_use]
    pub fn choice(&self, name: &str, ask: &Ask<'_>, options: &[(String, String)]) -> Markup {
        self.picks(name, ask, options, "radio")
    }

    /// Any of several words.
    #[must_use]
    pub fn choices(&self, name: &str, ask: &Ask<'_>, options: &[(String, String)]) -> Markup {
        self.picks(name, ask, options, "checkbox")
    }

    /// One of many: a list to open. Only for seven or more.
    #[must_use]
    pub fn select(&self, name: &str, ask: &Ask<'_>, options: &[(String, String)]) -> Markup {
        html! {
            div.f {
                (self.label(name, ask))
                select id=(name) name=(name) aria-describedby=[self.describes(name)] aria-invalid=[self.invalid(name)] {
                    option value="" { (self.text.t("field-none-chosen")) }
                    @for (value, words) in options {
                        option value=(value) selected[self.form.has(name, value)] { (words) }
                    }
                }
                (self.foot(name, ask))
            }
        }
    }

    /// Yes, no, or not assessed.
    #[must_use]
    pub fn answer(&self, name: &str, words: &str) -> Markup {
        let given = self.form.answer(name);
        let options = [
            ("yes", "y", "answer-yes", Answer::Yes),
            ("no", "n", "answer-no", Answer::No),
            ("", "u", "answer-unknown", Answer::NotAssessed),
        ];
        html! {
            fieldset.sign {
                legend { (words) }
                div.three {
                    @for (value, class, key, answer) in options {
                        label class=(class) {
                            input type="radio" name=(name) value=(value) checked[given == answer];
                            span { (self.text.t(key)) }
                        }
                    }
                }
            }
        }
    }

    /// A list of yes-no questions with one tap for "none of them": `{name}` says none, some or
    /// unasked; `{name}.{id}` are the answers.
    #[must_use]
    pub fn answers(&self, name: &str, ask: &Ask<'_>, questions: &[(String, String)]) -> Markup {
        let any = questions.iter().any(|(id, _)| self.form.answer(&format!("{name}.{id}")).is_assessed());
        let all = match self.form.raw(name) {
            "" if any => "some",
            "" => "unasked",
            said => said,
        };
        html! {
            fieldset.f.asked {
                legend { (self.words(ask)) }
                div.pick.three {
                    @for (value, key) in [("none", "answers-none"), ("some", "answers-some"), ("unasked", "answers-unasked")] {
                        label { input type="radio" name=(name) value=(value) checked[value == all]; span { (self.text.t(key)) } }
                    }
                }
                div.details {
                    @for (id, words) in questions { (self.answer(&format!("{name}.{id}"), words)) }
                }
                (self.foot(name, ask))
            }
        }
    }

    /// A field that travels along unseen.
    #[must_use]
    pub fn hidden(&self, name: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(self.form.raw(name)); }
    }

    /// What is wrong, above the form, when anything is.
    #[must_use]
    pub fn summary(&self) -> Markup {
        html! {
            @if self.form.is_faulty() {
                div.panel.alert role="alert" {
                    b { (self.text.t("fault-summary")) }
                    p { (self.text.t("fault-kept")) }
                }
            }
        }
    }

    fn line(&self, name: &str, ask: &Ask<'_>, kind: &str, keyboard: Option<&str>) -> Markup {
        let class = match ask.width {
            0..=6 => "short",
            7..=14 => "middle",
            _ => "long",
        };
        html! {
            div.f {
                (self.label(name, ask))
                div.in {
                    input class=(class) id=(name) name=(name) type=(kind) inputmode=[keyboard] autocomplete="off"
                        value=(self.form.raw(name)) aria-describedby=[self.describes(name)]
                        aria-invalid=[self.invalid(name)];
                    (last(ask))
                }
                (self.foot(name, ask))
            }
        }
    }

    fn picks(&self, name: &str, ask: &Ask<'_>, options: &[(String, String)], kind: &str) -> Markup {
        let short = options.len() <= 3 && options.iter().all(|(_, words)| words.chars().count() <= 12);
        html! {
            fieldset.f {
                legend { (self.words(ask)) }
                div.pick .three[short] {
                    @for (value, words) in options {
                        label {
                            input type=(kind) name=(name) value=(value) checked[self.form.has(name, value)];
                            span { (words) }
                        }
                    }
                }
                (self.foot(name, ask))
            }
        }
    }

    fn label(&self, name: &str, ask: &Ask<'_>) -> Markup {
        html! { label for=(name) { (self.words(ask)) } }
    }

    fn words(&self, ask: &Ask<'_>) -> Markup {
        html! {
            (self.text.t(ask.label))
            @if !ask.unit.is_empty() { " (" (ask.unit) ")" }
            @if ask.optional { " " span.soft { (self.text.t("field-optional")) } }
        }
    }

    fn foot(&self, name: &str, ask: &Ask<'_>) -> Markup {
        html! {
            @if let Some(hint) = &ask.hint { p.hint { (hint) } }
            (self.fault(name))
        }
    }

    fn fault(&self, name: &str) -> Markup {
        html! {
            @if let Some(fault) = self.form.fault_of(name) {
                @let args: Vec<(&'static str, &dyn ToString)> =
                    fault.args.iter().map(|(name, value)| (*name, value as &dyn ToString)).collect();
                p.fault id=(format!("{name}-fault")) { (self.text.with(fault.key, &args)) }
            }
        }
    }

    fn describes(&self, name: &str) -> Option<String> {
        self.form.fault_of(name).map(|_| format!("{name}-fault"))
    }

    fn invalid(&self, name: &str) -> Option<&'static str> {
        self.form.fault_of(name).map(|_| "true")
    }
}

fn last(ask: &Ask<'_>) -> Markup {
    html! { @if let Some(last) = &ask.last { span.last { (last) } } }
}

/// The hidden fields that every form carries, and its button.
#[must_use]
pub fn send(csrf: &str, sheet: Sheet<'_>, button: &str) -> Markup {
    html! {
        input type="hidden" name="csrf" value=(csrf);
        (sheet.hidden("entry"))
        button.btn type="submit" { (sheet.text.t(button)) }
    }
}
