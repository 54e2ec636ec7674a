# language: zh-CN
# 重大决策合法性审查：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 重大决策合法性审查

  背景:
    假如 今天是 2026-03-02
    假如 有「司法局」是「department」
    当 「道路局」按「legality-review」提出「农村公路养护外包方案」
      | reviewer | 司法局   |
      | kind     | contract |
      | invested | 5600000  |
    那么 该事项处于「sent」
    并且 由「司法局」负责
    并且 「take-on」期限是 2026-03-05

  场景: 送审、受理、出具意见、决策、核对
    当 「司法局」做「take-on」
    那么 「review」期限是 2026-03-16
    当 「司法局」做「give-opinion」
      | class | lawful-when-mended |
      | scope | procedure          |
    那么 该事项处于「deciding」
    并且 由「道路局」负责
    当 「道路局」做「adopt」
      | adopted  | 2026-03-02 |
      | followed | whole      |
    那么 该事项处于「checking」
    当 「唐七」做「confirm」
    那么 该事项处于「closed」
    并且 结果是「answered」

  场景: 违背审查意见决策的，启动责任追究
    当 「司法局」做「take-on」
    并且 「司法局」做「give-opinion」
      | class | unlawful |
      | scope | power    |
    并且 「道路局」做「adopt」
      | adopted  | 2026-03-02 |
      | followed | not        |
    并且 「唐七」做「hold-to-account」
      | ground | against |
    那么 该事项处于「closed」
    并且 「ground」是「against」

  场景: 审查没有按时完成
    当 「司法局」做「take-on」
    并且 时间到 2026-03-17
    那么 「review」已逾期
    并且 该事项处于「reviewing」

  场景: 没有审查意见不能决策；送审的单位不能自己审查
    当 「道路局」做「adopt」
      | adopted  | 2026-03-02 |
      | followed | whole      |
    那么 被拒绝: act.not-now
    当 「道路局」做「take-on」
    那么 被拒绝: act.not-yours

  场景: 材料不全的要求补充，期满没有补充的回到审查机构
    当 「司法局」做「ask-supplement」
    那么 由「道路局」负责
    当 时间到 2026-03-17
    那么 该事项处于「sent」
    并且 「supplement」已逾期
    当 「司法局」做「decline」
    那么 该事项处于「dropped」
