"""A newcomer, a forgotten passphrase, a leaver: who gets a copy of the intake key, and who loses it."""

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from perspectief.accounts import roles
from perspectief.accounts.twofactor.lost_device import reset_factors
from selfreferral.intake import rights
from selfreferral.intake.models import AccessRecord, Deed, KeyDeed, Part, PersonalKey
from selfreferral.intake.unlocking import copies
from selfreferral.intake.unlocking.copies import CopyError
from tests.selfreferral.intake.unlocking.conftest import NEW_PASSPHRASE, PASSPHRASE, give_copy, make_key, opens, unlock

KEY, COPIES = "/beheer/aanmeldingen/sleutel/", "/beheer/aanmeldingen/sleutel/kopieen/"


def _key(player):
    return PersonalKey.objects.get(person=player.user)


def test_a_newcomer_makes_a_key_and_gets_a_copy_of_a_coordinator(giver, intake_worker, referral):
    assert "Maak mijn sleutel" in intake_worker.client.get(KEY).text
    assert make_key(intake_worker).status_code == 302
    code = copies.control_code(_key(intake_worker).recipient)
    address = reverse("aanmeldingen:give_copy", kwargs={"person_id": intake_worker.user.pk})
    assert code in intake_worker.client.get(KEY).text
    assert code in giver.client.get(address).text
    assert unlock(intake_worker).status_code == 200
    assert not opens(intake_worker, referral)
    assert give_copy(giver, intake_worker).status_code == 302
    unlock(intake_worker)
    assert opens(intake_worker, referral)
    record = AccessRecord.objects.get(part=Part.KEY_HANDED, subject=intake_worker.user)
    assert (record.person, record.by) == (giver.user, "")


def test_nobody_gives_a_copy_without_having_compared_the_code(giver, intake_worker):
    make_key(intake_worker)
    address = reverse("aanmeldingen:give_copy", kwargs={"person_id": intake_worker.user.pk})
    answer = giver.client.post(address, {"recipient": _key(intake_worker).recipient})
    assert "Vergelijk eerst de controlecode" in answer.text
    assert not _key(intake_worker).copy


def test_nobody_gives_a_copy_to_a_key_that_came_in_its_place_meanwhile(giver, intake_worker):
    make_key(intake_worker)
    seen = _key(intake_worker).recipient
    make_key(intake_worker, NEW_PASSPHRASE, is_sure="on")
    address = reverse("aanmeldingen:give_copy", kwargs={"person_id": intake_worker.user.pk})
    answer = giver.client.post(address, {"recipient": seen, "is_compared": "on"}, follow=True)
    assert "Vergelijk de controlecode opnieuw" in answer.text
    assert not _key(intake_worker).copy


def test_a_coordinator_who_did_not_unlock_is_asked_to_first(coordinator, give_first_copy, intake_worker):
    give_first_copy(coordinator)
    make_key(intake_worker)
    assert give_copy(coordinator, intake_worker).status_code == 403
    assert not _key(intake_worker).copy


def test_a_worker_gives_nobody_a_copy(holder, other_intake_worker):
    unlock(holder)
    make_key(other_intake_worker)
    assert give_copy(holder, other_intake_worker).status_code == 403
    assert holder.client.get(COPIES).status_code == 403


def test_who_forgot_the_passphrase_begins_again_and_no_letter_is_lost(giver, intake_worker, referral):
    make_key(intake_worker)
    give_copy(giver, intake_worker)
    assert "Zet hier een vinkje" in make_key(intake_worker, NEW_PASSPHRASE).text
    assert make_key(intake_worker, NEW_PASSPHRASE, is_sure="on").status_code == 302
    assert "vraag een coördinator" in unlock(intake_worker, NEW_PASSPHRASE).text.lower()
    give_copy(giver, intake_worker)
    assert unlock(intake_worker, PASSPHRASE).status_code == 200
    unlock(intake_worker, NEW_PASSPHRASE)
    assert opens(intake_worker, referral)


def test_another_passphrase_takes_the_present_one_and_keeps_the_copy(holder, referral):
    address = reverse("aanmeldingen:change_passphrase")
    new = {"new_passphrase": NEW_PASSPHRASE, "again": NEW_PASSPHRASE}
    assert "klopt niet" in holder.client.post(address, {"former_passphrase": "kaars fiets", **new}).text
    assert holder.client.post(address, {"former_passphrase": PASSPHRASE, **new}).status_code == 302
    assert unlock(holder, PASSPHRASE).status_code == 200
    unlock(holder, NEW_PASSPHRASE)
    assert opens(holder, referral)


@pytest.mark.parametrize(
    ("passphrase", "again", "said"),
    [
        ("kort", "kort", "Maak uw wachtzin langer"),
        ("aaaa aaaa aaaa aaaa aaaa", "aaaa aaaa aaaa aaaa aaaa", "meer verschillende letters"),
        ("een lang wachtwoord dat niemand raadt", "een lang wachtwoord dat niemand raadt", "Dit is uw wachtwoord"),
        (PASSPHRASE, NEW_PASSPHRASE, "een andere wachtzin dan hierboven"),
        ("x" * 201, "x" * 201, "ten hoogste 200 tekens"),
        ("", "", "Vul uw wachtzin in"),
    ],
)
def test_what_is_wrong_with_a_passphrase_is_said(personal, intake_worker, passphrase, again, said):
    answer = intake_worker.client.post(reverse("aanmeldingen:make_key"), {"new_passphrase": passphrase, "again": again})
    assert said in answer.text
    assert not PersonalKey.objects.exists()


