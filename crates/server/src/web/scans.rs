//! Scans and photos that belong to an agreement or a workshop: looked into, freed of what they tell beside
//! the picture, and kept beside the log.

use img_parts::{DynImage, ImageEXIF, ImageICC};
use sha2::{Digest, Sha256};
use store_sql::File;

/// The largest file that is taken, in bytes. A page scanned at 300 dots per inch has about 1 MB, a photo of a
/// good telephone 4 to 8 MB.
pub(super) const LARGEST: usize = 12 * 1024 * 1024;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no JPEG, PNG or PDF, whatever its name says.
    WrongType,
    /// It begins like one, and is broken.
    Damaged,
    /// A PDF that is locked by a password, or that carries programs or other files.
    Active,
}

impl Refused {
    /// The catalogue's key of the sentence that says so, with what to do.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "scan-too-large",
            Self::WrongType => "scan-wrong-type",
            Self::Damaged => "scan-damaged",
            Self::Active => "scan-active",
        }
    }
}

/// Makes of what was sent what is kept.
///
/// # Errors
/// Why it is not taken.
pub(super) fn taken(bytes: Vec<u8>) -> Result<File, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    let (media_type, body) = match bytes.get(..8) {
        Some([0xff, 0xd8, 0xff, ..]) => ("image/jpeg", bare_picture(bytes)?),
        Some([0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) => ("image/png", bare_picture(bytes)?),
        Some([b'%', b'P', b'D', b'F', b'-', ..]) => ("application/pdf", bare_pdf(&bytes)?),
        _ => return Err(Refused::WrongType),
    };
    let sum = Sha256::digest(&body).into();
    Ok(File { sum, media_type: media_type.to_owned(), body })
}

/// A picture without where, when and with what it was taken. Its points stay as they are.
fn bare_picture(bytes: Vec<u8>) -> Result<Vec<u8>, Refused> {
    let picture = DynImage::from_bytes(bytes.into()).map_err(|_| Refused::Damaged)?;
    let mut picture = picture.ok_or(Refused::Damaged)?;
    picture.set_exif(None);
    picture.set_icc_profile(None);
    match &mut picture {
        // Application segments and comments: places, times, previews, editors' histories. The first holds
        // how the points are to be read, the fourteenth how their colours are.
        DynImage::Jpeg(jpeg) => {
            jpeg.segments_mut().retain(|segment| !matches!(segment.marker(), 0xe1..=0xed | 0xef | 0xfe));
        }
        DynImage::Png(png) => png.chunks_mut().retain(|chunk| PNG_KEPT.contains(&chunk.kind())),
        _ => return Err(Refused::WrongType),
    }
    let mut body = Vec::new();
    picture.encoder().write_to(&mut body).map_err(|_| Refused::Damaged)?;
    Ok(body)
}

/// Chunks without which a PNG does not look as it should.
const PNG_KEPT: &[[u8; 4]] =
    &[*b"IHDR", *b"PLTE", *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"bKGD", *b"pHYs", *b"IDAT", *b"IEND"];

/// A PDF without author, program and history, and only one that is nothing but pages.
fn bare_pdf(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut pdf = lopdf::Document::load_mem(bytes).map_err(|_| Refused::Damaged)?;
    if pdf.is_encrypted() {
        return Err(Refused::Active);
    }
    let is_active = pdf.objects.values().any(|object| {
        object
            .as_dict()
            .or_else(|_| object.as_stream().map(|stream| &stream.dict))
            .is_ok_and(|dict| ACTIVE.iter().any(|key| dict.has(key)) || dict.get(b"S").is_ok_and(acts))
    });
    if is_active {
        return Err(Refused::Active);
    }
    if pdf.get_pages().is_empty() {
        return Err(Refused::Damaged);
    }
    pdf.trailer.remove(b"Info");
    for object in pdf.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut() {
            dict.remove(b"Metadata");
            dict.remove(b"PieceInfo");
        } else if let Ok(stream) = object.as_stream_mut() {
            stream.dict.remove(b"Metadata");
            stream.dict.remove(b"PieceInfo");
        }
    }
    pdf.prune_objects();
    let mut body = Vec::new();
    pdf.save_to(&mut body).map_err(|_| Refused::Damaged)?;
    Ok(body)
}

