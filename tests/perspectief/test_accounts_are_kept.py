import pytest
from django.urls import reverse

from perspectief.accounts.models import User
from tests.cast import Player

pytestmark = pytest.mark.django_db


def test_a_colleague_s_account_is_not_deleted_but_ended(technical_administrator: Player, intake_worker: Player) -> None:
    address = reverse("wagtailusers_users:delete", args=[intake_worker.user.pk])
    response = technical_administrator.client.post(address, follow=True)
    assert "op inactief gezet" in response.content.decode()
    assert User.objects.filter(pk=intake_worker.user.pk).exists()


def test_nor_are_several_at_once(technical_administrator: Player, intake_worker: Player, editor: Player) -> None:
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    ids = f"?id={intake_worker.user.pk}&id={editor.user.pk}&next=/beheer/users/"
    technical_administrator.client.post(address + ids)
    assert User.objects.filter(pk__in=[intake_worker.user.pk, editor.user.pk]).count() == 2
