//! `sms.toml` in the data folder: which gateway the unit has, and its secrets. Only the program's own user may read
//! it. A mistake in it is told with its line and stops nothing else; no value of it is ever told, for it may be a
//! secret in the wrong place.

use std::{io, path::Path, sync::Arc};

use app::pages::message_setup::{Kind, Settings};
use gateways::{
    Gateway, Roots, Secret,
    android::{self, Android},
    gammu::{Folders, Gammu, Reading},
    http::{self as plain, Http},
};
use jiff::tz::Offset;
use serde::Deserialize;
use toml::Spanned;

use super::line::{Line, Webhook};
use crate::{complaint::Complaint, private_file};

/// The file's name.
pub(crate) const NAME: &str = "sms.toml";

/// The file: one of these tables, or none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    gammu: Option<Spanned<GammuPart>>,
    android: Option<Spanned<AndroidPart>>,
    http: Option<Spanned<HttpPart>>,
    stand_in: Option<Spanned<StandInPart>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GammuPart {
    folder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AndroidPart {
    url: String,
    user: String,
    password: String,
    webhook_key: String,
    authority: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HttpPart {
    url: String,
    token: String,
    webhook_key: String,
    authority: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandInPart {}

/// Reads the file; none where there is no file, or where it names no gateway.
///
/// # Errors
/// What is wrong, in which line.
pub(crate) fn read(folder: &Path) -> Result<Option<Settings>, Complaint> {
    let path = folder.join(NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => parsed(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Complaint::new("sms-file-unreadable").with("file", NAME).with("message", error.kind()))
        }
    }
}

fn parsed(text: &str) -> Result<Option<Settings>, Complaint> {
    let at = |start: usize| 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count();
    let wrong = |key, start| Complaint::new(key).with("file", NAME).with("line", at(start));
    let file: File = toml::from_str(text)
        .map_err(|error| wrong("sms-file-syntax", error.span().map_or(0, |span| span.start)))?;
    let mut found: Vec<(usize, Settings)> = Vec::new();
    found.extend(file.gammu.map(|part| (part.span().start, of_gammu(part.into_inner()))));
    found.extend(file.android.map(|part| (part.span().start, of_android(part.into_inner()))));
    found.extend(file.http.map(|part| (part.span().start, of_http(part.into_inner()))));
    let stand_in = || Settings { kind: Some(Kind::StandIn), ..Settings::default() };
    found.extend(file.stand_in.map(|part| (part.span().start, stand_in())));
    found.sort_by_key(|(start, _)| *start);
    if let Some((second, _)) = found.get(1) {
        return Err(wrong("sms-file-two", *second));
    }
    let Some((start, settings)) = found.into_iter().next() else { return Ok(None) };
    // That it can be opened is found out here, where its line is known.
    open(&settings, Offset::UTC).map_err(|key| wrong(key, start))?;
    Ok(Some(settings))
}

fn of_gammu(part: GammuPart) -> Settings {
    Settings { kind: Some(Kind::Gammu), folder: part.folder, ..Settings::default() }
}

fn of_android(part: AndroidPart) -> Settings {
    Settings {
        kind: Some(Kind::Android),
        url: part.url,
        user: part.user,
        secret: part.password,
        webhook_key: part.webhook_key,
        authority: part.authority.unwrap_or_default(),
        ..Settings::default()
    }
}

fn of_http(part: HttpPart) -> Settings {
    Settings {
        kind: Some(Kind::Http),
        url: part.url,
        secret: part.token,
        webhook_key: part.webhook_key,
        authority: part.authority.unwrap_or_default(),
        ..Settings::default()
    }
}

/// Writes the file.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(folder: &Path, settings: &Settings) -> io::Result<()> {
    let secret = if settings.kind == Some(Kind::Android) { "password" } else { "token" };
    let fields = [
        ("folder", &settings.folder),
        ("url", &settings.url),
        ("user", &settings.user),
        (secret, &settings.secret),
        ("webhook_key", &settings.webhook_key),
        ("authority", &settings.authority),
    ];
    let mut text = settings.kind.map(|kind| format!("[{}]\n", kind.word())).unwrap_or_default();
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        // What JSON writes as a string, TOML reads as one, once there are no control characters.
        let plain: String = value.chars().filter(|letter| !letter.is_control()).collect();
        text += &format!("{name} = {}\n", serde_json::to_string(&plain)?);
    }
    private_file::write(&folder.join(NAME), text.as_bytes())
}

/// The gateway of these settings, or the key of what is wrong with them.
///
/// # Errors
/// The key of a sentence, in the catalogues of the command line and of the pages alike.
pub(crate) fn open(settings: &Settings, offset: Offset) -> Result<Line, &'static str> {
    match settings.kind {
        Some(Kind::Gammu) => gammu(settings, offset),
        Some(Kind::Android) => android(settings),
        Some(Kind::Http) => http(settings),
        Some(Kind::StandIn) => Ok(Line::stand_in()),
        None => Err("sms-file-none"),
    }
}

