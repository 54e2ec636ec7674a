# language: zh-CN
# 吹哨报到：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 吹哨报到

  背景:
    假如 今天是 2026-03-02
    并且 有「苇塘镇人民政府」是「town-government」，在「t1」

  场景: 乡镇吹哨，部门报到齐了，现场处置到位
    当 「苇塘镇人民政府」按「whistle-report」提出「集镇内涝」
      | whistle       | town          |
      | urgency       | urgent        |
      | called        | 道路局、水务局 |
      | lead-unit     | 水务局        |
      | meeting-place | 集镇西头泵站  |
    那么 该事项处于「urgent-whistle」
    并且 「urgent-report-in」期限是 2026-03-03
    当 「水务局」做「report-in」
    那么 该事项处于「urgent-whistle」
    当 「水务局」做「report-in」
    那么 被拒绝: act.done-already
    当 「道路局」做「report-in」
    那么 该事项处于「on-site」
    并且 由「水务局」负责
    当 「苇塘镇人民政府」做「command」
    并且 「道路局」做「report-part」
    并且 「水务局」做「reply」
      | class | done |
    那么 该事项处于「confirming」
    当 「水务局」做「confirm-settled」
      | verdict | settled |
    那么 被拒绝: act.not-yours
    当 「苇塘镇人民政府」做「confirm-settled」
      | verdict | settled |
    那么 结果是「answered」

  场景: 到时没来的部门自己显示，其余先干，迟来也记迟到
    当 「苇塘镇人民政府」按「whistle-report」提出「违建拆除」
      | whistle       | town          |
      | urgency       | ordinary      |
      | called        | 道路局、水务局 |
      | lead-unit     | 道路局        |
      | meeting-place | 镇政府        |
    那么 该事项处于「whistled」
    当 「道路局」做「report-in」
    并且 时间到 2026-03-05
    那么 该事项处于「on-site」
    并且 「report-in」已逾期
    当 「水务局」做「report-in」
    那么 「report-in」迟到完成
    并且 该事项处于「on-site」

  场景: 无关的部门退出，牵头的交回，吹哨单位另定
    当 「苇塘镇人民政府」按「whistle-report」提出「校车停靠混乱」
      | whistle       | town          |
      | urgency       | ordinary      |
      | called        | 道路局、水务局 |
      | lead-unit     | 学校局        |
      | meeting-place | 学校门口      |
    并且 「水务局」做「not-concerned」
    并且 「道路局」做「report-in」
    那么 该事项处于「on-site」
    并且 由「学校局」负责
    当 「学校局」做「give-lead-back」
    那么 该事项处于「naming-lead」
    并且 由「苇塘镇人民政府」负责
    当 「苇塘镇人民政府」做「name-lead」
      | lead-unit | 道路局 |
    那么 由「道路局」负责
    当 「学校局」做「reply」
      | class | done |
    那么 被拒绝: act.not-yours

  场景: 没处置到位可以再吹哨，次数有限
    当 「苇塘镇人民政府」按「whistle-report」提出「河道漂浮物」
      | whistle       | community |
      | urgency       | ordinary  |
      | called        | 水务局    |
      | lead-unit     | 水务局    |
      | meeting-place | 石桥      |
    并且 「水务局」做「report-in」
    并且 「水务局」做「reply」
      | class | done |
    并且 「苇塘镇人民政府」做「whistle-again」
    那么 该事项处于「on-site」
    并且 是第 2 轮
    当 「水务局」做「reply」
      | class | done |
    并且 「苇塘镇人民政府」做「whistle-again」
    并且 「水务局」做「reply」
      | class | done |
    并且 「苇塘镇人民政府」做「whistle-again」
    那么 被拒绝: rounds.no-more
