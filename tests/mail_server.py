"""A mail server on a port of this machine, which takes messages, refuses them or takes its time."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller

BACKEND, HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
NOBODY = 1  # a port at which nobody answers


@dataclass(frozen=True)
class Taken:
    """A message that was taken: who the sender's machine said it was, for whom it is, and what came."""

    greeting: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """What came, understood."""
        return cast(EmailMessage, message_from_bytes(self.content, policy=default))


class MailServer:
    """`refusal` is what it answers to every message while it is set, `refused` whom it does not know, `slow` in seconds."""

    def __init__(self) -> None:
        self.refusal, self.refused, self.slow = "", set[str](), 0.0
        self.taken: list[Taken] = []
        self.port = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  aiosmtpd's name
        if address in self.refused:
            return f"550 {address} is not known here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        await asyncio.sleep(self.slow)
        if self.refusal:
            return self.refusal
        self.taken.append(Taken(session.host_name, list(envelope.rcpt_tos), envelope.content))
        return "250 Taken"

    def told(self) -> set[str]:
        """Everybody a message was taken for."""
        return {recipient for taken in self.taken for recipient in taken.recipients}


@contextmanager
def running(port: int = 0) -> Iterator[MailServer]:
    """A mail server on a port, or on a free one."""
    server = MailServer()
    with socket.create_server((HOST, port)) as probe:
        server.port = probe.getsockname()[1]
    controller = Controller(server, hostname=HOST, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """Known to Django as its mail server."""
    with running() as server:
        settings.EMAIL_BACKEND = BACKEND
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 5
        yield server


@pytest.fixture
def nobody_at_the_mail_server(settings: Any) -> None:
    """Django knows a mail server that is away."""
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, NOBODY, 2
