"""Bringing messages to the mail server, again and again until it takes them.

A message counts as sent only after the server took it. If the machine stops between the two it is sent twice, which is
better than never. A server that is away is asked once in a round, not once for each message.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .models import Message

logger = logging.getLogger(__name__)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAUSES = (MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR)  # after each try; the last again and again
GIVEN_UP_AFTER = timedelta(days=7)  # RFC 5321 section 4.5.4.1 asks for four or five at least
KEPT_FOR = timedelta(days=30)
IN_ONE_ROUND = 100
PROBLEM_LETTERS = 200


class AwayError(Exception):
    """The mail server takes nothing at all now."""


def deliver(*, now: datetime) -> int:
    """Send what is due, oldest first. Returns how many messages were taken; the others are tried again later."""
    numbers = list(_due(now).order_by("posted_at", "pk").values_list("pk", flat=True)[:IN_ONE_ROUND])
    if not numbers:
        return 0
    server, sent = get_connection(), 0
    try:
        _reach(server)
        for number in numbers:
            sent += _try(number, server, now)
    except AwayError as away:
        _postpone_all(str(away), now)
    finally:
        _hang_up(server)
    return sent


def sweep(*, now: datetime) -> int:
    """Forget what was sent, or given up, a month ago."""
    old = Message.objects.filter(next_try_at=None, posted_at__lt=now - KEPT_FOR)
    return old.delete()[0]


def _due(now: datetime) -> Any:
    """Also what waits for longer than it ever has to: the clock went back since."""
    return Message.objects.filter(Q(next_try_at__lte=now) | Q(next_try_at__gt=now + PAUSES[-1]), sent_at=None)


def _reach(server: Any) -> None:
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise AwayError(_in_short(error)) from None


def _hang_up(server: Any) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException):
        logger.warning("The mail server was gone before we hung up.")


def _try(number: Any, server: Any, now: datetime) -> int:
    """One message, locked while it is on its way, so that two sweeps at once send it once."""
    with transaction.atomic():
        message = _due(now).select_for_update(skip_locked=True).filter(pk=number).first()
        if message is None:
            return 0
        try:
            EmailMessage(subject=message.subject, body=message.body, to=[message.to], connection=server).send()
        except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError) as error:
            raise AwayError(_in_short(error)) from None
        except (OSError, smtplib.SMTPException) as error:
            _postpone(message, _in_short(error), now)
            return 0
        message.sent_at, message.next_try_at, message.problem = timezone.now(), None, ""
        message.save()
        return 1


def _postpone_all(problem: str, now: datetime) -> None:
    logger.warning("The mail server takes nothing: %s", problem)
    for message in _due(now):
        _postpone(message, problem, now)


def _postpone(message: Message, problem: str, now: datetime) -> None:
    pause = PAUSES[min(message.tries, len(PAUSES) - 1)]
    message.tries, message.problem = message.tries + 1, problem
    message.next_try_at = now + pause if now - message.posted_at < GIVEN_UP_AFTER else None
    message.save()


def _in_short(error: BaseException) -> str:
    """What kind of failure, and the server's own code where there is one; its words can quote anything."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = {code for code, _words in error.recipients.values()}
        return f"geweigerd ({', '.join(map(str, sorted(codes)))})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"geweigerd ({error.smtp_code})"
    return f"de mailserver antwoordt niet ({type(error).__name__})"[:PROBLEM_LETTERS]
