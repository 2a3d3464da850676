## HP bidan

phones-stale = Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu coba lagi.
phones-not-for-role = Betang di HP tanpa sinyal hanya untuk bidan, koordinator dan kepala. Dengan akun ini, pakailah Betang lewat jaringan seperti biasa.
phones-stranger = HP ini belum terdaftar di sini. Daftarkan HP ini lagi; catatan yang belum terkirim tetap tersimpan.
phones-not-hers = HP ini terdaftar atas nama orang lain. Masuklah dengan akun pemilik HP ini.
phones-revoked-ask = HP ini sudah ditarik. Minta kepala Puskesmas mengizinkannya lagi; catatan yang belum terkirim tetap tersimpan terkunci.
