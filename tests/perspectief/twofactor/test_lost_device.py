"""A lost telephone: a fresh start, which gives whoever manages the accounts no way to the referrals."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from perspectief.accounts.guarding import open_groups
from perspectief.accounts.models import User
from perspectief.outbox.models import Message
from selfreferral.models import Letter
from tests.cast import PASSWORD, Player

pytestmark = pytest.mark.django_db

SPOKEN = {"has_spoken": "on"}
QUEUE = "/beheer/aanmeldingen/"


@pytest.fixture
def coordinator(other_intake_worker: Player) -> Player:
    """Somebody who may give the right to see referrals."""
    kind = ContentType.objects.get_for_model(Letter)
    right, _ = Permission.objects.get_or_create(codename="give_intake_rights", content_type=kind, defaults={"name": "x"})
    other_intake_worker.user.user_permissions.add(right)
    return other_intake_worker


def _reset(player: Player) -> str:
    return reverse("twofactor_reset", args=[player.user.pk])


def _edit(player: Player, **changes: Any) -> dict[str, Any]:
    """Wagtail's form about a user, as it stands."""
    user = player.user
    groups = list(open_groups().filter(user=user).values_list("pk", flat=True))
    names = {"username": user.username, "email": user.email, "first_name": "A", "last_name": "B", "is_active": "on"}
    return {**names, "groups": groups, **changes}


def _again(user: User) -> User:
    """Without what was remembered of its rights."""
    return User.objects.get(pk=user.pk)


def test_a_reset_takes_factors_sessions_and_the_right_to_referrals(
    technical_administrator: Player, intake_worker: Player
) -> None:
    assert intake_worker.client.get(QUEUE).status_code == 200
    technical_administrator.client.post(_reset(intake_worker), SPOKEN)
    assert not Authenticator.objects.filter(user=intake_worker.user).exists()
    assert intake_worker.client.get("/beheer/").status_code == 302
    user = _again(intake_worker.user)
    assert not any(user.has_perm(f"selfreferral.{right}") for right in ("view_queue", "open_referral", "handle_referral"))


def test_a_reset_is_recorded_and_told_to_the_colleague_and_the_coordinators(
    technical_administrator: Player, intake_worker: Player, coordinator: Player
) -> None:
    technical_administrator.client.post(_reset(intake_worker), SPOKEN)
    (entry,) = ModelLogEntry.objects.filter(action="accounts.reset_factors")
    assert (entry.user, entry.object_id) == (technical_administrator.user, str(intake_worker.user.pk))
    assert entry.data["roles"] == ["Intakemedewerkers"]
    people = {intake_worker.user.email, coordinator.user.email}
    assert set(Message.objects.values_list("to", flat=True)) == people
    history = technical_administrator.client.get(reverse("wagtailusers_users:history", args=[intake_worker.user.pk]))
    assert "Passkeys, app en herstelcodes weggehaald" in history.text


def test_nobody_takes_factors_away_who_did_not_speak_the_colleague(
    technical_administrator: Player, intake_worker: Player
) -> None:
    page = technical_administrator.client.post(_reset(intake_worker))
    assert "Spreek eerst de collega" in page.text
    assert Authenticator.objects.filter(user=intake_worker.user).exists()


def test_who_does_not_manage_accounts_cannot(editor: Player, intake_worker: Player, coordinator: Player) -> None:
    for player in (editor, coordinator):
        player.client.post(_reset(intake_worker), SPOKEN)
    assert Authenticator.objects.filter(user=intake_worker.user).exists()


def test_who_may_do_everything_is_not_reset_by_who_manages_accounts_only(
    editor: Player, technical_administrator: Player
) -> None:
    editor.user.user_permissions.add(Permission.objects.get(codename="change_user"))
    editor.client.post(_reset(technical_administrator), SPOKEN)
    assert Authenticator.objects.filter(user=technical_administrator.user).exists()


def test_nobody_does_it_to_themselves(technical_administrator: Player) -> None:
    technical_administrator.client.post(_reset(technical_administrator), SPOKEN)
    assert Authenticator.objects.filter(user=technical_administrator.user).exists()


def test_a_password_that_another_sets_takes_the_same_right_away(
    technical_administrator: Player, intake_worker: Player
) -> None:
    intake_worker.client.get("/beheer/")
    new = "door een ander bedacht, en lang"
    address = reverse("wagtailusers_users:edit", args=[intake_worker.user.pk])
    answer = technical_administrator.client.post(address, _edit(intake_worker, password1=new, password2=new))
    assert answer.status_code == 302
    assert not _again(intake_worker.user).has_perm("selfreferral.open_referral")
    assert Authenticator.objects.filter(user=intake_worker.user).exists()
    assert intake_worker.client.get("/beheer/").status_code == 302
    assert set(Message.objects.values_list("to", flat=True)) == {intake_worker.user.email}


