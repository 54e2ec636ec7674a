# language: zh-CN
# 民情直通车：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 民情直通车

  背景:
    假如 今天是 2026-03-02
    并且 有「苇塘镇人民政府」是「town-government」，在「t1」

  场景: 超出乡镇能力的，交办督办，时限和责任人上墙
    当 「居民」按「public-express」提出「通村公路加宽」
      | channel | talk           |
      | wish    | public-service |
    那么 该事项处于「collected」
    并且 由「苇塘镇人民政府」负责
    并且 「analysis」期限是 2026-03-05
    当 「苇塘镇人民政府」做「test-legality」
      | legality | lawful |
    那么 该事项处于「assessing」
    当 「苇塘镇人民政府」做「test-feasibility」
      | feasibility | beyond |
    那么 该事项处于「assigning」
    当 「苇塘镇人民政府」做「hand-over」
      | lead      | 道路局     |
      | person    | 冯九       |
      | finish-by | 2026-03-13 |
    那么 该事项处于「handed-over」
    并且 由「道路局」负责
    并且 「chart」期限是 2026-03-12
    并且 「reply」期限是 2026-03-23
    当 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class    | promised   |
      | promised | 2026-06-30 |
    那么 该事项处于「rating」
    当 居民评价「satisfied」已解决
    那么 该事项处于「closed」
    并且 「promise」期限是 2026-06-30
    当 「道路局」做「deliver」
    那么 结果是「answered」

  场景: 不符合政策法规的，只能解释，不能交办
    当 「居民」按「public-express」提出「在水源地建停车场」
      | channel | chat-group     |
      | wish    | public-service |
    并且 「苇塘镇人民政府」做「test-legality」
      | legality | unlawful |
    那么 该事项处于「explaining」
    当 「苇塘镇人民政府」做「hand-over」
      | lead      | 道路局     |
      | person    | 冯九       |
      | finish-by | 2026-03-13 |
    那么 被拒绝: act.not-now
    当 「苇塘镇人民政府」做「explain」
    那么 该事项处于「rating」
    并且 有 1 次答复
    当 居民评价「not-satisfied」未解决，要求再办
    那么 该事项处于「collected」
    并且 是第 2 轮

  场景: 办得了的立即响应；办不成退回后改为交办
    当 「居民」按「public-express」提出「修一修水渠闸门」
      | channel | online       |
      | wish    | three-trades |
    并且 「苇塘镇人民政府」做「test-legality」
      | legality | lawful |
    并且 「苇塘镇人民政府」做「test-feasibility」
      | feasibility | within |
    并且 「苇塘镇人民政府」做「respond-at-once」
      | lead      | 水务局     |
      | person    | 董十       |
      | finish-by | 2026-03-06 |
    那么 该事项处于「at-once」
    并且 「at-once」期限是 2026-03-09
    当 「水务局」做「return」
      | duty | roads-1 |
    那么 该事项处于「assigning」
    当 「苇塘镇人民政府」做「hand-over」
      | lead      | 道路局     |
      | person    | 冯九       |
      | finish-by | 2026-03-20 |
    那么 由「道路局」负责
    并且 「chart」期限是 2026-03-19

  场景: 没有责任人和时限的交办被退回
    当 「居民」按「public-express」提出「村口装路灯」
      | channel | visit          |
      | wish    | public-service |
    并且 「苇塘镇人民政府」做「test-legality」
      | legality | lawful |
    并且 「苇塘镇人民政府」做「test-feasibility」
      | feasibility | beyond |
    并且 「苇塘镇人民政府」做「hand-over」
      | lead      | 道路局     |
      | finish-by | 2026-03-13 |
    那么 被拒绝: field.empty

  场景: 什么都不点，逾期也自己显示
    当 「居民」按「public-express」提出「桥面破损」
      | channel | talk           |
      | wish    | public-service |
    并且 「苇塘镇人民政府」做「test-legality」
      | legality | lawful |
    并且 「苇塘镇人民政府」做「test-feasibility」
      | feasibility | beyond |
    并且 「苇塘镇人民政府」做「hand-over」
      | lead      | 道路局     |
      | person    | 冯九       |
      | finish-by | 2026-03-13 |
    并且 「道路局」做「sign」
    并且 时间到 2026-04-20
    那么 「chart」已逾期
    并且 「reply」已逾期
    并且 「answer」已逾期
    当 「道路局」做「grant-time」
    那么 被拒绝: act.not-yours
    当 「道路局」做「reply」
      | class | done |
    那么 「chart」迟到完成
    并且 该事项处于「rating」
