# The counter.


# --- saying it ---

counter-say = Have your say
counter-say-lead = No account needed; it takes two minutes. You get a receipt, and with it you can always see where your matter stands.
counter-procedures = Procedures
counter-by-closed = These matters are confidential by their procedure: only those who handle one can read it.
counter-page = Page { $page } of { $pages }
counter-signed-in = You are signed in by a post, as { $name }
counter-signed-in-means = What you send here is recorded as entered by an officer. To speak as a resident, sign out first.
counter-at-station = Received by { $station }
counter-title = What is it about?
counter-title-hint = In one line, at most 60 characters, such as "No street light in Mill Lane".
counter-body = Say it
counter-body-hint = When, what happened, what you wish for. Please name nobody else, with no telephone or identity numbers. At most 4000 characters.
counter-area = Where is it?
counter-area-hint = Choose the village; for the whole town or county, the last entry.
counter-area-choose = Please choose
counter-area-whole = { $area } (as a whole)
counter-place = The place by name
counter-place-hint = A street, an estate, a school. Matters of the same place are looked at together.
counter-category = What kind of matter is it?
counter-change = Change
counter-reach = One more step
counter-similar = Others have said something like this
counter-similar-means = If it is the same matter, join it: your voice counts, and you get a receipt of your own. If not, go on below.
counter-similar-office = If it is the same matter, ask whether your visitor wants to join. What you typed is kept.
counter-similar-none = No open public matter of this area or place is like it.
counter-similar-look = Look for similar matters
counter-voices = { $voices ->
    [one] One voice
   *[other] { $voices } voices
 }
counter-mine-too = This is mine too
counter-visibility = Who may read it?
counter-public = Everybody
counter-public-means = Title, text and progress can be read by anyone, and others can join. Your name and how to reach you are never shown.
counter-confidential = Only those who handle it
counter-confidential-means = Only the officers who handle it and you. Deadlines and answers are the same.
counter-found = What you wrote has numbers that lead to a person
counter-found-means = In public, ▇▇▇ stands in their place until an officer decides; whoever handles the matter reads everything. You can still change your text.
counter-hide = Names that shall not be public
counter-hide-means = People you mention, with blanks between. The public reads ▇▇▇; whoever handles the matter reads everything.
counter-reached = How can we reach you?
counter-reached-means = Leave a telephone number or mail address and you are told when it is accepted, asked about, answered or late. The station and the congress office may look at it to handle your matter: each time they say why, it is put on record, and your receipt shows it to you.
counter-known = The unit in charge may know who I am, too
counter-known-means = Otherwise it sees a code name such as “Submitter A-3F2”.
counter-known-office = The visitor agrees that the unit in charge learns who they are
counter-known-office-means = Ask them. If they do not agree, leave it empty: the unit sees a code name.
counter-about-whom = Which unit or deputy is this about?
counter-about-hint = If you choose one, your matter is not handed to them. No public page shows it.
counter-about-nobody = Not about a unit or a person
counter-about-units = Units
counter-about-stations = Deputies' stations
counter-about-deputies = Deputies
counter-anonymous = You may leave all of it empty
counter-anonymous-costs = Then you are anonymous: nobody can tell you anything, you have to look with your receipt; nobody can call you back when something is unclear; and a lost receipt cannot be replaced, because nobody can check who you are.
counter-name = Name
counter-phone = Telephone
counter-mail = Mail
counter-files = Photos or papers
counter-files-hint = At most { $most }, each up to { $megabytes } MB: photos or PDF. Place and device are removed from photos by themselves.
counter-files-again = The files were not kept; please choose them again.
counter-send = Send

# --- joining ---

counter-join = Join this matter
counter-join-means = Your voice is added, and you get a receipt of your own to follow it with. Rating and withdrawing stay with whoever said it first.
counter-join-reached = Leave a telephone number or mail address to be told of progress. You can join without.
counter-join-send = Join
counter-join-not = It is another matter; go back
counter-join-office = Join it for the visitor

# --- the receipt as it is given ---

counter-receipt = Receipt
counter-given = We have it
counter-given-joined = You have joined
counter-given-new = The new receipt
counter-given-once = The code is shown here once. Please write it down, take a picture or print it.
counter-given-print = Print it and hand it over. The code is shown here once.
counter-given-replaced = Print it and hand it over. The old code opens nothing any more.
counter-stamp = Received
counter-code = Receipt code
counter-qr = QR code of the receipt
counter-matter = Matter
counter-number = Matter number
counter-received = Received
counter-station = Station
counter-holder = Now with
counter-by = Answer by
counter-look-up-at = Look up at
counter-printed = Printed
counter-print = Print the receipt
counter-print-how = To print, use the print function of your browser: the top of the sheet is the slip.
counter-how-computed = How the date was computed
counter-next = What happens next
counter-next-accept = It is accepted
counter-next-accept-who = { $who } reads it first and follows it to the end
counter-next-handle = It goes to whoever is responsible
counter-next-handle-how = Explained, handed over or acted on at once; each step stands in its timeline
counter-next-answer = You get an answer
counter-next-answer-told = You are told when it comes; if none comes in time, the page itself says so
counter-next-answer-look = Look with your code; if none comes in time, the page itself says so
counter-next-rate = You rate it
counter-next-rate-how = With the receipt; if you are not satisfied you can have it handled again
counter-lost = If you lose the receipt
counter-lost-how = Bring something that shows it was you to any station. A new receipt makes the old one void.
counter-open = Open my matter

