# The words of the matter engine: acts, the timeline, codes of matters, and every refusal.

# --- acts, as a button says them ---------------------------------------------------------------

## used: act-*
act-submit = 提交
act-join = 我也一样，加入这件事
act-add = 补充情况
act-answer-question = 回答提问
act-withdraw = 撤回
act-rate = 评价
act-look-back = 回答回头看
act-confirm-channel = 确认联系方式
act-replace-receipt = 补发回执
act-accept = 受理
act-feed-back = 反馈
act-classify = 调整类别
act-explain = 解释说明
act-hand-over = 交办
act-respond-at-once = 立即响应
act-merge = 并案
act-split = 拆分
act-link = 关联
act-transfer = 改派主办
act-hide = 转为不公开
act-show = 恢复公开
act-sign = 签收
act-return = 退回“非我职责”
act-note = 记录进展
act-ask = 请提出人补充
act-ask-for-time = 申请延期
act-grant-time = 同意延期
act-refuse-time = 不同意延期
act-co-reply = 提交协办意见
act-reply = 答复
act-deliver = 承诺已办好
act-urge = 催办
act-supervise = 督办
act-correct = 更正
act-step = 办理一步
act-convert = 转为另一种规程
act-draw-look-back = 抽取回头看
act-agree = 同意
act-decline = 不同意
act-call-back = 记录回访

# --- the timeline ------------------------------------------------------------------------------

## used: fact-*
fact-matter-submitted = 提出了这件事
fact-matter-imported = 从台账导入，以下是台账的记载
fact-matter-imported-later = 台账后来补记了办理情况
fact-matter-joined = 又有人提出同样的事，加入了进来
fact-matter-added-to = 补充了情况
fact-matter-withdrawn = 撤回了这件事
fact-receipt-replaced = 回执丢失，核对身份后补发了新的
fact-channel-confirmed = 提出人确认了自己的联系方式
fact-identity-seen = 查看了提出人的姓名和联系方式
fact-identity-asked = 请安全管理员同意查看提出人的姓名和联系方式
fact-identity-granted = 同意查看一次提出人的姓名和联系方式
fact-identity-refused = 不同意查看提出人的姓名和联系方式
fact-identity-erased = 提出人的姓名和联系方式已删除
fact-matter-accepted = 代表受理了这件事
fact-matter-fed-back = 代表向提出人反馈了结果
fact-matter-classified = 调整了类别
fact-matter-explained = 作了解释：不能按要求办，并说明了依据
fact-matter-handed-over = 交给责任单位办理
fact-matter-responded-at-once = 交给责任单位立即办理
fact-matter-merged = 并入另一件事，一起办理
fact-matter-absorbed = 另一件事并了进来，一起办理
fact-matter-split = 拆成了几件事，分别办理
fact-matter-linked = 与另一件事建立了关联
fact-matter-stepped = 按规程办理
fact-act-proposed = 提议这样处理，须经另一人同意
fact-act-agreed = 复核人同意了提议
fact-act-declined = 复核人没有同意提议
fact-matter-converted = 转为另一种规程继续办理
fact-matter-transferred = 改由另一个单位主办
fact-matter-handed-on = 经办人离任，转由本单位继任者接手
fact-matter-hidden = 转为不公开，理由已公布
fact-matter-shown = 恢复了公开
fact-matter-redacted = 决定了公开文字中隐去什么
fact-handling-signed = 签收了这件事
fact-handling-returned = 退回：认为不属本单位职责
fact-handling-noted = 记录了办理进展
fact-question-asked = 请提出人补充情况
fact-question-answered = 提出人回答了提问
fact-time-asked = 申请延长期限
fact-time-granted = 同意延长期限
fact-time-refused = 没有同意延长期限
fact-handling-co-replied = 协办单位交来了意见
fact-reply-given = 作出了答复
fact-promise-delivered = 承诺的事办好了
fact-rating-given = 提出人作了评价
fact-rating-invited = 已邀请提出人评价
fact-rating-cast = 提出人作了评价（本页不显示评了什么，谁也不能要您出示）
fact-call-back-made = 回访组联系过提出人
fact-look-back-drawn = 被抽中回头看，再问提出人一次
fact-look-back-answered = 提出人回答了回头看
fact-matter-urged = 催办：已催促尽快办理
fact-matter-supervised = 督办：由领导负责督促
fact-matter-corrected = 更正了前面的一条记录
fact-clock-warned = “{ $clock }”的期限快到了
fact-clock-expired = “{ $clock }”的期限已到，没有等到结果

