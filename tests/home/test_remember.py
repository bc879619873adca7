"""What looks the same everywhere is made once for each language, until something changes."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from perspectief.pages.remembering import remembering

pytestmark = pytest.mark.pure

FOOT = Template("{% load remember %}{% remember foot door %}{{ made }} {{ door|default:'' }}{% endremember %}")


def _foot(made: str, **context: str) -> str:
    return FOOT.render(Context({"made": made, **context})).strip()


def test_it_is_made_once_while_nothing_changes():
    with remembering():
        assert [_foot("first"), _foot("second")] == ["first", "first"]
    assert _foot("third") == "third"


def test_each_language_has_its_own():
    with remembering():
        assert _foot("Nederlands") == "Nederlands"
        with override("en"):
            assert _foot("English") == "English"
        assert _foot("") == "Nederlands"


def test_what_it_depends_on_makes_another():
    with remembering():
        assert _foot("a", door="/aanmelden/") == "a /aanmelden/"
        assert _foot("b") == "b"
        assert _foot("c", door="/aanmelden/") == "a /aanmelden/"


def test_what_is_in_it_stays_escaped_once():
    with remembering():
        assert [_foot("<b>"), _foot("")] == ["&lt;b&gt;", "&lt;b&gt;"]
