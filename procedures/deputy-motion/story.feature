# language: zh-CN
# 代表议案：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 代表议案

  背景:
    假如 今天是 2026-03-02
    并且 有代表「赵十一」
    并且 有代表「钱十二」
    并且 有「城建环资委」是「committee」

  场景: 交付办理的议案，常委会听取和审议办理情况报告
    当 「梁一」按「deputy-motion」提出「依法治理河道采砂的议案」
      | co-signers | 赵十一、钱十二 |
      | from       | research       |
    那么 该事项处于「co-signing」
    当 「赵十一」做「confirm-signature」
    并且 「钱十二」做「confirm-signature」
    那么 该事项处于「checking」
    当 「县人大常委会办公室」做「register-motion」
      | number     | 2026-1 |
      | signatures | 12     |
    那么 该事项处于「deciding」
    并且 「decide」期限是 2026-03-16
    并且 「answer」期限是 2026-12-02
    当 「县人大常委会办公室」做「refer」
      | to-committee | 城建环资委 |
    那么 由「城建环资委」负责
    并且 「committee」期限是 2026-04-01
    当 「城建环资委」做「give-opinion」
      | recommends | handle |
    那么 被拒绝: act.needs-first
    当 「城建环资委」做「talk-with-deputies」
      | talked-on | 2026-03-02 |
    并且 「城建环资委」做「give-opinion」
      | recommends | handle |
    那么 该事项处于「deciding」
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | co   | 道路局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「talk-with-deputies」
      | talked-on | 2026-03-02 |
    并且 「水务局」做「report-handling」
      | class | done |
    那么 该事项处于「hearing」
    当 「水务局」做「accept-report」
      | heard-on | 2026-03-02 |
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「refuse-report」
      | refused-on | 2026-03-02 |
    那么 该事项处于「handling-again」
    并且 「handle-again」期限是 2026-04-02
    当 「水务局」做「report-handling」
      | class | done |
    并且 「县人大常委会办公室」做「refuse-report」
      | refused-on | 2026-03-02 |
    那么 被拒绝: act.no-more
    当 「县人大常委会办公室」做「accept-report」
      | heard-on | 2026-03-02 |
    并且 「梁一」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 该事项处于「closed」
    并且 评价是「satisfied」

  场景: 列入议程的议案，表决以后告知代表，决定另行跟踪
    当 「梁一」按「deputy-motion」提出「关于设立生态日的议案」
    那么 该事项处于「checking」
    当 「县人大常委会办公室」做「register-motion」
      | number     | 2026-2 |
      | signatures | 3      |
    那么 被拒绝: field.out-of-range
    当 「县人大常委会办公室」做「register-motion」
      | number     | 2026-2 |
      | signatures | 15     |
    并且 「县人大常委会办公室」做「put-on-agenda」
      | meeting | 2026-03-05 |
    并且 「县人大常委会办公室」做「tell-vote」
      | class  | done             |
      | passed | passed           |
      | votes  | 赞成二十，反对一 |
    那么 结果是「voted」
    当 「县人大常委会办公室」做「follow-up」
      | title | 生态日决定的落实 |
    并且 接着看转出的事项
    那么 由「县人大常委会办公室」负责

  场景: 不够议案的改作建议，专委退回有次数
    当 「梁一」按「deputy-motion」提出「村口加装路灯」
    并且 「县人大常委会办公室」做「register-motion」
      | number     | 2026-3 |
      | signatures | 10     |
    并且 「县人大常委会办公室」做「refer」
      | to-committee | 城建环资委 |
    并且 「城建环资委」做「give-back」
    并且 「县人大常委会办公室」做「refer」
      | to-committee | 城建环资委 |
    并且 「城建环资委」做「give-back」
    并且 「县人大常委会办公室」做「refer」
      | to-committee | 城建环资委 |
    那么 被拒绝: act.no-more
    当 「县人大常委会办公室」做「turn-into-suggestion」
      | title | 村口加装路灯 |
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「checking」

  场景: 专委没有按时提出意见，系统自己显示
    当 「梁一」按「deputy-motion」提出「农房安全的议案」
    并且 「县人大常委会办公室」做「register-motion」
      | number     | 2026-4 |
      | signatures | 10     |
    并且 「县人大常委会办公室」做「refer」
      | to-committee | 城建环资委 |
    并且 时间到 2026-04-03
    那么 「committee」已逾期
    并且 该事项处于「in-committee」
    当 「梁一」做「withdraw」
    那么 结果是「withdrawn」
