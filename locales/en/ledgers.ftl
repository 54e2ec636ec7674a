# Ledgers: lists to take away, and what is said while a ledger is imported.

# --- lists to take away ------------------------------------------------------------------------

ledgers-export-mark = Taken away by { $name } on { $day }, to handle matters with
ledgers-export-sheet = Matters
## used: ledgers-export-*
ledgers-export-number = Matter
ledgers-export-title = Title
ledgers-export-step = Stands at
ledgers-export-visibility = Visibility
ledgers-export-area = Area
ledgers-export-category = Category
ledgers-export-received = Received
ledgers-export-lead = Lead unit
ledgers-export-holder = With
ledgers-export-since = Since
ledgers-export-due = Answer due
ledgers-export-standing = Deadline
ledgers-export-waits-for = Waiting for
ledgers-export-waits-until = Waiting until
ledgers-export-answered = Answered
ledgers-export-means = Result
ledgers-export-voices = Voices

# --- what is said while a ledger is imported ---------------------------------------------------

ledger-unreadable = The ledger cannot be opened: { $why }
ledger-empty = The ledger is empty. Fill in headings and rows, save it and import it again.
ledger-not-a-ledger = This is { $looks_like }, not a ledger. Save the ledger as .xlsx or as CSV.
ledger-other-format = This is { $format }. Open it in a spreadsheet program and save it as .xlsx.
ledger-password = The ledger is locked with a password. Open it, remove the password and save it again.
ledger-damaged = The ledger is damaged or ends too early ({ $why }). Copy or export it again, or open and save it in a spreadsheet program.
ledger-too-large = Unpacked, { $part } would be larger than { $mebibytes } MiB. Split the ledger or save it as CSV.
ledger-no-headings = No heading row: none of the first rows names a title or a text beside other columns. Found: { $found }. Accepted: { $accepted }. Other headings can be named in a file given with --mapping.
ledger-found-nothing = nothing
ledger-two-columns = Row { $row }: the columns "{ $first }" and "{ $second }" both hold "{ $key }". Rename one, or say which in the mapping file: { $key } = "{ $heading }"
ledger-column-missing = The ledger has no column "{ $key }", and no row can be imported without it. Accepted headings: { $accepted }. Name another heading in the mapping file, or one value for all rows under its [otherwise]: { $key } = "…"
ledger-mapping-unreadable = The mapping file cannot be read: { $why }
ledger-mapping-key = Mapping file: "{ $key }" is no column. Known are: { $keys }
ledger-mapping-unclear = Mapping file: { $key } = "{ $heading }" is blank, or its key or heading stands twice.
ledger-mapping-missing = Mapping file: { $key } = "{ $heading }", but no such heading is there. Found: { $found }
ledger-cut-off = The ledger fills its sheet to the last possible row ({ $row }), so rows may have been cut off. Export it again in parts.
ledger-encoding = The text is not valid { $encoding } in line { $line } (byte { $offset }). Save it as CSV UTF-8.
ledger-garbled = The heading "{ $heading }" shows that the file was once opened or saved in a wrong encoding, and the text is lost. Export it again from its source as .xlsx or CSV UTF-8.
ledger-open-quote = Row { $row }: a quotation mark is opened and never closed, or the file ends too early. Close it or export again.

ledger-kind-pdf = a PDF
ledger-kind-picture = a picture
ledger-kind-archive = a packed archive
ledger-kind-document = a text document
ledger-kind-old-office = an old Office document
ledger-kind-binary = a binary file, or UTF-16 text without a byte order mark
ledger-kind-xls = a workbook in the old format (.xls, .et)
ledger-kind-xlsb = a binary workbook (.xlsb)
ledger-kind-ods = an OpenDocument sheet (.ods)
ledger-kind-xml-2003 = an XML spreadsheet of 2003
ledger-kind-web-page = a web page named like a spreadsheet

