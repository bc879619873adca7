"""The roles staff can have, as groups with named rights. Code asks for a right, never for a group."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .models import NAMED_RIGHTS_ONLY, OfferedRight

EDITORS = "Redacteuren"
WRITERS = "Schrijvers"
INTAKE_WORKERS = "Intakemedewerkers"
COORDINATORS = "Coördinatoren"
AUDITORS = "Auditors"
TECHNICIANS = "Technisch beheerders"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A group and its rights, each written `app_label.codename`; `page_rights` by codename."""

    name: str
    rights: tuple[str, ...] = ()
    page_rights: tuple[str, ...] = ()
    collection_rights: tuple[str, ...] = ()

    @property
    def is_guarded(self) -> bool:
        """Whether it carries a right on referrals."""
        return any(right.partition(".")[0] in NAMED_RIGHTS_ONLY for right in self.rights)


IMAGES_AND_DOCUMENTS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)

# An address that was printed somewhere keeps working.
REDIRECTS = ("wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect")
# Words that mean the same, for the search page.
SYNONYMS = ("home.add_searchsynonym", "home.change_searchsynonym", "home.delete_searchsynonym")

ACCESS = "wagtailadmin.access_admin"
INTAKE = (
    "selfreferral.view_queue",
    "selfreferral.open_referral",
    "selfreferral.handle_referral",
    "selfreferral.export_referral",
)

ROLES = (
    Role(
        name=EDITORS,
        rights=(
            ACCESS,
            "home.change_organisationsettings",
            "simple_translation.submit_translation",
            *REDIRECTS,
            *SYNONYMS,
        ),
        page_rights=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        collection_rights=IMAGES_AND_DOCUMENTS,
    ),
    Role(
        name=WRITERS,  # an editor reads what they wrote before it goes online (moderation.py)
        rights=(ACCESS,),
        page_rights=("add_page", "change_page"),
        collection_rights=IMAGES_AND_DOCUMENTS,
    ),
    Role(name=INTAKE_WORKERS, rights=(ACCESS, *INTAKE)),
    Role(
        name=COORDINATORS,  # sees that nothing stays lying, and says who may do this work
        rights=(
            ACCESS,
            *INTAKE,
            "selfreferral.hand_over_referral",
            "selfreferral.give_intake_rights",
            "selfreferral.view_statistics",
            "outbox.view_failures",
        ),
    ),
    Role(name=AUDITORS, rights=(ACCESS, "selfreferral.view_access_log")),  # sees who looked, never what they saw
    Role(
        name=TECHNICIANS,  # keeps it running, and is no superuser for that
        rights=(
            ACCESS,
            "accounts.add_user",
            "accounts.change_user",
            "outbox.view_failures",
            "wagtailcore.add_site",
            "wagtailcore.change_site",
            "home.change_organisationsettings",
            *REDIRECTS,
        ),
    ),
)

# Given by a coordinator, not by who manages accounts (guarding.py).
GUARDED_ROLES = tuple(role for role in ROLES if role.is_guarded)


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Raises Permission.DoesNotExist when a right is misspelt or its app is not installed."""
    split = (name.split(".", 1) for name in names)
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in split]


@transaction.atomic
def ensure_roles() -> None:
    """Make the groups that are missing, and give each group the rights that its role never had before.

    What an administrator took away stays away, since it was given once; what one added stays too.
    """
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        offered = set(OfferedRight.objects.filter(group=group).values_list("right", flat=True))
        if role.is_guarded and offered.isdisjoint(role.rights):
            group.user_set.clear()  # somebody made a group of this name, and people in it, before the role was there
        _give(group, role, unless=offered)


def _give(group: Group, role: Role, *, unless: set[str]) -> None:
    on_pages = tuple(f"wagtailcore.{name}" for name in role.page_rights)
    group.permissions.add(*_permissions(name for name in role.rights if name not in unless))
    for permission in _permissions(name for name in on_pages if name not in unless):
        GroupPagePermission.objects.get_or_create(group=group, page=Page.get_first_root_node(), permission=permission)
    for permission in _permissions(name for name in role.collection_rights if name not in unless):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    new = [name for name in (*role.rights, *on_pages, *role.collection_rights) if name not in unless]
    OfferedRight.objects.bulk_create(OfferedRight(group=group, right=name) for name in new)
