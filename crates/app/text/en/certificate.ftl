# Making a phone trust the unit's own certificate: a page and a printed sheet.

trust-title = Trust the Puskesmas computer
trust-about = Once for each phone. After it Betang opens without a warning and can be used without signal.
trust-get = Download the certificate
trust-step-open = Connect the phone to the Wi-Fi of the Puskesmas and scan this picture. Chrome warns once: tap Advanced, then Proceed.
trust-step-get = Tap Download the certificate. The file betang.crt is kept in the folder Download.
trust-step-settings = Open the phone's Settings and search for “CA certificate”. It is usually under Security, Encryption & credentials, Install a certificate.
trust-step-install = Choose CA certificate, tap Install anyway, enter the screen lock, then choose betang.crt.
trust-step-compare = In Settings, open Trusted credentials, tab User, and tap “{ $name }”. Compare the SHA-256 fingerprint there with the sheet that hangs beside the computer, row by row.
trust-step-back = The same? Close Chrome, then open { $address } again: there is no warning any more.
trust-fingerprint = SHA-256 fingerprint
trust-differs = If even one letter differs, remove the certificate from the phone, don't log in yet, and tell whoever looks after the computer.
trust-until = { $name }, valid until { $until }.
trust-watched-title = The phone says “Network may be monitored”?
trust-watched = Android says so of every certificate that somebody installed. Nothing is monitored: this certificate only introduces the computer of the Puskesmas.
trust-power-title = What can this certificate vouch for?
trust-power = Only for addresses inside of networks like that of the Puskesmas. For banks, mail or other sites it is made invalid. Its key never leaves this computer.
trust-other = Another phone
trust-scan = Point the phone's camera at the picture, or type the address in Chrome.
trust-picture = QR picture of this page's address
trust-sheet-title = A new phone at this Puskesmas
