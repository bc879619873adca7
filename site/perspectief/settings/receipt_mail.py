"""Whether the public process can mail somebody that their referral arrived. Left out, nobody is offered such a mail."""

from email.utils import parseaddr
from typing import Any

import environ

from .env import WrongConfigurationError, given, required

PATIENCE = 5  # seconds for each word with the mail server; who waits behind this mail waits as long
SCHEMES = ("smtp://", "smtp+tls://", "smtp+ssl://")


def receipt_mail() -> dict[str, Any] | None:
    """How it is sent (Django's backend and its options), and under which name and subject.

    RECEIPT_EMAIL_FROM has no default: the name and the domain must not tell whoever sees the mailbox what this is.
    """
    address = given("RECEIPT_EMAIL_URL").strip()
    if not address:
        return None
    if not address.startswith(SCHEMES):
        raise WrongConfigurationError(
            "The setting RECEIPT_EMAIL_URL has to be an address like smtp+tls://user:password@host:587."
        )
    server, sender = environ.Env.email_url_config(address), required("RECEIPT_EMAIL_FROM")
    options = {
        "host": server["EMAIL_HOST"],
        "port": server["EMAIL_PORT"],
        "username": server["EMAIL_HOST_USER"],
        "password": server["EMAIL_HOST_PASSWORD"],
        "use_tls": server.get("EMAIL_USE_TLS", False),
        "use_ssl": server.get("EMAIL_USE_SSL", False),
        "timeout": PATIENCE,
        "known_as": parseaddr(sender)[1].rpartition("@")[2],
    }
    return {
        "BACKEND": "perspectief.nameless_mail.NamelessBackend",
        "OPTIONS": options,
        "FROM": sender,
        "SUBJECT": given("RECEIPT_EMAIL_SUBJECT").strip(),
    }
