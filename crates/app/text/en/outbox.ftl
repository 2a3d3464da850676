strip-label = State of the outbox
strip-sent = All sent
strip-waiting = { $count ->
    [one] 1 record waits for signal
   *[other] { $count } records wait for signal
}
strip-meeting = Meeting the server…
strip-held = { $count } held
strip-stranger = This phone must be enrolled again. Records that wait are still stored.
strip-storage = The phone's storage has a problem. Send the records that wait as soon as you can.
strip-full = The phone's storage is nearly full ({ $percent }%). Delete photos or videos you do not need.
strip-may-go = This phone does not fully guard the records that wait. Send them when there is signal.
strip-may-go-soon = The phone may delete the records that wait. Find signal, or save them as a file.
strip-clock-ahead = This phone's clock is { $lapse } ahead. Records carry the right time.
strip-clock-behind = This phone's clock is { $lapse } behind. Records carry the right time.
lapse-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
lapse-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
lapse-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
lapse-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
met-never = never met yet
met-today = met at { $at }
met-yesterday = last met yesterday
met-days = last met { $count } days ago
outbox-title = Outbox
outbox-last-met = Last met the server: { $at }
outbox-never-met = This phone has never met the server.
outbox-meet = Meet the server now
outbox-wished = Kept. The page is in the list below, to open when there is signal.
trouble-away = The server is out of reach
trouble-away-do = That is fine. Records are stored on this phone and are sent by themselves once there is signal.
trouble-stranger = The server does not know this phone
trouble-stranger-do = Enrol this phone again when there is signal. Records that wait are still stored and are sent then.
trouble-stranger-link = Enrol this phone again
trouble-server = The server has a problem
trouble-server-do = Records stay stored on this phone, and it tries again by itself. If it is still so tomorrow, tell the Puskesmas.
trouble-storage = The phone's storage is full or has a problem
trouble-storage-do = Delete photos or videos you do not need, then meet the server again. The records that wait are still there.
trouble-garbled = The program on this phone needs an update
trouble-garbled-do = Close Betang and open it again when there is signal. Records that wait are still stored.
outbox-waiting = Waiting for signal
outbox-none-waits = All records have reached the server.
outbox-noted = noted { $at }
outbox-and-more = and { $count } more
outbox-other = Another record
outbox-held = Held by the server
outbox-held-about = These records have reached the server and are stored there, but are not in the register yet.
held-unknown-kind = The server does not know this kind of record yet.
held-unknown-kind-do = No need to note it again. Tell the Puskesmas that the server's program needs an update.
held-unreadable = The server cannot read what this record says.
held-unreadable-do = Talk with the coordinator, who can see it on the server. Note it once more if need be.
held-no-right = By what the server knows, this record is outside your villages or tasks.
held-no-right-do = Talk with the coordinator, who can note it on the mother's page.
held-other = The server holds this record for a person to look at.
outbox-conflicts = Corrections that differ
outbox-conflicts-about = Two people corrected the same record differently. Both corrections are stored.
outbox-wishes = To open when there is signal
outbox-unwish = Remove
outbox-unwish-what = Remove from the list: { $title }
outbox-parcel = A file to carry
outbox-parcel-about = If there is no signal for long, save the records that wait as a file and carry it to the Puskesmas. Only the server can open this file.
outbox-parcel-save = Save the file
outbox-phone = This phone
outbox-label = Name
outbox-protection = Protection
outbox-storage = Storage
outbox-program = Program
outbox-lock = Lock now
protection-pin = A PIN of 6 digits. Enough for a phone left behind or lent. A skilled thief can guess it; if the phone is lost, ask the head of the Puskesmas at once to withdraw it.
protection-passphrase = A long passphrase. Hard to guess, also for a skilled thief. If the phone is lost, still ask the head of the Puskesmas to withdraw it.
protection-phonelock = The phone's fingerprint or screen lock. Bound to this phone, so that a copy cannot be opened elsewhere. If the phone is lost, still ask the head of the Puskesmas to withdraw it.
storage-lasting = guarded by the phone
storage-not-lasting = the phone may empty it when space runs out
storage-unknown = not known yet
storage-used = { $percent }% used
outbox-leave = Release this phone
outbox-leave-about = All records and keys are deleted from this phone. Everything stays on the server. To use this phone without signal again, enrol it anew.
outbox-leave-wait = This phone can be released once all records are sent.
outbox-leave-sure = Yes, release this phone
away-title = This part needs signal
away-about = This part is on the server, and the server is out of reach. Your records on this phone are safe, and the other pages keep working.
away-sent = What you filled in was not sent. Do it again when there is signal.
away-again = Try again
away-remind = Remind me
away-remind-about = This page is kept in the outbox, to open when there is signal.
away-phones = The list of phones
away-page = A page of the server
more-signal = needs signal
entry-adat-agreed = Adat agreed
entry-agreement-addendum = Addendum to an agreement
entry-agreement-drafted = Draft of an agreement
entry-agreement-ended = Agreement ended
entry-agreement-resumed = Agreement resumed
entry-agreement-signed = Agreement signed
entry-agreement-suspended = Agreement suspended
entry-commitment-carried = Commitment carried over
entry-commitment-made = Commitment
entry-commitment-progressed = Progress of a commitment
entry-concern-raised = Something to talk about
entry-concern-step = Step of talking it through
entry-dukun-did = What a dukun did
entry-file-attached = Scan or photo
entry-incentive-paid = Dukun paid
entry-incentive-rule = Rule for paying dukun
entry-message-received = Message received
entry-message-sorted = Message dealt with
entry-message-queued = Message to be sent
entry-message-went = Sending of a message
entry-reminders-agreed = Reminders by text message
entry-paper-cancelled = Number of a letter cancelled
entry-paper-numbered = Letter numbered
entry-partnership-met = Partnership meeting
entry-workshop-attended = Attendance at a workshop
entry-workshop-cancelled = Workshop not held
entry-workshop-closed = Workshop closed
entry-workshop-minuted = Minutes of a workshop
entry-workshop-planned = Plan of a workshop
entry-workshop-presented = Pack frozen
