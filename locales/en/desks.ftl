# The desk of every officer, the wall screen, and the daily mail about the desk.

# --- the list ----------------------------------------------------------------------------------

desks-title = My desk
desks-help = How to use it
desks-tabs = Parts of the desk
desks-tab-waiting = Waiting for me
desks-tab-new = Newly raised
desks-tab-following = Following
desks-tab-sent-back = Sent back
desks-tab-late = Late
desks-tab-all = Everything
desks-search = Find (number, words, name, telephone)
desks-area = Area
desks-category = Category
desks-post = Post
desks-sort = Order
desks-sort-due = First due first
desks-sort-since = Longest standing first
desks-sort-received = Newest first
desks-matter = Matter
desks-holder = Now with
desks-since = Since
desks-waits = Waits for
desks-due = Due
desks-pick = Choose
desks-pick-one = Choose "{ $title }"
desks-confidential = Not public
desks-supervised = Supervised
desks-sent-back = Was sent back
desks-batch = For the chosen matters
desks-batch-go = Do it
desks-pages = Pages
desks-first-page = Back to the first page
desks-next-page = Next page
desks-searched-part = A great many matters fit; the newer part was looked through. Go on to the next page, or type more words.
desks-done = Done: { $act }
desks-go-on = Back to the desk for the next one
desks-empty-waiting = Nothing waits for you now
desks-empty-why-waiting = Matters that need you stand here, the first due on top.
desks-empty-new = Nothing newly raised
desks-empty-why-new = Matters that residents have just raised and that lie with a deputy stand here; you can merge or split them already.
desks-empty-following = Nothing to follow
desks-empty-why-following = Matters that concern you and lie with somebody else stand here until they are answered.
desks-empty-sent-back = Nothing was sent back
desks-empty-why-sent-back = Matters that a unit sent back as "not ours" stand here.
desks-empty-late = Nothing is late
desks-empty-why-late = Matters whose last day has passed stand here.
desks-empty-all = No matters yet
desks-empty-why-all = Everything that concerns you stands here, ended matters included.
desks-empty-found = Nothing was found for "{ $words }"
desks-no-seat = Your post has no desk for matters
desks-no-seat-why = Deputies, stations, the office, handling units and leaders have desks. If you should have one, ask an administrator.
clock-more-time = Decide on more time
clock-supervised = Under your supervision
office-deputy = Deputy
office-station-staff = Station staff
office-congress-office = Congress office
office-handler = Handler
office-leader = Leader
office-administrator = System administrator
office-security-administrator = Security administrator
office-audit-administrator = Audit administrator

# --- one matter --------------------------------------------------------------------------------

