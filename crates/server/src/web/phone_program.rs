//! The phone's program on the network: what `cargo xtask wasm` made, as it was when this program was
//! built, or of a folder.
//!
//! The worker's script and whatever has an address of its own on every phone are asked for anew each
//! time; what lies under the version's address never changes.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Path as At, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;

/// Without it the pages work as always, and no phone can be enrolled.
const NEEDED: [&str; 7] =
    ["betang_bg.wasm", "enrol.js", "manifest.webmanifest", "phone.js", "sw.js", "turn.js", "unlock.js"];

/// Cargo builds the program again when another phone's program was made, and only then: `cargo xtask`
/// names it in this variable.
const _: Option<&str> = option_env!("BETANG_PHONE_PROGRAM");

#[derive(RustEmbed)]
#[folder = "../../target/site"]
#[allow_missing = true]
struct Embedded;

/// Where the phone's program is taken from.
#[derive(Clone, Debug, Default)]
pub(crate) struct PhoneProgram {
    folder: Option<PathBuf>,
}

impl PhoneProgram {
    /// Takes it from a folder, or what is embedded.
    pub(crate) fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_path_buf) }
    }

    /// Whether all of it is there.
    pub(crate) fn is_complete(&self) -> bool {
        self.version().is_some() && NEEDED.iter().all(|name| self.file(name).is_some())
    }

    /// The version that program get.
    pub(crate) fn version(&self) -> Option<String> {
        String::from_utf8(self.file("version")?.into_owned()).ok()
    }

    fn file(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        let is_plain = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        match &self.folder {
            _ if !is_plain => None,
            Some(folder) => std::fs::read(folder.join(name)).ok().map(Cow::Owned),
            None => Embedded::get(name).map(|file| file.data),
        }
    }

    /// The answer with a file: in brotli for whoever takes it, nothing for whoever has it already.
    fn answer(&self, name: &str, asked: &HeaderMap, keep: &'static str) -> Option<Response> {
        let small = accepts_brotli(asked).then(|| self.file(&format!("{name}.br"))).flatten();
        let encoding = small.is_some().then_some((header::CONTENT_ENCODING, "br"));
        let body = small.or_else(|| self.file(name))?;
        let tag = format!(
            "\"{}{}\"",
            self.version().unwrap_or_default(),
            if encoding.is_some() { "-br" } else { "" }
        );
        let has_it = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
        let mut response =
            if has_it { StatusCode::NOT_MODIFIED.into_response() } else { body.into_owned().into_response() };
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers_mut().insert(name, value);
            }
        };
        set(header::CONTENT_TYPE, kind(name));
        set(header::CACHE_CONTROL, keep);
        set(header::ETAG, &tag);
        set(header::VARY, "accept-encoding");
        if let Some((name, value)) = encoding {
            set(name, value);
        }
        Some(response)
    }
}

/// The addresses of the phone's program.
pub(crate) fn routes(program: &PhoneProgram) -> Router {
    let mut router =
        Router::new().route("/phone/{version}/{*name}", get(versioned)).route("/ikon/{name}", get(icon));
    for name in ["sw.js", "phone.js", "turn.js", "enrol.js", "unlock.js", "manifest.webmanifest"] {
        let serve = move |State(program): State<Arc<PhoneProgram>>, headers: HeaderMap| async move {
            found(program.answer(name, &headers, "no-cache"))
        };
        router = router.route(&format!("/{name}"), get(serve));
    }
    router.with_state(Arc::new(program.clone()))
}

async fn versioned(
    State(program): State<Arc<PhoneProgram>>,
    At((version, name)): At<(String, String)>,
    headers: HeaderMap,
) -> Response {
    // A phone that is just taking an older version must not get half of each.
    let is_ours = program.version().is_some_and(|ours| ours == version);
    found(is_ours.then(|| program.answer(&name, &headers, "public, max-age=31536000, immutable")).flatten())
}

async fn icon(
    State(program): State<Arc<PhoneProgram>>,
    At(name): At<String>,
    headers: HeaderMap,
) -> Response {
    found(program.answer(&format!("ikon/{name}"), &headers, "public, max-age=86400"))
}

fn found(answer: Option<Response>) -> Response {
    answer.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

fn accepts_brotli(asked: &HeaderMap) -> bool {
    let words = asked.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    words
        .flat_map(|value| value.split(','))
        .any(|word| word.split(';').next().is_some_and(|word| word.trim() == "br"))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    fn site() -> (tempfile::TempDir, PhoneProgram) {
        let folder = tempfile::tempdir().unwrap();
        for name in NEEDED {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        std::fs::write(folder.path().join("version"), "v1").unwrap();
        std::fs::write(folder.path().join("sw.js.br"), "small").unwrap();
        let program = PhoneProgram::new(Some(folder.path()));
        (folder, program)
    }

    fn asking(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_site_with_a_file_missing_enrols_nobody() {
        let (folder, program) = site();
        assert!(program.is_complete());
        std::fs::remove_file(folder.path().join("phone.js")).unwrap();
        assert!(!program.is_complete());
    }

    #[tokio::test]
    async fn brotli_is_for_those_who_take_it() {
        let (_folder, program) = site();
        let small =
            program.answer("sw.js", &asking(header::ACCEPT_ENCODING, "gzip, br;q=1"), "no-cache").unwrap();
        assert_eq!(small.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(to_bytes(small.into_body(), 99).await.unwrap(), "small");
        let plain = program.answer("sw.js", &asking(header::ACCEPT_ENCODING, "gzip"), "no-cache").unwrap();
        assert!(plain.headers().get(header::CONTENT_ENCODING).is_none());
        assert_eq!(to_bytes(plain.into_body(), 99).await.unwrap(), "sw.js");
    }

    #[test]
    fn what_a_browser_has_is_not_sent_again() {
        let (_folder, program) = site();
        let again = program.answer("phone.js", &asking(header::IF_NONE_MATCH, "\"v1\""), "no-cache").unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let old = program.answer("phone.js", &asking(header::IF_NONE_MATCH, "\"v0\""), "no-cache").unwrap();
        assert_eq!(old.status(), StatusCode::OK);
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let (_folder, program) = site();
        assert!(program.answer("../../etc/passwd", &HeaderMap::new(), "no-cache").is_none());
    }
}
