# language: zh-CN
# 网格事项闭环：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 网格事项闭环

  背景:
    假如 今天是 2026-03-02
    并且 有「磨坊村网格」是「grid」，在「t1v1」
    并且 有「苇塘镇人民政府」是「town-government」，在「t1」
    并且 有「青禾县网格中心」是「grid」

  场景: 小事项由村（社区）网格直接交办责任人，办完核验反馈
    当 「居民」按「grid-loop」提出「楼道灯不亮」
      | found-by | order    |
      | service  | 照明维修 |
    那么 该事项处于「found」
    并且 由「磨坊村网格」负责
    并且 「screen」期限是 2026-03-03
    当 「磨坊村网格」做「screen」
      | weight     | small         |
      | risk-field | public-safety |
    那么 该事项处于「village-assessing」
    当 「磨坊村网格」做「hand-over」
      | lead       | 道路局     |
      | dispatcher | 磨坊村网格 |
      | order-by   | slip       |
      | person     | 冯九       |
    那么 该事项处于「dispatched」
    并且 「settle」期限是 2026-03-16
    并且 「check-ledger」期限是 2026-03-09
    当 「道路局」做「sign」
    并且 「磨坊村网格」做「check-ledger」
      | ledger-state | on-time |
    并且 「道路局」做「report-progress」
      | progress | half |
    并且 「道路局」做「settle」
      | class | done |
    那么 该事项处于「checking」
    并且 由「磨坊村网格」负责
    当 「道路局」做「feed-result-back」
      | checked-by | visit |
    那么 被拒绝: act.not-yours
    当 「磨坊村网格」做「feed-result-back」
      | checked-by | call-back |
      | score      | 90        |
    那么 该事项处于「rating」
    当 居民评价「satisfied」已解决
    那么 结果是「answered」

  场景: 重大事项经乡镇上报，由县级网格交办；会商、通报都有规定情形
    当 「居民」按「grid-loop」提出「山体有裂缝」
      | found-by | visit |
    并且 「磨坊村网格」做「screen」
      | weight     | serious |
      | risk-field | weather |
    那么 该事项处于「reporting」
    并且 由「苇塘镇人民政府」负责
    当 「磨坊村网格」做「report-up」
      | county-grid | 青禾县网格中心 |
    那么 被拒绝: act.not-yours
    当 「苇塘镇人民政府」做「report-up」
      | county-grid | 青禾县网格中心 |
    那么 该事项处于「county-assessing」
    并且 由「青禾县网格中心」负责
    当 「青禾县网格中心」做「hold-conference」
      | conference-trigger | major-hazard   |
      | participants       | 道路局、水务局 |
    并且 「青禾县网格中心」做「hand-over」
      | lead       | 道路局         |
      | co         | 水务局         |
      | dispatcher | 青禾县网格中心 |
      | order-by   | phone          |
    那么 该事项处于「dispatched」
    当 「青禾县网格中心」做「circulate-notice」
      | notice-trigger | late |
    那么 被拒绝: field.not-offered
    当 「青禾县网格中心」做「circulate-notice」
      | notice-trigger | slow |
    那么 「notice-trigger」是「slow」
    当 「苇塘镇人民政府」做「circulate-notice」
      | notice-trigger | slow |
    那么 被拒绝: act.not-yours

  场景: 一般事项由乡镇网格交办；退回两次以后，交办网格的决定不再退回
    当 「居民」按「grid-loop」提出「水渠堵塞」
      | found-by | chat-group |
    并且 「磨坊村网格」做「screen」
      | weight     | general |
      | risk-field | ecology |
    那么 该事项处于「town-assessing」
    当 「磨坊村网格」做「hand-over」
      | lead       | 道路局     |
      | dispatcher | 磨坊村网格 |
      | order-by   | chat       |
    那么 被拒绝: act.not-yours
    当 「苇塘镇人民政府」做「hand-over」
      | lead       | 道路局         |
      | dispatcher | 苇塘镇人民政府 |
      | order-by   | chat           |
    并且 「道路局」做「return」
      | duty | water-1 |
    那么 该事项处于「dispatching-again」
    并且 由「苇塘镇人民政府」负责
    当 「苇塘镇人民政府」做「hand-over」
      | lead     | 水务局 |
      | order-by | slip   |
    并且 「水务局」做「return」
      | duty | roads-1 |
    并且 「苇塘镇人民政府」做「hand-over」
      | lead     | 水务局 |
      | order-by | slip   |
    并且 「水务局」做「return」
      | duty | roads-1 |
    那么 被拒绝: return.stands

  场景: 没有筛选的自动转到乡镇；台账逾期自己显示
    当 「居民」按「grid-loop」提出「疑似诈骗电话」
      | found-by | call |
    并且 时间到 2026-03-04
    那么 「screen」已逾期
    并且 该事项处于「town-assessing」
    当 「苇塘镇人民政府」做「regrade」
      | weight | small |
    那么 该事项处于「village-assessing」
    当 「磨坊村网格」做「regrade」
      | weight | serious |
    那么 被拒绝: act.no-more
    当 「磨坊村网格」做「hand-over」
      | lead       | 水务局     |
      | dispatcher | 磨坊村网格 |
      | order-by   | chat       |
    并且 「水务局」做「sign」
    并且 时间到 2026-04-10
    那么 「settle」已逾期
    并且 「answer」已逾期
    当 「水务局」做「settle」
      | class | done |
    那么 「settle」迟到完成

  场景: 核验未过的退回办理，不满意的再筛选一次
    当 「居民」按「grid-loop」提出「垃圾未清」
      | found-by | order |
    并且 「磨坊村网格」做「screen」
      | weight     | small   |
      | risk-field | ecology |
    并且 「磨坊村网格」做「hand-over」
      | lead       | 水务局     |
      | dispatcher | 磨坊村网格 |
      | order-by   | chat       |
    并且 「水务局」做「sign」
    并且 「水务局」做「settle」
      | class | done |
    并且 「磨坊村网格」做「settle-again」
    那么 该事项处于「settling」
    当 「水务局」做「settle」
      | class | done |
    并且 「磨坊村网格」做「feed-result-back」
      | checked-by | visit |
    并且 居民评价「not-satisfied」未解决，要求再办
    那么 该事项处于「found」
    并且 是第 2 轮

  场景: 研判是矛盾纠纷的，转调解，同一条线索往下走
    当 「居民」按「grid-loop」提出「两家争水」
      | found-by | visit |
    并且 「磨坊村网格」做「screen」
      | weight     | small   |
      | risk-field | dispute |
    并且 「磨坊村网格」做「to-mediation」
      | kind | neighbours |
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「filed」
    并且 「kind」是「neighbours」
