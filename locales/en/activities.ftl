# Activities of deputies: how they are planned, who came, how many were received, what was taken down.

## used: activities-standing-*, activities-done-*
activities-title = Deputies’ activities
activities-lead = Receptions, visits, inspections and training of deputies and stations: when, where, who came, what was taken down.
activities-plan = Plan an activity
activities-plan-lead = Plan it ahead, or enter it from paper up to { $days } days after its end; when it was entered is kept apart.
activities-plan-send = Plan it
activities-kind = Kind
activities-name = Name
activities-body = Held by
activities-place = Place
activities-begins = Begins
activities-ends = Ends
activities-when = Time
activities-month = Month
activities-choose = Please choose
activities-find = Filter
activities-invited-to = I am invited to
activities-coming-more = The next { $most } are listed here; filter by kind, holder or month to see the others.
activities-coming = To come and going on
activities-past = Past
activities-none = No activity found
activities-none-how = Please try another kind, holder or month.
activities-next = Earlier activities
activities-calendar = Subscribe to opening days and activities
activities-sums = { $span } added up
activities-sum-held = Activities
activities-sum-came = Attendances
activities-sum-people = Persons who came
activities-sum-present = Invited and came / invited
activities-sum-times = Residents received, times
activities-sum-heads = Residents received, persons as each activity counted
activities-sum-matters = Public matters taken down
activities-counted = What was called off does not count. Times and persons are counted apart: a deputy who came three times is three attendances and one person; residents are counted on the spot, without names.
activities-standing-coming = To come
activities-standing-on = Going on
activities-standing-over = Over, not closed yet
activities-standing-closed = Closed
activities-standing-called-off = Called off
activities-reason = Reason
activities-received = Residents received
activities-received-count = { $times } times, { $heads } persons
activities-deputies = { $count ->
    [one] 1 deputy came
   *[other] { $count } deputies came
}
activities-others-came = { $count ->
    [one] 1 other officer came too.
   *[other] { $count } other officers came too.
}
activities-matters = Matters taken down
activities-matters-more = The first { $most } are listed here.
activities-matters-none = No matter was taken down yet.
activities-minutes = Minutes
activities-pictures = Pictures
activities-pictures-hint = Pictures are public, so ask the people in them first; at most 12. Where they were taken and the like is removed.
activities-caption = What they show
activities-pictures-send = Publish the pictures
activities-pictures-public = Pictures that are public
activities-picture-withdraw = Take it down
activities-hold = Hold this activity
activities-sign-in = I am here, sign me in
activities-sign-in-means = Scan the code at the place, then sign in; once is enough.
activities-signed-in = You signed in at { $at }
activities-sign-in-first = Please sign in to your account first
activities-sign-in-first-link = Sign in and come back here
activities-who-came = Who is invited, who came
activities-who-count = { $invited } invited, of whom { $present } came
activities-nobody-yet = Nobody is invited yet.
activities-person = Name
activities-at-body = At
activities-state = State
activities-how = How it was entered
activities-invited = Invited
activities-came = Came at { $at }
activities-by-own = Signed in at the place
activities-by-staff = Entered by staff at { $at }
activities-enter = Enter who came
activities-enter-who = Who came
activities-enter-send = Enter
activities-came-at = Came at
activities-came-hint = Left empty: now while it goes on; its beginning where it is entered later.
activities-invite = Invite
activities-invite-who = Whom to invite
activities-invite-send = Invite
activities-more-people = Other stations and others
activities-others-at = { $body } (others)
activities-take-down = Take a matter down
activities-code = Code for the place
activities-code-means = Print it or show it at the place. Who is invited scans it, signs in and presses one button.
activities-done-picture = The pictures are published.
activities-done-withdraw-picture = The picture is not public any more.
activities-qr = QR code: opens the page to sign in
activities-count = Count who was received
activities-count-means = Times: how often somebody was received; persons: each one once. No names of residents.
activities-times = Times
activities-heads = Persons
activities-count-send = Save the count
activities-close = Write the minutes and close
activities-minutes-hint = What was done and talked about. No names, numbers or addresses of residents.
activities-minutes-open = Everybody may read the minutes
activities-close-send = Close
activities-change = Change time or place
activities-change-send = Save the change
activities-call-off = Call it off
activities-call-off-send = Call it off
activities-done-plan = Planned. Now invite the deputies.
activities-done-invite = Invited
activities-done-enter = Entered
activities-done-count = The count is saved
activities-done-close = Closed
activities-done-change = The change is saved
activities-done-call-off = Called off; everybody reads the reason
activities-own = Activities
activities-own-came = { $count ->
    [one] once
   *[other] { $count } times
}
activities-own-present = Invited { $invited } times, came { $present } times
activities-at = Taken down at an activity

