# Administration: registers, posts, stand-ins, tables, and what each refusal says to do.

# --- the start page ------------------------------------------------------------------------------

office-lead = Here areas, bodies, stations, people and posts are kept. Every change goes on record.
office-gaps = What is missing
office-gaps-none = Nothing is missing.
office-gap-no-login = { $count ->
    [one] One person with a post cannot sign in
   *[other] { $count } people with a post cannot sign in
  }: give them a login name and a password
office-gap-left-over = Ended posts that still hold matters
office-gap-ending = Posts that end within 30 days
office-gap-no-station = Towns without a station
office-gap-no-deputy = Stations without a deputy
office-gap-no-handler = Units without a handler
office-gap-no-lead = Categories without a usual lead
office-mend-left-over = Open the post and hand its matters to a successor.
office-mend-ending = See to a successor in time; the matters go over when the post ends.
office-mend-no-station = Matters from there go straight to the congress office. Open one to register its station.
office-mend-no-deputy = Matters of a station without a deputy have nobody first responsible. Open one to register a deputy.
office-mend-no-handler = A unit without a handler cannot be given matters. Open one to register a handler.
office-mend-no-lead = No unit can be proposed when such a matter is handed over. Open one to choose.
office-parts = Registers

office-register-areas = Areas
office-register-bodies = Bodies and stations
office-register-people = People
office-register-posts = Posts
office-register-stations = What is told of stations
office-register-mandates = What is told of deputies
office-register-grids = Who holds a grid
office-about-grids = Who is responsible for each grid, and for what.
office-add-grids = Give a grid its person
office-register-helpers = Registers of helpers
office-about-helpers = Observers, supervisors, advisers, volunteers: who appointed them, where, for how long, with what certificate.
office-add-helpers = Enter a helper
office-register-assessments = Checklists of stations
office-about-assessments = Item by item: whether it is met, what shows it, who found it. No station checks itself.
office-add-assessments = Enter what was found
office-register-titles = Stars and titles of stations
office-about-titles = Given for an edition by another body; below the line none can be entered; withdrawn with a reason.
office-add-titles = Enter a title
office-register-contacts = Who keeps in touch with whom
office-about-contacts = Who visits which deputy or the residents of which place, and how often.
office-add-contacts = Pair two
office-register-duties = Duty lists
office-register-categories = Categories
office-about-areas = County, towns, villages, each inside the one before.
office-about-bodies = The congress, stations, departments, town governments, companies.
office-about-people = Whoever has an account, with or without a login name.
office-about-posts = Who holds which office at which body, from when to when. One person may hold several.
office-about-stations = Tier, address and opening hours of stations, published on their pages.
office-about-mandates = The congress and electoral unit of deputies, published on their pages.
office-about-duties = What each body is there for and by which rule; named when a matter is sent back as "not ours".
office-about-categories = What residents choose from, and which body usually leads.
office-add-areas = Register an area
office-add-bodies = Register a body
office-add-people = Enrol a person
office-add-posts = Register a post
office-add-stations = Describe a station
office-add-mandates = Describe a deputy’s mandate
office-add-duties = List a duty
office-add-categories = Define a category

# --- lists ---------------------------------------------------------------------------------------

office-import = Import from a table
office-list-empty = There is nothing here yet
office-list-empty-why = Register one by one, or download the template, fill it in and import it at once.
office-show = Show
office-show-stations = Stations
office-show-units = Handling units
office-show-closed = Closed or closing
office-show-no-login = With a post, cannot sign in
office-show-no-post = Without a post
office-show-ending = Ending within 30 days
office-show-ended = Ended
office-show-left-over = Ended and still holding matters
office-found = { $found } of { $total }
office-found-none = Nothing fits
office-found-none-why = Try another word, or choose "All".
office-standing = Standing
office-pages = Pages
office-page-before = Page before
office-page-next = Next page
office-closed = Closed
office-ended = Ended
office-ends-soon = Ends soon
office-not-begun = Not begun
office-not-held = Not held now
office-open-matters = { $count ->
    [one] One open matter
   *[other] { $count } open matters
  }
office-held-matters = { $count ->
    [one] Holds one open matter
   *[other] Holds { $count } open matters
  }
office-holds-nothing = No open matter hangs on this post.

office-done-entered = Entered.
office-done-same = Nothing had changed, so nothing was entered.
office-done-imported = Imported; { $count ->
    [one] one line changed
   *[other] { $count } lines changed
  } something.
