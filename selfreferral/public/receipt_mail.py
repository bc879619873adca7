"""A mail to the person that something arrived: only if they asked, nobody else reads along, and without saying what.

Sent from here straight after the commit, because the public side is the only one that knows the address without opening
a letter, and knows it only for that moment (docs/decisions/0013). It is never stored, and never holds up or endangers
the receipt: one thread of its own, a short queue, one attempt with a short patience. What does not get through is gone.
"""

import logging
import queue
import threading
from dataclasses import dataclass
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from .steps import Answers

logger = logging.getLogger(__name__)

MOST_WAITING = 50
_waiting: "queue.Queue[Notice]" = queue.Queue(maxsize=MOST_WAITING)
_starting = threading.Lock()
_postman: threading.Thread | None = None


@dataclass(frozen=True, repr=False)
class Notice:
    """One mail on its way. It has no useful repr: the address must not slip into a log."""

    to: str
    subject: str
    body: str


def send_if_asked(answers: Answers) -> None:
    """Hand the mail to the postman and return at once. Call it after the commit. Never raises.

    `answers` are those of the pages that are asked (steps.relevant): the box counts only where it is offered.
    """
    mail: dict[str, Any] | None = settings.RECEIPT_MAIL
    if mail is None or answers.get("receipt_mail") is not True:
        return
    subject = mail["SUBJECT"] or _("Uw bericht is aangekomen")
    body = _("Uw bericht is aangekomen. U hoeft niets te doen. Op deze e-mail kunt u niet antwoorden.")
    try:
        _waiting.put_nowait(Notice(to=str(answers["email"]), subject=subject, body=f"{body}\n"))
        _ensure_postman()
    except Exception:  # the referral is in; nothing about a mail may make it look otherwise
        logger.exception("A receipt mail could not be handed over")


def _ensure_postman() -> None:
    """One thread for the whole process, started at the first mail: a fork after that would not have it."""
    global _postman
    with _starting:
        if _postman is None or not _postman.is_alive():
            _postman = threading.Thread(target=_deliver, name="receipt mail", daemon=True)
            _postman.start()


def _deliver() -> None:
    while True:
        notice = _waiting.get()
        try:
            _post(notice)
        except Exception:  # whatever is wrong with one mail, the next may be fine
            logger.exception("A receipt mail was not sent")
        finally:
            _waiting.task_done()


def _post(notice: Notice) -> None:
    mail = settings.RECEIPT_MAIL or {}
    domain = parseaddr(mail["FROM"])[1].rpartition("@")[2]
    headers = {
        "Message-ID": make_msgid(domain=domain),  # left out, it would tell the name of this server
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday message answers
    }
    connection = get_connection(mail["BACKEND"], **mail["OPTIONS"])
    EmailMessage(notice.subject, notice.body, mail["FROM"], [notice.to], headers=headers, connection=connection).send()