# --- looking a receipt up ---

counter-look-up = Look up a receipt
counter-look-up-lead = Enter the code to see where it stands, answer a question, or rate.
counter-code-hint = 28 letters and digits; blanks and dashes do not matter, nor do capitals.
counter-look-up-send = Look up
counter-closed = The receipt was closed in this browser
counter-still-open = A receipt is still open in this browser

# --- the own matter ---

counter-my-matter = My matter
counter-whole = Back to the whole matter
counter-received-on = received { $day }
counter-merged = This matter was merged into another and goes on there
counter-merged-into = See matter { $number }
counter-joined = You have joined this matter
counter-joined-means = You can follow it at any time. Rating and withdrawing stay with whoever said it first.
counter-question = A question for you
counter-question-pauses = While it waits for your answer, the deadline stands still.
counter-what-was-said = What was said
counter-erased = The text was erased.
counter-course = Timeline
counter-looks = Who looked at your name and contact
counter-looks-none = Nobody has looked yet.
counter-looks-known = You agreed that the unit in charge learns who you are.
counter-looks-unknown = The unit in charge does not know who you are; it sees “{ $name }”.
counter-mine = Your data
counter-mine-take-means = Everything that is kept of this matter: what you said, its course, who looked at your contact, and the files. The package holds JSON, CSV and the files.
counter-mine-take = Download my data
counter-mine-erase-means = This matter has ended. You may erase your name, telephone number and mail address: nobody can bring them back, and you will get no more messages. What you wrote and the record of how it was handled stay.
counter-mine-erase-sure = I am sure
counter-mine-erase = Erase my name and contact
counter-mine-erase-later = Once the matter has ended, you can erase your name and contact here.
counter-done-erase = Your name and contact were erased
counter-data-heading-record = Record
counter-data-heading-at = When
counter-data-heading-who = Who
counter-data-heading-what = What
counter-data-heading-details = Details
refusal-counter-erase-not-sure = Please tick “{ counter-mine-erase-sure }” first, then erase. It cannot be undone.
counter-close = Close the receipt
counter-keep = Proof to keep
counter-keep-why = This matter is in the public log. The proof can be checked without this site: whoever holds it can show that the record was there, so nobody can quietly delete or change it.
counter-keep-get = Get the proof
counter-open-data = In the open data
counter-close-why = On a shared computer or somebody else's telephone, close it when you are done. Left alone, it closes after 30 minutes.
counter-do-answer = Answer the question
counter-do-add = Add something
counter-do-withdraw = Withdraw
counter-do-rate = Rate the answer
counter-do-look-back = Is it still solved?
counter-do-channel = Confirm your own channel

counter-done-add = What you added has arrived
counter-done-answer = Your answer has arrived; the deadline runs on
counter-done-withdraw = The matter is withdrawn
counter-done-step = It is on record.
counter-done-rate = Your rating is on record
counter-done-again = Your rating is on record, and the matter is handled again
counter-done-look-back = Thank you, your answer is on record
counter-done-channel = Your channel is confirmed
counter-answer = Your answer
counter-addition = What you want to add
counter-withdraw-means = Once withdrawn it is no longer handled, and that cannot be undone. What happened so far stays on record.
counter-withdraw-reason = Why do you withdraw it?
counter-withdraw-sure = Do you really want to withdraw it? Your reason:
counter-withdraw-yes = Yes, withdraw it
counter-withdraw-no = No, leave it
counter-rate-means = You can rate, and change it, within { $days } days of the answer; the last one counts. No rating counts as no rating.
counter-rate-change = Change the rating
counter-rate-how = Are you satisfied with the answer?
counter-rate-solved = Is it solved?
counter-rate-solved-hint = Answered is not the same as solved; please say so apart.
counter-solved-yes = Yes
counter-solved-no = No
counter-rate-send = Send the rating
counter-rate-assisted = This matter was entered for you by an officer
counter-rate-assisted-means = Until you confirm a channel of your own, your rating is counted apart.
counter-again = Shall it be handled again?
counter-again-kept = Your rating is on record
counter-again-means = If yes, it goes back to the congress office and is handed over anew; the first answer stays readable.
counter-again-yes = Yes, handle it again
counter-again-no = No, leave it
counter-look-back-means = It was answered some time ago and has been drawn to be asked about once more.
counter-look-back-how = Is it still solved?
counter-look-back-yes = Yes, it is still solved
counter-look-back-no = No, or it came back; leave it
counter-look-back-again = No, or it came back; handle it again
counter-channel-means = This matter was entered for you. Take a code to show that the channel on record is your own; then your rating counts as yours.
counter-channel-send = Send a code to { $to }
counter-channel-once-more = Send it once more
counter-channel-sent = A code was sent to { $to }; it holds for ten minutes
counter-channel-code = The six digits
counter-channel-confirm = Confirm
counter-channel-subject = Your code
counter-channel-message = Your code is { $code }. It holds for ten minutes and only confirms your channel. Tell it to nobody.

