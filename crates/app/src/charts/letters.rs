//! How much room words take, so that they are cut or broken before they run over something.

/// About how wide a text is in the face that `charts.css` names, at this size; rather too much than too little.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(of_letter).sum::<f64>() * size
}

/// The same in firm letters, which are a little wider.
pub(super) fn firm(text: &str, size: f64) -> f64 {
    width(text, size) * 1.07
}

fn of_letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | '\'' | '|' | '!' => 0.29,
        'f' | 't' | 'r' | ' ' | '\u{a0}' | '-' | '(' | ')' | '/' => 0.36,
        'm' | 'M' | 'W' | '%' => 0.9,
        'w' | 'O' | 'Q' | 'G' => 0.79,
        'A'..='Z' => 0.69,
        _ => 0.57,
    }
}

/// The text, cut with an ellipsis where it is wider than `room`.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room / size - of_letter('…') - 0.4;
    let mut short: String = text
        .chars()
        .take_while(|letter| {
            left -= of_letter(*letter);
            left >= 0.0
        })
        .collect();
    short.truncate(short.trim_end().len());
    if short.is_empty() {
        short.extend(text.chars().next());
    }
    short + "…"
}

/// The text in lines no wider than `room`, broken between words; a word that is wider is cut.
pub(super) fn lines(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(word, size) + 0.36 * size <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, size, room)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(cut("Tumbang Puroh", 13.0, 200.0), "Tumbang Puroh");
        let long = "M".repeat(80);
        let short = cut(&long, 13.0, 100.0);
        assert!(short.ends_with('…') && width(&short, 13.0) <= 100.0);
        assert_eq!(cut("Mm", 13.0, 1.0), "M…");
        assert_eq!(cut("", 13.0, 0.0), "");
    }

    #[test]
    fn lines_are_no_wider_than_their_room() {
        let text = "Belum ada letaknya: Tumbang Puroh, Katunjung, Lawang Tamang dan Tumbang Sirat";
        let broken = lines(text, 13.0, 150.0);
        assert!(broken.len() > 2 && broken.iter().all(|line| width(line, 13.0) <= 150.0));
        assert_eq!(broken.join(" "), text);
        assert!(lines("", 13.0, 150.0).is_empty());
    }
}
