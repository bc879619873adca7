"""Who hears that something waits: the mailbox of the team, and each colleague as they chose."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from perspectief.accounts.models import User
from perspectief.outbox.failures import VIEW_FAILURES
from selfreferral.intake.models import Hearing
from selfreferral.intake.permissions import VIEW_ACCESS_LOG, VIEW_QUEUE


def at_once() -> list[str]:
    """The team's mailbox, and who wants to hear of everything at once."""
    return _with_the_team(_holders(VIEW_QUEUE).filter(notice_choice__hearing=Hearing.AT_ONCE))


def daily() -> list[str]:
    """The team's mailbox, and everybody at the queue who did not say never."""
    return _with_the_team(_holders(VIEW_QUEUE).exclude(notice_choice__hearing=Hearing.NEVER))


def technicians() -> list[str]:
    """The team's mailbox, and who keeps the site running: they hear that something is broken, and see no referral."""
    keepers = User.objects.filter(is_active=True, is_superuser=True)
    return _with_the_team(keepers | _holders(VIEW_FAILURES))


def guardians() -> list[str]:
    """The same, and who sees who looked."""
    return sorted({*technicians(), *_holders(VIEW_ACCESS_LOG).exclude(email="").values_list("email", flat=True)})


def _holders(right: str) -> QuerySet[User]:
    """Everybody who was given the right by name, and still works here."""
    app_label, _, codename = right.partition(".")
    permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    given = Q(user_permissions__in=permission) | Q(groups__permissions__in=permission)
    return User.objects.filter(given, is_active=True)


def _with_the_team(people: QuerySet[User]) -> list[str]:
    addresses = people.exclude(email="").values_list("email", flat=True).distinct()
    return [settings.INTAKE_EMAIL, *addresses]
