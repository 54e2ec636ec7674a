# language: zh-CN
# 社会稳定风险评估：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 社会稳定风险评估

  背景:
    假如 今天是 2026-03-02

  场景: 低风险，决策后跟踪
    当 「水务局」按「risk-assessment」提出「河道清淤和渔船安置」
      | kind | project |
      | interests | jobs |
      | decision-day | 2026-04-15 |
      | people | 320 |
      | assessor | 学校局 |
    那么 由「学校局」负责
    并且 「assess」期限是 2026-03-30
    并且 「before-decision」期限是 2026-04-08
    当 「学校局」做「hear-objections」
      | heard-how | meeting |
      | heard | 60 |
      | against | 12 |
    并且 「学校局」做「report」
      | class | controllable |
      | grade | low |
    那么 该事项处于「low」
    当 「水务局」做「decide」
      | decided-on | 2026-04-15 |
      | decision | 虚构〔2026〕1号 |
    并且 「水务局」做「end-watch」
      | outcome | quiet |
    那么 结果是「answered」

  场景: 没有评估不能决策；没有听取意见不能出报告；评估单位不能替人决策
    当 「水务局」按「risk-assessment」提出「河道清淤和渔船安置」
      | kind | project |
      | interests | jobs |
      | decision-day | 2026-04-15 |
      | people | 320 |
      | assessor | 学校局 |
    并且 「水务局」做「decide」
      | decided-on | 2026-03-02 |
      | decision | 虚构〔2026〕1号 |
    那么 被拒绝: act.not-now
    当 「学校局」做「report」
      | class | controllable |
      | grade | low |
    那么 被拒绝: act.needs-first
    当 「学校局」做「decide」
      | decided-on | 2026-03-02 |
      | decision | 虚构〔2026〕1号 |
    那么 被拒绝: act.not-yours

  场景: 高风险不能实施，只能调整一次再评
    当 「水务局」按「risk-assessment」提出「河道清淤和渔船安置」
      | kind | project |
      | interests | jobs |
      | decision-day | 2026-04-15 |
      | people | 320 |
      | assessor | 学校局 |
    并且 「学校局」做「hear-objections」
      | heard-how | meeting |
      | heard | 60 |
      | against | 12 |
    并且 「学校局」做「report」
      | class | not-controllable |
      | grade | high |
    并且 「水务局」做「decide」
      | decided-on | 2026-03-02 |
      | decision | 虚构〔2026〕1号 |
    那么 被拒绝: act.not-now
    当 「水务局」做「assess-anew」
      | decision-day | 2026-05-15 |
      | assessor | 学校局 |
    并且 「学校局」做「hear-objections」
      | heard-how | meeting |
      | heard | 60 |
      | against | 12 |
    并且 「学校局」做「report」
      | class | not-controllable |
      | grade | high |
    并且 「水务局」做「assess-anew」
      | decision-day | 2026-05-15 |
      | assessor | 学校局 |
    那么 被拒绝: act.no-more
    当 「水务局」做「not-carry-out」
      | how | dropped |
    那么 结果是「not-carried-out」

  场景: 中风险先化解；逾期自己显示
    当 「水务局」按「risk-assessment」提出「河道清淤和渔船安置」
      | kind | project |
      | interests | jobs |
      | decision-day | 2026-04-15 |
      | people | 320 |
      | assessor | 学校局 |
    并且 时间到 2026-04-09
    那么 「before-decision」已逾期
    并且 「assess」已逾期
    当 「学校局」做「hear-objections」
      | heard-how | meeting |
      | heard | 60 |
      | against | 12 |
    并且 「学校局」做「report」
      | class | conditional |
      | grade | medium |
    那么 「before-decision」迟到完成
    并且 该事项处于「medium」
    当 「水务局」做「mitigate」
    那么 该事项处于「low」

  场景: 应当回避的退回，另选
    当 「水务局」按「risk-assessment」提出「河道清淤和渔船安置」
      | kind | project |
      | interests | jobs |
      | decision-day | 2026-04-15 |
      | people | 320 |
      | assessor | 学校局 |
    并且 「学校局」做「decline」
    那么 由「水务局」负责
    当 「水务局」做「name-assessor」
      | decision-day | 2026-04-30 |
      | assessor | 道路局 |
    那么 由「道路局」负责
    并且 「before-decision」期限是 2026-04-23
