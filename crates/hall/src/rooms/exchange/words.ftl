# The interface for programs.

exchange-page = 程序接口
exchange-title = { $house } · 程序接口
exchange-lead = 其他系统可以经此提交、查询、办理事项和读取统计。规则与网页完全相同，不能做的事会得到同样的说明。
exchange-document = 接口文件
exchange-address = 地址
exchange-how = 怎样使用
exchange-with-token = 工作人员用访问令牌：请求头“Authorization: Bearer 令牌”。
exchange-make-token = 到“我的账号”生成令牌
exchange-with-receipt = 持回执的人用回执码：请求头“Authorization: Receipt 回执码”，或放在请求内容里。回执码从不放在网址里。
exchange-with-key = 提交和办理时带上请求头“Idempotency-Key”（随机的 UUID）：断网后用同一个再发，不会做两次，得到同样的回答。
exchange-with-problems = 没有做成时，回答是 RFC 9457 的 problem+json：code 是固定的代码，detail 是说明，errors 逐项列出要改的字段。
exchange-with-language = 名称和说明的语言按请求头“Accept-Language”（zh-CN 或 en）；代码不随语言变化。
exchange-what = 做什么
exchange-where = 地址
exchange-who = 谁可以用
exchange-anybody = 任何人
exchange-fields = { $what }：字段
exchange-parameters = 参数
exchange-body = 请求内容（JSON）
exchange-star = 带 * 的必填。
exchange-answer = 成功
exchange-problem = 没有做成，以及为什么

## used: exchange-by-*
exchange-by-token = 访问令牌
exchange-by-receipt = 回执码

## used: exchange-tag-*
exchange-tag-matters = 事项
exchange-tag-receipts = 回执
exchange-tag-referrals = 跨机关转办
exchange-tag-desk = 工作台
exchange-tag-figures = 统计
exchange-tag-register = 名录

## used: exchange-op-*
exchange-op-listProcedures = 办理规程列表
exchange-op-showProcedure = 一部办理规程：步骤、每一步要填的内容、期限和依据
exchange-op-submitMatter = 提交事项
exchange-op-listMatters = 公开事项列表
exchange-op-showMatter = 一件事项的全部经过
exchange-op-actOnMatter = 办理：受理、交办、签收、答复等
exchange-op-readFile = 事项的附件
exchange-op-lookUpReceipt = 凭回执码查询
exchange-op-actWithReceipt = 凭回执补充、回答、撤回、评价、回头看
exchange-op-hearHouse = 收另一个机关的转办消息，签收
exchange-op-showDesk = 等我办的事项
exchange-op-showFigures = 公开统计
exchange-op-listFigureRows = 统计数字背后的事项
exchange-op-listAreas = 地区
exchange-op-listBodies = 机构
exchange-op-listCategories = 类别
exchange-op-listDuties = 权责清单
exchange-op-listPosts = 在任的职务
exchange-op-readDocument = 接口文件（OpenAPI 3.1）

refusal-token-needed = 这里需要工作人员的访问令牌。请在“我的账号”页生成，并以“Authorization: Bearer 令牌”发送。
refusal-json-malformed = 这不是完整的 JSON：第 { $line } 行第 { $column } 个字符处读不下去。请改正后再发送。
refusal-json-media = 这里只接受 JSON（Content-Type: application/json），有附件时用 multipart/form-data，其中一项名为 json。
refusal-key-malformed = Idempotency-Key 应是随机的 UUID，或 32 个随机的十六进制数字。请生成一个新的再发送。
refusal-key-used = 这个 Idempotency-Key 已经用来做过别的事，那件事没有改变。如果这是另一件事，请换一个新的再发送。
refusal-filter-limit = 每页数量应在 1 到 { $most } 之间。请改正后再发送。
refusal-files-none = 这一步不能带附件。请去掉附件再发送。