office-done-ended = The end of the post is on record; matters handed on: { $count }.
office-done-handed = Matters handed on: { $count }.
office-done-closed = The closing is on record.
office-done-login = Login name and password are set.
office-done-renamed = The name is changed; the one before stays on record.
office-done-recovery = A new password was asked for; another administrator has to open this page and agree.
office-done-stand-in = The stand-in is on record.
office-done-stand-in-ended = Standing in has ended early.

# --- columns -------------------------------------------------------------------------------------

office-choose = Choose
office-column-areas-code = Code
office-column-areas-level = Level
office-column-areas-name = Name
office-column-areas-name-en = English name
office-column-areas-parent = Area around it
office-column-bodies-code = Code
office-column-bodies-sort = Sort
office-column-bodies-name = Name
office-column-bodies-name-en = English name
office-column-bodies-area = Area
office-column-bodies-last = Last day before closing
office-column-people-name = Name
office-column-people-login = Login name
office-column-people-password = First password
office-column-people-person = Number
office-column-posts-person = Person
office-column-posts-body = Body
office-column-posts-office = Office
office-column-posts-first = First day
office-column-posts-last = Last day
office-column-stations-body = Station
office-column-stations-tier = Tier
office-column-stations-address = Address
office-column-stations-address-en = Address in English
office-column-stations-phone = Telephone
office-column-stations-hours = Opening hours
office-column-stations-voters = Voters served
office-column-stations-compound = In a government compound
office-column-stations-moved = Moved on
office-column-stations-venues = Places in it
office-column-stations-owner = Whose it is
office-column-stations-functions = Used for
office-column-stations-services = Services
office-column-stations-services-en = English services
office-column-mandates-person = Deputy
office-column-mandates-body = Station
office-column-mandates-congress = Congress
office-column-mandates-unit = Electoral unit
office-column-mandates-unit-en = Electoral unit in English
office-column-mandates-delegation = Delegation
office-column-mandates-delegation-en = Delegation in English
office-column-mandates-group = Professional group
office-column-mandates-group-en = Professional group in English
office-column-mandates-grid = Grid
office-column-duties-code = Code
office-column-duties-body = Body
office-column-duties-item = Duty
office-column-duties-item-en = English duty
office-column-duties-basis = Basis
office-column-duties-basis-en = English basis
office-column-duties-version = Version of the list
office-column-duties-devolved = Handed down
office-column-categories-code = Code
office-column-categories-name = Name
office-column-categories-name-en = English name
office-column-categories-leads = Usual leads
office-column-grids-area = Grid
office-column-grids-person = Who holds it
office-column-grids-duty = Duty
office-column-grids-duty-en = Duty in English
office-column-grids-first = First day
office-column-grids-last = Last day
office-column-helpers-code = Number of the letter
office-column-helpers-name = Name
office-column-helpers-kind = Register
office-column-helpers-area = Where
office-column-helpers-body = Appointed by
office-column-helpers-field = Field
office-column-helpers-first = First day
office-column-helpers-last = Last day
office-column-helpers-certified = Certificate runs out
office-column-assessments-body = Station
office-column-assessments-checklist = Checklist
office-column-assessments-edition = Edition (year)
office-column-assessments-item = Item
office-column-assessments-met = Met
office-column-assessments-evidence = What shows it
office-column-assessments-assessor = Found by
office-column-assessments-day = Day
office-column-titles-body = Station
office-column-titles-title = Title
office-column-titles-edition = Edition (year)
office-column-titles-assessor = Given by
office-column-titles-first = First day
office-column-titles-last = Last day
office-column-titles-withdrawn = Withdrawn because
office-column-contacts-code = Code
office-column-contacts-person = Who visits
office-column-contacts-deputy = The deputy
office-column-contacts-area = The place
office-column-contacts-every = Days between visits
office-column-contacts-first = First day
office-column-contacts-last = Last day
office-hint-areas-code = Letters, digits, dots, hyphens and underscores. It stays as it is.
office-hint-bodies-code = Letters, digits, dots, hyphens and underscores. It stays as it is.
office-hint-duties-code = Letters, digits, dots, hyphens and underscores. It stays as it is.
office-hint-categories-code = Letters, digits, dots, hyphens and underscores. It stays as it is.
office-hint-areas-parent = Only the outermost area has none.
office-hint-people-login = Leave it out for whoever need not sign in.
office-hint-people-password = Together with a login name, at least 10 characters. A table has none: they are made up and shown once after the import.
office-hint-people-person = The number that the system gave; exports have it. Leave it out for somebody new.
office-hint-posts-person = A login name, a number, or a name that nobody else has.
office-hint-posts-last = Leave it out while it is not known.
office-hint-stations-hours = Each week, such as “Wed 09:00-11:30; Sat 14:00-16:00”.
office-hint-stations-voters = Leave it out where nobody counted.
office-hint-stations-venues = Several with signs between them, such as “Deputies’ work room; Deputies’ mediation room”. What is no deputies’ station has the tier “Another place”, and says here what it is.
office-hint-stations-owner = For places of a court, a procuratorate or the CPPCC; left out for stations.
office-hint-stations-functions = Several with signs between them, such as “Classroom; Service station”.
office-hint-mandates-grid = Leave it out where there is none yet.
office-hint-mandates-person = Login name, number, or a name that nobody else has; must be a deputy at this station.
office-hint-mandates-congress = One person may sit in the congresses of several tiers, in each for one electoral unit.
office-hint-categories-leads = The likeliest first.
office-hint-grids-person = Login name, number, or a name that nobody else has. Put in another when it changes hands: the record keeps who held it.
office-hint-helpers-code = Letters, digits, dots, hyphens and underscores; fixed once entered.
office-hint-helpers-name = Only those who keep the register see it.
office-hint-helpers-certified = Leave empty where there is no certificate.
office-hint-assessments-item = The item’s code or Chinese name in its checklist.
office-hint-assessments-evidence = Needed where it is met.
office-hint-assessments-assessor = Never the station itself.
office-hint-titles-last = Leave empty for the years that the title holds.
office-hint-titles-withdrawn = Only where it is withdrawn before its time; published.
office-hint-contacts-code = Letters, digits, dots, hyphens and underscores; fixed once entered.
office-hint-contacts-person = Login name, number, or a name that nobody else has; must hold a post.
office-hint-contacts-deputy = Fill in this one or the place.
office-hint-contacts-area = Fill in this one or the deputy.

