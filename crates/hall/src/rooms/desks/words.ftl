# The desk of every officer, the wall screen, and the daily mail about the desk.

# --- the list ----------------------------------------------------------------------------------

desks-title = 我的工作台
desks-help = 使用说明
desks-tabs = 工作台分类
## used: desks-tab-*
desks-tab-waiting = 等我办
desks-tab-new = 新提出
desks-tab-following = 我经手的
desks-tab-sent-back = 退回的
desks-tab-late = 已逾期
desks-tab-all = 全部
desks-search = 查找（编号、文字、姓名、电话）
desks-area = 地区
desks-category = 类别
desks-post = 岗位
desks-sort = 排序
## used: desks-sort-*
desks-sort-due = 先到期的在前
desks-sort-since = 停留最久的在前
desks-sort-received = 最新提出的在前
desks-matter = 事项
desks-holder = 现由
desks-since = 自
desks-waits = 等什么
desks-due = 期限
desks-pick = 选中
desks-pick-one = 选中“{ $title }”
desks-confidential = 不公开
desks-supervised = 督办
desks-sent-back = 退回过
desks-batch = 对选中的事项
desks-batch-go = 执行
desks-pages = 翻页
desks-first-page = 回到第一页
desks-next-page = 下一页
desks-searched-part = 符合的事项很多，先看了其中较新的一部分。请翻到下一页继续找，或者多输几个字。
desks-done = 已办好：{ $act }
desks-go-on = 回到工作台，办下一件
## used: desks-empty-*
desks-empty-waiting = 现在没有等您办的事
desks-empty-why-waiting = 交到您这里、需要您办的事项会列在这里，快到期的排在最前面。
desks-empty-new = 没有新提出的事
desks-empty-why-new = 居民刚提出、还在代表那里的事项会列在这里；您可以先并案或拆分。
desks-empty-following = 没有正在经手的事
desks-empty-why-following = 与您有关、现在由别人在办的事项会列在这里，直到有答复。
desks-empty-sent-back = 没有退回的事
desks-empty-why-sent-back = 被认为“非我职责”而退回的事项会列在这里。
desks-empty-late = 没有逾期的事
desks-empty-why-late = 过了期限还没有办的事项会列在这里。
desks-empty-all = 还没有事项
desks-empty-why-all = 与您有关的全部事项，包括已经办结的，会列在这里。
desks-empty-found = 没有找到“{ $words }”
desks-no-seat = 您的岗位没有办理事项的工作台
desks-no-seat-why = 代表、联络站、办公室、承办单位和领导的岗位有工作台。如果应当有，请联系管理员。
## used: clock-more-time, clock-supervised
clock-more-time = 决定是否延期
clock-supervised = 由您督办
## used: office-*
office-deputy = 代表
office-station-staff = 联络站工作人员
office-congress-office = 人大办公室
office-handler = 承办人
office-leader = 领导
office-administrator = 系统管理员
office-security-administrator = 安全管理员
office-audit-administrator = 审计管理员

# --- one matter --------------------------------------------------------------------------------

