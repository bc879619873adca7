"""The kinds of pages, one family to a file; models.py is where Django finds them."""
