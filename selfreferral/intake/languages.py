"""Which language of interpreter is counted. What somebody typed is never kept: it can be anything, a name too."""

import unicodedata

# By the Dutch name, under which they are counted: other words for them, as people may write them.
KNOWN = {
    "Arabisch": ("arabic", "marokkaans", "moroccan", "syrisch", "syrian", "darija", "العربية"),
    "Berbers": ("berber", "tamazight", "riffijns", "tarifit"),
    "Bulgaars": ("bulgarian",),
    "Chinees": ("chinese", "mandarijn", "mandarin", "kantonees", "cantonese"),
    "Dari": (),
    "Duits": ("german", "deutsch"),
    "Engels": ("english",),
    "Farsi": ("perzisch", "persian", "iraans", "فارسی"),
    "Frans": ("french", "francais"),
    "Hindi": (),
    "Hongaars": ("hungarian", "magyar"),
    "Italiaans": ("italian", "italiano"),
    "Koerdisch": ("kurdish", "sorani", "kurmanji", "kurmandji"),
    "Oekraïens": ("ukrainian", "українська"),
    "Papiaments": ("papiamento", "papiamentu"),
    "Pasjtoe": ("pashto", "pashtu", "pasjto"),
    "Pools": ("polish", "polski"),
    "Portugees": ("portuguese", "portugues"),
    "Roemeens": ("romanian", "romana"),
    "Russisch": ("russian", "русский"),
    "Sarnami": ("hindoestaans", "hindustani"),
    "Somalisch": ("somali", "somalie", "soomaali"),
    "Spaans": ("spanish", "espanol"),
    "Sranantongo": ("sranan", "surinaams"),
    "Tigrinya": ("tigrigna", "tigrinja", "eritrees", "ትግርኛ"),
    "Turks": ("turkish", "turkce"),
    "Vietnamees": ("vietnamese",),
}
OTHER = "Andere taal"


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


NAMES = {_folded(word): language for language, others in KNOWN.items() for word in (language, *others)}


def counted_as(typed: str) -> str:
    """The language of the list that is named first in what somebody typed; OTHER when none of them is."""
    words = "".join(sign if sign.isalnum() else " " for sign in _folded(typed)).split()
    return next((NAMES[word] for word in words if word in NAMES), OTHER)
