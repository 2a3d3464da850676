# Alasan dan petunjuk impor register; kuncinya dari exchange::cohort::issue.

import-reason-required = Kolom ini wajib diisi.
import-hint-required = Isi kolom ini, lalu impor lagi berkas yang sudah diperbaiki.

import-reason-missing-column = Lembar ini tidak mempunyai kolom wajib ini.
import-hint-missing-column = Tambahkan kolom dengan judul ini di baris judul, lalu impor lagi. Semua baris lembar ini belum diambil.

import-reason-not-a-date = Isian ini tidak terbaca sebagai tanggal.
import-hint-not-a-date = Tulis tanggal seperti 12/03/2025 atau 12 Maret 2025 (hari dahulu).

import-reason-not-a-time = Isian ini tidak terbaca sebagai jam.
import-hint-not-a-time = Tulis jam seperti 15:40.

import-reason-not-a-number = Isian ini tidak terbaca sebagai angka.
import-hint-not-a-number = Tulis angka saja, misalnya 56,5.

import-reason-not-a-blood-pressure = Isian ini tidak terbaca sebagai tekanan darah.
import-hint-not-a-blood-pressure = Tulis sistolik/diastolik, misalnya 120/80.

import-reason-not-an-answer = Isian ini tidak terbaca sebagai ya atau tidak.
import-hint-not-an-answer = Tulis ya atau tidak; kosongkan bila tidak diperiksa.

import-reason-not-a-word = Isian ini tidak dikenal di kolom ini.
import-hint-not-a-word = Pakai salah satu kata dari petunjuk pengisian kolom ini.

import-reason-implausible = Angka ini di luar kemungkinan ({ $min } sampai { $max }).
import-hint-implausible = Periksa lagi di register: mungkin ada angka yang terselip atau koma yang hilang.

import-reason-broken-formula = Rumus di sel ini gagal dihitung.
import-hint-broken-formula = Ganti rumus dengan nilainya.

import-reason-in-the-future = Tanggal ini belum terjadi.
import-hint-in-the-future = Periksa tahunnya di register.

import-reason-too-long-ago = Tanggal ini terlalu lama berlalu.
import-hint-too-long-ago = Periksa tahunnya di register.

import-reason-unknown-village = Desa ini tidak dikenal.
import-hint-unknown-village = Tulis nama atau kode desa seperti di daftar desa, atau tambahkan nama lain desa itu di halaman desa.

import-reason-unknown-village-like = Desa ini tidak dikenal.
import-hint-unknown-village-like = Mungkin maksudnya { $like }? Tulis nama atau kode desa seperti di daftar desa.

import-reason-no-such-mother = Tidak ada ibu dengan nomor ini.
import-hint-no-such-mother = Periksa nomornya, atau tambahkan ibu ini di lembar ibu.

import-reason-mother-not-taken = Baris ibu ini di lembar ibu belum diambil.
import-hint-mother-not-taken = Perbaiki dahulu baris ibunya; baris ini akan ikut masuk.

import-reason-mother-twice = Nomor ini sudah dipakai di baris { $row } dengan isian lain.
import-hint-mother-twice = Beri nomor sendiri bagi ibu yang lain, atau hapus baris yang keliru.

import-reason-voided = Ibu ini pernah ditandai keliru dimasukkan.
import-hint-voided = Bila ibu ini memang ada, pulihkan di halamannya, lalu impor lagi.

import-reason-no-birth = Persalinan anak ini belum tercatat.
import-hint-no-birth = Lengkapi baris persalinannya di lembar persalinan, lalu impor lagi.

import-reason-no-such-child = Persalinan ini mencatat { $children } anak saja.
import-hint-no-such-child = Periksa kolom anak_ke, atau lengkapi lembar persalinan.

import-reason-which-child = Anak kembar: belum jelas anak yang mana.
import-hint-which-child = Isi kolom anak_ke (1, 2, dan seterusnya).

import-reason-child-twice = Anak ini sudah ada di baris { $row } dengan isian lain.
import-hint-child-twice = Isi anak_ke yang berbeda bagi anak kembar, atau hapus baris yang keliru.

import-reason-birth-twice = Kehamilan ini sudah mempunyai persalinan pada { $date }.
import-hint-birth-twice = Periksa tanggalnya; kehamilan berikutnya memerlukan no_ibu sendiri.

import-reason-death-twice = Kematian ini sudah ada di baris { $row } dengan isian lain.
import-hint-death-twice = Hapus baris yang keliru, lalu impor lagi.

import-reason-born-alive = Disebut lahir mati, tetapi persalinannya mencatat lahir hidup.
import-hint-born-alive = Periksa kolom keadaan di lembar persalinan dan kolom siapa di baris ini.

import-reason-nik-made-number = NIK ini sudah diubah menjadi angka oleh lembar kerja; 16 angkanya tidak utuh lagi. Ibu dicatat tanpa NIK.
import-hint-nik-made-number = Ubah format kolom NIK menjadi Teks, ketik ulang NIK dari KTP, lalu impor lagi.

