# language: zh-CN
# 民生实事项目：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 民生实事项目

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县质量站」是「department」

  场景: 票决、完成、达标、报告、测评、回头看
    当 「罗五」按「livelihood-project」提出「改造三处农贸市场」
      | tier  | county |
      | class | 商贸   |
    那么 该事项处于「candidate」
    当 「县人大常委会办公室」做「record-vote」
      | vote       | chosen |
      | candidates | 13     |
      | ballots    | 200    |
      | votes-for  | 171    |
    那么 该事项处于「assigning」
    当 「县人大常委会办公室」做「hand-over」
      | lead      | 道路局       |
      | inspector | 青禾县质量站 |
      | finish-by | 2026-11-30   |
      | budget    | 3000000      |
    并且 「道路局」做「sign」
    那么 「planned」期限是 2026-11-27
    当 「道路局」做「plan-milestone」
      | milestone-on | 2026-06-30 |
    那么 「milestone」期限是 2026-06-29
    当 时间到 2026-06-15
    并且 「道路局」做「reach-milestone」
      | reached-on | 2026-06-15 |
      | progress   | 40         |
    并且 「道路局」做「report-spending」
      | spent        | 1200000    |
      | spent-in-all | 1200000    |
      | spent-until  | 2026-06-15 |
    并且 「县人大常委会办公室」做「hold-supervision-week」
      | week-from     | 2026-06-08 |
      | week-deputies | 12         |
    并且 「道路局」做「declare-complete」
      | complete-on | 2026-06-15 |
    那么 该事项处于「inspecting」
    并且 由「青禾县质量站」负责
    当 「道路局」做「certify」
      | standard     | met        |
      | inspected-on | 2026-06-15 |
    那么 被拒绝: act.not-yours
    当 「青禾县质量站」做「certify」
      | standard     | met        |
      | inspected-on | 2026-06-15 |
    并且 「道路局」做「report-fulfilment」
      | class | done |
    那么 该事项处于「reviewing」
    当 「县人大常委会办公室」做「conclude」
    那么 被拒绝: act.needs-first
    当 「县人大常委会办公室」做「hear-report」
      | heard-on | 2026-06-15 |
    并且 「县人大常委会办公室」做「test-satisfaction」
      | satisfied           | 150 |
      | basically-satisfied | 40  |
      | not-satisfied       | 10  |
    并且 「县人大常委会办公室」做「conclude」
    那么 结果是「answered」
    并且 「look-back」期限是 2026-12-15
    当 「梁一」做「look-at-again」
      | seen-on | 2026-06-15 |
      | state   | kept       |
    那么 「state」是「kept」

  场景: 未获票决的，说明后办结
    当 「罗五」按「livelihood-project」提出「新建城市书房」
      | tier  | county |
      | class | 文化   |
    并且 「县人大常委会办公室」做「record-vote」
      | vote       | not-chosen |
      | candidates | 13         |
      | ballots    | 200        |
      | votes-for  | 60         |
    并且 「县人大常委会办公室」做「explain」
    那么 结果是「declined」
    并且 有 1 次答复

  场景: 完成不等于达标；退回整改两次以后照实认定未达标
    当 「罗五」按「livelihood-project」提出「新建两座公厕」
      | tier  | town |
      | class | 环卫 |
    并且 「县人大常委会办公室」做「record-vote」
      | vote       | chosen |
      | candidates | 6      |
      | ballots    | 50     |
      | votes-for  | 44     |
    并且 「县人大常委会办公室」做「hand-over」
      | lead      | 水务局       |
      | inspector | 青禾县质量站 |
      | finish-by | 2026-09-30   |
      | budget    | 400000       |
    并且 「水务局」做「sign」
    并且 「水务局」做「declare-complete」
      | complete-on | 2026-03-02 |
    并且 「青禾县质量站」做「send-back」
    那么 该事项处于「delivering」
    当 「水务局」做「declare-complete」
      | complete-on | 2026-03-02 |
    并且 「青禾县质量站」做「send-back」
    并且 「水务局」做「declare-complete」
      | complete-on | 2026-03-02 |
    并且 「青禾县质量站」做「send-back」
    那么 被拒绝: act.no-more
    当 「青禾县质量站」做「certify」
      | standard     | not-met    |
      | inspected-on | 2026-03-02 |
    那么 该事项处于「reporting」
    并且 「standard」是「not-met」
    并且 「complete-on」是「2026-03-02」

  场景: 节点和计划日期过了，什么都不点也显示；测评未过继续落实
    当 「罗五」按「livelihood-project」提出「加固水库」
      | tier  | county |
      | class | 水利   |
    并且 「县人大常委会办公室」做「record-vote」
      | vote       | chosen |
      | candidates | 13     |
      | ballots    | 200    |
      | votes-for  | 188    |
    并且 「县人大常委会办公室」做「hand-over」
      | lead      | 水务局       |
      | inspector | 青禾县质量站 |
      | finish-by | 2026-06-30   |
      | budget    | 800000       |
    并且 「水务局」做「sign」
    并且 「水务局」做「plan-milestone」
      | milestone-on | 2026-04-30 |
    并且 时间到 2026-07-01
    那么 「milestone」已逾期
    并且 「planned」已逾期
    当 「水务局」做「report-fulfilment」
      | class    | promised   |
      | promised | 2026-12-31 |
    并且 「县人大常委会办公室」做「test-satisfaction」
      | satisfied           | 20  |
      | basically-satisfied | 30  |
      | not-satisfied       | 150 |
    并且 「县人大常委会办公室」做「deliver-again」
    那么 该事项处于「delivering」
    并且 是第 2 轮