desks-said = 反映的情况
desks-place = 地点
desks-received = 提出时间
desks-clocks = 期限
desks-timeline = 办理过程
desks-others = 还可以做
desks-nothing-waits = 现在不用您办
desks-nothing-waits-why = 这件事现在不等您这个岗位。下面列出您还可以做的。
desks-nothing-waits-ended = 这件事已经办结。
desks-find = 用编号或文字查找另一件事
desks-ready = 参考答复
desks-choose = 请选择
desks-usual-leads = 这类事通常由
desks-other-bodies = 其他单位
desks-contact = 联系提出人
desks-contact-noted = 这次查看已记录在案，提出人看得到。
desks-submitter = 提出人
desks-about-means = 这件事不能交给被反映的单位或个人办理。
desks-contact-why = 查看姓名和联系方式要说明用途。每看一次都记录在案，提出人凭回执看得到是哪个单位看的、为什么看。
desks-contact-purpose = 用途
desks-contact-show = 记录用途并显示
desks-contact-name = 称呼
desks-contact-phone = 电话
desks-contact-mail = 邮箱
desks-second-means-urgent = 您的岗位平时不看提出人是谁。确实等不得的，可以说明用途和理由，请安全管理员同意；同意后只能看一次。申请、决定和查看都记录在案，提出人凭回执看得到。
desks-second-means-many = 今天您已经查看过 { $most } 次提出人身份，这是一个人一天的上限。还要看的，请说明用途和理由，由安全管理员同意；同意后只能看一次。明天重新计数。
desks-second-waits = 已经提出申请，等安全管理员决定，{ $until } 前有效
desks-second-granted = 已同意，用途：{ $purpose }。{ $until } 前可以看一次
desks-second-refused = 安全管理员没有同意
desks-second-over = 上一次申请已经过期，没有用上
desks-second-reason = 为什么不能等
desks-second-reason-hint = 这段话由安全管理员看到，提出人也看得到。请不要写提出人是谁，也不要写事情的内容。
desks-second-ask = 请安全管理员同意查看
desks-second-once = 按下以后只显示这一次，并记录在案。请先备好纸笔。
desks-second-show = 显示一次
refusal-identity-ask-first = 您的岗位平时不看提出人是谁。确实等不得的，请先在“联系提出人”里说明理由，由安全管理员同意，再看一次。
refusal-identity-too-many = 今天您已经查看过 { $most } 次提出人身份，到了一个人一天的上限。请在“联系提出人”里说明理由，由安全管理员同意；或者明天再看。
refusal-identity-not-needed = 这件事您可以直接查看提出人，不用申请。请在“联系提出人”里选用途。
refusal-identity-asked-already = 您对这件事的申请还有效：请等决定；已经同意的，请在有效期内看。
refusal-identity-nobody-decides = 现在没有其他单位的安全管理员可以决定。请系统管理员在本单位和经办单位以外的部门设一位安全管理员；这之前请由联络站或人大办公室联系提出人。
refusal-identity-own-ask = 这是您自己的申请。请由其他单位的安全管理员决定。
refusal-identity-same-body = 申请人和您在同一个单位。请由其他单位的安全管理员决定。
refusal-identity-has-part = 这件事与您的单位有关。请由其他单位的安全管理员决定。
refusal-identity-not-second = 查看身份的申请由安全管理员决定。您的岗位不能决定。
refusal-identity-ask-unknown = 没有这个申请。请回到“查看身份的申请”，从列表里选一个。
refusal-identity-ask-over = 这个申请已经决定过，或者已经过期。需要的话请申请人重新提出。
refusal-identity-undecided = 请按“同意”或“不同意”。
refusal-contact-not-yours = 联系方式只给经办这件事的人看。请由经办人联系提出人。
refusal-contact-no-purpose = 请选择用途，再显示联系方式。
refusal-contact-pseudonym = 提出人没有同意让承办单位知道自己是谁，所以这里只显示代称。需要了解情况，请用“{ act-ask }”，提出人凭回执可以看到；需要见面或通话，请联络站或人大办公室联系。
refusal-contact-none = 提出人没有留下联系方式，或者已经删除。请用“{ act-ask }”，提出人凭回执可以看到。

# What follows from an act, in plain words.
## used: desks-why-*
desks-why-accept = 您作为第一责任人接下这件事，提出人会知道由您负责。
desks-why-feed-back = 把结果当面或用其他方式告诉提出人以后，在这里记下来，提出人接着可以评价。
desks-why-classify = 改正这件事的类别。
desks-why-explain = 不能按要求办的，说明理由和依据。这就是给提出人的答复。
desks-why-hand-over = 交给一个主办单位和需要的协办单位，各有期限；到期没有结果会自动公布。
desks-why-respond-at-once = 小事急事，交给一个单位马上办。
desks-why-merge = 同一件事提了两次时，并到另一件里一起办；两边的提出人都能看到结果。
desks-why-split = 一件里有几件事时，拆开分别办。
desks-why-link = 有关联但要分开办的，互相注明。
desks-why-transfer = 换一个主办单位，期限重新起算。
desks-why-hide = 内容不宜公开时移出公开，理由会一直公开。
desks-why-show = 原因消失后恢复公开，理由同样公开。
desks-why-sign = 签收以后由贵单位办理。
desks-why-return = 不属贵单位职责的，指明应当由谁负责的那一条。退回会公开计数；退回两次后由办公室确定，不能再退。
desks-why-note = 记下办到哪一步。可以只给同事看，也可以公开。
desks-why-ask = 情况不清楚时请提出人补充。等回答期间暂停计时。
desks-why-ask-for-time = 期限内办不完的，说明理由申请延期，由办公室决定并告诉提出人。
desks-why-grant-time = 同意后期限顺延，理由会告诉提出人。
desks-why-refuse-time = 不同意的，期限不变，请说明理由。
desks-why-co-reply = 把贵单位负责的部分交给主办单位。
desks-why-reply = 答复提出人。“已经答复”和“已经解决”是两回事，请选择符合实际的一种。
desks-why-deliver = 承诺的事办好以后在这里说明，提出人会收到。
desks-why-urge = 催促现在的经办方尽快办理，记入办理过程。
desks-why-supervise = 由一位领导负责督促，直到有答复。
desks-why-correct = 前面的记录有误时更正，原记录和更正都保留。
desks-why-step = 做完这一步，事项进入“{ $step }”。
desks-why-each = 每位有关人员各做一次；都做完，事项进入“{ $step }”。
desks-why-stays = 记入这件事的过程，事项仍在原处。
desks-why-rate = 对答复作出评价；规定的天数内可以改，最后一次算数。
desks-why-look-back = 过了一段时间，说说是否仍然解决。
desks-why-add = 补充情况，和原来的内容放在一起。
desks-why-answer-question = 回答承办单位的提问，期限随后继续计算。
desks-why-withdraw = 撤回这件事，到此为止。
desks-why-agree = 请先看清提议的全部内容。同意后立即照办，并记下是您同意的。
desks-why-decline = 不同意的，这件事仍在原处，理由会记入办理过程。
desks-why-call-back = 请先表明身份和来意，照提出人的原话记录；单独统计，不算提出人自己的评价。
desks-why-second = 这一步先提议，另一个单位的复核人同意后才生效；提出人会收到通知，可以提出异议。
desks-propose = 提议{ $act }
desks-why-convert = 另立一件“{ $procedure }”，与这件事同一条线索，互相可以查到。

