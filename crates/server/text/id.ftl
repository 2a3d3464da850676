# Kata-kata baris perintah. Setiap kalimat kesalahan mempunyai petunjuk: kunci yang sama dengan akhiran -hint.

help-usage = Pemakaian
help-commands = Perintah
help-options = Pilihan
help-arguments = Masukan

about = Betang: mengikuti setiap ibu dan anak, dari kabar dukun sampai ulang tahun pertama
about-init = Memulai unit baru dari berkas yang menerangkannya
about-serve = Menjalankan Betang untuk sebuah unit
about-certificate = Membuat sertifikat milik unit sendiri, supaya HP di jaringan Puskesmas dapat memakai Betang
about-demo = Menjalankan Betang dengan unit contoh dan orang-orang rekaan
about-export = Mengeluarkan register atau catatan
about-export-log = Menulis seluruh catatan sebagai JSON Lines
about-indicators = Semua angka satu bulan, tiap desa dan jumlahnya, sebagai JSON, CSV atau XLSX
about-report = Laporan untuk Dinas Kesehatan sebagai XLSX
about-report-lb3 = Laporan bulanan LB3-KIA
about-report-pws = Pemantauan wilayah setempat (PWS-KIA)
about-report-mapping = Menulis tabel kolom LB3 bawaan, sebagai awal tabel sendiri
about-state = Keadaan setiap kehamilan dan anak pada suatu tanggal, sebagai JSON
about-replay = Keadaan yang sama dari catatan yang diekspor, tanpa folder data
about-backup = Menyalin data secara utuh, juga selagi Betang berjalan
about-restore = Mengembalikan salinan ke folder data yang kosong
about-check = Membaca dan memeriksa semuanya, lalu mengatakan apa yang salah
about-user = Pengguna
about-user-add = Menambah pengguna
about-user-list = Daftar pengguna
about-user-disable = Menutup pengguna; sesinya langsung berakhir
about-simulate = Mengisi folder data kosong dengan orang-orang rekaan

arg-help = Menampilkan bantuan
arg-version = Menampilkan versi
arg-lang = Bahasa
arg-folder = Folder data unit
arg-unit = Berkas yang menerangkan unit, seperti examples/sei-hanyo.toml
arg-phone-program = Folder dengan program HP lain; untuk pengujian
arg-listen = Alamat dan porta tempat Betang mendengarkan; biasanya 127.0.0.1:8080, dengan --tls 0.0.0.0:8443, dengan --acme 0.0.0.0:443
arg-tls = TLS dengan sertifikat milik unit sendiri, untuk HP di jaringan Puskesmas
arg-acme = TLS dengan sertifikat umum (ACME) untuk nama ini; boleh beberapa kali; berarti menyetujui syarat penerbitnya
arg-contact = Alamat surel untuk penerbit sertifikat umum
arg-acme-directory = Alamat ACME penerbit sertifikat umum
arg-acme-roots = Sertifikat akar (PEM) untuk memeriksa penerbit itu sendiri
arg-behind-proxy = Betang berada di belakang proksi TLS: kuki aman dan alamat dari proksi
arg-host = Nama atau alamat lain dari komputer ini; boleh beberapa kali
arg-port = Porta Betang yang dipakai HP
arg-date = Hari yang dipakai sebagai hari ini
arg-without-event = Tanpa lokakarya dan nota kesepakatan contoh, untuk dicoba dari awal
arg-demo-folder = Folder untuk data contoh; tanpa ini dipakai folder sementara
arg-file = Berkas
arg-json = Hasil sebagai JSON
arg-out = Berkas tujuan; tanpa ini hasil ditulis ke layar
arg-on = Tanggal keadaan; biasanya hari ini
arg-log = Catatan yang diekspor dengan `betang export log`
arg-login = Nama masuk
arg-name = Nama yang ditampilkan
arg-role = Peran: bidan, coordinator, head, office, sector, district
arg-village = Kode desa; boleh beberapa kali
arg-month = Bulan, seperti 2025-05; biasanya bulan terakhir yang sudah selesai
arg-quarter = Seluruh triwulan dari bulan itu
arg-format = Bentuk hasil
arg-mapping = Susunan kolom formulir sendiri, sebagai TOML; `betang report mapping` menulis contohnya
arg-years = Lama simulasi dalam tahun
arg-villages = Jumlah desa; sampai 14 memakai desa Kapuas Hulu
arg-seed = Benih acak; benih yang sama menghasilkan data yang sama
arg-pregnancies = Jumlah kehamilan setahun
arg-until = Hari terakhir; biasanya hari ini

