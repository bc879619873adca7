"""The receipt code: what a person holds to find their own referral again. Only its keyed digest is stored."""

import hashlib
import hmac
import unicodedata

from django.conf import settings

# Readable aloud and unmistakable on paper. Of signs that are taken for each other one is left: no 0, O and Q beside D, no
# 1, I and L, no B beside 8, S beside 5, Z beside 2, G beside 6, U beside V. 18 of 25 letters are 83 bits.
ALPHABET = "23456789ACDEFHJKMNPRTVWXY"
GROUPS, GROUP_LETTERS = 6, 3
LETTERS = GROUPS * GROUP_LETTERS
# What is not in the alphabet was read wrong, so it can only be the one sign that looks like it. A hurried 7 reads as 1.
LOOK_ALIKES = str.maketrans("0OQ1ILBSZGU", "DDD7778526V")
MOST_TYPED = 200  # letters that are looked at; a code has 18


def spell(number: int) -> str:
    """A code made from a large random number, in groups: 'K7M-2QX-…'."""
    letters = []
    for _ in range(LETTERS):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "-".join("".join(letters[start : start + GROUP_LETTERS]) for start in range(0, LETTERS, GROUP_LETTERS))


def letters_of(typed: str) -> str:
    """The letters of a code as somebody wrote it: signs, spaces and case don't matter, look-alikes are set right."""
    letters = unicodedata.normalize("NFKC", typed[:MOST_TYPED]).upper()
    return "".join(letter for letter in letters if letter.isalnum()).translate(LOOK_ALIKES)


def digest(code: str) -> bytes:
    """What is stored: 32 bytes, HMAC-SHA256 under a pepper that is not in the database, of the code's letters."""
    letters = letters_of(code).encode("utf-8", "surrogatepass")
    return hmac.digest(settings.RECEIPT_PEPPER.encode(), letters, hashlib.sha256)
