# The words of the matter engine: acts, the timeline, codes of matters, and every refusal.

# --- acts, as a button says them ---------------------------------------------------------------

act-submit = Send
act-join = Me too: join this matter
act-add = Add something
act-answer-question = Answer the question
act-withdraw = Withdraw
act-rate = Rate
act-look-back = Answer the look-back
act-confirm-channel = Confirm my contact
act-replace-receipt = Replace the receipt
act-accept = Accept
act-feed-back = Give feedback
act-classify = Change the category
act-explain = Explain
act-hand-over = Hand over
act-respond-at-once = Respond at once
act-merge = Merge
act-split = Split
act-link = Link
act-transfer = Change the lead unit
act-hide = Take out of public view
act-show = Bring back into public view
act-sign = Sign for it
act-return = Return as “not ours”
act-note = Note progress
act-ask = Ask the submitter
act-ask-for-time = Ask for more time
act-grant-time = Grant more time
act-refuse-time = Refuse more time
act-co-reply = Send our part
act-reply = Answer
act-deliver = Promise kept
act-urge = Urge
act-supervise = Supervise
act-correct = Correct
act-step = Take a step
act-convert = Go on by another procedure
act-draw-look-back = Draw for look-back
act-agree = Agree
act-decline = Decline
act-call-back = Note a call back

# --- the timeline ------------------------------------------------------------------------------

fact-matter-submitted = Brought this matter
fact-matter-imported = Imported from a ledger, which says this
fact-matter-imported-later = The ledger was filled in since, and says this
fact-matter-joined = Somebody else with the same concern joined
fact-matter-added-to = Added something
fact-matter-withdrawn = Withdrew this matter
fact-receipt-replaced = The receipt was lost; a new one was given after a check of identity
fact-channel-confirmed = The submitter confirmed their own contact
fact-identity-seen = Looked at the submitter's name and contact
fact-identity-asked = Asked the security administrator to let them look at the submitter's name and contact
fact-identity-granted = Let them look once at the submitter's name and contact
fact-identity-refused = Did not let them look at the submitter's name and contact
fact-identity-erased = The submitter's name and contact were erased
fact-matter-accepted = The deputy accepted this matter
fact-matter-fed-back = The deputy told the submitter what came of it
fact-matter-classified = Changed the category
fact-matter-explained = Explained why it cannot be done as asked, and by which rule
fact-matter-handed-over = Handed it over to the responsible unit
fact-matter-responded-at-once = Gave it to the responsible unit to handle at once
fact-matter-merged = Merged into another matter, to be handled together
fact-matter-absorbed = Another matter was merged into this one
fact-matter-split = Split into several matters, each handled on its own
fact-matter-linked = Linked to another matter
fact-matter-stepped = Done as the procedure says
fact-act-proposed = Proposed how to deal with it; a second person has to agree
fact-act-agreed = The second person agreed to what was proposed
fact-act-declined = The second person did not agree to what was proposed
fact-matter-converted = Goes on by another procedure
fact-matter-transferred = Gave it to another lead unit
fact-matter-handed-on = Passed on to a successor of the same body, because a post ended
fact-matter-hidden = Taken out of public view; the reason is public
fact-matter-shown = Brought back into public view
fact-matter-redacted = Decided what of a public text is hidden
fact-handling-signed = Signed for this matter
fact-handling-returned = Returned: held not to be the unit’s duty
fact-handling-noted = Noted how it goes
fact-question-asked = Asked the submitter to tell more
fact-question-answered = The submitter answered the question
fact-time-asked = Asked for more time
fact-time-granted = Granted more time
fact-time-refused = Did not grant more time
fact-handling-co-replied = The co-handling unit sent its part
fact-reply-given = Gave an answer
fact-promise-delivered = Did what was promised
fact-rating-given = The submitter rated the answer
fact-rating-invited = Whoever brought it was invited to rate the answer
fact-rating-cast = Rated the answer (no page shows how, so that nobody can make you show it)
fact-call-back-made = The call-back team contacted whoever brought it
fact-look-back-drawn = Drawn for look-back: the submitter is asked once more
fact-look-back-answered = The submitter answered the look-back
fact-matter-urged = Urged to handle it soon
fact-matter-supervised = Put under the supervision of a leader
fact-matter-corrected = Corrected an earlier record
fact-clock-warned = The time for “{ $clock }” is nearly over
fact-clock-expired = The time for “{ $clock }” is over, and nothing had come

