# The words of 群众意见: its steps, roles, clocks, kinds of answers and ratings.

procedure-public-opinion = Residents’ opinions

# Where a matter stands, as its label says it.
step-raised = Waiting to be accepted
step-screening = Waiting to be assigned
step-handed-over = Waiting to be signed for
step-handling = Being handled
step-at-once = Being handled at once
step-answered = Answered, feedback to follow
step-rating = Waiting to be rated
step-closed = Closed
step-withdrawn = Withdrawn
step-merged = Merged

# The step line that residents see.
stage-raise = Raise
stage-accept = Accept
stage-assign = Assign
stage-handle = Handle
stage-answer = Answer
stage-rate = Rate
stage-look-back = Look back

role-submitter = Submitter
role-deputy = Deputy
role-station = Deputies’ station
role-congress = Congress office
role-leader = Supervising leader
role-lead = Lead unit
role-co = Co-handling unit
role-holder = Whoever handles it now
role-nobody = Nobody
role-house = The system

# What a clock waits for.
clock-answer = Answer
clock-accept = Acceptance
clock-screen = Assignment
clock-sign = Signature
clock-reply = Answer of the lead unit
clock-co-reply = Part of the co-handling unit
clock-at-once = Response at once
clock-question = Submitter’s reply to a question
clock-feed-back = Feedback
clock-rate = Rating
clock-look-back = Look-back
clock-promise = Promise kept

answer-done = Done
answer-promised = Promised by a date
answer-impossible = Not possible, with the reason
answer-above = Above our power, passed on
answer-explained = Explained

rating-satisfied = Satisfied
rating-basically-satisfied = Basically satisfied
rating-not-satisfied = Not satisfied
rating-none = Not rated
