# Reasons and hints of the register import; keys from exchange::cohort::issue.

import-reason-required = This cell is required.
import-hint-required = Fill it in and import the corrected file again.

import-reason-missing-column = This sheet lacks a required column.
import-hint-missing-column = Add a column with this header and import again. No row of this sheet was taken.

import-reason-not-a-date = This can't be read as a date.
import-hint-not-a-date = Write a date such as 12/03/2025 or 12 Maret 2025, day first.

import-reason-not-a-time = This can't be read as a time of day.
import-hint-not-a-time = Write a time such as 15:40.

import-reason-not-a-number = This can't be read as a number.
import-hint-not-a-number = Write only a number, such as 56,5.

import-reason-not-a-blood-pressure = This can't be read as a blood pressure.
import-hint-not-a-blood-pressure = Write systolic/diastolic, such as 120/80.

import-reason-not-an-answer = This can't be read as yes or no.
import-hint-not-an-answer = Write ya or tidak; leave it empty where nobody looked.

import-reason-not-a-word = This word is not known in this column.
import-hint-not-a-word = Use one of the words that the instructions give for this column.

import-reason-implausible = This number can't be true ({ $min } to { $max }).
import-hint-implausible = Look it up in the register: a digit may have slipped in or a comma may be lost.

import-reason-broken-formula = The formula in this cell failed.
import-hint-broken-formula = Replace the formula with its value.

import-reason-in-the-future = This date is still to come.
import-hint-in-the-future = Look up the year in the register.

import-reason-too-long-ago = This date is too long ago.
import-hint-too-long-ago = Look up the year in the register.

import-reason-unknown-village = This village is not known.
import-hint-unknown-village = Write the name or code as in the list of villages, or add this name to the village's other names.

import-reason-unknown-village-like = This village is not known.
import-hint-unknown-village-like = Perhaps { $like } was meant? Write the name or code as in the list of villages.

import-reason-no-such-mother = No mother has this number.
import-hint-no-such-mother = Check the number, or add the mother to the sheet ibu.

import-reason-mother-not-taken = The mother's own row was not taken.
import-hint-mother-not-taken = Correct her row in the sheet ibu first; this row will then go in with it.

import-reason-mother-twice = This number stands in row { $row } with other particulars.
import-hint-mother-twice = Give the other mother a number of her own, or remove the row that is wrong.

import-reason-voided = This mother was marked as entered by mistake.
import-hint-voided = If she is real, restore her on her page and import again.

import-reason-no-birth = The birth of this child is not recorded.
import-hint-no-birth = Complete its row in the sheet persalinan and import again.

import-reason-no-such-child = This birth has only { $children } child(ren).
import-hint-no-such-child = Check the column anak_ke, or complete the sheet persalinan.

import-reason-which-child = Twins: it is not clear which child is meant.
import-hint-which-child = Fill in the column anak_ke (1, 2 and so on).

import-reason-child-twice = This child stands in row { $row } with other particulars.
import-hint-child-twice = Give twins different numbers in anak_ke, or remove the row that is wrong.

import-reason-birth-twice = This pregnancy already has a birth on { $date }.
import-hint-birth-twice = Check the date; the next pregnancy needs a no_ibu of its own.

import-reason-death-twice = This death stands in row { $row } with other particulars.
import-hint-death-twice = Remove the row that is wrong and import again.

import-reason-born-alive = Said to be stillborn, but its birth says born alive.
import-hint-born-alive = Check keadaan in the sheet persalinan and siapa in this row.

import-reason-nik-made-number = The spreadsheet made a number of this NIK; 16 digits do not survive that. The mother was taken without it.
import-hint-nik-made-number = Set the NIK column to Text, type the NIK again from the card and import again.

import-reason-nik-invalid = This is not a NIK. The mother was taken without it.
import-hint-nik-invalid = A NIK has 16 digits; check it on her card when it is at hand.

import-reason-nik-other-birth-date = The NIK tells another date of birth than the one written.
import-hint-nik-other-birth-date = Both are kept. Check the card when there is a chance.

import-reason-nik-odd = This NIK is odd, but kept.
import-hint-nik-odd = Check the card when there is a chance.

import-reason-nik-of-another = Another woman of a different name has this NIK. The mother was taken without it.
import-hint-nik-of-another = Check the cards of both.

import-reason-other-words = These words are in no list; they are kept as they are.
import-hint-other-words = If a sign of the list is meant, correct it on the mother's page.

import-reason-nobody-known = This names nobody known; it was left out.
import-hint-nobody-known = Write bidan, dokter, perawat or dukun.

import-reason-assumed-alive = The child's state is not written; it is recorded as born alive.
import-hint-assumed-alive = Correct it if that is not so.

import-reason-same-day = There are two contacts on the same day; both were taken.
import-hint-same-day = Remove one if they are the same contact.

import-reason-before-pregnancy = This date lies before the pregnancy began.
import-hint-before-pregnancy = Check this date and the last menstrual period.

import-reason-long-after-beginning = This date is { $weeks } weeks after the last menstrual period.
import-hint-long-after-beginning = Check this date and the last menstrual period.

import-reason-after-birth = This antenatal contact is after the birth.
import-hint-after-birth = Check the date; contacts after the birth belong in the sheet nifas.

import-reason-before-birth = This date lies before the birth.
import-hint-before-birth = Check this date and that of the birth.

import-reason-long-after-birth = This date is { $days } days after the birth.
import-hint-long-after-birth = Check this date and that of the birth.

import-reason-datings-differ = The expected date written is { $days } days from the one by the last menstrual period.
import-hint-datings-differ = Both are kept; the last menstrual period is used.

import-reason-more-births = More births and miscarriages than pregnancies.
import-hint-more-births = Check G, P and A in the register.

import-reason-nobody-told = The day of the notice is there, but not who told; the notice was not recorded.
import-hint-nobody-told = Fill in pemberi_kabar if it is known.

import-reason-unknown-dukun = This dukun is not in the register; the name is kept.
import-hint-unknown-dukun = Add her on the page of the dukun if need be.

import-reason-noted-otherwise = Betang holds something else ({ $noted }); that stays.
import-hint-noted-otherwise = If the file is right, correct it on the mother's page.

import-reason-extra-column = This column is not part of the layout and was left out.
import-hint-extra-column = Nothing needs doing, unless its header is misspelt.

import-reason-extra-sheet = This sheet is not part of the layout and was left out.
import-hint-extra-sheet = Nothing needs doing, unless its name is misspelt.

import-file-reason-unknown-format = This file is neither an XLSX workbook nor CSV text.
import-file-hint-unknown-format = Save the register as XLSX, or as CSV with one file per sheet.

import-file-reason-old-excel = This is an old Excel workbook (.xls).
import-file-hint-old-excel = Open it in Excel or LibreOffice, save it as .xlsx and import it again.

import-file-reason-locked = This file is locked with a password.
import-file-hint-locked = Open it, save it without a password and import it again.

import-file-reason-damaged = This file is damaged or cut off.
import-file-hint-damaged = Copy it again from where it came from, or open and save it in Excel or LibreOffice.

import-file-reason-too-large = This file is larger than a register can be.
import-file-hint-too-large = Part the register into a file for each year.

import-file-reason-no-sheets = No sheet of the register is in this file. It holds: { $found }
import-file-hint-no-sheets = Name the sheets ibu, kunjungan, persalinan, nifas, neonatus or kematian.
