//! Where commands write to: results on standard output, everything else on standard error.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    complaint::{Code, Complaint},
    text::Text,
};

/// The terminal, or what stands in for it.
#[derive(Clone, Copy)]
pub(crate) struct Shell {
    /// The words.
    pub(crate) text: &'static Text,
}

impl Shell {
    /// The language, for sentences about workbooks.
    pub(crate) fn import_lang(self) -> exchange::cohort::Lang {
        use exchange::cohort::Lang;
        if std::ptr::eq(self.text, Text::indonesian()) { Lang::Id } else { Lang::En }
    }

    /// The app's own words in the same language.
    pub(crate) fn app_text(self) -> &'static app::Text {
        let is_indonesian = std::ptr::eq(self.text, Text::indonesian());
        app::Text::of(if is_indonesian { app::Lang::Id } else { app::Lang::En })
    }

    /// A line of a result.
    pub(crate) fn line(self, line: &str) -> Result<(), Complaint> {
        writeln!(io::stdout().lock(), "{line}").map_err(unwritable)
    }

    /// A sentence of the catalogue on standard output.
    pub(crate) fn say(self, key: &str, args: &[(&'static str, String)]) -> Result<(), Complaint> {
        self.line(&self.text.with(key, args))
    }

    /// A remark that is no result.
    pub(crate) fn remark(self, key: &str, args: &[(&'static str, String)]) {
        // Where standard error is closed there is nobody to be told.
        let _ = writeln!(io::stderr().lock(), "{}", self.text.with(key, args));
    }

    /// Says what went wrong; the program ends with the code.
    pub(crate) fn complain(self, complaint: &Complaint) -> Code {
        let _ = writeln!(io::stderr().lock(), "{}", complaint.say(self.text));
        Code::Failed
    }

    /// A result as JSON, indented.
    pub(crate) fn json(self, value: &impl Serialize) -> Result<(), Complaint> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        serde_json::to_writer_pretty(&mut out, value).map_err(|error| unwritable(error.into()))?;
        writeln!(out).and_then(|()| out.flush()).map_err(unwritable)
    }
}

/// Standard output is closed, or the disk full.
pub(crate) fn unwritable(error: io::Error) -> Complaint {
    Complaint::new("unwritable").with("message", error)
}
