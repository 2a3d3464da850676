choices-title = Rules of the unit
choices-about = Sources differ here or nobody confirmed them, so the unit itself chooses. Old visits keep the result that they had under the rules of their day.
choices-care = Care and numbers
choices-messages = Messages
choices-standard = Standard: { $value }.
choices-unconfirmed = Not confirmed.
choice-sms-birth-days-before = The expected birth is reminded of before its date (days)
choice-sms-rupiah-per-part = What one text message costs (rupiah; 0 if it is not counted)
