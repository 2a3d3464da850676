# The page that imports a register.

import-title = Import a register
import-about = Choose a cohort workbook (XLSX), one CSV file, or a ZIP of CSV files. Nothing is kept before you agree.
import-file = File
import-look = Look first
import-preview = What was read
import-taken = Rows taken
import-entries = { $entries } new entries or corrections will be saved.
import-held = Rows held
import-warnings = Taken, but worth a look
import-save = Save
import-other = Choose another file
import-done = Import done
import-entries-done = { $entries } entries were saved.
import-held-done = { $rows } rows are held and kept to be put right.
import-to-held = See all rows held

export-title = Download the cohort register
export-about = Every registered pregnancy, as a workbook with the same columns as for an import. The file holds data of mothers and children: keep it safe. The download is noted in the access log.
export-get = Download kohort.xlsx

book-title = Print the cohort books
book-about = The mothers' or the children's register of a year as PDF, like the book on paper: each line runs over two facing pages. Print on both sides and bind at the short edge. The download is noted in the access log.
book-year = Year
book-village = Village
book-all = All villages
book-sheet = Sheet
book-f4 = F4 (Folio)
book-a4 = A4
book-mothers = Download the mothers' register (PDF)
book-children = Download the children's register (PDF)

held-title = What is held
held-about = Rows of imports and entries of phones that could not go into the register yet. Put them right in the file and import it again, or note them on the mother's page; then mark them as dealt with.
held-none = Nothing is held.
held-more = { $rows } more rows wait. They are shown when some of those above are dealt with.
held-settled = Dealt with
held-settle = Dealt with
held-settle-file = All from this file are dealt with
held-since = Received { $at }
held-noted = noted { $at }
held-unknown-mother = Not in the register yet
held-body = What was received
