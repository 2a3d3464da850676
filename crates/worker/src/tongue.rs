//! The language of the pages. Elsewhere it is the cookie `bahasa`; browsers hide cookies from a
//! worker, so the shell keeps it: it hears what a page would set, and speaks it with each request.

use std::cell::Cell;

use app::Lang;
use http::{HeaderMap, HeaderValue, header};
use store::StoreError;
use store_indexeddb::{Change, Disk};

/// The record it is kept in: it is wanted before the phone is unlocked, and says nothing of anybody.
const RECORD: &str = "bahasa";

/// The language last chosen on this phone.
#[derive(Debug, Default)]
pub(crate) struct Tongue(Cell<Lang>);

impl Tongue {
    /// The language that was chosen.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) async fn load(disk: &dyn Disk) -> Result<Self, StoreError> {
        let tag = disk.record(RECORD).await?.and_then(|tag| String::from_utf8(tag).ok());
        Ok(Self(Cell::new(tag.and_then(|tag| Lang::of_tag(&tag)).unwrap_or_default())))
    }

    /// The language.
    pub(crate) fn lang(&self) -> Lang {
        self.0.get()
    }

    /// Remembers the language that an answer sets.
    ///
    /// # Errors
    /// When the disk fails; the language holds until the worker stops, then.
    pub(crate) async fn hear(&self, answer: &HeaderMap, disk: &dyn Disk) -> Result<(), StoreError> {
        let set = answer.get_all(header::SET_COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let tag = set.filter_map(|value| value.split(';').next()?.trim().strip_prefix("bahasa=")).last();
        let Some(lang) = tag.and_then(Lang::of_tag).filter(|lang| *lang != self.0.get()) else {
            return Ok(());
        };
        self.0.set(lang);
        let records = vec![(RECORD.to_owned(), Some(lang.tag().as_bytes().to_vec()))];
        Ok(disk.commit(Change { records, ..Change::default() }).await?)
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
