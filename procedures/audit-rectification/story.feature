# language: zh-CN
# 审计查出问题整改：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 审计查出问题整改

  背景:
    假如 今天是 2026-03-02
    假如 有「审计局」是「department」
    当 「罗五」按「audit-rectification」提出「供水专项资金滞留」
      | year   | 2025       |
      | heard  | 2026-03-02 |
      | number | 2025-07    |
      | kind   | funds      |
      | amount | 380000.50  |
    那么 该事项处于「listed」
    并且 「hear」期限是 2026-09-02

  场景: 交办、整改、审计机关核实、六个月内听取
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 水务局 |
      | auditor | 审计局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「record-measure」
      | measure | recovered |
      | sum     | 380000.50 |
    并且 「水务局」做「report」
      | class     | done      |
      | rectified | 380000.50 |
    那么 该事项处于「verifying」
    并且 由「审计局」负责
    当 「审计局」做「verify」
      | result | whole |
    那么 该事项处于「verified」
    当 时间到 2026-08-27
    并且 「县人大常委会办公室」做「hear」
      | held | 2026-08-27 |
    那么 该事项处于「closed」
    并且 结果是「answered」

  场景: 整改和听取都没有按时，两个期限各自显示
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 水务局 |
      | auditor | 审计局 |
    并且 「水务局」做「sign」
    并且 时间到 2026-07-03
    那么 「answer」已逾期
    并且 「hear」在走
    当 时间到 2026-09-03
    那么 「hear」已逾期
    并且 该事项处于「rectifying」

  场景: 整改单位不能自己核实，审计机关最多退回两次
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 水务局 |
      | auditor | 审计局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「report」
      | class | done |
    并且 「水务局」做「verify」
      | result | whole |
    那么 被拒绝: act.not-yours
    当 「审计局」做「reject」
    那么 该事项处于「rectifying」
    当 「水务局」做「report」
      | class | done |
    并且 「审计局」做「reject」
    并且 「水务局」做「report」
      | class | done |
    并且 「审计局」做「reject」
    那么 被拒绝: act.no-more
    当 「审计局」做「verify」
      | result | not |
    那么 该事项处于「verified」
    并且 「result」是「not」

  场景: 交办错了，退回一次
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 道路局 |
      | auditor | 审计局 |
    并且 「道路局」做「return」
      | duty | water-1 |
    那么 该事项处于「listed」
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 水务局 |
      | auditor | 审计局 |
    并且 「水务局」做「return」
      | duty | roads-1 |
    那么 被拒绝: return.stands
