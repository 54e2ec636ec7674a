# language: zh-CN
# 立法意见：工作人员可以读，测试照着跑。人名、地名、单位、法规均为虚构。
功能: 立法意见

  背景:
    假如 今天是 2026-03-02

  场景: 一条意见从联系点上报到采纳，提出人得到反馈
    当 「居民」按「legislative-comment」提出「养老服务应当写明夜间值守」
      | draft    | 青禾市居家养老服务条例（草案） |
      | article  | 第十二条                       |
      | position | add                            |
    那么 该事项处于「received」
    并且 由「苇塘代表联络站」负责
    并且 「sort」期限是 2026-03-09
    当 「苏三」做「put-in-order」
      | phase  | first-reading |
      | closes | 2026-04-10    |
    那么 该事项处于「in-order」
    并且 「forward」期限是 2026-04-07
    当 「苏三」做「forward」
    那么 该事项处于「forwarded」
    并且 由「县人大常委会办公室」负责
    当 「苏三」做「tell-adoption」
      | class | adopted |
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「send-up」
      | sent-to | province   |
      | sent-on | 2026-03-02 |
    那么 该事项处于「sent-up」
    并且 「word-from-above」期限是 2026-12-02
    当 「县人大常委会办公室」做「tell-adoption」
      | class      | adopted      |
      | adopted-in | 第十三条第二款 |
    那么 结果是「answered」
    并且 「sent-to」是「province」

  场景: 没有采纳的要说明理由
    当 「居民」按「legislative-comment」提出「养老服务一律免费」
      | draft | 青禾市居家养老服务条例（草案） |
    并且 「苏三」做「put-in-order」
      | phase  | first-reading |
      | closes | 2026-04-10    |
    并且 「苏三」做「forward」
    并且 「县人大常委会办公室」做「give-back」
    那么 该事项处于「in-order」
    当 「苏三」做「forward」
    并且 「县人大常委会办公室」做「give-back」
    那么 被拒绝: act.no-more
    当 「县人大常委会办公室」做「tell-adoption」
      | class | not-adopted |
    那么 结果是「answered」
    并且 有 1 次答复

  场景: 与草案无关的不上报，也要告诉提出人；并有撤回
    当 「居民」按「legislative-comment」提出「我家门前的路灯坏了」
      | draft | 青禾市居家养老服务条例（草案） |
    并且 「何四」做「keep-back」
    那么 被拒绝: act.not-yours
    当 「苏三」做「keep-back」
    那么 结果是「explained」
    当 「居民」按「legislative-comment」提出「写错了」
      | draft | 青禾市居家养老服务条例（草案） |
    并且 「居民」做「withdraw」
    那么 结果是「withdrawn」

  场景: 联系点没有在截止前上报，研究也拖了，都自己显示
    当 「居民」按「legislative-comment」提出「网格员的职责要列清」
      | draft | 青禾市网格化服务管理条例（草案） |
    并且 「苏三」做「put-in-order」
      | phase  | second-reading |
      | closes | 2026-03-20     |
    那么 「forward」期限是 2026-03-17
    当 时间到 2026-03-18
    那么 「forward」已逾期
    并且 该事项处于「in-order」
    当 「苏三」做「forward」
    那么 「forward」迟到完成
    当 时间到 2026-05-19
    那么 「study」已逾期
