# language: zh-CN
# 微心愿：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 微心愿

  背景:
    假如 今天是 2026-03-02

  场景: 认领、实现、致谢
    当 「居民」按「micro-wish」提出「想要一盏台灯」
      | kind     | goods      |
      | for-whom | 邻家的孩子 |
    那么 该事项处于「wished」
    并且 由「苇塘代表联络站」负责
    并且 「check」期限是 2026-03-09
    当 「苏三」做「release」
    那么 该事项处于「open」
    当 「苏三」做「adopt」
      | adopter | 陈二 |
    那么 该事项处于「adopted」
    并且 由「松口代表联络站」负责
    并且 「fulfil」期限是 2026-04-01
    当 「梁一」做「fulfil」
      | class        | fulfilled  |
      | fulfilled-on | 2026-03-02 |
    那么 被拒绝: act.not-yours
    当 「陈二」做「fulfil」
      | class        | fulfilled  |
      | fulfilled-on | 2026-03-02 |
    那么 该事项处于「thanking」
    当 「陈二」做「thank」
    那么 被拒绝: act.not-yours
    当 「居民」做「thank」
      | thanks | 谢谢，灯很亮 |
    那么 结果是「answered」

  场景: 没人认领，期满自动转给联络站，要有一个说法
    当 「居民」按「micro-wish」提出「想有人陪我下棋」
      | kind | company |
    并且 「苏三」做「release」
    并且 时间到 2026-04-02
    那么 「adopt」已逾期
    并且 该事项处于「unadopted」
    当 「苏三」做「explain」
    那么 结果是「explained」
    并且 有 1 次答复

  场景: 认领后无力实现可以退回，次数有限；逾期自己显示
    当 「居民」按「micro-wish」提出「想学用手机挂号」
      | kind | study |
    并且 「苏三」做「release」
    并且 「梁一」做「adopt」
      | adopter | 梁一 |
    并且 「梁一」做「give-up」
    那么 该事项处于「open」
    当 「陈二」做「adopt」
      | adopter | 陈二 |
    并且 「陈二」做「give-up」
    并且 「苏三」做「adopt」
      | adopter | 梁一 |
    并且 「梁一」做「give-up」
    那么 被拒绝: act.no-more
    当 时间到 2026-04-03
    那么 「fulfil」已逾期
    并且 该事项处于「adopted」

  场景: 没实现的可以再来一次，只有一次
    当 「居民」按「micro-wish」提出「想修一扇窗」
      | kind | help |
    并且 「苏三」做「release」
    并且 「梁一」做「adopt」
      | adopter | 梁一 |
    并且 「梁一」做「fulfil」
      | class        | fulfilled  |
      | fulfilled-on | 2026-03-02 |
    并且 「居民」做「not-yet」
    那么 该事项处于「open」
    并且 是第 2 轮
    当 「陈二」做「adopt」
      | adopter | 陈二 |
    并且 「陈二」做「fulfil」
      | class        | fulfilled  |
      | fulfilled-on | 2026-03-02 |
    并且 「居民」做「not-yet」
    那么 被拒绝: rounds.no-more
