# The sheet of a matter, as every page shows it.

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
sheet-provisional = Provisional
sheet-provisional-why = It passes through a year whose holidays are not yet published, so the date may move.
sheet-file = File { $number }
sheet-channel = By way of
sheet-slip = Slip number
sheet-claimed = First said, as claimed
sheet-lead = Lead
sheet-co = Beside it
sheet-stands = Decided by the office, not to be sent back
sheet-duty = Duty list
sheet-time = More time
sheet-merged-into = Merged into
sheet-absorbed = Merged into this one
sheet-category = Category
sheet-leader = Supervised by
sheet-corrects = Corrects record
sheet-way = By
sheet-rating = Rating
sheet-solved = Solved
sheet-promised = Promised by
sheet-basis = Rests on
sheet-passed-to = Passed on to
