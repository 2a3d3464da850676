//! The language of the pages. Elsewhere it is the cookie `bahasa`; browsers hide cookies from a
//! worker, so the shell keeps it: it hears what a page would set, and speaks it with each request.

use std::cell::Cell;

use app::Lang;
use http::{HeaderMap, HeaderValue, header};

/// The language last chosen on this phone.
#[derive(Debug, Default)]
pub(crate) struct Tongue(Cell<Lang>);

impl Tongue {
    /// Remembers the language that an answer sets.
    pub(crate) fn hear(&self, answer: &HeaderMap) {
        let set = answer.get_all(header::SET_COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let tag = set.filter_map(|value| value.split(';').next()?.trim().strip_prefix("bahasa=")).last();
        if let Some(lang) = tag.and_then(Lang::of_tag) {
            self.0.set(lang);
        }
    }

    /// Gives a request the cookie that it would have had.
    pub(crate) fn speak(&self, request: &mut HeaderMap) {
        let cookie = match self.0.get() {
            Lang::Id => "bahasa=id",
            Lang::En => "bahasa=en",
        };
        request.insert(header::COOKIE, HeaderValue::from_static(cookie));
    }
}
