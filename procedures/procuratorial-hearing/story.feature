# language: zh-CN
# 检察听证：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 检察听证

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」

  场景: 申请、邀请、云听证、评议、决定
    当 「居民」按「procuratorial-hearing」提出「申请对不起诉决定公开听证」
      | case-kind | appeal |
    并且 「青禾县人民检察院」做「convene」
      | hearing-day | 2026-03-20 |
      | way | online |
      | open | on |
      | hearers | 梁一、陈二 |
    那么 该事项处于「invited」
    并且 「confirm」期限是 2026-03-18
    并且 「notice」期限是 2026-03-17
    当 「青禾县人民检察院」做「notify」
      | notified-on | 2026-03-02 |
    当 「梁一」做「confirm」
    那么 该事项处于「invited」
    当 「陈二」做「confirm」
    那么 该事项处于「convened」
    当 时间到 2026-03-20
    并且 「青禾县人民检察院」做「hold」
      | held-on | 2026-03-20 |
      | hearers-there | 3 |
      | opinion | support |
      | settled | on |
    那么 该事项处于「deliberating」
    并且 「settled」是「true」
    当 「青禾县人民检察院」做「decide」
      | class | settled |
      | adopted | yes |
    那么 结果是「answered」

  场景: 听证员回避；没有确认的，到期不再等
    当 「居民」按「procuratorial-hearing」提出「申请对不起诉决定公开听证」
      | case-kind | appeal |
    并且 「青禾县人民检察院」做「convene」
      | hearing-day | 2026-03-20 |
      | way | online |
      | open | on |
      | hearers | 梁一、陈二 |
    并且 「梁一」做「decline」
    并且 「梁一」做「confirm」
    那么 被拒绝: act.not-yours
    当 时间到 2026-03-19
    那么 「confirm」已逾期
    并且 「notice」已逾期
    并且 该事项处于「convened」

  场景: 延期只有一次；没有举行不能决定
    当 「居民」按「procuratorial-hearing」提出「申请对不起诉决定公开听证」
      | case-kind | appeal |
    并且 「青禾县人民检察院」做「convene」
      | hearing-day | 2026-03-20 |
      | way | online |
      | open | on |
      | hearers | 梁一、陈二 |
    并且 「梁一」做「confirm」
    并且 「陈二」做「confirm」
    并且 「青禾县人民检察院」做「decide」
      | class | refused |
      | adopted | yes |
    那么 被拒绝: act.not-now
    当 「青禾县人民检察院」做「postpone」
    那么 该事项处于「asked」
    当 「青禾县人民检察院」做「convene」
      | hearing-day | 2026-03-27 |
      | way | on-site |
      | hearers | 梁一 |
    并且 「梁一」做「confirm」
    并且 「青禾县人民检察院」做「postpone」
    那么 被拒绝: act.no-more

  场景: 不举行要说明依据；什么都不点，逾期也显示
    当 「居民」按「procuratorial-hearing」提出「申请对不起诉决定公开听证」
      | case-kind | appeal |
    并且 时间到 2026-03-17
    那么 「weigh」已逾期
    当 「青禾县人民检察院」做「not-hear」
    那么 「weigh」迟到完成
    并且 结果是「explained」
