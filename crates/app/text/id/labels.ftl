### attendant
attendant-obstetrician = Dokter SpOG
attendant-doctor = Dokter
attendant-bidan = Bidan
attendant-nurse = Perawat
attendant-dukun = Dukun
attendant-kader = Kader
attendant-family = Keluarga
attendant-alone = Ibu sendiri
### birthplace
birthplace-hospital = Rumah sakit
birthplace-maternity_hospital = Rumah sakit ibu dan anak
birthplace-puskesmas_poned = Puskesmas PONED
birthplace-puskesmas = Puskesmas
birthplace-pustu = Pustu
birthplace-polindes = Polindes atau Poskesdes
birthplace-tpmb = Praktik bidan (TPMB)
birthplace-clinic = Klinik
birthplace-waiting_home = Rumah tunggu kelahiran
birthplace-mothers_home = Rumah ibu
birthplace-dukuns_home = Rumah dukun
birthplace-on_the_way = Di perjalanan
### contactplace
contactplace-posyandu = Posyandu
contactplace-polindes = Polindes atau Poskesdes
contactplace-pustu = Pustu
contactplace-puskesmas = Puskesmas
contactplace-hospital = Rumah sakit
contactplace-practice = Praktik bidan atau dokter
contactplace-home = Rumah ibu
contactplace-waiting_home = Rumah tunggu kelahiran
contactplace-other = Tempat lain
### datingmethod
datingmethod-lmp = HPHT
datingmethod-ultrasound_t1 = USG trimester 1
datingmethod-ultrasound_t2 = USG trimester 2
datingmethod-fundal = Tinggi fundus
datingmethod-stated = HPL yang disebut
datingmethod-estimate = Perkiraan
### deathplace
deathplace-public_hospital = RS pemerintah
deathplace-private_hospital = RS swasta
deathplace-puskesmas = Puskesmas
deathplace-pustu = Pustu
deathplace-maternity_home = Rumah bersalin
deathplace-polindes = Polindes
deathplace-home = Rumah
deathplace-dukuns_home = Rumah dukun
deathplace-on_the_way_from_home = Di perjalanan dari rumah
deathplace-on_the_way_to_facility = Di perjalanan ke fasilitas lain
deathplace-other = Tempat lain
deathplace-unknown = Tidak diketahui
### ending
ending-abortion = Keguguran
ending-not_pregnant = Ternyata tidak hamil
ending-lost = Tidak dapat dijumpai lagi
### facilitykind
facilitykind-hospital = Rumah sakit
facilitykind-maternity_hospital = Rumah sakit ibu dan anak
facilitykind-puskesmas_poned = Puskesmas PONED
facilitykind-puskesmas = Puskesmas
facilitykind-pustu = Pustu
facilitykind-polindes = Polindes atau Poskesdes
facilitykind-tpmb = Praktik bidan (TPMB)
facilitykind-clinic = Klinik
facilitykind-posyandu = Posyandu
facilitykind-waiting_home = Rumah tunggu kelahiran
### mode
mode-spontaneous = Spontan
mode-vacuum = Vakum
mode-forceps = Forsep
mode-caesarean = Operasi sesar
mode-breech = Sungsang
### outcome
outcome-alive = Hidup
outcome-stillborn = Lahir mati
outcome-stillborn_macerated = Lahir mati, maserasi
### presentation
presentation-cephalic = Kepala
presentation-breech = Sungsang
presentation-transverse = Lintang
### profession
profession-obstetrician = Dokter SpOG
profession-doctor = Dokter
profession-bidan = Bidan
profession-nurse = Perawat
profession-other = Petugas lain
### protein
protein-negative = Negatif
protein-plus1 = +1
protein-plus2 = +2
protein-plus3 = +3
protein-plus4 = +4
### reactivity
reactivity-reactive = Reaktif
reactivity-non_reactive = Non reaktif
### referraloutcome
referraloutcome-treated = Diobati dan pulang
referraloutcome-admitted = Dirawat
referraloutcome-gave_birth = Bersalin di sana
referraloutcome-sent_on = Dirujuk lagi
referraloutcome-not_arrived = Tidak sampai
referraloutcome-declined = Keluarga belum bersedia
referraloutcome-died = Meninggal
### sex
sex-female = Perempuan
sex-male = Laki-laki
