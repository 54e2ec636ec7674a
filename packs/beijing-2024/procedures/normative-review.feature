# language: zh-CN
# 规范性文件备案审查（北京）：测试照着跑。人名、地名、单位均为虚构，期限是该地的。
功能: 规范性文件备案审查（北京）

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大法制委」是「committee」
    当 「罗五」按「normative-review」提出「关于农村供水管护的规定」
      | issuer    | 县政府办公室  |
      | number    | 青政规〔2026〕1号 |
      | published | 2026-03-02    |
      | kind      | government    |
    那么 「file」期限是 2026-04-01
    当 「县政府办公室」做「file」
      | filed | 2026-03-02 |

  场景: 十日形式审查，五个工作日分送，三十日委员会意见，三个月审完，可延三个月
    那么 「check」期限是 2026-03-12
    并且 「answer」期限是 2026-06-02
    当 「县人大常委会办公室」做「register」
      | file-number | 备〔2026〕9号 |
    那么 「pass-on」期限是 2026-03-09
    当 「县人大常委会办公室」做「pass-on」
      | committee | 县人大法制委 |
    那么 「committee」期限是 2026-04-01
    当 「县人大法制委」做「ask-for-time」
      | working_days | 3 |
    并且 「唐七」做「grant-time」
    那么 「answer」期限是 2026-09-02
    当 「县人大法制委」做「give-opinion」
      | finding | problem |
      | ground  | law     |
    那么 「explain」期限是 2026-04-01
    当 时间到 2026-04-02
    那么 「explain」已逾期
