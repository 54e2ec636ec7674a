# Points: what earns how many, who checks it, what they were given for. Passbooks carry no names.

## used: points-ledger-*, points-done-*
points-title = Points for voluntary acts
points-lead = What people do of their own free will earns points, and points are given for small things. They change nothing about any service.
points-own = My passbook
points-code = Code on the passbook
points-number = Number of the passbook
points-code-or-number = Code or number of the passbook
points-look = Look
points-deeds = What earns points
points-goods = What points are given for
points-count = { $count ->
    [one] 1 point
   *[other] { $count } points
}
points-ledger-issued = Given
points-ledger-held = Held in passbooks
points-ledger-redeemed = Redeemed
points-ledger-lapsed = Lapsed
points-rules = Rules
points-rule-own = Only one’s own voluntary acts count. Nothing is taken off as a punishment.
points-rule-two = One person enters an act, another one checks it; then it counts.
points-rule-entered = An act is entered within { $days } days.
points-rule-year = At the end of a year { $share } % go on; the rest lapses.
points-rule-nameless = A passbook carries no name and is known by its code. There is no list and no ranking, and nobody can look up anybody.
points-rule-nothing = Points are no condition for any service, grant or right.
points-rule-leave = Whoever wishes leaves at any time; the points lapse, and the passbook is found no more.
points-left = The passbook is closed.
points-passbook = Passbook of points
points-holds = { $count ->
    [one] 1 point
   *[other] { $count } points
}
points-since = Opened on { $day }
points-nothing = Nothing was entered yet.
points-waits = Waits for a check
points-counts = Counts
points-declined = Does not count
points-leave = Close the passbook
points-leave-means = The points lapse, and this code opens nothing any more. It cannot be undone.
points-desk = Enter points
points-desk-lead = Enter by the code or the number of the passbook. Goods are given to whoever shows the passbook.
points-waiting = Waits for a check
points-waiting-none = Nothing waits.
points-waiting-more = These are the oldest ones. The others follow once these are checked.
points-by = Entered by { $name }
points-own-entry = You entered this: somebody else checks it.
points-agree = So it is, count it
points-decline = Does not count
points-reason = Reason
points-enter = Enter
points-deed = What was done
points-day = On which day
points-units = How often, or for how many hours
points-redeem = Redeem
points-good = What for
points-pieces = How many pieces
points-open = Open a passbook
points-asked = This person asked for it
points-asked-means = They were told: no name, used by its code, closed at any time.
points-replace = Replace a lost passbook
points-ledgers = Ledgers
points-ledgers-means = Every entry has two sides: the four together are always zero.
points-given = The passbook is open
points-given-new = The new passbook; the old code opens nothing any more
points-given-once = Print it and hand it over. The code is shown here once and kept nowhere.
points-stamp = Passbook of points
points-qr = QR code: the code of the passbook
points-done-entered = Entered; somebody else checks it.
points-done-agreed = Checked; the points count.
points-done-declined = Noted: it does not count.
points-done-redeemed = Redeemed; please hand the goods over.
refusal-points-not-yours = Points are entered by the staff of stations and by the congress office. Please sign in with such a post.
refusal-points-unknown = There is no such passbook. Please check the code or the number.
refusal-points-too-often = Too many tries. Please try again in a quarter of an hour, or ask the staff.
refusal-points-nobody-asked = A passbook is opened for whoever asks for it. Please ask first, then tick the box.
refusal-points-no-deed = The tariff has no such act. Please choose one of the list.
refusal-points-no-good = There are no such goods. Please choose some of the list.
refusal-points-day-to-come = That day has not come. Please enter the day on which it was done.
refusal-points-day-past = Only acts of the last { $days } days can be entered.
refusal-points-day-is-full = At most { $most } count for one person in a day, and { $before } are entered for that day. Please check whether this was entered before.
refusal-points-nothing-waits = This was checked before, or the passbook was closed. Please load the page again.
refusal-points-same-person = You entered this. Somebody else must check it.
refusal-points-too-few = Not enough points: { $needed } are needed, { $held } are there.
refusal-points-other-station = Another station opened this passbook. It is replaced there, or by the congress office.
refusal-points-replaced-by-you = You gave this passbook its new code. Somebody else gives goods for it first.
refusal-points-reason-personal = The reason names a telephone or document number. Please leave it out: why is enough.
