# language: zh-CN
# 决议决定跟踪督办：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 决议决定跟踪督办

  背景:
    假如 今天是 2026-03-02
    当 「罗五」按「decision-follow-up」提出「关于加强松口河保护的决定」
      | kind      | decision   |
      | passed    | 2026-02-27 |
      | votes-for | 21         |
    那么 该事项处于「registered」
    并且 「pass-on」期限是 2026-03-12

  场景: 交办、执行、跟踪检查、公布
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
      | co   | 道路局 |
    那么 该事项处于「handed-over」
    并且 「carry-out」期限是 2026-09-02
    当 「水务局」做「sign」
    并且 「道路局」做「sign」
    并且 「道路局」做「co-reply」
    并且 「县人大常委会办公室」做「follow-up」
      | tool | visit      |
      | held | 2026-03-02 |
    并且 「水务局」做「report」
      | class | done |
    那么 该事项处于「checking」
    当 「县人大常委会办公室」做「end-follow-up」
      | result | carried-out |
    那么 该事项处于「closed」
    并且 结果是「answered」
    并且 「standard-met」是「false」
    并且 「result」是「carried-out」
    并且 「publish」在走
    当 「县人大常委会办公室」做「publish」
      | published | 2026-03-02 |

  场景: 决议写明的日期就是最后一天，过期不报由系统自己公布
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局     |
      | by   | 2026-06-30 |
    那么 「carry-out」期限是 2026-06-30
    当 「水务局」做「sign」
    并且 时间到 2026-07-01
    那么 「carry-out」已逾期
    并且 该事项处于「carrying-out」
    当 「水务局」做「report」
      | class | done |
    那么 「carry-out」迟到完成

  场景: 没有跟踪检查过的不能终结，执行的单位也不能自己终结
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「report」
      | class | done |
    并且 「县人大常委会办公室」做「end-follow-up」
      | result | carried-out |
    那么 被拒绝: act.needs-first
    当 「水务局」做「end-follow-up」
      | result | carried-out |
    那么 被拒绝: act.not-yours

  场景: 没有落实的要求继续执行，最多两次
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「sign」
    并且 「水务局」做「report」
      | class | done |
    并且 「县人大常委会办公室」做「send-back」
    那么 该事项处于「carrying-out」
    并且 是第 2 轮
    当 「水务局」做「report」
      | class | done |
    并且 「县人大常委会办公室」做「send-back」
    那么 是第 3 轮
    当 「水务局」做「report」
      | class | done |
    并且 「县人大常委会办公室」做「send-back」
    那么 被拒绝: rounds.no-more

  场景: 不属本单位的退回一次，再交办的不再退回
    当 「县人大常委会办公室」做「hand-over」
      | lead | 道路局 |
    并且 「道路局」做「return」
      | duty | water-1 |
    那么 该事项处于「registered」
    当 「县人大常委会办公室」做「hand-over」
      | lead | 水务局 |
    并且 「水务局」做「return」
      | duty | roads-1 |
    那么 被拒绝: return.stands
