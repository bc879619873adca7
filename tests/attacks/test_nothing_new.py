"""What is typed adds no element and no attribute to a page, wherever it is shown (OWASP A03; WSTG-INPV-01, 02).

Everything is done twice: with texts that would break out, and with the same texts in which every sign is a letter. The two
answers have to be made of the same elements with the same attributes. test_scripts.py looks for what is dangerous by name.
"""

import re
from collections.abc import Callable, Iterator
from difflib import unified_diff
from html import escape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from information.models import InformationPage
from selfreferral.public import steps
from selfreferral.public.addresses import step_url
from selfreferral.public.mine import correcting
from tests.attacks.payloads import MARK
from tests.attacks.posing import EVERYTHING, ROUTES, TEXTS, answered, returned, signed_up
from tests.attacks.reading import skeleton, wrong_with
from tests.cast import Player
from tests.information.kinds import make_each_kind
from tests.selfreferral.mine.coming_back import ADD, CODE, STANDING
from tests.selfreferral.mine.coming_back import CHECK as MINE_CHECK
from tests.selfreferral.walking import CHECK

# Out of an attribute in either kind of quotes or in none, a text area, a title, a script, a comment. They fit every field.
HOSTILE = (
    f"\"'><img src=x onerror={MARK}()></textarea></title></script></style>--><{MARK}>]]><{MARK}>",
    f"\" onfocus={MARK}() x=\"' onfocus={MARK}() x='<a href=javascript:{MARK}()>x</a>",
)
Answers = list[Any]


def _harmless(text: str) -> str:
    return re.sub(r"[^\w\s]", "x", text)


def _adds_nothing(show: Callable[[str], Answers]) -> int:
    """Returns how many of the answers show what was typed."""
    shown = 0
    for text in HOSTILE:
        for evil, mild in zip(show(text), show(_harmless(text)), strict=True):
            assert evil.status_code == mild.status_code == 200
            assert wrong_with(evil) == []
            bones = [skeleton(_html(reply)) for reply in (mild, evil)]
            assert bones[0] == bones[1], "\n".join(unified_diff(*bones, lineterm="", n=1))
            shown += MARK in evil.text
    return shown


def _html(reply: Any) -> str:
    """Wagtail sends what opens above a page inside JSON."""
    is_json = reply["Content-Type"].startswith("application/json")
    return str(reply.json().get("html", "")) if is_json else reply.text


PLACES = ("<p>{}</p>", '<a href="{}">', "<a href='{}'>", "<textarea>{}</textarea>", "<script>{}</script>", "<!--{}-->")


@pytest.mark.pure
@pytest.mark.parametrize("place", PLACES)
def test_what_compares_the_answers_sees_what_breaks_out_and_nothing_else(place: str) -> None:
    broken = [text for text in HOSTILE if skeleton(place.format(text)) != skeleton(place.format(_harmless(text)))]
    assert broken
    for text in HOSTILE:
        assert skeleton(place.format(escape(text))) == skeleton(place.format(_harmless(text)))


@pytest.mark.usefixtures("on_postgres", "db")
class TestTheForm:
    @pytest.mark.parametrize("step", steps.STEPS, ids=lambda step: step.slug)
    def test_a_step_shows_what_is_typed_as_text(self, step: steps.Step, settings: Any) -> None:
        """All of it hostile, which is refused; then its texts alone, of which most are taken and shown at the end too."""
        settings.RECEIPT_MAIL = {"FROM": "website@perspectief.example", "SUBJECT": ""}
        given = next(answers for route in ROUTES if step.applies(answers := {**EVERYTHING, **route}))

        def show(text: str) -> Answers:
            texts = {key: text if key in TEXTS else given.get(key, "") for key in step.keys}
            return [*_sent(step, given, dict.fromkeys(step.keys, text)), *_sent(step, given, texts)]

        assert _adds_nothing(show) > 0 or not step.keys & set(TEXTS)


def _sent(step: steps.Step, given: dict[str, Any], typed: dict[str, Any]) -> Answers:
    client, address = answered(**given), step_url(step)
    return [client.post(address, typed, follow=True), client.get(address), client.get(CHECK, follow=True)]


