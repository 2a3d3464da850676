//! A workshop as a calendar file (RFC 5545): lines end in CR LF, are folded at 75 octets, and keep their
//! UID, so that a workshop that is put off moves in the calendars and does not stand there twice.

use jiff::{Span, civil::DateTime};

use crate::{facts::Unit, matters::Workshop};

/// Octets of a line, without its end.
const WIDTH: usize = 75;

/// The calendar file of a workshop.
#[must_use]
pub fn calendar(workshop: &Workshop, unit: &Unit) -> String {
    let planned = &workshop.planned;
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Betang//Lokakarya Mini//ID".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@betang", workshop.id),
    ];
    let record = &planned.record;
    let newest = record.corrections.iter().map(|note| note.noted_at).chain([record.note.noted_at]).max();
    let stamp = newest.unwrap_or(record.note.noted_at).timestamp();
    lines.push(format!("DTSTAMP:{}", stamp.strftime("%Y%m%dT%H%M%SZ")));
    lines.push(format!("SEQUENCE:{}", record.corrections.len()));
    lines.extend(times(workshop, unit));
    lines.push(format!("SUMMARY:{}", escaped(&planned.title)));
    let place: Vec<_> =
        [&planned.room, &planned.address].into_iter().filter(|part| !part.is_empty()).collect();
    if !place.is_empty() {
        let place = place.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        lines.push(format!("LOCATION:{}", escaped(&place)));
    }
    let agenda: Vec<_> = planned.agenda.iter().map(|item| item.title.as_str()).collect();
    if !agenda.is_empty() {
        lines.push(format!("DESCRIPTION:{}", escaped(&agenda.join("\n"))));
    }
    let status = if workshop.cancelled.is_some() { "CANCELLED" } else { "CONFIRMED" };
    lines.push(format!("STATUS:{status}"));
    lines.push("END:VEVENT".to_owned());
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// From and until; the whole day where no hour is known.
fn times(workshop: &Workshop, unit: &Unit) -> Vec<String> {
    let planned = &workshop.planned;
    let Some(from) = planned.from else {
        let next = crate::gestation::plus_days(planned.on, 1);
        return vec![
            format!("DTSTART;VALUE=DATE:{}", planned.on.strftime("%Y%m%d")),
            format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")),
        ];
    };
    let utc = |local: DateTime| {
        let utc = local.saturating_sub(Span::new().minutes(i64::from(unit.utc_offset_minutes)));
        utc.strftime("%Y%m%dT%H%M%SZ").to_string()
    };
    let mut lines = vec![format!("DTSTART:{}", utc(planned.on.to_datetime(from)))];
    if let Some(until) = planned.until.filter(|until| *until > from) {
        lines.push(format!("DTEND:{}", utc(planned.on.to_datetime(until))));
    }
    lines
}

/// A text as a value: its own commas, semicolons, backslashes and line ends are marked.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A line with its end, broken where it is too long, and never within a letter.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out + "\r\n"
}
