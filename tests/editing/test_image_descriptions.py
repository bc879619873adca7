"""An image says what is on it, or that it is only decoration (WCAG 1.1.1)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from information.models import InformationPage
from perspectief.editing.hints import hints_for
from tests.editing.conftest import MakePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return get_image_model().objects.create(title="Tafel", file=get_test_image_file())


def _stored(image, *, alt: str = "", decorative: bool = False) -> list[dict]:
    value = {"image": image.pk, "alt_text": alt, "decorative": decorative}
    return [{"type": "figure", "value": {"image": value, "caption": ""}}]


@pytest.mark.parametrize("body", ["body", "easy_body"])
def test_an_image_without_a_description_is_not_published(image, body):
    block = InformationPage._meta.get_field(body).stream_block
    with pytest.raises(ValidationError):
        block.clean(block.to_python(_stored(image)))


@pytest.mark.parametrize("said", [{"alt": "Twee stoelen aan een tafel"}, {"decorative": True}])
def test_an_image_with_a_description_or_as_decoration_is(image, said):
    block = InformationPage._meta.get_field("body").stream_block
    assert block.clean(block.to_python(_stored(image, **said)))


def test_a_draft_with_an_undescribed_image_gives_a_hint(image, make_page: MakePage):
    page = make_page(body=_stored(image))
    assert any("zonder beschrijving" in hint.text for hint in hints_for(page, today=date(2026, 1, 1)))
    page = make_page("Nut", body=_stored(image, decorative=True))
    assert not any("zonder beschrijving" in hint.text for hint in hints_for(page, today=date(2026, 1, 1)))