desks-said = What was said
desks-place = Place
desks-received = Received
desks-clocks = Dates
desks-timeline = Course
desks-others = You can also
desks-nothing-waits = Nothing waits for you here
desks-nothing-waits-why = This matter does not wait for your post. What you can do all the same stands below.
desks-nothing-waits-ended = This matter has ended.
desks-find = Find another matter by its number or words
desks-ready = Ready texts
desks-choose = Please choose
desks-usual-leads = Usual for this category
desks-other-bodies = Other bodies
desks-contact = Reach the resident
desks-contact-noted = This look is on record; the submitter can see it.
desks-submitter = Submitter
desks-about-means = This matter cannot be handed to the unit or person it is about.
desks-contact-why = Say for what you need the name and the contact. Each look is put on record: with the receipt, the resident sees which office looked and why.
desks-contact-purpose = For what
desks-contact-show = Record the purpose and show
desks-contact-name = Name
desks-contact-phone = Telephone
desks-contact-mail = Mail
desks-second-means-urgent = Your office is not told who brought matters. Where it really cannot wait, say for what and why: the security administrator can let you look, once. The request, the decision and the look are on record; the resident sees them with the receipt.
desks-second-means-many = You looked at { $most } identities today, which is as many as one person does a day. For one more, say for what and why: the security administrator can let you look, once. Tomorrow it is counted anew.
desks-second-waits = Asked; the security administrator can decide until { $until }
desks-second-granted = You may look once, until { $until }. For what: { $purpose }
desks-second-refused = The security administrator did not agree
desks-second-over = The last request ran out unused
desks-second-reason = Why it cannot wait
desks-second-reason-hint = The security administrator reads this, and so does the resident. Do not write who the resident is, nor what the matter is about.
desks-second-ask = Ask the security administrator
desks-second-once = It is shown this once and put on record. Have pen and paper ready.
desks-second-show = Show once
refusal-identity-ask-first = Your office is not told who brought matters. Where it really cannot wait, give the reason under "Reach the resident" first: the security administrator can let you look, once.
refusal-identity-too-many = You looked at { $most } identities today, which is as many as one person does a day. Give the reason under "Reach the resident" and the security administrator can let you look once more, or look tomorrow.
refusal-identity-not-needed = You may look at who brought this matter without asking anybody. Choose for what under "Reach the resident".
refusal-identity-asked-already = Your request on this matter still holds: wait for the decision, or look while you may.
refusal-identity-nobody-decides = No security administrator of another body is there to decide. Ask the system administrator to appoint one at a department that neither is yours nor handles the matter; until then have the station or the congress office reach the resident.
refusal-identity-own-ask = This is your own request. A security administrator of another body decides on it.
refusal-identity-same-body = Whoever asks is of the same body as you. A security administrator of another body decides on it.
refusal-identity-has-part = Your body has to do with this matter. A security administrator of another body decides on it.
refusal-identity-not-second = The security administrator decides on requests to see who brought a matter. Your office does not.
refusal-identity-ask-unknown = There is no such request. Go back to "Requests to see an identity" and choose one of the list.
refusal-identity-ask-over = This request is decided, or it ran out. Where it is still needed, have it asked anew.
refusal-identity-undecided = Press "Agree" or "Do not agree".
refusal-contact-not-yours = Only those who handle this matter see how to reach the resident. Ask a handler to do it.
refusal-contact-no-purpose = Please choose for what, then show the contact.
refusal-contact-pseudonym = The submitter did not agree that the unit in charge learns who they are, so only a code name is shown. To learn more, use "{ act-ask }": the resident sees it with the receipt. To meet or to call, ask the station or the congress office.
refusal-contact-none = The resident left no way to be reached, or has erased it. Use "{ act-ask }": the resident sees it with the receipt.

# What follows from an act, in plain words.
desks-why-accept = You take this matter up as the first responsible person; the resident will know it is you.
desks-why-feed-back = Tell the resident the outcome in person or otherwise, then note it here; after that the resident can rate.
desks-why-classify = Put the matter into the right category.
desks-why-explain = Where it cannot be as asked, say why and by which rule. This is the answer to the resident.
desks-why-hand-over = Give it to one lead unit, and others beside it where needed, each with its own date; if nothing comes, that is published by itself.
desks-why-respond-at-once = Something small or urgent goes to one unit, at once.
desks-why-merge = Where the same was said twice, let it go on in the other matter; both residents see the outcome.
desks-why-split = Where one matter holds several, let each be handled by itself.
desks-why-link = Related matters that stay apart name each other.
desks-why-transfer = Another unit takes the lead, and its time starts anew.
desks-why-hide = What should not be public is taken out of view; the reason stays public.
desks-why-show = Once the cause is gone it comes back into view; the reason is public too.
desks-why-sign = Once signed for, your unit handles it.
desks-why-return = If it is not yours, name the duty of the body it belongs to. Sending back is counted in public; after the second time the office decides and it stays.
desks-why-note = Note how far it is: for colleagues only, or in public.
desks-why-ask = Where something is unclear, ask the resident. The clocks stand still until the answer.
desks-why-ask-for-time = If it cannot be done in time, ask for more with a reason. The office decides and the resident is told.
desks-why-grant-time = The dates move on, and the resident is told why.
desks-why-refuse-time = The dates stay; say why.
desks-why-co-reply = Give your unit's part to the lead unit.
desks-why-reply = Answer the resident. "Answered" and "solved" are two things: choose what is true.
desks-why-deliver = When the promise is kept, say so here; the resident will be told.
desks-why-urge = Press whoever holds it now; it goes into the course of the matter.
desks-why-supervise = A leader sees to it until there is an answer.
desks-why-correct = Correct a record that is wrong; both stay.
desks-why-step = After this the matter stands at “{ $step }”.
desks-why-each = Each of those concerned does this once; when all have, the matter goes on to “{ $step }”.
desks-why-stays = Goes on record; the matter stays where it is.
desks-why-rate = Rate the answer; changeable for some days, and the last rating counts.
desks-why-look-back = Say whether it is still solved after a while.
desks-why-add = Add something to what was said.
desks-why-answer-question = Answer the question; the clocks go on after that.
desks-why-withdraw = Take the matter back; it ends here.
desks-why-agree = Please read all of what is proposed first. Once you agree it is done, and your name stands for it.
desks-why-decline = If you do not agree the matter stays where it is, and your reason goes on record.
desks-why-call-back = Say who you are and why you call, and note what was said as it was said. It is counted apart and is no rating by the resident.
desks-why-second = You propose this; it is done when a second person of another body agrees. Whoever brought it is told and may object.
desks-propose = Propose: { $act }
desks-why-convert = Begins a matter of “{ $procedure }” with the same thread; each leads to the other.

