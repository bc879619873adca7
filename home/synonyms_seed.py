"""The first synonyms of a new site."""

import tomllib
from pathlib import Path

from .models import SearchSynonym

ROWS = Path(__file__).parent / "seed" / "synonyms.toml"


def seed_synonyms() -> int:
    """Make them and say how many. Makes none when there are any."""
    if SearchSynonym.objects.exists():
        return 0
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["rows"]
    return len(SearchSynonym.objects.bulk_create(SearchSynonym(words=row) for row in rows))
