"""Letters open only after their reader's own passphrase, and shut again by themselves."""

import html
import logging
import re
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from perspectief.accounts.twofactor import proof
from perspectief.operations.keys import create_keys
from perspectief.settings.recipients import Recipients
from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, BlindIndex, CanaryRound, Finding, Note, Part, PersonalKey, Referral
from selfreferral.intake.unlocking import copies, session
from selfreferral.intake.unlocking.at_hand import LockedError
from selfreferral.models import Letter
from selfreferral.public.canary_letter import drop_canary
from tests import second_factor
from tests.cast import Player
from tests.selfreferral.intake.unlocking.conftest import PASSPHRASE, UNLOCK, cookie, opens, unlock
from tests.selfreferral.opening import opened
from tests.staff_addresses import staff_addresses

REFERRAL = "aanmeldingen:referral"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def _page(referral: Any) -> str:
    return reverse(REFERRAL, kwargs={"referral_id": referral.pk})


def _fall_silent(player: Player) -> None:
    kept = player.client.session
    kept[session.UNLOCKED] = {**kept[session.UNLOCKED], session.USED_AT: 0}
    kept.save()


def test_a_letter_asks_for_the_passphrase_and_then_opens(holder, referral):
    asked = holder.client.get(_page(referral))
    assert asked.status_code == 302
    assert asked["Location"] == f"{UNLOCK}?{urlencode({'next': _page(referral)})}"
    assert not AccessRecord.objects.filter(part=Part.LETTER).exists()
    assert unlock(holder, next=_page(referral))["Location"] == _page(referral)
    assert opens(holder, referral)


def test_the_door_of_the_queue_is_shut_whatever_a_view_forgets(holder, referral, now):
    for deed in (
        lambda: queue.open_referral(referral_id=referral.pk, person=holder.user, now=now),
        lambda: queue.search(text="Noor", person=holder.user, now=now),
        lambda: queue.ask_reach(referral_id=referral.pk, person=holder.user, letters_read=0, now=now),
    ):
        with pytest.raises(LockedError):
            deed()
    assert not AccessRecord.objects.filter(part__in=[Part.LETTER, Part.SEARCH, Part.NUMBER]).exists()


def test_no_address_fails_or_opens_anything_while_locked(holder, referral):
    for address in staff_addresses(uuid=str(referral.pk)):
        if address.startswith("/beheer/aanmeldingen/"):
            for ask in (holder.client.get, holder.client.post):
                assert "Noor" not in ask(address).text
    assert not AccessRecord.objects.filter(part__in=[Part.LETTER, Part.NUMBER, Part.EXPORT, Part.SEARCH]).exists()


def test_a_wrong_passphrase_opens_nothing_and_is_on_record(holder, referral):
    answer = unlock(holder, "kaars fiets oever nooit")
    assert "Deze wachtzin klopt niet" in answer.text
    assert not opens(holder, referral)
    assert AccessRecord.objects.get(part=Part.REFUSED).what == "verkeerde wachtzin"


def test_how_the_passphrase_is_spaced_does_not_matter_and_what_it_says_does(holder):
    assert unlock(holder, "  kaars fiets   oever noot ").status_code == 302
    assert unlock(holder, PASSPHRASE.upper()).status_code == 200


def test_five_wrong_ones_have_to_wait_also_for_the_right_one(holder, referral):
    for _ in range(5):
        unlock(holder, "een heel andere wachtzin")
    answer = unlock(holder)
    assert answer.status_code == 429
    assert "Even wachten" in answer.text
    assert not opens(holder, referral)


def test_guesses_count_whatever_browser_they_come_from_and_keep_nobody_else_out(holder, coordinator):
    for number in range(5):
        client = Client(HTTP_USER_AGENT=f"browser {number}", REMOTE_ADDR=f"192.0.2.{number}")
        second_factor.open_session(client, holder.user)
        client.post(UNLOCK, {"passphrase": "een heel andere wachtzin"})
    assert unlock(holder).status_code == 429
    assert coordinator.client.get("/beheer/aanmeldingen/sleutel/").status_code == 200


