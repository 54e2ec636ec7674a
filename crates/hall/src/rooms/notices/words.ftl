# Messages to residents who left a way to be reached, and the outbox in which they wait.

# --- what is told ------------------------------------------------------------------------------

## used: notices-news-*
notices-news-accepted = 已受理
notices-news-answered = 已有答复
notices-news-late = 逾期未答复
notices-news-asked = 请您补充情况
notices-news-more-time = 办理期限已延长
notices-news-delivered = 承诺的事已办好
notices-news-moved = 转为另一种规程办理
notices-news-merged = 并入另一件一起办理
notices-news-hidden = 转为不公开
notices-news-look-back = 请您回头看
notices-news-code = 联系方式验证码
notices-news-digest = 工作台每日摘要

## used: notices-says-*
notices-says-accepted = 已由代表受理，答复期限是 { $due }。
notices-says-answered = 已有答复，请凭回执查看全文。
notices-says-rate = 您可以凭回执评价这次答复，并说明问题是否解决。
notices-says-late = 答复期限 { $due } 已过，还没有答复；这一情况已记录在案。
notices-says-asked = 需要您补充情况，请凭回执查看提问并回答；等您回答期间暂停计时。
notices-says-more-time = 经批准延长办理，新的答复期限是 { $due }，理由请凭回执查看；如有异议，也可凭回执提出。
notices-says-delivered = 答复中承诺的事已经办好，请凭回执查看说明。
notices-says-moved = 您的事转为另一种规程接着办了，原来的回执继续有效，请凭回执查看转到哪里、由谁负责。
notices-says-merged = 您的事与另一件事并案办理，原来的回执继续有效。如有异议，请凭回执提出，由领导裁定。
notices-says-hidden = 您的事已转为不公开，仍继续办理，理由请凭回执查看。如有异议，请凭回执提出，由领导裁定。
notices-says-look-back = 答复已有一段时间，请凭回执告诉我们问题是否仍然得到解决。

## used: notices-part-*
notices-part-own = 您反映的事项
notices-part-joined = 您加入的事项
notices-part-merged = 您反映的、已并入另一件一起办理的事项
notices-part-split = 从您反映的事项中拆分出来的一件
notices-part-converted = 由您反映的事项转出、继续办理的一件

notices-subject = 事项 { $number }：{ $news }
## used: notices-mail, notices-mail-titled
notices-mail =
    您好：

    { $whose }（编号 { $number }）{ $says }

    凭回执码查看：{ $link }

    { $house }
    这封邮件由系统自动发出，请不要回复。工作人员不会向您索要回执码。如果与您无关，请忽略。
notices-mail-titled =
    您好：

    { $whose }“{ $title }”（编号 { $number }）{ $says }

    凭回执码查看：{ $link }

    { $house }
    这封邮件由系统自动发出，请不要回复。工作人员不会向您索要回执码。如果与您无关，请忽略。
notices-sms = 【{ $house }】{ $whose }（{ $number }）{ $says }查看：{ $link }

# --- the outbox --------------------------------------------------------------------------------

notices-outbox = 发件箱
notices-outbox-lead = 留下联系方式的居民会收到这些通知。
notices-never-sent = 虚构示例不会真的发出任何邮件和短信
notices-never-sent-why = 这里列出的是真实使用时会发出的内容。
notices-no-mail = 没有设置邮件服务器，{ $count } 封邮件在等待
notices-no-mail-mend = 请用 --smtp-host 和 --mail-from 启动服务，设置好以后会自动发出。见运维文档 messages.md。
notices-no-sms = 没有设置短信接口，{ $count } 条短信在等待
notices-no-sms-mend = 请用 --sms-url 和 --sms-token-file 启动服务，设置好以后会自动发出。见运维文档 messages.md。
notices-states = 按状态查看
## used: notices-state-*
notices-state-waiting = 等待发出
notices-state-sending = 正在发出
notices-state-sent = 已发出
notices-state-failed = 没有送达
## used: notices-way-*
notices-way-mail = 邮件
notices-way-sms = 短信
notices-tries = 已试 { $count } 次。
notices-next = 下次：{ $at }。
notices-none = 这里还没有消息
notices-none-why = 事项被受理、答复、逾期、提问、延期、兑现承诺或回头看时，留下联系方式的居民会收到消息。
notices-pages = 翻页
notices-number-withheld = （不公开）
notices-digest-withheld = 摘要写有不公开事项的编号，这里不显示全文。

refusal-channel-too-often = 验证码要得或输错得太多，请过一小时再试。
refusal-channel-code-wrong = 验证码不对或已过期。请核对，或再发一次。

## used: notices-error-*
notices-error-refused = 对方服务器没有接收（{ $number }）。
notices-error-unreachable = 连不上对方服务器。
notices-error-timeout = 对方服务器没有及时回应。
notices-error-tls = 与对方服务器建立安全连接失败。
notices-error-client = 没有能与对方服务器谈妥发送方式，请检查用户名、密码和安全方式的设置。
notices-error-address = 地址写得不对。
notices-error-erased = 联系方式已经删除。
notices-error-outdated = 验证码已经过时。
notices-error-no-way = 没有设置这种发送方式。
notices-error-fault = 消息没有能生成，请查看日志。
