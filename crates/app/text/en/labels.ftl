### attendant
attendant-obstetrician = Obstetrician
attendant-doctor = Doctor
attendant-bidan = Midwife
attendant-nurse = Nurse
attendant-dukun = Dukun
attendant-kader = Health volunteer
attendant-family = Family
attendant-alone = Nobody, the mother alone
### birthplace
birthplace-hospital = Hospital
birthplace-maternity_hospital = Maternity hospital
birthplace-puskesmas_poned = Puskesmas with PONED
birthplace-puskesmas = Puskesmas
birthplace-pustu = Pustu
birthplace-polindes = Polindes or Poskesdes
birthplace-tpmb = Midwife's practice (TPMB)
birthplace-clinic = Clinic
birthplace-waiting_home = Waiting home
birthplace-mothers_home = Mother's home
birthplace-dukuns_home = Dukun's home
birthplace-on_the_way = On the way
### contactplace
contactplace-posyandu = Posyandu
contactplace-polindes = Polindes or Poskesdes
contactplace-pustu = Pustu
contactplace-puskesmas = Puskesmas
contactplace-hospital = Hospital
contactplace-practice = Practice or clinic
contactplace-home = Mother's home
contactplace-waiting_home = Waiting home
contactplace-other = Elsewhere
### datingmethod
datingmethod-lmp = Last menstrual period
datingmethod-ultrasound_t1 = Ultrasound, first trimester
datingmethod-ultrasound_t2 = Ultrasound, second trimester
datingmethod-fundal = Height of the fundus
datingmethod-stated = A stated date
datingmethod-estimate = An estimate
### deathplace
deathplace-public_hospital = Public hospital
deathplace-private_hospital = Private hospital
deathplace-puskesmas = Puskesmas
deathplace-pustu = Pustu
deathplace-maternity_home = Maternity home
deathplace-polindes = Polindes
deathplace-home = At home
deathplace-dukuns_home = Dukun's home
deathplace-on_the_way_from_home = On the way from home
deathplace-on_the_way_to_facility = On the way to another facility
deathplace-other = Elsewhere
deathplace-unknown = Not known
### ending
ending-abortion = Miscarriage
ending-not_pregnant = Not pregnant after all
ending-lost = Cannot be found any more
### facilitykind
facilitykind-hospital = Hospital
facilitykind-maternity_hospital = Maternity hospital
facilitykind-puskesmas_poned = Puskesmas with PONED
facilitykind-puskesmas = Puskesmas
facilitykind-pustu = Pustu
facilitykind-polindes = Polindes or Poskesdes
facilitykind-tpmb = Midwife's practice (TPMB)
facilitykind-clinic = Clinic
facilitykind-posyandu = Posyandu
facilitykind-waiting_home = Waiting home
### mode
mode-spontaneous = Spontaneous
mode-vacuum = Vacuum
mode-forceps = Forceps
mode-caesarean = Caesarean section
mode-breech = Breech birth
### outcome
outcome-alive = Alive
outcome-stillborn = Stillborn
outcome-stillborn_macerated = Stillborn, macerated
### presentation
presentation-cephalic = Head
presentation-breech = Breech
presentation-transverse = Transverse
### profession
profession-obstetrician = Obstetrician
profession-doctor = Doctor
profession-bidan = Midwife
profession-nurse = Nurse
profession-other = Other staff
### protein
protein-negative = Negative
protein-plus1 = +1
protein-plus2 = +2
protein-plus3 = +3
protein-plus4 = +4
### reactivity
reactivity-reactive = Reactive
reactivity-non_reactive = Non-reactive
### referraloutcome
referraloutcome-treated = Treated and sent home
referraloutcome-admitted = Admitted
referraloutcome-gave_birth = Gave birth there
referraloutcome-sent_on = Sent on
referraloutcome-not_arrived = Did not arrive
referraloutcome-declined = The family declined
referraloutcome-died = Died
### sex
sex-female = Girl
sex-male = Boy