# --- fields ------------------------------------------------------------------------------------

desks-field-text = Explanation
desks-field-feed-back-text = What you told, and what the resident said
desks-field-explain-text = Explanation to the resident
desks-field-hand-over-text = A word to the handling units
desks-hint-hand-over-text = Only the handling units see it.
desks-own-money = In yuan.
desks-own-number = A whole number between { $least } and { $most }.
desks-own-several = { $most } at most.
desks-own-sensitive = Only those who handle the matter can read it.
desks-field-respond-at-once-text = A word to the handling unit
desks-hint-respond-at-once-text = Only the handling unit sees it.
desks-field-note-text = How far it is
desks-field-reply-text = Answer to the resident
desks-hint-reply-text = Say what was done and with what outcome; the resident and the public read it (of a confidential matter the resident only).
desks-field-co-reply-text = Your unit's part
desks-field-deliver-text = What was done
desks-field-urge-text = What you tell them
desks-hint-urge-text = It stands in the course of the matter.
desks-field-supervise-text = What is asked for
desks-field-correct-text = How it should be
desks-field-reason = Reason
desks-hint-hide-reason = The reason is public: do not repeat what is to be protected.
desks-hint-return-reason = The reason is public.
desks-field-basis = The rule it rests on
desks-field-reply-basis = The rule it rests on
desks-hint-reply-basis = Only where it cannot be done.
desks-hint-basis = Name the rule and its article.
desks-field-promised = Promised by
desks-hint-promised = Only for a promise; if the day passes without it, that is published by itself.
desks-field-passed-to = Passed on to
desks-hint-passed-to = Only where it is passed on.
desks-field-way = How you told it
desks-field-category = Category
desks-field-lead = Lead unit
desks-field-post = Person
desks-hint-post = Somebody at the lead unit; left open, the unit decides.
desks-field-co = Beside it
desks-hint-co = Every unit that has to help; none is fine.
desks-field-by = Wanted earlier, by
desks-hint-by = A day before the one that the rules give; left open, the rules hold.
desks-field-into = Into which matter
desks-field-to = Related to which matter
desks-field-number = Or the number of the matter
desks-field-title = Title
desks-field-body = Text
desks-field-rating = Rating
desks-field-solved = Is it solved?
desks-field-reached = Were they reached?
desks-field-again = Have it handled again
desks-field-area = Area
desks-field-visibility = Who may read it
desks-field-duty = Whose duty it is
desks-hint-duty = An entry of another body's duty list.
desks-field-open = Publish this note
desks-hint-open = Otherwise only colleagues who handle it see it.
desks-field-question = What you ask the resident
desks-hint-question = Ask everything at once; there is no second question before the answer.
desks-field-working-days = Working days more
desks-more-working-days = Working days more
desks-more-days = Days more
desks-more-months = Months more
desks-more-most = At most { $most }
desks-field-class = Outcome
desks-field-leader = Leader
desks-field-record = Which record

# --- several at once ---------------------------------------------------------------------------

desks-batch-title = Several at once
desks-batch-count = { $count ->
    [one] For the one matter that was ticked
   *[other] For the { $count } matters that were ticked
 }
desks-batch-ticked = Ticked matters
desks-batch-done = { $count } done
desks-batch-refused = { $count } not done
refusal-batch-nothing-ticked = Nothing is ticked yet. Go back to the desk, tick the matters on the left, then press the button again.
refusal-batch-too-many = At most { $most } matters at once. Please do it in several goes.

# --- messages that did not arrive --------------------------------------------------------------

desks-undelivered = Not delivered
desks-undelivered-count = { $count ->
    [one] One message did not reach the submitter
   *[other] { $count } messages did not reach the submitter
 }
desks-undelivered-mend = Please tell the submitter in another way, and note it with “Feed back” or “Note progress”.

