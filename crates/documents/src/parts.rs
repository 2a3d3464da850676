//! What several papers have in common: a letterhead, a number, people who sign, a gathering, tables and
//! pictures.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// How a unit's papers look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// What stands at the head of every paper.
    pub letterhead: Letterhead,
    /// The size of the sheet; without one, each paper has the size that offices use for it.
    pub size: Option<Size>,
}

/// Sizes of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// 210 × 297 mm.
    A4,
    /// Folio, 215 × 330 mm, on which decrees are written.
    F4,
}

/// The head of a paper (kop).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// From the widest authority to the unit: `PEMERINTAH KABUPATEN KAPUAS`, `DINAS KESEHATAN`,
    /// `UPT PUSKESMAS SEI HANYO`. The last one is set larger.
    pub lines: Vec<String>,
    /// Street, village, post code, telephone: small, a line each.
    pub address: Vec<String>,
    /// The arms of the Kabupaten.
    pub left: Option<Picture>,
    /// The unit's own sign.
    pub right: Option<Picture>,
}

/// A picture, handed over as the bytes of its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// What kind of file it is.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Vec<u8>,
    /// What is to be seen, for people who have the paper read to them.
    pub alt: String,
}

/// Kinds of picture files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    /// Points, without loss.
    Png,
    /// A photograph.
    Jpg,
    /// Lines and areas.
    Svg,
}

/// Somebody who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// As what: `Plt. Kepala UPT Puskesmas Sei Hanyo`.
    pub office: String,
    /// The name under the signature. Empty: a dotted line.
    pub name: String,
    /// What stands under the name: rank, `NIP …`.
    pub below: Vec<String>,
    /// With what she signs.
    pub mark: Mark,
}

/// With what somebody signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A pen.
    #[default]
    Ink,
    /// The left thumb.
    Thumbprint,
}

/// A gathering of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What it is called: `Lokakarya Mini Lintas Sektor`.
    pub title: String,
    /// The day.
    pub date: Date,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends; without it, `selesai`.
    pub until: Option<Time>,
    /// The time zone as people write it: `WIB`.
    pub zone: String,
    /// Where.
    pub place: String,
}

/// A piece of a text that a unit writes itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// Points.
    Points(Vec<String>),
    /// Numbered points.
    Steps(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture over the whole width, with its caption.
    Figure {
        /// The picture.
        picture: Picture,
        /// What it tells.
        caption: String,
    },
}

/// A table of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// The head of each column.
    pub head: Vec<String>,
    /// How wide each column is beside the others; without it, all alike.
    pub widths: Vec<u16>,
    /// The rows. A row that is too short is filled up, one that is too long is cut.
    pub rows: Vec<Vec<String>>,
}

/// A part of a text with its heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A name with what belongs to it, as lists of people have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The duty, as `Ketua`.
    pub duty: String,
    /// The name.
    pub name: String,
    /// Office and institution.
    pub office: String,
}