# --- codes of a matter -------------------------------------------------------------------------

channel-online = Online
channel-counter = Counter
channel-phone = Phone
channel-slip = Paper slip
channel-ledger = Imported ledger
channel-post = Brought by an office
channel-converted = From another procedure
channel-visit = Visit
channel-referral = From another congress

ground-request = The submitter asked for it
ground-retention = The time for which it is kept has passed

means-done = Done
means-promised = Promised
means-impossible = Not possible
means-above = Passed on

outcome-answered = Answered
outcome-withdrawn = Withdrawn
outcome-merged = Merged
outcome-imported = Ended before the import

visibility-0 = Public
visibility-1 = Confidential
visibility-2 = Taken out of public view
visibility-3 = Confidential, also to the office

way-phone = phone
way-visit = visit
way-message = message
way-meeting = meeting

proof-identity-card = Identity card checked
proof-phone-call-back = Called back on the phone number given
proof-witness = A witness

link-related = Related matter
link-relapse = The problem came back
link-origin = Came from
link-converted = Goes on as

length-working-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
length-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
length-months = { $days ->
    [one] { $days } month
   *[other] { $days } months
}

source-local = A rule made by this office
source-unseen = { $article } (wording not checked)

# --- refusals: acts ----------------------------------------------------------------------------

refusal-act-unknown = Matters of this kind have no step “{ $act }”. Please go back to the matter and choose from what is offered there.
refusal-act-not-now = This matter stands at “{ $step }”, where “{ $act }” cannot be done. Please go back to the matter to see what can be done now.
refusal-act-not-yours = “{ $act }” is for the people named by the procedure. If it is yours to do, sign in with the right post or ask the congress office.
refusal-act-officers-only = This step is for staff of the handling unit. Please sign in as staff and try again.
refusal-act-done-already = Your unit has done “{ $act }” already. If something in it is wrong, use “{ act-correct }”.
refusal-matter-already-there = This matter has been sent already. Please use your receipt to see how it goes.
refusal-matter-unknown = There is no such matter, or it is not public. Please check the number; if you brought it, use your receipt.
refusal-procedure-none = The procedure for this matter is not in force, so it cannot be handled yet. Please ask the congress office.
refusal-post-not-held = You do not hold this post today. Please use another post, or ask an administrator to check its dates.
refusal-post-needed = This is for staff who hold the right post. Please sign in with that account, or ask an administrator to set up your post.

# --- refusals: fields and files ----------------------------------------------------------------

refusal-field-empty = This is still empty. Please fill it in and send again.
refusal-field-too-long = This takes at most { $most } characters and now has { $length }. Please shorten it.
refusal-field-control-characters = This holds special characters that cannot be seen. Please clear it and type it again.
refusal-field-unreadable = This could not be understood. Please fill it in again as the hint shows.
refusal-area-unknown = There is no such area. Please choose one from the list.
refusal-area-closed = This area was merged or split. Please choose one of today from the list.
refusal-category-unknown = There is no such category. Please choose one from the list.
refusal-phone-malformed = A phone number has 7 to 15 digits; please check it. You may also leave it empty.
refusal-mail-malformed = The mail address is not complete; please write it like name@example.org. You may also leave it empty.
refusal-files-too-many = At most { $most } files can be attached. Please take some out and send again.
refusal-files-too-large = This file is larger than { $most } MB. Please choose a smaller one; for a photo, a screenshot will do.
refusal-files-type = Photos (JPEG, PNG, WebP) and PDF files can be attached. Please choose another file; for a photo, a screenshot will do.
refusal-files-damaged = This file cannot be opened; it may not be whole. Please choose it again; for a photo, a screenshot will do.
refusal-file-unknown = There is no such file, or it is not open to you. Please open it again from the matter.