example =
    Contoh:
      betang demo
      betang init --data ./data --unit examples/sei-hanyo.toml
      betang serve --data ./data --listen 127.0.0.1:8080

    Kode keluar: 0 berhasil, 1 gagal, 2 salah perintah, 3 berhasil tetapi ada yang ditahan, 4 pemeriksaan menemukan kesalahan.
example-init =
    Contoh:
      betang init --data ./data --unit examples/sei-hanyo.toml
example-serve =
    Contoh:
      betang serve --data ./data
      betang serve --data ./data --tls
      betang serve --data ./data --acme betang.example.org --contact it@example.org
      betang serve --data ./data --listen 127.0.0.1:8080 --behind-proxy

    Tanpa TLS Betang hanya melayani komputer ini sendiri.
    Bila folder data kosong, Betang menanyakan unit dan pengguna pertama pada sebuah halaman.
example-certificate =
    Contoh:
      betang certificate --data ./data
      betang certificate --data ./data --name puskesmas.lan --port 443

    Penerbit sertifikat dibuat satu kali dan kuncinya tidak meninggalkan folder data. Sertifikat server diperbarui sendiri.
example-demo =
    Contoh:
      betang demo
      betang demo --listen 127.0.0.1:9000 --date 2026-05-21
example-export =
    Contoh:
      betang export log --data ./data --out catatan.jsonl
example-export-log =
    Contoh:
      betang export log --data ./data > catatan.jsonl
example-indicators =
    Contoh:
      betang indicators --data ./data --month 2025-05
      betang indicators --data ./data --month 2025-05 --village 62.03.12.2001 --format csv
example-report =
    Contoh:
      betang report lb3 lb3.xlsx --data ./data --month 2025-05
example-report-lb3 =
    Contoh:
      betang report lb3 lb3.xlsx --data ./data --month 2025-06 --quarter
      betang report lb3 lb3.xlsx --data ./data --mapping formulir-kabupaten.toml
example-report-pws =
    Contoh:
      betang report pws pws.xlsx --data ./data --month 2025-05
example-report-mapping =
    Contoh:
      betang report mapping > formulir-kabupaten.toml
example-state =
    Contoh:
      betang state --data ./data --on 2026-05-21
example-replay =
    Contoh:
      betang replay catatan.jsonl --on 2026-05-21
example-backup =
    Contoh:
      betang backup cadangan.sqlite --data ./data
example-restore =
    Contoh:
      betang restore cadangan.sqlite --data ./data-baru
example-check =
    Contoh:
      betang check --data ./data
example-user =
    Contoh:
      betang user list --data ./data
example-user-add =
    Contoh:
      betang user add bidan.rina --name "Rina Marlina" --role bidan --village 62.03.12.2001 --data ./data
example-user-list =
    Contoh:
      betang user list --data ./data
example-user-disable =
    Contoh:
      betang user disable bidan.rina --data ./data
example-simulate =
    Contoh:
      betang simulate --years 3 --villages 14 --seed 1 --data ./coba

