# language: zh-CN
# 代表约见：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 代表约见

  背景:
    假如 今天是 2026-03-02
    当 「梁一」按「meet-the-mayor」提出「学校门口要有人行横道」
      | form   | meeting |
      | level  | county  |
      | source | voters  |
    那么 该事项处于「proposed」

  场景: 选题、约见、交办、答复、代表评价、回头看
    当 「县人大常委会办公室」做「arrange」
      | meeting  | 2026-04-20 |
      | official | 县长       |
      | deputies | 8          |
    那么 该事项处于「arranged」
    并且 「topic-by」期限是 2026-04-13
    当 「县人大常委会办公室」做「send-topic」
    并且 时间到 2026-04-20
    并且 「县人大常委会办公室」做「record-meeting」
      | lead | 道路局     |
      | held | 2026-04-20 |
    那么 该事项处于「handed-over」
    当 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | done |
    那么 该事项处于「rating」
    当 「梁一」做「rate-answer」
      | rating | satisfied |
    那么 该事项处于「closed」
    并且 「rating」是「satisfied」
    并且 「look-back」在走
    当 「梁一」做「look-again」
      | looked | 2026-04-20 |
      | holds  | done       |

  场景: 议题没有按时送到；代表没有评价，期满办结
    当 「县人大常委会办公室」做「arrange」
      | meeting  | 2026-04-20 |
      | official | 县长       |
      | deputies | 8          |
    并且 时间到 2026-04-14
    那么 「topic-by」已逾期
    当 「县人大常委会办公室」做「record-meeting」
      | lead | 道路局     |
      | held | 2026-04-14 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | done |
    并且 时间到 2026-05-15
    那么 「rate」已逾期
    并且 该事项处于「closed」

  场景: 办理的机关和别的代表不能评价；要求再办一次
    假如 有代表「赵十一」
    当 「县人大常委会办公室」做「arrange」
      | meeting  | 2026-04-20 |
      | official | 县长       |
      | deputies | 8          |
    并且 「县人大常委会办公室」做「record-meeting」
      | lead | 道路局     |
      | held | 2026-03-02 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | done |
    并且 「道路局」做「rate-answer」
      | rating | satisfied |
    那么 被拒绝: act.not-yours
    当 「赵十一」做「rate-answer」
      | rating | satisfied |
    那么 被拒绝: act.not-yours
    当 「梁一」做「handle-again」
    那么 该事项处于「handling」
    当 「道路局」做「reply」
      | class | done |
    并且 「梁一」做「handle-again」
    那么 被拒绝: rounds.no-more

  场景: 没有选为议题的也有回音
    当 「县人大常委会办公室」做「explain」
    那么 该事项处于「declined」
    并且 结果是「explained」

  场景: 约见以后接着三问
    当 「县人大常委会办公室」做「arrange」
      | meeting  | 2026-04-20 |
      | official | 县长       |
      | deputies | 8          |
    并且 「县人大常委会办公室」做「record-meeting」
      | lead | 道路局     |
      | held | 2026-03-02 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class    | promised   |
      | promised | 2026-12-31 |
    并且 「梁一」做「rate-answer」
      | rating | basically-satisfied |
    并且 「县人大常委会办公室」做「go-on」
    那么 该事项处于「closed」
    当 接着看转出的事项
    那么 该事项处于「registered」
    当 回到原来的事项
    那么 「promise」在走