def test_unlocked_it_is_open_in_every_worker_of_the_server(holder, referral):
    """Nothing lies in the process: another client with the same two cookies is another process to it."""
    unlock(holder)
    other = Client()
    other.cookies.load({name: morsel.value for name, morsel in holder.client.cookies.items()})
    assert opens(Player(holder.user, other), referral)


def test_the_cookie_alone_opens_nothing_and_neither_does_the_session_alone(holder, referral, other_intake_worker):
    unlock(holder)
    other_intake_worker.client.cookies[settings.UNLOCK_COOKIE_NAME] = cookie(holder)
    assert not opens(other_intake_worker, referral)
    del holder.client.cookies[settings.UNLOCK_COOKIE_NAME]
    assert not opens(holder, referral)


def test_no_script_and_no_other_site_gets_at_the_cookie(holder):
    unlock(holder)
    kept = holder.client.cookies[settings.UNLOCK_COOKIE_NAME]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/beheer/aanmeldingen/")
    assert kept["max-age"] == proof.SILENCE_SECONDS


def test_a_quarter_of_an_hour_of_silence_locks(holder, referral):
    unlock(holder)
    _fall_silent(holder)
    assert not opens(holder, referral)
    assert session.UNLOCKED not in holder.client.session
    assert cookie(holder) == ""


def test_who_goes_on_working_stays_unlocked(holder, referral):
    unlock(holder)
    kept = holder.client.session
    kept[session.UNLOCKED] = {**kept[session.UNLOCKED], session.USED_AT: kept[session.UNLOCKED][session.USED_AT] - 600}
    kept.save()
    assert opens(holder, referral)
    assert holder.client.session[session.UNLOCKED][session.USED_AT] > timezone.now().timestamp() - 60


def test_a_button_locks_at_once(holder, referral):
    unlock(holder)
    before = dict(holder.client.cookies)
    assert holder.client.post(reverse("aanmeldingen:lock")).status_code == 302
    holder.client.cookies[settings.UNLOCK_COOKIE_NAME] = before[settings.UNLOCK_COOKIE_NAME].value
    assert not opens(holder, referral)


def test_logging_out_locks(holder, referral):
    unlock(holder)
    key = cookie(holder)
    holder.client.post(reverse("account_logout"))
    second_factor.open_session(holder.client, holder.user)
    holder.client.cookies[settings.UNLOCK_COOKIE_NAME] = key
    assert not opens(holder, referral)


def test_what_was_typed_when_the_lock_fell_can_be_sent_after_unlocking(holder, referral):
    client = Client(enforce_csrf_checks=True)
    second_factor.open_session(client, holder.user)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(UNLOCK).text)
    assert token
    address = reverse("aanmeldingen:add_note", kwargs={"referral_id": referral.pk})
    refused = client.post(address, {"csrfmiddlewaretoken": token[1], "text": "Noor belde & 'wil' <rustig> praten"})
    assert refused.status_code == 403
    assert "op slot" in refused.text
    assert UNLOCK in refused.text
    kept = {name: html.unescape(value) for name, value in HIDDEN.findall(refused.text)}
    client.post(UNLOCK, {"csrfmiddlewaretoken": token[1], "passphrase": PASSPHRASE})
    assert client.post(address, kept).status_code == 302
    assert Note.objects.count() == 1


def test_the_list_is_there_while_locked_and_says_so(holder, referral):
    page = holder.client.get("/beheer/aanmeldingen/").text
    assert "De aanmeldingen zijn op slot" in page
    assert referral.reference in page


def test_referrals_are_made_searchable_by_who_comes_by_unlocked(holder, referral):
    holder.client.get("/beheer/aanmeldingen/")
    assert not BlindIndex.objects.exists()
    unlock(holder)
    holder.client.get("/beheer/aanmeldingen/")
    assert BlindIndex.objects.filter(referral=referral).exists()
    found = holder.client.post(reverse("aanmeldingen:find"), {"what": "Noor"})
    assert referral.reference in found.text


