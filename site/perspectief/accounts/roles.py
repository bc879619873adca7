"""The roles staff can have, as groups with named rights. Code asks for a right, never for a group."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Redacteuren"
WRITERS = "Schrijvers"
INTAKE_WORKERS = "Intakemedewerkers"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A group and its rights, each written `app_label.codename`."""

    name: str
    rights: tuple[str, ...] = ()
    page_rights: tuple[str, ...] = ()
    collection_rights: tuple[str, ...] = ()


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

ROLES = (
    Role(
        name=EDITORS,
        rights=(
            "wagtailadmin.access_admin",
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
        rights=("wagtailadmin.access_admin",),
        page_rights=("add_page", "change_page"),
        collection_rights=IMAGES_AND_DOCUMENTS,
    ),
    Role(
        name=INTAKE_WORKERS,
        rights=(
            "wagtailadmin.access_admin",
            "selfreferral.view_queue",
            "selfreferral.open_referral",
            "selfreferral.handle_referral",
        ),
    ),
)


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Raises Permission.DoesNotExist when a right is misspelt or its app is not installed."""
    split = (name.split(".", 1) for name in names)
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in split]


def ensure_roles() -> None:
    """Make the groups that are missing, with their rights. A group that exists is left as the organisation made it."""
    for role in ROLES:
        group, is_new = Group.objects.get_or_create(name=role.name)
        if not is_new:
            continue
        group.permissions.set(_permissions(role.rights))
        for permission in _permissions(f"wagtailcore.{name}" for name in role.page_rights):
            GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)
        for permission in _permissions(role.collection_rights):
            GroupCollectionPermission.objects.create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
