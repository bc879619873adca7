"""How often a code may be tried from one network."""

from datetime import datetime

from django.http import HttpRequest

from selfreferral.public import rates


def tries_too_often(request: HttpRequest, *, now: datetime) -> bool:
    """Count this try, right or wrong, and say whether it is one too many.

    Nobody guesses 83 bits; this keeps a program from trying, and leaves room for a prison or a clinic where many people
    come from one address. Whoever is held up can still call.
    """
    return rates.exceeded(rule=rates.CODES, request=request, now=now)
