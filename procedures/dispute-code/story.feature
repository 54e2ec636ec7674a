# language: zh-CN
# 邑码解纷：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 邑码解纷

  背景:
    假如 今天是 2026-03-02
    并且 有「磨坊网格」是「grid」，在「t1v1」
    并且 有「苇塘镇综治中心」是「town-government」，在「t1」
    并且 有「苇塘镇调委会」是「mediation」，在「t1」

  场景: 扫码以后网格当场化解
    当 「居民」按「dispute-code」提出「楼上漏水没人管」
      | code | 苇塘-磨坊-0012 |
      | kind | neighbours |
      | wants-mediation | on |
    那么 该事项处于「scanned」
    并且 由「磨坊网格」负责
    当 「磨坊网格」做「settle-on-spot」
      | class | done |
      | agreement | oral |
    那么 该事项处于「answered」
    当 「居民」做「rate」
      | rating | satisfied |
    那么 结果是「answered」

  场景: 网格解决不了，综治中心交给调委会
    当 「居民」按「dispute-code」提出「楼上漏水没人管」
      | code | 苇塘-磨坊-0012 |
      | kind | neighbours |
      | wants-mediation | on |
    并且 「磨坊网格」做「report-up」
    那么 由「苇塘镇综治中心」负责
    当 「苇塘镇综治中心」做「hand-over」
      | lead | 苇塘镇调委会 |
    并且 「苇塘镇调委会」做「sign」
    并且 「苇塘镇调委会」做「answer-dispute」
      | class | done |
      | agreement | written |
    那么 「agreement」是「written」
    并且 该事项处于「answered」

  场景: 网格没有动静，期满自己上报；中心也没有动静，再转办公室
    当 「居民」按「dispute-code」提出「楼上漏水没人管」
      | code | 苇塘-磨坊-0012 |
      | kind | neighbours |
      | wants-mediation | on |
    那么 「grid」期限是 2026-03-05
    当 时间到 2026-03-06
    那么 该事项处于「sorting」
    并且 「grid」已逾期
    当 时间到 2026-03-11
    那么 该事项处于「house-sorting」
    并且 由「县人大常委会办公室」负责

  场景: 不属调解的，转为信访事项，脉络不断
    当 「居民」按「dispute-code」提出「楼上漏水没人管」
      | code | 苇塘-磨坊-0012 |
      | kind | neighbours |
      | wants-mediation | on |
    并且 「磨坊网格」做「report-up」
    并且 「苇塘镇综治中心」做「to-petition」
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「received」
    并且 「sort」期限是 2026-03-17

  场景: 要调解和司法确认的，转为纠纷调解
    当 「居民」按「dispute-code」提出「楼上漏水没人管」
      | code | 苇塘-磨坊-0012 |
      | kind | neighbours |
      | wants-mediation | on |
    并且 「磨坊网格」做「report-up」
    并且 「苇塘镇综治中心」做「to-mediation」
    那么 结果是「converted」
    当 接着看转出的事项
    那么 该事项处于「filed」

  场景: 不满意可以再办一次，办理单位不能自己评价
    当 「居民」按「dispute-code」提出「楼上漏水没人管」
      | code | 苇塘-磨坊-0012 |
      | kind | neighbours |
      | wants-mediation | on |
    并且 「磨坊网格」做「settle-on-spot」
      | class | not-settled |
      | agreement | none |
    并且 「磨坊网格」评价「satisfied」
    那么 被拒绝: rating.by-officer
    当 「居民」做「rate」
      | rating | not-satisfied |
      | solved | no |
      | again | yes |
    那么 该事项处于「sorting」
    并且 是第 2 轮

  场景: 没有网格和综治中心的地方，由办公室分流
    当 「居民」按「dispute-code」提出「石桥村地界不清」
      | area | t2v1 |
      | code | 松口-石桥-0003 |
      | kind | land |
    那么 该事项处于「house-sorting」
