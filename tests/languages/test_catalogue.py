"""Whatever the site says, it says in every language it has.

The .mo files are kept beside the .po files: a server has no gettext. How to change both: locale/README.md.
"""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.languages.catalogue import ROOT, Entry, entries, in_use

pytestmark = pytest.mark.pure

OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
DUTCH = re.compile(r"\b(het|een|niet|wij|u|uw|voor|naar|zijn|wordt|deze)\b", re.IGNORECASE)
every_language = pytest.mark.parametrize("language", OTHERS)


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


@every_language
def test_everything_marked_is_translated(language: str) -> None:
    translated = {entry.text for entry in entries(catalogue(language)) if all(entry.translations)}
    assert {text: file for text, file in in_use().items() if text not in translated} == {}


@every_language
def test_no_translation_is_a_guess_of_the_tools(language: str) -> None:
    assert [entry.text for entry in entries(catalogue(language)) if entry.is_fuzzy] == []


@every_language
def test_nothing_is_translated_that_is_not_said_any_more(language: str) -> None:
    assert {entry.text for entry in entries(catalogue(language))} - set(in_use()) == set()


@every_language
def test_what_is_filled_in_stands_in_the_translation_too(language: str) -> None:
    def places(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)\w|</?\w+>", text))

    wrong = [e.text for e in entries(catalogue(language)) if any(places(one) != places(e.text) for one in e.translations)]
    assert wrong == []


@every_language
def test_the_compiled_translations_are_those_that_people_read(language: str) -> None:
    with catalogue(language).with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # there is no other way to list them
    kept = {key: value for key, value in compiled.items() if key}
    assert kept == {key: value for entry in entries(catalogue(language)) for key, value in _compiled(entry).items()}


def _compiled(entry: Entry) -> dict[object, str]:
    """As gettext keeps it: a plural under its sentence and a number."""
    if len(entry.translations) == 1:
        return {entry.text: entry.translations[0]}
    return {(entry.text, number): text for number, text in enumerate(entry.translations)}


def test_the_english_is_english() -> None:
    assert [text for e in entries(catalogue("en")) for text in e.translations if DUTCH.search(text)] == []
