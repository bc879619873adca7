"""A page of an old site becomes a draft, for staff to read over and finish.

`fetching` gets bytes from the web or a file and refuses where it should not go; `reading` makes sense of HTML, with
`tidying` and `sections`; `pictures` and `links` follow what it points at; `drafting` writes the draft; `report` says what
became of everything.
"""