unwritable = Hasil tidak dapat ditulis: { $message }
unwritable-hint = Periksa apakah tempat penyimpanan penuh atau keluarannya ditutup.
no-runtime = Betang tidak dapat dimulai: { $message }
no-runtime-hint = Periksa batas proses dan memori komputer ini.
file-unreadable = Berkas { $file } tidak dapat dibaca: { $message }
file-unreadable-hint = Periksa nama berkas dan hak membacanya.
file-unwritable = Berkas { $file } tidak dapat ditulis: { $message }
file-unwritable-hint = Periksa nama folder dan hak menulisnya.
file-exists = Berkas { $file } sudah ada.
file-exists-hint = Pilih nama lain; Betang tidak menimpa berkas.
mapping-wrong = Susunan kolom { $file }, baris { $line }, kolom { $column }: { $message }.
mapping-unreadable = berkas tidak dapat dibaca: { $detail }
mapping-empty = tidak ada kolom di dalamnya
mapping-missing = { $detail } belum diisi
mapping-twice = kodenya dipakai dua kali
mapping-not-one = isi salah satu dari counts, target, figure, not_recorded
mapping-mark = tidak ada hitungan bernama { $detail }
mapping-target = tidak ada sasaran bernama { $detail }
mapping-figure = tidak ada angka bernama { $detail }
mapping-sex = sex diisi L atau P, dan hanya untuk hitungan bayi
mapping-mixed = kejadian dan keadaan tidak dapat dijumlahkan
mapping-beside = of, of_target, sex dan since_january hanya mendampingi counts, dan hanya satu dari of dan of_target
mapping-sheet = { $detail } tidak dapat menjadi nama lembar
mapping-wrong-hint = Perbaiki baris yang disebut; `betang report mapping` menulis contoh yang lengkap.
store-failed = Data tidak dapat dibaca atau ditulis: { $message }
store-failed-hint = Periksa ruang penyimpanan, lalu jalankan `betang check`.
folder-empty = Folder { $folder } belum berisi unit.
folder-empty-hint = Mulai dengan `betang init --data { $folder } --unit UNIT.toml`.
folder-filled = Folder { $folder } sudah berisi data.
folder-filled-hint = Pilih folder yang kosong; data rekaan dan data nyata tidak boleh bercampur.
folder-busy = Folder { $folder } sedang dipakai Betang yang lain.
folder-busy-hint = Hentikan Betang itu dahulu, atau lakukan hal yang sama pada halamannya.
unit-file-syntax = Berkas unit, baris { $line }: { $message }
unit-file-syntax-hint = Bandingkan dengan examples/sei-hanyo.toml.
unit-file-empty = Berkas unit, baris { $line }: kode dan nama tidak boleh kosong.
unit-file-empty-hint = Tulis kode dan nama di antara tanda kutip.
unit-file-offset = Berkas unit, baris { $line }: selisih waktu { $value } menit tidak mungkin.
unit-file-offset-hint = WIB 420, WITA 480, WIT 540.
unit-file-choice = Berkas unit, baris { $line }: pilihan { $id } = "{ $value }" tidak dikenal.
unit-file-choice-hint = Pilihan yang dikenal ada di crates/domain/tables/choices.toml.
unit-file-twice = Berkas unit, baris { $line }: { $value } tertulis dua kali.
unit-file-twice-hint = Setiap kode desa dan nama fasilitas hanya boleh sekali.
unit-file-position = Berkas unit, baris { $line }: letak { $value } derajat tidak mungkin.
unit-file-position-hint = Lintang antara -90 dan 90, bujur antara -180 dan 180; selatan bertanda minus.
unit-file-goal = Berkas unit, baris { $line }: target { $id } = { $value } tidak dapat dipakai.
unit-file-goal-hint = Tulis kode angka dari crates/domain/tables/indicators.toml dan persen antara 0 dan 100, seperti goals.PF.2025 = 90.0.
unit-file-year = Berkas unit, baris { $line }: { $value } bukan tahun.
unit-file-year-hint = Tulis tahun dengan empat angka, seperti years.2025.
unit-file-birth-rate = Berkas unit, baris { $line }: angka kelahiran { $value } per 1000 tidak mungkin.
unit-file-birth-rate-hint = Angka kelahiran ditulis per 1000 penduduk setahun, misalnya 17.5; bukan persen.

init-done = Unit { $name } dimulai dengan { $villages } desa.
init-assumed = Angka penduduk dan kelahiran { $villages } desa masih perkiraan; gantilah dengan angka Puskesmas.
init-next = Selanjutnya: betang user add NAMA --data { $folder } --name "NAMA LENGKAP" --role head
simulate-done = { $entries } catatan rekaan tersimpan.
state-unreadable = { $entries } catatan tidak dapat dibaca oleh versi ini; catatan itu tetap disimpan dan tidak mengubah apa pun.
replay-broken = Baris { $line } bukan catatan: { $message }

