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

procedures-replay = 用去年的事试算
procedures-replayed = 试算了最近一年 { $of } 件中的 { $matters } 件：当时做过的每一步，按修改后的规程再走一遍。
procedures-newly-overdue = 变成逾期的
procedures-no-longer-overdue = 不再逾期的
procedures-nothing-moves = 各项数字都不变。
procedures-moved = 会变的数字
procedures-figure = 数字
procedures-before = 现行
procedures-after = 修改后
procedures-bodies = 工作量会变的单位
procedures-body = 单位
procedures-load = { $matters } 件，共 { $days } 天，逾期 { $overdue } 次
procedures-overdue = “{ $clock }”逾期次数
procedures-outcome = 以“{ $outcome }”结束
## used: procedures-figure-*
procedures-figure-matters = 事项
procedures-figure-overdue-matters = 有逾期的事项
procedures-figure-in-time = 按期答复
procedures-figure-late = 逾期答复或未答复
procedures-figure-rounds = 办理轮数
procedures-figure-open = 尚未办结
procedures-figure-not-possible = 修改后做不成的步骤

refusal-procedure-unsound = 这份规程有 { $count } 处不成立，不能施行。请按下面的说明修改。
refusal-procedure-from-past = 施行日期已经过去。请填今天或以后的日期。
refusal-procedure-version-old = 版本号要大于 { $version }。请把 version 加一再提交。
refusal-procedure-calendar-unknown = 本院没有名为“{ $name }”的日历。请改用已有的日历。
refusal-procedure-goes-nowhere = 规程里要转入的“{ $name }”没有施行。请先施行它，或删去这一步。