office-level-city = City
office-level-county = County
office-level-town = Town
office-level-village = Village
office-level-grid = Grid
office-sort-congress = Congress
office-sort-station = Station
office-sort-department = Department
office-sort-town-government = Town government
office-sort-village = Village or community
office-sort-grid = Grid
office-sort-mediation = Mediation body
office-sort-committee = Congress committee
office-sort-court = Court
office-sort-procuratorate = Procuratorate
office-sort-cppcc = CPPCC committee
office-sort-call-back = Call-back team
office-sort-company = Company
office-tier-centre = Centre station
office-tier-community = Village or community station
office-tier-online = Online station
office-tier-mobile = Mobile station
office-tier-venue = Another place
office-congress-nation = National congress
office-congress-province = Provincial congress
office-congress-city = City congress
office-congress-county = County congress
office-congress-township = Township congress
office-compound-outside = Not in a government compound
office-compound-inside = In a government compound

office-needed = Must be there.
office-may = May be left out.
office-holds-choice = One of: { $words }.
office-holds-several = One or more of: { $words }.
office-holds-day = A day, such as 2026-03-02.
office-holds-area = The code of an area, or a name that no other has.
office-holds-body = The code of a body, or a name that no other has.
office-holds-bodies = Codes or names of bodies, with commas between them.
office-holds-hours = Times of each week such as “Wed 09:00-11:30”, with semicolons between them.
office-holds-number = A whole number.

# --- one line ------------------------------------------------------------------------------------

