# language: zh-CN
# 信访超市与外送服务：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 信访超市与外送服务

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县法律援助中心」是「department」

  场景: 预约上门、安排、服务、评价
    当 「居民」按「petition-outreach」提出「老人想咨询宅基地的事」
      | service | legal-aid |
      | way | home |
      | why-home | disabled |
      | wished-day | 2026-03-05 |
    并且 「县人大常委会办公室」做「arrange」
      | who | 青禾县法律援助中心 |
      | window | 外送一队 |
      | day | 2026-03-05 |
    那么 由「青禾县法律援助中心」负责
    并且 「serve」期限是 2026-03-09
    当 「青禾县法律援助中心」做「serve」
      | class | done |
      | served-on | 2026-03-05 |
      | minutes | 40 |
    那么 该事项处于「served」
    当 「居民」做「rate」
      | rating | satisfied |
    那么 结果是「answered」

  场景: 没人安排，逾期自己显示
    当 「居民」按「petition-outreach」提出「老人想咨询宅基地的事」
      | service | legal-aid |
      | way | home |
      | why-home | disabled |
      | wished-day | 2026-03-05 |
    那么 「arrange」期限是 2026-03-04
    当 时间到 2026-03-05
    那么 「arrange」已逾期

  场景: 上门两次没遇到人，第三次不能再推
    当 「居民」按「petition-outreach」提出「老人想咨询宅基地的事」
      | service | legal-aid |
      | way | home |
      | why-home | disabled |
      | wished-day | 2026-03-05 |
    并且 「县人大常委会办公室」做「arrange」
      | who | 青禾县法律援助中心 |
      | window | 外送一队 |
      | day | 2026-03-05 |
    并且 「青禾县法律援助中心」做「nobody-met」
      | tried-on | 2026-03-02 |
    那么 该事项处于「booked」
    当 「县人大常委会办公室」做「arrange」
      | who | 青禾县法律援助中心 |
      | window | 外送一队 |
      | day | 2026-03-05 |
    并且 「青禾县法律援助中心」做「nobody-met」
      | tried-on | 2026-03-02 |
    并且 「县人大常委会办公室」做「arrange」
      | who | 青禾县法律援助中心 |
      | window | 外送一队 |
      | day | 2026-03-05 |
    并且 「青禾县法律援助中心」做「nobody-met」
      | tried-on | 2026-03-02 |
    那么 被拒绝: act.no-more

  场景: 上门发现是信访事项，当场转
    当 「居民」按「petition-outreach」提出「老人想咨询宅基地的事」
      | service | legal-aid |
      | way | home |
      | why-home | disabled |
      | wished-day | 2026-03-05 |
    并且 「县人大常委会办公室」做「arrange」
      | who | 青禾县法律援助中心 |
      | window | 外送一队 |
      | day | 2026-03-05 |
    并且 「青禾县法律援助中心」做「to-petition」
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「received」
    并且 「answer」期限是 2026-06-01

  场景: 别的单位不能替窗口答复
    当 「居民」按「petition-outreach」提出「老人想咨询宅基地的事」
      | service | legal-aid |
      | way | home |
      | why-home | disabled |
      | wished-day | 2026-03-05 |
    并且 「县人大常委会办公室」做「arrange」
      | who | 青禾县法律援助中心 |
      | window | 外送一队 |
      | day | 2026-03-05 |
    并且 「道路局」做「serve」
      | class | done |
      | served-on | 2026-03-05 |
      | minutes | 5 |
    那么 被拒绝: act.not-yours
