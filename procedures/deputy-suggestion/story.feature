# language: zh-CN
# 代表建议：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 代表建议

  背景:
    假如 今天是 2026-03-02
    并且 有代表「赵十一」
    并且 有代表「钱十二」

  场景: 一件联名建议从确认、编号到代表评价
    当 「梁一」按「deputy-suggestion」提出「县道弯道加装护栏」
      | session    | in-session     |
      | co-signers | 赵十一、钱十二 |
      | from       | law-inspection |
    那么 该事项处于「co-signing」
    并且 「confirm」期限是 2026-03-09
    当 「赵十一」做「confirm-signature」
    那么 该事项处于「co-signing」
    当 「赵十一」做「confirm-signature」
    那么 被拒绝: act.done-already
    当 「钱十二」做「decline-signature」
    那么 该事项处于「checking」
    并且 由「县人大常委会办公室」负责
    并且 「hand-over」期限是 2026-03-16
    当 「罗五」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    那么 被拒绝: act.not-now
    当 「县人大常委会办公室」做「number」
      | number | 2026001 |
    那么 该事项处于「assigning」
    当 「县人大常委会办公室」做「hand-over」
      | lead    | 道路局      |
      | co      | 水务局      |
      | way     | lead-and-co |
      | meeting | 2026-03-02  |
    那么 该事项处于「handed-over」
    并且 「answer」期限是 2026-06-02
    并且 「contact」期限是 2026-03-30
    并且 「co-reply」期限是 2026-04-02
    当 「道路局」做「sign」
    并且 「水务局」做「co-opinion」
    并且 「道路局」做「reply」
      | class | solved |
    那么 被拒绝: act.needs-first
    当 「道路局」做「contact-deputy」
      | by-way-of    | on-site    |
      | contacted-on | 2026-03-02 |
    并且 「道路局」做「reply」
      | class     | solved |
      | in-person | on     |
    那么 该事项处于「rating」
    并且 由「苇塘代表联络站」负责
    当 「道路局」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 被拒绝: rating.by-officer
    当 「梁一」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 被拒绝: act.needs-first
    当 「梁一」做「rate-attitude」
      | attitude | basically-satisfied |
    并且 「梁一」做「rate」
      | rating | satisfied |
      | solved | yes       |
    那么 该事项处于「closed」
    并且 评价是「satisfied」
    并且 「attitude」是「basically-satisfied」
    并且 「in-person」是「true」
    并且 结果是「answered」

  场景: 什么都不点，期限也照样走
    当 「梁一」按「deputy-suggestion」提出「校门前增设公交站」
      | session    | between-sessions |
      | co-signers | 赵十一           |
    并且 时间到 2026-03-10
    那么 该事项处于「checking」
    并且 「confirm」已逾期
    当 「县人大常委会办公室」做「number」
      | number | 2026002 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    并且 时间到 2026-03-25
    那么 该事项处于「handling」
    当 「道路局」做「return」
      | duty | water-1 |
    那么 被拒绝: act.not-now
    当 时间到 2026-06-11
    那么 「contact」已逾期
    并且 「answer」已逾期
    当 「道路局」做「contact-deputy」
      | by-way-of    | phone      |
      | contacted-on | 2026-06-11 |
    并且 「道路局」做「reply」
      | class | not-possible |
    那么 「answer」迟到完成
    当 时间到 2026-07-20
    那么 该事项处于「closed」
    并且 「rate」已逾期

  场景: 退回有次数，延期由别人批准、只有一次
    当 「梁一」按「deputy-suggestion」提出「村道照明由谁维护」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 2026003 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 学校局 |
      | way  | alone  |
    并且 「学校局」做「return」
      | duty | roads-1 |
    那么 该事项处于「re-assigning」
    并且 「re-assign」期限是 2026-03-16
    当 「县人大常委会办公室」做「hand-over」
      | lead | 学校局 |
      | way  | alone  |
    并且 「学校局」做「return」
      | duty | roads-1 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 学校局 |
      | way  | alone  |
    并且 「学校局」做「return」
      | duty | roads-1 |
    那么 被拒绝: return.stands
    当 「学校局」做「sign」
    并且 「学校局」做「ask-for-time」
      | working_days | 3 |
    并且 「学校局」做「grant-time」
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「grant-time」
    那么 「answer」期限是 2026-09-02
    当 「学校局」做「ask-for-time」
      | working_days | 1 |
    那么 被拒绝: time.no-more

  场景: 代表不满意，由人大代表工作机构研究后要求重新办理
    当 「梁一」按「deputy-suggestion」提出「河堤步道积水」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 2026004 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | way  | alone  |
    并且 「水务局」做「sign」
    并且 「水务局」做「contact-deputy」
      | by-way-of    | letter     |
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class | not-possible |
    并且 「梁一」做「rate-attitude」
      | attitude | not-satisfied |
    并且 「梁一」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 该事项处于「weighing」
    并且 是第 2 轮
    当 「水务局」做「order-again」
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「order-again」
    那么 该事项处于「re-handling」
    并且 由「水务局」负责
    并且 「re-handle」期限是 2026-05-06
    当 「水务局」做「reply」
      | class | solved |
    那么 被拒绝: act.needs-first
    当 「水务局」做「contact-deputy」
      | by-way-of    | visit      |
      | contacted-on | 2026-03-02 |
    并且 「水务局」做「reply」
      | class | not-possible |
    并且 「梁一」做「rate-attitude」
      | attitude | satisfied |
    并且 「梁一」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 是第 3 轮
    当 「县人大常委会办公室」做「hold-symposium」
      | held-on | 2026-03-02 |
      | form    | settlement |
    并且 「县人大常委会办公室」做「settle」
    那么 该事项处于「closed」
    并且 有 3 次答复
    当 「梁一」做「rate-attitude」
      | attitude | satisfied |
    并且 「梁一」做「rate」
      | rating | not-satisfied |
      | solved | no            |
      | again  | yes           |
    那么 被拒绝: rounds.no-more

  场景: 承诺的事没有落实，回头看以后形成新的建议
    当 「梁一」按「deputy-suggestion」提出「路口拓宽」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 2026005 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    并且 「道路局」做「sign」
    并且 「道路局」做「contact-deputy」
      | by-way-of    | meeting    |
      | contacted-on | 2026-03-02 |
    并且 「道路局」做「reply」
      | class    | planned    |
      | promised | 2026-05-15 |
    那么 「promise」期限是 2026-05-15
    当 时间到 2026-05-16
    那么 该事项处于「closed」
    并且 「promise」已逾期
    当 「道路局」做「tell-obstacle」
      | obstacle | funds |
    并且 「道路局」做「review-fulfilment」
      | reviewed-on | 2026-05-16 |
      | verdict     | fulfilled  |
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「review-fulfilment」
      | reviewed-on | 2026-05-16    |
      | verdict     | not-fulfilled |
    那么 「verdict」是「not-fulfilled」
    当 「梁一」做「raise-again」
      | title   | 路口拓宽的资金列入预算 |
      | because | funds                  |
    那么 结果是「raised-again」
    并且 「because」是「funds」
    当 接着看转出的事项
    那么 该事项处于「checking」
    并且 由「县人大常委会办公室」负责
    当 回到原来的事项
    那么 该事项处于「raised-again」

  场景: 承诺落实以后代表再评价一次
    当 「梁一」按「deputy-suggestion」提出「桥面限高标识」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 2026006 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way  | alone  |
    并且 「道路局」做「sign」
    并且 「道路局」做「contact-deputy」
      | by-way-of    | phone      |
      | contacted-on | 2026-03-02 |
    并且 「道路局」做「reply」
      | class    | planned    |
      | promised | 2026-05-15 |
    并且 「梁一」做「rate-attitude」
      | attitude | satisfied |
    并且 「梁一」做「rate」
      | rating | basically-satisfied |
      | solved | no                  |
    并且 「道路局」做「deliver」
    那么 该事项处于「delivery-rating」
    并且 「rate-delivery」期限是 2026-03-30
    当 「道路局」做「rate-delivery」
      | kept | satisfied |
    那么 被拒绝: act.not-yours
    当 「梁一」做「rate-delivery」
      | kept | satisfied |
    那么 该事项处于「delivered」
    并且 结果是「delivered」
    当 「道路局」做「deliver」
    那么 被拒绝: act.not-now

  场景: 重点督办和领衔督办是两件事
    假如 有「城建环资委」是「committee」
    当 「梁一」按「deputy-suggestion」提出「撂荒地复耕」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 2026007 |
    并且 「县人大常委会办公室」做「key-supervision」
      | leader | 唐七 |
    并且 「县人大常委会办公室」做「assign-committee」
      | committees | 城建环资委 |
      | year       | 2026       |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | way  | alone  |
    并且 「唐七」做「led-supervision」
      | leader | 唐七 |
    并且 「城建环资委」做「hold-symposium」
      | held-on | 2026-03-02 |
      | form    | visit      |
    并且 「水务局」做「led-supervision」
      | leader | 唐七 |
    那么 被拒绝: act.not-yours
    并且 「year」是「2026」
    并且 「form」是「visit」

  场景: 审核时请代表修改，不该作为建议的说明理由，代表可以撤回
    当 「梁一」按「deputy-suggestion」提出「几件事写在一起」
      | session | between-sessions |
    并且 「县人大常委会办公室」做「send-to-revise」
    那么 该事项处于「revising」
    当 「赵十一」做「resubmit」
    那么 被拒绝: act.not-yours
    当 「梁一」做「resubmit」
    那么 该事项处于「checking」
    当 「县人大常委会办公室」做「decline」
    那么 结果是「explained」
    当 「梁一」按「deputy-suggestion」提出「写错了的一件」
      | session | between-sessions |
    并且 「梁一」做「withdraw」
    那么 结果是「withdrawn」

  场景: 分别办理的拆开，各有承办单位，也可以交法院
    假如 有「青禾县人民法院」是「court」
    当 「梁一」按「deputy-suggestion」提出「农民工讨薪和校外就餐」
      | session | in-session |
    并且 「县人大常委会办公室」做「number」
      | number | 2026008 |
    并且 「县人大常委会办公室」做「split」
      | title-1    | 农民工讨薪   |
      | body-1     | 讨薪案件快办 |
      | category-1 | road-damage  |
      | title-2    | 校外就餐     |
      | body-2     | 校外就餐监管 |
      | category-2 | school-meals |
    那么 该事项处于「assigning」
    当 「县人大常委会办公室」做「hand-over」
      | lead | 青禾县人民法院 |
      | way  | separately     |
    那么 由「青禾县人民法院」负责
    并且 「way」是「separately」

  场景: 代表建议改提为微实事，再列为民生实事候选，未获票决的列为监督议题，一条线索走到底
    当 「梁一」按「deputy-suggestion」提出「桥头缺一段扶手」
      | session | between-sessions |
    并且 「梁一」做「propose-micro」
    那么 该事项处于「moved-on」
    并且 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「proposed」
    当 「县人大常委会办公室」做「as-candidate」
      | tier | county |
    那么 该事项处于「moved-on」
    当 接着看转出的事项
    那么 该事项处于「candidate」
    并且 「tier」是「county」
    当 「县人大常委会办公室」做「record-vote」
      | vote       | not-chosen |
      | candidates | 13         |
      | ballots    | 200        |
      | votes-for  | 40         |
    并且 「县人大常委会办公室」做「as-supervision」
      | subject | special-work |
      | year    | 2026         |
    那么 该事项处于「moved-on」
    当 接着看转出的事项
    那么 该事项处于「planned」
    并且 「year」是「2026」
