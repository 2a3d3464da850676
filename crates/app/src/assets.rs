//! Style sheet, script and icon, compiled in. Their addresses carry the version's digest, so that
//! browsers may keep them for ever.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};

struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static str,
}

const ASSETS: &[Asset] = &[
    Asset {
        name: "betang.css",
        kind: "text/css; charset=utf-8",
        body: concat!(include_str!("../style/betang.css"), include_str!("../style/charts.css")),
    },
    Asset {
        name: "betang.js",
        kind: "text/javascript; charset=utf-8",
        body: include_str!("../style/betang.js"),
    },
    Asset { name: "news.js", kind: "text/javascript; charset=utf-8", body: include_str!("../style/news.js") },
    Asset { name: "betang.svg", kind: "image/svg+xml", body: include_str!("../style/betang.svg") },
];

static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    ASSETS.iter().map(|asset| format!("/aset/{:08x}/{}", digest(asset.body), asset.name)).collect()
});

/// Where an asset is served.
#[must_use]
pub fn address(name: &str) -> &'static str {
    let at = ASSETS.iter().position(|asset| asset.name == name);
    at.and_then(|at| ADDRESSES.get(at)).map_or("", String::as_str)
}

/// What a phone keeps of them: address, kind and body of each.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ASSETS.iter().map(|asset| (address(asset.name), asset.kind, asset.body))
}

/// Serves an asset; an old digest is answered with the asset of today.
pub async fn serve(Path((_, name)): Path<(String, String)>) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.kind),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            asset.body,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// FNV-1a: it names a version, it protects nothing.
fn digest(body: &str) -> u32 {
    body.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