/// What a scanned sheet never has: programs, other files, forms that send something away.
const ACTIVE: &[&[u8]] = &[b"JavaScript", b"JS", b"AA", b"EmbeddedFiles", b"EF", b"XFA", b"RichMediaContent"];

fn acts(kind: &lopdf::Object) -> bool {
    kind.as_name().is_ok_and(|name| matches!(name, b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of one grey point with a place in its EXIF and a comment; only its segments matter here.
    fn jpeg() -> Vec<u8> {
        let segment = |marker: u8, body: &[u8]| {
            let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
            [&[0xff, marker], &length[..], body].concat()
        };
        [
            vec![0xff, 0xd8],
            segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            segment(0xe1, b"Exif\0\0GPS -0.93 114.01"),
            segment(0xfe, b"Nokia 3310"),
            segment(0xdb, &[0; 65]),
            segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            segment(0xda, &[1, 1, 0, 0, 63, 0]),
            vec![0x00, 0xff, 0xd9],
        ]
        .concat()
    }

    fn tells(body: &[u8], what: &str) -> bool {
        body.windows(what.len()).any(|window| window == what.as_bytes())
    }

    #[test]
    fn a_photo_does_not_tell_where_it_was_taken() {
        let file = taken(jpeg()).unwrap();
        assert_eq!(file.media_type, "image/jpeg");
        assert!(tells(&jpeg(), "GPS") && tells(&file.body, "JFIF"));
        assert!(!tells(&file.body, "GPS") && !tells(&file.body, "Nokia"));
        let again: [u8; 32] = Sha256::digest(&file.body).into();
        assert_eq!(file.sum, again);
    }

    fn pdf(more: &str) -> Vec<u8> {
        let mut document = lopdf::Document::with_version("1.5");
        let pages = document.new_object_id();
        let page = document.add_object(lopdf::dictionary! { "Type" => "Page", "Parent" => pages });
        let tree = lopdf::dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, tree.into());
        let mut catalog = lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages };
        if !more.is_empty() {
            let action =
                lopdf::dictionary! { "S" => more, "JS" => lopdf::Object::string_literal("app.alert(1)") };
            let action = document.add_object(action);
            catalog.set("OpenAction", action);
        }
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", catalog);
        let info = lopdf::dictionary! { "Author" => lopdf::Object::string_literal("Scanner of Rina") };
        let info = document.add_object(info);
        document.trailer.set("Info", info);
        let mut body = Vec::new();
        document.save_to(&mut body).unwrap();
        body
    }

    #[test]
    fn a_pdf_loses_its_author_and_keeps_its_pages() {
        assert!(tells(&pdf(""), "Scanner of Rina"));
        let file = taken(pdf("")).unwrap();
        assert!(!tells(&file.body, "Scanner of Rina"));
        assert_eq!(lopdf::Document::load_mem(&file.body).unwrap().get_pages().len(), 1);
    }

    #[test]
    fn what_is_no_scan_is_refused_with_its_reason() {
        assert_eq!(taken(b"MZ\x90\0\x03\0\0\0\x04".to_vec()), Err(Refused::WrongType), "an .exe named .jpg");
        assert_eq!(taken(Vec::new()), Err(Refused::WrongType));
        assert_eq!(taken(b"<svg onload=alert(1)>".to_vec()), Err(Refused::WrongType));
        assert_eq!(taken(vec![0xff; LARGEST + 1]), Err(Refused::TooLarge));
        assert_eq!(taken(jpeg()[..20].to_vec()), Err(Refused::Damaged));
        assert_eq!(taken(b"%PDF-1.7 nothing more".to_vec()), Err(Refused::Damaged));
        assert_eq!(taken(pdf("JavaScript")), Err(Refused::Active));
    }
}
