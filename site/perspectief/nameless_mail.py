"""Mail that doesn't tell the name of this machine.

An SMTP client says who it is (EHLO, RFC 5321 4.1.1.1), and each mail server writes that into the mail. Django says this
machine's name; here it is the domain the mail comes from, which its reader sees anyway.
"""

from smtplib import SMTP
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class NamelessBackend(EmailBackend):
    """Django's own, with `known_as`: the name to say."""

    def __init__(self, *args: Any, known_as: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_as = known_as

    @property
    def connection_class(self) -> type[SMTP]:
        known_as = self.known_as

        class Nameless(super().connection_class):  # type: ignore[misc]  # SMTP or SMTP_SSL: only the settings know
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **{**kwargs, "local_hostname": known_as})

        return Nameless
