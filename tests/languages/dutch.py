"""Finding Dutch where it should not be."""

import re
from html import unescape

# Small words without which nobody writes Dutch, and that no other language here has. "de" and "in" are left out.
SMALL_WORDS = "het een niet wij ook naar voor uw zijn wordt deze dat die kunt mag geen maar of u bent bij met van"
NOT_ENGLISH = re.compile(rf"\b(?:{'|'.join(word for word in SMALL_WORDS.split() if word != 'of')})\b")
# Names, which stay what they are; most have an explanation beside them.
NAMES = (
    *(
        "ministerie van Justitie en Veiligheid",
        "Raad voor de Kinderbescherming",
        "Besluit slachtoffers van strafbare feiten",
    ),
    *("Wetboek van Strafvordering", "Slachtofferhulp Nederland", "Slachtoffer in Beeld"),
)
OTHER_LANGUAGE = re.compile(r'<a [^>]*lang="nl"[^>]*>.*?</a>', re.DOTALL)
SPOKEN = re.compile(r'(?:aria-label|alt|title|placeholder|content|data-[a-z]+)="([^"]*)"')


def dutch_in(html: str) -> list[str]:
    """Dutch words in what people see or hear of a page, each with what stands around it."""
    page = OTHER_LANGUAGE.sub("", html)
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    said = unescape(" ".join([text, *SPOKEN.findall(page)]))
    for name in NAMES:
        said = said.replace(name, "")
    return [said[max(0, match.start() - 30) : match.end() + 30] for match in NOT_ENGLISH.finditer(said)]