listen-refused = Betang tidak dapat mendengarkan di { $address }: { $message }
listen-refused-hint = Mungkin porta itu sudah dipakai; pilih yang lain dengan --listen.
listen-open = Di { $address } siapa pun di jaringan dapat ikut membaca: tanpa TLS Betang hanya melayani komputer ini sendiri.
listen-open-hint = Tambahkan --tls (jaringan Puskesmas), --acme NAMA (nama umum) atau --behind-proxy pada `betang serve`; atau pakailah --listen 127.0.0.1:8080.
acme-name = { $name } bukan nama umum.
acme-name-hint = Penerbit umum hanya menjamin nama seperti betang.example.org; untuk jaringan sendiri pakailah --tls.
tls-broken = Berkas { $file } tidak dapat dipakai: { $message }
tls-broken-hint = Kembalikan berkas itu dari salinan, atau hapus dan biarkan Betang membuat yang baru; bila authority.pem yang dihapus, setiap HP harus dipasangi sertifikat lagi.
tls-failed = Sertifikat tidak dapat dibuat: { $message }
tls-failed-hint = Periksa nama-nama yang diminta dengan --name.
tls-name-odd = { $name } bukan nama komputer atau alamat IP.
tls-name-odd-hint = Tulis nama seperti puskesmas.lan atau alamat seperti 192.168.1.10, tanpa https://.
tls-name-outside = Penerbit sertifikat unit ini tidak boleh menjamin { $name }.
tls-name-outside-hint = Penerbit dibatasi pada jaringan lokal dan nama yang diminta ketika dibuat. Pilih nama lain, atau hapus folder tls dalam folder data dan mulai lagi; setiap HP lalu harus dipasangi sertifikat baru.
tls-authority-over = Penerbit sertifikat unit ini tidak berlaku pada tanggal komputer ini.
tls-authority-over-hint = Periksa tanggal komputer. Bila benar, hapus folder tls dalam folder data, jalankan `betang certificate`, lalu pasang sertifikat baru pada setiap HP.
listen-failed = Sambungan jaringan gagal: { $message }
listen-failed-hint = Jalankan Betang kembali; catatan yang sudah tersimpan tetap aman.
password-short = Kata sandi terlalu pendek.
password-short-hint = Pakailah sedikitnya { $least } huruf, angka atau tanda.
password-unreadable = Kata sandi tidak terbaca: { $message }
password-unreadable-hint = Ketik di terminal, atau kirimkan sebagai baris pertama masukan baku.
month-ahead = { $month } belum dimulai.
month-ahead-hint = Pilih bulan atau triwulan yang sudah berjalan.
village-unknown = Desa { $code } tidak ada dalam unit ini.
village-unknown-hint = Pakailah kode desa seperti dalam berkas unit.
user-taken = Nama masuk { $login } sudah dipakai.
user-taken-hint = Pilih nama masuk yang lain.
user-unknown = Tidak ada pengguna { $login }.
user-unknown-hint = Lihat nama-nama dengan `betang user list`.
user-last-head = { $login } adalah kepala terakhir yang dapat masuk.
user-last-head-hint = Tambahkan dahulu pengguna lain dengan peran head.
restore-filled = Folder { $folder } sudah berisi data.
restore-filled-hint = Kembalikan salinan ke folder yang kosong.
restore-refused = Salinan { $file } tidak dapat dipakai: { $message }
restore-refused-hint = Coba salinan yang lain; folder data tidak berubah.

password-prompt = Kata sandi:{" "}
no-such-file = berkas tidak ada
user-added = Pengguna { $login } ditambahkan.
user-disabled = Pengguna { $login } ditutup.
user-closed = (ditutup)
backup-done = Salinan tersimpan di { $file }.
restore-done = Salinan { $file } dikembalikan: unit { $unit }.
check-database = Basis data: { $message }
check-log = Catatan: { $message }
check-newer = Catatan dari versi yang lebih baru: { $message }
check-stray = Catatan { $id } ({ $kind }) tentang kehamilan atau anak yang tidak dikenal.
check-wrong = { $entries } catatan diperiksa, { $wrong } kesalahan.
check-good = { $entries } catatan diperiksa, semuanya baik.
serve-at = Betang berjalan di { $address }
no-phones = Program HP tidak ada di sini, jadi HP belum bisa didaftarkan. Jalankan `cargo xtask wasm`, lalu mulai Betang lagi.
serve-trust = HP baru: buka { $address }, atau cetak { $file }
certificate-ready = Sertifikat “{ $name }” siap, berlaku sampai { $until }.
certificate-fingerprint = Sidik jari (SHA-256):
certificate-addresses = Alamat untuk HP:
certificate-sheet = Cetak lembar ini dan gantung di samping komputer: { $file }
certificate-next = Selanjutnya: betang serve --data { $folder } --tls{ $listen }
serve-begin = Belum ada unit. Mulailah di { $address }
demo-at = Betang berjalan di { $address } dengan orang-orang rekaan.
demo-logins = Masuk dengan salah satu nama ini, kata sandi { $password }
demo-bidan = bidan desa
demo-coordinator = bidan koordinator
demo-head = kepala puskesmas
demo-office = tata usaha
demo-sector = lintas sektor
demo-stop = Tekan Ctrl-C untuk berhenti.

