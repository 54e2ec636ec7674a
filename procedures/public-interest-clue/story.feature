# language: zh-CN
# 公益诉讼线索：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 公益诉讼线索

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」
    并且 有「青禾县人民法院」是「court」

  场景: 扫码、立案、检察建议、整改、回访
    当 「居民」按「public-interest-clue」提出「河边堆了建筑垃圾」
      | origin | board |
      | field | environment |
      | board | 苇塘-07 |
    那么 该事项处于「reported」
    并且 由「青禾县人民检察院」负责
    并且 「assess」期限是 2026-03-23
    当 「青禾县人民检察院」做「file」
      | case-kind | administrative |
    并且 「青禾县人民检察院」做「to-suggestion」
    那么 该事项处于「suggested」
    当 接着看转出的事项
    那么 该事项处于「drafted」
    当 「青禾县人民检察院」做「issue」
      | term | public-interest |
      | kind | public-interest |
      | to-body | 水务局 |
    那么 「reply-public-interest」期限是 2026-05-06
    当 「水务局」做「answer-suggestion」
      | class | done |
      | adopted | full |
    并且 回到原来的事项
    并且 「青禾县人民检察院」做「mended」
      | class | done |
    那么 该事项处于「visiting」
    当 「青禾县人民检察院」做「visit」
      | visited-on | 2026-03-02 |
    那么 结果是「answered」

  场景: 没有整改，起诉、裁判、执行；未修复再诉一次
    当 「梁一」按「public-interest-clue」提出「河边堆了建筑垃圾」
      | origin | deputy |
      | field | environment |
      | board | 苇塘-07 |
    并且 「青禾县人民检察院」做「file」
      | case-kind | administrative |
    并且 「青禾县人民检察院」做「to-suggestion」
    并且 时间到 2026-05-19
    那么 「weigh」已逾期
    当 「青禾县人民检察院」做「go-to-suit」
    那么 「weigh」迟到完成
    当 「青禾县人民检察院」做「sue」
      | sued-on | 2026-05-19 |
      | claim | perform |
    那么 由「青禾县人民法院」负责
    当 「青禾县人民法院」做「judge」
      | result | upheld |
      | damages | 30000 |
    并且 「青禾县人民检察院」做「carried-out」
      | class | done |
    并且 「青禾县人民检察院」做「visit-not-restored」
      | visited-on | 2026-05-19 |
    那么 该事项处于「preparing-suit」

  场景: 什么都不点，线索评估逾期也显示；不立案要说明
    当 「居民」按「public-interest-clue」提出「河边堆了建筑垃圾」
      | origin | resident |
      | field | minors |
      | board | 苇塘-07 |
    并且 时间到 2026-03-31
    那么 「assess」已逾期
    并且 「answer」已逾期
    当 「青禾县人民检察院」做「not-file」
    那么 「assess」迟到完成
    并且 结果是「explained」

  场景: 民事公益诉讼先公告三十日
    当 「道路局」按「public-interest-clue」提出「河边堆了建筑垃圾」
      | origin | transfer |
      | field | minors |
      | board | 苇塘-07 |
    并且 「青禾县人民检察院」做「file」
      | case-kind | civil |
    并且 「青禾县人民检察院」做「announce」
      | announced-on | 2026-03-02 |
    那么 「announcement」期限是 2026-04-01
    当 「青禾县人民检察院」做「sue」
      | sued-on | 2026-03-02 |
      | claim | pay |
    那么 被拒绝: act.not-now
    当 「道路局」做「end-case」
      | class | impossible |
      | how | no-case |
    那么 被拒绝: act.not-yours
    当 时间到 2026-04-02
    那么 该事项处于「preparing-suit」
    并且 由「青禾县人民检察院」负责

  场景: 一案多办：同一案件再转出救助线索，原案不动
    当 「学校局」按「public-interest-clue」提出「河边堆了建筑垃圾」
      | origin | casework |
      | field | minors |
      | board | 苇塘-07 |
    并且 「青禾县人民检察院」做「file」
      | case-kind | administrative |
    并且 「青禾县人民检察院」做「relief」
    那么 该事项处于「investigating」
    当 接着看转出的事项
    那么 该事项处于「moved」
