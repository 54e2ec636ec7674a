# language: zh-CN
# 政协协商议题：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 政协协商议题

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县政协」是「cppcc」
    并且 有「经济委员会」是「committee」
    并且 有「民建青禾支部」是「committee」

  场景: 一个议题从计划、调研、协商到采纳反馈
    当 「经济委员会」按「cppcc-consultation」提出「山区物流怎么进村」
      | form      | standing-committee |
      | key-topic | on                 |
      | partners  | 民建青禾支部       |
    那么 该事项处于「proposed」
    并且 由「青禾县政协」负责
    当 「青禾县政协」做「take-into-plan」
      | year | 2026 |
    并且 「青禾县政协」做「arrange-research」
      | researchers | 民建青禾支部 |
    那么 由「民建青禾支部」负责
    并且 「research」期限是 2026-06-02
    当 「民建青禾支部」做「hold-joint-meeting」
      | joint-on   | 2026-03-02             |
      | joint-with | 经济委员会、民建青禾支部 |
    并且 「民建青禾支部」做「report-research」
      | report | 调研第3号 |
    那么 该事项处于「ready」
    当 「青禾县政协」做「consult」
      | consulted-on | 2026-03-02 |
      | took-part    | 46         |
    并且 「青禾县政协」做「send-opinion」
      | lead | 道路局 |
    那么 「answer」期限是 2026-05-06
    当 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class     | taken-up |
      | taken-up  | 5        |
      | of-points | 8        |
    那么 该事项处于「rating」
    并且 「taken-up」是「5」
    并且 「key-topic」是「true」
    当 「道路局」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 被拒绝: rating.by-officer
    当 「经济委员会」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 该事项处于「closed」

  场景: 不列入计划要说明，调研可以退回但有次数
    当 「经济委员会」按「cppcc-consultation」提出「太大的题目」
      | form | topical |
    并且 「青禾县政协」做「leave-out」
    那么 结果是「explained」
    当 「经济委员会」按「cppcc-consultation」提出「校门口停车」
      | form | counterpart |
    并且 「青禾县政协」做「take-into-plan」
      | year | 2026 |
    并且 「青禾县政协」做「arrange-research」
      | researchers | 民建青禾支部 |
    并且 「民建青禾支部」做「give-back」
    那么 该事项处于「planned」
    当 「青禾县政协」做「arrange-research」
      | researchers | 民建青禾支部 |
    并且 「经济委员会」做「report-research」
      | report | 调研第4号 |
    那么 被拒绝: act.not-yours
    当 「民建青禾支部」做「give-back」
    并且 「青禾县政协」做「arrange-research」
      | researchers | 民建青禾支部 |
    并且 「民建青禾支部」做「give-back」
    那么 被拒绝: act.no-more

  场景: 单位没有反馈，系统自己显示；退回以后另送
    当 「经济委员会」按「cppcc-consultation」提出「污水管网」
      | form | chairpersons |
    并且 「青禾县政协」做「take-into-plan」
      | year | 2026 |
    并且 「青禾县政协」做「arrange-research」
      | researchers | 经济委员会 |
    并且 「经济委员会」做「report-research」
      | report | 调研第5号 |
    并且 「青禾县政协」做「consult」
      | consulted-on | 2026-03-02 |
      | took-part    | 20         |
    并且 「青禾县政协」做「send-opinion」
      | lead | 学校局 |
    并且 「学校局」做「return」
      | duty | water-1 |
    那么 该事项处于「concluded」
    当 「青禾县政协」做「send-opinion」
      | lead | 水务局 |
    并且 时间到 2026-05-11
    那么 「sign」已逾期
    并且 「answer」已逾期
    当 「水务局」做「sign」
    并且 「水务局」做「reply」
      | class     | not-taken-up |
      | taken-up  | 0            |
      | of-points | 4            |
    那么 「answer」迟到完成