about-import = Memasukkan register atau berkas dari HP
about-import-cohort = Memasukkan register kohort dari XLSX atau CSV
about-import-phone = Memasukkan berkas catatan yang belum terkirim dari HP
arg-dry-run = Hanya memeriksa, tidak menyimpan apa pun
example-import =
    Contoh:
      betang import cohort kohort.xlsx --data ./data --dry-run
example-import-cohort =
    Contoh:
      betang import cohort kohort.xlsx --data ./data --dry-run
      betang import cohort folder-csv/ --data ./data --json

    Baris yang tidak dapat diterima ditahan dan ditampilkan; yang lain masuk (kode keluar 3).
example-import-phone =
    Contoh:
      betang import phone kiriman.betang --data ./data

    Memasukkan berkas yang sama dua kali tidak apa-apa. Catatan yang ditahan tetap tersimpan (kode keluar 3).
import-phone-from = HP { $phone }, { $name }
import-phone-new = { $entries } catatan baru
import-phone-known = { $entries } sudah sampai sebelumnya
import-phone-held = { $entries } ditahan
import-phone-refused = Berkas { $file }: { $reason }
import-phone-refused-hint = Catatan yang ada di HP tidak hilang karena ini.
import-refused = Berkas { $file }: { $reason }
import-refused-hint = { $hint }
import-taken = { $sheet }: { $rows } baris diterima
import-held = { $rows } baris ditahan:
import-warned = { $rows } hal perlu dilihat:
import-wrote = { $entries } catatan tersimpan.
import-would-write = { $entries } catatan akan disimpan; tidak ada yang disimpan sekarang.

about-export-cohort = Menulis register kohort sebagai XLSX
example-export-cohort =
    Contoh:
      betang export cohort kohort.xlsx --data ./data
export-done = Berkas ditulis ke { $file }.
sms-file-unreadable = Berkas { $file } tidak dapat dibaca: { $message }
sms-file-unreadable-hint = Periksa hak membaca berkas itu. Selain pesan, semuanya tetap berjalan.
sms-file-syntax = Berkas { $file }, baris { $line } tidak dapat dibaca.
sms-file-syntax-hint = Periksa tanda kutip dan nama isian; contohnya ada di docs/sms.md. Selain pesan, semuanya tetap berjalan.
sms-file-two = Berkas { $file }, baris { $line }: sudah ada alat pengirim lain di atasnya.
sms-file-two-hint = Pilih satu alat pengirim saja.
sms-file-none = Berkas { $file }, baris { $line }: tidak ada alat pengirim.
sms-file-none-hint = Pilih salah satu alat pengirim.
sms-file-folder = Berkas { $file }, baris { $line }: folder Gammu belum lengkap.
sms-file-folder-hint = Tulis folder Gammu mulai dari garis miring, seperti /var/spool/gammu.
sms-file-secret = Berkas { $file }, baris { $line }: kata sandi, token atau kunci terlalu pendek.
sms-file-secret-hint = Kata sandi, token dan kunci paling sedikit 8 huruf atau angka.
sms-file-address = Berkas { $file }, baris { $line }: alamat alat pengirim tidak dapat dipakai.
sms-file-address-hint = Tulis alamat lengkap dengan http:// atau https:// di depannya.
sms-file-authority = Berkas { $file }, baris { $line }: berkas sertifikat tidak dapat dibaca.
sms-file-authority-hint = Periksa nama berkas sertifikat dan hak membacanya.
