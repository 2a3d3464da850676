# HP bidan: daftar, penarikan, berkas yang dibawa sendiri.

phones-title = HP bidan
phones-about-all = HP yang dipakai tanpa sinyal, milik semua orang di Puskesmas ini. HP yang hilang: tarik segera.
phones-about-own = HP Anda yang dipakai tanpa sinyal. HP yang hilang: tarik segera.
phones-none = Belum ada HP yang terdaftar.
phones-in-use = dipakai
phones-revoked = ditarik
phones-never = Belum pernah bertemu server sejak didaftarkan.
phones-today = Bertemu server hari ini pukul { $time }.
phones-yesterday = Bertemu server kemarin pukul { $time }.
phones-days-ago = Terakhir bertemu server { $days } hari lalu, { $date }.
phones-waiting-none = Semua catatan sudah terkirim, menurut kabar terakhir.
phones-waiting-some = { $entries } catatan belum terkirim, menurut kabar terakhir.
phones-waiting-unknown = Belum ada kabar tentang catatan yang menunggu.
phones-since = Terdaftar sejak { $date }
phones-program = versi { $version }
phones-revoked-at = Ditarik { $at } oleh { $by }.
phones-erased = Isi yang sudah terkirim dihapus dari HP { $at }.
phones-not-erased = HP itu belum tahu: sejak ditarik belum bertemu server.
phones-enrol = Pasang Betang di HP ini
phones-revoke = Tarik HP ini
phones-readmit = Izinkan lagi

phones-revoke-title = Tarik HP ini?
phones-revoke-at-once = HP ini tidak bisa dipakai lagi untuk Betang, sejak sekarang.
phones-revoke-erases = Begitu HP menyala dan ada sinyal, data yang sudah terkirim dihapus dari HP.
phones-revoke-unsent = Catatan yang belum terkirim tetap tersimpan terkunci di HP. Catatan itu bisa dikirim kalau HP diizinkan lagi, atau dibawa sebagai berkas.
phones-revoke-until = Selama HP itu belum mendapat sinyal, isinya dijaga oleh kuncinya: PIN, kata sandi atau sidik jari.
phones-revoke-password = Kalau orang lain mungkin tahu kata sandinya, beri juga kata sandi baru di halaman Pengguna.
phones-revoke-yes = Ya, tarik HP ini
phones-revoke-no = Tidak jadi

phones-file-link = Serahkan berkas dari HP
phones-file-title = Berkas dari HP
phones-file-about = Kalau HP tidak bisa bertemu server, catatan yang belum terkirim bisa dibawa sebagai berkas lewat kartu memori atau kabel. Serahkan berkas itu di sini. Menyerahkannya dua kali tidak apa-apa.
phones-file-choose = Berkas
phones-file-send = Serahkan
phones-file-done = Berkas dari HP { $phone } sudah dibaca.
phones-file-new = { $entries } catatan baru tersimpan.
phones-file-known = { $entries } catatan sudah sampai sebelumnya.
phones-file-held = { $entries } catatan ditahan dan tetap tersimpan, untuk dilihat koordinator.
phones-file-not-one = Ini bukan berkas dari HP Betang. Buka halaman Kiriman di HP, buat berkasnya lagi, lalu serahkan di sini.
phones-file-stranger = Berkas ini dari HP yang tidak terdaftar di Puskesmas ini. Serahkan di Puskesmas tempat HP itu didaftarkan.
phones-file-not-hers = Berkas ini dari HP orang lain. Mintalah ia sendiri, koordinator atau kepala yang menyerahkannya.
phones-file-broken = Berkas ini rusak atau tidak lengkap. Buat lagi di HP, lalu serahkan di sini; catatan di HP tidak hilang.
phones-file-large = Berkas ini terlalu besar. Tanyakan kepada yang memasang Betang; catatan di HP tidak hilang.

phones-stale = Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu coba lagi.
phones-not-for-role = Betang tanpa sinyal di HP hanya untuk bidan, koordinator dan kepala. Dengan akun ini, pakailah Betang lewat jaringan seperti biasa.
phones-stranger = HP ini belum terdaftar di sini. Daftarkan HP ini lagi; catatan yang belum terkirim tetap tersimpan.
phones-not-hers = HP ini terdaftar atas nama orang lain. Masuklah dengan akun pemilik HP ini.
phones-revoked-ask = HP ini sudah ditarik. Minta kepala Puskesmas mengizinkannya lagi; catatan yang belum terkirim tetap tersimpan terkunci.
