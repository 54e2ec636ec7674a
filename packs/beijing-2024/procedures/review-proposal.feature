# language: zh-CN
# 审查建议（北京）：测试照着跑。人名、地名、单位、文件均为虚构，期限是该地的。
功能: 审查建议（北京）

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大法制委」是「committee」
    当 「居民」按「review-proposal」提出「停车收费规定同上位法抵触」
      | document | 青禾县停车收费规定 |

  场景: 不启动审查的，十日内告知；超过三个月的由主任会议批准
    那么 「start」期限是 2026-03-12
    并且 「answer」期限是 2026-06-02
    当 时间到 2026-03-13
    那么 「start」已逾期
    当 「县人大常委会办公室」做「start-review」
      | issuer    | 县政府办公室 |
      | committee | 县人大法制委 |
    并且 「县人大法制委」做「ask-for-time」
      | working_days | 3 |
    并且 「唐七」做「grant-time」
    那么 「answer」期限是 2026-09-02
