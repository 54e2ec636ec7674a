# language: zh-CN
# 代表建议，按浙江省规定（2016）的期限。人名、地名、单位均为虚构。
功能: 代表建议（浙江省 2016）

  背景:
    假如 今天是 2026-03-02

  场景: 七天内告知代表，十天内退回，两个月会办意见
    当 「梁一」按「deputy-suggestion」提出「古桥保护」
      | session | between-sessions |
    那么 「check」期限是 2026-03-09
    当 「县人大常委会办公室」做「number」
      | number | 0001 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局      |
      | co   | 水务局      |
      | way  | lead-and-co |
    那么 「send-back」期限是 2026-03-12
    并且 「co-reply」期限是 2026-05-06
    并且 「answer」期限是 2026-06-02

  场景: 不满意的一个月内重新答复；承诺的办成以后再答复
    当 「梁一」按「deputy-suggestion」提出「河埠头修缮」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 0002 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | way  | alone  |
    并且 「水务局」做「sign」
    并且 「水务局」做「contact-deputy」
      | by-way-of    | meeting    |
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class | not-possible |
    并且 「梁一」做「rate-attitude」
      | attitude | not-satisfied |
    并且 「梁一」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    并且 「县人大常委会办公室」做「order-again」
    那么 「re-handle」期限是 2026-04-02
    当 「水务局」做「contact-deputy」
      | by-way-of    | visit      |
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class    | planned    |
      | promised | 2026-06-30 |
    并且 「梁一」做「rate-attitude」
      | attitude | satisfied |
    并且 「梁一」做「rate」
      | rating | satisfied |
      | solved | no        |
    并且 「水务局」做「deliver」
    那么 该事项处于「delivery-rating」
