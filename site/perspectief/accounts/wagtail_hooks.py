"""Accounts end, they are not deleted: the record of who opened a referral names its person for as long as it is kept."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from .models import User

ADVICE = "Een account wordt niet verwijderd, maar op inactief gezet: zo blijft bekend wie een aanmelding heeft geopend."


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(request, ADVICE)
    return redirect("wagtailusers_users:index")


@hooks.register("before_delete_user")
def keep_account(request: HttpRequest, user: User) -> HttpResponse:
    """Answer a deletion with how to end an account."""
    return _refuse(request)


@hooks.register("before_bulk_action")
def keep_accounts(
    request: HttpRequest, action_type: str, objects: Iterable[object], action_class_instance: object
) -> HttpResponse | None:
    """The same for several at once."""
    deletes_accounts = action_type == "delete" and any(isinstance(one, User) for one in objects)
    return _refuse(request) if deletes_accounts else None
