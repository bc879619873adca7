"""Who has a referral, and who has it next."""

from django.db.models import QuerySet

from perspectief.accounts.models import User
from selfreferral.intake.permissions import HANDLE_REFERRAL, VIEW_QUEUE, require

# Named, because other ways to log in may stand beside it, and this one knows who was given what.
GIVEN_RIGHTS = "django.contrib.auth.backends.ModelBackend"


def colleagues(*, person: User) -> QuerySet[User]:
    """Everybody who can have a referral: who was given the right by name, and still works here."""
    require(person, VIEW_QUEUE)
    able = User.objects.with_perm(HANDLE_REFERRAL, include_superusers=False, backend=GIVEN_RIGHTS)
    return able.order_by("first_name", "last_name", "username")
