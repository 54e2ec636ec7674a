# language: zh-CN
# 代表建议，按重庆市条例（2017）的期限。人名、地名、单位均为虚构。
功能: 代表建议（重庆市 2017）

  背景:
    假如 今天是 2026-03-02

  场景: 十个工作日交办，十个工作日退回，二十个工作日沟通，三十个工作日协办意见
    当 「梁一」按「deputy-suggestion」提出「江边步道护栏」
      | session | between-sessions |
    那么 「hand-over」期限是 2026-03-16
    当 「县人大常委会办公室」做「number」
      | number | 0001 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 学校局      |
      | co   | 水务局      |
      | way  | lead-and-co |
    那么 「send-back」期限是 2026-03-16
    当 「学校局」做「return」
      | duty | roads-1 |
    那么 「re-assign」期限是 2026-03-16
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局      |
      | co   | 水务局      |
      | way  | lead-and-co |
    那么 「contact」期限是 2026-03-30
    并且 「co-reply」期限是 2026-04-14
    并且 「answer」期限是 2026-06-02

  场景: 代表二十个工作日内评价；超过期限不反馈的，没有评价，不进满意情况的统计
    当 「梁一」按「deputy-suggestion」提出「老街消防通道」
      | session | between-sessions |
    并且 「县人大常委会办公室」做「number」
      | number | 0002 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    并且 「道路局」做「sign」
    并且 「道路局」做「contact-deputy」
      | by-way-of    | visit      |
      | contacted-on | 2026-03-02 |
    并且 「道路局」做「reply」
      | class    | planned    |
      | promised | 2026-05-15 |
    那么 「rate」期限是 2026-03-30
    当 「县人大常委会办公室」做「urge」
    并且 时间到 2026-03-31
    那么 该事项处于「closed」
    并且 「rate」已逾期
    当 「道路局」做「deliver」
    那么 「rate-delivery」期限是 2026-04-29
    当 「梁一」做「rate-delivery」
      | kept | satisfied |
    那么 结果是「delivered」

  场景: 不满意的由人代工委决定是否重新办理，两个月内答复
    当 「梁一」按「deputy-suggestion」提出「桥下积水」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 0003 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | way  | alone  |
    并且 「水务局」做「sign」
    并且 「水务局」做「contact-deputy」
      | by-way-of    | phone      |
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class     | upward         |
      | passed_to | 市水利主管部门 |
    并且 「梁一」做「rate-attitude」
      | attitude | satisfied |
    并且 「梁一」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    并且 「县人大常委会办公室」做「order-again」
    那么 「re-handle」期限是 2026-05-06
    当 「梁一」做「withdraw」
    那么 被拒绝: act.not-now
