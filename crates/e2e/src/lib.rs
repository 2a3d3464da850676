//! The pages in a real Chromium: the program is started with the example unit, a person logs in
//! and does her work, and every page she meets is checked.
//!
//! [`Puskesmas`] is a server with a data folder of its own that can be killed and started again, and
//! [`Phone`] one that is enrolled there and keeps its storage when it is killed.
//!
//! [`Program`] starts `betang demo`; [`Browser`] is a window of a given [`Width`] in front of it;
//! [`check`] holds what must be true of every page. The journeys are in `tests`, pictures of the
//! pages are taken by the program `shots`.
//!
//! Needs Chromium and its driver (`cargo xtask test` installs them on Debian) and a built `betang`.
//!
//! Never: depends on a crate of ours; it sees only what a person sees.

mod browser;
mod cdp;
pub mod check;
pub mod logs;
mod phone;
mod program;
mod puskesmas;

pub use self::{
    browser::{Browser, Width},
    phone::Phone,
    program::Program,
    puskesmas::Puskesmas,
};

/// Walks a journey at both widths, each a test of its own.
#[macro_export]
macro_rules! journeys {
    ($($journey:ident)*) => {$(
        mod $journey {
            use $crate::{Browser, Width};

            #[tokio::test]
            async fn on_a_phone() {
                Browser::walk(Width::Phone, super::$journey).await.unwrap_or_else(|error| panic!("{error}"));
            }

            #[tokio::test]
            async fn on_the_desktop() {
                Browser::walk(Width::Desktop, super::$journey).await.unwrap_or_else(|error| panic!("{error}"));
            }
        }
    )*};
}

/// What a step comes to: a sentence says what went wrong.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
