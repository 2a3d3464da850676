# Words of the command line. Every sentence of a failure has a hint: the same key with -hint.


help-usage = Usage
help-commands = Commands
help-options = Options
help-arguments = Arguments

about = Betang: every mother and child followed, from the dukun's word to the first birthday
about-init = Begin a new unit from a file that describes it
about-serve = Run Betang for a unit
about-certificate = Make the unit's own certificate, so that phones in the network of the Puskesmas can use Betang
about-demo = Run Betang with the example unit and invented people
about-export = Write a register or the log
about-export-log = Write the whole log as JSON Lines
about-indicators = All numbers of a month, by village and in total, as JSON, CSV or XLSX
about-report = Reports for the health office as XLSX
about-report-lb3 = The monthly report LB3-KIA
about-report-pws = The local area monitoring (PWS-KIA)
about-report-mapping = Write the built-in table of LB3 columns, to begin one's own with
about-state = The state of every pregnancy and child on a date, as JSON
about-replay = The same state from an exported log, without a data folder
about-backup = Copy all data consistently, also while Betang runs
about-restore = Restore a copy into an empty data folder
about-check = Read and verify everything, and say what is wrong
about-user = Users
about-user-add = Add a user
about-user-list = List users
about-user-disable = Disable a user; sessions end at once
about-simulate = Fill an empty data folder with invented people

arg-help = Show this help
arg-version = Show the version
arg-lang = Language
arg-folder = The unit's data folder
arg-unit = File that describes the unit, as examples/sei-hanyo.toml
arg-phone-program = Folder with another phone program; for tests
arg-listen = Address and port to listen at; usually 127.0.0.1:8080, with --tls 0.0.0.0:8443, with --acme 0.0.0.0:443
arg-tls = TLS with the unit's own certificate, for phones in the network of the Puskesmas
arg-acme = TLS with a public certificate (ACME) for this name; may be repeated; means agreeing to the authority's terms
arg-contact = Mail address for the public authority
arg-acme-directory = ACME address of the public authority
arg-acme-roots = Root certificates (PEM) by which the authority itself is checked
arg-behind-proxy = Betang stands behind a TLS proxy: secure cookies, addresses from the proxy
arg-host = Another name or address of this computer; may be repeated
arg-port = Port at which phones reach Betang
arg-date = The day taken as today
arg-without-event = Without the workshops and agreement of the example, to be tried from the beginning
arg-demo-folder = Folder for the example data; a temporary one without it
arg-file = File
arg-json = Result as JSON
arg-out = File to write to; without it the result goes to the screen
arg-on = Date of the state; usually today
arg-log = A log exported with `betang export log`
arg-login = Name to log in with
arg-name = Name as shown
arg-role = Role: bidan, coordinator, head, office, sector, district
arg-village = Village code; may be repeated
arg-month = Month, as 2025-05; usually the last that is over
arg-quarter = The whole quarter of that month
arg-format = How the result is written
arg-mapping = The columns of your own form, as TOML; `betang report mapping` writes one to begin with
arg-years = Years to simulate
arg-villages = Number of villages; up to 14 are those of Kapuas Hulu
arg-seed = Random seed; the same seed makes the same data
arg-pregnancies = Pregnancies a year
arg-until = Last day; usually today

example =
    Examples:
      betang demo
      betang init --data ./data --unit examples/sei-hanyo.toml
      betang serve --data ./data --listen 127.0.0.1:8080

    Exit codes: 0 done, 1 failed, 2 wrong command line, 3 done but something was held, 4 the check found something wrong.
example-init =
    Examples:
      betang init --data ./data --unit examples/sei-hanyo.toml
example-serve =
    Examples:
      betang serve --data ./data
      betang serve --data ./data --tls
      betang serve --data ./data --acme betang.example.org --contact it@example.org
      betang serve --data ./data --listen 127.0.0.1:8080 --behind-proxy

    Without TLS Betang serves this computer alone.
    On an empty data folder Betang asks for the unit and the first user on a page.
example-certificate =
    Examples:
      betang certificate --data ./data
      betang certificate --data ./data --name puskesmas.lan --port 443

    The authority is made once and its key does not leave the data folder. The server's certificate renews itself.
