# language: zh-CN
# 行政机关负责人出庭应诉：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 行政机关负责人出庭应诉

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民法院」是「court」

  场景: 通知、出庭、登记、通报
    当 「青禾县人民法院」按「head-in-court」提出「一起行政处罚案开庭」
      | case-number | （2026）虚构行初1号 |
      | agency | 道路局 |
      | hearing-day | 2026-03-20 |
      | case-kind | penalty |
    那么 由「道路局」负责
    并且 「answer-summons」期限是 2026-03-17
    当 「道路局」做「answer-summons」
      | who | deputy-head |
    那么 该事项处于「awaiting」
    当 时间到 2026-03-20
    并且 「青禾县人民法院」做「record-appearance」
      | appeared | head |
      | spoke | on |
      | heard-on | 2026-03-20 |
    那么 该事项处于「recorded」
    当 「县人大常委会办公室」做「circulate」
      | class | circulated |
    那么 结果是「answered」
    并且 「appeared」是「head」

  场景: 不答复，期满自己到法院，登记无人出庭
    当 「青禾县人民法院」按「head-in-court」提出「一起行政处罚案开庭」
      | case-number | （2026）虚构行初1号 |
      | agency | 道路局 |
      | hearing-day | 2026-03-20 |
      | case-kind | penalty |
    并且 时间到 2026-03-18
    那么 「answer-summons」已逾期
    并且 该事项处于「awaiting」
    当 「道路局」做「record-appearance」
      | appeared | head |
      | heard-on | 2026-03-20 |
    那么 被拒绝: act.not-yours
    当 「青禾县人民法院」做「record-appearance」
      | appeared | nobody |
      | heard-on | 2026-03-20 |
    那么 「appeared」是「nobody」
    当 「青禾县人民法院」做「judicial-advice」
      | advice-for | nobody |
      | advice-to | superior |
    那么 该事项处于「recorded」

  场景: 不是被告的退回一次，法院更正；第二次不能再退
    当 「青禾县人民法院」按「head-in-court」提出「一起行政处罚案开庭」
      | case-number | （2026）虚构行初1号 |
      | agency | 道路局 |
      | hearing-day | 2026-03-20 |
      | case-kind | penalty |
    并且 「道路局」做「not-party」
    那么 该事项处于「checking」
    当 「青禾县人民法院」做「ask-again」
      | agency | 水务局 |
      | hearing-day | 2026-03-27 |
    那么 由「水务局」负责
    并且 「answer-summons」期限是 2026-03-24
    当 「水务局」做「not-party」
    那么 被拒绝: act.no-more

  场景: 撤诉的无需出庭
    当 「青禾县人民法院」按「head-in-court」提出「一起行政处罚案开庭」
      | case-number | （2026）虚构行初1号 |
      | agency | 道路局 |
      | hearing-day | 2026-03-20 |
      | case-kind | penalty |
    并且 「道路局」做「answer-summons」
      | who | staff |
      | reason | duty |
    并且 「青禾县人民法院」做「drop」
    那么 结果是「explained」
