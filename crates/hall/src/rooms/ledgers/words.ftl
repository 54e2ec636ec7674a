# Ledgers: lists to take away, and what is said while a ledger is imported.

# --- lists to take away ------------------------------------------------------------------------

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
