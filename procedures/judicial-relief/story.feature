# language: zh-CN
# 司法救助：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 司法救助

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」
    并且 有「青禾县妇女联合会」是「committee」
    并且 有「青禾县人民法院」是「court」

  场景: 妇联移送，决定救助，发放，再由各家帮扶
    当 「青禾县妇女联合会」按「judicial-relief」提出「一户家庭遭遇侵害后生活困难」
      | origin | women |
    那么 该事项处于「moved」
    并且 由「青禾县人民检察院」负责
    当 「青禾县人民检察院」做「hand-over」
      | lead | 青禾县人民法院 |
    并且 「青禾县人民法院」做「sign」
    那么 「decide」期限是 2026-03-16
    当 「青禾县人民法院」做「decide」
      | class | granted |
      | relief | granted |
      | granted-sum | 12000.50 |
    那么 该事项处于「paying」
    并且 「granted-sum」是「1200050」
    当 「青禾县人民法院」做「funds-arrived」
      | funds-day | 2026-03-02 |
    那么 「pay-arrived」期限是 2026-03-04
    当 「青禾县人民法院」做「pay-out」
      | paid-sum | 12000.50 |
      | paid-day | 2026-03-02 |
    那么 该事项处于「linking」
    当 「青禾县人民检察院」做「ask-helpers」
      | helpers | 学校局、水务局 |
    并且 「学校局」做「help」
      | help-kind | school |
    那么 该事项处于「helping」
    当 「学校局」做「help」
      | help-kind | school |
    那么 被拒绝: act.done-already
    当 「水务局」做「cannot-help」
    那么 该事项处于「linking-done」
    当 「青禾县人民检察院」做「sum-up」
    那么 结果是「answered」

  场景: 什么都不点，逾期也显示
    当 「青禾县妇女联合会」按「judicial-relief」提出「一户家庭遭遇侵害后生活困难」
      | origin | women |
    并且 「青禾县人民检察院」做「hand-over」
      | lead | 青禾县人民法院 |
    并且 「青禾县人民法院」做「sign」
    并且 时间到 2026-03-17
    那么 「decide」已逾期
    当 「青禾县人民法院」做「decide」
      | class | refused |
      | relief | refused |
    那么 「decide」迟到完成
    并且 该事项处于「linking」

  场景: 退回重新分流，别人的事不能替办
    当 「青禾县妇女联合会」按「judicial-relief」提出「一户家庭遭遇侵害后生活困难」
      | origin | women |
    并且 「青禾县人民检察院」做「hand-over」
      | lead | 学校局 |
    并且 「学校局」做「return」
      | duty | roads-1 |
    那么 该事项处于「moved」
    当 「青禾县人民检察院」做「hand-over」
      | lead | 青禾县人民法院 |
    并且 「学校局」做「sign」
    那么 被拒绝: act.not-yours

  场景: 不属救助的，说明依据
    当 「青禾县妇女联合会」按「judicial-relief」提出「一户家庭遭遇侵害后生活困难」
      | origin | women |
    并且 「青禾县人民检察院」做「no-case」
    那么 结果是「explained」