office-namesake = This is somebody else of the same name
office-closing = Closing
office-closing-lead = A body cannot close while matters are open there, somebody holds a post, or a category has no other lead. See to what is listed first.
office-closing-matters = Open matters
office-closing-posts = Posts held
office-closing-categories = Categories it usually leads
office-close = Close this body
office-no-login = Cannot sign in
office-no-post = No post is registered yet.
office-login-first = Set a login name and a first password
office-recovery = New password
## used: office-recovery-*
office-recovery-none = For a lost password or second factor: one administrator asks, another agrees, and a new password is given. This person is signed out everywhere then, and the second factor is gone.
office-recovery-asked = You asked for a new password; another administrator has to agree.
office-recovery-waits = Another administrator asked for a new password. Make sure with the person, face to face or by telephone, before you agree; the new password is shown only once.
office-recovery-own = Change your own password under "My account"; if it is lost, two other administrators have to help.
office-recovery-by = Asked by
office-recovery-at = Asked on
office-recovery-until = To be agreed to by
office-recovery-alone = No other administrator who can sign in is there to agree
office-recovery-alone-mend = Make another administrator first. Only where there is nobody else, use huiyin admin reset on the server.
office-recovery-ask = Ask for a new password
office-recovery-confirm = I made sure: agree
office-identities = Requests to see an identity
office-identities-about = Somebody asks to see who brought a matter: in an emergency, or beyond the number of a day. A security administrator of another body decides, by number, asker, purpose and reason alone.
office-identities-none = No request waits for you.
office-identities-wait = { $count } requests to see an identity wait for you
office-identities-tied = { $count } further requests come from your own body
office-identities-tied-mend = A security administrator of another body decides on them. Where there is none, appoint one under "Posts".
office-identities-sealed = Matter of a confidential procedure (number not shown)
office-identities-who = Asked by
office-identities-at = Asked on
office-identities-reason = Reason
office-identities-reason-hint = Needed either way; whoever asked and the resident read it.
office-identities-grant = Agree, to one look
office-identities-refuse = Do not agree
office-identities-granted = Agreed to, on record.
office-identities-refused = Not agreed to, on record.
office-recovered = The new password is set
office-recovered-lead = It is shown only this once. Tell it in person or by another safe way, and have it changed soon.
## used: office-alarm-tree, office-alarm-witness, office-alarm-verify, office-alarm-referrals
office-alarm-tree = The public log does not fit what was signed: nothing is signed any more
office-alarm-witness = A witness has seen another log than the one here
office-alarm-verify = Data were found that do not fit the log
office-alarm-referrals = Another congress has not signed for an hour for what it was told
office-alarm-since = Since { $time }. See the chapters of the operating manual on it.
office-recoveries = New passwords that wait for another administrator
office-passwords = First passwords
office-passwords-lead = { $count ->
    [one] The first password of one new account was made up and is shown only this once.
   *[other] The first passwords of { $count } new accounts were made up and are shown only this once.
 }
office-passwords-how = They can be printed and handed out one by one. Have each changed soon after signing in.
office-passwords-kept = I have kept them
office-rename = Another name
office-rename-means = The change goes on record; the names before are kept.
office-former = { $name } (until { $until })
office-end = End the post
office-end-lead = When the last day has come and matters hang on the post, name a successor: all of them go over in the same act, and their last days stay. For a later day this can wait.
office-hand-over = Hand over now
office-successor-field = Successor (same body, same office)
office-successor = { $name } (holds { $count })
office-successor-none = Nobody else holds this office at this body. Register a successor first.

# --- standing in ---------------------------------------------------------------------------------

office-stand-in = Standing in
office-stand-in-lead = While the holder is away, a stand-in acts by this post, from the first day to the last; after that it ends by itself.
office-stand-in-count = Terms of standing in, now or later: { $count }
office-stand-in-name = Name a stand-in
office-stand-in-person = Stand-in
office-stand-in-end = End early
office-stand-in-now = Stands in
office-stand-in-later = Not begun
office-stand-in-over = Over

# --- what is in force ----------------------------------------------------------------------------

office-outbox = Outbox: mail and SMS to residents
office-definitions = Procedures and calendars in force
office-procedures = Procedures: proof, vacancies, changes
office-figures = What figures count: new versions
office-definitions-lead = To read only. Each carries the hash of its text; a running matter keeps to the procedure it began with.
office-defined-name = Name
office-defined-what = Kind
office-defined-from = In force from
office-defined-hash = Hash of the text
office-in-force = In force
office-not-in-force = Replaced or not in force yet
office-defined-house = Settings
office-defined-procedure = Procedure
office-defined-calendar = Calendar
office-defined-figure = What a figure counts

# --- tables --------------------------------------------------------------------------------------

office-import-lead = Check first, then import: checking changes nothing, and an import goes in whole or not at all.
office-import-first = Download the template:
office-import-second = Fill in one line each, at most { $most }. A code that is there gets its new name; a line that changes nothing leaves no record.
office-import-third = Choose the file and check it; every cell that is wrong is listed.
office-file = Table
office-file-hint = Excel (.xlsx) or CSV (UTF-8 or GB18030).
office-look = Check
office-columns = What the columns hold
office-sheet-help = How to fill in
office-look-count = Lines that change something: { $changes }; lines that change nothing: { $same }
office-ignored = These columns are not known and were not read
office-bad = { $count ->
    [one] One cell is wrong
   *[other] { $count } cells are wrong
  }
