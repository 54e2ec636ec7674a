# language: zh-CN
# 信访事项：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 信访事项

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县信访局」是「department」
    并且 有「青禾市信访局」是「department」
    并且 有「青禾县人民检察院」是「procuratorate」

  场景: 登记、受理、办理、出具意见，信访人接受
    当 「居民」按「petition-case」提出「补偿款没有到账」
    那么 该事项处于「received」
    并且 由「县人大常委会办公室」负责
    并且 「sort」期限是 2026-03-17
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | visit |
      | kind | claim |
    那么 「objection」期限是 2026-03-09
    并且 「notice」期限是 2026-03-17
    当 「道路局」做「accept-petition」
    那么 「handle」期限是 2026-05-06
    当 「道路局」做「opinion」
      | class | done |
      | support | full |
    那么 该事项处于「answered」
    并且 「ask-review」期限是 2026-04-01
    当 「居民」做「accept-opinion」
    那么 结果是「answered」
    当 「居民」做「rate」
      | rating | satisfied |
    那么 评价是「satisfied」

  场景: 五个工作日没有提出异议，就不能再说不是自己的
    当 「居民」按「petition-case」提出「水渠改道」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | way | online |
      | kind | claim |
    并且 时间到 2026-03-10
    那么 该事项处于「accepting」
    当 「水务局」做「return」
      | duty | roads-1 |
    那么 被拒绝: act.not-now
    当 时间到 2026-03-18
    那么 「notice」已逾期

  场景: 什么都不点，六十日过了也显示；延期最多三十日，由别人批准
    当 「居民」按「petition-case」提出「补偿款没有到账」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | letter |
      | kind | claim |
    并且 「道路局」做「accept-petition」
    并且 「道路局」做「ask-for-time」
      | working_days | 31 |
    那么 被拒绝: time.length
    当 「道路局」做「ask-for-time」
      | working_days | 30 |
    并且 「道路局」做「grant-time」
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「grant-time」
    那么 「handle」期限是 2026-06-01
    当 时间到 2026-06-02
    那么 「handle」已逾期

  场景: 领导包案，到人家里释法说理
    当 「居民」按「petition-case」提出「补偿款没有到账」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | letter |
      | kind | claim |
    并且 「道路局」做「accept-petition」
    并且 「县人大常委会办公室」做「name-leader」
      | leader | 唐七 |
    那么 「leader-visit」期限是 2026-03-16
    当 时间到 2026-03-17
    那么 「leader-visit」已逾期
    当 「唐七」做「meet」
      | visit-day | 2026-03-17 |
      | visit-way | home |
      | visit-result | continues |
    那么 「leader-visit」迟到完成
    当 「道路局」做「meet」
      | visit-day | 2026-03-17 |
      | visit-way | mediation |
      | visit-result | settled |
    那么 「visit-result」是「settled」

  场景: 复查以后复核，听证的时间不算，复核是终结
    当 「居民」按「petition-case」提出「补偿款没有到账」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | letter |
      | kind | claim |
    并且 「道路局」做「accept-petition」
    并且 「道路局」做「opinion」
      | class | not-supported |
      | support | none |
    并且 「居民」做「ask-review」
    那么 该事项处于「review-asked」
    并且 「review」期限是 2026-04-01
    当 「县人大常委会办公室」做「name-reviewer」
      | reviewing-body | 青禾县信访局 |
    那么 由「青禾县信访局」负责
    当 「道路局」做「review-opinion」
      | class | not-supported |
      | decision | uphold |
    那么 被拒绝: act.not-yours
    当 「青禾县信访局」做「review-opinion」
      | class | not-supported |
      | decision | uphold |
    那么 该事项处于「reviewed」
    当 「居民」做「ask-final」
    并且 「县人大常委会办公室」做「name-final」
      | final-body | 青禾市信访局 |
    并且 时间到 2026-03-05
    并且 「青禾市信访局」做「open-hearing」
      | hearing-day | 2026-03-12 |
    那么 「final-review」暂停
    当 时间到 2026-03-12
    并且 「青禾市信访局」做「close-hearing」
    那么 「final-review」期限是 2026-04-08
    当 「青禾市信访局」做「final-opinion」
      | class | not-supported |
      | decision | uphold |
    那么 结果是「final」
    当 「居民」做「ask-final」
    那么 被拒绝: act.not-now

  场景: 复查撤销原意见，重新交办、重新办理
    当 「居民」按「petition-case」提出「补偿款没有到账」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | letter |
      | kind | claim |
    并且 「道路局」做「accept-petition」
    并且 「道路局」做「opinion」
      | class | not-supported |
      | support | none |
    并且 「居民」做「ask-review」
    并且 「县人大常委会办公室」做「name-reviewer」
      | reviewing-body | 青禾县信访局 |
    并且 「青禾县信访局」做「review-opinion」
      | class | done |
      | decision | redo |
    那么 该事项处于「received」
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | letter |
      | kind | claim |
    并且 「道路局」做「accept-petition」
    那么 「handle」期限是 2026-05-06

  场景: 生活困难的，转出司法救助线索，信访照常办
    当 「居民」按「petition-case」提出「补偿款没有到账」
    并且 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
      | way | letter |
      | kind | claim |
    并且 「道路局」做「accept-petition」
    并且 「道路局」做「to-relief」
    那么 该事项处于「handling」
    当 接着看转出的事项
    那么 该事项处于「moved」
    并且 由「青禾县人民检察院」负责
