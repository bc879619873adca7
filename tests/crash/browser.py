"""A browser without JavaScript: it keeps cookies, reads the form on a page and sends it. One request at a time."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.serving import HOST

Fields = list[tuple[str, str]]
PATIENCE = 20  # seconds: longer than the process waits for its database


class NoAnswerError(Exception):
    """Nothing came back: whether the request arrived, nobody knows."""


@dataclass(frozen=True)
class Reply:
    """What came back; `leads_to` is empty when it is no redirect."""

    status: int
    leads_to: str
    page: str


class Browser:
    """Somebody's own, from an address of their own. The proxy that a server has is played by two headers."""

    def __init__(self, *, port: int, address: str) -> None:
        self.cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self._headers = {
            "Origin": f"https://{HOST}:{port}",
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": address,
        }

    def request(self, path: str, fields: Fields | None = None, *, is_impatient: bool = False) -> Reply:
        """GET, or with fields POST. The impatient don't wait for an answer. Raises NoAnswerError."""
        try:
            self._send(path, fields)
            if is_impatient:
                raise NoAnswerError
            answer = self._connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswerError from error
        except NoAnswerError:
            self.close()
            raise
        self._remember(answer.headers.get_all("Set-Cookie", []))
        return Reply(answer.status, answer.headers.get("Location", ""), page)

    def close(self) -> None:
        """Hang up; the next request calls again."""
        self._connection.close()

    def _send(self, path: str, fields: Fields | None) -> None:
        headers = {**self._headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is None:
            self._connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            self._connection.request("POST", path, body=urlencode(fields), headers=headers)

    def _remember(self, told: list[str]) -> None:
        for line in told:
            name, _, value = line.partition(";")[0].partition("=")
            if "max-age=0" in line.lower():
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
