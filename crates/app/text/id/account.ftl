login-title = Masuk
login-about = Betang mencatat perjalanan setiap ibu dan anak, bersama bidan dan dukun.
login-name = Nama masuk
login-password = Kata sandi
login-button = Masuk
login-wrong = Nama atau kata sandi tidak cocok.
login-too-many = Terlalu banyak percobaan. Tunggu { $minutes } menit.
login-forgotten = Lupa kata sandi? Kepala Puskesmas dapat memberi yang baru.
