"""`/mijn-aanmelding/`: what is theirs afterwards. Who holds the receipt code sees where it stands, and can change or end it.

Nothing of what was answered is ever shown here: the public side cannot read it.
"""