office-bad-lead = Mend them in the table and check it again. Nothing has been imported.
office-row = Row
office-cell-column = Column
office-cell-value = Value
office-cell-right = What would be right
office-again = Choose the file again
office-nothing-new = Everything in the table is on record already; there is nothing to import.
office-enter = { $count ->
    [one] Import one line
   *[other] Import { $count } lines
  }
office-changes = What would go on record
office-change-about = Line
office-change-what = Change
office-put-area-registered = Area registered
office-put-area-renamed = Renamed
office-put-body-registered = Body registered
office-put-body-renamed = Renamed
office-put-body-closed = Closed
office-put-person-enrolled = Person enrolled
office-put-person-credential-set = Login name and password set
office-put-post-begun = Post begun
office-put-post-ended = Post ended
office-put-duty-listed = Duty listed
office-put-category-defined = Category defined

# --- audit --------------------------------------------------------------------------------------

office-audit = Audit
office-audit-about = Who was shown who brought a matter, who asked for that and who agreed, who was refused what, who took files away. Records only, no word of a matter.
office-audit-most = The newest { $most } of each kind; looks at identities stay in the public log for good.
office-audit-looks = Looks at identities
office-audit-denied = Refused requests
office-audit-denied-lead = Somebody signed in asked for a page or a matter that is not theirs. One line a person, day and kind.
office-audit-taken = Files taken away
office-audit-none = Nothing on record yet.
office-audit-at = When
office-audit-who = Who
office-audit-beside = Beside
office-audit-what = What
## used: office-audit-look, office-audit-look-under, office-audit-ask-*
office-audit-look = { $purpose } · record { $record }
office-audit-look-under = { $purpose } · record { $record } · on request { $ask }
office-audit-asks = Requests to see an identity
office-audit-ask = { $why } · { $purpose } · record { $record }
office-audit-ask-open = nobody decided
office-audit-ask-granted = agreed to by { $who } ({ $post }) at { $at }, not used
office-audit-ask-used = agreed to by { $who } ({ $post }) at { $at }, and used
office-audit-ask-refused = not agreed to by { $who } ({ $post }) at { $at }
office-audit-times = { $times } times
office-audit-rows = { $rows } rows

# --- refusals ------------------------------------------------------------------------------------

