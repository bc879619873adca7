"""The site works as the public role: the form, and every published page. On PostgreSQL only."""

import pytest
from django.core.management import call_command

from tests.selfreferral.mine.coming_back import ADD, CLOSE, CODE, ERASE, STANDING, WITHDRAW, WRONG, correct, press, sign_in
from tests.selfreferral.mine.coming_back import CHECK as MINE_CHECK
from tests.selfreferral.walking import CHECK, CLIENT_BY_EMAIL, VICTIM_BY_PHONE, fill_in, receipt_code, sign_up

YESTERDAY = "INSERT INTO selfreferral_public_ratesalt (day, value) VALUES (current_date - 2, 'salt')"
LETTERS = "SELECT count(*) FROM selfreferral_letter"
PUBLISHED = """SELECT page.url_path, locale.language_code FROM wagtailcore_page page
JOIN wagtailcore_locale locale ON locale.id = page.locale_id WHERE page.live AND page.depth > 1"""
PREFIXES = {"nl": "/", "en": "/en/"}


@pytest.fixture(autouse=True)
def behind_the_wall(running_as_public, settings):
    settings.DATABASE_ROUTERS = ["selfreferral.wall.WriteOnlyRouter"]


@pytest.mark.parametrize("answers", [VICTIM_BY_PHONE, CLIENT_BY_EMAIL], ids=["victim", "client"])
def test_the_whole_form_works_as_the_public_role(running_as_public, as_owner, visitor, answers):
    reply = sign_up(visitor, answers)
    assert reply.status_code == 200
    assert as_owner.execute(LETTERS).fetchone() == (1,)
    assert visitor.post(CHECK, follow=True).status_code == 200
    assert as_owner.execute(LETTERS).fetchone() == (1,)


def test_the_empty_letter_goes_the_same_way(running_as_public, as_owner):
    call_command("drop_canary")
    assert as_owner.execute("SELECT kind FROM selfreferral_letter").fetchall() == [("canary",)]


def test_steps_are_counted_as_the_public_role(running_as_public, as_owner, visitor):
    passed = fill_in(visitor, VICTIM_BY_PHONE)
    counted = as_owner.execute("SELECT step FROM selfreferral_public_steptaken").fetchall()
    assert len(counted) == len(set(counted)) == len(passed) + 1


def test_a_doubted_referral_is_taken_as_the_public_role(running_as_public, as_owner, visitor, settings, google):
    settings.LEAST_SECONDS, settings.DAILY_CEILING = 3600, 1
    as_owner.execute(YESTERDAY)
    fill_in(visitor, VICTIM_BY_PHONE)
    assert "Dat mag, het hoeft niet." in visitor.get(CHECK).text
    assert google.domain in visitor.get(f"{CHECK}?mens=1").text
    assert visitor.post(CHECK).status_code == 302
    assert as_owner.execute("SELECT needs_check FROM selfreferral_letter").fetchall() == [(True,)]
    assert as_owner.execute("SELECT count(*) FROM selfreferral_public_ratesalt").fetchone() == (1,)


@pytest.mark.parametrize(("address", "typed"), [(ADD, {"addition": "Bel niet op zondag."}), (WITHDRAW, {}), (ERASE, {})])
def test_coming_back_with_the_code_works_as_the_public_role(running_as_public, as_owner, visitor, address, typed):
    code = receipt_code(sign_up(visitor))
    assert sign_in(visitor, WRONG).request["PATH_INFO"] == CODE
    assert sign_in(visitor, code).request["PATH_INFO"] == STANDING
    assert press(visitor, address, **typed).url == STANDING
    assert as_owner.execute(LETTERS).fetchone() == (2,)
    assert visitor.get(STANDING).status_code == 200
    assert visitor.post(CLOSE, follow=True).status_code == 200


def test_correcting_how_to_be_reached_works_as_the_public_role(running_as_public, as_owner, visitor):
    sign_in(visitor, receipt_code(sign_up(visitor)))
    correct(visitor)
    assert press(visitor, MINE_CHECK).url == STANDING
    assert as_owner.execute(LETTERS).fetchone() == (2,)


def test_every_published_page_can_be_read_as_the_public_role(running_as_public, visitor, as_owner):
    published = as_owner.execute(PUBLISHED).fetchall()
    addresses = [PREFIXES[code] + path.strip("/").partition("/")[2] for path, code in published]
    assert len(addresses) > 60
    for address in addresses:
        reply = visitor.get(f"{address.rstrip('/')}/")
        assert reply.status_code == 200, address
