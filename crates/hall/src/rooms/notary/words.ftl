# The notary: the public log, proofs to keep, and checking them.

# --- the public log ---

notary-log = 公开日志
notary-log-lead = 每一条记录都进入一本只能往后写、不能改的日志。谁也看不到内容，谁都能核对它没有被改过。
notary-what = 日志里每条记录只有一个指纹（加盐的哈希）。所有指纹合成一棵树，树根由本站签名，再由站外的见证人副署。见证人记得上一次见过的树根，只有新的日志完整地接在旧的后面，才肯副署。
notary-what-not = 它能证明：记录在那时就在那里，后来没有被删改。它不能证明记录说的是真话。
notary-witnessed = 见证人{ $age }见过最新的日志
notary-not-witnessed = 还没有足够的见证人见过
notary-no-witnesses = 没有见证人
notary-no-witnesses-means = 本站没有设置见证人，日志只由本站自己签名。
notary-origin = 日志名称
notary-size = 记录数
notary-key = 签名公钥
notary-witnesses = 见证人
notary-seen = { $time } 见过
notary-not-seen = 尚未见过最新的一次
notary-signed = 最近的签名
notary-number = 序号
notary-root = 树根
notary-enough = 见证人数足够
notary-programs = 供程序读取
notary-programs-what = 格式为 C2SP tlog-tiles、tlog-checkpoint 和 tlog-policy，任何人都可以下载全部指纹重新计算。
notary-policy = 信任规则：相信哪些日志和见证人
## used: notary-alarm-tree, notary-alarm-witness, notary-alarm-verify
notary-alarm-tree = 日志与签过名的内容对不上，已停止签名，正在查原因
notary-alarm-witness = 有见证人见过另一个版本的日志，正在查原因
notary-alarm-verify = 自检发现有数据与日志对不上，正在查原因

# --- proofs ---

notary-proof = 存证文件
notary-proof-lead = 有了它，不靠本站也能证明：这件事在这个时间已经记录在案。
notary-back = 回到我的事项
notary-proof-ready = 存证已经生成
notary-proof-soon = 存证正在生成
notary-proof-soon-means = 提交后一般一分钟之内，等见证人见过就可以下载。
notary-proof-again = 再看一次
notary-proof-get = 下载存证文件
notary-proof-code = 存证二维码第 { $number } 张
notary-proof-print = 打印这一页，会印出存证的 { $count } 张二维码，没有文件也能核对。
notary-proof-too-long = 内容太长，印不成二维码，请保存文件。
notary-proof-paper = 纸上的存证
notary-proof-scan = 用手机扫下面 { $count } 张二维码，把扫出的文字逐行贴到“核对存证文件”（/verify），先后不限。
notary-proof-private = 文件里有您提交的标题和内容，只给您信任的人看。
notary-proof-how = 如果有一天查不到这件事，或者内容变了，把文件交给监督机关、公证处或媒体，他们不用问本站就能核对。
notary-record = 第几条记录
notary-logged = 记录时间

# --- checking ---

notary-check = 核对存证文件
notary-check-lead = 只看文件本身和信任规则，不查本站的数据。
notary-check-send = 核对
notary-sound = 核对无误
notary-sound-means = 这条记录在签名的日志里，内容就是下面这些。
notary-matter = 事项编号
notary-file = 存证文件
notary-pasted = 或者把文件内容、扫二维码得到的文字贴在这里
notary-policy-other = 按哪份信任规则核对
notary-policy-hint = 预先填的是本站的规则。不相信本站时，请换成您从见证人或报纸上得到的那一份。
notary-elsewhere = 不想在本站核对，可以用命令行程序离线核对：
## used: notary-text-title, notary-text-body
notary-text-title = 标题
notary-text-body = 内容

# --- refusals ---

refusal-proof-not-yet = 存证还没有生成，请过一分钟再来。
refusal-proof-policy = 信任规则第 { $line } 行读不懂。请按 C2SP tlog-policy 的格式填写。
## used: refusal-proof-unreadable, refusal-proof-log, refusal-proof-signature, refusal-proof-quorum
## used: refusal-proof-opening, refusal-proof-inclusion, refusal-proof-place, refusal-proof-text
refusal-proof-unreadable = 这不是存证文件，或者缺了一部分。请贴上从“c2sp.org/tlog-proof@v1”开始的全部内容。
refusal-proof-part = 第 { $number } 张二维码的内容没有贴上，或者不是同一份存证的。
refusal-proof-log = 签名的日志不在信任规则里。请换成这份日志的规则。
refusal-proof-signature = 签名对不上：文件被改过。
refusal-proof-quorum = 见过这份日志的见证人不够。请稍后重新下载，或者检查信任规则。
refusal-proof-opening = 文件里没有可以核对的记录内容。
refusal-proof-inclusion = 记录不在签名的日志里：内容或位置被改过。
refusal-proof-place = 记录的序号与它在日志里的位置不一致。
refusal-proof-text = 文件里的文字不是当时提交的文字。
