# Ledgers: lists to take away, and what is said while a ledger is imported.

# --- lists to take away ------------------------------------------------------------------------

ledgers-export-mark = { $name } { $day } 下载，仅供办理使用
ledgers-export-sheet = 事项
## used: ledgers-export-*
ledgers-export-number = 事项编号
ledgers-export-title = 标题
ledgers-export-step = 当前环节
ledgers-export-visibility = 是否公开
ledgers-export-area = 所属区域
ledgers-export-category = 类别
ledgers-export-received = 收到日期
ledgers-export-lead = 主办单位
ledgers-export-holder = 当前办理方
ledgers-export-since = 停留起始
ledgers-export-due = 答复期限
ledgers-export-standing = 期限情况
ledgers-export-waits-for = 待办
ledgers-export-waits-until = 待办期限
ledgers-export-answered = 答复日期
ledgers-export-means = 答复结果
ledgers-export-voices = 人数

# --- what is said while a ledger is imported ---------------------------------------------------

## used: ledger-*
ledger-unreadable = 打不开台账：{ $why }
ledger-empty = 台账是空的。请把表头和内容填好，保存后再导入。
ledger-not-a-ledger = 这是{ $looks_like }，不是台账。请把台账另存为 .xlsx 或 CSV。
ledger-other-format = 这是{ $format }。请用电子表格软件打开，另存为 .xlsx 再导入。
ledger-password = 台账加了密码。请打开后去掉密码，保存后再导入。
ledger-damaged = 台账已损坏或者不完整（{ $why }）。请重新复制或导出一次；或者用电子表格软件打开，再保存一次。
ledger-too-large = { $part }解压后超过 { $mebibytes } MiB。请把台账分成几份，或者另存为 CSV。
ledger-no-headings = 没有找到表头：前几行里没有“标题”或“反映内容”这样的栏目。找到的是：{ $found }。可以用的有：{ $accepted }。本单位另有叫法的，可以写一个对照文件，用 --mapping 指定。
ledger-found-nothing = 没有文字
ledger-two-columns = 第 { $row } 行：“{ $first }”和“{ $second }”两列都是“{ $key }”。请给其中一列改名，或者在对照文件里写明用哪一列：{ $key } = "{ $heading }"
ledger-column-missing = 台账里没有“{ $key }”这一列，缺了它一行也不能导入。可以用的表头有：{ $accepted }。另有叫法的，请在对照文件里写明；整列都一样的，可以在对照文件的 [otherwise] 里写：{ $key } = "…"
ledger-mapping-unreadable = 对照文件读不了：{ $why }
ledger-mapping-key = 对照文件里的“{ $key }”不是栏目。可以用的有：{ $keys }
ledger-mapping-unclear = 对照文件里 { $key } = "{ $heading }" 是空的，或者同一个栏目、同一个表头写了两次。
ledger-mapping-missing = 对照文件里写了 { $key } = "{ $heading }"，但台账里没有这个表头。找到的是：{ $found }
ledger-cut-off = 台账一直写到工作表的最后一行（第 { $row } 行），后面的内容可能已经丢失。请分成几份重新导出。
ledger-encoding = 第 { $line } 行（第 { $offset } 字节）不是正确的 { $encoding } 文字。请另存为“CSV UTF-8”再导入。
ledger-garbled = 表头“{ $heading }”是乱码，说明文件曾用错误的编码打开或保存过，文字已经丢失。请从原来的系统重新导出为 .xlsx 或“CSV UTF-8”。
ledger-open-quote = 第 { $row } 行：有一个引号没有配对，或者文件不完整。请补上引号，或者重新导出。

ledger-kind-pdf = PDF 文件
ledger-kind-picture = 图片
ledger-kind-archive = 压缩包
ledger-kind-document = 文字文档
ledger-kind-old-office = 旧版 Office 文档
ledger-kind-binary = 不是文字的文件，或者没有字节顺序标记的 UTF-16 文件
ledger-kind-xls = 旧格式的工作簿（.xls、.et）
ledger-kind-xlsb = 二进制工作簿（.xlsb）
ledger-kind-ods = OpenDocument 表格（.ods）
ledger-kind-xml-2003 = 2003 版 XML 表格
ledger-kind-web-page = 名字像表格的网页文件

