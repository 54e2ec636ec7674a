# language: zh-CN
# 矛盾纠纷调解：工作人员可以读，测试照着跑。人名、地名、单位、案件均为虚构。
功能: 矛盾纠纷调解

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民法院」是「court」
    并且 有「苇塘镇调解委员会」是「mediation」，在「t1」

  场景: 诉前委派，代表参与，调解成功，司法确认，一个编号到底
    当 「居民」按「dispute-mediation」提出「拖欠工钱」
      | kind        | labour  |
      | came-by     | village |
      | other-party | 某作坊  |
      | workers     | 6       |
      | sum         | 48000   |
    那么 该事项处于「filed」
    并且 由「青禾县人民法院」负责
    当 「青禾县人民法院」做「refer」
      | consent  | both             |
      | how      | people           |
      | mediator | 苇塘镇调解委员会 |
      | deputies | 梁一             |
    那么 该事项处于「referred」
    当 「苇塘镇调解委员会」做「take-on」
    那么 「mediate」期限是 2026-04-01
    当 「陈二」做「take-part」
      | took-part-on | 2026-03-02 |
    那么 被拒绝: act.not-yours
    当 「梁一」做「take-part」
      | took-part-on | 2026-03-02 |
    并且 「苇塘镇调解委员会」做「record-agreement」
      | class        | agreed     |
      | effective-on | 2026-03-02 |
    那么 该事项处于「agreed」
    并且 「ask-confirmation」期限是 2026-04-01
    当 「居民」做「ask-confirmation」
      | asked-by | both |
    那么 该事项处于「confirming」
    当 「苇塘镇调解委员会」做「rule-on-confirmation」
      | ruling   | valid      |
      | ruled-on | 2026-03-02 |
    那么 被拒绝: act.not-yours
    当 「青禾县人民法院」做「rule-on-confirmation」
      | ruling   | valid      |
      | ruled-on | 2026-03-02 |
    那么 该事项处于「confirmed」
    并且 结果是「answered」

  场景: 三十天没有申请确认，协议仍然有效，自动办结
    当 「居民」按「dispute-mediation」提出「祖屋继承」
      | kind        | overseas-chinese |
      | came-by     | service-point    |
      | other-party | 堂兄             |
      | language    | 英语             |
    并且 「青禾县人民法院」做「refer」
      | consent  | both             |
      | how      | trade            |
      | mediator | 苇塘镇调解委员会 |
    并且 「苇塘镇调解委员会」做「take-on」
    并且 「苇塘镇调解委员会」做「record-agreement」
      | class        | agreed     |
      | effective-on | 2026-03-02 |
    并且 时间到 2026-04-02
    那么 「ask-confirmation」已逾期
    并且 该事项处于「settled」
    当 「居民」做「ask-confirmation」
      | asked-by | both |
    那么 被拒绝: act.not-now

  场景: 调解期满没有结果，自动转法院立案；逾期自己显示
    当 「居民」按「dispute-mediation」提出「宅基地界址」
      | kind        | neighbours    |
      | came-by     | deputies-room |
      | other-party | 邻居          |
    并且 「青禾县人民法院」做「refer」
      | consent  | not-refused      |
      | how      | township         |
      | mediator | 苇塘镇调解委员会 |
    并且 「苇塘镇调解委员会」做「take-on」
    并且 时间到 2026-04-02
    那么 「mediate」已逾期
    并且 该事项处于「unsettled」
    当 时间到 2026-04-11
    那么 「file-suit」已逾期
    当 「青禾县人民法院」做「file-suit」
    那么 该事项处于「in-suit」
    并且 「file-suit」迟到完成
    当 「青禾县人民法院」做「record-judgment」
      | suit-result | judgment   |
      | ended-on    | 2026-04-11 |
    那么 被拒绝: act.needs-first
    当 「青禾县人民法院」做「register-suit」
    并且 「青禾县人民法院」做「record-judgment」
      | suit-result | judgment   |
      | ended-on    | 2026-04-11 |
    那么 该事项处于「judged」

  场景: 裁定驳回的可以再调一次，也可以立案
    当 「居民」按「dispute-mediation」提出「商标使用」
      | kind        | intellectual-property |
      | came-by     | department            |
      | other-party | 某厂                  |
    并且 「青禾县人民法院」做「refer」
      | consent  | both           |
      | how      | administrative |
      | mediator | 学校局         |
    并且 「学校局」做「give-back」
    那么 该事项处于「filed」
    当 「青禾县人民法院」做「refer」
      | consent  | both             |
      | how      | administrative   |
      | mediator | 苇塘镇调解委员会 |
    并且 「苇塘镇调解委员会」做「take-on」
    并且 「苇塘镇调解委员会」做「ask-for-time」
      | working_days | 10 |
    并且 「苇塘镇调解委员会」做「grant-time」
    那么 被拒绝: act.not-yours
    当 「青禾县人民法院」做「grant-time」
    那么 「mediate」期限是 2026-04-13
    当 「苇塘镇调解委员会」做「record-agreement」
      | class        | agreed     |
      | effective-on | 2026-03-02 |
    并且 「苇塘镇调解委员会」做「ask-confirmation」
      | asked-by | agents |
    并且 「青禾县人民法院」做「rule-on-confirmation」
      | ruling   | dismissed  |
      | ruled-on | 2026-03-02 |
    那么 该事项处于「unsettled」
    当 「青禾县人民法院」做「refer」
      | consent  | both             |
      | how      | people           |
      | mediator | 苇塘镇调解委员会 |
    那么 该事项处于「referred」

  场景: 应当先走别的途径的，说清楚再办结
    当 「居民」按「dispute-mediation」提出「加班费」
      | kind        | labour |
      | came-by     | court  |
      | other-party | 某店   |
    并且 「青禾县人民法院」做「point-elsewhere」
    那么 被拒绝: act.needs-first
    当 「青禾县人民法院」做「name-channel」
      | channel | arbitration |
    并且 「青禾县人民法院」做「point-elsewhere」
    那么 结果是「explained」
    并且 有 1 次答复