example-demo =
    Examples:
      betang demo
      betang demo --listen 127.0.0.1:9000 --date 2026-05-21
example-export =
    Examples:
      betang export log --data ./data --out catatan.jsonl
example-export-log =
    Examples:
      betang export log --data ./data > catatan.jsonl
example-indicators =
    Examples:
      betang indicators --data ./data --month 2025-05
      betang indicators --data ./data --month 2025-05 --village 62.03.12.2001 --format csv
example-report =
    Examples:
      betang report lb3 lb3.xlsx --data ./data --month 2025-05
example-report-lb3 =
    Examples:
      betang report lb3 lb3.xlsx --data ./data --month 2025-06 --quarter
      betang report lb3 lb3.xlsx --data ./data --mapping district-form.toml
example-report-pws =
    Examples:
      betang report pws pws.xlsx --data ./data --month 2025-05
example-report-mapping =
    Examples:
      betang report mapping > district-form.toml
example-state =
    Examples:
      betang state --data ./data --on 2026-05-21
example-replay =
    Examples:
      betang replay catatan.jsonl --on 2026-05-21
example-backup =
    Examples:
      betang backup cadangan.sqlite --data ./data
example-restore =
    Examples:
      betang restore cadangan.sqlite --data ./data-baru
example-check =
    Examples:
      betang check --data ./data
example-user =
    Examples:
      betang user list --data ./data
example-user-add =
    Examples:
      betang user add bidan.rina --name "Rina Marlina" --role bidan --village 62.03.12.2001 --data ./data
example-user-list =
    Examples:
      betang user list --data ./data
example-user-disable =
    Examples:
      betang user disable bidan.rina --data ./data
example-simulate =
    Examples:
      betang simulate --years 3 --villages 14 --seed 1 --data ./coba

unwritable = The result can't be written: { $message }
unwritable-hint = See whether the disk is full or the output was closed.
no-runtime = Betang can't start: { $message }
no-runtime-hint = Look at this computer's limits of processes and memory.
file-unreadable = File { $file } can't be read: { $message }
file-unreadable-hint = Check the file's name and the right to read it.
file-unwritable = File { $file } can't be written: { $message }
file-unwritable-hint = Check the folder's name and the right to write there.
file-exists = File { $file } exists already.
file-exists-hint = Choose another name; Betang overwrites no file.
mapping-wrong = The columns of { $file }, line { $line }, column { $column }: { $message }.
mapping-unreadable = the file can't be read: { $detail }
mapping-empty = it has no column
mapping-missing = { $detail } is not filled in
mapping-twice = its id is there twice
mapping-not-one = fill in one of counts, target, figure, not_recorded
mapping-mark = there is no count called { $detail }
mapping-target = there is no target population called { $detail }
mapping-figure = there is no figure called { $detail }
mapping-sex = sex is L or P, for counts of children alone
mapping-mixed = events and states do not add up
mapping-beside = of, of_target, sex and since_january stand beside counts alone, and one of of and of_target
mapping-sheet = { $detail } can't be the name of a sheet
mapping-wrong-hint = Mend the line that is named; `betang report mapping` writes a complete example.
store-failed = Data can't be read or written: { $message }
store-failed-hint = Look at the space on the disk, then run `betang check`.
folder-empty = Folder { $folder } holds no unit yet.
folder-empty-hint = Begin with `betang init --data { $folder } --unit UNIT.toml`.
folder-filled = Folder { $folder } holds data already.
folder-filled-hint = Choose an empty folder; invented and real data must never mix.
folder-busy = Folder { $folder } is in use by another Betang.
folder-busy-hint = Stop that Betang first, or do the same on its pages.
unit-file-syntax = Unit file, line { $line }: { $message }
unit-file-syntax-hint = Compare with examples/sei-hanyo.toml.
unit-file-empty = Unit file, line { $line }: code and name can't be empty.
unit-file-empty-hint = Write code and name between quotes.
unit-file-offset = Unit file, line { $line }: an offset of { $value } minutes can't be.
unit-file-offset-hint = WIB 420, WITA 480, WIT 540.
unit-file-choice = Unit file, line { $line }: the choice { $id } = "{ $value }" is not known.
unit-file-choice-hint = The known choices are in crates/domain/tables/choices.toml.
unit-file-twice = Unit file, line { $line }: { $value } stands there twice.
unit-file-twice-hint = Each village code and facility name can stand only once.
unit-file-position = Unit file, line { $line }: a position of { $value } degrees can't be.
unit-file-position-hint = Latitude from -90 to 90, longitude from -180 to 180; south is negative.
unit-file-goal = Unit file, line { $line }: the goal { $id } = { $value } can't be used.
unit-file-goal-hint = Write the id of an indicator of crates/domain/tables/indicators.toml and a percentage between 0 and 100, as goals.PF.2025 = 90.0.
unit-file-year = Unit file, line { $line }: { $value } is not a year.
unit-file-year-hint = Write a year with four digits, as years.2025.
unit-file-birth-rate = Unit file, line { $line }: a birth rate of { $value } per 1000 can't be.
unit-file-birth-rate-hint = The rate is per 1000 inhabitants and year, as 17.5; not a percentage.

