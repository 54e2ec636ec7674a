# Procedures: what a house goes by, changed as data and proven before it holds.

procedures-title = Procedures
procedures-lead = Each procedure is data, and proven before it holds: no matter is lost, stands still or goes without an answer.
procedures-name = Procedure
procedures-version = Version
procedures-size = Size
procedures-time = Longest time to an answer
procedures-missing = Vacant
procedures-steps-clocks = { $steps } steps, { $clocks } clocks
procedures-longest = From intake to answer, { $days } days at most
procedures-no-body = There is no body for “{ $role }”
procedures-nobody = Nobody is “{ $role }” at { $body }
procedures-nobody-soon = The last “{ $role }” at { $body } ends on { $day }
procedures-edit-lead = Change the text in force, prove it, then put it in force from a day. Matters under way keep to the procedure they began under.
procedures-as-shown = As residents see it
procedures-proof = Proof
procedures-sound = Proven: no matter is lost
procedures-unsound = { $count } things are not sound; it cannot be put in force
procedures-text = Text of the procedure
procedures-text-hint = Raise `version` by one for a new version.
procedures-prove = Prove
procedures-from = In force from
procedures-from-hint = Today or a later day.
procedures-force = Put in force from this day
procedures-done = On record; it holds from the day that was set

refusal-procedure-unsound = { $count } things in this procedure are not sound. Please mend them as told below.
refusal-procedure-from-past = The day has passed. Please name today or a later day.
refusal-procedure-version-old = The version must be greater than { $version }. Please raise it and send again.
refusal-procedure-calendar-unknown = This house has no calendar named “{ $name }”. Please use one that it has.
refusal-procedure-goes-nowhere = The procedure “{ $name }”, by which this one goes on, is not in force. Please put that in force first, or take the act out.