def test_any_other_change_of_an_account_leaves_the_right(technical_administrator: Player, intake_worker: Player) -> None:
    address = reverse("wagtailusers_users:edit", args=[intake_worker.user.pk])
    technical_administrator.client.post(address, _edit(intake_worker, first_name="Anders"))
    user = _again(intake_worker.user)
    assert user.first_name == "Anders"
    assert user.has_perm("selfreferral.open_referral")


def test_the_way_of_a_technical_administrator_to_a_referral_is_shut(
    technical_administrator: Player, intake_worker: Player
) -> None:
    """Factors away, a password set, logged in as the colleague with a factor of one's own: the queue stays shut."""
    technical_administrator.client.post(_reset(intake_worker), SPOKEN)
    new = "door een ander bedacht, en lang"
    address = reverse("wagtailusers_users:edit", args=[intake_worker.user.pk])
    technical_administrator.client.post(address, _edit(intake_worker, password1=new, password2=new))
    thief = Client()
    thief.post("/beheer/login/", {"login": intake_worker.user.username, "password": new})
    thief.post(reverse("twofactor_skip"))
    assert thief.get(QUEUE).status_code == 403


@pytest.mark.parametrize("name", ["technical_administrator", "coordinator"])
def test_who_manages_accounts_and_a_coordinator_end_all_sessions_of_a_colleague(
    request: pytest.FixtureRequest, intake_worker: Player, coordinator: Player, name: str
) -> None:
    intake_worker.client.get("/beheer/")
    client = request.getfixturevalue(name).client
    page = client.get(reverse("twofactor_colleague", args=[intake_worker.user.pk]))
    assert page.status_code == 200
    assert ("Apparaat kwijt" in page.text) == (name == "technical_administrator")
    client.post(reverse("twofactor_end_sessions", args=[intake_worker.user.pk]))
    assert intake_worker.client.get("/beheer/").status_code == 302
    assert _again(intake_worker.user).has_perm("selfreferral.open_referral")


def test_an_editor_sees_no_colleague_s_sessions(editor: Player, intake_worker: Player) -> None:
    for name in ("twofactor_colleague", "twofactor_end_sessions"):
        answer = editor.client.post(reverse(name, args=[intake_worker.user.pk]))
        assert answer.status_code in {302, 403, 405}
    assert intake_worker.client.get("/beheer/").status_code == 200


def test_the_list_and_the_page_of_a_user_lead_there(technical_administrator: Player, intake_worker: Player) -> None:
    address = reverse("twofactor_colleague", args=[intake_worker.user.pk])
    for page in (reverse("wagtailusers_users:index"), reverse("wagtailusers_users:edit", args=[intake_worker.user.pk])):
        assert address in technical_administrator.client.get(page).text


def test_a_mail_server_that_is_down_stops_no_reset(
    technical_administrator: Player, intake_worker: Player, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = technical_administrator.client.post(_reset(intake_worker), SPOKEN)
    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=intake_worker.user).exists()
    assert _again(intake_worker.user).check_password(PASSWORD)


def test_another_address_is_told_to_the_one_before_and_to_who_gives_access(
    technical_administrator: Player, intake_worker: Player, coordinator: Player
) -> None:
    address, former = reverse("wagtailusers_users:edit", args=[intake_worker.user.pk]), intake_worker.user.email
    technical_administrator.client.post(address, _edit(intake_worker))
    assert not Message.objects.exists()
    technical_administrator.client.post(address, _edit(intake_worker, email="elders@perspectief.example"))
    assert _again(intake_worker.user).email == "elders@perspectief.example"
    assert set(Message.objects.values_list("to", flat=True)) == {former, coordinator.user.email}
    assert "intaker" in Message.objects.first().body


def test_of_an_editors_new_address_only_the_editor_hears(
    technical_administrator: Player, editor: Player, coordinator: Player
) -> None:
    address = reverse("wagtailusers_users:edit", args=[editor.user.pk])
    technical_administrator.client.post(address, _edit(editor, email="elders@perspectief.example"))
    assert list(Message.objects.values_list("to", flat=True)) == ["redacteur@perspectief.example"]
