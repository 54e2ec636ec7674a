# language: zh-CN
# 政协委员工作室：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 政协委员工作室

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县政协」是「cppcc」

  场景: 企业反映的难题，委员接待后交单位办
    当 「居民」按「cppcc-member-room」提出「厂门口的路限重」
      | from | member-firm  |
      | firm | 青禾竹器厂   |
    那么 该事项处于「received」
    并且 由「青禾县政协」负责
    并且 「answer」期限是 2026-04-14
    当 「青禾县政协」做「receive」
      | room        | 南街委员工作室 |
      | member      | 委员韩某       |
      | form        | visit          |
      | received-on | 2026-03-02     |
    那么 「form」是「visit」
    当 「青禾县政协」做「pass-on」
      | lead | 道路局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | done |
    那么 该事项处于「rating」
    当 「青禾县政协」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 被拒绝: rating.by-officer
    当 「居民」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 该事项处于「taken-in」
    并且 是第 2 轮
    当 「青禾县政协」做「answer-there」
    并且 「居民」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 被拒绝: rounds.no-more
    当 「居民」做「rate」
      | rating | basically-satisfied |
      | solved | yes                 |
    那么 该事项处于「closed」

  场景: 值得提的转为提案
    当 「居民」按「cppcc-member-room」提出「山里缺冷库」
      | from   | person |
      | sector | 农业界 |
    并且 「青禾县政协」做「receive」
      | room        | 南街委员工作室 |
      | member      | 委员杨某       |
      | form        | at-the-room    |
      | received-on | 2026-03-02     |
    并且 「青禾县政协」做「make-proposal」
      | title | 建设山区公共冷库 |
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「proposed」
    并且 由「青禾县政协」负责

  场景: 单位退回，委员工作室另转；期限自己走
    当 「居民」按「cppcc-member-room」提出「水压太低」
      | from | person |
    并且 时间到 2026-03-10
    那么 「take-in」已逾期
    当 「青禾县政协」做「receive」
      | room        | 北街委员工作室 |
      | member      | 委员朱某       |
      | form        | online         |
      | received-on | 2026-03-10     |
    并且 「青禾县政协」做「pass-on」
      | lead | 学校局 |
    并且 「学校局」做「return」
      | duty | water-1 |
    那么 该事项处于「taken-in」
    当 「青禾县政协」做「pass-on」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「ask」
    那么 「reply」暂停
    当 「水务局」做「reply」
      | class | done |
    那么 被拒绝: reply.question-open
    当 时间到 2026-03-27
    那么 「reply」在走
    当 时间到 2026-05-20
    那么 「answer」已逾期
