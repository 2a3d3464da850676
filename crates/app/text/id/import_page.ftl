# Halaman impor register.

import-title = Impor register
import-about = Pilih buku kerja kohort (XLSX), satu berkas CSV, atau ZIP berisi berkas CSV. Belum ada yang disimpan sebelum Anda menyetujuinya.
import-file = Berkas
import-look = Lihat dahulu
import-preview = Hasil pembacaan
import-taken = Baris yang diterima
import-entries = { $entries } catatan baru atau perbaikan akan disimpan.
import-held = Baris yang ditahan
import-warnings = Diterima, tetapi perlu dilihat
import-save = Simpan
import-other = Pilih berkas lain
import-done = Impor selesai
import-entries-done = { $entries } catatan tersimpan.
import-held-done = { $rows } baris ditahan dan tetap tersimpan untuk diperbaiki.
import-to-held = Lihat semua baris yang ditahan

export-title = Unduh register kohort
export-about = Semua kehamilan yang terdaftar, sebagai buku kerja dengan kolom yang sama seperti untuk impor. Berkasnya berisi data ibu dan anak: simpan dengan aman. Unduhan dicatat di catatan akses.
export-get = Unduh kohort.xlsx

book-title = Cetak buku kohort
book-about = Kohort ibu atau kohort bayi satu tahun sebagai PDF, seperti buku register: setiap baris berjalan di dua halaman yang berhadapan. Cetak bolak-balik, jilid di sisi pendek. Unduhan dicatat di catatan akses.
book-year = Tahun
book-village = Desa
book-all = Semua desa
book-sheet = Kertas
book-f4 = F4 (Folio)
book-a4 = A4
book-mothers = Unduh kohort ibu (PDF)
book-children = Unduh kohort bayi (PDF)

held-title = Data yang ditahan
held-about = Baris impor dan catatan dari HP yang belum bisa masuk register. Perbaiki di berkasnya lalu impor lagi, atau catat sendiri pada halaman ibu; setelah itu tandai sudah ditangani.
held-none = Tidak ada yang ditahan.
held-more = { $rows } baris lagi menunggu. Baris itu tampil setelah sebagian yang di atas ditangani.
held-settled = Sudah ditangani
held-settle = Sudah ditangani
held-settle-file = Semua dari berkas ini sudah ditangani
held-since = Diterima { $at }
held-noted = dicatat { $at }
held-unknown-mother = Belum ada di register
held-body = Isi yang diterima
