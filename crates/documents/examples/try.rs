//! Scratch: renders from templates on disk.
use std::{collections::HashMap, fs, sync::LazyLock, time::Instant};
use typst::{
    Library, LibraryExt, World, WorldExt, diag::*, foundations::*, syntax::*, text::*, utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::*;
static LIB: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
struct D {
    main: FileId,
    files: HashMap<FileId, Bytes>,
    src: HashMap<FileId, Source>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}
fn file(n: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(format!("/{n}")).unwrap()).intern()
}
impl World for D {
    fn library(&self) -> &LazyHash<Library> {
        &LIB
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        self.src.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn font(&self, i: usize) -> Option<Font> {
        self.fonts.get(i).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let (dir, jsons, out) = (&a[1], &a[2], &a[3]);
    if a.get(4).is_some() {
        for (name, template, json, pictures) in documents::dump() {
            fs::create_dir_all(format!("{jsons}/{name}")).unwrap();
            fs::write(format!("{jsons}/{name}/paper.json"), json).unwrap();
            fs::write(format!("{jsons}/{name}/TEMPLATE"), template).unwrap();
            for (n, b) in pictures {
                fs::write(format!("{jsons}/{name}/picture-{n}"), b).unwrap();
            }
        }
    }
    let fonts: Vec<Font> = fs::read_dir(format!("{dir}/../fonts"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| !p.extension().unwrap().eq("txt"))
        .flat_map(|p| Font::iter(Bytes::new(fs::read(p).unwrap())))
        .collect();
    let mut src = HashMap::new();
    for e in fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.extension().unwrap() == "typ" {
            let id = file(p.file_name().unwrap().to_str().unwrap());
            src.insert(id, Source::new(id, fs::read_to_string(p).unwrap()));
        }
    }
    for e in fs::read_dir(jsons).unwrap() {
        let p = e.unwrap().path();
        let name = p.file_name().unwrap().to_str().unwrap().to_owned();
        if a.get(5).is_some_and(|w| !name.contains(w.as_str())) {
            continue;
        }
        let t = fs::read_to_string(p.join("TEMPLATE")).unwrap();
        let files = fs::read_dir(&p)
            .unwrap()
            .map(|e| e.unwrap().path())
            .map(|p| (file(p.file_name().unwrap().to_str().unwrap()), Bytes::new(fs::read(p).unwrap())))
            .collect();
        let d = D {
            main: file(&format!("{t}.typ")),
            files,
            src: src.clone(),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts: fonts.clone(),
        };
        let s = Instant::now();
        let show = |fs: &[SourceDiagnostic]| {
            for f in fs {
                let l = f.span.id().and_then(|id| {
                    let so = d.src.get(&id)?;
                    Some(format!("{:?}:{}", id, so.lines().byte_to_line(d.range(f.span)?.start)? + 1))
                });
                println!(
                    "  {name} {l:?} {} {:?}",
                    f.message,
                    f.trace
                        .iter()
                        .map(|t| {
                            let id = t.span.id();
                            id.and_then(|id| {
                                let so = d.src.get(&id)?;
                                Some(so.lines().byte_to_line(d.range(t.span)?.start)? + 1)
                            })
                        })
                        .collect::<Vec<_>>()
                );
            }
        };
        let w = typst::compile::<PagedDocument>(&d);
        for x in &w.warnings {
            println!("  warn {name} {}", x.message);
        }
        match w.output {
            Err(e) => show(&e),
            Ok(doc) => match typst_pdf::pdf(
                &doc,
                &PdfOptions {
                    standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap(),
                    ..Default::default()
                },
            ) {
                Err(e) => show(&e),
                Ok(b) => {
                    println!("{name} {} pages {} bytes {:?}", doc.pages().len(), b.len(), s.elapsed());
                    fs::write(format!("{out}/{name}.pdf"), b).unwrap();
                }
            },
        }
    }
}
