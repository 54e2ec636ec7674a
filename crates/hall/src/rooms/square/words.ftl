# The square: the home page, the public matters, and the rules they are handled by.

# --- home --------------------------------------------------------------------------------------

square-home = 首页
square-hero = 您说的事，件件有回音
square-hero-lead = 不用注册账号，几分钟就能说清楚。提交后给您一张回执，凭它随时可以看到：现在由谁办，什么时候之前答复。
square-lookup = 查我的回执
square-code = 回执码
square-look-up = 查询
square-lookup-hint = 回执码印在回执上，空格和连字符不用管。丢了可以带上证明到代表联络站补发。
square-year = 今年以来
square-count = { $count } 件
square-few = 评价太少，不公布
square-all-figures = 看全部公开数据
square-promise = 我们的承诺
square-promise-accept = { $length }内有人接
square-promise-accept-more = 您所在联络站的代表是第一责任人，从接件一直跟到反馈。
square-promise-answer = { $length }内有答复
square-promise-answer-more = 到期没有答复，事项页面会自己写明：没有等到答复、该由谁答、从哪天起。
square-promise-rate = { $length }内由您评价
square-promise-rate-more = 办得怎么样、解决没有，由您说了算。不满意可以要求再办一次。
square-how = 看完整的办理规程
square-answers = 最近的答复
square-answers-none = 还没有公开的答复
square-answers-none-more = 公开事项有了答复，会最先列在这里。
square-answered-on = { $day }答复
square-all-matters = 看全部公开事项

# --- the list ----------------------------------------------------------------------------------

square-list-lead = 公开提出的每一件事，从提出到答复，全过程都在这里。
square-area = 地区
square-category = 类别
square-by-procedure = 办理规程
square-lead = 主办单位
square-standing = 状态
## used: square-standing-*
square-standing-open = 未答复
square-standing-answered = 已答复
square-standing-late = 逾期未答复
square-from = 从哪天收到
square-until = 到哪天为止
square-matter = 事项
square-received = 收到
square-due = 答复期限
square-pages = 翻页
square-newest = 最新的
square-list-none = 还没有公开事项
square-list-none-more = 有人公开提出意见，就会列在这里。
square-list-none-fit = 没有符合条件的公开事项
square-list-none-fit-more = 请减少几个条件，或者换个说法再查。
square-list-all = 看全部公开事项
square-paused = 这一段没有找到
square-paused-more = 含有这些词的事项很多，已经查过一批，还没有查完。请点下面“较早的”接着查，或者多加几个条件。

refusal-filter-area = 没有这个地区。请从“地区”里重新选一个。
refusal-filter-category = 没有这个类别。请从“类别”里重新选一个。
refusal-filter-standing = 没有这种状态。请从“状态”里重新选一个。
refusal-filter-order = 结束的日子在开始的日子前面。请把两个日子对调，或者改其中一个。
refusal-filter-place = 翻页的位置认不出来。请从列表第一页重新开始。
refusal-filter-words = 要找的内容里没有可以查的字词。请输入几个字，例如“路灯”。
refusal-filter-too-many = 符合条件的事项超过 { $most } 件，不能放进一个文件。请选一段较短的时间或一个地区，分几次下载。

# --- one matter --------------------------------------------------------------------------------

square-received-on = { $day }收到
square-voices = { $count } 人提出
square-open-desk = 在工作台办理这件事
square-said = 提出的内容
square-course = 办理过程
square-clocks = 期限
square-join = 您也遇到了这件事？
square-join-more = 不用另外再提。加入以后，您会有自己的回执，有答复时同样告诉您。

# --- the procedure -----------------------------------------------------------------------------

