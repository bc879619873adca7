"""The blocks a page is made of, one family to a file. belonging.py says which kind of page has which."""

from .belonging import BELONGING, EVERY_BLOCK, body_of, easy_body

__all__ = ["BELONGING", "EVERY_BLOCK", "body_of", "easy_body"]
