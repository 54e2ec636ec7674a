# The counter: saying it, the receipt, the own matter, and a station's desk.


# --- saying it ---------------------------------------------------------------------------------

counter-say = 我要说
counter-say-lead = 不用注册，两分钟就能说完。提交后会得到一张回执，凭回执随时查看办到哪一步。
counter-procedures = 办理规程
counter-by-closed = 这类事依规程不公开，只有经办的人能看到。
counter-page = 第 { $page } 页，共 { $pages } 页
counter-signed-in = 您现在以“{ $name }”的工作身份登录
counter-signed-in-means = 在这里提交会记为工作人员录入。要以居民身份提出，请先退出登录。
counter-at-station = 由{ $station }接收
counter-title = 想说什么事？
counter-title-hint = 用一句话概括，最多 60 个字，例如“磨坊巷路灯不亮”。
counter-body = 说说情况
counter-body-hint = 什么时候、出了什么事、希望怎么办。请不要写别人的姓名、电话和证件号码。最多 4000 个字。
counter-area = 事情发生在哪里？
counter-area-hint = 选到村或社区；涉及全镇或全县的，选最后一项。
counter-area-choose = 请选择
counter-area-whole = { $area }（全境）
counter-place = 具体地点
counter-place-hint = 例如路名、小区、学校。同一地点的事会放在一起看。
counter-category = 属于哪一类？
counter-change = 修改
counter-reach = 还差一步
counter-similar = 这里已经有人提过类似的事
counter-similar-means = 如果说的是同一件事，可以加入进去：您的声音会算进去，您也会得到一张自己的回执。不是的话，请继续往下填。
counter-similar-office = 如果是同一件事，问问来访人要不要加入。表里已经填好的内容会保留。
counter-similar-none = 同一地区或地点没有正在办理的类似事项。
counter-similar-look = 先查类似的事
counter-voices = { $voices } 人提出
counter-mine-too = 我说的也是这件事
counter-visibility = 谁可以看到？
counter-public = 公开
counter-public-means = 标题、内容和办理过程任何人都能看到，别人也能加入。您的姓名和联系方式不公开。
counter-confidential = 保密
counter-confidential-means = 只有经办人员和您自己能看到。期限和答复的规定是一样的。
counter-found = 您写的内容里有能找到个人的号码
counter-found-means = 如果公开，这些号码先用 ▇▇▇ 代替，等工作人员决定；经办人能看到全文。要改可以点“修改”。
counter-hide = 不想公开的名字
counter-hide-means = 您写到的人名等，用空格隔开。公众看到的是 ▇▇▇，经办人能看到全文。
counter-reached = 怎样找到您？
counter-reached-means = 留下电话或邮箱，受理、提问、答复、超期时会通知您。联络站和人大办公室为了办理可以查看，每次都要说明用途、记录在案，您凭回执看得到。
counter-known = 也让承办单位知道我是谁
counter-known-means = 不勾选，承办单位只看到“提出人 甲-3F2”这样的代称。
counter-known-office = 来访人同意让承办单位知道自己是谁
counter-known-office-means = 要问过本人。不同意就不要勾选，承办单位只看到代称。
counter-about-whom = 这件事反映的是哪个单位或哪位代表？
counter-about-hint = 选了以后，这件事不会交给它（他）办理。公开的页面上不显示。
counter-about-nobody = 不针对单位或个人
counter-about-units = 单位
counter-about-stations = 代表联络站
counter-about-deputies = 代表
counter-anonymous = 不想留，可以都空着
counter-anonymous-costs = 不留联系方式就是匿名：没有人能通知您，只能凭回执码自己来查；有不清楚的地方也问不到您；回执丢了，联络站无法核对身份，不能补发。
counter-name = 姓名或称呼
counter-phone = 电话
counter-mail = 邮箱
counter-files = 照片或文件
counter-files-hint = 最多 { $most } 个，每个不超过 { $megabytes } MB：照片或 PDF。照片里的拍摄地点和设备信息会自动去掉。
counter-files-again = 文件没有保留下来，请重新选择。
counter-send = 提交

# --- joining -----------------------------------------------------------------------------------

