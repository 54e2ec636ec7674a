# What every page shares: the shell, the menu, dates, last days, failures and the common buttons.

# --- the shell ---------------------------------------------------------------------------------

brand-mark = 回
invented-mark = Invented example
invented-sentence = All places, bodies, people and matters on this site are invented, for demonstration only.
skip-to-text = Skip to the text
back-home = Back to the home page
position = You are here

menu = Menu
menu-main = Main menu
menu-sign-in = Staff sign-in
menu-say = Speak up
menu-receipt = Look up a receipt
menu-matters = Public matters
menu-figures = Public figures
menu-stations = Stations
menu-procedures = Procedures
menu-desk = My desk
menu-office = Administration

switch-elder = Large text
switch-language = 中文
switch-light = Light
switch-dark = Dark

# --- the public log ------------------------------------------------------------------------------

log-link = Public log
log-witnessed = Public log: seen by witnesses { $age }
age-now = just now
age-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

# --- failures ----------------------------------------------------------------------------------

failure-refused = This could not be done
failure-fault = Something broke on our side
failure-kept = The fault is on record, and whatever was sent successfully before is safe. Please try again later; if it still fails, tell our staff the number below.
failure-number = Fault number:
errors-title = Some things need to be changed

problem-400 = The request cannot be read
problem-401 = A valid access token is needed
problem-403 = This is not yours to do
problem-404 = Not found
problem-405 = This address does not take this method
problem-408 = It took too long
problem-409 = This cannot be done as things stand
problem-413 = Too much was sent at once
problem-503 = Not possible just now
problem-415 = This type of content is not taken
problem-422 = Some things need to be changed
problem-429 = Too often
refusal-token-unknown = The access token is wrong or has ended. Please make a new one on the page “My account” and send it as “Authorization: Bearer TOKEN”.
refusal-method-unknown = This address does not take this method. The header Allow of the answer lists those that it takes. On a page, please go back and use its own buttons.
refusal-house-disk-full = The disk of the server is full, so nothing can be kept just now and this was not done. All that was done before is safe and can be read. It goes on without repair once there is room: please send the same form again in a while; nothing is done twice.
refusal-house-disk-failed = The disk of the server fails, so nothing can be kept just now and this was not done. All that was done before is safe and can be read. Please send the same form again in a while; nothing is done twice. What is urgent can be said by telephone or at a station.
refusal-house-database-away = The database server cannot be reached just now. This may not have been done: please send the same form again in a while; nothing is done twice.
refusal-house-elsewhere = Another server of this house is taking over just now, so this was not done. Please send the same form again in a few seconds; nothing is done twice.
refusal-house-held = The records of this house are being moved or worked on just now, so this was not done. Everything can be read meanwhile. Please send the same form again in a while; nothing is done twice.
refusal-house-moved = This house has moved to another server, and nothing is done here any more, so this was not done. Please open the page again in a few minutes and send the same form again; nothing is done twice.
refusal-house-busy = Too many are asking just now. Please try again in a few seconds; the same form sent again does nothing twice.
refusal-sent-too-often-today = Too much was sent from where you are, or with the same telephone or address. Please try again in { $hours } hours; what is urgent can be said by telephone or at a station.
refusal-sent-too-often = Too much was sent from where you are. Please try again in { $minutes } minutes; what is urgent can be said by telephone or at a station.
refusal-request-too-slow = This took too long and was given up. Please try again in a while; the same form sent again does nothing twice.
refusal-request-media = This type of content is not taken here. Please send it from the form on the page.
refusal-field-choice = This can only be one of: { $choices }. Please correct it and send again.
refusal-field-unknown = There is no field “{ $name }”. Please correct or delete it, as the description of the interface says.
refusal-parameter-empty = The parameter “{ $name }” has no value. Please give it one or leave it out.

# --- days --------------------------------------------------------------------------------------

date-long = { $weekday } { $day } { $month } { $year }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

due-paused = Clock paused
due-fulfilled = Done
due-released = No longer counted
due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
due-today = Due today
due-days = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}

# --- common buttons and words ------------------------------------------------------------------

save = Save
cancel = Cancel
send = Send
continue = Continue
search = Search
filter = Filter
all = All
yes = Yes
back = Back
no = No
none = None
optional = Optional
newer = Newer
older = Older
download-csv = Download CSV
download-xlsx = Download Excel

## used: diagram-*
diagram-box = The diagram; it can be moved sideways
diagram-told = The same in words
diagram-title = How { $procedure } goes
diagram-begins = It begins at “{ $step }”.
diagram-end = At “{ $step }” it has ended.
diagram-way = { $number }. { $from } → { $to }: { $why }.
diagram-or = { $one }; { $other }
diagram-act = { $who }, by “{ $act }”
diagram-again = { $who }, by “{ $act }” with the wish to have it handled again
diagram-expiry = when “{ $clock }” runs out, by itself
diagram-nobody = at once, where nobody is there
diagram-skipped = passed over, where it is not needed
