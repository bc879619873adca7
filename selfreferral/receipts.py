"""The receipt code: what a person holds to find their own referral again. Only its keyed digest is stored."""

import hashlib
import hmac

from django.conf import settings

# Readable aloud and unmistakable on paper: no 0 or O, no 1, I or L. 18 of 31 letters are 89 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP_LETTERS = 6, 3
LETTERS = GROUPS * GROUP_LETTERS


def spell(number: int) -> str:
    """A code made from a large random number, in groups: 'K7M-2QX-…'."""
    letters = []
    for _ in range(LETTERS):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "-".join("".join(letters[start : start + GROUP_LETTERS]) for start in range(0, LETTERS, GROUP_LETTERS))


def digest(code: str) -> bytes:
    """What is stored: 32 bytes, HMAC-SHA256 under a pepper that is not in the database. Signs and case don't matter."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hmac.digest(settings.RECEIPT_PEPPER.encode(), letters.encode(), hashlib.sha256)