# --- codes of a matter -------------------------------------------------------------------------

## used: channel-*
channel-online = 网上
channel-counter = 窗口
channel-phone = 电话
channel-slip = 纸质意见单
channel-ledger = 台账导入
channel-post = 履职提出
channel-converted = 转来
channel-visit = 走访
channel-referral = 其他机关转来

## used: ground-*
# On what ground that was erased.
ground-request = 提出人要求删除
ground-retention = 保存期限已满

## used: means-*
means-done = 已办好
means-promised = 承诺办理
means-impossible = 不能办理
means-above = 转报上级

## used: outcome-*
outcome-answered = 已答复
outcome-withdrawn = 已撤回
outcome-merged = 已并案
outcome-imported = 导入前已办结

## used: visibility-*
visibility-0 = 公开
visibility-1 = 保密
visibility-2 = 已转为不公开
visibility-3 = 保密，办公室也不参与

## used: way-*
way-phone = 电话
way-visit = 上门
way-message = 短信或消息
way-meeting = 见面会

## used: proof-*
proof-identity-card = 查验身份证
proof-phone-call-back = 回拨留下的电话
proof-witness = 由他人作证

## used: link-*
link-related = 相关的事
link-relapse = 又出现的问题
link-origin = 由此转来
link-converted = 转为

## used: length-*
length-working-days = { $days } 个工作日
length-days = { $days } 天
length-months = { $days } 个月

source-local = 本单位自定规则
source-unseen = { $article }（原文未核对）

# --- refusals: acts ----------------------------------------------------------------------------

refusal-act-unknown = 这类事项没有“{ $act }”这一步。请回到事项页面，选择那里列出的操作。
refusal-act-not-now = 这件事目前是“{ $step }”，现在不能“{ $act }”。请回到事项页面，看看现在可以做什么。
refusal-act-not-yours = “{ $act }”要由规定的经办人来做。如果应当由您来做，请换用对应岗位登录，或联系人大办公室。
refusal-act-officers-only = 这一步由经办单位的工作人员来做。请用工作人员账号登录后再试。
refusal-act-done-already = 贵单位已经做过“{ $act }”，不用再做一次。如果有写错的地方，请用“{ act-correct }”。
refusal-matter-already-there = 这件事已经提交成功，不用再交一次。请凭回执查看进展。
refusal-matter-unknown = 没有找到这件事，或者它没有公开。请核对编号；如果是您提出的，请凭回执查询。
refusal-procedure-none = 这类事项的办理规程还没有启用，暂时不能办理。请联系人大办公室。
refusal-post-not-held = 您今天不在这个岗位的任期内。请换用其他岗位，或请管理员核对任期。
refusal-post-needed = 这里要由相应岗位的工作人员打开。请换用对应账号登录，或请管理员为您设好岗位。

# --- refusals: fields and files ----------------------------------------------------------------

refusal-field-empty = 这一项还没有填。请填写后再提交。
refusal-field-too-long = 这一项最多 { $most } 个字，现在有 { $length } 个字。请删短一些。
refusal-field-control-characters = 这一项里有看不见的特殊符号。请删掉这一项，重新输入。
refusal-field-unreadable = 这一项的格式不对，系统认不出来。请按提示重新填写。
refusal-area-unknown = 没有找到这个地区。请从列表中重新选择。
refusal-area-closed = 这个地区已经撤并。请从列表中选现在的地区。
refusal-category-unknown = 没有找到这个类别。请从列表中重新选择。
refusal-phone-malformed = 电话号码应当有 7 到 15 位数字，请核对后重填。不想留电话，可以空着。
refusal-mail-malformed = 邮箱地址不完整，请按 name@example.org 的样子填写。不想留邮箱，可以空着。
refusal-files-too-many = 最多可以附 { $most } 个文件。请去掉几个再提交。
refusal-files-too-large = 这个文件超过了 { $most } MB。请换小一些的文件，照片可以截图后再传。
refusal-files-type = 这里可以附照片（JPEG、PNG、WebP）或 PDF。请换一个文件，照片传不上时可以截图后再传。
refusal-files-damaged = 这个文件打不开，可能没有传完整。请重新选一次，照片可以截图后再传。
refusal-file-unknown = 没有找到这个文件，或者它不对您公开。请回到事项页面重新打开。