# --- refusals: bringing a matter ---------------------------------------------------------------

refusal-submit-office-fields = The channel, the slip number and the earlier time are filled in by staff. Please leave them empty, or ask the staff of a deputies’ station.
refusal-ledger-row-alone = Matters of a ledger come in with the whole ledger; one alone cannot be registered as received earlier. Please register it as usual, and fill in when it was said as the earlier time.
refusal-channel-unknown = Please choose from the list how this matter came in, such as “{ channel-counter }” or “{ channel-phone }”.
refusal-slip-number-missing = A paper slip needs its number, and only a paper slip has one. Please fill it in or clear it.
refusal-slip-entered-already = This slip has been entered already as matter { $matter }. Please look at that matter, or correct the number.
refusal-claimed-in-future = The time when it was said lies in the future. Please give the real time.
refusal-received-in-future = The day it was received lies in the future. Please give the real day.
refusal-answered-in-future = The day of the answer lies in the future. Please give the real day, or leave it blank where there is no answer yet.
refusal-answered-before-received = The answer is dated before the matter was received. Please check both days.
refusal-question-none = No question is waiting for you now. To tell more, use “{ act-add }”.
refusal-proof-unknown = Please choose from the list how identity was checked, such as “{ proof-identity-card }”.
refusal-route-named = This matter is about that very unit or person, so it cannot go there. Hand it to a unit that has no part in it, such as the authority above it or a supervising body beside it; where there is none, the congress office answers itself.
refusal-about-unknown = Please choose from the list the unit or the deputy that this is about, or leave it empty.
refusal-about-house = What is about the congress office itself cannot be handled here: it would judge itself. Please turn to the standing committee one level up, or to the discipline inspection beside it.
refusal-erase-not-ended = This matter has not ended and the offices still owe you its outcome, so your contact cannot be erased now. Once it has ended you can erase it at any time.
refusal-channel-confirmed-already = The contact of this matter needs no confirmation. You can simply go on.
refusal-receipt-unknown = No matter was found for this receipt code. Please compare it with the receipt; a lost receipt is replaced at a deputies’ station.

# --- refusals: sorting and handing over --------------------------------------------------------

refusal-way-unknown = Please choose how the feedback was given: { way-phone }, { way-visit }, { way-message } or { way-meeting }.
refusal-assignment-alone = A response at once is given to one unit only. Please take out the others, or use “{ act-hand-over }” for several.
refusal-assignment-twice = One unit was chosen twice. Please take it out of the co-handling units.
refusal-assignment-date-past = The day it is wanted by has passed. Please choose today or a later day.
refusal-transfer-same = This unit is the lead unit already. Please choose another.
refusal-hide-not-public = This matter is not public now, so nothing needs to be done. If the number was wrong, please open the right matter.
refusal-show-not-hidden = This matter was not taken out of public view, so nothing needs to be done. If the number was wrong, please open the right matter.
refusal-hide-too-many = At most { $most } names can be kept from the public. Please leave the most important ones.
refusal-hide-length = Each name to hide has { $least } to { $most } characters. Please shorten or complete them, with blanks or commas between.
refusal-redaction-not-public = This matter is not public, so nobody reads it and nothing needs to be hidden.
refusal-redaction-not-yours = What is hidden is decided by whoever screens the matter. Please turn to the deputy or the congress office.
refusal-redaction-outside = What was to be hidden lies outside this text or overlaps. Please reload the page and choose again.
refusal-redaction-too-long = By hand at most { $most } characters are hidden in one place: names, and never the sense. Please choose less.
refusal-redaction-too-much = By hand at most half of a text is hidden. Where the matter should not be public at all, please take it out of public view and say why.
refusal-redaction-same = It was decided so already; nothing has changed.
refusal-redaction-text-unknown = There is no such public text. Please reload the page and choose again.
refusal-redaction-not-there = The words you typed do not stand in this text. Please type them as they stand there.
refusal-body-unknown = This unit cannot be given matters now. Please choose another from the list.
refusal-body-nobody-there = Nobody at this unit could take the matter now. Please choose another unit, or ask an administrator to name a handler there.
refusal-post-not-there = This post is not at the chosen unit, or nobody holds it now. Please choose another, or leave it empty and let the unit decide.
refusal-merge-itself = A matter cannot be merged into itself. Please give the number of another one.
refusal-merge-ended = That matter has ended. Please choose one that is still open, or use “{ act-link }”.
refusal-merge-confidential = One of the two is confidential and the other public, so they cannot be merged. Please handle them apart.
refusal-link-itself = A matter cannot be linked to itself. Please give the number of another one.
refusal-link-already = These two matters are linked already. To link another one, please change the number.
refusal-link-confidential = One of the two is confidential and the other public, so they cannot be linked: the public page would give the confidential one away. Please write an internal note with “{ act-note }” instead.
refusal-split-hidden = This matter was taken out of public view, but its parts would be public. Please use “{ act-show }” first, or handle it as a whole.
refusal-split-parts = A matter can be split into 1 to 9 parts. Please change their number and send again.

