"""How long a referral is kept after it was closed, in days. Shorter may be chosen, longer not.

Sources: GDPR art. 5(1)(e), and the periods that the privacy page promises. Five years are 1,825 days here, so that leap days
never make them longer.
"""

from .env import whole_number

RETENTION_NOTHING_DAYS = whole_number("RETENTION_NOTHING_DAYS", default=90, least=14, most=90)  # less, and no slip is mended
RETENTION_CASE_DAYS = whole_number("RETENTION_CASE_DAYS", default=5 * 365, least=90, most=5 * 365)
