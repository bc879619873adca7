"""What the staff process opens letters with: a key of its own, or the personal copies of whoever is at work.

Which of the two is said by what is given, and nothing is guessed: INTAKE_KEY_FILE is the first, CANARY_KEY_FILE the second.
"""

from dataclasses import dataclass
from pathlib import Path

from .env import WrongConfigurationError, given, required_path, required_secret
from .keys import read_identities, require_key_of, understood_recipient


@dataclass(frozen=True, kw_only=True)
class Opening:
    """`intake_key_file` is None, and `search_key` empty, where colleagues unlock (selfreferral/intake/unlocking)."""

    intake_key_file: Path | None
    search_key: str
    canary_key_file: Path | None


def opening(recipients: tuple[str, ...]) -> Opening:
    """Stops the start with one sentence when the key does not fit, or when a key lies in the clear that should not."""
    if given("INTAKE_KEY_FILE").strip() or not given("CANARY_KEY_FILE").strip():
        return _with_the_process(recipients)
    if given("INTAKE_SEARCH_KEY"):
        raise WrongConfigurationError(
            "Take INTAKE_SEARCH_KEY away: where colleagues unlock, it lies in their copies of the intake key."
        )
    canary_key_file = required_path("CANARY_KEY_FILE")
    if {str(key.to_public()) for key in read_identities(canary_key_file, what="canary key")} & set(recipients):
        raise WrongConfigurationError("The key in CANARY_KEY_FILE opens letters: make one with create_canary_key.")
    return Opening(intake_key_file=None, search_key="", canary_key_file=canary_key_file)


def _with_the_process(recipients: tuple[str, ...]) -> Opening:
    key_file = required_path("INTAKE_KEY_FILE")
    require_key_of(recipients[0], key_file)
    return Opening(intake_key_file=key_file, search_key=required_secret("INTAKE_SEARCH_KEY"), canary_key_file=None)


def canary_recipient(recipients: tuple[str, ...]) -> str:
    """To whom the public process closes its empty letters as well, and nothing else; empty when it is left out."""
    named = given("CANARY_RECIPIENT").strip()
    if not named:
        return ""
    recipient = understood_recipient(named)
    if recipient is None or recipient in recipients:
        raise WrongConfigurationError("The setting CANARY_RECIPIENT has to be what create_canary_key printed (age1...).")
    return recipient