init-done = Unit { $name } begins with { $villages } villages.
init-assumed = Population and birth figures of { $villages } villages are only assumed; replace them with the Puskesmas' own.
init-next = Next: betang user add NAME --data { $folder } --name "FULL NAME" --role head
simulate-done = { $entries } invented entries were written.
state-unreadable = { $entries } entries can't be read by this version; they are kept and change nothing.
replay-broken = Line { $line } is not an entry: { $message }

listen-refused = Betang can't listen at { $address }: { $message }
listen-refused-hint = The port may be taken; choose another with --listen.
listen-open = At { $address } anybody in the network could read along: without TLS Betang serves this computer alone.
listen-open-hint = Add --tls (the network of the Puskesmas), --acme NAME (a public name) or --behind-proxy to `betang serve`; or use --listen 127.0.0.1:8080.
acme-name = { $name } is no public name.
acme-name-hint = A public authority vouches only for names like betang.example.org; for your own network use --tls.
tls-broken = The file { $file } can't be used: { $message }
tls-broken-hint = Restore it from a copy, or delete it and let Betang make a new one; if it is authority.pem, every phone must be given the certificate again.
tls-failed = The certificate can't be made: { $message }
tls-failed-hint = Check the names asked for with --name.
tls-name-odd = { $name } is neither the name of a computer nor an IP address.
tls-name-odd-hint = Write a name like puskesmas.lan or an address like 192.168.1.10, without https://.
tls-name-outside = This unit's authority may not vouch for { $name }.
tls-name-outside-hint = It is limited to local networks and the names asked for when it was made. Choose another name, or delete the folder tls in the data folder and begin again; every phone must then be given the new certificate.
tls-authority-over = This unit's authority is not valid on the date of this computer.
tls-authority-over-hint = Check the computer's date. If it is right, delete the folder tls in the data folder, run `betang certificate`, and give every phone the new certificate.
listen-failed = The network failed: { $message }
listen-failed-hint = Start Betang again; what was saved is safe.
password-short = The password is too short.
password-short-hint = Use at least { $least } letters, digits or signs.
password-unreadable = The password can't be read: { $message }
password-unreadable-hint = Type it at a terminal, or send it as the first line of standard input.
month-ahead = { $month } has not begun.
month-ahead-hint = Choose a month or quarter that has.
village-unknown = Village { $code } is not in this unit.
village-unknown-hint = Use a village code as in the unit file.
user-taken = The login name { $login } is taken.
user-taken-hint = Choose another login name.
user-unknown = There is no user { $login }.
user-unknown-hint = See the names with `betang user list`.
user-last-head = { $login } is the last head who can log in.
user-last-head-hint = First add another user with the role head.
restore-filled = Folder { $folder } holds data already.
restore-filled-hint = Restore the copy into an empty folder.
restore-refused = The copy { $file } can't be used: { $message }
restore-refused-hint = Try another copy; the data folder was not changed.

