# Stations and deputies: the directory, their pages, calendars of opening hours.

## used: stations-serves, stations-serves-none, stations-stands-for, stations-phone, stations-voters, stations-compound, stations-moved, stations-delegation, stations-group
stations-title = Deputies’ stations
stations-lead = There are { $count }. Go there and say it, or say it to a station from here.
stations-words = Name or address
stations-place = Where I am
stations-find = Find
stations-serves = This station is there for { $area }
stations-serves-none = There is no station for { $area } yet; the congress office takes matters itself
stations-none = Nothing found
stations-none-how = Please try another word, or choose a place alone.
stations-open-now = Open now
stations-deputies-count = { $count ->
    [one] 1 deputy
   *[other] { $count } deputies
}
stations-without = { $count ->
    [one] 1 town without a centre station
   *[other] { $count } towns without a centre station
}
stations-all-deputies = All deputies
stations-calendar-all = Subscribe to all opening days
stations-calendar-one = Subscribe to the opening days
stations-calendar = Opening days of stations
stations-say-here = Say it to this station
stations-tier = Tier
stations-address = Address
stations-phone = Telephone
stations-voters = Voters served
stations-compound = Place
stations-moved = Here since
stations-hours = Open
stations-not-described = Address and opening hours have not been published yet.
stations-deputies = Deputies
stations-no-deputies = This station has no deputies now.
stations-newest = Public matters received last
stations-code = Scan and say it
stations-code-means = Scan it, write down your matter, and it comes straight here. It can be printed and put up.
stations-qr = QR code that opens the form for saying it
stations-year = { $year }
stations-received = Received
stations-answered = Answered
stations-in-time = Answered in time
stations-open = Being handled
stations-counted = Residents’ opinions alone, each counted once; in time is told of what was answered and had a date.
stations-deputies-lead = Find them by name, electoral unit or station, or see who stands for the place where you live.
stations-deputy-words = Name, electoral unit, station
stations-who-stands-for = Who stands for
stations-stands-for = These deputies are in touch with { $area }
stations-no-deputy = No deputy found
stations-before = Previous page
stations-next = Next page
stations-say-to = Say it to this deputy
stations-congress = Congress
stations-unit = Electoral unit
stations-delegation = Delegation
stations-group = Professional group
stations-term = Term
stations-term-of = { $from } to { $until }
stations-goes-on = today
stations-also = Also
stations-deeds = On record in { $year }
stations-deeds-none = Nothing is on record this year.
stations-deeds-count = { $times ->
    [one] once
   *[other] { $times } times
}, with { $matters ->
    [one] 1 matter
   *[other] { $matters } matters
}
stations-deeds-means = Drawn from what happened, not from what was reported; no points, no ranks.
stations-file = Duty file
stations-file-lead = The duty file of { $year }: every line comes from a record and leads to its matter.
stations-file-closed = A matter that is not public
