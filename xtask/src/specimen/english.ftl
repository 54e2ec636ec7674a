refusal-specimen-room-already = Your name is there already. To change it, take it back first.
