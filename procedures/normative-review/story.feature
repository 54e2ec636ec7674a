# language: zh-CN
# 规范性文件备案审查：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 规范性文件备案审查

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大法制委」是「committee」
    当 「罗五」按「normative-review」提出「关于农村供水管护的规定」
      | issuer    | 县政府办公室      |
      | number    | 青政规〔2026〕1号 |
      | published | 2026-03-02        |
      | kind      | government        |
    那么 该事项处于「published」
    并且 由「县政府办公室」负责
    并且 「file」期限是 2026-04-01

  场景: 报备、登记、分送、审查、反馈
    当 「县政府办公室」做「file」
      | filed | 2026-03-02 |
    那么 该事项处于「checking」
    并且 「check」期限是 2026-03-17
    当 「县人大常委会办公室」做「register」
      | file-number | 备〔2026〕9号 |
    并且 「县人大常委会办公室」做「pass-on」
      | committee | 县人大法制委 |
    那么 由「县人大法制委」负责
    当 「县人大法制委」做「give-opinion」
      | finding | none |
      | ground  | none |
    那么 该事项处于「concluding」
    当 「县人大常委会办公室」做「tell-result」
      | class | no-problem |
    那么 该事项处于「closed」

  场景: 公布三十日没有报备，自己显示逾期
    当 时间到 2026-04-02
    那么 「file」已逾期
    并且 该事项处于「published」
    当 「县政府办公室」做「file」
      | filed | 2026-04-02 |
    那么 「file」迟到完成

  场景: 有问题的要求制定机关处理，不处理的提请撤销；制定机关不能自己审查
    当 「县政府办公室」做「file」
      | filed | 2026-03-02 |
    并且 「县人大常委会办公室」做「register」
      | file-number | 备〔2026〕9号 |
    并且 「县人大常委会办公室」做「pass-on」
      | committee | 县人大法制委 |
    并且 「县政府办公室」做「give-opinion」
      | finding | none |
      | ground  | none |
    那么 被拒绝: act.not-yours
    当 「县人大法制委」做「ask-to-explain」
    那么 该事项处于「explaining」
    当 「县政府办公室」做「explain-document」
    并且 「县人大法制委」做「give-opinion」
      | finding | problem |
      | ground  | law     |
    那么 该事项处于「correcting」
    当 「县政府办公室」做「answer-opinion」
      | does | refused |
    并且 「县人大常委会办公室」做「revoke」
      | held      | 2026-03-02 |
      | decided   | revoked    |
      | votes-for | 22         |
    并且 「县人大常委会办公室」做「tell-result」
      | class | revoked |
    那么 该事项处于「closed」
    并且 「decided」是「revoked」

  场景: 限期纠正的，到期没有纠正也看得见
    当 「县政府办公室」做「file」
      | filed | 2026-03-02 |
    并且 「县人大常委会办公室」做「register」
      | file-number | 备〔2026〕9号 |
    并且 「县人大常委会办公室」做「pass-on」
      | committee | 县人大法制委 |
    并且 「县人大法制委」做「give-opinion」
      | finding | problem |
      | ground  | fitness |
    并且 「县政府办公室」做「answer-opinion」
      | does | plan |
    并且 「县人大常委会办公室」做「tell-result」
      | class    | correct-by-date |
      | promised | 2026-06-30      |
    并且 时间到 2026-07-01
    那么 「promise」已逾期
    当 「县政府办公室」做「deliver」
    那么 「promise」迟到完成

  场景: 材料不全要求补正，期满没有补正的回到登记；分错的委员会退回
    当 「县政府办公室」做「file」
      | filed | 2026-03-02 |
    并且 「县人大常委会办公室」做「ask-supplement」
    那么 该事项处于「supplementing」
    当 时间到 2026-03-18
    那么 该事项处于「checking」
    并且 「supplement」已逾期
    当 「县人大常委会办公室」做「register」
      | file-number | 备〔2026〕9号 |
    并且 「县人大常委会办公室」做「pass-on」
      | committee | 县人大法制委 |
    并且 「县人大法制委」做「give-back」
    那么 该事项处于「assigning」

  场景: 不是本机关的文件，退回一次，由人大核定；制定机关也可以自己登记
    当 「县政府办公室」做「not-ours」
    那么 该事项处于「disputed」
    当 「县人大常委会办公室」做「name-issuer」
      | issuer | 水务局 |
    那么 由「水务局」负责
    当 「水务局」做「not-ours」
    那么 被拒绝: act.no-more
    当 「水务局」按「normative-review」提出「供水设施巡查办法」
      | issuer    | 水务局            |
      | number    | 青水规〔2026〕2号 |
      | published | 2026-03-02        |
      | kind      | department        |
    并且 「水务局」做「file」
      | filed | 2026-03-02 |
    那么 该事项处于「checking」