ledger-note-ignored-headings = 不认识这些表头，这些列不导入：{ $names }
ledger-note-formulas = { $count } 个公式格，按表里存着的结果读取：{ $first }
ledger-note-formulas-without-value = { $count } 个公式格没有存着结果：{ $first }
ledger-note-merged = { $count } 处合并的格，每一格都按同一个值读取：{ $first }
ledger-note-hidden-rows = { $count } 个隐藏的行，照样读取：{ $first }
ledger-note-hidden-columns = 隐藏的列，照样读取：{ $names }
ledger-note-other-sheets = 读取的是工作表“{ $sheet }”；这些工作表也有表头，没有读取：{ $names }
ledger-note-hidden-sheet = 读取的工作表是隐藏的：{ $sheet }
ledger-note-without-heading = { $count } 个格没有表头，不导入：{ $first }
ledger-note-examples = { $count } 行是示例，不导入
ledger-note-read-as = 按 { $encoding } 编码、{ $separator }分隔读取
ledger-separator-comma = 逗号
ledger-separator-tab = 制表符
ledger-separator-semicolon = 分号

ledger-bad-cell = 第 { $row } 行 { $letters } 列“{ $heading }”写的是“{ $value }”：{ $reason }
ledger-bad-blank = 第 { $row } 行 { $letters } 列“{ $heading }”：{ $reason }
ledger-bad-row = 第 { $row } 行：{ $reason }
ledger-cell-date-ambiguous = 分不清月和日。请按年、月、日写：{ $expected }
ledger-cell-date-short-year = 年份只有两位。请写四位，如 2025-03-07
ledger-cell-date-incomplete = 年、月、日不全。请都写上，如 2025-03-07
ledger-cell-date-no-such-day = 没有这一天或这个时间。请写成 2025-03-07 或 2025-03-07 14:30
ledger-cell-date-implausible = 日期不合情理。年份应当在 { $expected } 之间
ledger-cell-date-zoned = 带了时区。请写当地时间，如 2025-03-07 14:30
ledger-cell-date-duration = 这是时长，不是日期。请写成 2025-03-07
ledger-cell-date-unreadable = 不是日期。请写成 2025-03-07、2025/3/7 或 2025年3月7日
ledger-cell-error-value = 这是公式的错误值。请改好公式，或者直接填写结果
ledger-cell-no-stored-value = 公式没有存着结果。请用电子表格软件打开，再保存一次
ledger-cell-digits-lost = 这个数字超过 15 位，后面几位已经丢失。请把这一列设为文本，重新填写
ledger-cell-slipped = 写到了最后一个表头以外，列可能错位了。内容里有分隔符的，请用引号括起来

# Words that are accepted in a ledger, parted by strokes; the first is the usual one.
ledger-accepts-public = 公开 / 是 / 已公开 / 可公开
ledger-accepts-confidential = 不公开 / 否 / 保密 / 未公开 / 内部
ledger-accepts-done = 已办结 / 办结 / 已办理 / 已解决 / 已落实 / 已完成 / 已采纳 / A类 / A
ledger-accepts-promised = 正在解决 / 列入计划 / 承诺办理 / 计划解决 / B类 / B
ledger-accepts-impossible = 不能办理 / 留作参考 / 无法解决 / 不予采纳 / 因条件限制 / C类 / C
ledger-accepts-above = 已上报 / 转报上级 / 上报 / 已转上级
ledger-accepts-open = 办理中 / 正在办理 / 未办结 / 未办理 / 待办 / 已交办 / 已受理
ledger-accepts-not-rated = 未评价 / 未评 / 无 / 未回访

# --- the empty ledger --------------------------------------------------------------------------

ledger-template-sheet = 台账
ledger-template-explained = 填写说明
ledger-template-column = 栏目
ledger-template-how = 怎样填写
ledger-template-others = 也可以写作
ledger-template-also = 亦作：{ $others }
ledger-template-choose = 请填写：{ $words }
ledger-choices-satisfaction = 满意 / 基本满意 / 不满意

# The number must begin with this word: a row that does is an example and never imported.
ledger-example-number = 示例
ledger-example-received = 2025-03-07 14:30
ledger-example-claimed = 2025-03-05
ledger-example-title = 磨坊巷小桥栏杆松动
ledger-example-body = 磨坊巷小桥北侧栏杆松动，孩子上学经过不安全，希望尽快维修。
ledger-example-category = 道路交通
ledger-example-town = 云溪镇
ledger-example-area = 柳湾村
ledger-example-place = 磨坊巷小桥
ledger-example-station = 云溪镇第一联络站
ledger-example-channel = 来访
ledger-example-name = 梁一
ledger-example-phone = 00000000000
ledger-example-lead = 云溪镇人民政府
ledger-example-due = 2025-04-07
ledger-example-answered = 2025-03-28
ledger-example-answer-class = 已办结
ledger-example-reply = 栏杆已于3月26日加固，并加装了夜间照明。
ledger-example-satisfaction = 满意
ledger-example-visibility = 公开
ledger-example-notes = -

