"""Four eyes: what a writer submits, an editor reads before it goes online."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from .roles import EDITORS

WORKFLOW, TASK = "Tekst laten nakijken", "Nakijken door een redacteur"
WAGTAILS_OWN, WAGTAILS_GROUP = "Moderators approval", "Moderators"  # what Wagtail's migrations make, in English


@transaction.atomic
def ensure_moderation() -> bool:
    """Make the workflow for all pages, and say whether it was made. Whatever the organisation arranged itself stays."""
    root = Page.get_first_root_node()
    arranged = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if Workflow.objects.filter(name=WORKFLOW).exists() or (arranged and not _is_untouched(arranged.workflow)):
        return False
    if arranged:
        arranged.workflow.deactivate()
    workflow = Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.set(Group.objects.filter(name=EDITORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
    return True


def _is_untouched(workflow: Workflow) -> bool:
    """Still what Wagtail made, for a group that nobody is in, and never used."""
    groups = Group.objects.filter(groupapprovaltask__workflow_tasks__workflow=workflow)
    made = [(workflow.name, task.name, group.name) for task in workflow.tasks for group in groups]
    if made != [(WAGTAILS_OWN, WAGTAILS_OWN, WAGTAILS_GROUP)]:
        return False
    return not (workflow.workflow_states.exists() or groups.filter(user__isnull=False).exists())