refusal-office-code-alphabet = "{ $value }" cannot be a code. Use letters, digits, dots, hyphens and underscores only, at most 64.
refusal-office-code-taken = The code "{ $code }" is there already. Choose another, or change the present line in the list.
refusal-office-code-twice = The code "{ $code }" stands in the table twice. Make it one line, or change one of them.
refusal-office-code-unknown = There is no code "{ $code }". Open it from the list again.
refusal-office-choice-unknown = "{ $value }" is not among the choices. Take one of those listed.
refusal-office-day-unreadable = "{ $value }" is no complete day. Write it like 2026-03-02.
refusal-office-name-taken = The name "{ $value }" is there already. Choose one that can be told apart.
refusal-office-area-unknown = There is no area "{ $value }". Give its code or full name; a new area must stand above this line or be registered first.
refusal-office-area-twice = Several areas are called "{ $value }". Give the code instead.
refusal-office-area-fixed = Level and surrounding area stay, because matters were counted by them. Leave them; for a new layout register another area.
refusal-office-parent-missing = Give the area around it. Only the outermost area has none, and that is registered already.
refusal-office-parent-itself = An area cannot lie in itself. Give the one around it.
refusal-office-level-order = The level must be below that of the area around it. Check either of them.
refusal-office-body-unknown = There is no body "{ $value }". Give its code or full name.
refusal-office-body-twice = Several bodies are called "{ $value }". Give the code instead.
refusal-office-body-fixed = Sort and area of a body stay. Leave them; for a real change close this body and register another.
refusal-office-body-closed = This body is closed, or closes within that time. Choose another body or other days.
refusal-office-body-gone = There is no such body. Open it from the list again.
refusal-office-body-busy = { $count } matters are open here. Have the congress office transfer them first, or close the body when they are done.
refusal-office-body-held = { $count } posts here go on after that day. End them first, on that day at the latest.
refusal-office-body-leads = The category "{ $name }" has no other usual lead. Choose another for it first.
refusal-office-last-congress = This is the only congress body: nobody could screen matters any more. Register its successor first.
refusal-office-person-unknown = There is nobody "{ $value }". Give a login name, number or name; enrol new people first.
refusal-office-person-twice = Several people are called "{ $value }". Give the login name or number instead.
refusal-office-person-named = The name on record is "{ $name }", and a table does not change it. Give that name; change it on the page of the person; for somebody else use another login name.
refusal-office-namesake = Somebody of that name is enrolled. If it is the same person, open the page from the list; if not, tick the box below.
refusal-office-which-person = Somebody of that name has no login name yet. If it is the same person, give the number; if not, enrol this one on the page.
refusal-office-password-missing = A login name needs a first password. Give one, or leave out the login name too.
refusal-office-login-missing = A password needs a login name. Give one, or leave out the password too.
refusal-office-passwords-most = At most { $most } new passwords at once. Split the table.
refusal-office-office-elsewhere = This body has no such office. Choose another: deputies and station staff are at stations, handlers at units, the others at the congress.
refusal-office-end-before-begin = The last day is before the first, { $first }. Give that day or a later one.
refusal-office-post-unknown = There is no such post. Open it from the list again.
refusal-office-post-overlap = This person holds the same office here from { $first } to { $last }, which overlaps. Choose another first day, or end the earlier term.
refusal-office-post-ended = This post has ended and its last day stays. Register a new post if the person is back.
refusal-office-post-busy = { $count } open matters hang on this post. Choose a successor, to whom they go; register one first if there is none.
refusal-office-nobody-left = { $count } matters are open here, and nobody could handle them any more. Register somebody first.
refusal-office-successor-unfit = A successor holds the same office at the same body today. Choose one of those listed.
refusal-office-nothing-new = Nothing had changed, so nothing was entered.
refusal-office-nothing-held = No open matter hangs on this post; nothing need be handed over.
refusal-office-last-administrator = No administrator who can sign in would be left. Register another first, without a last day and with a login name.
refusal-office-administrators-apart = System, security and audit are administered by three people. This person is { $office } from { $first } to { $last }. Choose somebody else, or end that post or stand-in first and begin on the day after.
refusal-office-stand-in-own = Nobody stands in for themselves. Name somebody else.
refusal-office-stand-in-past = The last day is past. Give today or a later day.
refusal-office-stand-in-outside = Standing in must lie within the term of the post, { $first } to { $last }. Choose other days.
refusal-office-stand-in-overlap = Somebody stands in from { $first } to { $last } already. Choose other days, or end that term early.
refusal-office-stand-in-over = That term of standing in is over.
refusal-office-duty-fixed = This entry belongs to another body and stays there, because matters were sent back with it. Use a new code.
refusal-office-lead-unfit = "{ $value }" is no body that handles matters, or it is closed. Give a department, town government, company or the congress.
refusal-office-lead-twice = "{ $value }" stands there twice. Take one away.
refusal-office-file-missing = No file was chosen. Choose a .xlsx or .csv file.
refusal-office-file-large = The file is too large; at most { $most } MB. Take out pictures and other sheets, or split it.
refusal-office-file-old = The file has the old format (.xls) or a password. Take the password off and save it as .xlsx.
refusal-office-file-damaged = The file is incomplete or damaged. Open it in a spreadsheet program, save it anew and try again.
refusal-office-file-not-text = The encoding of the file is not known. Save it as .xlsx, or as CSV in UTF-8.
refusal-office-file-empty = The table is empty. Fill in at least one line.
refusal-office-headings-none = No headings were found. The first row should have: { $needed }. Use the template.
refusal-office-headings-missing = These columns are missing: { $missing }. Add them, or use the template.
refusal-office-heading-twice = The heading "{ $heading }" stands there twice. Keep one.
refusal-office-lines-most = Too many lines; at most { $most } at once. Split the table.
refusal-office-cell-broken = The spreadsheet shows an error in this cell. Put the right value in.
refusal-office-no-station = “{ $value }” is no station. Please give the code or name of one.
refusal-office-no-deputy = This person is no deputy at this station now. Please enter the post first.
refusal-office-described-already = This is on record already. Please open it and change it there.
refusal-office-unit-twice = This deputy already stands for “{ $value }” in a congress of this tier. There can be one electoral unit a tier: please correct it.
refusal-office-hours-unreadable = “{ $value }” is no opening. Please write it like “Wed 09:00-11:30”, with semicolons between several.
refusal-office-number-unreadable = “{ $value }” is no number that can be used. Please give 1 or more, or leave it out.