# --- refusals: bringing a matter ---------------------------------------------------------------

refusal-submit-office-fields = 提出方式、意见单编号和原提出时间由工作人员填写。请把它们空着，或到代表联络站请工作人员帮您填。
refusal-ledger-row-alone = 台账里的事项只能随整份台账导入，不能单独补登更早的收到时间。请照常登记，把原来反映的日期填在“原提出时间”里。
refusal-channel-unknown = 请从列表中选择这件事是怎样提出的，例如“{ channel-counter }”或“{ channel-phone }”。
refusal-slip-number-missing = 纸质意见单要填编号，其他方式不填编号。请补上编号，或把它清空。
refusal-slip-entered-already = 这张意见单已经录入，事项编号是 { $matter }。请查看那件事；编号写错的，请改正后再提交。
refusal-claimed-in-future = 提出时间比现在还晚。请改成实际提出的时间。
refusal-received-in-future = 收到日期比今天还晚。请改成实际收到的日期。
refusal-answered-in-future = 答复日期比今天还晚。请改成实际答复的日期；还没有答复的，请空着。
refusal-answered-before-received = 答复日期比收到日期还早。请核对这两个日期。
refusal-question-none = 现在没有等您回答的问题。想说明情况，请用“{ act-add }”。
refusal-proof-unknown = 请从列表中选择核对身份的方式，例如“{ proof-identity-card }”。
refusal-route-named = 这件事反映的正是这个单位或个人，不能交给它办。请交给与此事无关的单位，例如它的上级主管部门或同级的监督部门；没有合适的单位，就由人大办公室自己答复。
refusal-about-unknown = 请从列表中选择这件事反映的单位或代表，或者留空。
refusal-about-house = 反映本级人大机关自己的事不能在这里办理，否则就要由它自己处理自己。请向上一级人大常委会或同级纪检监察机关反映。
refusal-erase-not-ended = 这件事还没有办结，单位还要把结果告诉您，所以现在不能删除联系方式。办结以后可以随时删除。
refusal-channel-confirmed-already = 这件事不用再确认联系方式。您可以直接继续。
refusal-receipt-unknown = 没有找到这个回执码。请对照回执逐个核对；回执丢了，可以到代表联络站补办。

# --- refusals: sorting and handing over --------------------------------------------------------

refusal-way-unknown = 请选择反馈的方式：{ way-phone }、{ way-visit }、{ way-message }或{ way-meeting }。
refusal-assignment-alone = 立即响应只交给一个单位。请去掉协办单位；要几个单位一起办，请用“{ act-hand-over }”。
refusal-assignment-twice = 有一个单位选了两次。请从协办单位中把它去掉。
refusal-assignment-date-past = 要求办好的日期已经过去。请改成今天或以后的日期。
refusal-transfer-same = 这个单位已经是主办单位。请另选一个单位。
refusal-hide-not-public = 这件事现在就没有公开，不用再转。如果编号看错了，请换到要转的那件事。
refusal-show-not-hidden = 这件事没有转为不公开，不用恢复。如果编号看错了，请换到要恢复的那件事。
refusal-hide-too-many = 最多可以填 { $most } 个不公开的名字。请只留下最要紧的。
refusal-hide-length = 不公开的名字每个要有 { $least } 到 { $most } 个字。请改短或补全，用空格或顿号隔开。
refusal-redaction-not-public = 这件事本来就不公开，公众什么也读不到，不用隐去。
refusal-redaction-not-yours = 隐去什么由筛查这件事的岗位决定。请联系代表或人大办公室。
refusal-redaction-outside = 要隐去的部分不在这段文字里，或者互相重叠。请刷新页面，按现在的文字重新选。
refusal-redaction-too-long = 手工隐去的每一处最多 { $most } 个字，只能隐去人名等，不能隐去意思。请选短一些。
refusal-redaction-too-much = 手工隐去的不能超过这段文字的一半。整件事不宜公开的，请转为不公开并说明理由。
refusal-redaction-same = 已经是这样决定的，没有变化。
refusal-redaction-text-unknown = 没有这段公开文字。请刷新页面再选。
refusal-redaction-not-there = 这段文字里没有您填的词。请照原文填写。
refusal-body-unknown = 这个单位现在不能承办事项。请从列表中另选一个单位。
refusal-body-nobody-there = 这个单位现在没有经办人，交过去会没人办。请另选单位，或先请管理员设好经办人。
refusal-post-not-there = 这个岗位不在所选单位，或者现在没有人。请另选岗位，或空着由单位自己安排。
refusal-merge-itself = 一件事不能并入它自己。请填另一件事的编号。
refusal-merge-ended = 那件事已经办完，不能再并进去。请另选一件还在办的事，或用“{ act-link }”。
refusal-merge-confidential = 两件事一件保密、一件公开，不能并案。请分开办理。
refusal-link-itself = 一件事不能和它自己关联。请填另一件事的编号。
refusal-link-already = 这两件事已经关联，不用再做一次。要关联别的事，请换一个编号。
refusal-link-confidential = 两件事一件保密、一件公开，不能关联：公开的页面会露出保密的事。请改用“{ act-note }”，写一条内部记录。
refusal-split-hidden = 这件事已经转为不公开，拆出来的事却会公开。请先用“{ act-show }”恢复公开再拆，或者整件办理。
refusal-split-parts = 一件事可以拆成 1 到 9 件。请增减后再提交。

