# language: zh-CN
# 执法检查：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 执法检查

  背景:
    假如 今天是 2026-03-02
    假如 有「县人大城建环资委」是「committee」
    当 「罗五」按「law-inspection」提出「检查水污染防治法实施情况」
      | law  | 水污染防治法 |
      | form | inspection   |
    那么 该事项处于「planned」

  场景: 组成检查组、检查、报告、审议、转审议意见
    当 「县人大常委会办公室」做「form-team」
      | team    | 县人大城建环资委 |
      | head    | 副主任           |
      | members | 9                |
    那么 该事项处于「inspecting」
    并且 「inspect」期限是 2026-07-02
    当 「县人大城建环资委」做「record-finding」
      | found   | 2026-03-02 |
      | site    | 石桥村河口 |
      | article | 第三十三条 |
      | unit    | 水务局     |
      | weight  | grave      |
    并且 「县人大城建环资委」做「send-report」
      | class | report |
    那么 该事项处于「reported」
    当 「县人大常委会办公室」做「deliberate」
      | held  | 2026-03-02 |
      | spoke | 8          |
    并且 「县人大常委会办公室」做「issue-opinion」
    那么 该事项处于「opinion-issued」
    当 接着看转出的事项
    那么 该事项处于「issued」
    当 回到原来的事项
    那么 结果是「converted」

  场景: 检查没有按时完成
    当 「县人大常委会办公室」做「form-team」
      | team    | 县人大城建环资委 |
      | head    | 副主任           |
      | members | 9                |
    并且 时间到 2026-07-03
    那么 「inspect」已逾期
    并且 该事项处于「inspecting」

  场景: 没有登记过问题的不能出报告，别的单位不能替检查组登记
    当 「县人大常委会办公室」做「form-team」
      | team    | 县人大城建环资委 |
      | head    | 副主任           |
      | members | 9                |
    并且 「县人大城建环资委」做「send-report」
      | class | report |
    那么 被拒绝: act.needs-first
    当 「水务局」做「record-finding」
      | found   | 2026-03-02 |
      | site    | 石桥村河口 |
      | article | 第三十三条 |
      | weight  | good       |
    那么 被拒绝: act.not-yours

  场景: 委员会不能承担的退回一次
    当 「县人大常委会办公室」做「form-team」
      | team    | 县人大城建环资委 |
      | head    | 副主任           |
      | members | 9                |
    并且 「县人大城建环资委」做「give-back」
    那么 该事项处于「planned」
    并且 由「县人大常委会办公室」负责
