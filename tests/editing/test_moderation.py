"""A writer submits, an editor approves, and then it is online: at once or at the chosen time."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage

from perspectief.accounts.moderation import TASK, WAGTAILS_GROUP, WAGTAILS_OWN, WORKFLOW, ensure_moderation
from perspectief.accounts.roles import EDITORS
from perspectief.operations.sweeping import sweep
from tests.cast import Player
from tests.editing.conftest import MakePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderated(writer: Player, editor: Player) -> None:
    ensure_moderation()


def _form(lead: str, **fields: str) -> dict[str, str]:
    streams = {f"{name}-count": "0" for name in ("body", "easy_body")}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return {"title": "Doel", "slug": "doel", "lead": lead, **streams, **comments, **fields}


def _edit(player: Player, page: Page, **form: str):
    return player.client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _form(**form))


def _approve(player: Player, page: Page):
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    return player.client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))


def test_what_a_writer_submits_is_online_after_an_editor_approved(
    moderated, writer: Player, editor: Player, visitor: Client, make_page: MakePage
):
    page = make_page()
    mail.outbox.clear()
    _edit(writer, page, lead="Door een schrijver.", **{"action-submit": "submit"})
    assert "Door een schrijver." not in visitor.get("/doel/").content.decode()
    assert [message.to for message in mail.outbox] == [["redacteur@perspectief.example"]]
    assert _approve(editor, page).status_code == 302
    assert "Door een schrijver." in visitor.get("/doel/").content.decode()


def test_a_writer_cannot_publish_or_approve(moderated, writer: Player, visitor: Client, make_page: MakePage):
    page = make_page()
    _edit(writer, page, lead="Stiekem.", **{"action-publish": "publish"})
    assert "Stiekem." not in visitor.get("/doel/").content.decode()
    _edit(writer, page, lead="Stiekem.", **{"action-submit": "submit"})
    _approve(writer, page)
    assert "Stiekem." not in visitor.get("/doel/").content.decode()


def test_a_writer_makes_a_page_and_it_stays_a_draft(moderated, writer: Player, front_door):
    address = reverse("wagtailadmin_pages:add", args=["information", "informationpage", front_door.pk])
    writer.client.post(address, _form("Nieuw.", slug="nieuw"))
    page = Page.objects.get(slug="nieuw")
    assert (page.live, page.owner) == (False, writer.user)


def test_a_writer_keeps_off_the_settings(moderated, writer: Player):
    response = writer.client.get(reverse("wagtailsettings:edit", args=["home", "organisationsettings"]))
    assert response.status_code in {302, 403}


def test_a_page_for_later_goes_online_by_the_sweep_when_its_time_has_come(
    moderated, editor: Player, visitor: Client, make_page: MakePage, monkeypatch
):
    page = make_page(live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=editor.user).publish()
    sweep(now=timezone.now())
    assert visitor.get("/doel/").status_code == 404
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    sweep(now=later)
    assert visitor.get("/doel/").status_code == 200


def test_the_command_makes_the_review_once_and_takes_wagtails_own_away(db):
    call_command("seed_roles", verbosity=0)
    call_command("seed_roles", verbosity=0)
    [arranged] = WorkflowPage.objects.all()
    assert (arranged.workflow.name, arranged.page) == (WORKFLOW, Page.get_first_root_node())
    [task] = arranged.workflow.tasks
    assert (task.name, list(task.specific.groups.values_list("name", flat=True))) == (TASK, [EDITORS])
    assert not Workflow.objects.get(name=WAGTAILS_OWN).active


def test_what_the_organisation_arranged_itself_stays(db):
    call_command("seed_roles", verbosity=0)
    own = Workflow.objects.get(name=WORKFLOW)
    own.deactivate()
    assert not ensure_moderation()
    assert not Workflow.objects.get(name=WORKFLOW).active


def test_a_changed_review_by_wagtail_stays(editor: Player):
    task = GroupApprovalTask.objects.get(name=WAGTAILS_OWN)
    task.name = "Twee paar ogen"
    task.save()
    assert not ensure_moderation()
    task.name = WAGTAILS_OWN
    task.save()
    task.groups.add(Group.objects.get(name=EDITORS))
    assert not ensure_moderation()
    assert Workflow.objects.get(name=WAGTAILS_OWN).active


def test_a_review_by_people_who_do_it_today_stays(editor: Player):
    editor.user.groups.add(Group.objects.get(name=WAGTAILS_GROUP))
    assert not ensure_moderation()