# --- refusals: handling ------------------------------------------------------------------------

refusal-question-open = One question is still waiting for the submitter. Please ask again after the answer.
refusal-time-none-asked = No request for more time is waiting now. Please go back to the matter to see what is new.
refusal-time-asked-already = A request for more time is waiting already. Please wait for the decision.
refusal-time-no-more = More time cannot be asked for again (times allowed: { $most }). Please answer in time; you can also promise a date in your answer.
refusal-time-length = Please ask for a whole number from 1 to { $most }.
refusal-time-too-late = The last day has passed, so more time cannot be asked for. Please answer soon and say why it is late.
refusal-duty-unknown = There is no such entry in the duty lists. Please choose one from the list.
refusal-duty-own = This entry is a duty of your own unit. Please choose one that names another unit, or sign for the matter.
refusal-return-stands = The congress office has decided which unit leads, so it cannot be returned again. Please sign for it; if there are difficulties, use “{ act-note }”.
refusal-act-needs-first = “{ $act }” must be done first.
refusal-act-nothing-yet = There is nothing yet to “{ $act }” to. Please look at the course of the matter first.
refusal-second-nobody = “{ $act }” needs a second person, and there is nobody else who could agree. Please have a deputy or a leader appointed, or deal with it another way.
refusal-second-own = Whoever proposes something cannot agree to it. Please leave it to the person who was asked.
refusal-second-not-asked = You were not asked to agree to this. Please leave it to the person who was asked.
refusal-second-nothing = Nothing waits for a second person now. Please load the page again.
refusal-call-back-not-reached = Whoever was not reached said nothing. Please leave the rating empty, or say that they were reached.
refusal-act-no-more = “{ $act }” can be done { $most } times with one matter, and has been. Please choose another way on, or ask whoever decides.
refusal-rounds-no-more = This matter has been handled again { $most } times, so no further round begins by itself. Please speak with { $arbiter }.
refusal-convert-not-in-force = The procedure that it should go on by is not in force. Please have an administrator put it in force first.
refusal-convert-confidential = A confidential matter cannot go on by a public procedure. Please choose a confidential one, or let whoever brought it bring it in public.
refusal-field-not-offered = Please choose one of the words that are offered.
refusal-field-out-of-range = Please fill in a whole number between { $least } and { $most }.
refusal-field-money = Please fill in a sum in yuan, with at most two digits after the point, such as 1200.50.
refusal-field-twice = The same body or person is chosen twice. Please choose each once.
refusal-post-own = Nobody signs the own matter beside themself. Please take yourself off the list.
refusal-field-too-many = Please choose at most { $most }.
refusal-visibility-other = By this procedure, matters are public or confidential by rule. Please send it as the page says.
refusal-procedure-unknown = There is no such procedure, or it is not in force. Please choose one of the list.
refusal-answer-unknown = There is no such kind of answer. Please choose one from the list.
refusal-reply-question-open = A question is still waiting for the submitter. Please answer once they have replied or the time for it is over.
refusal-reply-no-date = A promise needs the day by which it will be kept. Please fill it in.
refusal-reply-date-past = A promise needs a day after today. Please choose tomorrow or later.
refusal-promise-none = No promise is waiting to be kept now. To say how it goes, use “{ act-note }”.
refusal-leader-unknown = Please choose from the list a leader who holds the post now.
refusal-record-unknown = The record to be corrected was not found. Please choose it again on the matter’s timeline.

