# Stations and deputies: the directory, their pages, calendars of opening hours.

## used: stations-serves, stations-serves-none, stations-stands-for, stations-phone, stations-voters, stations-compound, stations-moved, stations-delegation, stations-group, stations-venues, stations-owner, stations-functions, stations-services
stations-title = Deputies’ stations
stations-lead = There are { $count }. Go there and say it, or say it to a station from here.
stations-words = Name or address
stations-place = Where I am
stations-find = Find
stations-serves = This station is there for { $area }
stations-serves-none = There is no station for { $area } yet; the congress office takes matters itself
stations-none = Nothing found
stations-none-how = Please try another word, or choose a place alone.
stations-open-now = Open now
stations-deputies-count = { $count ->
    [one] 1 deputy
   *[other] { $count } deputies
}
stations-without = { $count ->
    [one] 1 town without a centre station
   *[other] { $count } towns without a centre station
}
stations-all-deputies = All deputies
stations-calendar-all = Subscribe to all opening days
stations-calendar-one = Subscribe to the opening days
stations-calendar = Opening days of stations
stations-say-here = Say it to this station
stations-tier = Tier
stations-address = Address
stations-phone = Telephone
stations-voters = Voters served
stations-compound = Place
stations-moved = Here since
stations-venues = Places in it
stations-owner = Belongs to
stations-functions = Used for
stations-services = Services
stations-grid = Grid
stations-without-grid = Deputies who have no grid yet
stations-hours = Open
stations-not-described = Address and opening hours have not been published yet.
stations-deputies = Deputies
stations-no-deputies = This station has no deputies now.
stations-newest = Public matters received last
stations-code = Scan and say it
stations-code-means = Scan it, write down your matter, and it comes straight here. It can be printed and put up.
stations-qr = QR code that opens the form for saying it
stations-year = { $year }
stations-received = Received
stations-answered = Answered
stations-in-time = Answered in time
stations-open = Being handled
stations-counted = Residents’ opinions alone, each counted once; in time is told of what was answered and had a date.
stations-deputies-lead = Find them by name, electoral unit or station, or see who stands for the place where you live.
stations-deputy-words = Name, electoral unit, station
stations-who-stands-for = Who stands for
stations-stands-for = These deputies are in touch with { $area }
stations-no-deputy = No deputy found
stations-before = Previous page
stations-next = Next page
stations-say-to = Say it to this deputy
stations-congress = Congress
stations-unit = Electoral unit
stations-delegation = Delegation
stations-group = Professional group
stations-term = Term
stations-term-of = { $from } to { $until }
stations-goes-on = today
stations-also = Also
stations-deeds = On record in { $year }
stations-deeds-none = Nothing is on record this year.
stations-deeds-count = { $times ->
    [one] once
   *[other] { $times } times
}, with { $matters ->
    [one] 1 matter
   *[other] { $matters } matters
}
stations-deeds-means = Drawn from what happened, not from what was reported; no points, no ranks.
stations-file = Duty file
stations-file-lead = The duty file of { $year }: every line comes from a record and leads to its matter.
stations-file-closed = A matter that is not public

# The network in figures, helpers, who keeps in touch, titles.

## used: network-group-*, network-means-*
network-title = The network in figures
network-lead = { $year }: each figure is counted from records, with what it is a part of.
network-group-stations = Stations
network-group-venues = Places and what they are used for
network-group-deputies = Deputies and grids
network-group-titles = Stars and titles
network-group-activities = Activities
network-group-contacts = Keeping in touch
network-group-helpers = Helpers
network-means-stations = Stations open today, each once; tiers and voters as they were entered.
network-means-venues = Where there is such a place or use today, each once; one can have several.
network-means-deputies = Posts of deputies held today, each once; grids by whether somebody holds them today.
network-means-titles = Titles in force today, of the stations that there are.
network-means-activities = Activities that began in the year, without those called off; kind by kind on their own page. Times, persons and matters are units of their own.
network-means-contacts = Visits by their day in the year; overdue as of today.
network-means-helpers = Those who help today, of all who were ever entered.
network-stations = Stations
network-towns = Towns with a centre
network-voters = Voters served
network-deputies = Deputies’ posts
network-described = With their unit published
network-in-grid = With a grid
network-devolved = Duties handed down
network-grids = Grids that are held
network-pairs = Pairs
network-visits = Visits made
network-overdue = Pairs with an overdue visit
helpers-title = Helpers
helpers-lead = Observers, supervisors, advisers, volunteers: how many help, and how many matters they reported. Nobody is named or compared.
helpers-none = No helpers were entered yet
helpers-serving = { $serving } help now, of { $ever } ever entered
helpers-reported = { $count ->
    [one] 1 matter reported
   *[other] { $count } matters reported
}
helpers-run-out = { $count ->
    [one] 1 certificate has run out
   *[other] { $count } certificates have run out
}
helpers-note = Note what a helper reported
helpers-code = Number of the letter of appointment
helpers-matter = Number of the matter
helpers-note-it = Note it
helpers-noted = Noted.
refusal-helper-unknown = No register has this number. Please check it, or enter the helper first.
refusal-helper-no-matter = There is no matter of this number. Please copy it from the matter’s page.
contacts-title = Keeping in touch
contacts-lead = Members keep in touch with deputies, deputies with residents. What is due is shown; enter the day and what came of it.
contacts-own = My pairs
contacts-all = Due within 30 days, or overdue
contacts-none = You have no pairs now.
contacts-due = Due by { $day }
contacts-over = Over
contacts-every = { $days ->
    [one] every day
   *[other] every { $days } days
}
contacts-made = { $count ->
    [one] 1 visit made
   *[other] { $count } visits made
}
contacts-enter = Enter a visit
contacts-day = Day of the visit
contacts-came = What was heard and done
refusal-pair-not-yours = This pair is not yours. Whoever made the visit enters it, or the congress office.
refusal-pair-visited-already = The visit of this day was entered already.
refusal-pair-entered-late = A visit is entered within { $days } days. Please give a nearer day.
refusal-pair-outside = This day is outside the pair’s time. Please give another.
stations-titled = { $title } ({ $edition } edition, given by { $by }, until { $until })
stations-score = Score { $met } of { $whole }
stations-met = Met
stations-not-met = Not met
stations-not-looked = Not looked at

