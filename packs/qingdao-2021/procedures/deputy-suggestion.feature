# language: zh-CN
# 代表建议，按青岛市条例（2021）的期限。人名、地名、单位均为虚构。
功能: 代表建议（青岛市 2021）

  背景:
    假如 今天是 2026-03-02

  场景: 五个工作日交办，五个工作日退回，一个月协办意见
    当 「梁一」按「deputy-suggestion」提出「海边公厕」
      | session | between-sessions |
    那么 「hand-over」期限是 2026-03-09
    当 「县人大常委会办公室」做「number」
      | number | 0001 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局      |
      | co   | 水务局      |
      | way  | lead-and-co |
    那么 「send-back」期限是 2026-03-09
    并且 「co-reply」期限是 2026-04-02
    并且 「answer」期限是 2026-06-02
    当 时间到 2026-03-10
    那么 该事项处于「handling」

  场景: 延期要经代表工作机构同意，连同延期不超过六个月
    当 「梁一」按「deputy-suggestion」提出「码头改造」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 0002 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    并且 「道路局」做「sign」
    并且 「道路局」做「ask-for-time」
      | working_days | 4 |
    那么 被拒绝: time.length
    当 「道路局」做「ask-for-time」
      | working_days | 3 |
    并且 「县人大常委会办公室」做「grant-time」
    那么 「answer」期限是 2026-09-02