# --- refusals: handling ------------------------------------------------------------------------

refusal-question-open = 已经有一个问题在等提出人回答。请等回答以后再问。
refusal-time-none-asked = 现在没有等您决定的延期申请。请回到事项页面，查看最新进展。
refusal-time-asked-already = 已经有一份延期申请在等决定。请先等结果。
refusal-time-no-more = 延期次数已经用完（最多 { $most } 次）。请在期限内答复；一时办不好的，可以答复承诺办好的日期。
refusal-time-length = 延长的时间请填 1 到 { $most } 之间的整数。
refusal-time-too-late = 期限已经过了，不能再延期。请尽快答复，并说明晚了的原因。
refusal-duty-unknown = 没有找到这一条职责。请从权责清单中选择。
refusal-duty-own = 这一条是贵单位自己的职责。请选择写明由其他单位负责的一条，或者签收办理。
refusal-return-stands = 主办单位已经由人大办公室最后确定，不能再退回。请签收办理；有困难可以用“{ act-note }”说明。
refusal-act-needs-first = 要先“{ $act }”，才能做这一步。
refusal-act-nothing-yet = 现在还没有可以“{ $act }”的处理。请先看办理过程里有没有需要异议的步骤。
refusal-second-nobody = “{ $act }”要由另一个单位的人复核，现在没有别人可以复核。请先请管理员任命代表或领导，或者另选处理方式。
refusal-second-own = 提议的人不能复核自己的提议。请由被请的复核人来做。
refusal-second-not-asked = 这项提议没有请您复核。请由被请的复核人来做。
refusal-second-nothing = 现在没有等待复核的提议。请刷新页面看看最新情况。
refusal-call-back-not-reached = 没有联系上提出人，就没有评价可记。请去掉评价，或者改为已联系上。
refusal-act-no-more = “{ $act }”在一件事上最多做 { $most } 次，已经满了。请另选下一步，或请裁定的人决定。
refusal-rounds-no-more = 这件事已经重新办理 { $most } 轮，不能再自动开始新的一轮。请联系{ $arbiter }当面商定。
refusal-convert-not-in-force = 要转入的规程目前没有施行。请管理员先施行它。
refusal-convert-confidential = 保密的事不能转为公开的规程。请选择保密的规程，或由提出人自己公开提出。
refusal-field-not-offered = 这一项要从列出的选项中选一个。
refusal-field-out-of-range = 请填 { $least } 到 { $most } 之间的整数。
refusal-field-money = 请填金额，单位是元，最多两位小数，例如 1200.50。
refusal-field-twice = 同一个单位或人选了两次。请只选一次。
refusal-post-own = 自己提出的事，不能再请自己联名或者附议。请从名单里去掉自己。
refusal-field-too-many = 最多选 { $most } 个。
refusal-visibility-other = 这种规程的事按规定公开或者保密，不能另选。请按页面上的说明提交。
refusal-procedure-unknown = 没有这种规程，或者它现在没有施行。请从规程列表中选择。
refusal-answer-unknown = 没有这一种答复。请从列表中重新选择。
refusal-reply-question-open = 还在等提出人回答问题，现在不能答复。请在收到回答或等候期满后再答复。
refusal-reply-no-date = 承诺办理要写明哪一天办好。请填上日期。
refusal-reply-date-past = 承诺的日期要在今天以后。请改成明天或更晚的日期。
refusal-promise-none = 现在没有等着兑现的承诺。想说明进展，请用“{ act-note }”。
refusal-leader-unknown = 请从列表中选择一位现任的督办领导。
refusal-record-unknown = 没有找到要更正的那条记录。请在这件事的办理过程中重新选择。

