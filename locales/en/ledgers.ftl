# Ledgers: lists to take away, and what is said while a ledger is imported.

# --- lists to take away ------------------------------------------------------------------------

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
