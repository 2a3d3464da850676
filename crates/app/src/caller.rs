//! Who calls, in which language, and what they may do: the one extractor of every page.

use std::sync::Arc;

use axum::{
    extract::{FromRef, FromRequestParts},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    facts::Fact,
    family::Family,
    ids::{EntryId, SubjectId, VillageCode},
    note::Note,
    register::Register,
    rights::Act,
    rules::Rules,
};
use http::{header, request::Parts};
use jiff::civil::Date;
use maud::Markup;

use crate::{
    failure::{Failure, Kind},
    page::{self, Tab},
    text::{Lang, Text},
    who::Who,
    world::{App, World},
};

/// A person at work with the program.
#[derive(Clone)]
pub struct Caller {
    /// The unit.
    pub world: Arc<World>,
    /// The person.
    pub who: Who,
    /// The words of her language.
    pub text: &'static Text,
    /// Path and query of the page, to come back to.
    pub path: String,
}

impl<S> FromRequestParts<S> for Caller
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let Some(who) = parts.extensions.get::<Who>().cloned() else {
            let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            return Err(Redirect::to(&format!("/masuk?ke={back}")).into_response());
        };
        Ok(Self { world: App::from_ref(state), who, text: Text::of(lang_of(parts)), path })
    }
}

/// The language a request asks for: the cookie `bahasa`, else Indonesian.
#[must_use]
pub fn lang_of(parts: &Parts) -> Lang {
    let cookies = parts.headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix("bahasa=").and_then(Lang::of_tag))
        .unwrap_or_default()
}

impl Caller {
    /// The words of a key.
    #[must_use]
    pub fn t<'a>(&self, key: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.text.t(key)
    }

    /// The words of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&'static str, &dyn ToString)]) -> String {
        self.text.with(key, args)
    }

    /// Her language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.text.lang()
    }

    /// Today, on the unit's calendar.
    #[must_use]
    pub fn today(&self) -> Date {
        self.world.today()
    }

    /// The rules as the unit has chosen them.
    #[must_use]
    pub fn rules(&self) -> Rules {
        let register = self.world.register();
        Rules::of(register.unit().map(|unit| &**unit))
    }

    /// A whole page around `body`.
    #[must_use]
    pub fn page(&self, title: &str, tab: Tab, body: &Markup) -> Response {
        page::whole(self, title, tab, body)
    }

    /// A failure in her language.
    #[must_use]
    pub fn failure(&self, kind: Kind) -> Failure {
        Failure::new(kind, self.lang())
    }

    /// Stops who may not do this.
    ///
    /// # Errors
    /// [`Kind::Forbidden`].
    pub fn must(&self, act: Act) -> Result<(), Failure> {
        if self.who.scope.may(act) { Ok(()) } else { Err(self.failure(Kind::Forbidden)) }
    }

    /// Whether this family may be seen.
    #[must_use]
    pub fn sees(&self, family: &Family) -> bool {
        self.who.scope.sees_family(family)
    }

    /// A family, if there is one that she may see.
    ///
    /// # Errors
    /// [`Kind::Missing`], also for one she may not see: that it exists is not hers to know.
    pub fn family(&self, id: SubjectId) -> Result<Arc<Family>, Failure> {
        let family = self.world.register().family(id).cloned();
        family.filter(|family| self.sees(family)).ok_or_else(|| self.failure(Kind::Missing))
    }

    /// The same, noting in the access log that its page was read.
    ///
    /// # Errors
    /// As [`Caller::family`].
    pub fn read_family(&self, id: SubjectId, purpose: &str) -> Result<Arc<Family>, Failure> {
        let family = self.family(id)?;
        self.world.note_reading(self.who.id, self.who.device, id, purpose);
        Ok(family)
    }

    /// Villages she may record for, by code: her own, or all that are open.
    #[must_use]
    pub fn villages(&self, register: &Register) -> Vec<(VillageCode, String)> {
        let all = register.villages().iter().filter(|(_, village)| !village.closed);
        let mine = all
            .filter(|(code, _)| self.who.scope.villages.is_empty() || self.who.scope.villages.contains(code));
        mine.map(|(code, village)| (code.clone(), village.name.clone())).collect()
    }

    /// A note by her, now.
    #[must_use]
    pub fn note(
        &self,
        id: EntryId,
        subject: SubjectId,
        village: Option<VillageCode>,
        fact: impl Into<Fact>,
    ) -> Note {
        Note {
            id,
            village,
            subject,
            author: self.who.id,
            device: self.who.device,
            noted_at: self.world.now(),
            amends: None,
            fact: fact.into(),
        }
    }

    /// Appends notes; when it returns they are safe.
    ///
    /// # Errors
    /// [`Kind::Full`] when there is no space left, [`Kind::Ours`] when the log could not take them.
    pub async fn append(&self, notes: Vec<Note>) -> Result<(), Failure> {
        self.world.append(notes).await.map_err(|error| self.failure(Kind::of(&error)))
    }

    /// A fresh entry id, for a form that is about to be shown.
    #[must_use]
    pub fn fresh(&self) -> EntryId {
        EntryId(self.world.id())
    }
}