import-reason-nik-invalid = NIK ini tidak dapat dipakai. Ibu dicatat tanpa NIK.
import-hint-nik-invalid = NIK terdiri dari 16 angka; periksa lagi di KTP bila ada.

import-reason-nik-other-birth-date = Tanggal lahir di NIK berbeda dari tanggal lahir yang ditulis.
import-hint-nik-other-birth-date = Keduanya disimpan. Periksa di KTP bila ada kesempatan.

import-reason-nik-odd = NIK ini tidak biasa, tetapi disimpan.
import-hint-nik-odd = Periksa di KTP bila ada kesempatan.

import-reason-nik-of-another = NIK ini milik ibu lain dengan nama yang berbeda. Ibu dicatat tanpa NIK.
import-hint-nik-of-another = Periksa KTP kedua ibu.

import-reason-other-words = Kata ini tidak ada di daftar; disimpan apa adanya.
import-hint-other-words = Bila maksudnya tanda di daftar, perbaiki di halaman ibu.

import-reason-nobody-known = Nama atau kata ini tidak dikenal sebagai petugas; tidak ikut dicatat.
import-hint-nobody-known = Tulis bidan, dokter, perawat, atau dukun.

import-reason-assumed-alive = Keadaan anak tidak ditulis; dicatat lahir hidup.
import-hint-assumed-alive = Perbaiki bila tidak demikian.

import-reason-same-day = Ada dua kunjungan ibu ini pada hari yang sama; keduanya dicatat.
import-hint-same-day = Hapus salah satu bila itu kunjungan yang sama.

import-reason-before-pregnancy = Tanggal ini sebelum kehamilan dimulai.
import-hint-before-pregnancy = Periksa tanggal ini dan HPHT.

import-reason-long-after-beginning = Tanggal ini { $weeks } minggu setelah HPHT.
import-hint-long-after-beginning = Periksa tanggal ini dan HPHT.

import-reason-after-birth = Kunjungan hamil ini setelah persalinan.
import-hint-after-birth = Periksa tanggalnya; kunjungan nifas dicatat di lembar nifas.

import-reason-before-birth = Tanggal ini sebelum persalinan.
import-hint-before-birth = Periksa tanggal ini dan tanggal persalinan.

import-reason-long-after-birth = Tanggal ini { $days } hari setelah persalinan.
import-hint-long-after-birth = Periksa tanggal ini dan tanggal persalinan.

import-reason-datings-differ = HPL yang ditulis berbeda { $days } hari dari hitungan HPHT.
import-hint-datings-differ = Keduanya disimpan; HPHT yang dipakai.

import-reason-more-births = Para dan abortus lebih banyak daripada gravida.
import-hint-more-births = Periksa G, P, dan A di register.

import-reason-nobody-told = Tanggal kabar ada, tetapi pemberi kabar tidak ditulis; kabar tidak dicatat.
import-hint-nobody-told = Isi pemberi_kabar bila diketahui.

import-reason-unknown-dukun = Dukun ini belum ada di daftar; namanya disimpan.
import-hint-unknown-dukun = Tambahkan dukun ini di halaman dukun bila perlu.

import-reason-noted-otherwise = Di Betang tercatat lain ({ $noted }); catatan itu tetap berlaku.
import-hint-noted-otherwise = Bila berkas ini yang benar, perbaiki di halaman ibu.

import-reason-extra-column = Kolom ini bukan bagian tata letak; tidak ikut diambil.
import-hint-extra-column = Tidak perlu berbuat apa-apa, kecuali judul kolomnya salah tulis.

import-reason-extra-sheet = Lembar ini bukan bagian tata letak; tidak ikut diambil.
import-hint-extra-sheet = Tidak perlu berbuat apa-apa, kecuali nama lembarnya salah tulis.

import-file-reason-unknown-format = Berkas ini bukan buku kerja XLSX dan bukan teks CSV.
import-file-hint-unknown-format = Simpan register sebagai XLSX, atau sebagai CSV satu berkas per lembar.

import-file-reason-old-excel = Berkas ini buku kerja Excel lama (.xls).
import-file-hint-old-excel = Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu impor lagi.

import-file-reason-locked = Berkas ini terkunci kata sandi.
import-file-hint-locked = Buka kuncinya, simpan tanpa kata sandi, lalu impor lagi.

import-file-reason-damaged = Berkas ini rusak atau terpotong.
import-file-hint-damaged = Salin ulang dari asalnya, atau buka dan simpan lagi di Excel atau LibreOffice.

import-file-reason-too-large = Berkas ini terlalu besar untuk sebuah register.
import-file-hint-too-large = Bagi register per tahun menjadi beberapa berkas.

import-file-reason-no-sheets = Tidak ada lembar register di berkas ini. Yang ada: { $found }
import-file-hint-no-sheets = Beri nama lembar ibu, kunjungan, persalinan, nifas, neonatus, atau kematian.