## used: fact-activity-attended
fact-activity-attended = Came to an activity

## used: refusal-activity-*
refusal-activity-kind-unknown = There is no such kind of activity. Please choose one of the list.
refusal-activity-no-holder = An activity is held by an open station or by the congress office. Please choose one.
refusal-activity-not-yours = Your post does not hold this activity. Please turn to the station that does, or to the congress office.
refusal-activity-unknown = There is no such activity. Please open the form from the page of the activity again.
refusal-activity-ends-before = It must end after it begins. Please change the times.
refusal-activity-too-long = An activity lasts { $days } days at most. Please plan several.
refusal-activity-entered-late = It ended more than { $days } days ago and can no longer be entered. Please write it into the minutes of the next one.
refusal-activity-is-called-off = This activity was called off. Should it be held, please plan another.
refusal-activity-is-closed = This activity is closed and does not change any more. Please write what is missing into the minutes of the next one.
refusal-activity-somebody-came = { $count } signed in already, so it is neither moved nor called off. Please write down what happened and close it.
refusal-activity-has-begun = It has begun, so time and place do not change any more. Where nobody came, call it off; otherwise close it.
refusal-activity-not-begun = It has not begun. Please come back once it has.
refusal-activity-over = It is over, so nobody can be invited. Please enter who came under “Enter who came”.
refusal-activity-nobody-chosen = Nobody is chosen. Please choose at least one.
refusal-activity-too-many = At most { $most } at once. Please do it in several goes.
refusal-activity-post-not-held = Somebody among those chosen has left the post. Please load the page again and choose anew.
refusal-activity-too-early = Too early: signing in opens { $minutes } minutes before the beginning. Please come back then.
refusal-activity-too-late = It is over, so you cannot sign in yourself. If you were there, ask the staff to enter you.
refusal-activity-not-invited = You are not on the list. If you are at the place, ask the staff to enter you.
refusal-activity-not-at-place = Please scan the code at the place first; if that fails, ask the staff to enter you.
refusal-activity-overlapping = At that time they were at another activity ({ $activity }). Please check which one it was.
refusal-activity-came-outside = It must lie between the opening of the sign-in and the end. Please change the time.
refusal-activity-receives-nobody = This kind receives no residents: nobody is counted and no matter is taken down.
refusal-activity-heads-more = There cannot be more persons than times. Please check both numbers.
refusal-activity-no-picture = Please choose a picture.
refusal-activity-not-a-picture = Only pictures can be published (JPEG, PNG, WebP).
refusal-activity-picture-unknown = This picture is not public any more.
refusal-activity-heads-none = Where somebody was received there is at least one person. Please fill in the number.
refusal-activity-minutes-personal = The minutes hold a number or an address that leads to a person. Please take it out, or do not publish the minutes.

themes-title = Themes
themes-lead = Theme months and campaigns: activities of their span count by themselves and stand beside what was aimed at.
themes-all = All themes
themes-none = There is no theme yet
themes-announce = Announce a theme
themes-announce-lead = Set the span, the kinds and the targets. Activities of these kinds in that span count by themselves; nobody picks them.
themes-slogan = What it calls for
themes-first = First day
themes-last = Last day
themes-kinds = Kinds that count (none chosen: all)
themes-targets = Targets (at least one)
themes-progress = Progress / target
themes-counted = Activities of the span that have begun; what was called off does not count. Times and persons are counted apart. Targets are announced before the end and never set afterwards.
themes-withdraw = Withdraw
themes-withdraw-means = For what was announced wrongly: say why, which everybody reads, then announce it anew.
themes-withdrawn-short = Withdrawn
themes-more = { $most } are listed here, the others among all activities
themes-list-more = The newest { $most } are listed here.
themes-withdrawn = Withdrawn

## used: themes-target-*
themes-target-activities = Activities
themes-target-attendances = Attendances of deputies
themes-target-received = Residents received, times
themes-target-matters = Public matters taken down

## used: refusal-theme-*
refusal-theme-not-yours = Themes are announced by the congress office. Please turn to it.
refusal-theme-ends-before = The last day is before the first. Please change the days.
refusal-theme-too-long = A theme is shorter than { $days } days. Please shorten it, or make several.
refusal-theme-over = The last day has passed, and targets are not set afterwards. Please choose a span that has not ended.
refusal-theme-no-target = There is no target. Please fill in at least one.
refusal-theme-is-withdrawn = This theme was withdrawn. Please announce another.
refusal-theme-is-over = This theme has ended and is not withdrawn any more.

activities-take-back = Take an attendance back
activities-take-back-means = What was entered by mistake is taken back with a reason; both stay on record.
activities-done-take-back = The attendance was taken back.
refusal-activity-did-not-come = Nobody has it on record that this person came: there is nothing to take back.
