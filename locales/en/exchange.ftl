# The interface for programs.

exchange-page = Interface for programs
exchange-title = { $house } · interface for programs
exchange-lead = Other systems can bring matters, look them up, act on them and read figures here. The rules are those of the pages, and whatever cannot be done is explained in the same words.
exchange-document = Document
exchange-address = Address
exchange-how = How to use it
exchange-with-token = Staff use an access token: the header “Authorization: Bearer TOKEN”.
exchange-make-token = Make one on “My account”
exchange-with-receipt = Whoever holds a receipt uses its code: the header “Authorization: Receipt CODE”, or a field of the body. A code is never in an address.
exchange-with-key = When bringing or acting, send the header “Idempotency-Key” (a random UUID): sent again with the same one after a broken connection, nothing is done twice and the answer is the same.
exchange-with-problems = When something was not done, the answer is problem+json by RFC 9457: code is a fixed word, detail the explanation, and errors lists each field to be changed.
exchange-with-language = Names and explanations are in the language of the header “Accept-Language” (zh-CN or en); codes are the same in every language.
exchange-what = What
exchange-where = Address
exchange-who = Who may
exchange-anybody = Anybody
exchange-fields = { $what }: fields
exchange-parameters = Parameters
exchange-body = Body (JSON)
exchange-star = Fields with * must be there.
exchange-answer = Done
exchange-problem = Not done, and why

exchange-by-token = Access token
exchange-by-receipt = Receipt code

exchange-tag-matters = Matters
exchange-tag-receipts = Receipts
exchange-tag-referrals = Matters between congresses
exchange-tag-desk = Desk
exchange-tag-figures = Figures
exchange-tag-register = Register

exchange-op-listProcedures = List the procedures
exchange-op-showProcedure = Show a procedure: its steps, what each act asks for, its clocks and their rules
exchange-op-submitMatter = Bring a matter
exchange-op-listMatters = Public matters
exchange-op-showMatter = A matter with everything that happened
exchange-op-actOnMatter = Act: accept, hand over, sign, reply and the rest
exchange-op-readFile = A file of a matter
exchange-op-lookUpReceipt = Look up by a receipt code
exchange-op-actWithReceipt = With a receipt: add, answer, withdraw, rate, look back
exchange-op-hearHouse = Hear a message of another congress, and sign for it
exchange-op-showDesk = What waits for me
exchange-op-showFigures = Public figures
exchange-op-listFigureRows = The matters behind a figure
exchange-op-listAreas = Areas
exchange-op-listBodies = Bodies
exchange-op-listCategories = Categories
exchange-op-listDuties = Duty lists
exchange-op-listPosts = Posts that are held
exchange-op-readDocument = This document (OpenAPI 3.1)

refusal-token-needed = This needs an access token of staff. Please make one on the page “My account” and send it as “Authorization: Bearer TOKEN”.
refusal-json-malformed = This is not whole JSON: it cannot be read on from line { $line }, character { $column }. Please correct it and send again.
refusal-json-media = Only JSON is taken here (Content-Type: application/json); with files, multipart/form-data with a part named json.
refusal-key-malformed = An Idempotency-Key is a random UUID, or 32 random hexadecimal digits. Please make a new one and send again.
refusal-key-used = This Idempotency-Key was used to do something else, which has not changed. If this is another thing, please make a new one and send again.
refusal-filter-limit = A page has 1 to { $most } matters. Please correct the limit and send again.
refusal-files-none = This step takes no files. Please leave them out and send again.
