"""Filling the form in through HTTP, as a browser without JavaScript does."""

from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.urls import resolve

from selfreferral.public.steps import STEPS

START, CHECK, DONE = "/aanmelden/", "/aanmelden/controleren/", "/aanmelden/verstuurd/"
FIRST = "/aanmelden/voor-wie/"

# Somebody on the victim's route, who wants to be called.
VICTIM_BY_PHONE: dict[str, Any] = {
    "route": "self",
    "role": "victim",
    "age_band": "18_up",
    "name": "Noor",
    "channel": "phone",
    "phone": "06-12345678",
    "may_say_who": "no",
    "voicemail": "no",
    "call_times": ["morning"],
    "contact_ban": "later",
    "needs": ["interpreter"],
    "language": "Tigrinya",
    "needs_other": "",
    "feedback_referrer": "nothing",
    "feedback_lawyer": "nothing",
    "feedback_probation": "nothing",
    "feedback_police": "nothing",
    "message": "Graag rustig uitleggen.",
    "consent": "on",
}
CLIENT_BY_EMAIL = {
    **VICTIM_BY_PHONE,
    "route": "client",
    "organisation": "Slachtofferzorg Oost",
    "professional_name": "Jet de Boer",
    "professional_phone": "030 234 00 45",
    "professional_email": "jet@zorg.example",
    "client_agrees": "yes",
    "age_band": "12_15",
    "parent_knows": "rather_not",
    "channel": "email",
    "email": "client@post.example",
    "read_by_others": "unknown",
}


def fill_in(client: Client, answers: Mapping[str, Any], *, until: str = CHECK) -> list[str]:
    """Answer every page until the check page, or an earlier one; returns the addresses that were passed."""
    passed, address = [], FIRST
    while address != until:
        assert address not in passed, f"walked in a circle at {address}"
        passed.append(address)
        reply = client.post(address, _typed(address, answers))
        assert reply.status_code == 302, f"{address} said {reply.status_code}: {_errors(reply)}"
        address = reply.url
    return passed


def sign_up(client: Client, answers: Mapping[str, Any] = VICTIM_BY_PHONE) -> Any:
    """Fill in and send; returns the confirmation page."""
    fill_in(client, answers)
    return client.post(CHECK, follow=True)


def receipt_code(reply: Any) -> str:
    """The code on the confirmation page."""
    return "-".join(reply.context["code_groups"])


def _typed(address: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    slug = resolve(address).kwargs["slug"]
    step = next(step for step in STEPS if step.slug == slug)
    return {key: answers[key] for key in step.keys if key in answers}


def _errors(reply: Any) -> Any:
    return reply.context["form"].errors.as_json() if reply.context and "form" in reply.context else reply.content[:300]
