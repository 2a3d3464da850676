//! The workshop pack: the agreement, the partnership and the commitments.

use jiff::civil::date;

use super::{text, texts};
use crate::{
    papers::{Pack, Shown},
    parts::{Block, Picture, PictureKind, Section, Table},
};

pub(super) fn pack(shown: Shown) -> Pack {
    Pack {
        title: text("Lokakarya Mini Lintas Sektor"),
        subtitle: texts(["UPT Puskesmas Sei Hanyo", "Aula Kantor Camat Kapuas Hulu"]),
        date: date(2025, 5, 21),
        shown,
        sections: vec![agreement(), partnership(), commitments()],
    }
}

fn agreement() -> Section {
    Section {
        heading: text("Nota Kesepakatan Bidan dan Dukun Kampung"),
        blocks: vec![
            Block::Paragraph(text(
                "Bermitra untuk menurunkan angka kematian ibu dan bayi, dengan menghormati adat.",
            )),
            Block::Points(texts([
                "Persalinan di fasilitas kesehatan; dukun mendampingi, bidan menolong.",
                "Dukun memberitahukan setiap ibu hamil baru.",
                "Upacara adat yang tidak membahayakan diberi tempat.",
                "Ditinjau bersama setiap triwulan.",
            ])),
        ],
    }
}

fn partnership() -> Section {
    Section {
        heading: text("Kemitraan tiap desa (contoh)"),
        blocks: vec![
            Block::Table(Table {
                head: texts(["Desa", "Dukun", "Bermitra", "Persalinan didampingi"]),
                widths: vec![3, 1, 1, 2],
                rows: vec![
                    texts(["Sei Hanyo", "2", "2", "4 dari 5"]),
                    texts(["Hanyo Hulu", "3", "1", "1 dari 2"]),
                ],
            }),
            Block::Figure {
                picture: Picture {
                    kind: PictureKind::Svg,
                    bytes: include_bytes!("bars.svg").to_vec(),
                    alt: text("Batang: Sei Hanyo 2 dari 2 dukun bermitra, Hanyo Hulu 1 dari 3."),
                },
                caption: text("Dukun bermitra tiap desa, keadaan 21 Mei 2025 (contoh)"),
            },
        ],
    }
}

fn commitments() -> Section {
    Section {
        heading: text("Komitmen bersama"),
        blocks: vec![Block::Table(Table {
            head: texts(["Kegiatan", "Penanggung jawab", "Tenggat"]),
            widths: vec![5, 3, 2],
            rows: vec![
                texts(["Kelotok siaga di desa hulu", "Kepala desa", "31 Juli 2025"]),
                texts(["Kesepakatan di desa yang belum hadir", "Bidan koordinator", "20 Agustus 2025"]),
                texts(["Pemeriksaan golongan darah warga", "Danramil Kapuas Hulu", "belum ada"]),
            ],
        })],
    }
}