## used: office-met-*, office-devolved-*
office-met-yes = Met
office-met-no = Not met
office-devolved-yes = Handed down
office-devolved-no = Not handed down
office-certificate-over = Certificate has run out
office-show-serving = Helping now
office-show-certificate-over = Certificate has run out
office-show-in-force = In force
office-gap-no-grid = Grids that nobody holds
office-mend-no-grid = Open one to give it its person and duty.
office-gap-certificate = Helpers whose certificate has run out
office-mend-certificate = Enter the new certificate’s last day, or the last day on which they help.
office-gap-overdue = Visits that are overdue
office-mend-overdue = Enter the visit once it was made, or the pair’s last day.
refusal-office-no-grid = “{ $value }” is no grid. Please give a grid’s code or name, or enter the grid among the areas first.
refusal-office-venue-none = Please say what kind of place it is, such as “Judges’ work room”.
refusal-office-owner-itself = A place does not belong to itself. Please give the court, the procuratorate or another body, or leave it out.
refusal-office-last-before-first = The last day is before the first. Please mend one of them.
refusal-office-no-certificate = These helpers hold a certificate. Please give its last day.
refusal-office-helper-twice = Somebody of this name is in the same register for the same place, under “{ $value }”. Change that line, or tell the two apart in the name.
refusal-office-edition-unreadable = “{ $value }” is no edition. Please give a year from { $least } to { $most }.
refusal-office-own-assessor = No station finds or gives this to itself. Please name another body.
refusal-office-no-evidence = What is met needs something that shows it. Please say what, or put “Not met”.
refusal-office-item-unknown = The checklist has no item “{ $value }”. It has: { $items }.
refusal-office-day-to-come = This day has not come. Please give today or a day before.
refusal-office-withdrawn-already = This title was withdrawn already; the reason stays as it is.
refusal-office-title-fixed = What was given stays as it is. If it is wrong, withdraw it with a reason and enter the right one.
refusal-office-title-below = Only { $met } of { $whole } are met, and this title needs { $least } %. Enter what is met first, or give a lower title.
refusal-office-no-post-held = “{ $value }” holds no post now. Please name somebody who does.
refusal-office-contact-nobody = It does not say who is visited. Please name a deputy or a place.
refusal-office-contact-both = A pair has a deputy or a place, not both. Please take one out; enter two pairs for both.
refusal-office-contact-self = Nobody keeps in touch with themselves. Please name another deputy.
refusal-office-no-deputy-held = “{ $value }” is no deputy now. Please name one who is, or a place.

office-column-areas-last = Last day
office-column-areas-into = Part of since
office-column-bodies-credit = Unified social credit code
office-hint-areas-last = Where it is merged or split; what was brought there stays counted there.
office-hint-areas-into = The areas of its level that it is part of since, by their codes, with commas between them.
office-hint-bodies-credit = 18 signs; leave empty where there is none.
office-holds-areas = Give codes or names of areas, with commas between them.
refusal-office-into-without-day = It says what it is part of, so it needs its last day.
refusal-office-area-closed = “{ $value }” was merged or split already. Please name an area that is there.
refusal-office-area-outermost = The outermost area cannot cease to be.
refusal-office-area-busy = { $count ->
    [one] 1 matter is
   *[other] { $count } matters are
} open here. Please have them ended first; new ones can be entered in the area that it becomes part of.
refusal-office-area-inside = { $count ->
    [one] 1 area inside goes
   *[other] { $count } areas inside go
} on. Please close these first.
refusal-office-area-bodies = { $count ->
    [one] 1 body here goes
   *[other] { $count } bodies here go
} on. Please close these first, and enter them anew where they belong.
refusal-office-area-into = It cannot become part of “{ $value }”: that must be another area of its level that is there.
refusal-office-area-new = A new area cannot cease at once. Please leave its last day empty.
refusal-office-area-code = The code “{ $value }” should begin with “{ $begins }”: national codes begin with that of the area around (GB/T 2260, GB/T 10114).
refusal-office-credit-wrong = “{ $value }” is no unified social credit code: 18 signs, the last of which checks the others (GB 32100). Please compare it with the certificate.
refusal-office-credit-taken = “{ $value }” has this code already. Please check it.