# --- fields ------------------------------------------------------------------------------------

## used: desks-field-*, desks-hint-*
desks-field-text = 说明
desks-field-feed-back-text = 反馈了什么，提出人怎么说
desks-field-explain-text = 给提出人的说明
desks-field-hand-over-text = 给承办单位的话
desks-hint-hand-over-text = 只有承办单位看得到。
desks-own-money = 单位：元。
desks-own-number = { $least } 到 { $most } 之间的整数。
desks-own-several = 最多选 { $most } 个。
desks-own-sensitive = 只有办理这件事的人能看到。
desks-field-respond-at-once-text = 给承办单位的话
desks-hint-respond-at-once-text = 只有承办单位看得到。
desks-field-note-text = 进展
desks-field-reply-text = 给提出人的答复
desks-hint-reply-text = 写清楚做了什么、结果怎样；提出人和公众都会看到（保密件只有提出人看到）。
desks-field-co-reply-text = 协办意见
desks-field-deliver-text = 办好了什么
desks-field-urge-text = 催办的话
desks-hint-urge-text = 会显示在办理过程中。
desks-field-supervise-text = 督办要求
desks-field-correct-text = 应当是怎样
desks-field-reason = 理由
desks-hint-hide-reason = 理由会公开，请不要写入要保护的内容。
desks-hint-return-reason = 理由会公开。
desks-field-basis = 依据的规定
desks-field-reply-basis = 依据的规定
desks-hint-reply-basis = 只在选“不能办理”时填写。
desks-hint-basis = 写明规定的名称和条款。
desks-field-promised = 承诺完成的日期
desks-hint-promised = 只在选“承诺限期办好”时填写；到期没有办好会自动公布。
desks-field-passed-to = 转报给谁
desks-hint-passed-to = 只在选“转报上级”时填写。
desks-field-way = 怎样反馈的
desks-field-category = 类别
desks-field-lead = 主办单位
desks-field-post = 承办人
desks-hint-post = 请选主办单位的人；空着由单位自己安排。
desks-field-co = 协办单位
desks-hint-co = 需要配合的单位都选上，没有可以不选。
desks-field-by = 要求提前到
desks-hint-by = 早于规定期限的日期；空着按规定期限。
desks-field-into = 并入哪一件
desks-field-to = 与哪一件有关
desks-field-number = 或者填写那件事的编号
desks-field-title = 标题
desks-field-body = 内容
desks-field-rating = 评价
desks-field-solved = 问题解决了吗
desks-field-reached = 联系上了吗
desks-field-again = 要求再办一次
desks-field-area = 地点
desks-field-visibility = 谁可以看
desks-field-duty = 应当由谁负责
desks-hint-duty = 权责清单里其他单位的一条。
desks-field-open = 公开这条进展
desks-hint-open = 不选只有经办的同事看得到。
desks-field-question = 请提出人补充什么
desks-hint-question = 一次问清楚；回答以前不能再问。
desks-field-working-days = 延长几个工作日
## used: desks-more-*
desks-more-working-days = 延长几个工作日
desks-more-days = 延长几天
desks-more-months = 延长几个月
desks-more-most = 最多 { $most }
desks-field-class = 结果
desks-field-leader = 督办领导
desks-field-record = 哪一条记录

# --- several at once ---------------------------------------------------------------------------

desks-batch-title = 批量办理
desks-batch-count = 对选中的 { $count } 件事项
desks-batch-ticked = 选中的事项
desks-batch-done = 办好了 { $count } 件
desks-batch-refused = 没有办成 { $count } 件
refusal-batch-nothing-ticked = 还没有选中事项。请回到工作台，在要办的事项左边打勾，再点“执行”。
refusal-batch-too-many = 一次最多办 { $most } 件。请分几次办。

# --- messages that did not arrive --------------------------------------------------------------

desks-undelivered = 通知没有送达
desks-undelivered-count = { $count } 条通知没有送达提出人
desks-undelivered-mend = 请用其他方式告诉提出人，并用“反馈”或“记录进展”记下来。