# --- refusals: rating and look-back ------------------------------------------------------------

refusal-rating-by-officer = Only the submitter can rate; staff cannot do it for them. Please let the submitter rate with the receipt.
refusal-rating-unknown = Please choose one of the ratings shown.
refusal-rating-no-answer = This matter has no answer yet. Please come back and rate when it has one.
refusal-rating-closed = An answer can be rated for { $days } days, and they are over. If the problem is still there, please use “{ menu-say }” to bring it again.
refusal-rating-again-satisfied = This rating does not go with being handled again. If you are not satisfied, please change the rating; if you are, untick being handled again.
refusal-look-back-not-asked = There is no look-back question for this matter now. If the problem came back, please use “{ menu-say }” to bring it again.
refusal-look-back-again-solved = What is solved cannot also be handled again. Please choose only one of the two.

# --- refusals: pages, forms and signing in -----------------------------------------------------

refusal-page-unknown = There is no such page. Please check the address, or start from the home page.
refusal-form-too-large = Too much was sent at once, or the connection broke. Please send fewer files or less text.
refusal-form-too-many-parts = Too many fields were sent at once. Please send them in several parts.
refusal-form-unreadable = What was sent did not arrive whole. Please go back and send it again.
refusal-form-stale = This page was open for too long. Please copy what you wrote, load the page again and send it from there.
refusal-form-foreign = This did not come from a page of this site, so it was not taken, for safety. Please fill in the form on this site.
refusal-sign-in-needed = This needs a sign-in. Please sign in as staff to go on.
refusal-sign-in-wrong = The account, password or code is not right; please check and try again. An administrator can reset a forgotten password.
refusal-sign-in-too-often = There were too many attempts to sign in; please try again later. An administrator can reset a forgotten password.
refusal-login-taken = This sign-in name is taken. Please choose another.
refusal-login-malformed = A sign-in name has only English letters, digits, dots, hyphens and underscores, at most 64 of them. Please change it.
refusal-password-weak = This password is too easy to guess. Please use a longer one, such as several unrelated words.

# The sheet of a matter, as every page shows it.

role-submitter = Submitter
role-holder = Whoever holds it
role-asked = Second person
role-nobody = Nobody
role-house = By the system itself

stage-raise = Raise

sheet-steps = Progress
sheet-done = (done)
sheet-now-with = Now with
sheet-since = since { $day }
sheet-silence = { $days ->
    [one] One day late: no answer has come
   *[other] { $days } days late: no answer has come
 }