counter-join = 加入这件事
counter-join-means = 加入以后，这件事多一个人的声音，您会得到一张自己的回执，随时查看办理过程。评价和撤回由最先提出的人决定。
counter-join-reached = 留下电话或邮箱，有进展时会通知您。不留也可以加入。
counter-join-send = 加入
counter-join-not = 不是同一件事，回去继续
counter-join-office = 替来访人加入

# --- the receipt as it is given ----------------------------------------------------------------

counter-receipt = 回执
counter-given = 收到了
counter-given-joined = 您已加入
counter-given-new = 新的回执
counter-given-once = 回执码只在这里显示一次。请抄下来、拍照或打印。
counter-given-print = 请打印后交给来访人。回执码只在这里显示一次。
counter-given-replaced = 请打印后交给本人。原来的回执码已经失效。
counter-stamp = 已收件
counter-code = 回执码
counter-qr = 回执二维码
counter-matter = 事项
counter-number = 事项编号
counter-received = 收到日期
counter-station = 接收站点
counter-holder = 现由谁负责
counter-by = 答复期限
counter-look-up-at = 查询网址
counter-printed = 打印时间
counter-print = 打印回执
counter-print-how = 打印：用浏览器的打印功能，最上面一截就是回执小票。
counter-how-computed = 期限是怎样算出来的
counter-next = 接下来
counter-next-accept = 受理
counter-next-accept-who = 由{ $who }先看，并跟到底
counter-next-handle = 交给责任单位
counter-next-handle-how = 解释、交办或立即响应，每一步都写在办理过程里
counter-next-answer = 答复
counter-next-answer-told = 有答复时会通知您；到期没有答复，页面会自动公布
counter-next-answer-look = 凭回执码来查；到期没有答复，页面会自动公布
counter-next-rate = 您来评价
counter-next-rate-how = 凭回执评价，不满意可以要求重新办理
counter-lost = 回执丢了怎么办
counter-lost-how = 带上能证明是您提出的材料，到任一代表联络站补办。补办以后，旧的回执码失效。
counter-open = 打开我的事项

# --- looking a receipt up ----------------------------------------------------------------------

counter-look-up = 凭回执查询
counter-look-up-lead = 输入回执码，查看办到哪一步、回答提问、评价。
counter-code-hint = 28 个字母和数字，空格和横线可以不输，大小写都行。
counter-look-up-send = 查询
counter-closed = 回执已经从这个浏览器中关上
counter-still-open = 这个浏览器里还开着一张回执

# --- the own matter ----------------------------------------------------------------------------

counter-my-matter = 我的事项
counter-whole = 回到原来的事项
counter-received-on = { $day }收到
counter-merged = 这件事已经并入另一件，一起办理
counter-merged-into = 查看事项 { $number }
counter-joined = 您加入了这件事
counter-joined-means = 可以随时查看办理过程。评价和撤回由最先提出的人决定。
counter-question = 经办人想问您
counter-question-pauses = 等您回答时，办理期限暂停计时。
counter-what-was-said = 提出的内容
counter-erased = 内容已经删除，不再显示。
counter-course = 办理过程
counter-looks = 谁看过您的姓名和联系方式
counter-looks-none = 还没有人看过。
counter-looks-known = 您同意过让承办单位知道您是谁。
counter-looks-unknown = 承办单位不知道您是谁，只看到“{ $name }”。
counter-mine = 您的数据
counter-mine-take-means = 这件事保存的全部内容：您说的话、办理经过、谁看过您的联系方式，以及附件。压缩包里有 JSON、CSV 和文件。
counter-mine-take = 下载我的数据
counter-mine-erase-means = 这件事已经办结。您可以删除自己的姓名、电话和邮箱：删除以后谁也恢复不了，也不会再收到通知。您写的事情经过和办理记录保留。
counter-mine-erase-sure = 我确定要删除
counter-mine-erase = 删除我的姓名和联系方式
counter-mine-erase-later = 办结以后，您可以在这里删除自己的姓名和联系方式。
counter-done-erase = 您的姓名和联系方式已经删除
## used: counter-data-heading-*
counter-data-heading-record = 记录号
counter-data-heading-at = 时间
counter-data-heading-who = 谁
counter-data-heading-what = 做了什么
counter-data-heading-details = 内容
refusal-counter-erase-not-sure = 请先勾选“{ counter-mine-erase-sure }”，再删除。删除以后不能恢复。
counter-close = 关上回执
counter-keep = 存证
counter-keep-why = 这件事已经记入公开日志。存证文件可以离线核对：有了它，谁也不能悄悄删改这条记录。
counter-keep-get = 取存证文件
counter-open-data = 在开放数据里
counter-close-why = 在公用电脑或别人的手机上，看完请关上。不动的话，30 分钟后自动关上。
counter-do-answer = 回答提问
counter-do-add = 补充情况
counter-do-withdraw = 撤回
counter-do-rate = 评价
counter-do-look-back = 回答回头看
counter-do-channel = 确认联系方式