ledger-guide-number = 本单位的来件编号，不重复；写“示例”的行不会导入
ledger-guide-received = 单位收到的日期：年、月、日写全，如 2025-03-07 或 2025年3月7日；可加时间，如 2025-03-07 14:30
ledger-guide-claimed = 群众自述最早反映的日期，写法同上；没有的空着
ledger-guide-title = 一句话说明事项，最多 60 字；标题和反映内容至少填一项
ledger-guide-body = 群众反映的原话或完整记录
ledger-guide-category = 本地使用的类别名称
ledger-guide-town = 乡镇或街道全称
ledger-guide-area = 村或社区全称
ledger-guide-place = 具体地点
ledger-guide-station = 受理的联络站全称
ledger-guide-channel = 来访、来电、来信、网络等
ledger-guide-name = 反映人姓名；匿名的空着
ledger-guide-phone = 本列已设为文本，号码不会被改成数字
ledger-guide-lead = 主办单位全称，只写一个
ledger-guide-due = 应当答复的日期，写法同上
ledger-guide-answered = 实际答复的日期，写法同上；还没有答复的空着
ledger-guide-answer-class = 已办结、正在解决、不能办理、已上报；还在办理的写“办理中”或者空着
ledger-guide-reply = 给群众的答复全文
ledger-guide-satisfaction = 没有评价的空着
ledger-guide-visibility = 是否向社会公开；空着的不公开
ledger-guide-notes = 其他需要说明的情况，不公开

ledger-said-summary = 共 { $rows } 行：新导入 { $new } 行（其中台账记为已办结的 { $ended } 行），以前已导入 { $there } 行，不能导入 { $bad } 行（{ $cells } 处）。
ledger-said-dry-run = 试读完毕，什么都没有改动。共 { $rows } 行：可以导入 { $new } 行（其中台账记为已办结的 { $ended } 行），以前已导入 { $there } 行，不能导入 { $bad } 行（{ $cells } 处）。
ledger-said-later = 另有 { $count } 行以前已导入，这次补上了台账后来记的办理情况。
ledger-said-without-area = 有 { $count } 行没有写地区，记在联络站所在地或者全县。
ledger-said-rejects = 不能导入的行写在 { $path }，最后一列是原因。改好以后，直接导入这个文件即可。
ledger-said-template = 空台账写在 { $path }
ledger-said-exported = { $count } 件事项写在 { $path }
ledger-said-there = { $path } 已经存在，不会覆盖。请换一个文件名，或者先把它移走。
ledger-said-kind = 文件名要以 .xlsx 或 .csv 结尾：{ $path }
ledger-said-bar = 导入

## used: refusal-ledger-*
refusal-ledger-area-unknown = 没有这个地区。可以写：{ $expected }
refusal-ledger-area-ambiguous = 不止一个地区叫这个名字，请在“乡镇街道”一列写明是哪一个：{ $expected }
refusal-ledger-body-unknown = 没有这个单位。请写一个全称：{ $expected }
refusal-ledger-category-unknown = 没有这个类别。可以写：{ $expected }
refusal-ledger-category-missing = 没有写类别。可以写：{ $expected }
refusal-ledger-class-unknown = 不认识这种办理结果。可以写：{ $expected }
refusal-ledger-rating-unknown = 不认识这种评价。可以写：{ $expected }；没有评价的空着
refusal-ledger-visibility-unknown = 看不出公开还是不公开。可以写：{ $expected }
refusal-ledger-text-missing = 标题和反映内容都是空的。请至少填一项
refusal-ledger-received-missing = 没有写收到的日期。请填写，如 2025-03-07
refusal-ledger-number-twice = 这个编号在第 { $expected } 行已经用过。请改成不重复的编号
refusal-ledger-number-taken = 这个编号已用于另一件事“{ $title }”（事项 { $matter }）。同一件事不必再导入；不是同一件的，请改编号，或者用 --series 给这本台账的编号单独起个名字，如 --series 2025
refusal-ledger-answered-open = 办理结果说还没有办结，却写了答复日期。请改正其中一项
refusal-ledger-rated-open = 还没有办结，却写了评价。请写上办理结果或答复日期，或者把评价清空
refusal-ledger-not-open = 这件事不是从台账导入的，或者台账没有记它的办理结果。请核对这一行。
refusal-ledger-no-end = 办理规程里没有“已答复”的终点，已办结的台账行无法导入。请先在办理规程里补上。
