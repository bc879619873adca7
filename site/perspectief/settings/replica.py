"""A copy of the database to read pages from, for a public process that is told of one."""

from typing import Any

from .env import WrongConfigurationError, given, required_database

NAME = "REPLICA_DATABASE_URL"


def with_replica(databases: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The databases, and the copy among them when there is one. Raises WrongConfigurationError when both are the same."""
    if not given(NAME).strip():
        return databases
    copy = required_database(NAME)
    places = [tuple(one.get(key) for key in ("HOST", "PORT", "NAME")) for one in (databases["default"], copy)]
    if places[0] == places[1]:
        raise WrongConfigurationError(f"The setting {NAME} names the same database as DATABASE_URL: leave it out.")
    options = {**databases["default"]["OPTIONS"], **copy.get("OPTIONS", {})}
    return {
        **databases,
        "replica": {**databases["default"], **copy, "ENGINE": databases["default"]["ENGINE"], "OPTIONS": options},
    }


def refuse_replica() -> None:
    """Stop a process in which an old answer would be a wrong one."""
    if given(NAME).strip():
        raise WrongConfigurationError(f"Only a public process reads from a replica: take {NAME} away from this one.")
