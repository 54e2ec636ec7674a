# language: zh-CN
# 行刑衔接案件移送：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 行刑衔接案件移送

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」
    并且 有「青禾县公安局」是「department」
    并且 有「松口派出所」是「department」，在「t2」

  场景: 移送、签收、立案、通报结果
    当 「水务局」按「criminal-transfer」提出「一起非法采砂案」
      | case-number | 虚构执移〔2026〕1号 |
      | transfer-day | 2026-03-02 |
      | field | environment |
      | police | 青禾县公安局 |
    那么 由「青禾县公安局」负责
    并且 「file」期限是 2026-03-05
    当 「青禾县公安局」做「receipt」
      | receipt-day | 2026-03-02 |
    并且 「青禾县公安局」做「decide-filing」
      | class | filed |
      | filing | filed |
    那么 该事项处于「filed」
    当 「青禾县公安局」做「tell-result」
      | result | prosecuted |
    那么 结果是「answered」

  场景: 不立案，复议维持，检察院通知立案
    当 「水务局」按「criminal-transfer」提出「一起非法采砂案」
      | case-number | 虚构执移〔2026〕1号 |
      | transfer-day | 2026-03-02 |
      | field | environment |
      | police | 青禾县公安局 |
    并且 「青禾县公安局」做「decide-filing」
      | class | not-filed |
      | filing | not-filed |
    那么 该事项处于「told」
    当 「水务局」做「ask-reconsideration」
    并且 「青禾县公安局」做「reconsider」
      | class | not-filed |
      | filing | not-filed |
    并且 「水务局」做「ask-supervision」
    那么 由「青禾县人民检察院」负责
    当 「青禾县公安局」做「supervise-filing」
      | class | not-filed |
      | supervision | upheld |
    那么 被拒绝: act.not-yours
    当 「青禾县人民检察院」做「supervise-filing」
      | class | filed |
      | supervision | file |
    那么 该事项处于「filed」
    并且 由「青禾县公安局」负责

  场景: 什么都不点，三日过了也显示；不请求监督，到期自己办结
    当 「水务局」按「criminal-transfer」提出「一起非法采砂案」
      | case-number | 虚构执移〔2026〕1号 |
      | transfer-day | 2026-03-02 |
      | field | environment |
      | police | 青禾县公安局 |
    并且 时间到 2026-03-06
    那么 「file」已逾期
    当 「青禾县公安局」做「decide-filing」
      | class | not-filed |
      | filing | not-filed |
    那么 「file」迟到完成
    当 时间到 2026-03-10
    那么 结果是「answered」

  场景: 不属管辖的退回，另行移送
    当 「水务局」按「criminal-transfer」提出「一起非法采砂案」
      | case-number | 虚构执移〔2026〕1号 |
      | transfer-day | 2026-03-02 |
      | field | environment |
      | police | 青禾县公安局 |
    并且 「青禾县公安局」做「not-ours」
    那么 由「水务局」负责
    当 「水务局」做「transfer-again」
      | police | 松口派出所 |
    那么 由「松口派出所」负责