# --- the wall screen ---------------------------------------------------------------------------

desks-wall-open = 挂图作业
desks-wall = 挂图作业
desks-wall-open-count = 未办结
## used: desks-wall-late, desks-wall-soon, desks-wall-none-*
desks-wall-late = 逾期未答复
desks-wall-soon = 三天内到期
desks-wall-bodies = 在谁手里
desks-wall-none-late = 没有逾期的事项
desks-wall-none-soon = 三天内没有到期的事项
desks-wall-none-bodies = 没有未办结的事项
desks-wall-left = 另有 { $count } 项
desks-wall-count = { $count } 件
desks-wall-of-which = 逾期 { $late } 件，三天内到期 { $soon } 件

# --- the daily mail ----------------------------------------------------------------------------

desks-digest = 工作台每日摘要
desks-digest-lead = 每个工作日早上把新来的、快到期的和已逾期的事项发到您的邮箱；没有这样的事项就不发。不公开的事项只写编号，不写标题。
desks-digest-mail = 邮箱
desks-digest-when = 什么时候发
desks-digest-daily = 每个工作日早上
desks-digest-never = 不发
desks-digest-done = 每日摘要的设置已保存。
desks-digest-sent = 验证码已发到 { $to }，10 分钟内有效
desks-digest-why = 输入验证码以后才开始发，免得发到别人的邮箱。
desks-digest-digits = 六位验证码
desks-digest-confirm = 确认
desks-digest-once-more = 再发一次
desks-digest-code-subject = 每日摘要邮箱验证码
desks-digest-code = 您的验证码是 { $code }，10 分钟内有效。填进“工作台每日摘要”页，摘要就会发到这个邮箱。如果与您无关，请忽略。
desks-digest-subject = 工作台：新来 { $new } 件，快到期 { $soon } 件，已逾期 { $late } 件
desks-digest-waiting = 等您办的事项共 { $count } 件。
## used: desks-digest-late, desks-digest-soon, desks-digest-new
desks-digest-late = 已逾期 { $count } 件：
desks-digest-soon = 三天内到期 { $count } 件：
desks-digest-new = 新来 { $count } 件：
desks-digest-line = · { $title }（{ $number }）{ $waits }，{ $due }，{ $standing }
desks-digest-more = · 另有 { $count } 件，请看工作台
desks-digest-link = 打开工作台：{ $link }
desks-digest-end = { $house }。这封邮件由系统自动发出；不想再收，可以在“我的账号”里关掉。

# --- help --------------------------------------------------------------------------------------

desks-help-title = 工作台使用说明
desks-help-tabs = 先看哪里
desks-help-tabs-text = “等我办”列出等您办的事，快到期的在最前面。“我经手的”现在在别人手里；“退回的”是认为不属本单位的；“已逾期”过了期限。数字是件数。筛选和查找以后，网址可以发给同事，同事看到的是自己权限内的同一张表。
desks-help-acts = 办一件事
desks-help-acts-text = 点标题打开。页面上打开着的是最该做的一步，其他能做的收在下面。每一步都写明做了会怎样；不能做时会说明原因和办法，写好的文字不会丢。
desks-help-correct = 点错了不用慌：打开那件事，用“更正”说明哪一条记录有误、应当怎样，原记录和更正都会保留。
desks-help-batch = 一次办多件
desks-help-batch-text = 在左边打勾，从表下面选要做的事，点“执行”。办完会逐件列出办好的和没有办成的，以及原因。
desks-help-keys = 键盘
desks-help-keys-text = 按住浏览器的快捷键（Windows 上一般是 Alt，Firefox 是 Alt+Shift，苹果电脑是 Control+Option），再按下面的键。用 Tab 键可以走到每一处。
desks-key = 键
desks-key-does = 作用
## used: desks-key-*
desks-key-list = 回到列表
desks-key-search = 查找
desks-key-next = 打开第一件（再按回车）
desks-key-act = 提交打开着的那一步
desks-key-batch = 跳到第一个勾选框
desks-key-help = 打开本说明
desks-wall-hang = 挂到墙上（每分钟自动刷新）

# A matter that an officer brings by a procedure of the own choice.
desks-begin-title = 提出事项
desks-begin-lead = 您的职务可以按下列规程提出事项。
desks-begin-none = 您的职务没有可以提出事项的规程。居民反映的事，请在代表联络站登记。
desks-begin-rules = 这种规程怎么办理、多久办完
desks-begin-send = 提出
## used: desks-begin-public, desks-begin-confidential
desks-begin-public = 公开
desks-begin-confidential = 保密，只有办理的人能看到
desks-visits = 您有 { $count } 次走访已逾期，请走访后登记
desks-files = 履职档案里有代表提出异议的记录，请核实后决定
