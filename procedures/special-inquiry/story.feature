# language: zh-CN
# 专题询问：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 专题询问

  背景:
    假如 今天是 2026-03-02
    当 「罗五」按「special-inquiry」提出「专题询问：农村供水」
      | topic | 农村供水保障 |
    那么 该事项处于「preparing」
    当 「县人大常委会办公室」做「notify」
      | lead    | 水务局     |
      | co      | 道路局     |
      | session | 2026-04-28 |
    那么 该事项处于「notified」
    并且 「material-by」期限是 2026-04-21

  场景: 报材料、当面问、书面答、测评、兑现
    当 「水务局」做「send-material」
    那么 该事项处于「ready」
    当 「县人大常委会办公室」做「end-session」
      | held | 2026-04-28 |
    那么 被拒绝: act.needs-first
    当 时间到 2026-04-28
    并且 「县人大常委会办公室」做「record-question」
      | asked-by    | 梁一     |
      | asked       | 水务局   |
      | answered-by | 局长     |
      | answered    | promised |
    并且 「县人大常委会办公室」做「end-session」
      | held | 2026-04-28 |
    那么 该事项处于「answering」
    并且 「written-answer」期限是 2026-05-28
    当 「道路局」做「co-reply」
    并且 「水务局」做「reply」
      | class    | promised   |
      | promised | 2026-06-30 |
    那么 该事项处于「measuring」
    并且 「promise」期限是 2026-06-30
    当 「县人大常委会办公室」做「accept-answer」
      | satisfied     | 18 |
      | basically     | 4  |
      | not-satisfied | 1  |
    那么 该事项处于「closed」
    当 时间到 2026-07-01
    那么 「promise」已逾期
    当 「水务局」做「deliver」
    那么 「promise」迟到完成

  场景: 材料和书面答复都没有按时来
    当 时间到 2026-04-22
    那么 「material-by」已逾期
    当 「水务局」做「send-material」
    那么 「material-by」迟到完成
    当 「县人大常委会办公室」做「record-question」
      | asked-by    | 陈二  |
      | answered-by | 局长  |
      | answered    | later |
    并且 「县人大常委会办公室」做「end-session」
      | held | 2026-04-22 |
    并且 时间到 2026-05-23
    那么 「written-answer」已逾期

  场景: 测评不满意重新答复，只有一次；应询机关不能自己测评
    当 「水务局」做「send-material」
    并且 「县人大常委会办公室」做「record-question」
      | asked-by    | 陈二  |
      | answered-by | 局长  |
      | answered    | later |
    并且 「县人大常委会办公室」做「end-session」
      | held | 2026-03-02 |
    并且 「水务局」做「reply」
      | class | done |
    并且 「水务局」做「accept-answer」
      | satisfied     | 23 |
      | basically     | 0  |
      | not-satisfied | 0  |
    那么 被拒绝: act.not-yours
    当 「县人大常委会办公室」做「send-back」
      | satisfied     | 3  |
      | basically     | 5  |
      | not-satisfied | 15 |
    那么 该事项处于「answering」
    并且 是第 2 轮
    当 「水务局」做「reply」
      | class | done |
    并且 「县人大常委会办公室」做「send-back」
      | satisfied     | 3  |
      | basically     | 5  |
      | not-satisfied | 15 |
    那么 被拒绝: rounds.no-more

  场景: 通知错了机关，退回；改期最多两次
    当 「水务局」做「return」
      | duty | roads-1 |
    那么 该事项处于「preparing」
    当 「县人大常委会办公室」做「notify」
      | lead    | 道路局     |
      | session | 2026-04-28 |
    并且 「县人大常委会办公室」做「postpone」
    那么 该事项处于「preparing」
    当 「县人大常委会办公室」做「notify」
      | lead    | 道路局     |
      | session | 2026-06-25 |
    那么 「material-by」期限是 2026-06-18
