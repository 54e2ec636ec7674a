# 与其他人大机关之间转办的事：交办、上报，每一步都有签收。

## used: referrals-taken-back
referrals-title = 跨机关转办
referrals-lead = 交给上级或下级人大机关的事，对方签收、办理、答复，每一步两边都有记录，都有签名。
referrals-none = 目前没有与其他机关互相转办。
referrals-houses = 互相转办的机关
referrals-house = 机关
referrals-out = 转出（件）
referrals-in = 转入（件）
referrals-matters = 转办的事
referrals-matters-none = 还没有转办过。
referrals-matter = 编号
referrals-since = 转办日期
referrals-told = 告知对方
referrals-heard = 收到（次）
referrals-to = 转给{ $name }
referrals-from = { $name }转来
referrals-all-signed = { $count } 次，对方都已签收
referrals-signed = { $told } 次，对方签收了 { $signed } 次
referrals-refused = 最近一次没有照办：{ $rule }
referrals-more = 这里只列出最近的 100 件。
referrals-key = 本机关的签名公钥
referrals-key-means = 对方把它写进自己的机关名单，才能核对本机关发出的每一条。
referrals-key-none = 还没有公钥；系统第一次运行时自动生成。
referrals-taken-back = 这件事改由其他单位办理。
refusal-referral-unreadable = 这不是一条转办消息。请原样发送对方签名的全文。
refusal-referral-unknown-house = 名单里没有“{ $name }”这个机关。请先用 huiyin admin houses 登记它的公钥。
refusal-referral-unsigned = “{ $name }”的签名对不上登记的公钥，没有收下。
refusal-referral-for-another = 这条消息是发给“{ $name }”的，不是发给本机关的。
refusal-referral-no-body = 名单里的机关“{ $body }”在本机关没有对应的在册单位。请先登记这个单位。
refusal-referral-no-post = 代表对方机关的单位“{ $body }”没有承办岗位。请先在岗位登记里设一个。
refusal-referral-unknown = 没有编号为“{ $number }”的转办。
refusal-referral-out-of-order = 前面还有没收到的消息。请从第 { $next } 条开始发。
refusal-referral-other-message = 这个序号下已经收过另一条消息。请换下一个序号。
refusal-referral-other-files = 附件与消息里写的不一样。请原样重发。
refusal-referral-not-ready = 本机关还没有签名公钥。请稍后再发。
