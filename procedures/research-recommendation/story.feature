# language: zh-CN
# 专题调研建议落实：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 专题调研建议落实

  背景:
    假如 今天是 2026-03-02
    当 「罗五」按「research-recommendation」提出「建议：村级供水管护有人管、有钱管」
      | report   | 农村供水管护调研报告 |
      | reported | 2025-11-20           |
      | item     | 3                    |
      | field    | people               |
    那么 该事项处于「registered」

  场景: 交办、采纳、核实、一年后回头看
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | co   | 道路局 |
    那么 该事项处于「handed-over」
    并且 「answer」期限是 2026-06-02
    当 「水务局」做「sign」
    并且 「道路局」做「co-reply」
    并且 「水务局」做「reply」
      | class              | adopted-by-date |
      | promised           | 2026-09-30      |
      | person-responsible | 副局长          |
    那么 该事项处于「checking」
    并且 「promise」期限是 2026-09-30
    当 「县人大常委会办公室」做「confirm」
      | fulfilment | not-yet |
    那么 该事项处于「closed」
    并且 「fulfilment」是「not-yet」
    当 时间到 2026-10-01
    那么 「promise」已逾期
    当 「水务局」做「deliver」
    那么 「promise」迟到完成
    并且 「revisit」在走
    当 「县人大常委会办公室」做「revisit」
      | looked | 2026-10-01 |
      | holds  | holds      |
    那么 「holds」是「holds」

  场景: 三个月没有答复，自己显示逾期
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 时间到 2026-06-03
    那么 「answer」已逾期
    并且 该事项处于「considering」

  场景: 不采纳必须说明依据；落实的单位不能自己核实
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「reply」
      | class              | not-adopted |
      | person-responsible | 副局长      |
    并且 「水务局」做「confirm」
      | fulfilment | whole |
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「send-back」
    那么 该事项处于「considering」
    并且 是第 2 轮
    并且 有 1 次答复

  场景: 调研成果选为约见议题，接着走约见
    当 「县人大常委会办公室」做「make-topic」
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「proposed」
