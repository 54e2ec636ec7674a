# Figures: what the house states of itself, with the rows behind every number.

refusal-filter-day = This is not a day. Please write it like “2026-03-31”.
refusal-filter-unit = There is no such unit. Please choose one from the list of units.

figures-name-received = Received
figures-name-answered = Answered
figures-name-on-time = Answered on time
figures-name-open = Waiting for an answer
figures-name-late = Late without an answer
figures-name-solved = Solved, says the submitter
figures-name-satisfied = Satisfied
figures-name-basically-satisfied = Basically satisfied
figures-name-not-satisfied = Not satisfied
figures-name-not-rated = Not rated
figures-name-rated-assisted = Ratings entered by staff
figures-name-sent-back = Sent back as not ours
figures-name-second-rounds = Second rounds
figures-name-relapses = Problems that came back
figures-name-promises = Promises made
figures-name-promises-kept = Promises kept in time
figures-name-promises-kept-late = Promises kept late
figures-name-promises-overdue = Promises overdue
figures-name-withdrawn = Withdrawn
figures-name-merged = Merged
figures-name-imported = Imported from ledgers