def test_who_loses_the_right_loses_the_copy_at_once_also_while_unlocked(giver, intake_worker, referral):
    make_key(intake_worker)
    give_copy(giver, intake_worker)
    unlock(intake_worker)
    rights.take(role=roles.INTAKE_WORKERS, subject=intake_worker.user, by=giver.user, now=timezone.now())
    assert not PersonalKey.objects.filter(person=intake_worker.user).exists()
    assert not opens(intake_worker, referral)
    assert AccessRecord.objects.filter(part=Part.KEY_TAKEN, subject=intake_worker.user, person=giver.user).exists()
    assert "Laat de technisch beheerder daarom de intakesleutel vervangen" in giver.client.get(COPIES).text


def test_who_has_another_role_that_opens_referrals_keeps_it(giver, other_coordinator):
    make_key(other_coordinator)
    give_copy(giver, other_coordinator)
    rights.give(role=roles.INTAKE_WORKERS, subject=other_coordinator.user, by=giver.user, now=timezone.now())
    rights.take(role=roles.INTAKE_WORKERS, subject=other_coordinator.user, by=giver.user, now=timezone.now())
    assert _key(other_coordinator).copy


def test_given_back_the_right_does_not_give_back_the_key(giver, intake_worker):
    make_key(intake_worker)
    rights.take(role=roles.INTAKE_WORKERS, subject=intake_worker.user, by=giver.user, now=timezone.now())
    rights.give(role=roles.INTAKE_WORKERS, subject=intake_worker.user, by=giver.user, now=timezone.now())
    assert not PersonalKey.objects.filter(person=intake_worker.user).exists()


def test_an_account_that_begins_again_after_a_lost_device_has_no_copy(holder, technician):
    reset_factors(colleague=holder.user, by=technician.user)
    assert not PersonalKey.objects.exists()


def test_a_copy_that_was_taken_opens_nothing_in_a_session_that_was_open(holder, referral):
    unlock(holder)
    assert opens(holder, referral)
    copies.revoke(subject=holder.user, by=None, now=timezone.now())
    assert not opens(holder, referral)


def test_coordinators_see_who_waits_and_that_one_copy_is_few(giver, intake_worker):
    make_key(intake_worker)
    page = giver.client.get(COPIES).text
    assert "Minder dan twee collega" in page
    assert "Geef een kopie" in page
    give_copy(giver, intake_worker)
    page = giver.client.get(COPIES).text
    assert "Minder dan twee collega" not in page
    assert "Geef een kopie" not in page


def test_who_has_no_business_with_referrals_gets_no_key(personal, auditor, technical_administrator, editor):
    for player in (auditor, technical_administrator, editor):
        assert make_key(player).status_code == 403
    assert not PersonalKey.objects.exists()


def test_the_first_copies_come_from_the_key_file_and_only_once(personal, intake_worker, other_intake_worker, capsys):
    for player in (intake_worker, other_intake_worker):
        make_key(player)
    call_command("hand_out_keys")
    said = capsys.readouterr().out
    assert f"intaker: {copies.control_code(_key(intake_worker).recipient)}" in said
    assert f"collega: {copies.control_code(_key(other_intake_worker).recipient)}" in said
    call_command("hand_out_keys", to=["intaker"], intake_key_file=personal.key_file)
    with pytest.raises(CommandError, match="There are copies already"):
        call_command("hand_out_keys", to=["collega"], intake_key_file=personal.key_file)
    assert KeyDeed.objects.filter(deed=Deed.HANDED).count() == 1
    assert bool(_key(intake_worker).copy)
    assert not _key(other_intake_worker).copy


def test_the_index_of_before_is_kept_with_its_key_and_made_anew_without(personal, intake_worker, referral, tmp_path):
    type(referral).objects.update(index_due_at=None)
    make_key(intake_worker)
    kept = tmp_path / "search.key"
    kept.write_text("z" * 60)
    call_command("hand_out_keys", to=["intaker"], intake_key_file=personal.key_file, search_key_file=kept)
    referral.refresh_from_db()
    assert referral.index_due_at is None
    PersonalKey.objects.all().delete()
    make_key(intake_worker)
    call_command("hand_out_keys", to=["intaker"], intake_key_file=personal.key_file)
    referral.refresh_from_db()
    assert referral.index_due_at is not None


def test_a_key_file_that_opens_nothing_is_not_handed_out(personal, intake_worker, tmp_path):
    make_key(intake_worker)
    other = tmp_path / "other.key"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(CommandError, match="is the intake key of"):
        call_command("hand_out_keys", to=["intaker"], intake_key_file=other)


def test_at_a_command_a_colleague_helps_the_only_coordinator_who_forgot(personal, holder, coordinator, say, capsys):
    make_key(coordinator)
    say("een heel andere wachtzin")
    with pytest.raises(CommandError, match="not the passphrase of intaker"):
        call_command("hand_out_keys", "--as", "intaker", "--to", "coordinator")
    say(PASSPHRASE)
    call_command("hand_out_keys", "--as", "intaker", "--to", "coordinator")
    assert unlock(coordinator).status_code == 302
    assert PASSPHRASE not in capsys.readouterr().out


def test_a_key_made_twice_at_the_same_moment_is_one(personal, intake_worker):
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        copies.make(person=intake_worker.user, passphrase=passphrase, now=timezone.now())
    assert PersonalKey.objects.count() == 1


def test_a_coordinator_with_a_copy_of_before_gives_nobody_a_copy(giver, intake_worker):
    make_key(intake_worker)
    bundle = copies.bundle_in(_key(giver), copies.unlock(_key(giver), passphrase=PASSPHRASE))
    PersonalKey.objects.filter(person=giver.user).update(key_id="another")
    with pytest.raises(CopyError, match="Intussen is de sleutel vervangen"):
        copies.give(
            to=intake_worker.user,
            recipient=_key(intake_worker).recipient,
            bundle=bundle,
            by=giver.user,
            now=timezone.now(),
        )
