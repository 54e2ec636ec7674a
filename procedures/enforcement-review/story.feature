# language: zh-CN
# 行政执法评查：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 行政执法评查

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」
    并且 有「苇塘镇政府」是「town-government」，在「t1」

  场景: 调卷、评查、听取说明、转检察建议
    当 「青禾县人民检察院」按「enforcement-review」提出「苇塘镇执法案卷评查」
      | field | urban |
    并且 「青禾县人民检察院」做「ask-for-files」
      | body | 苇塘镇政府 |
      | number-of-files | 12 |
    那么 由「苇塘镇政府」负责
    并且 「hand-in」期限是 2026-03-16
    当 「苇塘镇政府」做「hand-in」
    并且 「青禾县人民检察院」做「send-findings」
      | defective | 3 |
      | defect | procedure |
    那么 该事项处于「hearing」
    当 「苇塘镇政府」做「account」
      | admitted | part |
    并且 「青禾县人民检察院」做「to-suggestion」
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「drafted」
    当 「青禾县人民检察院」做「issue」
      | term | general |
      | kind | enforcement |
      | to-body | 苇塘镇政府 |
    那么 「reply」期限是 2026-05-06

  场景: 不送卷，逾期显示，也可以径行评定
    当 「青禾县人民检察院」按「enforcement-review」提出「苇塘镇执法案卷评查」
      | field | urban |
    并且 「青禾县人民检察院」做「ask-for-files」
      | body | 苇塘镇政府 |
      | number-of-files | 12 |
    并且 时间到 2026-03-17
    那么 「hand-in」已逾期
    当 「青禾县人民检察院」做「go-on-without」
    并且 「青禾县人民检察院」做「conclude」
      | class | defects |
      | grade | unsound |
    那么 结果是「answered」

  场景: 没有说明，期满自己进入评定；被评查单位不能评定自己
    当 「青禾县人民检察院」按「enforcement-review」提出「苇塘镇执法案卷评查」
      | field | urban |
    并且 「青禾县人民检察院」做「ask-for-files」
      | body | 苇塘镇政府 |
      | number-of-files | 12 |
    并且 「苇塘镇政府」做「hand-in」
    并且 「青禾县人民检察院」做「send-findings」
      | defective | 3 |
      | defect | procedure |
    并且 「苇塘镇政府」做「conclude」
      | class | no-defect |
      | grade | good |
    那么 被拒绝: act.not-yours
    当 时间到 2026-03-17
    那么 该事项处于「concluding」
    并且 「account」已逾期

  场景: 没有该类案卷可以退回一次
    当 「青禾县人民检察院」按「enforcement-review」提出「苇塘镇执法案卷评查」
      | field | urban |
    并且 「青禾县人民检察院」做「ask-for-files」
      | body | 苇塘镇政府 |
      | number-of-files | 12 |
    并且 「苇塘镇政府」做「no-files」
    那么 该事项处于「opened」
    当 「青禾县人民检察院」做「ask-for-files」
      | body | 苇塘镇政府 |
      | number-of-files | 2 |
    并且 「苇塘镇政府」做「no-files」
    那么 被拒绝: act.no-more