## used: stations-contest-open, stations-contest-stands, stations-contest-struck
stations-contests = Contested lines
stations-contests-means = What the deputy says is not so is decided by somebody who is neither the deputy nor who entered it. Both stay on record.
stations-contest-reason = Reason
stations-contest-it = This is not so
stations-contest-stands-it = It stands
stations-contest-struck-it = It counts no more
stations-contest-open = To be decided
stations-contest-stands = Stands
stations-contest-struck = Counts no more
refusal-file-not-yours = Only the deputy contests a line of the own file; somebody else of the congress office decides.
refusal-file-contested-already = This line is contested already and waits for a decision.
refusal-file-decided-already = This line was decided on already.
refusal-file-own-line = You put this line on record: somebody of another post decides.
refusal-file-not-contested = Nobody contests this line.
refusal-file-no-line = The file has no such line. It may have been mended; please load the page again.

## used: draft-heading-*, draft-own-*
network-group-reports = Reports to voters
network-means-reports = Reports entered in the year; each deputy who made one counts once, of the posts held today.
network-reports = Reports made
network-reporters = Deputies who reported
network-listeners = Voters who came, times
reports-title = Reports to voters
reports-lead = A report is made at a meeting; who held it enters what was said and how it was rated. Deputies do not enter their own ratings.
reports-none = No report was entered yet
reports-draft = Draft of a report
reports-voters = Voters who were there
reports-rated = Voters who rated it
reports-good = Satisfied
reports-fair = Basically satisfied
reports-poor = Not satisfied
reports-text = The report
reports-enter = Enter a report
reports-enter-means = Choose a meeting that you held and at which the deputy was. The report is published: no telephone numbers, no numbers of documents.
reports-meeting = Meeting
reports-first = First day that it is on
reports-last = Last day that it is on
reports-enter-it = Enter the report
draft-title = Report of { $name } to voters (draft)
draft-lead = Made from the duty file: every number stands there. Take it away and go on with it.
draft-document = Take the document (DOCX)
draft-print = Take it as PDF
draft-heading-mandate = 1. The mandate
draft-heading-duty = 2. What was done
draft-heading-matters = 3. Matters of residents
draft-heading-short = 4. What fell short
draft-heading-next = 5. What comes next
draft-own-short = (for the deputy to write)
draft-own-next = (for the deputy to write)
draft-span = From { $first } to { $last }.
draft-mandate = { $congress }, elected by { $unit }, at { $station }.
draft-came = Came to { $count ->
    [one] 1 activity
   *[other] { $count } activities
}.
draft-present = Invited { $invited ->
    [one] once
   *[other] { $invited } times
}, came { $present ->
    [one] once
   *[other] { $present } times
}.
draft-kind = { $kind }: { $count }.
draft-deed = { $words }: { $counted }.
draft-matters = As first responsible person, { $received ->
    [one] 1 matter
   *[other] { $received } matters
} received, { $answered } answered.
draft-in-time = Of { $judged } answered with a date, { $time } in time.
draft-open = { $count ->
    [one] 1 is
   *[other] { $count } are
} open.
refusal-file-not-held-by-you = Who held the meeting enters the report: staff of the station, or the congress office. Deputies do not enter their own.
refusal-file-no-report-meeting = Please choose an activity of the kind “report to voters”; where there is none, plan it first.
refusal-file-not-at-meeting = Nobody has it on record that the deputy was at this meeting. Please enter that first.
refusal-file-reported-already = The report at this meeting was entered already.
refusal-file-span-long = The span is too long: { $days } days at most. Please give another first day.
refusal-file-report-personal = The report holds a telephone number or a number of a document. It is published: please take that out.
refusal-file-rated-more = { $rated } rated it, but { $voters } were there. Please check the numbers.

appraisal-title = How duty files are appraised
appraisal-lead = Duty files of { $year } in points, by the formula below: it is public, compares inside one tier alone, names nobody, and scores no resident.
appraisal-none = No formula is in force
appraisal-formula = The formula
appraisal-from = In force from { $day }
appraisal-item = What counts
appraisal-each = Points for each
appraisal-most = Most in a year
appraisal-count = How often
appraisal-points = Points
appraisal-total = { $points } points together
appraisal-tiers = Tier by tier
appraisal-tiers-means = Public lines that were not struck; each post held today counts once. Points of fewer than five are not told.
appraisal-least = Least
appraisal-middle = Middle
appraisal-highest = Most
appraisal-no-tier = Tier not told
