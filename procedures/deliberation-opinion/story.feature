# language: zh-CN
# 审议意见办理：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 审议意见办理

  背景:
    假如 今天是 2026-03-02
    假如 有「县政府办公室」是「department」
    假如 有「县人大财经委」是「committee」
    当 「罗五」按「deliberation-opinion」提出「关于水污染防治情况报告的审议意见」
      | report      | 水污染防治情况的报告 |
      | deliberated | 2026-02-27           |
      | items       | 5                    |
    那么 该事项处于「issued」
    并且 「pass-on」期限是 2026-03-12

  场景: 交办、征求意见、报告、评议、公布
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | report       |
    那么 该事项处于「handling」
    并且 由「县政府办公室」负责
    并且 「result」期限是 2026-06-02
    当 「县政府办公室」做「progress」
      | settled | 3 |
    并且 「县政府办公室」做「send-for-opinions」
    那么 由「县人大财经委」负责
    当 「县人大财经委」做「give-opinion」
    并且 「县政府办公室」做「report」
      | class       | done |
      | adopted     | 4    |
      | not-adopted | 1    |
    那么 该事项处于「reported」
    当 「县人大常委会办公室」做「accept-report」
      | form   | printed    |
      | judged | 2026-03-02 |
    那么 该事项处于「closed」
    并且 「publish」在走
    当 「县人大常委会办公室」做「publish」
      | published | 2026-03-02 |

  场景: 第二次听取：测评不满意退回重办，只有一次，再不行转专题询问
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | report       |
    并且 「县政府办公室」做「send-for-opinions」
    并且 「县政府办公室」做「give-opinion」
    那么 被拒绝: act.not-yours
    当 「县人大财经委」做「give-opinion」
    并且 「县政府办公室」做「report」
      | class       | done |
      | adopted     | 1    |
      | not-adopted | 4    |
    并且 「县人大常委会办公室」做「send-back」
      | judged        | 2026-03-02 |
      | satisfied     | 4          |
      | basically     | 6          |
      | not-satisfied | 13         |
    那么 该事项处于「issued」
    并且 是第 2 轮
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | report       |
    并且 「县政府办公室」做「send-for-opinions」
    并且 「县人大财经委」做「give-opinion」
    并且 「县政府办公室」做「report」
      | class       | done |
      | adopted     | 2    |
      | not-adopted | 3    |
    并且 「县人大常委会办公室」做「send-back」
      | judged        | 2026-03-02 |
      | satisfied     | 5          |
      | basically     | 6          |
      | not-satisfied | 12         |
    那么 被拒绝: rounds.no-more
    当 「县人大常委会办公室」做「inquire」
    那么 该事项处于「closed」
    当 接着看转出的事项
    那么 该事项处于「preparing」

  场景: 预算类期限较短，逾期由系统自己公布
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | budget       |
    那么 「budget-result」期限是 2026-05-06
    当 时间到 2026-05-07
    那么 「budget-result」已逾期
    并且 「result」在走

  场景: 先报方案，方案没有按时报来也看得见
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | plan         |
    那么 该事项处于「planning」
    当 「县政府办公室」做「report」
      | class       | done |
      | adopted     | 1    |
      | not-adopted | 4    |
    那么 被拒绝: act.not-now
    当 时间到 2026-04-03
    那么 「plan」已逾期
    当 「县政府办公室」做「send-plan」
    那么 该事项处于「handling」
    并且 「plan」迟到完成

  场景: 不属本机关的退回一次；延期由主任会议批准，办理机关不能自己批准
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 道路局       |
      | committee | 县人大财经委 |
      | track     | report       |
    并且 「道路局」做「give-back」
    那么 该事项处于「issued」
    当 「县人大常委会办公室」做「pass-on」
      | organ     | 县政府办公室 |
      | committee | 县人大财经委 |
      | track     | report       |
    并且 「县政府办公室」做「give-back」
    那么 被拒绝: act.no-more
    当 「县政府办公室」做「ask-for-time」
      | working_days | 1 |
    并且 「县政府办公室」做「grant-time」
    那么 被拒绝: act.not-yours
    当 「唐七」做「grant-time」
    那么 「result」期限是 2026-07-02