fn line(gateway: impl Gateway + 'static, webhook: Option<Webhook>) -> Line {
    Line { gateway: Arc::new(gateway), webhook, stand_in: None }
}

fn gammu(settings: &Settings, offset: Offset) -> Result<Line, &'static str> {
    if !Path::new(&settings.folder).is_absolute() {
        return Err("sms-file-folder");
    }
    let reading = Reading { offset, ..Reading::default() };
    Ok(line(Gammu::new(Kind::Gammu.word(), Folders::below(&settings.folder), reading), None))
}

/// What Gammu's daemon must have in its own file, so that it shares its folders with us.
pub(crate) fn modem(settings: &Settings) -> Option<String> {
    let daemon = || Folders::below(&settings.folder).smsdrc();
    (settings.kind == Some(Kind::Gammu))
        .then(|| format!("[gammu]\nport = /dev/ttyUSB0\nconnection = at\n\n{}", daemon()))
}

fn android(settings: &Settings) -> Result<Line, &'static str> {
    let given = android::Settings {
        url: settings.url.clone(),
        user: settings.user.clone(),
        password: secret(&settings.secret)?,
        roots: roots(settings)?,
        sim: None,
    };
    let webhook = Webhook::Android(android::Webhook::new(secret(&settings.webhook_key)?));
    let gateway = Android::new(Kind::Android.word(), &given).map_err(|_| "sms-file-address")?;
    Ok(line(gateway, Some(webhook)))
}

fn http(settings: &Settings) -> Result<Line, &'static str> {
    let (token, roots) = (secret(&settings.secret)?, roots(settings)?);
    let webhook = Webhook::Http(plain::Webhook::new(secret(&settings.webhook_key)?));
    let gateway =
        Http::new(Kind::Http.word(), &settings.url, &token, &roots).map_err(|_| "sms-file-address")?;
    Ok(line(gateway, Some(webhook)))
}

fn secret(text: &str) -> Result<Secret, &'static str> {
    Secret::new(text).map_err(|_| "sms-file-secret")
}

fn roots(settings: &Settings) -> Result<Roots, &'static str> {
    match settings.authority.as_str() {
        "" => Ok(Roots::Public),
        path => std::fs::read(path).map(Roots::Pem).map_err(|_| "sms-file-authority"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> (&'static str, Option<String>) {
        let complaint = parsed(text).unwrap_err();
        let told = complaint.say(crate::text::Text::indonesian());
        assert!(told.contains(NAME) && !told.contains("rahasia"), "{told}");
        (complaint.key(), complaint.arg("line").map(str::to_owned))
    }

    #[test]
    fn what_is_written_is_read_again_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        for kind in Kind::ALL {
            let settings = Settings {
                kind: Some(kind),
                folder: if kind == Kind::Gammu { "/var/spool/gammu".to_owned() } else { String::new() },
                ..Settings::default()
            };
            let settings = match kind {
                Kind::Gammu | Kind::StandIn => settings,
                Kind::Android | Kind::Http => Settings {
                    url: "https://hp.example/api".to_owned(),
                    user: if kind == Kind::Android { "sms".to_owned() } else { String::new() },
                    secret: "rahasia \"satu\"".to_owned(),
                    webhook_key: "rahasia dua".to_owned(),
                    ..settings
                },
            };
            write(folder.path(), &settings).unwrap();
            assert_eq!(read(folder.path()).unwrap(), Some(settings));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join(NAME)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn mistakes_are_told_by_their_line_and_without_what_is_written_there() {
        assert_eq!(parsed("# belum ada\n").unwrap(), None);
        let two = "[gammu]\nfolder = \"/a\"\n[stand_in]\n";
        assert_eq!(wrong(two), ("sms-file-two", Some("3".to_owned())));
        assert_eq!(wrong("\n[gammu]\nfolder = \"a\"\n").0, "sms-file-folder");
        assert_eq!(wrong("[gammu]\nfolder = 5\n"), ("sms-file-syntax", Some("2".to_owned())));
        let http = "[http]\nurl = \"https://a.example\"\ntoken = \"rahasia-1\"\nwebhook_key = \"pendek\"\n";
        assert_eq!(wrong(http), ("sms-file-secret", Some("1".to_owned())));
        assert_eq!(wrong("[http]\ntoken = rahasia\n"), ("sms-file-syntax", Some("2".to_owned())));
        let address = "[http]\nurl = \"rahasia\"\ntoken = \"rahasia-1\"\nwebhook_key = \"rahasia-2\"\n";
        assert_eq!(wrong(address).0, "sms-file-address");
    }
}
