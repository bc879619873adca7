"""Text in a file that a spreadsheet opens."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """A text that begins as a formula would be computed (OWASP: CSV injection); behind an apostrophe it stays a text."""
    return f"'{text}" if text.startswith(FORMULA) else text
