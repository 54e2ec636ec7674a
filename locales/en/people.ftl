# Signing in, the own account, trying out an invented house.

# --- signing in --------------------------------------------------------------------------------

people-sign-in = Sign in
people-sign-out = Sign out
people-step-up = Confirm that it is you
people-step-up-lead = What comes next matters, so please show once more that it is you. It holds for ten minutes.
people-step-up-confirm = Confirm
refusal-step-up-needed = This matters, so please show once more that it is you: open your account, choose “Confirm that it is you”, and come back within ten minutes.
people-sign-in-lead = For deputies and for staff of stations, the congress office and handling units.
people-residents-need-none = Residents need no account to speak up or to see how their matter goes.
people-login = Login name
people-password = Password
people-code = Code from your authenticator
people-code-hint = Only for accounts with two-step sign-in.
people-demo-link = This is an invented example: try every role with one click

# --- the own account ---------------------------------------------------------------------------

people-account = My account
people-posts = My posts
people-posts-none = You hold no post at present. Once an administrator has set one up, it is listed here with its body and term.
people-stands-in = Stand-in
people-name-stand-in = Name a stand-in
people-term = { $first } to { $last }
people-term-open = Since { $first }
people-sessions = Where you are signed in
people-sessions-lead = Your account is signed in at these places. If you do not know one, end it at once and change your password.
people-session-begun = Signed in
people-session-seen = Last used
people-session-this = This session
people-session-end = End this session
people-taken = Files you took away
people-taken-lead = Each is noted with its time and number of rows and kept for three years. The files say who took them, and when.
people-taken-rows = { $rows } rows
people-no-login = This account has no password. Please ask an administrator for a login name and a password.
people-password-change = Change the password
people-password-present = Present password
people-password-new = New password (at least 10 characters)
people-password-again = New password once more
people-factor = Two-step sign-in
people-factor-on = On: signing in takes the password and a code from your phone.
people-factor-off = Off. Once it is on, nobody gets into your account by knowing the password alone.
people-factor-set-up = Turn on two-step sign-in
people-factor-remove = Turn off two-step sign-in
people-factor-lead = Scan the picture with the authenticator app on your phone, then enter the six digits that it shows.
people-factor-picture = QR code of the key for two-step sign-in
people-factor-secret = If you cannot scan, type this key
people-factor-address = Authenticator on this device
people-factor-open = Open
people-factor-confirm = Confirm and turn on
people-tokens = Access tokens
people-tokens-lead = Programs use a token instead of signing in: it may do what you may do, in your name. End those you no longer need. A new password ends all of them.
people-tokens-api = About the interface for programs
people-token-name = Name
people-token-called = Name, such as the program that will use it
people-token-begun = Made
people-token-last = Last day
people-token-until = Last day (a year at most)
people-token-unused = Not used yet
people-token-end = End
people-token-make = Make a token
people-token-made = The token is made
people-token-once = It is shown this once. Please put it into the program that will use it now, and send it to nobody.
people-token-use = The program sends this line with every request:
people-token-kept = I have kept it
people-done-token = The token has ended; programs that used it can no longer come in.
people-recovery-asked = An administrator asked for a new password of your account
people-recovery-asked-means = When another administrator agrees, your password changes and your sessions end. If you did not ask for it, tell them at once.
people-done-password = The password is changed, and your other sessions are over.
people-done-factor = Two-step sign-in is on.
people-done-factor-gone = Two-step sign-in is off.
people-done-session = That session is over.

# --- the daily mail ----------------------------------------------------------------------------

people-outbox = Outbox: mail and SMS to residents
people-digest = Daily digest of the desk
people-digest-to = Sent to { $mail } in the morning of each working day.
people-digest-off = It is not sent now.
people-digest-change = Settings of the daily digest

# --- offices -----------------------------------------------------------------------------------

people-office-deputy = Deputy
people-office-station-staff = Station staff
people-office-congress-office = Congress office
people-office-handler = Handler of a unit
people-office-leader = Supervising leader
people-office-administrator = System administrator
people-office-security-administrator = Security administrator
people-office-audit-administrator = Audit administrator

# --- trying out --------------------------------------------------------------------------------

people-demo-title = Choose a role to try
people-demo-lead = All places, bodies, people and matters here are invented. One click signs you in as that person, without a password.
people-demo-resident = Resident
people-demo-none = Nobody holds a post in this invented example yet.
people-demo-deputy = Accepts the matters of a station, follows them and reports back to residents.
people-demo-station-staff = Enters matters for visitors and callers, replaces lost receipts.
people-demo-congress-office = Screens, classifies, hands over and supervises.
people-demo-handler = Signs for matters, handles and answers them, or says why they belong elsewhere.
people-demo-leader = Supervises what is overdue.
people-demo-administrator = Looks after areas, bodies, duties and categories, and sees what is sent.
people-demo-security-administrator = Registers people and posts, opens lost accounts, puts procedures in force; decides on requests to see an identity.
people-demo-audit-administrator = Sees who looked at identities, who was refused, who took files away.

# --- refusals ----------------------------------------------------------------------------------

refusal-person-unknown = There is no such person. Please choose again from the list.
refusal-login-other = This person already has the login name “{ $login }”. Please enter that one.
refusal-login-none = Your account has no login name and password. Please ask an administrator for them.
refusal-recovery-needed = This person signs in already. For a new password one administrator asks and another agrees.
refusal-recovery-own = Nobody asks for or agrees to a new password of their own. Change it under "My account", or have two other administrators help.
refusal-recovery-no-login = This person has no login name yet. Set a login name and a first password.
refusal-recovery-asked = A new password was asked for already; another administrator has to agree.
refusal-recovery-none = Nothing waits to be agreed to, or it is too old. Please have it asked for again.
refusal-recovery-same = Whoever asked cannot agree. Another administrator has to sign in and do so.
refusal-token-last = The last day must be between today and { $last }. Please choose another.
refusal-token-too-many = One person has at most { $most } tokens at once. Please end one that is no longer used.
refusal-password-wrong = That is not the present password; please enter it again. An administrator can reset a forgotten one.
refusal-password-differs = The two new passwords differ; please enter them again.
refusal-factor-already = Two-step sign-in is already on. For a new phone, turn it off first and then on again.
refusal-factor-wrong = The code is not right. Please check the clock of your phone and enter the six digits it shows now.
