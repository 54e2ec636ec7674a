# Administration: registers, posts, stand-ins, tables, and what each refusal says to do.

# --- the start page ------------------------------------------------------------------------------

office-lead = 在这里维护地区、机构、联络站、人员和职务。每一次改动都记录在案。
office-gaps = 还缺什么
office-gaps-none = 没有发现缺漏。
office-gap-no-login = { $count } 位在任人员还不能登录：给他们设登录名和密码
## used: office-gap-*, office-mend-*
office-gap-left-over = 已离任，但还有未办事项
office-gap-ending = 30 天内到期的职务
office-gap-no-station = 没有联络站的乡镇
office-gap-no-deputy = 没有在任代表的联络站
office-gap-no-handler = 没有经办人的办理单位
office-gap-no-lead = 没有常办单位的类别
office-mend-left-over = 请打开职务，把这些事项移交给继任者。
office-mend-ending = 请提前安排继任者，到期当天把事项移交过去。
office-mend-no-station = 这些地方提交的事项会直接到人大办公室。点开即可登记联络站。
office-mend-no-deputy = 没有代表的联络站收到的事项，没有第一责任人。点开即可登记代表。
office-mend-no-handler = 没有经办人的单位不能接受交办。点开即可登记经办人。
office-mend-no-lead = 交办时没有可推荐的单位。点开即可选择。
office-parts = 名册

## used: office-register-*, office-about-*, office-add-*
office-register-areas = 地区
office-register-bodies = 机构和联络站
office-register-people = 人员
office-register-posts = 职务
office-register-stations = 联络站公开信息
office-register-mandates = 代表公开信息
office-register-duties = 权责清单
office-register-categories = 事项类别
office-about-areas = 县、乡镇、村（社区），逐级包含。
office-about-bodies = 人大机关、联络站、部门、乡镇政府、企事业单位。
office-about-people = 有账号的人，可以没有登录名。
office-about-posts = 谁在哪个机构担任什么职务，从哪天到哪天。一个人可以有几个职务。
office-about-stations = 联络站的层级、地址、开放时间，公布在联络站页面上。
office-about-mandates = 代表是哪一级、哪个选区的，公布在代表页面上。
office-about-duties = 各单位的职责及依据，“不属本单位”退回时要引用。
office-about-categories = 居民选择的类别，以及通常由谁主办。
office-add-areas = 登记地区
office-add-bodies = 登记机构
office-add-people = 登记人员
office-add-posts = 登记职务
office-add-stations = 登记联络站信息
office-add-mandates = 登记代表信息
office-add-duties = 登记职责
office-add-categories = 登记类别

# --- lists ---------------------------------------------------------------------------------------

office-import = 从表格导入
office-list-empty = 这里还没有内容
office-list-empty-why = 可以逐条登记，也可以下载模板，填好后一次导入。
office-show = 显示
## used: office-show-*
office-show-stations = 联络站
office-show-units = 办理单位
office-show-closed = 已撤销或将撤销
office-show-no-login = 在任但不能登录
office-show-no-post = 没有在任职务
office-show-ending = 30 天内到期
office-show-ended = 已离任
office-show-left-over = 已离任但还有未办事项
office-found = 共 { $total } 条，符合条件的 { $found } 条
office-found-none = 没有符合条件的
office-found-none-why = 请换个词，或选择“全部”。
office-standing = 状态
office-pages = 翻页
office-page-before = 上一页
office-page-next = 下一页
office-closed = 已撤销
office-ended = 已离任
office-ends-soon = 即将到期
office-not-begun = 尚未到任
office-not-held = 目前不在任
office-open-matters = 未结事项 { $count } 件
office-held-matters = 经手未结 { $count } 件
office-holds-nothing = 手上没有未结事项。

office-done-entered = 已登记。
office-done-same = 没有改动，所以没有登记什么。
office-done-imported = 已导入，{ $count } 行有变化。
office-done-ended = 离任已登记，移交了 { $count } 件事项。
office-done-handed = 已移交 { $count } 件事项。
office-done-closed = 撤销已登记。
office-done-login = 登录名和密码已设好。
office-done-renamed = 姓名已改，以前的姓名保留在案。
office-done-recovery = 已申请新密码，请另一位管理员打开本页确认。
office-done-stand-in = 代理已登记。
office-done-stand-in-ended = 代理已提前结束。

