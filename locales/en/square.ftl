# The square: the home page, the public matters, and the rules they are handled by.

# --- home --------------------------------------------------------------------------------------

square-home = Home
square-hero = Say it, and get an answer
square-hero-lead = No account needed, and it takes a few minutes. You get a receipt that always tells you who has your matter and by when they must answer.
square-lookup = Look up my receipt
square-code = Receipt code
square-look-up = Look up
square-lookup-hint = The code is printed on your receipt; never mind blanks and hyphens. If you lost it, a station replaces it on proof.
square-year = This year so far
square-count = { $count }
square-few = Too few ratings to publish
square-all-figures = All public figures
square-promise = What we promise
square-promise-accept = Taken up within { $length }
square-promise-accept-more = The deputy of your station is first responsible, from the first day until you are told what came of it.
square-promise-answer = Answered within { $length }
square-promise-answer-more = If no answer comes in time, the page of your matter says so by itself: from whom, and since when.
square-promise-rate = Rated by you within { $length }
square-promise-rate-more = How it went, and whether it is solved, is for you to say. If you are not satisfied, you can have it handled again.
square-how = Read the whole procedure
square-answers = Latest answers
square-answers-none = No public answers yet
square-answers-none-more = As soon as a public matter is answered, it stands here first.
square-answered-on = answered on { $day }
square-all-matters = All public matters

# --- the list ----------------------------------------------------------------------------------

square-list-lead = Every matter that was brought in public, with its whole course from the first word to the answer.
square-area = Area
square-category = Category
square-by-procedure = Procedure
square-lead = Lead unit
square-standing = Status
square-standing-open = Not yet answered
square-standing-answered = Answered
square-standing-late = Late without an answer
square-from = Received from
square-until = Received until
square-matter = Matter
square-received = Received
square-due = Answer due
square-pages = Pages
square-newest = Newest
square-list-none = No public matters yet
square-list-none-more = As soon as somebody brings a matter in public, it stands here.
square-list-none-fit = No public matter fits
square-list-none-fit-more = Take away a filter or two, or search with other words.
square-list-all = All public matters
square-paused = Nothing found in this part
square-paused-more = Many matters have these words; some were looked at, but not all. Go on with “Older” below, or add a filter.

refusal-filter-area = There is no such area. Please choose one from “Area”.
refusal-filter-category = There is no such category. Please choose one from “Category”.
refusal-filter-standing = There is no such status. Please choose one from “Status”.
refusal-filter-order = The last day lies before the first. Please swap the two days or change one of them.
refusal-filter-place = The place in the list cannot be read. Please begin again at the first page of the list.
refusal-filter-words = There is no word in this that can be searched. Please type a few, such as “street light”.
refusal-filter-too-many = More than { $most } matters fit, too many for one file. Please choose a shorter time or an area and download in parts.

# --- one matter --------------------------------------------------------------------------------

square-received-on = received on { $day }
square-voices = { $count } voices
square-open-desk = Open on my desk
square-said = What was said
square-course = Course of the matter
square-clocks = Deadlines
square-join = Is this yours too?
square-join-more = No need to bring it again. If you join, you get a receipt of your own and are told of the answer as well.

# --- the procedure -----------------------------------------------------------------------------

square-procedure = { $name }: the procedure
square-procedures = Procedures
square-procedures-lead = How each kind of matter is handled, by whom and by when; each was proven before it came into force, so that no matter is lost.
square-procedure-lead = How a matter goes from the first word to the end: who does what, in how many days, by which rule. The system runs by this very procedure, and this page is made from it.
square-bring = Bring a matter
square-way = The way it goes
square-way-lead = Read from left to right. A dashed line is gone by itself when a deadline passes; a double frame is an end.
square-proof-sound = Before it came into force the program went every possible way and proved: each step has somebody and a deadline, with something that follows when it passes; there is no step that cannot be left; every end answers whoever brought the matter; nobody rates the own work or grants the own extension.
square-proof-older = This procedure was proven by the rules of its time. The program asks for more today; administrators see what is missing.
square-proof-way = The longest way: { $way }
square-proof-since = Counted from { $acts }: { $days } days at most
square-proof-lawful = The law allows { $days } days ({ $source })
square-proof-counted = Counted in calendar days: five working days as seven, a month as thirty-one; holidays and pauses come on top.
square-version = Version { $version }
square-valid-from = in force from { $day }
square-coming-from = in force from { $day }, not yet
square-versions = All versions
square-not-in-force = This is not the version in force. A matter keeps to the version that it began under, to its end.
square-steps = Steps
square-step = Where it stands
square-stage = Stage
square-holder = Who is waited for
square-acts = Who may do what
square-nobody = Nobody
square-list-mark = {", "}
square-clocks-lead = The day of the start is not counted. Working days follow the published holidays and make-up days. The page of each matter shows day by day how its dates were reckoned.
square-clock = Deadline
square-answers-clock = the date of your answer
square-starts = Starts
square-starts-step = on reaching “{ $steps }”
square-starts-act = after “{ $acts }”
square-starts-asked = when somebody is asked to agree
square-second = { $act } (a second person has to agree)
square-until-act = Done by
square-then = Also
square-promised = to the promised day
square-before = { $length } before the day that is set
square-warned = warning { $length } before
square-warned-last = warning on the last day
square-pausable = stands still while the submitter is asked something
square-extendable = more time can be asked for
square-expiry-moves = when it runs out, goes on to “{ $step }”
square-expiry-resumes = when it runs out, the other deadlines go on
square-replies = Kinds of answers
square-replies-lead = Every answer says which of these it is, and counts as one of four results.
square-rating = Rating, and a second round
square-rating-days = For { $days } days from the answer it can be rated with the receipt, and changed; the last rating counts:
square-rating-none = No rating is “not rated”, never “satisfied”. “Answered” and “solved” are counted apart, and whether it is solved is for the submitter to say.
square-rating-again = Whoever rates “{ $rating }” can have it handled again: it goes back to “{ $step }”, is assigned anew and timed anew, and the first answer stays readable.
square-rating-group = Who gave which rating is known to the submitter alone. Units see totals, and only of { $least } ratings or more.
square-bounds = Sending back, more time, look-back
square-returns = A unit can send a matter back as not its own and must name the entry of the duty list that says whose it is; this is public. After { $most } times, { $who } decides, and that stands.
square-rounds = Whoever is not satisfied can have it handled again, { $most } rounds at most; after that { $who } settles it in person.
square-more-time = In each round, more time can be granted { $most } times, at most { $length } each, and the submitter is told why.
square-more-time-by = This is decided by { $who }, never by the unit that asks.
square-look-back = Of the matters answered as done, { $share }% are drawn, and { $after } later the submitter is asked again whether it still holds. The seed of the draw is published, so anybody can repeat it.
square-relapse = A matter of the same category at the same place within { $within } of a solved one is linked to it as a problem that came back.
square-hash = Checksum of the procedure's file (SHA-256):

# --- duty lists --------------------------------------------------------------------------------

square-duties = Duty lists
square-duties-lead = What each body is responsible for, and by which rule. A body that sends a matter back as not its own must name an entry of these lists.
square-duties-words = Matter, body or rule
square-duties-count = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
square-duties-devolved = Handed down
square-duties-version = Version { $version }
