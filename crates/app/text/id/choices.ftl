choices-title = Aturan unit
choices-about = Di sini sumber berbeda atau belum ada yang memastikan, jadi unit sendiri yang memilih. Kunjungan lama tetap dengan hasil menurut aturan pada harinya.
choices-care = Pelayanan dan angka
choices-messages = Pesan
choices-standard = Bawaan: { $value }.
choices-unconfirmed = Belum dipastikan.
choice-sms-birth-days-before = Pengingat perkiraan lahir dikirim sebelum tanggalnya (hari)
choice-sms-rupiah-per-part = Biaya satu SMS (rupiah; 0 bila tidak dihitung)
