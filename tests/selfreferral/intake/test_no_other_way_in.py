"""Wagtail's own lists, reports and indexes know nothing of referrals, so they can't show them to anybody."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.index import class_is_indexed
from wagtail.snippets.models import get_snippet_models

from selfreferral.intake.models import State

LABELS = ("selfreferral", "selfreferral_intake", "selfreferral_public")
MODELS = [model for label in LABELS for model in apps.get_app_config(label).get_models()]
NAMED = {
    *("view_queue", "open_referral", "handle_referral", "hand_over_referral", "export_referral"),
    *("give_intake_rights", "view_access_log", "view_statistics"),
}


@pytest.mark.pure
@pytest.mark.parametrize("model", MODELS)
def test_a_model_of_ours_is_in_none_of_wagtails_registers(model):
    assert model not in get_snippet_models()
    assert not class_is_indexed(model)
    assert model not in ReferenceIndex.tracked_models | ReferenceIndex.indexed_models


@pytest.mark.django_db
def test_there_is_no_right_beside_the_named_ones():
    given = Permission.objects.filter(content_type__app_label__in=LABELS).values_list("codename", flat=True)
    assert set(given) == NAMED


def test_working_on_a_referral_leaves_nothing_in_wagtails_log(intake_worker, referral):
    kwargs = {"referral_id": referral.pk}
    intake_worker.client.get(reverse("aanmeldingen:referral", kwargs=kwargs))
    intake_worker.client.post(reverse("aanmeldingen:take", kwargs=kwargs))
    intake_worker.client.post(reverse("aanmeldingen:change_state", kwargs=kwargs), {"state": State.WAITING})
    intake_worker.client.post(reverse("aanmeldingen:add_note", kwargs=kwargs), {"text": "Noor belde"})
    assert not ModelLogEntry.objects.exists()
    assert not ReferenceIndex.objects.exists()


ADMIN_PAGES = [
    "wagtailadmin_home",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "wagtailsnippets:index",
    "wagtailusers_users:index",
]


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_a_technical_administrator_finds_no_referral_elsewhere(technical_administrator, referral, name):
    page = technical_administrator.client.get(reverse(name), follow=True).text
    assert referral.reference not in page
    assert str(referral.pk) not in page
    assert "Aanmeldingen" not in page


@pytest.mark.parametrize("action", ["delete", "move", "publish"])
def test_wagtails_bulk_actions_do_not_reach_referrals(technical_administrator, referral, action):
    address = reverse("wagtail_bulk_action", args=["selfreferral_intake", "referral", action])
    assert technical_administrator.client.get(f"{address}?id={referral.pk}").status_code == 404
