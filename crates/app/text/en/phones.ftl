# Phones: the list, withdrawing one, a file carried by hand.

phones-title = Midwives' phones
phones-about-all = Phones that work without signal, of everybody in this Puskesmas. A phone that was lost: withdraw it at once.
phones-about-own = Your phones that work without signal. A phone that was lost: withdraw it at once.
phones-none = No phone is enrolled yet.
phones-in-use = in use
phones-revoked = withdrawn
phones-never = Has not met the server since it was enrolled.
phones-today = Met the server today at { $time }.
phones-yesterday = Met the server yesterday at { $time }.
phones-days-ago = Met the server last { $days } days ago, { $date }.
phones-waiting-none = Everything was sent, as it said last.
phones-waiting-some = { $entries } entries were not sent, as it said last.
phones-waiting-unknown = No word yet of entries that wait.
phones-since = Enrolled since { $date }
phones-program = version { $version }
phones-revoked-at = Withdrawn { $at } by { $by }.
phones-erased = What had been sent was erased from the phone { $at }.
phones-not-erased = The phone does not know yet: it has not met the server since.
phones-enrol = Put Betang on this phone
phones-revoke = Withdraw this phone
phones-readmit = Admit it again

phones-revoke-title = Withdraw this phone?
phones-revoke-at-once = From now on this phone cannot be used for Betang.
phones-revoke-erases = As soon as the phone is on and has signal, what was sent is erased from it.
phones-revoke-unsent = What was not sent stays on the phone, locked. It can be sent if the phone is admitted again, or carried as a file.
phones-revoke-until = As long as the phone has no signal, its lock protects what is on it: PIN, passphrase or fingerprint.
phones-revoke-password = If somebody else may know her password, give her a new one as well, on the page Users.
phones-revoke-yes = Yes, withdraw this phone
phones-revoke-no = Leave it as it is

phones-file-link = Hand in a file from a phone
phones-file-title = File from a phone
phones-file-about = When a phone cannot meet the server, what was not sent can be carried as a file, on a memory card or by cable. Hand it in here. Handing it in twice does no harm.
phones-file-choose = File
phones-file-send = Hand in
phones-file-done = The file from the phone { $phone } was read.
phones-file-new = { $entries } new entries are stored.
phones-file-known = { $entries } entries had arrived before.
phones-file-held = { $entries } entries are held and kept, for the coordinator to look at.
phones-file-not-one = This is not a file from a Betang phone. Open the page of what waits on the phone, make the file again, and hand it in here.
phones-file-stranger = This file is from a phone that is not enrolled in this Puskesmas. Hand it in where the phone was enrolled.
phones-file-not-hers = This file is from somebody else's phone. Ask her, the coordinator or the head to hand it in.
phones-file-broken = This file is damaged or not whole. Make it again on the phone and hand it in here; nothing is lost on the phone.
phones-file-large = This file is too large. Ask who installed Betang; nothing is lost on the phone.

phones-stale = This page was open for too long. Load it again, then try again.
phones-not-for-role = Betang without signal on a phone is for midwives, coordinators and heads. With this account, use Betang over the network as always.
phones-stranger = This phone is not enrolled here. Enrol it again; what was not sent stays stored.
phones-not-hers = This phone is enrolled for somebody else. Log in with her account.
phones-revoked-ask = This phone was withdrawn. Ask the head of the Puskesmas to admit it again; what was not sent stays stored, locked.