# --- refusals: rating and look-back ------------------------------------------------------------

refusal-rating-by-officer = 评价只能由提出人自己作出，工作人员不能代评。请提出人凭回执评价。
refusal-rating-unknown = 请从列出的几种评价中选一种。
refusal-rating-no-answer = 这件事还没有答复，暂时不能评价。收到答复以后再来评价。
refusal-rating-closed = 答复后 { $days } 天内可以评价，现在已经过了。如果问题还在，请用“{ menu-say }”再提出来。
refusal-rating-again-satisfied = 这种评价不能同时要求重新办理。还不满意的，请改选评价；已经满意的，请取消重新办理。
refusal-look-back-not-asked = 这件事现在没有回头看的提问。如果问题又出现了，请用“{ menu-say }”再提出来。
refusal-look-back-again-solved = 选了“已经解决”，就不能再要求重新办理。请两项中只选一项。

# --- refusals: pages, forms and signing in -----------------------------------------------------

refusal-page-unknown = 没有找到这个页面。请核对网址，或从首页重新进入。
refusal-form-too-large = 这次提交的内容太大，或者网络中断了。请减少文件或文字，再试一次。
refusal-form-too-many-parts = 这次提交的项目太多。请分几次提交。
refusal-form-unreadable = 这次提交的内容没有传完整。请返回上一页，再提交一次。
refusal-form-stale = 这个页面打开太久，已经失效。请先复制写好的文字，再刷新页面重新提交。
refusal-form-foreign = 这次提交不是从本站页面发出的，为安全起见没有接收。请回到本站页面重新填写。
refusal-sign-in-needed = 这里要先登录。请用工作人员账号登录后再继续。
refusal-sign-in-wrong = 账号、密码或验证码不对，请核对后再试。忘了密码，请找管理员重设。
refusal-sign-in-too-often = 登录试得太多，请过一会儿再试。忘了密码，请找管理员重设。
refusal-login-taken = 这个登录名已经有人用了。请换一个。
refusal-login-malformed = 登录名只能用英文字母、数字、点、横线和下划线，最多 64 个字符。请改一下。
refusal-password-weak = 这个密码太容易被猜到。请用更长的密码，例如几个不相关的词连在一起。

# The sheet of a matter, as every page shows it.

sheet-steps = 办理进程
sheet-done = （已完成）
sheet-now-with = 现由
sheet-since = 自 { $day } 起
sheet-silence = 已逾期 { $days } 天，没有等到答复
sheet-silence-who = 应当由 { $who } 在 { $day } 之前答复。这一条由系统自动公布，任何人都不能撤下。
sheet-hidden = 这件事已经移出公开
sheet-hidden-why = 移出的理由见下面的办理过程，理由一直公开。
sheet-not-public = 内容不公开
sheet-weekend = 周末
sheet-paused = 等提出人补充
sheet-whose = 由谁负责
sheet-source = 依据
sheet-length = 期限
sheet-from = 起算
sheet-from-not-counted = （当天不计入）
sheet-excluded = 不计入的日子
sheet-make-up = 调休上班、计入的周末
sheet-pauses = 暂停
sheet-extensions = 批准延长
sheet-extended = { $length }，由{ $who }批准（{ $day }）
sheet-round = 再办
sheet-round-begun = 第 { $round } 轮办理从这里开始
sheet-rules-version = 按“{ $name }”规程第 { $version } 版
sheet-provisional = 暂定
sheet-provisional-why = 经过的年份还没有公布放假安排，公布以后日期可能变动。
sheet-parts = 从这件事接着办的，各自办理
sheet-file = 附件 { $number }
# Who has to do with a matter without a post or a procedure's own word for it.
## used: role-*
role-submitter = 提出人
role-holder = 当前承办方
role-asked = 复核人
role-nobody = 无人
role-house = 系统自动

