# Figures: what the house states of itself, with the rows behind every number.

refusal-filter-day = 这不是一个日子。请按“2026-03-31”的样子填写。
refusal-filter-unit = 没有这个单位。请从单位列表里重新选一个。

## used: figures-name-*
figures-name-received = 收到
figures-name-answered = 已答复
figures-name-on-time = 按时答复
figures-name-open = 等待答复
figures-name-late = 逾期未答复
figures-name-solved = 提出人说已解决
figures-name-satisfied = 满意
figures-name-basically-satisfied = 基本满意
figures-name-not-satisfied = 不满意
figures-name-not-rated = 未评价
figures-name-rated-assisted = 代为录入的评价
figures-name-sent-back = 退回“非我职责”
figures-name-second-rounds = 再次办理
figures-name-relapses = 又出现的问题
figures-name-promises = 作出承诺
figures-name-promises-kept = 承诺按期兑现
figures-name-promises-kept-late = 承诺逾期兑现
figures-name-promises-overdue = 承诺逾期未兑现
figures-name-withdrawn = 撤回
figures-name-merged = 并案
figures-name-imported = 台账导入
