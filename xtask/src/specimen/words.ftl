refusal-specimen-room-already = 您的姓名已经列入，如需更改，请先撤回。
