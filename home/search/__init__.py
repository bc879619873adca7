"""Searching the published pages, the same on every database. Nothing that people search is stored or logged.

There are fewer than two hundred pages, so one index in the memory of the process is simpler than two kinds of full text
(SQLite has no Dutch stemming, PostgreSQL needs an extension for typing errors), and needs no right of the public role
beyond reading pages. See docs/decisions/0010-search-in-python.md.

`words` knows words, `spelling` corrects them, `synonyms` knows which mean the same, `index` finds and ranks,
`excerpts` shows where, `reading` makes an index of the pages, `answering` puts it together, `views` speaks HTTP.
"""