ledger-note-ignored-headings = Columns with unknown headings are not imported: { $names }
ledger-note-formulas = { $count } formula cells count by their stored value: { $first }
ledger-note-formulas-without-value = { $count } formula cells have no stored value: { $first }
ledger-note-merged = { $count } merged ranges are filled with their one value: { $first }
ledger-note-hidden-rows = { $count } hidden rows are read like the others: { $first }
ledger-note-hidden-columns = Hidden columns are read like the others: { $names }
ledger-note-other-sheets = The sheet "{ $sheet }" is read; these have headings too and are not: { $names }
ledger-note-hidden-sheet = The sheet that is read is hidden: { $sheet }
ledger-note-without-heading = { $count } cells without a heading are not imported: { $first }
ledger-note-examples = { $count } example rows are left out
ledger-note-read-as = Read as { $encoding }, separated by { $separator }
ledger-separator-comma = commas
ledger-separator-tab = tabs
ledger-separator-semicolon = semicolons

ledger-bad-cell = Row { $row }, column { $letters } ({ $heading }), "{ $value }": { $reason }
ledger-bad-blank = Row { $row }, column { $letters } ({ $heading }): { $reason }
ledger-bad-row = Row { $row }: { $reason }
ledger-cell-date-ambiguous = Does not tell day from month. Write year, month, day: { $expected }
ledger-cell-date-short-year = Has a year of two digits. Write 2025-03-07
ledger-cell-date-incomplete = Lacks year, month or day. Write all three: 2025-03-07
ledger-cell-date-no-such-day = There is no such day or time. Write 2025-03-07 or 2025-03-07 14:30
ledger-cell-date-implausible = Not a plausible date. It should lie between { $expected }
ledger-cell-date-zoned = Carries a time zone. Write the local time: 2025-03-07 14:30
ledger-cell-date-duration = Is a length of time, not a date. Write 2025-03-07
ledger-cell-date-unreadable = Is no date. Write 2025-03-07 or 2025/3/7
ledger-cell-error-value = Is an error value. Mend the formula or type the value
ledger-cell-no-stored-value = Is a formula without a stored value. Open and save the ledger in a spreadsheet program
ledger-cell-digits-lost = Is a number of more than 15 digits, of which a spreadsheet keeps only 15. Format the column as text and type it again
ledger-cell-slipped = Stands behind the last heading, so the columns may have slipped. Put quotation marks around texts that contain the separator

# Words that are accepted in a ledger, parted by strokes; the first is the usual one.
ledger-accepts-public = public / yes / open
ledger-accepts-confidential = confidential / no / not public / private
ledger-accepts-done = done / solved / closed / completed
ledger-accepts-promised = promised / planned
ledger-accepts-impossible = impossible / not possible / refused / declined
ledger-accepts-above = passed on / referred
ledger-accepts-open = in progress / open / pending / not answered
ledger-accepts-not-rated = not rated / none / no rating

# --- the empty ledger --------------------------------------------------------------------------

ledger-template-sheet = Ledger
ledger-template-explained = How to fill it in
ledger-template-column = Column
ledger-template-how = How to fill it in
ledger-template-others = Other headings
ledger-template-also = Also: { $others }
ledger-template-choose = Choose one: { $words }
ledger-choices-satisfaction = Satisfied / Basically satisfied / Not satisfied

# The number must begin with this word: a row that does is an example and never imported.
ledger-example-number = Example
ledger-example-received = 2025-03-07 14:30
ledger-example-claimed = 2025-03-05
ledger-example-title = Loose railing of the bridge in Mill Lane
ledger-example-body = The railing on the north side of the bridge is loose. Children pass it on their way to school. Please repair it soon.
ledger-example-category = Roads
ledger-example-town = Yunxi Town
ledger-example-area = Liuwan Village
ledger-example-place = Bridge in Mill Lane
ledger-example-station = Yunxi First Station
ledger-example-channel = visit
ledger-example-name = Liang Yi
ledger-example-phone = 00000000000
ledger-example-lead = Yunxi Town Government
ledger-example-due = 2025-04-07
ledger-example-answered = 2025-03-28
ledger-example-answer-class = done
ledger-example-reply = The railing was fixed on 26 March and a lamp was added.
ledger-example-satisfaction = Satisfied
ledger-example-visibility = public
ledger-example-notes = -

