# Open data: what the house counts by, for anybody to recount; and what was not answered in time.

refusal-open-unknown = There are no such open data. Please choose again from the list on the page of the open data.

open-title = Open data
open-lead = One row for each public matter, and the definition of every figure. Anybody can take them and count again whether what is published is right.
open-silent = Matters without an answer in time
open-next = The next open data come out on { $time }
open-next-means = The system publishes them at nine on the first of each month. Nobody has to click, and nobody can stop it.
open-none = No open data were published yet
open-packages = Published open data
open-month = Month
open-counted = Counted at
open-records = Records of the log
open-hash = SHA-256 of the list of files
open-recount = Count again yourself
open-recount-means = Download all files of one month and run recount.py, which needs Python 3 and nothing else: where every figure is right it says so, and where one is not it names it. The hash of the list of files is also in the public log.
open-package-lead = Matters received before the first of this month, as they stood on { $day }.
open-checkpoint = The log that was counted
open-figures = Published figures
open-scopes = Another procedure or year
open-figure = Figure
open-version = Version
open-version-of = version { $version }
open-group-all = All
open-figures-means = “Public” can be counted row by row. “All” adds what is not public, in steps of five and rounded down, so it is a little too low. What is not listed is a share of nothing, or too few people rated.
open-files = Files
open-file = File
open-bytes = Bytes

open-silent-lead = The date that the resident was given has passed, and there is no answer. The clock alone decides: once the date is over a matter stands here without anybody's click, and nobody takes it off until it is answered.
open-silent-total = { $count } in all, with those that are not public
open-silent-none = No public matter is without its answer in time
open-silent-reason = The unit that handles a matter can write an open note on its page that says why there is no answer yet. The note stands beside it and changes nothing about this list.
open-due = Answer due
open-more = Next page

open-own = My matter in the open data
open-own-lead = The open data hold no names and none of your words. This page tells you which row is your matter, and which figures count it.
open-own-row = Row
open-own-later = Once the next open data are published you see it here.
open-own-absent = Your matter is not among the rows of { $name }
open-own-absent-why = What was received on the first of the month or later comes with the next open data. What is not public has no row: it is counted only in sums of the whole house, in steps of five.
open-own-package = The open data { $name }
open-own-groups = Where it is counted
open-own-groups-means = It is in the numbers of these: year, month, unit, town and category.
open-own-figures = Which figures count it
open-own-counts = Counted?
open-own-why = Why: what the figure counts
open-own-cells = Everything in this row
## used: open-group-*
open-group-procedure = Procedure
open-group-year = Year of receipt
open-group-month = Month of receipt
open-group-unit = Unit
open-group-town = Town
open-group-category = Category
open-group-public = Public
## used: open-counts-*
open-counts-numerator = Counted
open-counts-denominator = In the denominator only
open-counts-neither = Not counted
open-counts-apart = Ratings are counted apart from the matter
