# language: zh-CN
# 听取和审议专项工作报告：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 听取和审议专项工作报告

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大城建环资委」是「committee」
    当 「罗五」按「report-hearing」提出「听取水污染防治情况的报告」
      | subject | environment |
      | period  | half-yearly |
      | year    | 2025        |
    那么 该事项处于「planned」

  场景: 会前二十日、十日、七日，三个期限从会议日期倒着算
    当 「县人大常委会办公室」做「schedule」
      | session   | 2026-04-28       |
      | reporter  | 县政府办公室     |
      | committee | 县人大城建环资委 |
    那么 该事项处于「drafting」
    并且 由「县政府办公室」负责
    并且 「opinions-by」期限是 2026-04-08
    并且 「report-by」期限是 2026-04-18
    并且 「members-by」期限是 2026-04-21
    当 时间到 2026-04-07
    并且 「县政府办公室」做「send-for-opinions」
    那么 由「县人大城建环资委」负责
    当 「县人大城建环资委」做「give-opinion」
    并且 时间到 2026-04-15
    并且 「县政府办公室」做「send-report」
      | class | sent |
    那么 该事项处于「reported」
    当 时间到 2026-04-17
    并且 「县人大常委会办公室」做「distribute」
    并且 时间到 2026-04-28
    并且 「县人大常委会办公室」做「hear」
      | held    | 2026-04-28 |
      | members | 23         |
      | spoke   | 9          |
    那么 该事项处于「heard」
    当 「县人大常委会办公室」做「issue-opinion」
    那么 该事项处于「opinion-issued」
    并且 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「issued」

  场景: 报告送迟了，三个期限都自己显示逾期
    当 「县人大常委会办公室」做「schedule」
      | session   | 2026-04-28       |
      | reporter  | 县政府办公室     |
      | committee | 县人大城建环资委 |
    并且 时间到 2026-04-09
    那么 「opinions-by」已逾期
    并且 「report-by」在走
    当 时间到 2026-04-22
    那么 「report-by」已逾期
    并且 「members-by」已逾期
    当 「县政府办公室」做「send-report」
      | class | sent |
    那么 该事项处于「reported」
    并且 「report-by」迟到完成
    当 「县人大常委会办公室」做「distribute」
    那么 「members-by」迟到完成

  场景: 改期以后三个期限重新倒排，最多改两次
    当 「县人大常委会办公室」做「schedule」
      | session   | 2026-04-28       |
      | reporter  | 县政府办公室     |
      | committee | 县人大城建环资委 |
    并且 「县人大常委会办公室」做「postpone」
    那么 该事项处于「planned」
    当 「县人大常委会办公室」做「schedule」
      | session   | 2026-06-25       |
      | reporter  | 县政府办公室     |
      | committee | 县人大城建环资委 |
    那么 「report-by」期限是 2026-06-15
    当 「县人大常委会办公室」做「postpone」
    并且 「县人大常委会办公室」做「schedule」
      | session   | 2026-08-27       |
      | reporter  | 县政府办公室     |
      | committee | 县人大城建环资委 |
    并且 「县人大常委会办公室」做「postpone」
    那么 被拒绝: act.no-more

  场景: 委员会没有按时提意见，报告不被拖住
    当 「县人大常委会办公室」做「schedule」
      | session   | 2026-04-28       |
      | reporter  | 县政府办公室     |
      | committee | 县人大城建环资委 |
    并且 「县政府办公室」做「send-for-opinions」
    并且 「县政府办公室」做「give-opinion」
    那么 被拒绝: act.not-yours
    当 时间到 2026-03-10
    那么 该事项处于「revising」
    并且 「opinion」已逾期

  场景: 不该由它报告的退回一次
    当 「县人大常委会办公室」做「schedule」
      | session   | 2026-04-28       |
      | reporter  | 道路局           |
      | committee | 县人大城建环资委 |
    并且 「道路局」做「give-back」
    那么 该事项处于「planned」
    并且 由「县人大常委会办公室」负责