stage-raise = 提出

## used: sheet-*
# What a line of the timeline says beside its words.
## used: sheet-channel, sheet-slip, sheet-claimed, sheet-lead, sheet-co, sheet-stands, sheet-duty
## used: sheet-time, sheet-merged-into, sheet-absorbed, sheet-category, sheet-leader, sheet-corrects
sheet-proposed = 提议
sheet-asked = 请谁复核
sheet-invited = 邀请方式
sheet-reached = 是否联系上
## used: invited-*
invited-receipt = 回执页
invited-desk = 工作台
invited-mail = 邮件
invited-sms = 短信
## used: sheet-purpose, sheet-ground
## used: sheet-way, sheet-rating, sheet-solved, sheet-promised, sheet-basis, sheet-passed-to
sheet-channel = 来自
sheet-slip = 纸单编号
sheet-purpose = 用途
sheet-look-under = 依据的申请
sheet-look-until = 有效至
sheet-look-record = 第 { $record } 号记录
sheet-look-why = 申请类别
## used: sheet-look-why-*
sheet-look-why-urgent = 紧急查看
sheet-look-why-many = 超出每日次数
sheet-about = 反映的对象
sheet-pseudonym = 提出人 { $sign }-{ $number }
## used: sheet-sign-*
sheet-sign-0 = 甲
sheet-sign-1 = 乙
sheet-sign-2 = 丙
sheet-sign-3 = 丁
sheet-sign-4 = 戊
sheet-sign-5 = 己
sheet-sign-6 = 庚
sheet-sign-7 = 辛
sheet-sign-8 = 壬
sheet-sign-9 = 癸
sheet-ground = 依据
sheet-claimed = 自述提出时间
sheet-lead = 主办
sheet-co = 协办
sheet-stands = 办公室裁定，不再退回
sheet-duty = 权责清单
sheet-time = 延长
sheet-yuan = { $sum } 元
sheet-thread = 同一件事的前后经过
sheet-merged-into = 并入
sheet-absorbed = 并入本件的
sheet-category = 类别
sheet-leader = 领衔督办
sheet-handed-on = 接手人
sheet-corrects = 更正第几号记录
sheet-redacted-part = 哪段文字
sheet-redacted = 隐去
sheet-way = 方式
sheet-rating = 评价
sheet-solved = 是否解决
sheet-promised = 承诺完成
sheet-basis = 依据
sheet-passed-to = 已转报
## used: sheet-told-*
sheet-told-due = 台账所记期限
sheet-told-answered = 台账所记答复日期
sheet-told-class = 台账所记结果
sheet-told-rating = 台账所记评价
sheet-told-row = 台账原行（仅工作人员可见）

# --- what the public does not read ----------------------------------------------------------------

redaction-title = 公开前隐去
redaction-done = { $count } 段，没有待您决定的
redaction-means = 电话、证件号、银行卡、车牌、邮箱和提出人标出的名字会自动找出来，在您决定之前公众读不到。经办人始终能看到全文；每次决定都记录在案，可以再改。
redaction-reads = 公众现在读到的：
redaction-hide = 隐去哪些
redaction-also = 还要隐去的名字，用空格隔开
redaction-decide = 就这样公开
redaction-nothing = 没有隐去任何内容

## used: redaction-kind-*
redaction-kind-mobile = 手机号
redaction-kind-landline = 固定电话
redaction-kind-identity = 身份证号
redaction-kind-bank-card = 银行卡号
redaction-kind-plate = 车牌号
redaction-kind-mail = 邮箱地址
redaction-kind-name = 名字

## used: redaction-standing-*
redaction-standing-waits = 待您决定
redaction-standing-decided = 已决定
redaction-standing-open = 没有找到号码

## used: text-kind-*
text-kind-title = 标题
text-kind-body = 内容
text-kind-place = 地点
text-kind-reply = 答复
text-kind-basis = 依据
text-kind-passed-to = 转到哪里
text-kind-addition = 补充
text-kind-feedback = 反馈
text-kind-reason = 理由
text-kind-note = 进展记录
text-kind-question = 提问
text-kind-answer = 回答
text-kind-co-reply = 协办意见
text-kind-delivery = 办结说明
text-kind-urging = 催办督办
text-kind-correction = 更正
text-kind-field = 表单内容