sheet-silence-who = { $who } should have answered by { $day }. This line is published by itself; nobody can take it down.
sheet-hidden = This matter was taken out of public view
sheet-hidden-why = The reason stands in the timeline below and stays public.
sheet-not-public = Not public
sheet-weekend = weekend
sheet-paused = waiting for the resident
sheet-whose = Responsible
sheet-source = Rests on
sheet-length = Length
sheet-from = Starts
sheet-from-not-counted = (that day is not counted)
sheet-excluded = Days not counted
sheet-make-up = Weekends worked and counted
sheet-pauses = Stood still
sheet-extensions = Time granted
sheet-extended = { $length }, granted by { $who } on { $day }
sheet-round = Handled again
sheet-round-begun = Round { $round } of handling begins here
sheet-rules-version = by the procedure “{ $name }”, version { $version }
sheet-provisional = Provisional
sheet-provisional-why = It passes through a year whose holidays are not yet published, so the date may move.
sheet-parts = Goes on in these, each handled by itself
sheet-file = File { $number }
sheet-channel = By way of
sheet-slip = Slip number
sheet-purpose = For what
sheet-look-under = On the request
sheet-look-until = Holds until
sheet-look-record = record { $record }
sheet-look-why = Kind of request
## used: sheet-look-why-*
sheet-look-why-urgent = Emergency
sheet-look-why-many = Beyond the number of a day
sheet-about = About
sheet-pseudonym = Submitter { $sign }-{ $number }
sheet-sign-0 = A
sheet-sign-1 = B
sheet-sign-2 = C
sheet-sign-3 = D
sheet-sign-4 = E
sheet-sign-5 = F
sheet-sign-6 = G
sheet-sign-7 = H
sheet-sign-8 = J
sheet-sign-9 = K
sheet-ground = On what ground
sheet-claimed = First said, as claimed
sheet-lead = Lead
sheet-co = Beside it
sheet-stands = Decided by the office, not to be sent back
sheet-duty = Duty list
sheet-time = More time
sheet-yuan = { $sum } yuan
sheet-thread = The thread of this matter
sheet-merged-into = Merged into
sheet-absorbed = Merged into this one
sheet-category = Category
sheet-leader = Supervised by
sheet-handed-on = Successor
sheet-corrects = Corrects record
sheet-proposed = Proposed
sheet-asked = Who is asked to agree
sheet-invited = Invited by
sheet-reached = Reached
## used: invited-*
invited-receipt = the receipt’s page
invited-desk = the desk
invited-mail = mail
invited-sms = text message
sheet-redacted-part = In which text
sheet-redacted = Hidden
sheet-way = By
sheet-rating = Rating
sheet-solved = Solved
sheet-promised = Promised by
sheet-basis = Rests on
sheet-passed-to = Passed on to
sheet-told-due = Due, by the ledger
sheet-told-answered = Answered, by the ledger
sheet-told-class = Result, by the ledger
sheet-told-rating = Rating, by the ledger
sheet-told-row = The row of the ledger (officers only)

# --- what the public does not read ----------------------------------------------------------------

redaction-title = Hidden from the public
redaction-done = { $count ->
    [one] 1 text, not waiting for you
   *[other] { $count } texts, none waiting for you
}
redaction-means = Telephone, identity and bank card numbers, licence plates, mail addresses and names that were marked are found by themselves; the public does not read them until you decide. Whoever handles the matter reads everything. Each decision is on record and can be changed.
redaction-reads = What the public reads now:
redaction-hide = What to hide
redaction-also = Further names to hide, with blanks between
redaction-decide = Publish so
redaction-nothing = Nothing

redaction-kind-mobile = Mobile number
redaction-kind-landline = Telephone number
redaction-kind-identity = Identity card number
redaction-kind-bank-card = Bank card number
redaction-kind-plate = Licence plate
redaction-kind-mail = Mail address
redaction-kind-name = Name

redaction-standing-waits = Waits for you
redaction-standing-decided = Decided
redaction-standing-open = Nothing was found

text-kind-title = Title
text-kind-body = Text
text-kind-place = Place
text-kind-reply = Answer
text-kind-basis = Basis
text-kind-passed-to = Passed on to
text-kind-addition = Addition
text-kind-feedback = Feedback
text-kind-reason = Reason
text-kind-note = Note
text-kind-question = Question
text-kind-answer = Answer to a question
text-kind-co-reply = Part of the answer
text-kind-delivery = What was delivered
text-kind-urging = Urging
text-kind-correction = Correction
text-kind-field = Field of a form