ledger-guide-number = The office's own number, each once; rows with "Example" are not imported
ledger-guide-received = The day on which the office received it: year, month and day, as 2025-03-07; a time may follow, as 2025-03-07 14:30
ledger-guide-claimed = The day on which the resident says to have told it first, written likewise; blank where there is none
ledger-guide-title = What it is about, at most 60 characters; fill in title or text at least
ledger-guide-body = What the resident said, in full
ledger-guide-category = The name of a category of this house
ledger-guide-town = Full name of the town
ledger-guide-area = Full name of the village or community
ledger-guide-place = The exact place
ledger-guide-station = Full name of the station it came through
ledger-guide-channel = By visit, telephone, letter, online
ledger-guide-name = Who brought it; blank for nobody named
ledger-guide-phone = This column is text, so numbers stay as they are typed
ledger-guide-lead = Full name of the unit in the lead, one only
ledger-guide-due = By when an answer was due, written likewise
ledger-guide-answered = When the answer was given, written likewise; blank where there is none yet
ledger-guide-answer-class = done, promised, impossible, passed on; "in progress" or blank where it is still open
ledger-guide-reply = The answer in full
ledger-guide-satisfaction = Blank where nobody rated
ledger-guide-visibility = Whether the public may read it; blank means no
ledger-guide-notes = Anything else, not for the public

ledger-said-summary = { $rows } rows: { $new } imported ({ $ended } of them ended already, as the ledger says), { $there } there before, { $bad } not importable ({ $cells } bad cells).
ledger-said-dry-run = Looked, and changed nothing. { $rows } rows: { $new } can be imported ({ $ended } of them ended already, as the ledger says), { $there } there before, { $bad } not importable ({ $cells } bad cells).
ledger-said-later = Besides, { $count } rows that were there before say since how they ended; that was brought over.
ledger-said-without-area = { $count } rows name no area; they are of the area of their station, or of the whole.
ledger-said-rejects = The rows that could not be imported are in { $path }, the reason in the last column. Mend them there and import that file.
ledger-said-template = An empty ledger was written to { $path }
ledger-said-exported = { $count } matters were written to { $path }
ledger-said-there = { $path } is there already and is not overwritten. Give another name, or move it away first.
ledger-said-kind = The name must end in .xlsx or .csv: { $path }
ledger-said-bar = import

refusal-ledger-area-unknown = There is no such area. Possible: { $expected }
refusal-ledger-area-ambiguous = More than one area has this name. Say which in the column for the town: { $expected }
refusal-ledger-body-unknown = There is no such unit. Write the full name of one: { $expected }
refusal-ledger-category-unknown = There is no such category. Possible: { $expected }
refusal-ledger-category-missing = No category is given. Possible: { $expected }
refusal-ledger-class-unknown = This result is not known. Possible: { $expected }
refusal-ledger-rating-unknown = This rating is not known. Possible: { $expected }; leave it blank where nobody rated
refusal-ledger-visibility-unknown = Neither public nor confidential. Possible: { $expected }
refusal-ledger-text-missing = Title and text are both blank. Fill in at least one
refusal-ledger-received-missing = No day on which it was received. Write it: 2025-03-07
refusal-ledger-number-twice = This number stands in row { $expected } already. Give each row a number of its own
refusal-ledger-number-taken = This number belongs to another matter, "{ $title }" (matter { $matter }). The same matter need not be imported again; if it is another, change the number, or name the series of this ledger's numbers with --series, such as --series 2025
refusal-ledger-answered-open = The result says that it is still open, but there is a day of the answer. Mend one of the two
refusal-ledger-rated-open = It is rated but has not ended. Fill in the result or the day of the answer, or clear the rating
refusal-ledger-not-open = This matter did not come from a ledger, or the ledger does not say how it ended. Please check the row.
refusal-ledger-no-end = The procedure has no end “answered”, so rows that have ended cannot be imported. Please add one to the procedure first.
