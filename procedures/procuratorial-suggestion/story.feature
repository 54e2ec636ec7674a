# language: zh-CN
# 检察建议：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 检察建议

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」

  场景: 制发、回复、核实、回访
    当 「青禾县人民检察院」按「procuratorial-suggestion」提出「校园周边管理漏洞」
    那么 该事项处于「drafted」
    并且 「issue」期限是 2026-03-16
    当 「青禾县人民检察院」做「issue」
      | term | general |
      | kind | social |
      | to-body | 学校局 |
    那么 该事项处于「issued」
    并且 由「学校局」负责
    并且 「reply」期限是 2026-05-06
    当 时间到 2026-04-01
    并且 「学校局」做「answer-suggestion」
      | class | done |
      | adopted | full |
    那么 该事项处于「checking」
    当 「学校局」做「confirm-effect」
      | effect | fixed |
      | checked-on | 2026-04-10 |
    那么 被拒绝: act.not-yours
    当 「青禾县人民检察院」做「confirm-effect」
      | effect | system |
      | checked-on | 2026-04-10 |
    那么 结果是「effective」
    并且 「revisit」期限是 2026-10-08
    当 「青禾县人民检察院」做「revisit」
      | revisit-day | 2026-04-10 |
    那么 「relapse」是「false」

  场景: 紧急的公益诉讼建议十五日，没有回复由系统自己转出
    当 「青禾县人民检察院」按「procuratorial-suggestion」提出「校园周边管理漏洞」
    并且 「青禾县人民检察院」做「issue」
      | term | urgent |
      | kind | public-interest |
      | to-body | 学校局 |
    那么 「reply-urgent」期限是 2026-03-17
    当 时间到 2026-03-18
    那么 该事项处于「overdue」
    并且 「reply-urgent」已逾期
    并且 由「青禾县人民检察院」负责
    当 「学校局」做「answer-suggestion」
      | class | done |
      | adopted | full |
    那么 「reply-urgent」迟到完成
    并且 该事项处于「checking」

  场景: 一直不回复，通报
    当 「青禾县人民检察院」按「procuratorial-suggestion」提出「校园周边管理漏洞」
    并且 「青禾县人民检察院」做「issue」
      | term | public-interest |
      | kind | enforcement |
      | to-body | 学校局 |
    那么 「reply-public-interest」期限是 2026-05-06
    当 时间到 2026-05-07
    并且 「青禾县人民检察院」做「report-silence」
    那么 结果是「unanswered」

  场景: 异议只有一次，不停止计时，由检察院复核
    当 「青禾县人民检察院」按「procuratorial-suggestion」提出「校园周边管理漏洞」
    并且 「青禾县人民检察院」做「issue」
      | term | general |
      | kind | crime |
      | to-body | 学校局 |
    并且 「青禾县人民检察院」做「uphold」
    那么 被拒绝: act.needs-first
    当 「学校局」做「object」
    并且 「青禾县人民检察院」做「uphold」
    那么 「reply」在走
    当 「学校局」做「object」
    那么 被拒绝: act.no-more

  场景: 没有整改到位，再督促一次，还不行就另行处理
    当 「青禾县人民检察院」按「procuratorial-suggestion」提出「校园周边管理漏洞」
    并且 「青禾县人民检察院」做「issue」
      | term | general |
      | kind | social |
      | to-body | 学校局 |
    当 「学校局」做「answer-suggestion」
      | class | done |
      | adopted | full |
    并且 「青禾县人民检察院」做「not-mended」
    那么 该事项处于「mending」
    当 「学校局」做「answer-suggestion」
      | class | done |
      | adopted | full |
    并且 「青禾县人民检察院」做「not-mended」
    那么 被拒绝: act.no-more
    当 「青禾县人民检察院」做「take-further」
      | further | congress |
    那么 结果是「without-effect」
