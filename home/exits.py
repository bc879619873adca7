"""Where "leave this site" goes."""

from django.db import Error as AnyDatabaseError

from .models import OrganisationSettings


def exit_address() -> str:
    """The neutral site that editors chose. Leaving works even when the database does not."""
    try:
        chosen = OrganisationSettings.load().exit_url
    except AnyDatabaseError:
        chosen = OrganisationSettings._meta.get_field("exit_url").get_default()
    return str(chosen)
