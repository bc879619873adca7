import pytest
from django.core.exceptions import ValidationError

from perspectief.telephone import to_e164, to_read

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0612345678", "06 12 34 56 78"),
        ("+31 6 12345678", "06 12 34 56 78"),
        ("030-2340045", "030 234 00 45"),
        ("0031 30 234 00 45", "030 234 00 45"),
        ("0318 123456", "0318 12 34 56"),
        ("0800-2000", "0800 2000"),
        ("+32 470 12 34 56", "+32 470 12 34 56"),
    ],
)
def test_any_notation_is_shown_in_the_one_that_is_easy_to_read(typed: str, shown: str) -> None:
    assert to_read(to_e164(typed)) == shown


@pytest.mark.parametrize("typed", ["", "twaalf", "12", "06123", "+31 6 1234567890", "'; drop table"])
def test_what_is_no_number_is_refused_in_plain_dutch(typed: str) -> None:
    with pytest.raises(ValidationError, match="Vul een telefoonnummer in"):
        to_e164(typed)