square-procedure = { $name }：办理规程
square-procedures = 办理规程
square-procedures-lead = 各类事项怎么办理、谁来办、多久办完，都写在这里；施行之前都经过证明，不会丢失一件事。
square-procedure-lead = 一件事怎样走完全程：每一步由谁做、最多几天、依据什么。系统就按这份规程运行，这一页由它直接生成。
square-bring = 我要提出
square-way = 流程图
square-way-lead = 从左往右看；虚线表示期限到了自动转去，双线框表示办结。
square-proof-sound = 施行之前，系统逐一走遍了所有可能的路，证明：每一步都有人负责、有期限，到期了有下文；没有走不出去的环节；每一种结局都给提出人答复；办事的人不能替自己打分、不能批自己的延期。
square-proof-older = 这份规程是按当时的规则证明后施行的；系统现在的要求更严，管理员会看到哪里还要补。
square-proof-way = 最长的一条路：{ $way }
square-proof-since = 从{ $acts }算起，最长 { $days } 天
square-proof-lawful = 法定上限：{ $days } 天（{ $source }）
square-proof-counted = 这里按日历天算：五个工作日算七天，一个月算三十一天；节假日和暂停另加。
square-version = 第 { $version } 版
square-valid-from = { $day }起施行
square-coming-from = 自{ $day }起施行（尚未施行）
square-versions = 各个版本
square-not-in-force = 您看的不是现行版本。事情从哪一版开始，就一直按哪一版办到底。
square-steps = 步骤
square-step = 处在哪一步
square-stage = 进程
square-holder = 等谁来做
square-acts = 谁可以做什么
square-nobody = 不等任何人
square-list-mark = 、
square-clocks-lead = 开始的那一天不算。工作日按国家公布的放假和调休计算。每件事的页面上，都能看到日期是怎样一天天算出来的。
square-clock = 期限
square-answers-clock = 给您的答复日期
square-starts = 从什么时候起
square-starts-step = 进入“{ $steps }”时
square-starts-act = “{ $acts }”之后
square-starts-asked = 有人提议、请人复核时
square-second = { $act }（须另一人同意）
square-until-act = 做了什么算完成
square-then = 还要知道
square-promised = 到承诺的日子
square-before = 所定日期之前{ $length }
square-warned = 到期前 { $length }提醒
square-warned-last = 到期当天提醒
square-pausable = 请提出人补充时暂停
square-extendable = 可以申请延长
square-expiry-moves = 到期自动转到“{ $step }”
square-expiry-resumes = 到期后其他期限接着算
square-replies = 答复的种类
square-replies-lead = 每一份答复都要说明是下面哪一种，并归入四种结果之一。
square-rating = 评价和再次办理
square-rating-days = 从答复那天起 { $days } 天内，凭回执评价，可以改，以最后一次为准：
square-rating-none = 没有评价的算“未评价”，绝不算满意。“答复了”和“解决了”分开统计，解决没有由提出人说了算。
square-rating-again = 评价“{ $rating }”的，可以要求再办一次：事情回到“{ $step }”，重新分办、重新计时，第一次的答复保留可查。
square-rating-group = 是谁打的分只有提出人自己知道。承办单位只看得到合计，而且至少满 { $least } 个评价才给看。
square-bounds = 退回、延期和回头看
square-returns = 承办单位认为不属本单位职责，可以退回，要写明是权责清单上哪个单位的哪一条；退回是公开的。满 { $most } 次后由{ $who }裁定，不再退回。
square-rounds = 不满意可以要求再办，最多 { $most } 轮；再有不满意，由{ $who }当面商定。
square-more-time = 每一轮最多可以延期 { $most } 次，每次最多{ $length }，理由告诉提出人。
square-more-time-by = 由{ $who }决定，申请的单位不能自己批。
square-look-back = 从答复为“已办好”的事项里抽 { $share }%，{ $after }后再问一次提出人：还好着吗？抽取的种子公布，谁都可以复算。
square-relapse = 同一地点、同一类别的事，在办好后{ $within }内又提出来的，自动关联为“又出现的问题”。
square-hash = 本规程文件的校验值（SHA-256）：

# --- duty lists --------------------------------------------------------------------------------

square-duties = 权责清单
square-duties-lead = 每个单位管什么、依据什么。单位退件“不属于我管”，必须写明清单里的哪一条。
square-duties-words = 查事项、单位或依据
square-duties-count = 共 { $count } 条
square-duties-devolved = 已下放
square-duties-version = { $version } 版
