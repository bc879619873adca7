"""What comes in is read as UTF-8, whatever it says of itself."""

import pytest
from django.test import RequestFactory

from perspectief.encoding import Utf8Handler, plain_type

FORM = "application/x-www-form-urlencoded"
CODECS = ("rot13", "hex", "idna", "undefined", "utf-7", "utf-16", "unicode_escape", "latin-1", "no-such-encoding")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("told", "understood"),
    [
        (FORM, FORM),
        (f"{FORM}; charset=UTF-8", FORM),
        (f"{FORM}; charset*=x''y", FORM),
        (
            "Multipart/Form-Data; boundary=----WebKitFormBoundaryA1b2",
            "multipart/form-data; boundary=----WebKitFormBoundaryA1b2",
        ),
        ('multipart/form-data; charset=rot13; boundary="a+b"', "multipart/form-data; boundary=a+b"),
        ("multipart/form-data; boundary=é", "multipart/form-data"),
        ("", ""),
    ],
)
def test_of_a_type_only_what_is_needed_is_kept(told, understood):
    assert plain_type(told) == understood


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=b"])
def test_a_request_that_names_another_encoding_is_answered(db, kind, codec):
    said = []
    body = b'--b\r\nContent-Disposition: form-data; name="route"\r\n\r\n+2AA-\\ud800\r\n--b--\r\n'
    plain = RequestFactory().generic("POST", "/aanmelden/voor-wie/?a=b", body).environ
    environ = {**plain, "CONTENT_TYPE": f"{kind}; charset={codec}"}
    list(Utf8Handler()(environ, lambda status, _headers: said.append(status)))
    assert said == ["403 Forbidden"]  # understood as far as its missing token
