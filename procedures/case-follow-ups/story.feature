# language: zh-CN
# 一案多办：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 一案多办

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」

  场景: 一个案件转出三件后续事项，各走各的，脉络还在
    当 「青禾县人民检察院」按「case-follow-ups」提出「一起非法捕捞案」
      | case-number | 青检刑诉〔2026〕1号（虚构） |
      | case-kind | criminal |
    那么 「answer」期限是 2026-03-30
    当 「青禾县人民检察院」做「governance」
    并且 接着看转出的事项
    那么 该事项处于「drafted」
    当 回到原来的事项
    并且 「青禾县人民检察院」做「public-interest」
    并且 接着看转出的事项
    那么 该事项处于「reported」
    当 回到原来的事项
    并且 「青禾县人民检察院」做「relief」
    并且 接着看转出的事项
    那么 该事项处于「moved」
    当 回到原来的事项
    那么 该事项处于「considering」
    当 「青禾县人民检察院」做「conclude」
      | class | followed |
      | compensated | 8000 |
    那么 结果是「answered」
    并且 「compensated」是「800000」

  场景: 没有后续也是结论，要写依据；办结后还可以再转
    当 「青禾县人民检察院」按「case-follow-ups」提出「一起非法捕捞案」
      | case-number | 青检刑诉〔2026〕1号（虚构） |
      | case-kind | criminal |
    并且 「青禾县人民检察院」做「conclude」
      | class | none |
    那么 结果是「answered」
    当 「青禾县人民检察院」做「relief」
    并且 接着看转出的事项
    那么 该事项处于「moved」

  场景: 什么都不点，逾期也显示；别的单位不能替检察院转出
    当 「青禾县人民检察院」按「case-follow-ups」提出「一起非法捕捞案」
      | case-number | 青检刑诉〔2026〕1号（虚构） |
      | case-kind | criminal |
    并且 「道路局」做「governance」
    那么 被拒绝: act.not-yours
    当 时间到 2026-03-31
    那么 「answer」已逾期