# --- columns -------------------------------------------------------------------------------------

office-choose = 请选择
## used: office-column-*, office-hint-*
office-column-areas-code = 代码
office-column-areas-level = 级别
office-column-areas-name = 名称
office-column-areas-name-en = 英文名称
office-column-areas-parent = 上级地区
office-column-bodies-code = 代码
office-column-bodies-sort = 性质
office-column-bodies-name = 名称
office-column-bodies-name-en = 英文名称
office-column-bodies-area = 所在地区
office-column-bodies-last = 撤销前最后一天
office-column-people-name = 姓名
office-column-people-login = 登录名
office-column-people-password = 初始密码
office-column-people-person = 人员编号
office-column-posts-person = 人员
office-column-posts-body = 机构
office-column-posts-office = 职务
office-column-posts-first = 第一天
office-column-posts-last = 最后一天
office-column-stations-body = 联络站
office-column-stations-tier = 层级
office-column-stations-address = 地址
office-column-stations-address-en = 英文地址
office-column-stations-phone = 电话
office-column-stations-hours = 开放时间
office-column-stations-voters = 服务选民人数
office-column-stations-compound = 是否在机关大院
office-column-stations-moved = 迁址日期
office-column-mandates-person = 代表
office-column-mandates-body = 联络站
office-column-mandates-congress = 哪一级人大
office-column-mandates-unit = 选区或选举单位
office-column-mandates-unit-en = 英文选区
office-column-mandates-delegation = 代表团
office-column-mandates-delegation-en = 英文代表团
office-column-mandates-group = 专业小组
office-column-mandates-group-en = 英文专业小组
office-column-duties-code = 代码
office-column-duties-body = 机构
office-column-duties-item = 职责
office-column-duties-item-en = 英文职责
office-column-duties-basis = 依据
office-column-duties-basis-en = 英文依据
office-column-categories-code = 代码
office-column-categories-name = 名称
office-column-categories-name-en = 英文名称
office-column-categories-leads = 常办单位
office-hint-areas-code = 英文字母、数字、点、横线和下划线，登记后不能改。
office-hint-bodies-code = 英文字母、数字、点、横线和下划线，登记后不能改。
office-hint-duties-code = 英文字母、数字、点、横线和下划线，登记后不能改。
office-hint-categories-code = 英文字母、数字、点、横线和下划线，登记后不能改。
office-hint-areas-parent = 只有最上一级地区没有上级。
office-hint-people-login = 不需要登录的人不填。
office-hint-people-password = 和登录名一起填，至少 10 个字。导入表格时不用填：由系统生成，导入后显示一次。
office-hint-people-person = 系统给的编号，导出时带有，新登记的人不填。
office-hint-posts-person = 登录名、人员编号，或没有重名的姓名。
office-hint-posts-last = 不知道的先不填。
office-hint-stations-hours = 每周的开放时间，如“周三 09:00-11:30；周六 14:00-16:00”。
office-hint-stations-voters = 没有统计过的不填。
office-hint-mandates-person = 登录名、人员编号，或没有重名的姓名；须在这个联络站任代表。
office-hint-mandates-congress = 一个人可以同时是几级的代表，每一级只有一个选区。
office-hint-categories-leads = 最常办的排在最前。

## used: office-level-*, office-sort-*, office-tier-*, office-congress-*, office-compound-*
office-level-city = 市
office-level-county = 县（市、区）
office-level-town = 乡镇（街道）
office-level-village = 村（社区）
office-level-grid = 网格
office-sort-congress = 人大机关
office-sort-station = 代表联络站
office-sort-department = 部门
office-sort-town-government = 乡镇政府
office-sort-village = 村（社区）
office-sort-grid = 网格
office-sort-mediation = 调解组织
office-sort-committee = 人大专门（工作）委员会
office-sort-court = 人民法院
office-sort-procuratorate = 人民检察院
office-sort-cppcc = 政协
office-sort-call-back = 回访组
office-sort-company = 企事业单位
office-tier-centre = 中心联络站
office-tier-community = 村（社区）联络站
office-tier-online = 网上联络站
office-tier-mobile = 流动联络站
office-congress-nation = 全国人大代表
office-congress-province = 省人大代表
office-congress-city = 市人大代表
office-congress-county = 县（市、区）人大代表
office-congress-township = 乡镇人大代表
office-compound-outside = 不在机关大院
office-compound-inside = 在机关大院

