# The notary: the public log, proofs to keep, and checking them.

# --- the public log ---

notary-log = Public log
notary-log-lead = Every record enters a log that can only be continued and never changed. Nobody sees what is in it, and anybody can check that it was not changed.
notary-what = Of each record the log shows a fingerprint alone (a salted hash). All fingerprints make one tree, whose root this site signs and witnesses elsewhere countersign. A witness remembers the root that it saw last and countersigns only what goes on with it.
notary-what-not = It proves that a record was there at that time and was not changed or deleted since. It does not prove that what the record says is true.
notary-witnessed = Witnesses saw the log { $age }
notary-not-witnessed = Not enough witnesses have seen it yet
notary-no-witnesses = No witnesses
notary-no-witnesses-means = This site has named no witnesses: the log is signed by the site alone.
notary-origin = Name of the log
notary-size = Records
notary-key = Key that signs
notary-witnesses = Witnesses
notary-seen = seen { $time }
notary-not-seen = has not seen the newest yet
notary-signed = Newest checkpoints
notary-number = Number
notary-root = Root
notary-enough = enough witnesses
notary-programs = For programs
notary-programs-what = In the formats C2SP tlog-tiles, tlog-checkpoint and tlog-policy: anybody can fetch all fingerprints and reckon anew.
notary-policy = Policy: which log and which witnesses are trusted
notary-alarm-tree = The log does not fit what was signed. Nothing is signed until it is known why
notary-alarm-witness = A witness has seen another version of this log. It is being looked into
notary-alarm-verify = Going over itself, this house found data that do not fit the log. It is being looked into

# --- proofs ---

notary-proof = Proof to keep
notary-proof-lead = With it you can show, without this site, that your matter was on record at this time.
notary-back = Back to my matter
notary-proof-ready = The proof is ready
notary-proof-soon = The proof is not ready yet
notary-proof-soon-means = It is ready once witnesses have seen the record, mostly within a minute.
notary-proof-again = Look again
notary-proof-get = Download the proof
notary-proof-code = Code { $number } of the proof
notary-proof-print = Printed, this page carries the proof as { $count ->
    [one] one code
   *[other] { $count } codes
}: it can be checked without the file.
notary-proof-too-long = The text is too long for codes on paper: keep the file.
notary-proof-paper = The proof on paper
notary-proof-scan = Read { $count ->
    [one] the code
   *[other] the { $count } codes
} below with a telephone, and paste what each says on a line of its own into “Check a proof” (/verify), in any order.
notary-proof-private = The file holds the title and text that you sent: show it only to whom you trust.
notary-proof-how = Should this matter ever be gone or changed, give the file to an inspector, a notary or a newspaper: they can check it without asking this site.
notary-record = Record
notary-logged = Logged

# --- checking ---

notary-check = Check a proof
notary-check-lead = Looks at the file and the policy alone, not at the data of this site.
notary-check-send = Check
notary-sound = The proof holds
notary-sound-means = This record is in the log that was signed, and says what stands below.
notary-matter = Number of the matter
notary-file = The file
notary-pasted = Or paste what is in it, or what the codes on paper say
notary-policy-other = By which policy
notary-policy-hint = Filled in with the one of this site. If you do not trust the site, take the one that you got from a witness or a newspaper.
notary-elsewhere = To check without this site, use the program on your own machine:
notary-text-title = Title
notary-text-body = Text

# --- refusals ---

refusal-proof-not-yet = The proof is not ready yet: please come back in a minute.
refusal-proof-policy = Line { $line } of the policy cannot be read. It has the format of C2SP tlog-policy.
refusal-proof-unreadable = This is no proof, or a part of it is missing. Paste all of it, beginning with “c2sp.org/tlog-proof@v1”.
refusal-proof-part = What code { $number } says is missing, or is of another proof.
refusal-proof-log = The policy does not trust the log that signed this. Take the policy of that log.
refusal-proof-signature = A signature does not fit: the file was changed.
refusal-proof-quorum = Too few witnesses have seen this. Download the proof again later, or look at the policy.
refusal-proof-opening = The file does not open the record that it is about.
refusal-proof-inclusion = The record is not in the log that was signed: it or its place was changed.
refusal-proof-place = The record says another number than its place in the log.
refusal-proof-text = A text in the file is not the one that was sent.
