# language: zh-CN
# 支持起诉：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 支持起诉

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」
    并且 有「青禾县人民法院」是「court」
    并且 有「磨坊村委会」是「village」，在「t1v1」
    并且 有「苇塘镇政府」是「town-government」，在「t1」

  场景: 扎口分流到村，村里解决
    当 「居民」按「suit-support」提出「工资被拖欠半年」
      | claim | wages |
      | group | worker |
    那么 由「青禾县人民检察院」负责
    并且 「sort」期限是 2026-03-05
    当 「青禾县人民检察院」做「sort」
      | tier | village |
    那么 由「磨坊村委会」负责
    当 「磨坊村委会」做「answer-village」
      | class | done |
      | helped-how | settled |
    并且 「居民」做「rate」
      | rating | satisfied |
    那么 结果是「answered」

  场景: 村乡都解决不了，县里支持起诉
    当 「居民」按「suit-support」提出「工资被拖欠半年」
      | claim | wages |
      | group | worker |
    并且 「青禾县人民检察院」做「sort」
      | tier | village |
    并且 「磨坊村委会」做「pass-to-town」
    那么 由「苇塘镇政府」负责
    当 「苇塘镇政府」做「pass-to-county」
    并且 「青禾县人民检察院」做「support」
      | support-number | 虚构支诉1号 |
      | support-day | 2026-03-02 |
    那么 由「青禾县人民法院」负责
    当 「青禾县人民法院」做「judge」
      | result | upheld |
    并且 「青禾县人民检察院」做「answer-suit」
      | class | done |
    那么 该事项处于「answered」

  场景: 哪一级不动，期满自己上转
    当 「居民」按「suit-support」提出「工资被拖欠半年」
      | claim | wages |
      | group | worker |
    并且 「青禾县人民检察院」做「sort」
      | tier | village |
    并且 时间到 2026-03-24
    那么 「village」已逾期
    并且 该事项处于「at-town」

  场景: 没有村级联络点的，直接到乡；别级不能替办
    当 「居民」按「suit-support」提出「赡养费没人付」
      | area | t2v1 |
      | claim | maintenance |
      | group | old |
    并且 「青禾县人民检察院」做「sort」
      | tier | town |
    那么 该事项处于「at-county」
    当 「苇塘镇政府」做「answer-county」
      | class | done |
      | helped-how | mediated |
    那么 被拒绝: act.not-yours

  场景: 不属支持范围的，说明依据
    当 「居民」按「suit-support」提出「工资被拖欠半年」
      | claim | wages |
      | group | worker |
    并且 「青禾县人民检察院」做「not-supported」
    那么 该事项处于「answered」
    当 时间到 2026-04-02
    那么 结果是「answered」

  场景: 移送线索的单位不能自己分流
    当 「道路局」按「suit-support」提出「工地欠薪线索」
      | claim | wages  |
      | group | worker |
    并且 「道路局」做「sort」
      | tier | village |
    那么 被拒绝: act.not-yours
    当 「青禾县人民检察院」做「sort」
      | tier | county |
    那么 由「青禾县人民检察院」负责
