//! A message taken apart into words and numbers.

use crate::names::plain;

/// How many words of a message are read.
const MOST: usize = 400;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing but a space or a hyphen.
    #[default]
    None,
    /// A comma, a bracket or the like.
    Comma,
    /// The end of a sentence or a line.
    Stop,
}

/// A word or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As it was written.
    pub(super) said: &'a str,
    /// The same in small letters, without accents, apostrophes and letters written double.
    pub(super) word: String,
    /// What stands before it.
    pub(super) gap: Gap,
}

impl Token<'_> {
    /// The whole number it is; a fraction is left off.
    pub(super) fn number(&self) -> Option<u16> {
        let whole = self.said.split(['.', ',']).next().unwrap_or(self.said);
        (whole.len() <= 3).then(|| whole.parse().ok()).flatten()
    }

    /// Whether it has no digit.
    pub(super) fn is_word(&self) -> bool {
        self.word.chars().all(char::is_alphabetic)
    }

    /// Whether it is a word of more than three letters.
    pub(super) fn is_long_word(&self) -> bool {
        self.is_word() && self.word.len() > 3
    }
}

/// A word as it is looked up.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase).map(plain) {
        if letter.is_ascii_digit() || (letter.is_alphanumeric() && !folded.ends_with(letter)) {
            folded.push(letter);
        }
    }
    folded
}

/// The words of a cleaned text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut gap = Gap::None;
    let mut ended = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins = text.len() - rest.len();
        let (word, after) = rest.split_at(length(rest, first));
        rest = after;
        if first.is_alphanumeric() {
            if tokens.len() == MOST {
                break;
            }
            // "mules2" says it twice, "rt2" is a number.
            let twice = word == "2" && begins == ended && tokens.last().is_some_and(Token::is_long_word);
            if !twice {
                tokens.push(Token { said: word, word: folded(word), gap });
            }
            gap = Gap::None;
            ended = text.len() - rest.len();
        } else {
            gap = gap.max(gap_of(first));
        }
    }
    tokens
}

/// How many bytes belong together from here on: the letters of a word, the digits of a number, or one other character.
fn length(rest: &str, first: char) -> usize {
    let digits = first.is_ascii_digit();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let goes_on = match letter {
            _ if !first.is_alphanumeric() => false,
            // "4,5" and "3.30" are one number, "Siti,5" is not.
            '.' | ',' if digits => next.is_some_and(|next| next.is_ascii_digit()),
            // "Nor'aini" is one word.
            '\'' if !digits => next.is_some_and(char::is_alphabetic),
            _ if digits => letter.is_ascii_digit(),
            _ => letter.is_alphanumeric() && !letter.is_ascii_digit(),
        };
        if !goes_on {
            return at;
        }
    }
    rest.len()
}

fn gap_of(letter: char) -> Gap {
    match letter {
        '.' | '!' | '?' | ';' | '\n' => Gap::Stop,
        ' ' | '-' | '_' | '\'' | '"' | '/' | '*' | '#' | '@' | '=' => Gap::None,
        _ => Gap::Comma,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_and_numbers_are_told_apart() {
        assert_eq!(words("HAMIL Siti, Rt2 3bln"), ["hamil", "siti", "rt", "2", "3", "bln"]);
        assert_eq!(words("mules2 4,5 bln jam 3.30"), ["mules", "45", "bln", "jam", "330"]);
        assert_eq!(words("Tolooong!!! Nor'aini kejang-kejang"), ["tolong", "noraini", "kejang", "kejang"]);
        assert_eq!(words("🤰 HAMIL.Siti"), ["hamil", "siti"]);
        assert_eq!(tokens("4,5 bln")[0].number(), Some(4));
        assert_eq!(tokens("081234567890")[0].number(), None);
    }

    #[test]
    fn what_stands_between_words_is_kept() {
        let gaps: Vec<Gap> = tokens("a b, c. d\ne (f)").into_iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::None, Gap::None, Gap::Comma, Gap::Stop, Gap::Stop, Gap::Comma]);
    }
}