office-needed = 必填。
office-may = 可不填。
office-holds-choice = 填其中之一：{ $words }。
office-holds-day = 填日期，如 2026-03-02。
office-holds-area = 填地区的代码，或没有重名的名称。
office-holds-body = 填机构的代码，或没有重名的名称。
office-holds-bodies = 填机构的代码或名称，几个之间用顿号隔开。
office-holds-hours = 填每周的时间，如“周三 09:00-11:30”，几段之间用分号隔开。
office-holds-number = 填整数。

# --- one line ------------------------------------------------------------------------------------

office-namesake = 另有其人，只是同名
office-closing = 撤销
office-closing-lead = 还有未结事项、在任人员，或是某个类别唯一的常办单位时，不能撤销。请先处理下面列出的各项。
office-closing-matters = 未结事项
office-closing-posts = 在任职务
office-closing-categories = 常办的类别
office-close = 撤销这个机构
office-no-login = 不能登录
office-no-post = 还没有登记职务。
office-login-first = 设登录名和初始密码
office-recovery = 新密码
## used: office-recovery-*
office-recovery-none = 忘了密码或丢了验证器：由一位管理员申请，另一位管理员确认，然后给出新密码。此人在各处的登录会结束，两步验证会取消。
office-recovery-asked = 您已经申请为此人设新密码，等另一位管理员确认。
office-recovery-waits = 另一位管理员申请为此人设新密码。请先当面或打电话向本人核实，再确认；确认以后新密码只显示一次。
office-recovery-own = 自己的密码请在“我的账号”页修改；忘了就请另外两位管理员办理。
office-recovery-by = 申请人
office-recovery-at = 申请时间
office-recovery-until = 最迟确认
office-recovery-alone = 没有另一位能登录的管理员可以确认
office-recovery-alone-mend = 请先再设一位管理员。实在没有别人时，才在服务器上用 huiyin admin reset。
office-recovery-ask = 申请新密码
office-recovery-confirm = 已核实，确认
office-identities = 查看身份的申请
office-identities-about = 有人请求查看提出人是谁：紧急查看，或者超出每日次数。由别的单位的安全管理员决定，只看编号、申请人、用途和理由。
office-identities-none = 现在没有等您决定的申请。
office-identities-wait = 有 { $count } 个查看身份的申请等您决定
office-identities-tied = 另有 { $count } 个申请来自您自己的单位
office-identities-tied-mend = 要由其他单位的安全管理员决定。没有的话，请在“职务”里设一位。
office-identities-sealed = 不公开程序的事项（编号不显示）
office-identities-who = 申请人
office-identities-at = 申请时间
office-identities-reason = 理由
office-identities-reason-hint = 同意或不同意都要写理由，申请人和提出人都看得到。
office-identities-grant = 同意，可看一次
office-identities-refuse = 不同意
office-identities-granted = 已同意，记录在案。
office-identities-refused = 没有同意，记录在案。
office-recovered = 新密码已设好
office-recovered-lead = 只显示这一次。请当面或通过可靠的方式告诉本人，并请本人尽快修改。
## used: office-alarm-tree, office-alarm-witness, office-alarm-verify
office-alarm-tree = 公开日志与存证对不上，已停止签名
office-alarm-witness = 见证人见过的日志与本站不一致
office-alarm-verify = 自检发现数据与日志对不上
office-alarm-since = 自{ $time }起。请按运维手册“公开日志”和“核验”两章处理。
office-recoveries = 等另一位管理员确认的新密码
office-passwords = 初始密码
office-passwords-lead = { $count } 位新账号的初始密码由系统生成，只显示这一次。
office-passwords-how = 可以打印后分开交给各人。请本人登录后尽快修改。
office-passwords-kept = 已经记下
office-rename = 改名
office-rename-means = 改名会记录在案，以前的姓名保留。
office-former = { $name }（到 { $until }为止）
office-end = 登记离任
office-end-lead = 到了最后一天，手上还有事项的，要选继任者：全部事项在同一次操作中移交，期限不变。日期在以后的，到时再移交也可以。
office-hand-over = 现在移交
office-successor-field = 继任者（同一机构、同一职务）
office-successor = { $name }（经手 { $count } 件）
office-successor-none = 这个机构没有别的人担任这个职务。请先登记继任者。