# --- the station ---

counter-list = Reception today
counter-list-count = { $count ->
    [one] one matter
   *[other] { $count } matters
 }
counter-list-empty = Nothing was entered today
counter-list-empty-how = What you enter for visitors, callers and slips is listed here by time.
counter-column-time = Entered
counter-column-step = Stands at
counter-channel = By way of
counter-slip = Slip number
counter-slip-when = for paper slips
counter-claimed = First said on
counter-enter = Enter a visit, a call or a slip
counter-reached-office = How to reach the visitor
counter-reached-office-means = With it, your visitor is told of progress and can confirm it by a code to rate in person. It may stay empty.
counter-enter-send = Enter and print the receipt
counter-enter-next = Enter the next one
counter-replace = Replace a lost receipt
counter-replace-means = Check that it is really the person who brought the matter. It goes on record, and the old code is void at once.
counter-replace-number = Twelve letters and digits, on the receipt, in messages, and in the list of matters.
counter-proof = How did you check who it is?
counter-replace-send = Replace and print

# --- refusals ---

refusal-counter-visibility-not-chosen = Please choose who may read it: everybody, or only those who handle it.
refusal-counter-sent-already = This form was sent before, and you have its receipt. What it says now is different and is not lost: if it is another matter, send it once more.
refusal-counter-receipt-replaced = This receipt was replaced, and its code is void. Please use the new one.
refusal-counter-receipt-too-often = Too many wrong codes came from here. Try again in ten minutes; a lost receipt can be replaced at a station.
refusal-counter-receipt-closed = The receipt is closed, and nothing was sent. Go back, copy what you wrote, and open the receipt again with its code.
refusal-counter-joined-reads = A receipt of joining only reads. Rating, adding and withdrawing stay with whoever said it first; for anything else, use "{ menu-say }".
refusal-counter-rating-not-chosen = Please choose whether you are satisfied.
refusal-counter-solved-not-chosen = Please choose whether it is solved.
refusal-counter-channel-none = There is no telephone number or mail address on record to send a code to. Please ask at a station.
refusal-counter-slip-unreadable = A slip number has letters, digits, dots, dashes and underscores only. Please copy it from the slip.
refusal-counter-claimed-unreadable = The time cannot be read. Please write it like 2026-03-02T09:00, or leave it empty.
refusal-counter-matter-not-found = There is no matter of this number. Please check it against a message or the list of matters.
refusal-station-unknown = There is no such station, or it is closed. Open "{ menu-say }" anew and send it without a station.

# --- a bad network -----------------------------------------------------------------------------

counter-kept = What you wrote before is still here
counter-kept-means = It was not sent last time and has been filled in for you. Please choose attachments again.
counter-kept-forget = Clear it and start again
counter-waiting = No network right now: not sent yet
counter-waiting-means = Please leave this page open. It is sent by itself when the network is back, and never twice.
counter-step-leads = After this the matter stands at “{ $step }”.

# --- the folder of receipts ----------------------------------------------------------------------
counter-folder = My receipts
counter-folder-lead = If you brought several matters, keep their receipts together. A code sent to your own telephone or mail opens them: no account, no password.
counter-folder-why = More than one matter? Keep the receipts together and open them by a code sent to your telephone or mail.
counter-folder-to = Keep it among my receipts
counter-folder-to-open = Open my receipts
counter-folder-keeps = The receipt that is open now will be kept there
counter-folder-address = Telephone number or mail address
counter-folder-address-hint = The house keeps a keyed hash of it, not the number or the address.
counter-folder-send = Send a code
counter-folder-sent = A code goes to { $to }; it holds for ten minutes
counter-folder-sent-means = Nothing is sent where no receipt was kept under this number or address yet. Open a matter by its receipt code first, then keep it.
counter-folder-open = Open
counter-folder-message = Your code is { $code }. It holds for ten minutes and opens your receipts. Tell it to nobody.
counter-folder-by-code = Look up by a receipt code
counter-folder-kept = Receipts that you keep together. Only what you put here yourself is here.
counter-folder-keep = Keep the receipt that is open
counter-folder-empty = No receipts yet
counter-folder-empty-how = Open a matter by its receipt code, then come back here to keep it.
counter-folder-look = Look
counter-folder-remove = Take out
counter-folder-replaced = A new receipt has taken its place
counter-folder-close-why = On somebody else’s device, close it when you are done. Deleting the folder leaves the receipts in force.
counter-folder-close = Close
counter-folder-forget = Delete the folder
refusal-counter-folder-full = A folder takes { $most } receipts at most. Please take some out first.
counter-to-deputy = Deputy { $name }, whom you turn to, is the first to answer for it
refusal-deputy-unknown = This deputy is not at this station now. Please start again from the deputy’s page, or leave the deputy out.
counter-at-activity = Taken down at this activity
