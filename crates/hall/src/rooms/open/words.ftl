# Open data: what the house counts by, for anybody to recount; and what was not answered in time.

refusal-open-unknown = 没有这份开放数据。请从开放数据页面的列表里重新选。

open-title = 开放数据
open-lead = 公开事项一件一行，加上每项数据的定义。任何人都可以拿去重新数一遍，看公布的数字对不对。
open-silent = 到期没有答复的事项
open-next = 下一份在 { $time } 公布
open-next-means = 每月一日九点，由系统按时公布，不需要谁点按钮，也没有谁能拦下。
open-none = 还没有公布过开放数据
open-packages = 已公布的开放数据
open-month = 月份
open-counted = 计数时间
open-records = 日志记录数
open-hash = 文件清单的 SHA-256
open-recount = 自己重新数一遍
open-recount-means = 下载一份开放数据的全部文件，再运行 recount.py（只需要 Python 3）：数字全对，它就说相等；有一个不对，它就说出是哪一个。文件清单的哈希也写在公开日志里。
open-package-lead = 收到日期在本月一日以前的事项，截至 { $day } 的状态。
open-checkpoint = 对应的日志
open-figures = 公布的数据
open-scopes = 换一个规程或年份
open-figure = 数据
open-version = 定义版本
open-version-of = 第 { $version } 版
open-group-all = 全部
open-figures-means = “公开”一栏逐件可数。“全部”一栏再加上不公开的事项，那部分只按五件一档往下取整，所以会略少。没有列出的，分母是零，或者评价的人太少。
open-files = 文件
open-file = 文件名
open-bytes = 字节

open-silent-lead = 给提出人的日期已经过去，还没有答复。名单由时钟决定：日期一过就在这里，谁也不用点，谁也拿不下来，直到有了答复。
open-silent-total = 共 { $count } 件，含不公开的
open-silent-none = 现在没有到期未答复的公开事项
open-silent-reason = 承办单位可以在事项页面上写一条公开的说明，说明为什么还没有答复。说明写在旁边，不影响这份名单。
open-due = 答复期限
open-more = 下一页

open-own = 我的事项在开放数据里
open-own-lead = 开放数据里没有姓名，也没有您写的话。这一页告诉您哪一行是您的事项，哪些数据数了它。
open-own-row = 行号
open-own-later = 下一份公布以后，您可以在这里看到它。
open-own-absent = 您的事项不在 { $name } 这一份的行里
open-own-absent-why = 本月一日及以后收到的，要到下一份才有。不公开的事项不列成行，只在全院的合计里按五件一档计数。
open-own-package = { $name } 的开放数据
open-own-groups = 它数在哪里
open-own-groups-means = 在下面这些年份、月份、单位、地区和类别的数字里，都有它。
open-own-figures = 哪些数据数了它
open-own-counts = 是否计入
open-own-why = 为什么：这项数据数的是
open-own-cells = 这一行的全部内容
## used: open-group-*
open-group-procedure = 办理规程
open-group-year = 收到年份
open-group-month = 收到月份
open-group-unit = 单位
open-group-town = 乡镇
open-group-category = 类别
open-group-public = 公开
## used: open-counts-*
open-counts-numerator = 计入
open-counts-denominator = 只计入分母
open-counts-neither = 不计入
open-counts-apart = 评价另行计数，不与事项相连