# --- standing in ---------------------------------------------------------------------------------

office-stand-in = 代理
office-stand-in-lead = 本人请假时，由代理人以这个职务办事，从第一天到最后一天，过后自动失效。
office-stand-in-count = 现在和以后的代理：{ $count } 次
office-stand-in-name = 指定代理人
office-stand-in-person = 代理人
office-stand-in-end = 提前结束
office-stand-in-now = 代理中
office-stand-in-later = 尚未开始
office-stand-in-over = 已结束

# --- what is in force ----------------------------------------------------------------------------

office-outbox = 发件箱：给居民的邮件和短信
office-definitions = 现行规程和日历
office-procedures = 办理规程：证明、缺岗、修改
office-figures = 公开数据的定义：新版本
office-definitions-lead = 只供查看。每次生效都有原文的指纹，进行中的事项一直按受理时的规程办理。
office-defined-name = 名称
office-defined-what = 种类
office-defined-from = 生效日期
office-defined-hash = 原文指纹
office-in-force = 现行
office-not-in-force = 已被替换或尚未生效
## used: office-defined-*
office-defined-house = 基本设置
office-defined-procedure = 办理规程
office-defined-calendar = 工作日历
office-defined-figure = 公开数据的定义

# --- tables --------------------------------------------------------------------------------------

office-import-lead = 先检查，后导入：检查时不会改动任何内容，导入时要么全部成功，要么一行也不导入。
office-import-first = 下载模板：
office-import-second = 按栏填写，每行一条，最多 { $most } 行。已有的代码会更新名称，没有变化的行不产生记录。
office-import-third = 选择文件并检查，有问题的格子会逐一列出。
office-file = 表格文件
office-file-hint = Excel（.xlsx）或 CSV（UTF-8 或 GB18030）。
office-look = 检查
office-columns = 各栏怎么填
office-sheet-help = 填写说明
office-look-count = 有变化的 { $changes } 行，没有变化的 { $same } 行
office-ignored = 这些栏不认识，没有读取
office-bad = 有 { $count } 处要改
office-bad-lead = 请在原来的表格里改好，再检查一次。现在什么也没有导入。
office-row = 行
office-cell-column = 栏
office-cell-value = 填的是
office-cell-right = 应当怎样
office-again = 重新选择文件
office-nothing-new = 表格里的内容都已登记，没有要导入的。
office-enter = 导入 { $count } 行
office-changes = 将要登记的变化
office-change-about = 内容
office-change-what = 变化
## used: office-put-*
office-put-area-registered = 登记地区
office-put-area-renamed = 更名
office-put-body-registered = 登记机构
office-put-body-renamed = 更名
office-put-body-closed = 撤销
office-put-person-enrolled = 登记人员
office-put-person-credential-set = 设登录名和密码
office-put-post-begun = 登记到任
office-put-post-ended = 登记离任
office-put-duty-listed = 公布职责
office-put-category-defined = 登记类别

# --- audit --------------------------------------------------------------------------------------

office-audit = 审计
office-audit-about = 谁看过提出人是谁，谁申请过、谁同意过，谁被拒绝了什么，谁下载过文件。这里只看记录，不看事项内容。
office-audit-most = 每一类显示最近 { $most } 条；看身份的记录全部留在公开日志里。
office-audit-looks = 查看身份
office-audit-denied = 被拒绝的请求
office-audit-denied-lead = 已登录的人请求了不归自己的页面或事项。每人每天每一种记一行。
office-audit-taken = 下载的文件
office-audit-none = 还没有记录。
office-audit-at = 时间
office-audit-who = 人
office-audit-beside = 说明
office-audit-what = 内容
## used: office-audit-look, office-audit-look-under, office-audit-ask-*
office-audit-look = { $purpose } · 第 { $record } 号记录
office-audit-look-under = { $purpose } · 第 { $record } 号记录 · 依据第 { $ask } 号申请
office-audit-asks = 查看身份的申请
office-audit-ask = { $why } · { $purpose } · 第 { $record } 号记录
office-audit-ask-open = 没有人决定
office-audit-ask-granted = { $at } { $who }（{ $post }）同意，还没有看
office-audit-ask-used = { $at } { $who }（{ $post }）同意，已经看过
office-audit-ask-refused = { $at } { $who }（{ $post }）不同意
office-audit-times = { $times } 次
office-audit-rows = { $rows } 行

