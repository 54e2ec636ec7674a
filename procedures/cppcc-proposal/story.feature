# language: zh-CN
# 政协提案：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 政协提案

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县政协」是「cppcc」
    并且 有「民建青禾支部」是「committee」

  场景: 一件提案从提交、立案、交办到答复和评价
    当 「民建青禾支部」按「cppcc-proposal」提出「扶持山区中药材加工」
      | proposer-kind | party        |
      | proposed-by   | 民建青禾支部 |
      | session       | in-session   |
    那么 该事项处于「proposed」
    并且 由「青禾县政协」负责
    并且 「file」期限是 2026-03-16
    当 「青禾县政协」做「put-on-file」
      | number | 第12号 |
    并且 「青禾县政协」做「hand-over」
      | lead | 道路局 |
      | co   | 水务局 |
    那么 「answer」期限是 2026-06-02
    当 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | adopted |
    那么 被拒绝: act.needs-first
    当 「道路局」做「contact-proposer」
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「co-reply」
    并且 「道路局」做「reply」
      | class | adopted |
    那么 该事项处于「rating」
    并且 由「民建青禾支部」负责
    当 「道路局」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 被拒绝: rating.by-officer
    当 「民建青禾支部」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 该事项处于「closed」
    并且 评价是「satisfied」

  场景: 重点提案现场督办，并就办理开展协商
    当 「民建青禾支部」按「cppcc-proposal」提出「建设产业专业园」
      | proposer-kind | party        |
      | proposed-by   | 民建青禾支部 |
      | session       | in-session   |
    并且 「青禾县政协」做「put-on-file」
      | number | 第13号 |
    并且 「青禾县政协」做「supervise-key-proposal」
      | supervised-by | 冯主席     |
      | supervised-on | 2026-03-02 |
      | form          | on-site    |
    那么 「form」是「on-site」
    当 「青禾县政协」做「consult-on-it」
      | title | 产业专业园怎么建 |
    那么 该事项处于「filed」
    当 接着看转出的事项
    那么 该事项处于「proposed」
    当 回到原来的事项
    并且 「青禾县政协」做「consult-on-it」
      | title | 产业专业园怎么建 |
    那么 被拒绝: act.no-more

  场景: 没有签收视为接受，没有答复系统自己显示
    当 「民建青禾支部」按「cppcc-proposal」提出「保护老城墙」
      | proposer-kind | members          |
      | proposed-by   | 委员褚某、卫某等 |
      | session       | between-sessions |
    并且 「青禾县政协」做「put-on-file」
      | number | 第14号 |
    并且 「青禾县政协」做「hand-over」
      | lead | 学校局 |
    并且 时间到 2026-03-17
    那么 该事项处于「handling」
    当 时间到 2026-06-03
    那么 「answer」已逾期
    当 「青禾县政协」做「urge」
    并且 「学校局」做「contact-proposer」
      | contacted-on | 2026-06-03 |
    并且 「学校局」做「reply」
      | class    | planned    |
      | promised | 2026-10-30 |
    那么 「answer」迟到完成
    并且 「promise」期限是 2026-10-30

  场景: 不予立案要说明，不满意只再办一次
    当 「民建青禾支部」按「cppcc-proposal」提出「某人工资被拖欠」
      | proposer-kind | member           |
      | proposed-by   | 委员蒋某         |
      | session       | between-sessions |
    并且 「青禾县政协」做「not-file」
    那么 结果是「explained」
    当 「民建青禾支部」按「cppcc-proposal」提出「清理河道漂浮物」
      | proposer-kind | party        |
      | proposed-by   | 民建青禾支部 |
      | session       | in-session   |
    并且 「青禾县政协」做「put-on-file」
      | number | 第15号 |
    并且 「青禾县政协」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「contact-proposer」
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class | for-reference |
    并且 「民建青禾支部」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 该事项处于「handling-again」
    并且 「handle-again」期限是 2026-04-02
    当 「水务局」做「contact-proposer」
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class | adopted |
    并且 「民建青禾支部」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 被拒绝: rounds.no-more
