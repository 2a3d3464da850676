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
import-held-done = { $rows } baris ditahan dan tetap tersimpan untuk diperbaiki. Perbaiki berkasnya, lalu impor lagi.
