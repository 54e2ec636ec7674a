# language: zh-CN
# 隐患排查整改：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 隐患排查整改

  背景:
    假如 今天是 2026-03-02
    并且 有「苇塘镇政府」是「town-government」，在「t1」
    并且 有「磨坊网格」是「grid」，在「t1v1」

  场景: 代表发现重大隐患，会商、防护、整改、核实、巡查
    当 「梁一」按「hazard-removal」提出「后山有滑坡迹象」
      | field | weather |
      | spot | 磨坊村后山小路（虚构） |
    那么 由「苇塘镇政府」负责
    并且 「grade」期限是 2026-03-03
    当 「苇塘镇政府」做「grade」
      | weight | major |
    那么 该事项处于「conferring」
    当 「县人大常委会办公室」做「confer」
      | conferred-on | 2026-03-02 |
      | bodies | 道路局、水务局 |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | co | 水务局 |
    并且 「道路局」做「sign」
    那么 「guard」期限是 2026-03-03
    并且 「remove」期限是 2026-05-06
    当 「道路局」做「guard」
      | guard-kind | barrier |
      | guard-day | 2026-03-02 |
    并且 「水务局」做「co-reply」
    并且 「道路局」做「report-removed」
      | class | done |
    那么 该事项处于「checking」
    当 「苇塘镇政府」做「confirm-removed」
      | checked-on | 2026-03-02 |
    那么 结果是「answered」
    并且 「patrol」期限是 2026-06-02
    当 「磨坊网格」做「patrol」
      | patrol-day | 2026-03-02 |
      | state | safe |
      | warned | 6 |
    那么 「warned」是「6」

  场景: 没有人定级，期满自己转到办公室；没有设防护，逾期也显示
    当 「居民」按「hazard-removal」提出「后山有滑坡迹象」
      | field | drowning |
      | spot | 磨坊村后山小路（虚构） |
    并且 时间到 2026-03-04
    那么 该事项处于「office-grading」
    并且 「grade」已逾期
    当 「县人大常委会办公室」做「grade」
      | weight | general |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | co | 水务局 |
    并且 「道路局」做「sign」
    并且 时间到 2026-03-06
    那么 「guard」已逾期
    当 「道路局」做「report-removed」
      | class | done |
    那么 被拒绝: act.needs-first

  场景: 整改的不能自己核实；两次未消除以后不能再退
    当 「梁一」按「hazard-removal」提出「后山有滑坡迹象」
      | field | weather |
      | spot | 磨坊村后山小路（虚构） |
    并且 「苇塘镇政府」做「grade」
      | weight | general |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | co | 水务局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「guard」
      | guard-kind | barrier |
      | guard-day | 2026-03-02 |
    并且 「道路局」做「report-removed」
      | class | done |
    并且 「道路局」做「confirm-removed」
      | checked-on | 2026-03-02 |
    那么 被拒绝: act.not-yours
    当 「苇塘镇政府」做「not-removed」
      | checked-on | 2026-03-02 |
    那么 该事项处于「removing」
    当 「道路局」做「report-removed」
      | class | done |
    并且 「苇塘镇政府」做「not-removed」
      | checked-on | 2026-03-02 |
    并且 「道路局」做「report-removed」
      | class | done |
    并且 「苇塘镇政府」做「not-removed」
      | checked-on | 2026-03-02 |
    那么 被拒绝: act.no-more

  场景: 限期由交办定，承诺到期显示
    当 「磨坊网格」按「hazard-removal」提出「后山有滑坡迹象」
      | field | safety |
      | spot | 磨坊村后山小路（虚构） |
    并且 「苇塘镇政府」做「grade」
      | weight | small |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | by | 2026-03-13 |
    并且 「道路局」做「sign」
    那么 「remove」期限是 2026-03-13
    当 「道路局」做「guard」
      | guard-kind | barrier |
      | guard-day | 2026-03-02 |
    并且 「道路局」做「report-removed」
      | class | promised |
      | promised | 2026-03-31 |
    并且 「苇塘镇政府」做「confirm-removed」
      | checked-on | 2026-03-02 |
    那么 「promise」期限是 2026-03-31
    当 时间到 2026-04-01
    那么 「promise」已逾期

  场景: 销号以后反弹，重新办一轮
    当 「梁一」按「hazard-removal」提出「后山有滑坡迹象」
      | field | weather |
      | spot | 磨坊村后山小路（虚构） |
    并且 「苇塘镇政府」做「grade」
      | weight | general |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | co | 水务局 |
    并且 「道路局」做「sign」
    并且 「道路局」做「guard」
      | guard-kind | barrier |
      | guard-day | 2026-03-02 |
    并且 「道路局」做「report-removed」
      | class | done |
    并且 「苇塘镇政府」做「confirm-removed」
      | checked-on | 2026-03-02 |
    当 「梁一」做「recur」
    那么 该事项处于「office-grading」
    并且 是第 2 轮

  场景: 不是自己管的退回
    当 「梁一」按「hazard-removal」提出「后山有滑坡迹象」
      | field | weather |
      | spot | 磨坊村后山小路（虚构） |
    并且 「苇塘镇政府」做「grade」
      | weight | general |
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 学校局 |
    并且 「学校局」做「return」
      | duty | roads-1 |
    那么 该事项处于「assigning」
