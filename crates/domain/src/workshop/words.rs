//! Sectors in the words of papers, which are Indonesian whatever language the reader has.

use crate::facts::Sector;

/// A sector as tables of papers name it.
#[must_use]
pub fn sector_words(sector: Sector) -> &'static str {
    match sector {
        Sector::Health => "Puskesmas",
        Sector::Subdistrict => "Kecamatan",
        Sector::Police => "Polsek",
        Sector::Army => "Koramil",
        Sector::Village => "Pemerintah desa",
        Sector::Education => "Pendidikan",
        Sector::Religion => "KUA",
        Sector::FamilyPlanning => "KB dan PKK",
        Sector::Agriculture => "Pertanian",
        Sector::Elders => "Tokoh adat dan masyarakat",
        Sector::Cadre => "Kader",
        Sector::Company => "Dunia usaha",
        Sector::Other => "Sektor lain",
    }
}

/// A sector as an element of those present, within a sentence; none for one that says nothing.
pub(super) fn element(sector: Sector) -> Option<&'static str> {
    Some(match sector {
        Sector::Health => "Puskesmas",
        Sector::Subdistrict => "pemerintah kecamatan",
        Sector::Police => "Polri",
        Sector::Army => "TNI",
        Sector::Village => "pemerintah desa",
        Sector::Education => "pendidikan",
        Sector::Religion => "KUA dan tokoh agama",
        Sector::FamilyPlanning => "KB dan PKK",
        Sector::Agriculture => "pertanian",
        Sector::Elders => "tokoh adat dan tokoh masyarakat",
        Sector::Cadre => "kader",
        Sector::Company => "dunia usaha",
        Sector::Other => return None,
    })
}
