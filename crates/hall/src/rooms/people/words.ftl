# Signing in, the own account, trying out an invented house.

# --- signing in --------------------------------------------------------------------------------

people-sign-in = 登录
people-sign-out = 退出登录
people-step-up = 再确认一次身份
people-step-up-lead = 下一步关系重大，要再确认一次是您本人。确认以后十分钟内有效。
people-step-up-confirm = 确认
refusal-step-up-needed = 这一步关系重大，要先再确认一次身份。请打开“账号”页，点“再确认一次身份”，十分钟内再来操作。
people-sign-in-lead = 这里供代表、联络站、人大办公室和办理单位的工作人员登录。
people-residents-need-none = 居民反映问题、查询进展都不需要账号。
people-login = 登录名
people-password = 密码
people-code = 动态验证码
people-code-hint = 只有设置过两步验证的账号才需要填写。
people-demo-link = 这是虚构示例，可以一键体验各个角色

# --- the own account ---------------------------------------------------------------------------

people-account = 我的账号
people-posts = 我的职务
people-posts-none = 您目前没有在任的职务。管理员为您登记职务之后，这里会列出职务、所在机构和任期。
people-stands-in = 代理
people-name-stand-in = 指定代理人
people-term = { $first } 至 { $last }
people-term-open = { $first } 起
people-sessions = 登录记录
people-sessions-lead = 您的账号正在这些地方登录。有不认识的，请立即结束它并修改密码。
people-session-begun = 登录时间
people-session-seen = 最近使用
people-session-this = 本次登录
people-session-end = 结束这次登录
people-taken = 您下载的表格
people-taken-lead = 每次下载都会记下时间和行数，保留三年。表格上写有下载人和日期。
people-taken-rows = { $rows } 行
people-no-login = 这个账号没有密码，请向管理员申请登录名和密码。
people-password-change = 修改密码
people-password-present = 现在的密码
people-password-new = 新密码（至少 10 个字）
people-password-again = 再输一遍新密码
people-factor = 两步验证
people-factor-on = 已开启：登录时除密码外，还需要手机上的动态验证码。
people-factor-off = 未开启。开启之后，别人即使知道密码也无法登录您的账号。
people-factor-set-up = 开启两步验证
people-factor-remove = 关闭两步验证
people-factor-lead = 用手机上的身份验证器扫描二维码，再填入它显示的六位数字。
people-factor-picture = 两步验证密钥的二维码
people-factor-secret = 不能扫码时，手工输入密钥
people-factor-address = 在本机的身份验证器中
people-factor-open = 打开
people-factor-confirm = 确认开启
people-tokens = 访问令牌
people-tokens-lead = 程序用令牌代替登录：能做的事与您本人相同，都记在您名下。不用了请结束它。修改密码后，所有令牌一并失效。
people-tokens-api = 程序接口说明
people-token-name = 名称
people-token-called = 名称（例如用它的程序）
people-token-begun = 生成日期
people-token-last = 最后一天
people-token-until = 最后一天（最长一年）
people-token-unused = 还没有用过
people-token-end = 结束
people-token-make = 生成令牌
people-token-made = 令牌已生成
people-token-once = 令牌只显示这一次。请现在把它存进要用它的程序，不要发给别人。
people-token-use = 程序在每个请求里带上这一行：
people-token-kept = 已经存好
people-done-token = 令牌已结束，用它的程序不能再访问。
people-recovery-asked = 有管理员申请为您的账号设新密码
people-recovery-asked-means = 另一位管理员确认以后，您的密码会改掉，各处登录会结束。如果不是您要求的，请马上告诉他们。
people-done-password = 密码已修改，您在其他地方的登录都已结束。
people-done-factor = 两步验证已开启。
people-done-factor-gone = 两步验证已关闭。
people-done-session = 那次登录已结束。

# --- the daily mail ----------------------------------------------------------------------------

people-outbox = 发件箱：给居民的邮件和短信
people-digest = 工作台每日摘要
people-digest-to = 每个工作日早上发到 { $mail }。
people-digest-off = 现在不发。
people-digest-change = 设置每日摘要

# --- offices -----------------------------------------------------------------------------------

## used: people-office-*
people-office-deputy = 人大代表
people-office-station-staff = 联络站工作人员
people-office-congress-office = 人大办公室
people-office-handler = 办理单位经办人
people-office-leader = 督办领导
people-office-administrator = 系统管理员
people-office-security-administrator = 安全管理员
people-office-audit-administrator = 审计管理员

# --- trying out --------------------------------------------------------------------------------

## used: people-demo-*
people-demo-title = 选一个角色体验
people-demo-lead = 本站的地区、机构、人物和事项都是虚构的，点一下就能以该角色登录，不需要密码。
people-demo-resident = 居民
people-demo-none = 这个虚构示例里还没有在任的职务。
people-demo-deputy = 受理本联络站的事项，跟踪办理，向居民反馈。
people-demo-station-staff = 替来访、来电的居民登记，补发回执。
people-demo-congress-office = 审核、分类、交办、督办。
people-demo-handler = 签收、办理、答复，或说明不属本单位职责。
people-demo-leader = 督办逾期未答复的事项。
people-demo-administrator = 维护地区、机构、职责和分类，查看发出的消息。
people-demo-security-administrator = 登记人员和职务，恢复登录，发布办理规程；决定查看身份的申请。
people-demo-audit-administrator = 查看谁看过身份信息、谁被拒绝、谁下载过文件。

# --- refusals ----------------------------------------------------------------------------------

## used: refusal-*
refusal-person-unknown = 没有这个人。请从列表中重新选择。
refusal-login-other = 这个人已有登录名“{ $login }”。请填写这个登录名。
refusal-login-none = 您的账号没有登录名和密码。请向管理员申请。
refusal-recovery-needed = 此人已有登录名和密码。要设新密码，请一位管理员申请、另一位管理员确认。
refusal-recovery-own = 不能申请或确认自己的新密码。请在“我的账号”页修改，或请另外两位管理员办理。
refusal-recovery-no-login = 此人还没有登录名。请直接设登录名和初始密码。
refusal-recovery-asked = 已经有人为此人申请了新密码，等另一位管理员确认。
refusal-recovery-none = 没有等您确认的申请，或者已经过期。请重新申请。
refusal-recovery-same = 申请人不能自己确认。请另一位管理员登录后确认。
refusal-token-last = 最后一天要在今天到 { $last } 之间。请重新选择。
refusal-token-too-many = 一个人最多同时有 { $most } 个令牌。请先结束不用的。
refusal-password-wrong = 现在的密码不对，请重新输入。忘记了可以请管理员重置。
refusal-password-differs = 两次输入的新密码不一样，请重新输入。
refusal-factor-already = 两步验证已经开启。换手机时请先关闭，再重新开启。
refusal-factor-wrong = 验证码不对。请确认手机时间准确，填入刚刚显示的六位数字。
