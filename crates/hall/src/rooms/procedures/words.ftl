# Procedures: what a house goes by, changed as data and proven before it holds.

procedures-title = 办理规程
procedures-lead = 每一种规程都是数据，施行之前由系统证明：没有一件事会丢失、会停住、会没有答复。
procedures-name = 规程
procedures-version = 版本
procedures-size = 规模
procedures-time = 最长答复时间
procedures-missing = 缺岗
procedures-steps-clocks = { $steps } 个环节，{ $clocks } 个期限
procedures-longest = 从提出到答复，最长 { $days } 天
procedures-no-body = “{ $role }”没有对应的单位
procedures-nobody = “{ $role }”在{ $body }没有人担任
procedures-nobody-soon = “{ $role }”在{ $body }的最后一位任期到 { $day }
procedures-edit-lead = 复制现行文本，修改后先验证，再定日期施行。正在办理的事仍按开始时的规程办。
procedures-as-shown = 居民看到的样子
procedures-proof = 证明
procedures-sound = 已证明：没有一件事会丢失
procedures-unsound = 有 { $count } 处不成立，不能施行
procedures-text = 规程文本
procedures-text-hint = 新版本请把 version 加一。
procedures-prove = 验证
procedures-from = 施行日期
procedures-from-hint = 今天或以后的日期。
procedures-force = 从这一天起施行
procedures-done = 已经记录，从所定日期起施行

refusal-procedure-unsound = 这份规程有 { $count } 处不成立，不能施行。请按下面的说明修改。
refusal-procedure-from-past = 施行日期已经过去。请填今天或以后的日期。
refusal-procedure-version-old = 版本号要大于 { $version }。请把 version 加一再提交。
refusal-procedure-calendar-unknown = 本院没有名为“{ $name }”的日历。请改用已有的日历。
refusal-procedure-goes-nowhere = 规程里要转入的“{ $name }”没有施行。请先施行它，或删去这一步。
