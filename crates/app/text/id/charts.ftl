## Grafik: kata-kata di dalamnya dan tabel di bawahnya

charts-nothing = Belum ada angka untuk digambar.
charts-numbers = Angka dalam tabel
charts-table-of = Tabel: { $title }
charts-of-none = tidak dapat dihitung
charts-good = baik
charts-enough = cukup
charts-less = kurang
charts-poor = jelek
charts-unjudged = tanpa status
charts-village = Desa
charts-no = No.
charts-counts = Jumlah/dari
charts-share = Cakupan
charts-interval = Rentang 95 %
charts-value = Nilai
charts-marked = Tanda
charts-status = Status
charts-target = Sasaran
charts-stands = Letak

charts-cumulative = Kumulatif
charts-month = Bulan ini
charts-before = Bulan lalu
charts-trend = Tren
charts-month-short = bulan ini { $value }
charts-before-short = bulan lalu { $value }
charts-up = naik
charts-down = turun
charts-same = tetap
charts-goal = Target sampai bulan ini { $share }
charts-bars-described = { $count } desa, masing-masing satu batang cakupan kumulatif dalam persen. Angkanya ada di tabel.
charts-bars-without = { $count } desa cakupannya tidak dapat dihitung.

charts-within = dalam batas wajar
charts-unusual = di luar batas 95 %
charts-far = di luar batas 99,8 %
charts-funnel-rate = Puskesmas { $share }
charts-funnel-warning = batas 95 %
charts-funnel-alarm = batas 99,8 %
charts-funnel-described = { $count } desa di sekitar cakupan Puskesmas { $rate }: { $unusual } di luar batas 95 %, { $far } di luar batas 99,8 %. Angkanya ada di tabel.

charts-of-month = Bulan
charts-median = median { $value }
charts-missing = tidak ada data
charts-shift = pergeseran
charts-run-trend = tren
charts-shift-up = Bergeser ke atas median: { $from } sampai { $to }
charts-shift-down = Bergeser ke bawah median: { $from } sampai { $to }
charts-trend-up = Terus naik: { $from } sampai { $to }
charts-trend-down = Terus turun: { $from } sampai { $to }
charts-run-described = { $count } bulan dengan data, median { $median }. Angkanya ada di tabel.

charts-until = Sampai
charts-days = Hari
charts-usual = biasanya { $days } hari
charts-limits = batas wajar { $low } sampai { $high } hari
charts-trial-limits = batas sementara { $low } sampai { $high } hari
charts-sooner = lebih cepat dari biasanya
charts-later = lebih lama dari biasanya
charts-between-described = { $count } selang waktu, biasanya { $days } hari: { $sooner } lebih cepat dan { $later } lebih lama dari biasanya. Angkanya ada di tabel.

charts-signed = penandatanganan
charts-side = Waktu
charts-before-signing = sebelum
charts-after-signing = sesudah
charts-side-before = sebelum: { $sum }
charts-side-after = sesudah: { $sum }
charts-some-of = { $n } dari { $of }
charts-month-share = cakupan satu bulan
charts-few = bulan dengan kurang dari { $few }
charts-columns = { $counted } dan, terisi, yang tercapai

charts-map-described = { $count } desa di peta, { $without } desa belum ada letaknya. Angka dan waktu tempuh ada di tabel.
charts-river = sungai, hanya garis dari desa ke desa
charts-north = U
charts-unplaced = Belum ada letaknya: { $villages }
charts-low-water = Air surut
charts-high-water = Air pasang
