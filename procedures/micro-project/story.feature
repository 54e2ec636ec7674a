# language: zh-CN
# 民生微实事：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 民生微实事

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县财政局」是「department」

  场景: 代表提、政府办、人大督，两本资金台账
    当 「梁一」按「micro-project」提出「磨坊巷加装扶手」
      | estimate | 20000 |
    那么 该事项处于「proposed」
    当 「县人大常委会办公室」做「check-scope」
      | scope | outside |
      | tier  | county  |
    那么 该事项处于「assigning」
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 道路局       |
      | finance | 青禾县财政局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「quote」
      | quoted | 18600.50 |
    那么 该事项处于「funding」
    并且 由「青禾县财政局」负责
    当 「道路局」做「approve-funds」
      | own-funds     | 10000   |
      | support-funds | 8600.50 |
    那么 被拒绝: act.not-yours
    当 「青禾县财政局」做「quote-again」
    并且 「道路局」做「quote」
      | quoted | 18000 |
    并且 「青禾县财政局」做「approve-funds」
      | own-funds     | 10000 |
      | support-funds | 8000  |
    那么 该事项处于「building」
    当 「青禾县财政局」做「disburse」
      | ledger  | own        |
      | paid    | 10000      |
      | paid-on | 2026-03-02 |
    并且 「道路局」做「reply」
      | class       | done       |
      | finished-on | 2026-03-02 |
      | final-cost  | 18000      |
    那么 该事项处于「accepting」
    并且 由「苇塘代表联络站」负责
    当 「道路局」做「accept-work」
      | seen-on | 2026-03-02 |
    那么 被拒绝: act.not-yours
    当 「梁一」做「accept-work」
      | seen-on | 2026-03-02 |
    那么 该事项处于「verifying」
    当 「县人大常委会办公室」做「verify」
      | ledgers-agree | yes |
    那么 结果是「answered」
    当 「青禾县财政局」做「disburse」
      | ledger  | support    |
      | paid    | 8000       |
      | paid-on | 2026-03-02 |
    那么 「ledger」是「support」

  场景: 属于十件民生实事的，不列入，只能说明
    当 「梁一」按「micro-project」提出「新建社区卫生站」
    并且 「县人大常委会办公室」做「check-scope」
      | scope | among-ten |
      | tier  | county    |
    那么 该事项处于「declining」
    当 「罗五」做「hand-over」
      | lead    | 道路局       |
      | finance | 青禾县财政局 |
    那么 被拒绝: act.not-now
    当 「县人大常委会办公室」做「explain」
    那么 结果是「declined」
    并且 有 1 次答复

  场景: 资金和工期逾期，什么都不点也显示；代表没验收的由人大核验
    当 「梁一」按「micro-project」提出「村口修水沟」
    并且 「县人大常委会办公室」做「check-scope」
      | scope | outside |
      | tier  | town    |
    并且 「县人大常委会办公室」做「hand-over」
      | lead    | 水务局       |
      | finance | 青禾县财政局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「quote」
      | quoted | 9000 |
    并且 时间到 2026-03-17
    那么 「fund」已逾期
    当 「青禾县财政局」做「approve-funds」
      | own-funds     | 9000 |
      | support-funds | 0    |
    并且 时间到 2026-06-18
    那么 「build」已逾期
    当 「水务局」做「reply」
      | class       | done       |
      | finished-on | 2026-06-18 |
      | final-cost  | 8800       |
    并且 时间到 2026-07-04
    那么 「accept」已逾期
    并且 该事项处于「verifying」

  场景: 验收未过重新实施，只有一次；报不出价的也有答复
    当 「梁一」按「micro-project」提出「老桥加栏杆」
    并且 「县人大常委会办公室」做「check-scope」
      | scope | outside |
      | tier  | county  |
    并且 「县人大常委会办公室」做「hand-over」
      | lead    | 道路局       |
      | finance | 青禾县财政局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class       | impossible |
      | finished-on | 2026-03-02 |
      | final-cost  | 0          |
    那么 该事项处于「accepting」
    当 「梁一」做「do-again」
    那么 该事项处于「assigning」
    并且 是第 2 轮
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 水务局       |
      | finance | 青禾县财政局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「reply」
      | class       | impossible |
      | finished-on | 2026-03-02 |
      | final-cost  | 0          |
    并且 「梁一」做「do-again」
    那么 被拒绝: rounds.no-more
