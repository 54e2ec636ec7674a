# Matters that go to other congresses and come from them: each step is signed for.

## used: referrals-taken-back
referrals-title = Matters between congresses
referrals-lead = What is passed to a congress above or below is signed for, handled and answered there; each step is on record and signed on both sides.
referrals-none = No matters are exchanged with other congresses.
referrals-houses = Congresses with which matters are exchanged
referrals-house = Congress
referrals-out = Passed on
referrals-in = Came here
referrals-matters = Matters on their way
referrals-matters-none = Nothing was passed on yet.
referrals-matter = Number
referrals-since = Since
referrals-told = Told
referrals-heard = Heard
referrals-to = To { $name }
referrals-from = From { $name }
referrals-all-signed = { $count ->
    [one] 1 message, signed for
   *[other] { $count } messages, all signed for
}
referrals-signed = { $told ->
    [one] 1 message, { $signed } signed for
   *[other] { $told } messages, { $signed } signed for
}
referrals-refused = The last was not followed: { $rule }
referrals-more = Only the newest 100 are listed here.
referrals-key = The key by which this congress signs
referrals-key-means = The other puts it in its list of congresses, to check each message that comes from here.
referrals-key-none = There is none yet; it is made when the system first runs.
referrals-taken-back = Another unit handles this matter now.
refusal-referral-unreadable = This is no message between congresses. Send the whole text as the other signed it.
refusal-referral-unknown-house = No congress “{ $name }” is in the list. Enter its key first, with huiyin admin houses.
refusal-referral-unsigned = The signature of “{ $name }” does not fit the key in the list; nothing was taken.
refusal-referral-for-another = This message is for “{ $name }” and not for this congress.
refusal-referral-no-body = The congress “{ $body }” of the list has no body in the register here. Register it first.
refusal-referral-no-post = The body “{ $body }” that stands for the other congress has no post that handles matters. Enter one first.
refusal-referral-unknown = There is no matter on its way with the number “{ $number }”.
refusal-referral-out-of-order = Messages before this one are missing. Send them from number { $next } on.
refusal-referral-other-message = Another message was heard under this number. Send it under the next one.
refusal-referral-other-files = The files are not those that the message names. Send them as they are.
refusal-referral-not-ready = This congress has no key to sign with yet. Send it again later.