@pytest.mark.usefixtures("on_postgres", "db")
class TestTheirOwnPage:
    @pytest.mark.parametrize("channel", ["phone", "email", "post", "other_person"])
    def test_a_correction_shows_what_is_typed_as_text(self, channel: str) -> None:
        right = {**EVERYTHING, **next(route for route in ROUTES if {**EVERYTHING, **route}["channel"] == channel)}

        def show(text: str) -> Answers:
            client, replies = returned(signed_up()), []
            for step in [step for step in correcting.ASKED if step.applies(right)]:
                address = correcting.step_url(step)
                for typed in (text, *([] if step.keys & set(TEXTS) else [None])):
                    sent = {key: typed or right.get(key, "") for key in step.keys}
                    replies += [client.post(address, sent, follow=True), client.get(address, follow=True)]
                client.post(address, {key: right.get(key, "") for key in step.keys})
            return [*replies, client.get(MINE_CHECK), client.get(STANDING)]

        assert _adds_nothing(show) > 1

    def test_a_code_and_an_addition_are_shown_as_text(self) -> None:
        def show(text: str) -> Answers:
            client, stranger = returned(signed_up()), Client()
            return [
                *(stranger.post(CODE, {"code": text, "once": text}, follow=True), stranger.get(CODE)),
                client.post(ADD, {"addition": f"{text} " * 30, "once": text}, follow=True),
                *(client.get(ADD), client.get(STANDING, {"once": text})),
            ]

        assert _adds_nothing(show) >= len(HOSTILE)


@pytest.fixture
def library(settings: Any, tmp_path: Any) -> tuple[Any, Any]:
    """A picture on a page, and a document under another."""
    settings.MEDIA_ROOT = tmp_path
    make_each_kind()
    picture = get_image_model().objects.create(title="Tafel", file=get_test_image_file())
    return picture, get_document_model().objects.get(title="Jaarverslag")


@pytest.mark.usefixtures("on_postgres", "seeded_site", "db")
class TestWhatEditorsWrite:
    def test_titles_captions_and_descriptions_are_text_to_visitors_and_colleagues(
        self, editor: Player, visitor: Client, library: tuple[Any, Any]
    ) -> None:
        picture, document = library

        def show(text: str) -> Answers:
            self._describe(editor.client, picture, document, text)
            self._show_on_a_page(picture, text)
            read = ("/contact/", "/proef-publicaties/verslag/", "/proef-publicaties/", "/sitemap.xml")
            return [*map(visitor.get, read), *map(editor.client.get, self._edited(picture, document))]

        assert _adds_nothing(show) > 5 * len(HOSTILE)

    def _describe(self, client: Client, picture: Any, document: Any, text: str) -> None:
        """As an editor does, on the page for it."""
        root = Collection.get_first_root_node().pk
        Tag.objects.all().delete()  # those of before would be offered beside it
        for name, row in (("wagtailimages:edit", picture), ("wagtaildocs:edit", document)):
            said = {"title": text, "description": text, "tags": '"{}"'.format(text.replace('"', "")), "collection": root}
            assert client.post(reverse(name, args=[row.pk]), said).status_code == 302
            row.refresh_from_db()
            assert row.title == text

    def _show_on_a_page(self, picture: Any, text: str) -> None:
        page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
        image = {"image": picture.pk, "alt_text": text, "decorative": False}
        page.title, page.lead, page.search_description = text, text, text
        page.body = [{"type": "figure", "value": {"image": image, "caption": text}}]
        page.save_revision().publish()

    def _edited(self, picture: Any, document: Any) -> Iterator[str]:
        page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
        for name in ("edit", "delete", "image_usage"):
            yield reverse(f"wagtailimages:{name}", args=[picture.pk])
        for name in ("edit", "delete", "document_usage"):
            yield reverse(f"wagtaildocs:{name}", args=[document.pk])
        for space in ("wagtailimages", "wagtaildocs"):
            yield reverse(f"{space}:index")
            yield reverse(f"{space}_chooser:choose_results")
        for kind, pk in (("wagtailimages/image", picture.pk), ("wagtaildocs/document", document.pk)):
            yield reverse("wagtail_bulk_action", args=[*kind.split("/"), "delete"]) + f"?id={pk}&next=/beheer/"
        yield reverse("wagtailimages_chooser:select_format", args=[picture.pk])
        yield reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])

    def test_names_of_files_are_text(self, editor: Player, library: tuple[Any, Any]) -> None:
        for text in HOSTILE:
            sent = SimpleUploadedFile(f"{text}.pdf", b"%PDF-1.7")
            assert editor.client.post(reverse("wagtaildocs:add"), {"title": "Stuk", "file": sent}).status_code == 302
            document = get_document_model().objects.latest("pk")
            assert not set("<>\"'") & set(document.file.name)
