# The words of 群众意见: its steps, roles, clocks, kinds of answers and ratings.

## used: procedure-*
procedure-public-opinion = 群众意见

# Where a matter stands, as its label says it.
## used: step-*
step-raised = 待受理
step-screening = 待分办
step-handed-over = 待签收
step-handling = 办理中
step-at-once = 立即办理中
step-answered = 已答复，待反馈
step-rating = 待评价
step-closed = 已办结
step-withdrawn = 已撤回
step-merged = 已并案

# The step line that residents see.
## used: stage-*
stage-raise = 提出
stage-accept = 受理
stage-assign = 交办
stage-handle = 办理
stage-answer = 答复
stage-rate = 评价
stage-look-back = 回头看

## used: role-*
role-submitter = 提出人
role-deputy = 代表
role-station = 代表联络站
role-congress = 人大办公室
role-leader = 督办领导
role-lead = 主办单位
role-co = 协办单位
role-holder = 当前承办方
role-nobody = 无人
role-house = 系统自动

# What a clock waits for.
## used: clock-*
clock-answer = 答复
clock-accept = 接件
clock-screen = 分办
clock-sign = 签收
clock-reply = 主办答复
clock-co-reply = 协办意见
clock-at-once = 立即办理
clock-question = 等提出人补充
clock-feed-back = 反馈
clock-rate = 评价
clock-look-back = 回头看
clock-promise = 承诺兑现

## used: answer-*
answer-done = 已经办好
answer-promised = 承诺限期办好
answer-impossible = 不能办理，已说明依据
answer-above = 超出权限，已转报上级
answer-explained = 已作解释说明

## used: rating-*
rating-satisfied = 满意
rating-basically-satisfied = 基本满意
rating-not-satisfied = 不满意
rating-none = 未评价
