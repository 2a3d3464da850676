//! Typst: the world that a template sees (the template, one JSON file, the pictures, the fonts, nothing
//! else), and the PDF made of what it sets.

use std::{collections::HashMap, sync::LazyLock};

use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
    visualize::{ExchangeFormat, RasterImage, SvgImage},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{
    Error, Pdf,
    papers::Kind,
    parts::{Picture, PictureKind},
};

/// Bookman and Arial look-alikes, which may be embedded: see the licences beside them.
const FONT_FILES: [&[u8]; 6] = [
    include_bytes!("../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../fonts/LiberationSans-Italic.ttf"),
    include_bytes!("../fonts/texgyrebonum-regular.otf"),
    include_bytes!("../fonts/texgyrebonum-bold.otf"),
    include_bytes!("../fonts/texgyrebonum-italic.otf"),
];

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../papers/", $name, ".typ")))),*]
    };
}

/// The templates by name; `house`, `tables`, `texts` and `pairs` are what the others share.
const TEMPLATES: &[(&str, &str)] = &templates![
    "house",
    "tables",
    "texts",
    "pairs",
    "addendum",
    "agenda",
    "agreement",
    "attendance",
    "birth_plan",
    "checklist",
    "cohort",
    "commitments",
    "decree",
    "handout",
    "invitation",
    "minutes",
    "press",
    "receipt",
    "referral",
    "slides",
    "sticker",
    "terms",
];

/// How many papers a piece of work is remembered for by Typst's cache.
const REMEMBERED_FOR: usize = 10;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FONT_FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(&*FONTS)));
static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    let sources = TEMPLATES.iter().filter_map(|(name, text)| {
        let id = file(&format!("{name}.typ"))?;
        Some((id, Source::new(id, (*text).to_owned())))
    });
    sources.collect()
});

/// Whether some font has this sign.
pub(crate) fn can_print(sign: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(sign)))
}

/// Sets a paper and writes it.
pub(crate) fn typeset<'a>(
    kind: Kind,
    given: &str,
    pictures: impl Iterator<Item = (String, &'a Picture)>,
) -> Result<Pdf, Error> {
    let paper = kind.file;
    let mut desk = Desk {
        main: file(&format!("{}.typ", kind.template)).ok_or(Error::Fields(paper))?,
        files: HashMap::new(),
    };
    desk.put("paper.json", Bytes::from_string(given.to_owned()));
    for (name, picture) in pictures {
        let bytes = Bytes::new(picture.bytes.clone());
        if !is_readable(picture.kind, &bytes) {
            return Err(Error::Picture { paper, picture: name });
        }
        desk.put(&format!("picture-{name}"), bytes);
    }
    let outcome = write(&desk, paper);
    typst::comemo::evict(REMEMBERED_FOR);
    outcome
}

fn write(desk: &Desk, paper: &'static str) -> Result<Pdf, Error> {
    let document: PagedDocument =
        typst::compile(desk).output.map_err(|faults| Error::Setting { paper, place: desk.place(&faults) })?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|_| Error::Writing { paper, place: "standards".to_owned() })?;
    let bytes = typst_pdf::pdf(&document, &PdfOptions { standards, ..PdfOptions::default() })
        .map_err(|faults| Error::Writing { paper, place: desk.place(&faults) })?;
    Ok(Pdf { bytes, pages: document.pages().len() })
}

/// Whether a picture can be decoded as what it says it is.
fn is_readable(kind: PictureKind, bytes: &Bytes) -> bool {
    let exchange = |format: ExchangeFormat| RasterImage::plain(bytes.clone(), format).is_ok();
    match kind {
        PictureKind::Png => exchange(ExchangeFormat::Png),
        PictureKind::Jpg => exchange(ExchangeFormat::Jpg),
        PictureKind::Svg => SvgImage::new(bytes.clone()).is_ok(),
    }
}

/// A file of the world, by its name.
fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{name}")).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What one paper is made from.
struct Desk {
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl Desk {
    fn put(&mut self, name: &str, bytes: Bytes) {
        if let Some(id) = file(name) {
            self.files.insert(id, bytes);
        }
    }

    /// Where the first fault is. Its message may quote the paper and is not told.
    fn place(&self, faults: &[SourceDiagnostic]) -> String {
        let place = |fault: &SourceDiagnostic| {
            let id = fault.span.id()?;
            let source = SOURCES.get(&id)?;
            let line = source.lines().byte_to_line(self.range(fault.span)?.start)?;
            Some(format!("{}:{}", id.get().vpath().get_without_slash(), line + 1))
        };
        faults.iter().find_map(place).unwrap_or_else(|| "unknown place".to_owned())
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
