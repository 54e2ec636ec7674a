# language: zh-CN
# 规范性文件审查建议：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 规范性文件审查建议

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大法制委」是「committee」
    当 「居民」按「review-proposal」提出「停车收费规定同上位法抵触」
      | document | 青禾县停车收费规定 |
    那么 该事项处于「received」
    并且 「start」期限是 2026-03-12
    并且 「answer」期限是 2026-06-02

  场景: 启动审查、提出意见、制定机关修改、书面反馈
    当 「县人大常委会办公室」做「start-review」
      | issuer    | 县政府办公室 |
      | committee | 县人大法制委 |
    那么 由「县人大法制委」负责
    当 「县人大法制委」做「give-opinion」
      | finding | problem |
    那么 由「县政府办公室」负责
    当 「县政府办公室」做「answer-opinion」
      | does | amended |
    并且 「县人大常委会办公室」做「tell-result」
      | class | corrected |
    那么 该事项处于「closed」

  场景: 不启动审查的，也告诉提出人为什么
    当 「县人大常委会办公室」做「explain」
    那么 该事项处于「not-started」
    并且 结果是「explained」

  场景: 没有告知是否启动，自己显示逾期
    当 时间到 2026-03-13
    那么 「start」已逾期
    并且 该事项处于「received」

  场景: 制定机关不能审查自己的文件；延期由主任会议批准
    当 「县人大常委会办公室」做「start-review」
      | issuer    | 县政府办公室 |
      | committee | 县人大法制委 |
    并且 「县政府办公室」做「give-opinion」
      | finding | none |
    那么 被拒绝: act.not-yours
    当 「县人大法制委」做「ask-for-time」
      | working_days | 2 |
    并且 「县人大法制委」做「grant-time」
    那么 被拒绝: act.not-yours
    当 「唐七」做「grant-time」
    那么 「answer」期限是 2026-08-03

  场景: 提问时期限暂停，提出人补充后继续
    当 「县人大常委会办公室」做「ask」
    那么 「answer」暂停
    当 「居民」做「answer-question」
    那么 「answer」在走