# --- refusals ------------------------------------------------------------------------------------

## used: refusal-office-*
refusal-office-code-alphabet = “{ $value }”不能作代码。请只用英文字母、数字、点、横线和下划线，最多 64 个。
refusal-office-code-taken = 代码“{ $code }”已经有了。请换一个代码，或到列表中修改已有的那一条。
refusal-office-code-twice = 代码“{ $code }”在表格里出现了两次。请合并成一行，或改掉一个。
refusal-office-code-unknown = 没有代码“{ $code }”。请从列表中重新打开。
refusal-office-choice-unknown = “{ $value }”不在可选范围内。请从列出的选项中选一个。
refusal-office-day-unreadable = “{ $value }”不是完整的日期。请写成 2026-03-02 这样。
refusal-office-name-taken = 名称“{ $value }”已经有了。请换一个能区分的名称。
refusal-office-area-unknown = 没有地区“{ $value }”。请填地区的代码或全称，新地区要排在前面或先登记。
refusal-office-area-twice = 有几个地区都叫“{ $value }”。请改填地区的代码。
refusal-office-area-fixed = 地区的级别和上级不能改，因为已有事项按它统计。请保持原样；划归变更时另登记一个地区。
refusal-office-parent-missing = 请填上级地区。只有最上一级地区没有上级，而它已经登记了。
refusal-office-parent-itself = 地区不能是自己的上级。请填它外面一级的地区。
refusal-office-level-order = 级别要比上级地区低。请检查级别或上级地区。
refusal-office-body-unknown = 没有机构“{ $value }”。请填机构的代码或全称。
refusal-office-body-twice = 有几个机构都叫“{ $value }”。请改填机构的代码。
refusal-office-body-fixed = 机构的性质和所在地区不能改。请保持原样；确有变化时，撤销原机构，另登记一个。
refusal-office-body-closed = 这个机构已撤销，或在这段时间内撤销。请选别的机构，或改日期。
refusal-office-body-gone = 没有这个机构。请从列表中重新打开。
refusal-office-body-busy = 这里还有 { $count } 件未结事项。请人大办公室先把它们转给别的单位，或等办结之后再撤销。
refusal-office-body-held = 这里还有 { $count } 个职务在这一天之后仍在任。请先登记离任，最后一天不晚于撤销日期。
refusal-office-body-leads = 类别“{ $name }”只有这一个常办单位。请先给该类别选别的单位。
refusal-office-last-congress = 这是唯一的人大机关，撤销后没有人能审核事项。请先登记接替的机关。
refusal-office-person-unknown = 没有“{ $value }”这个人。请填登录名、人员编号或姓名，新人要先登记。
refusal-office-person-twice = 有几个人都叫“{ $value }”。请改填登录名或人员编号。
refusal-office-person-named = 登记的姓名是“{ $name }”，表格不能改。请填登记的姓名；要改名请到此人的页面；如果是另一个人，请用别的登录名。
refusal-office-namesake = 已经有一位同名的人。如果是同一个人，请到列表中打开他的页面；确是另一个人，请勾选“另有其人”。
refusal-office-which-person = 已有一位同名而没有登录名的人。如果是他，请填他的人员编号；确是另一个人，请在页面上逐条登记。
refusal-office-password-missing = 有登录名就要有初始密码。请填密码，或把登录名也空着。
refusal-office-login-missing = 有密码就要有登录名。请填登录名，或把密码也空着。
refusal-office-passwords-most = 一次最多设 { $most } 个新密码。请把表格分成几份导入。
refusal-office-office-elsewhere = 这个机构没有这种职务。请换职务，或换机构：代表和联络站工作人员在联络站，经办人在办理单位，其余在人大机关。
refusal-office-end-before-begin = 最后一天早于第一天 { $first }。请改成不早于第一天的日期。
refusal-office-post-unknown = 没有这个职务。请从列表中重新打开。
refusal-office-post-overlap = 此人在这里的同一职务已登记为 { $first } 至 { $last }，时间重叠。请改第一天，或先登记前一段离任。
refusal-office-post-ended = 这个职务已经离任，日期不能再改。如果又到任了，请登记一个新的职务。
refusal-office-post-busy = 手上还有 { $count } 件未结事项。请选继任者，事项会一并移交；没有继任者时请先登记一位。
refusal-office-nobody-left = 这里还有 { $count } 件未结事项，之后就没有人能办了。请先登记一位接手的人。
refusal-office-successor-unfit = 继任者必须在同一机构担任同一职务，并且已到任。请从列出的人中选。
refusal-office-nothing-new = 没有改动，所以没有登记什么。
refusal-office-nothing-held = 手上没有未结事项，不需要移交。
refusal-office-last-administrator = 这样就没有能登录的系统管理员了。请先登记另一位没有离任日期、能登录的系统管理员。
refusal-office-administrators-apart = 系统管理、安全管理、审计管理须由三个人分别担任（三权分立）。此人 { $first } 至 { $last } 已任{ $office }。请换一个人，或先登记此人离任、提前结束代理，再从次日起任职。
refusal-office-stand-in-own = 本人不能代理自己。请填别人。
refusal-office-stand-in-past = 代理的最后一天已经过去。请填今天或以后的日期。
refusal-office-stand-in-outside = 代理要在任期之内（{ $first } 至 { $last }）。请改日期。
refusal-office-stand-in-overlap = { $first } 至 { $last } 已经有代理。请改日期，或先提前结束那一次。
refusal-office-stand-in-over = 这次代理已经结束。
refusal-office-duty-fixed = 这条职责属于另一个机构，不能转移，因为退回时引用过它。请用新的代码登记。
refusal-office-lead-unfit = “{ $value }”不是能办理事项的机构，或已撤销。请填部门、乡镇政府、企事业单位或人大机关。
refusal-office-lead-twice = “{ $value }”写了两次。请去掉一个。
refusal-office-file-missing = 还没有选择文件。请选择一个 .xlsx 或 .csv 文件。
refusal-office-file-large = 文件太大，最多 { $most } MB。请去掉图片和多余的工作表，或分成几份。
refusal-office-file-old = 这个文件是旧格式（.xls）或设了密码。请去掉密码，另存为 .xlsx 再试。
refusal-office-file-damaged = 这个文件不完整或已损坏。请用表格软件打开，另存一份再试。
refusal-office-file-not-text = 认不出文件的文字编码。请另存为 .xlsx，或 UTF-8 编码的 CSV。
refusal-office-file-empty = 表格里没有内容。请填好至少一行再试。
refusal-office-headings-none = 没有找到栏目名称。第一行应当有：{ $needed }。请用模板填写。
refusal-office-headings-missing = 缺少这些栏：{ $missing }。请加上，或用模板填写。
refusal-office-heading-twice = 栏目“{ $heading }”出现了两次。请只保留一个。
refusal-office-lines-most = 行数太多，一次最多 { $most } 行。请分成几份导入。
refusal-office-cell-broken = 这一格在表格里显示错误。请改成正确的内容。
refusal-office-no-station = “{ $value }”不是联络站。请填联络站的代码或名称。
refusal-office-no-deputy = 这个人现在不在这个联络站任代表。请先在“职务”里登记。
refusal-office-described-already = 这一条已经登记过。请打开原来的那一条修改。
refusal-office-unit-twice = 这位代表在同一级人大已经登记在选区“{ $value }”。一级只能有一个选区，请改正。
refusal-office-hours-unreadable = “{ $value }”不是开放时间。请写成“周三 09:00-11:30”，几段之间用分号隔开。
refusal-office-number-unreadable = “{ $value }”不是可用的整数。请填 1 或更大的数字，或者不填。
