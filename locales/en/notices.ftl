# Messages to residents who left a way to be reached, and the outbox in which they wait.

# --- what is told ------------------------------------------------------------------------------

## used: notices-news-*
notices-news-accepted = Taken up
notices-news-answered = Answered
notices-news-late = Late, no answer yet
notices-news-asked = You are asked something
notices-news-more-time = More time was granted
notices-news-delivered = A promise was kept
notices-news-moved = It goes on by another procedure
notices-news-merged = It was merged into another matter
notices-news-hidden = It was taken out of public view
notices-news-look-back = Please look back
notices-news-code = Code to confirm a contact
notices-news-digest = Daily digest of the desk

## used: notices-says-*
notices-says-accepted = A deputy has taken it up. It is to be answered by { $due }.
notices-says-answered = It has been answered. Read the answer with your receipt.
notices-says-rate = { " " }With the receipt you can also rate the answer and say whether the problem is solved.
notices-says-late = It was to be answered by { $due } and has not been. This is on record.
notices-says-asked = A question for you is open. Read and answer it with your receipt; the clock stands still meanwhile.
notices-says-more-time = More time was granted. The new date is { $due }; read the reason with your receipt, where you may also object.
notices-says-delivered = What the answer promised has been done. Read about it with your receipt.
notices-says-moved = Your matter goes on by another procedure. Your receipt still holds: it shows where it went and who has it now.
notices-says-merged = Your matter is handled together with another one from now on. Your receipt still holds; if you object, say so with it, and a leader decides.
notices-says-hidden = Your matter was taken out of public view and is still handled. Read why with your receipt; if you object, say so with it, and a leader decides.
notices-says-look-back = Some time has passed since the answer. Please tell us with your receipt whether it is still solved.

## used: notices-part-*
notices-part-own = Your matter
notices-part-joined = The matter that you joined
notices-part-merged = Your matter, which was merged into another,
notices-part-split = A part split off from your matter
notices-part-converted = A matter that goes on from the one you raised

notices-subject = Matter { $number }: { $news }
## used: notices-mail, notices-mail-titled
notices-mail =
    Hello,

    { $whose } (number { $number }): { $says }

    Look it up with your receipt code: { $link }

    { $house }
    This mail was sent by a machine; please do not reply. Nobody will ask you for your receipt code. If this is not about you, please ignore it.
notices-mail-titled =
    Hello,

    { $whose } “{ $title }” (number { $number }): { $says }

    Look it up with your receipt code: { $link }

    { $house }
    This mail was sent by a machine; please do not reply. Nobody will ask you for your receipt code. If this is not about you, please ignore it.
notices-sms = [{ $house }] { $whose } ({ $number }): { $says } { $link }

# --- the outbox --------------------------------------------------------------------------------

notices-outbox = Outbox
notices-outbox-lead = Residents who left a way to be reached get these messages.
notices-never-sent = An invented house never really sends mail or SMS
notices-never-sent-why = Here is what would be sent in real use.
notices-no-mail = { $count ->
    [one] No mail server is set up; one mail waits
   *[other] No mail server is set up; { $count } mails wait
 }
notices-no-mail-mend = Start the service with --smtp-host and --mail-from; what waits is sent then. See messages.md among the operating documents.
notices-no-sms = { $count ->
    [one] No SMS adapter is set up; one SMS waits
   *[other] No SMS adapter is set up; { $count } SMS wait
 }
notices-no-sms-mend = Start the service with --sms-url and --sms-token-file; what waits is sent then. See messages.md among the operating documents.
notices-states = By state
## used: notices-state-*
notices-state-waiting = Waiting
notices-state-sending = Being sent
notices-state-sent = Sent
notices-state-failed = Not delivered
## used: notices-way-*
notices-way-mail = Mail
notices-way-sms = SMS
notices-tries = { $count ->
    [one] Tried once.
   *[other] Tried { $count } times.
 }
notices-next = Next try: { $at }.
notices-none = No messages here yet
notices-none-why = When a matter is taken up, answered, late, asked about, given more time, when a promise is kept, or for a look back, residents who left a way to be reached are told.
notices-pages = Pages
notices-number-withheld = (not public)
notices-digest-withheld = A digest names matters that are not public by their numbers, so its text is not shown here.

refusal-channel-too-often = Too many codes were sent or were wrong. Please try again in an hour.
refusal-channel-code-wrong = The code is wrong or too old. Check it, or have another sent.

## used: notices-error-*
notices-error-refused = The other server did not take it ({ $number }).
notices-error-unreachable = The other server cannot be reached.
notices-error-timeout = The other server did not answer in time.
notices-error-tls = A safe connection to the other server could not be made.
notices-error-client = No way of sending could be agreed with the other server: check user name, password and security in the settings.
notices-error-address = The address is malformed.
notices-error-erased = The contact was erased.
notices-error-outdated = The code was out of date.
notices-error-no-way = This way of sending is not set up.
notices-error-fault = The message could not be made; see the log.
