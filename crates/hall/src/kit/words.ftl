# What every page shares: the shell, the menu, dates, last days, failures and the common buttons.

# --- the shell ---------------------------------------------------------------------------------

brand-mark = 回
invented-mark = 虚构示例
invented-sentence = 本站的地区、机构、人物和事项都是虚构的，仅供演示。
skip-to-text = 跳到正文
back-home = 回到首页
position = 您的位置

menu = 菜单
menu-main = 主菜单
menu-sign-in = 工作人员登录
## used: menu-say, menu-receipt, menu-matters, menu-figures, menu-stations, menu-desk, menu-office
menu-say = 我要说
menu-receipt = 凭回执查询
menu-matters = 公开事项
menu-figures = 公开数据
menu-stations = 联络站
menu-procedures = 办理规程
menu-desk = 我的工作台
menu-office = 管理

switch-elder = 大字版
switch-language = English
switch-light = 浅色
switch-dark = 深色

# --- the public log ------------------------------------------------------------------------------

log-link = 公开日志
log-witnessed = 公开日志：见证人{ $age }见过
age-now = 刚刚
age-minutes = { $count } 分钟前
age-hours = { $count } 小时前
age-days = { $count } 天前

# --- failures ----------------------------------------------------------------------------------

failure-refused = 这一步没有办成
failure-fault = 系统出了故障
failure-kept = 故障已经记录，此前提交成功的内容不受影响。请稍后再试；如果还是不行，请把下面的编号告诉工作人员。
failure-number = 故障编号：
errors-title = 有几处需要修改

## used: problem-*
problem-400 = 请求读不懂
problem-401 = 需要有效的访问令牌
problem-403 = 不能由您来做
problem-404 = 没有找到
problem-405 = 这个地址不支持这种请求方法
problem-408 = 处理时间太长
problem-409 = 现在的状态不能这样做
problem-413 = 一次发来的内容太多
problem-503 = 现在办不了
problem-415 = 内容类型不支持
problem-422 = 内容需要修改
problem-429 = 次数太多
refusal-token-unknown = 访问令牌不对或已经失效。请在“我的账号”页重新生成，并以“Authorization: Bearer 令牌”发送。
refusal-method-unknown = 这个地址不支持这种请求方法。回应的 Allow 头列出了可用的方法。如果是在网页上，请返回上一页，用页面上的按钮。
refusal-house-disk-full = 服务器的磁盘满了，现在什么也存不进去，这一步没有办成。已经办成的都在，也还能查看。腾出空间后不用修复就能接着办；请过一会儿把同一张表单再发一次，不会重复办理。
refusal-house-disk-failed = 服务器的磁盘出了故障，现在什么也存不进去，这一步没有办成。已经办成的都在，也还能查看。请过一会儿把同一张表单再发一次，不会重复办理；急事请打电话或到联络站。
refusal-house-database-away = 数据库服务器暂时连不上。这一步可能没有办成；请过一会儿把同一张表单再发一次，不会重复办理。
refusal-house-elsewhere = 本单位的另一台服务器正在接手，这一步还没有办成。请过几秒钟把同一张表单再发一次，不会重复办理。
refusal-house-held = 本单位的资料正在搬移或整理，这一步还没有办成。所有内容都可以照常查看；请过一会儿把同一张表单再发一次，不会重复办理。
refusal-house-moved = 本单位已经搬到另一台服务器，这里不再办理，这一步没有办成。请过几分钟重新打开网页，把同一张表单再发一次，不会重复办理。
refusal-house-busy = 现在访问的人太多。请过几秒钟再试；同一张表单再发一次，不会重复办理。
refusal-sent-too-often-today = 从这里发来的、或用同一个联系方式发来的太多了。请过 { $hours } 小时再试；急的可以打电话或到联络站。
refusal-sent-too-often = 从您这里发来的太多了。请过 { $minutes } 分钟再试；急的可以打电话或到联络站。
refusal-request-too-slow = 处理时间太长，这次没有办成。请过一会儿再试；同一张表单再发一次，不会重复办理。
refusal-request-media = 这里不接受这种内容类型。请从页面上的表单提交。
refusal-field-choice = 这里只能是其中之一：{ $choices }。请改正后再发送。
refusal-field-unknown = 没有名为“{ $name }”的字段。请对照接口说明改正或删去。
refusal-parameter-empty = 参数“{ $name }”没有值。请填上值，或者删去它。

# --- days --------------------------------------------------------------------------------------

## used: date-long, weekday-*, month-*
date-long = { $year }年{ $month }{ $day }日 { $weekday }
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

due-paused = 暂停计时
due-fulfilled = 已完成
due-released = 不再计时
due-late = 已超期 { $days } 天
due-today = 今天到期
due-days = 还剩 { $days } 天

# --- common buttons and words ------------------------------------------------------------------

save = 保存
cancel = 取消
send = 提交
continue = 下一步
search = 搜索
filter = 筛选
all = 全部
yes = 是
back = 返回
## used: no
no = 否
none = 无
optional = 选填
newer = 较新的
older = 较早的
download-csv = 下载 CSV 表格
download-xlsx = 下载 Excel 表格

## used: diagram-*
diagram-box = 流程图，可以左右移动
diagram-told = 用文字说一遍
diagram-title = { $procedure }怎样走
diagram-begins = 从“{ $step }”开始。
diagram-end = 到“{ $step }”就办结了。
diagram-way = { $number }. { $from } → { $to }：{ $why }。
diagram-or = { $one }；{ $other }
diagram-act = { $who }“{ $act }”
diagram-again = { $who }“{ $act }”，要求再办一次
diagram-expiry = “{ $clock }”到期，自动转去
diagram-nobody = 那里没有人时直接过去
diagram-skipped = 不需要时跳过
