//! What went wrong with a request, as the person who made it should hear it.

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use store::StoreError;

use crate::{
    page,
    text::{Lang, Text},
};

/// A failure has a kind; the sentence and the hint are in the catalogues (`failure.ftl`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The form could not be understood at all.
    Mistake,
    /// There is no such page or person.
    Missing,
    /// No right to see or do this.
    Forbidden,
    /// The form is older than the session.
    Stale,
    /// This needs the server, which cannot be reached.
    Offline,
    /// The phone has no space left; nothing was saved.
    Full,
    /// Our own fault; nothing was saved.
    Ours,
}

/// A failure on its way to the person.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// Its kind.
    pub kind: Kind,
    /// The language to say it in.
    pub lang: Lang,
}

impl Failure {
    /// A failure of this kind.
    #[must_use]
    pub fn new(kind: Kind, lang: Lang) -> Self {
        Self { kind, lang }
    }
}

impl Kind {
    /// What a failing log means to the person.
    #[must_use]
    pub fn of(error: &StoreError) -> Self {
        if error.is_full() { Self::Full } else { Self::Ours }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Mistake => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Ours => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Mistake => ("failure-mistake", "failure-mistake-hint"),
            Self::Missing => ("failure-missing", "failure-missing-hint"),
            Self::Forbidden => ("failure-forbidden", "failure-forbidden-hint"),
            Self::Stale => ("failure-stale", "failure-stale-hint"),
            Self::Offline => ("failure-offline", "failure-offline-hint"),
            Self::Full => ("failure-full", "failure-full-hint"),
            Self::Ours => ("failure-ours", "failure-ours-hint"),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let text = Text::of(self.lang);
        let (sentence, hint) = self.kind.keys();
        let body = maud::html! {
            h1 { (text.t(sentence)) }
            p { (text.t(hint)) }
            // Who leaves this page would lose what she typed.
            @if self.kind != Kind::Full { p { a.btn.line href="/" { (text.t("failure-home")) } } }
        };
        let page = page::bare(text, text.t(sentence), &body);
        (self.kind.status(), [(header::CACHE_CONTROL, "no-store")], page).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_space_is_told_from_other_faults() {
        assert_eq!(Kind::of(&StoreError::full()), Kind::Full);
        assert_eq!(Kind::of(&StoreError("torn".into())), Kind::Ours);
        assert_eq!(Failure::new(Kind::Full, Lang::Id).into_response().status(), 507);
    }
}
