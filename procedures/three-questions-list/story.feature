# language: zh-CN
# 三问监督（清单式）：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 三问监督（清单式）

  背景:
    假如 今天是 2026-03-02
    当 「罗五」按「three-questions-list」提出「建议修好石桥村口路段」
      | raised-at | 2025年约见县长 |
      | year      | 2025           |
    那么 该事项处于「registered」

  场景: 一问清单、二问进展、三问结果、工作评议
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    那么 该事项处于「listing」
    并且 「list」期限是 2026-04-02
    并且 「progress」期限是 2026-08-03
    当 「道路局」做「sign」
    并且 「道路局」做「send-list」
      | person-responsible | 副局长     |
      | finish             | 2026-10-31 |
      | sum                | 1200000    |
    那么 该事项处于「progressing」
    当 「道路局」做「send-progress」
      | percent | 60 |
    那么 该事项处于「finishing」
    当 「道路局」做「send-result」
      | class | done |
    那么 该事项处于「appraising」
    当 「县人大常委会办公室」做「appraise」
      | held          | 2026-03-02 |
      | grade         | satisfied  |
      | satisfied     | 20         |
      | basically     | 3          |
      | not-satisfied | 0          |
    那么 该事项处于「closed」
    并且 「grade」是「satisfied」

  场景: 二问没有按时报来
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    并且 「道路局」做「send-list」
      | person-responsible | 副局长     |
      | finish             | 2026-10-31 |
    并且 时间到 2026-08-04
    那么 「progress」已逾期
    并且 「answer」在走
    当 「道路局」做「send-progress」
      | percent | 30 |
    那么 「progress」迟到完成

  场景: 跳过二问不能报结果；百分比写错的不收；自己不能评议自己
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    并且 「道路局」做「send-list」
      | person-responsible | 副局长     |
      | finish             | 2026-10-31 |
    并且 「道路局」做「send-result」
      | class | done |
    那么 被拒绝: act.not-now
    当 「道路局」做「send-progress」
      | percent | 160 |
    那么 被拒绝: field.out-of-range
    当 「道路局」做「send-progress」
      | percent | 100 |
    并且 「道路局」做「send-result」
      | class | done |
    并且 「道路局」做「appraise」
      | held          | 2026-03-02 |
      | grade         | satisfied  |
      | satisfied     | 23         |
      | basically     | 0          |
      | not-satisfied | 0          |
    那么 被拒绝: act.not-yours

  场景: 评议不通过，再问一次进展，只有一次
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    并且 「道路局」做「send-list」
      | person-responsible | 副局长     |
      | finish             | 2026-10-31 |
    并且 「道路局」做「send-progress」
      | percent | 100 |
    并且 「道路局」做「send-result」
      | class | done |
    并且 「县人大常委会办公室」做「ask-again」
      | held          | 2026-03-02 |
      | satisfied     | 2          |
      | basically     | 3          |
      | not-satisfied | 18         |
    那么 该事项处于「progressing」
    并且 是第 2 轮
    当 「道路局」做「send-progress」
      | percent | 100 |
    并且 「道路局」做「send-result」
      | class | done |
    并且 「县人大常委会办公室」做「ask-again」
      | held          | 2026-03-02 |
      | satisfied     | 2          |
      | basically     | 3          |
      | not-satisfied | 18         |
    那么 被拒绝: rounds.no-more