password-prompt = Password:{" "}
no-such-file = there is no such file
user-added = User { $login } was added.
user-disabled = User { $login } was disabled.
user-closed = (disabled)
backup-done = The copy is in { $file }.
restore-done = The copy { $file } was restored: unit { $unit }.
check-database = Database: { $message }
check-log = Log: { $message }
check-newer = Entry of a newer version: { $message }
check-stray = Entry { $id } ({ $kind }) is about a pregnancy or child that is not known.
check-wrong = { $entries } entries looked at, { $wrong } wrong.
check-good = { $entries } entries looked at, all well.
serve-at = Betang runs at { $address }
no-phones = The phone program is not here, so no phone can be enrolled. Run `cargo xtask wasm`, then start Betang again.
serve-trust = A new phone: open { $address }, or print { $file }
certificate-ready = The certificate “{ $name }” is ready, valid until { $until }.
certificate-fingerprint = Fingerprint (SHA-256):
certificate-addresses = Addresses for phones:
certificate-sheet = Print this sheet and hang it beside the computer: { $file }
certificate-next = Next: betang serve --data { $folder } --tls{ $listen }
serve-begin = There is no unit yet. Begin at { $address }
demo-at = Betang runs at { $address } with invented people.
demo-logins = Log in with one of these names, password { $password }
demo-bidan = village midwife
demo-coordinator = coordinating midwife
demo-head = head of the Puskesmas
demo-office = office
demo-sector = cross-sector partner
demo-stop = Press Ctrl-C to stop.

about-import = Take in a register or a phone's file
about-import-cohort = Take in a cohort register from XLSX or CSV
about-import-phone = Take in a file of what a phone could not send
arg-dry-run = Only check, keep nothing
example-import =
    Examples:
      betang import cohort kohort.xlsx --data ./data --dry-run
example-import-cohort =
    Examples:
      betang import cohort kohort.xlsx --data ./data --dry-run
      betang import cohort folder-csv/ --data ./data --json

    Rows that can't be taken are held and listed; the others go in (exit code 3).
example-import-phone =
    Examples:
      betang import phone kiriman.betang --data ./data

    Taking in the same file twice does no harm. What is held is kept (exit code 3).
import-phone-from = Phone { $phone }, { $name }
import-phone-new = { $entries } new entries
import-phone-known = { $entries } had arrived before
import-phone-held = { $entries } held
import-phone-refused = File { $file }: { $reason }
import-phone-refused-hint = What is on the phone is not lost by this.
import-refused = File { $file }: { $reason }
import-refused-hint = { $hint }
import-taken = { $sheet }: { $rows } rows taken
import-held = { $rows } rows held:
import-warned = { $rows } things to look at:
import-wrote = { $entries } entries were written.
import-would-write = { $entries } entries would be written; nothing was kept now.

about-export-cohort = Write the cohort register as XLSX
example-export-cohort =
    Examples:
      betang export cohort kohort.xlsx --data ./data
export-done = Written to { $file }.
sms-file-unreadable = File { $file } cannot be read: { $message }
sms-file-unreadable-hint = Check who may read it. Everything but messages goes on.
sms-file-syntax = File { $file }, line { $line } cannot be read.
sms-file-syntax-hint = Check the quotes and the names of fields; docs/sms.md has an example. Everything but messages goes on.
sms-file-two = File { $file }, line { $line }: there is another gateway above it.
sms-file-two-hint = Choose one gateway only.
sms-file-none = File { $file }, line { $line }: there is no gateway.
sms-file-none-hint = Choose a gateway.
sms-file-folder = File { $file }, line { $line }: Gammu's folder is not complete.
sms-file-folder-hint = Write Gammu's folder from the first slash on, like /var/spool/gammu.
sms-file-secret = File { $file }, line { $line }: a password, token or key is too short.
sms-file-secret-hint = Passwords, tokens and keys have at least 8 letters or digits.
sms-file-address = File { $file }, line { $line }: the gateway's address cannot be used.
sms-file-address-hint = Write the whole address, with http:// or https:// before it.
sms-file-authority = File { $file }, line { $line }: the certificate file cannot be read.
sms-file-authority-hint = Check the certificate file's name and who may read it.