def test_neither_key_nor_passphrase_lies_anywhere_on_the_server(holder, referral, personal, caplog):
    with caplog.at_level(logging.DEBUG):
        unlock(holder, "kaars fiets oever wortel")
        unlock(holder)
        opens(holder, referral)
    (personal.key_file).unlink()
    kept = [str(row.get_decoded()) for row in Session.objects.all()]
    stored = "".join([*kept, *_everything_stored(), caplog.text])
    personal_key = _personal_key(holder)
    assert len(stored) > 1000
    for secret in (PASSPHRASE, "kaars", "wortel", personal.intake_key, personal_key, "AGE-SECRET", "z" * 60, cookie(holder)):
        assert secret not in stored
    files = [path.read_bytes() for path in (personal.folder / "public").rglob("*") if path.is_file()]
    assert not [content for content in files if personal.intake_key.encode() in content]


def _personal_key(player: Player) -> str:
    return copies.unlock(PersonalKey.objects.get(person=player.user), passphrase=PASSPHRASE)


def _everything_stored() -> list[str]:
    """Every row of every table, as the database has it."""
    with connection.cursor() as cursor:
        stored = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names from the database itself
            stored += [str([bytes(field) if isinstance(field, memoryview) else field for field in row]) for row in cursor]
    return stored


def test_a_copy_moved_to_a_colleague_opens_nothing(holder, other_intake_worker, referral):
    own = PersonalKey.objects.get(person=holder.user)
    PersonalKey.objects.filter(pk=own.pk).update(person=other_intake_worker.user)
    assert "klopt niet" in unlock(other_intake_worker).text
    assert not opens(other_intake_worker, referral)


def test_a_copy_of_another_key_is_said_and_not_unlocked(holder, settings, tmp_path):
    other = create_keys(private_dir=tmp_path / "other", public_dir=tmp_path / "otherpublic")
    settings.RECIPIENTS = Recipients(other.recipients_file)
    assert "past niet bij de sleutel van nu" in unlock(holder).text


def test_unlocking_is_on_record(holder):
    unlock(holder)
    record = AccessRecord.objects.get(part=Part.UNLOCKED)
    assert (record.person, record.subject, len(record.session)) == (holder.user, holder.user, 16)


def test_the_empty_letter_goes_its_way_without_a_person(holder, personal, now):
    drop_canary(now=now)
    assert queue.open_canaries(now=now).finding == Finding.WELL
    assert CanaryRound.objects.count() == 1


def test_a_public_side_with_other_keys_still_shows(holder, settings, now):
    own = settings.RECIPIENTS
    settings.RECIPIENTS = (own[0], settings.CANARY_RECIPIENT)
    drop_canary(now=now)
    settings.RECIPIENTS = own
    assert queue.open_canaries(now=now).finding == Finding.OTHER_KEYS


def test_the_key_for_empty_letters_opens_no_other(referral, personal, settings):
    canary_key = settings.CANARY_KEY_FILE.read_text().split()[-1]
    with pytest.raises(pyrage.DecryptError):
        opened(Letter.objects.get(pk=referral.pk), canary_key)


def test_there_are_no_such_pages_where_the_process_has_the_key(coordinator):
    for name in ("key", "unlock", "make_key", "change_passphrase", "copies"):
        assert coordinator.client.get(reverse(f"aanmeldingen:{name}")).status_code == 404
    assert "Mijn sleutel" not in coordinator.client.get("/beheer/aanmeldingen/").text


@pytest.mark.parametrize("days", [0, 3])
def test_referrals_that_nobody_unlocked_for_wait_and_are_not_lost(holder, referral, days):
    later = timezone.now() + timedelta(days=days)
    assert queue.index_waiting(now=later) == []
    assert Referral.objects.get(pk=referral.pk).index_due_at is not None