# --- the wall screen ---------------------------------------------------------------------------

desks-wall-open = Wall screen
desks-wall = Wall screen
desks-wall-open-count = Open
## used: desks-wall-late, desks-wall-soon, desks-wall-none-*
desks-wall-late = Late, no answer
desks-wall-soon = Due within three days
desks-wall-bodies = With whom
desks-wall-none-late = Nothing is late
desks-wall-none-soon = Nothing falls due within three days
desks-wall-none-bodies = Nothing is open
desks-wall-left = { $count } more
desks-wall-count = { $count }
desks-wall-of-which = { $late } late, { $soon } due within three days

# --- the daily mail ----------------------------------------------------------------------------

desks-digest = Daily digest of the desk
desks-digest-lead = On the morning of each working day, new, nearly late and late matters come to your mail; where there are none, nothing is sent. Matters that are not public are named by their number alone.
desks-digest-mail = Mail address
desks-digest-when = When it is sent
desks-digest-daily = In the morning of each working day
desks-digest-never = Never
desks-digest-done = The settings of the daily digest are saved.
desks-digest-sent = A code was sent to { $to }; it holds for ten minutes
desks-digest-why = Nothing is sent there before the code was entered, so that it never goes to a stranger.
desks-digest-digits = The six digits
desks-digest-confirm = Confirm
desks-digest-once-more = Send it once more
desks-digest-code-subject = Code for the daily digest
desks-digest-code = Your code is { $code }. It holds for ten minutes. Enter it on the page of the daily digest, and the digest comes to this address. If this is not about you, please ignore it.
desks-digest-subject = Desk: { $new } new, { $soon } nearly late, { $late } late
desks-digest-waiting = { $count ->
    [one] One matter waits for you.
   *[other] { $count } matters wait for you.
 }
## used: desks-digest-late, desks-digest-soon, desks-digest-new
desks-digest-late = Late ({ $count }):
desks-digest-soon = Due within three days ({ $count }):
desks-digest-new = New ({ $count }):
desks-digest-line = · { $title } ({ $number }) { $waits }, { $due }, { $standing }
desks-digest-more = · and { $count } more on the desk
desks-digest-link = Open the desk: { $link }
desks-digest-end = { $house }. This mail was sent by a machine; to get no more of them, change it in your account.

# --- help --------------------------------------------------------------------------------------

desks-help-title = How to use the desk
desks-help-tabs = Where to look first
desks-help-tabs-text = "Waiting for me" lists what needs you, the first due on top. "Following" lies with somebody else now; "Sent back" was thought not to be the unit's own; "Late" has passed its last day. The numbers count matters. After filtering, the address can be sent to a colleague, who sees the same list within their own rights.
desks-help-acts = Handling a matter
desks-help-acts-text = Open it by its title. The step that stands open is the likeliest one; the others fold below. Each says what follows from it; if it cannot be done, the page says why and how to mend it, and keeps what you typed.
desks-help-correct = A slip is no harm: open the matter, use "Correct", name the record and how it should be; both stay.
desks-help-batch = Several at once
desks-help-batch-text = Tick the boxes on the left, choose below the table what to do, press "Do it". Afterwards each matter is listed with what was done or why not.
desks-help-keys = Keyboard
desks-help-keys-text = Hold your browser's access key (Alt on Windows, Alt+Shift in Firefox, Control+Option on a Mac) and press a key below. Tab reaches everything.
desks-key = Key
desks-key-does = What it does
desks-key-list = Back to the list
desks-key-search = Search
desks-key-next = Go to the first matter (then Enter)
desks-key-act = Send the step that stands open
desks-key-batch = Go to the first box
desks-key-help = Open this page
desks-wall-hang = Hang it on a wall (draws itself anew each minute)

# A matter that an officer brings by a procedure of the own choice.
desks-begin-title = Bring a matter
desks-begin-lead = By your posts you can bring matters by these procedures.
desks-begin-none = Your posts bring no matters by a procedure. What residents raise is entered at a deputies’ station.
desks-begin-rules = How this procedure goes, and how long it may take
desks-begin-send = Bring it
desks-begin-public = Public
desks-begin-confidential = Confidential: only those who handle it can read it
desks-visits = { $count ->
    [one] A visit of yours is overdue; enter it once it was made
   *[other] { $count } visits of yours are overdue; enter them once they were made
}
desks-files = Contested lines of duty files wait for a decision
