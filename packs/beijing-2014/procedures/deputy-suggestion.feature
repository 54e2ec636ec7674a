# language: zh-CN
# 代表建议，按北京市条例（2014）的期限。人名、地名、单位均为虚构。
功能: 代表建议（北京市 2014）

  背景:
    假如 今天是 2026-03-02

  场景: 三个月答复，十五个工作日反馈意见，重新办理两个月
    当 「梁一」按「deputy-suggestion」提出「胡同停车」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 0001 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    那么 「answer」期限是 2026-06-02
    当 「道路局」做「sign」
    并且 「道路局」做「contact-deputy」
      | by-way-of    | visit      |
      | contacted-on | 2026-03-02 |
    并且 「道路局」做「reply」
      | class | not-possible |
    那么 「rate」期限是 2026-03-23
    当 「梁一」做「rate-attitude」
      | attitude | satisfied |
    并且 「梁一」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    并且 「县人大常委会办公室」做「order-again」
    那么 「re-handle」期限是 2026-05-06

  场景: 代表没有反馈，十五个工作日以后自己办结
    当 「梁一」按「deputy-suggestion」提出「社区食堂」
      | session | between-sessions |
    并且 「县人大常委会办公室」做「number」
      | number | 0002 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 学校局 |
      | way  | alone  |
    并且 「学校局」做「sign」
    并且 「学校局」做「contact-deputy」
      | by-way-of    | phone      |
      | contacted-on | 2026-03-02 |
    并且 「学校局」做「reply」
      | class | solved |
    并且 时间到 2026-03-24
    那么 该事项处于「closed」
    并且 「rate」已逾期
