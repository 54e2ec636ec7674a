# language: zh-CN
# 代表直通车：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 代表直通车

  背景:
    假如 今天是 2026-03-02

  场景: 一件重大事项从提出到投入使用
    当 「梁一」按「deputy-express」提出「建设全县公共服务中心」
      | co-signers | 陈二     |
      | people     | 80000    |
      | estimate   | 12000000 |
    那么 该事项处于「raised」
    并且 「weigh」期限是 2026-03-09
    当 「县人大常委会办公室」做「weigh」
      | weight | weighty |
    那么 该事项处于「assigning」
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | co   | 水务局 |
    并且 「道路局」做「sign」
    并且 「水务局」做「co-reply」
    并且 「道路局」做「reply」
      | class    | promised   |
      | promised | 2026-12-31 |
    那么 该事项处于「answered」
    并且 由「苇塘代表联络站」负责
    当 「梁一」做「accept-answer」
      | stand | until-use |
    那么 该事项处于「building」
    并且 「promise」期限是 2026-12-31
    当 时间到 2026-07-01
    并且 「道路局」做「report-progress」
      | progress | 60 |
    并且 「道路局」做「report-built」
      | built-on | 2026-06-30 |
    那么 该事项处于「built」
    当 「梁一」做「not-in-use」
    那么 该事项处于「building」
    当 「道路局」做「report-built」
      | built-on | 2026-07-01 |
    并且 「梁一」做「confirm-in-use」
      | in-use-since | 2026-07-01 |
    那么 结果是「answered」
    并且 「in-use-since」是「2026-07-01」

  场景: 答复和建成都逾期，什么都不点也显示
    当 「梁一」按「deputy-express」提出「建设中心渔港」
    并且 「县人大常委会办公室」做「weigh」
      | weight | weighty |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 时间到 2026-06-03
    那么 「reply」已逾期
    并且 「answer」已逾期
    当 「水务局」做「reply」
      | class    | promised   |
      | promised | 2026-08-31 |
    并且 「梁一」做「accept-answer」
      | stand | until-use |
    并且 时间到 2026-09-01
    那么 「promise」已逾期
    并且 该事项处于「building」

  场景: 承办单位不能替代表表态；重新办理有次数
    当 「梁一」按「deputy-express」提出「建设县医院新楼」
    并且 「县人大常委会办公室」做「weigh」
      | weight | weighty |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 学校局 |
    并且 「学校局」做「sign」
    并且 「学校局」做「reply」
      | class | impossible |
    并且 「学校局」做「accept-answer」
      | stand | enough |
    那么 被拒绝: act.not-yours
    当 「梁一」做「ask-again」
    那么 该事项处于「assigning」
    并且 是第 2 轮
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | impossible |
    并且 「梁一」做「ask-again」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「reply」
      | class | impossible |
    并且 「梁一」做「ask-again」
    那么 被拒绝: rounds.no-more

  场景: 代表不表态，期满自动办结并显示
    当 「梁一」按「deputy-express」提出「建设过河大桥」
    并且 「县人大常委会办公室」做「weigh」
      | weight | weighty |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「reply」
      | class | done |
    并且 时间到 2026-04-02
    那么 「stand」已逾期
    并且 该事项处于「closed」

  场景: 不属重大事项的，转为群众意见继续办
    当 「梁一」按「deputy-express」提出「磨坊巷装两盏路灯」
    并且 「县人大常委会办公室」做「weigh」
      | weight | ordinary |
    那么 该事项处于「declining」
    当 「县人大常委会办公室」做「as-opinion」
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「raised」
    并且 由「苇塘代表联络站」负责
