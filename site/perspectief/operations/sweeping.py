"""What has to happen by itself, again and again: tell intake, and clear away what nobody came back for."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from django.core.management import call_command
from django.db import connection

from perspectief.accounts.twofactor import guessing, sessions
from perspectief.editing.reminding import remind
from perspectief.operations import changes
from perspectief.operations.folding import fold
from perspectief.operations.notices.canaries import watch
from perspectief.operations.notices.digest import tell_the_day
from perspectief.operations.notices.flooding import warn
from perspectief.operations.notices.letters import announce
from perspectief.operations.notices.record import watch_record
from perspectief.outbox import delivering
from perspectief.patience import hurry
from perspectief.watching.beating import beat_sweep
from selfreferral.intake import accesslog, retention
from selfreferral.public import drafts, rates

# Seconds. A sweep that waits for ever keeps the timer from starting the next one: no notices, no drafts wiped.
LOCK, STATEMENT = 10, 120

logger = logging.getLogger(__name__)


def _publish_due(*, now: datetime) -> int:
    """Pages that editors scheduled for publishing or for expiry. Wagtail's command tells no number."""
    call_command("publish_scheduled", verbosity=0)
    return 0


CHORES: Mapping[str, Callable[..., int]] = {
    "announced letters": announce,
    "warned of a flood": warn,
    "told the day": tell_the_day,
    "watched the canary": watch,
    "checked who looked": accesslog.check_daily,
    "watched who looked": watch_record,
    "reminded of pages": remind,
    "delivered messages": delivering.deliver,  # after everything that hands one over
    "looked for pages due": _publish_due,
    "removed referrals": retention.purge,
    "wiped drafts": drafts.sweep,
    "wiped counts": rates.sweep,
    "forgot messages": delivering.sweep,
    "added up steps": fold,
    "wiped failed log-ins": guessing.sweep,
    "wiped ended sessions": sessions.sweep,
    "forgot changes of pages": changes.sweep,
}


def sweep(*, now: datetime) -> dict[str, int | None]:
    """Do every chore once. A chore that fails gives None, is logged, is tried again next time, and stops no other."""
    outcome = {name: _attempt(name, chore, now) for name, chore in CHORES.items()}
    _attempt("wrote down what went well", partial(beat_sweep, outcome=outcome), now)
    return outcome


def _attempt(name: str, chore: Callable[..., int], now: datetime) -> int | None:
    try:
        hurry(connection, lock=LOCK, statement=STATEMENT)  # before each: one that failed may have cost the connection
        return chore(now=now)
    except Exception:  # whatever is wrong with one chore, the others must not wait for it
        logger.exception("The sweep failed at: %s", name)
        connection.close_if_unusable_or_obsolete()
        return None
