# language: zh-CN
# 三问监督（年度式）：工作人员可以读，测试照着跑。人名、地名、单位、文件均为虚构。
功能: 三问监督（年度式）

  背景:
    假如 今天是 2026-03-02
    假如 有「县人大财经委」是「committee」
    当 「罗五」按「three-questions-year」提出「2026年三问：水务局」
      | year | 2026 |
    那么 该事项处于「registered」
    当 「县人大常委会办公室」做「ask-plan」
      | department | 水务局       |
      | committee  | 县人大财经委 |
      | mid-year   | 2026-07-15   |
      | year-end   | 2026-12-20   |
    那么 该事项处于「planning」
    并且 由「水务局」负责
    并且 「plan」期限是 2026-04-02
    并且 「mid-year-report」期限是 2026-07-05
    并且 「year-end-report」期限是 2026-12-10

  场景: 年初问安排、年中问进度、年底问结果、评分排名
    当 「水务局」做「send-plan」
      | items | 12 |
    并且 「县人大财经委」做「pass-plan」
    那么 该事项处于「half-year」
    当 时间到 2026-07-01
    并且 「水务局」做「send-progress」
      | percent | 45 |
    那么 由「县人大财经委」负责
    当 「县人大财经委」做「calibrate」
    并且 时间到 2026-12-08
    并且 「水务局」做「send-result」
      | class     | done |
      | completed | 11   |
    并且 「县人大财经委」做「score」
      | market-score | 88 |
      | people-score | 91 |
      | score        | 90 |
      | rank         | 4  |
      | ranked       | 31 |
    那么 该事项处于「scored」
    并且 「rank」是「4」
    当 「水务局」做「accept-score」
    那么 该事项处于「closed」

  场景: 年中没有按时报进度
    当 「水务局」做「send-plan」
      | items | 12 |
    并且 「县人大财经委」做「pass-plan」
    并且 时间到 2026-07-06
    那么 「mid-year-report」已逾期
    并且 「year-end-report」在走
    当 「水务局」做「send-progress」
      | percent | 40 |
    那么 「mid-year-report」迟到完成

  场景: 部门不能给自己打分；异议一次，由主任会议决定
    当 「水务局」做「send-plan」
      | items | 12 |
    并且 「县人大财经委」做「pass-plan」
    并且 「水务局」做「send-progress」
      | percent | 45 |
    并且 「县人大财经委」做「calibrate」
    并且 「水务局」做「send-result」
      | class     | done |
      | completed | 12   |
    并且 「水务局」做「score」
      | score  | 100 |
      | rank   | 1   |
      | ranked | 31  |
    那么 被拒绝: act.not-yours
    当 「县人大财经委」做「score」
      | score  | 71 |
      | rank   | 28 |
      | ranked | 31 |
    并且 「水务局」做「object」
    那么 该事项处于「objected」
    当 「县人大财经委」做「decide-score」
      | score  | 71 |
      | rank   | 28 |
      | ranked | 31 |
    那么 被拒绝: act.not-yours
    当 「唐七」做「decide-score」
      | score  | 75 |
      | rank   | 25 |
      | ranked | 31 |
    那么 该事项处于「closed」
    并且 「score」是「75」

  场景: 安排最多退回修改两次；没有异议的，期满自动办结
    当 「水务局」做「send-plan」
      | items | 12 |
    并且 「县人大财经委」做「ask-to-mend」
    那么 该事项处于「planning」
    当 「水务局」做「send-plan」
      | items | 13 |
    并且 「县人大财经委」做「ask-to-mend」
    并且 「水务局」做「send-plan」
      | items | 14 |
    并且 「县人大财经委」做「ask-to-mend」
    那么 被拒绝: act.no-more
    当 「县人大财经委」做「pass-plan」
    并且 「水务局」做「send-progress」
      | percent | 50 |
    并且 「县人大财经委」做「calibrate」
    并且 「水务局」做「send-result」
      | class     | done |
      | completed | 14   |
    并且 「县人大财经委」做「score」
      | score  | 80 |
      | rank   | 9  |
      | ranked | 31 |
    并且 时间到 2026-03-17
    那么 该事项处于「closed」

  场景: 不在参评范围的部门退回一次
    当 「水务局」做「give-back」
    那么 该事项处于「registered」
    当 「县人大常委会办公室」做「ask-plan」
      | department | 道路局       |
      | committee  | 县人大财经委 |
      | mid-year   | 2026-07-15   |
      | year-end   | 2026-12-20   |
    那么 由「道路局」负责
    当 「道路局」做「give-back」
    那么 被拒绝: act.no-more
