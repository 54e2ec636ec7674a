# language: zh-CN
# 赔偿保证金提存：工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 赔偿保证金提存

  背景:
    假如 今天是 2026-03-02
    并且 有「青禾县人民检察院」是「procuratorate」
    并且 有「青禾县公证处」是「department」

  场景: 申请、同意、存入、告知、给付
    当 「居民」按「escrow-deposit」提出「申请提存赔偿款」
      | offered | 20000 |
      | why | amount |
    并且 「青禾县人民检察院」做「agree」
      | sum | 20000 |
      | keeper | 青禾县公证处 |
    那么 由「青禾县公证处」负责
    并且 「deposit」期限是 2026-03-16
    当 「青禾县公证处」做「confirm-deposit」
      | deposit-sum | 20000 |
      | deposit-day | 2026-03-02 |
      | deposit-number | 虚构提存1号 |
    那么 该事项处于「deposited」
    当 「青禾县人民检察院」做「tell-victim」
      | told-on | 2026-03-02 |
      | victim-view | accepts |
    并且 「青禾县人民检察院」做「direct」
      | to-whom | victim |
      | ground | settled |
    那么 该事项处于「paying」
    当 「青禾县公证处」做「pay」
      | class | released |
      | paid-sum | 20000 |
      | paid-day | 2026-03-02 |
    那么 结果是「answered」

  场景: 到期没有存入，自己回到检察院，终止并说明
    当 「居民」按「escrow-deposit」提出「申请提存赔偿款」
      | offered | 20000 |
      | why | amount |
    并且 「青禾县人民检察院」做「agree」
      | sum | 20000 |
      | keeper | 青禾县公证处 |
    并且 时间到 2026-03-17
    那么 「deposit」已逾期
    并且 该事项处于「not-deposited」
    当 「青禾县人民检察院」做「refuse」
    那么 结果是「explained」

  场景: 没有告知被害人不能决定给付；保管的不能决定给谁
    当 「居民」按「escrow-deposit」提出「申请提存赔偿款」
      | offered | 20000 |
      | why | amount |
    并且 「青禾县人民检察院」做「agree」
      | sum | 20000 |
      | keeper | 青禾县公证处 |
    并且 「青禾县公证处」做「confirm-deposit」
      | deposit-sum | 20000 |
      | deposit-day | 2026-03-02 |
      | deposit-number | 虚构提存1号 |
    并且 「青禾县人民检察院」做「direct」
      | to-whom | depositor |
      | ground | closed |
    那么 被拒绝: act.needs-first
    当 「青禾县公证处」做「direct」
      | to-whom | victim |
      | ground | settled |
    那么 被拒绝: act.not-yours

  场景: 提存机构不办理可以退回
    当 「居民」按「escrow-deposit」提出「申请提存赔偿款」
      | offered | 20000 |
      | why | amount |
    并且 「青禾县人民检察院」做「agree」
      | sum | 20000 |
      | keeper | 青禾县公证处 |
    并且 「青禾县公证处」做「not-kept」
    那么 该事项处于「asked」
    并且 由「青禾县人民检察院」负责
