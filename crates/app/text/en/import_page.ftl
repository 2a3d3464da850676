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
import-held-done = { $rows } rows are held and kept to be put right. Correct the file, then import it again.