## used: counter-done-*
counter-done-add = 补充的内容已经收到
counter-done-answer = 您的回答已经收到，期限继续计时
counter-done-withdraw = 这件事已经撤回
counter-done-step = 已经记录。
counter-done-rate = 您的评价已经记下
counter-done-again = 评价已经记下，这件事重新办理
counter-done-look-back = 谢谢，您的回答已经记下
counter-done-channel = 联系方式已经确认
counter-answer = 您的回答
counter-addition = 要补充的情况
counter-withdraw-means = 撤回以后不再办理，也不能恢复。办理过程会保留。
counter-withdraw-reason = 为什么撤回？
counter-withdraw-sure = 确定要撤回吗？理由是：
counter-withdraw-yes = 确定撤回
counter-withdraw-no = 不撤回
counter-rate-means = 答复后 { $days } 天内可以评价，也可以改，以最后一次为准。不评价记为“未评价”。
counter-rate-change = 修改评价
counter-rate-how = 对答复满意吗？
counter-rate-solved = 问题解决了吗？
counter-rate-solved-hint = 答复了不等于解决了，请分开回答。
counter-solved-yes = 解决了
counter-solved-no = 没有解决
counter-rate-send = 提交评价
counter-rate-assisted = 这件事由工作人员代为录入
counter-rate-assisted-means = 确认自己的联系方式以前，您的评价单独统计。
counter-again = 要重新办理吗？
counter-again-kept = 您的评价已经记下
counter-again-means = 选“重新办理”，这件事回到人大办公室重新交办，原来的答复仍然保留。
counter-again-yes = 重新办理
counter-again-no = 不用了
counter-look-back-means = 这件事答复已有一段时间，被抽中再问您一次。
counter-look-back-how = 问题现在还是解决的吗？
counter-look-back-yes = 是，还是好的
counter-look-back-no = 没有解决，或者又出现了，不用再办
counter-look-back-again = 没有解决，或者又出现了，请重新办理
counter-channel-means = 这件事由工作人员代为录入。收一个验证码，确认录入的联系方式是您自己的，评价才算您本人的。
counter-channel-send = 把验证码发到 { $to }
counter-channel-once-more = 再发一次
counter-channel-sent = 验证码已发到 { $to }，10 分钟内有效
counter-channel-code = 六位验证码
counter-channel-confirm = 确认
counter-channel-subject = 验证码
counter-channel-message = 您的验证码是 { $code }，10 分钟内有效。只用来确认联系方式，请不要告诉别人。

# --- the station ---------------------------------------------------------------------------------

counter-list = 今日接待
counter-list-count = { $count } 件
counter-list-empty = 今天还没有登记
counter-list-empty-how = 登记来访、来电或纸质意见单以后，会按时间列在这里。
counter-column-time = 登记时间
counter-column-step = 进展
counter-channel = 来自
counter-slip = 纸单编号
counter-slip-when = 纸质意见单必填
counter-claimed = 原提出时间
counter-enter = 登记来访、来电、纸单
counter-reached-office = 来访人的联系方式
counter-reached-office-means = 留了联系方式，来访人能收到通知，也能凭验证码确认后自己评价。不愿留可以空着。
counter-enter-send = 登记并打印回执
counter-enter-next = 登记下一件
counter-replace = 补发回执
counter-replace-means = 核对来人确实是提出人以后补发。补发会记录在案，旧的回执码立即失效。
counter-replace-number = 12 个字母和数字，印在回执和通知上，也可以在事项列表中查到。
counter-proof = 怎样核对的身份？
counter-replace-send = 补发并打印

