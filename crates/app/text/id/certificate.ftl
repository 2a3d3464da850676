# Membuat HP mempercayai sertifikat milik unit sendiri: halaman dan lembar cetak.

trust-title = Percayai komputer Puskesmas
trust-about = Cukup sekali untuk setiap HP. Sesudahnya Betang terbuka tanpa peringatan dan dapat dipakai tanpa sinyal.
trust-get = Unduh sertifikat
trust-step-open = Sambungkan HP ke Wi-Fi Puskesmas, lalu pindai gambar ini. Chrome memperingatkan satu kali: ketuk Lanjutan, lalu Lanjutkan.
trust-step-get = Ketuk Unduh sertifikat. Berkas betang.crt tersimpan di folder Download.
trust-step-settings = Buka Setelan HP dan cari “sertifikat CA”. Biasanya di Keamanan, Enkripsi & kredensial, Instal sertifikat.
trust-step-install = Pilih Sertifikat CA, ketuk Tetap instal, masukkan kunci layar, lalu pilih betang.crt.
trust-step-compare = Di Setelan, buka Kredensial tepercaya, tab Pengguna, ketuk “{ $name }”. Bandingkan sidik jari SHA-256 di sana dengan lembar yang tergantung di samping komputer, baris demi baris.
trust-step-back = Sama? Tutup Chrome, lalu buka kembali { $address }: peringatan tidak muncul lagi.
trust-fingerprint = Sidik jari SHA-256
trust-differs = Bila satu huruf pun berbeda, hapus sertifikat itu dari HP, jangan masuk dahulu, dan beri tahu yang mengurus komputer.
trust-until = { $name }, berlaku sampai { $until }.
trust-watched-title = HP berkata “Jaringan mungkin dipantau”?
trust-watched = Android mengatakannya untuk setiap sertifikat yang dipasang sendiri. Tidak ada yang dipantau: sertifikat ini hanya mengenalkan komputer Puskesmas.
trust-power-title = Apa yang dapat dijamin sertifikat ini?
trust-power = Hanya alamat di dalam jaringan seperti jaringan Puskesmas. Untuk bank, surel, atau situs lain sertifikat ini dibuat tidak berlaku. Kuncinya tidak pernah meninggalkan komputer ini.
trust-other = HP lain
trust-scan = Arahkan kamera HP ke gambar, atau ketik alamatnya di Chrome.
trust-picture = Gambar QR alamat halaman ini
trust-sheet-title = HP baru di Puskesmas ini
