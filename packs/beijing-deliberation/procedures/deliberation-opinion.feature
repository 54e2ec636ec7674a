# language: zh-CN
# 审议意见办理（北京）：测试照着跑。人名、地名、单位均为虚构，期限是该地的。
功能: 审议意见办理（北京）

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大财经委」是「committee」
    当 「罗五」按「deliberation-opinion」提出「关于水污染防治情况报告的审议意见」
      | report      | 水污染防治情况的报告 |
      | deliberated | 2026-02-27           |
      | items       | 5                    |

  场景: 三个月内报方案，一年内报结果
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | plan |
    那么 该事项处于「planning」
    并且 「plan」期限是 2026-06-02
    并且 「result」期限是 2027-03-02
    当 时间到 2026-06-03
    那么 「plan」已逾期
    并且 「result」在走
    当 「县政府办公室」做「send-plan」
    那么 「plan」迟到完成
    并且 「result」期限是 2027-03-02
    当 「县政府办公室」做「send-for-opinions」
    并且 「县人大财经委」做「give-opinion」
    并且 「县政府办公室」做「report」
      | class       | done |
      | adopted     | 5    |
      | not-adopted | 0    |
    那么 该事项处于「reported」