# --- refusals ------------------------------------------------------------------------------------

refusal-counter-visibility-not-chosen = 请选择谁可以看到这件事：公开或保密。
refusal-counter-sent-already = 这张表已经提交过一次，那一件的回执已经给您。现在的内容不一样，没有丢：如果是另一件事，请再按一次提交。
refusal-counter-receipt-replaced = 这张回执已经补发，旧的回执码失效。请使用新的回执。
refusal-counter-receipt-too-often = 从这里输错的次数太多，请过 10 分钟再试。回执丢了，可以到代表联络站补办。
refusal-counter-receipt-closed = 回执已经关上，刚才的内容没有提交。请返回上一页把写好的文字复制下来，再用回执码重新打开。
refusal-counter-joined-reads = 加入的回执只能查看。评价、补充和撤回由最先提出的人来做；您有别的情况，请用“{ menu-say }”提出来。
refusal-counter-rating-not-chosen = 请选择是否满意。
refusal-counter-solved-not-chosen = 请选择问题是否解决。
refusal-counter-channel-none = 这件事没有留电话或邮箱，不能用验证码确认。请到代表联络站办理。
refusal-counter-slip-unreadable = 纸单编号只能有字母、数字、点、横线和下划线。请照纸单重新填写。
refusal-counter-claimed-unreadable = 原提出时间认不出来。请按“年-月-日 时:分”填写，或空着。
refusal-counter-matter-not-found = 没有找到这个编号的事项。请对照通知或事项列表核对。
refusal-station-unknown = 没有找到这个代表联络站，或者它已经停用。请重新打开“{ menu-say }”，不带站点提交。

# --- a bad network -----------------------------------------------------------------------------

counter-kept = 您先前写的内容还在
counter-kept-means = 上次没有发送完，已经替您填好。附件要重新选择。
counter-kept-forget = 清空重写
counter-waiting = 现在连不上网络，还没有发出去
counter-waiting-means = 请不要关闭本页。网络恢复后会自动发送，同一件事不会重复提交。
counter-step-leads = 做完这一步，事项进入“{ $step }”。

# --- 回执夹 ------------------------------------------------------------------------------------
counter-folder = 我的回执夹
counter-folder-lead = 反映过几件事的，可以把回执收在一起。用自己的手机号或邮箱收一个验证码就能打开，不用注册，也不用密码。
counter-folder-why = 不止一件事？把回执收在一起，以后用手机号或邮箱收验证码就能打开。
counter-folder-to = 收进我的回执夹
counter-folder-to-open = 打开我的回执夹
counter-folder-keeps = 现在打开的这张回执会收进去
counter-folder-address = 手机号或邮箱
counter-folder-address-hint = 系统只保存它的加密摘要，不保存号码和地址本身。
counter-folder-send = 发送验证码
counter-folder-sent = 验证码发往 { $to }，10 分钟内有效
counter-folder-sent-means = 如果这个号码或邮箱下还没有收过回执，就不会收到验证码。先用回执码打开一件事，再收进来。
counter-folder-open = 打开
counter-folder-message = 您的验证码是 { $code }，10 分钟内有效。用来打开您的回执夹，请不要告诉任何人。
counter-folder-by-code = 用回执码查询
counter-folder-kept = 收在一起的回执。这里只有您自己收进来的。
counter-folder-keep = 把打开的回执收进来
counter-folder-empty = 还没有回执
counter-folder-empty-how = 用回执码打开一件事，再回到这里收进来。
counter-folder-look = 查看
counter-folder-remove = 移出
counter-folder-replaced = 已补办新回执，这一张不再有效
counter-folder-close-why = 用别人的设备时，看完请关上。删除回执夹不影响回执本身。
counter-folder-close = 关上
counter-folder-forget = 删除回执夹
refusal-counter-folder-full = 一个回执夹最多收 { $most } 张回执。请先移出几张。
counter-to-deputy = 由您找的{ $name }代表第一个负责
refusal-deputy-unknown = 这位代表现在不在这个联络站。请回到代表页面重新扫码，或者不指定代表。
counter-at-activity = 记在这次活动名下
