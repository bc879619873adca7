"""A person who wants this to succeed: fills in every page, and tries again when something goes wrong."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.crash.answering import Answers, answers_of
from tests.crash.browser import Browser, Fields, NoAnswerError, Reply
from tests.crash.page import filled_in, receipt_code

FIRST, CHECK = "/aanmelden/voor-wie/", "/aanmelden/controleren/"
MOST_TRIES = 200  # on one page
MOST_PAGES = 40
IMPATIENT = 0.15  # of those who send: they press again before an answer came
NETWORKS = 512


class AstrayError(Exception):
    """Somebody who only followed the form came where they should not: answers were lost on the way, say."""


@dataclass
class Visit:
    """One person's way from the first question to the receipt code. `is_sending` is set when the last button is pressed."""

    number: int
    seed: int
    port: int
    is_sending: threading.Event
    retries: int = field(default=0, init=False)
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed} visit {self.number}")  # noqa: S311  no secret: to be repeated
        self.answers = answers_of(self.number, self.chance)
        self.browser = Browser(port=self.port, address=_address(self.number))

    def sign_up(self) -> str:
        """The receipt code that the confirmation page showed. Raises AstrayError."""
        try:
            return self._walk()
        finally:
            self.browser.close()

    def _walk(self) -> str:
        at, page = self._go(FIRST, None)
        for _ in range(MOST_PAGES):
            if code := receipt_code(page):
                return code
            at, page = self._go(at, filled_in(page, self.answers))
        raise AstrayError(f"visit {self.number} walks in a circle at {at}")

    def _go(self, path: str, fields: Fields | None) -> tuple[str, str]:
        """Open a page or send a form, and follow where it leads. Gives the address one is at, and the page."""
        for _ in range(MOST_TRIES):
            reply = self._try(path, fields)
            if reply is not None and reply.status == 302:
                path, fields = _expected(reply.leads_to), None
            elif reply is not None and reply.status == 200:
                return path, reply.page
            else:
                fields = self._once_more(reply, fields)
        raise AstrayError(f"visit {self.number} gave up at {path}")

    def _try(self, path: str, fields: Fields | None) -> Reply | None:
        is_impatient = False
        if path == CHECK and fields is not None:
            is_impatient = self.chance.random() < IMPATIENT
            self.is_sending.set()
        try:
            return self.browser.request(path, fields, is_impatient=is_impatient)
        except NoAnswerError:
            return None

    def _once_more(self, reply: Reply | None, fields: Fields | None) -> Fields | None:
        """Wait a moment and do the same again; a page that says sorry has a button for that, with what was typed."""
        if reply is not None and reply.status < 500:
            raise AstrayError(f"visit {self.number} was answered {reply.status}")
        self.retries += 1
        time.sleep(self.chance.uniform(0.02, 0.4))
        return filled_in(reply.page, {}) if reply and reply.status == 503 and fields is not None else fields


def _expected(address: str) -> str:
    """Only forward: the first page, or one that says that the answers are gone, means that they are lost."""
    if address.startswith("/aanmelden/") and address not in ("/aanmelden/", "/aanmelden/verlopen/"):
        return address
    raise AstrayError(f"sent to {address}")


def _address(number: int) -> str:
    """People come from many networks: one that sends hundreds would be stopped, and rightly. RFC 2544: for tests."""
    network = number % NETWORKS
    return f"198.{18 + network // 256}.{network % 256}.{1 + number // NETWORKS % 254}"


@dataclass
class Crowd:
    """Several people at once, one visit after the other. `acknowledged`: code and answers of who saw the confirmation."""

    port: int
    seed: int
    is_sending: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[tuple[str, Answers]] = field(default_factory=list, init=False)
    astray: list[str] = field(default_factory=list, init=False)
    retries: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._visits = 0

    def visit(self, people: int, *, is_enough: Callable[[int], bool]) -> None:
        """Until so many acknowledged are enough; who has begun then goes on to the end."""
        threads = [threading.Thread(target=self._one_after_the_other, args=[is_enough]) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one_after_the_other(self, is_enough: Callable[[int], bool]) -> None:
        while not is_enough(len(self.acknowledged)):
            with self._lock:
                self._visits += 1
                visit = Visit(self._visits, self.seed, self.port, self.is_sending)
            self._let(visit)

    def _let(self, visit: Visit) -> None:
        try:
            code = visit.sign_up()
        except (AstrayError, ValueError) as error:
            with self._lock:
                self.astray.append(f"visit {visit.number}: {error}")
                self.retries += visit.retries
        else:
            with self._lock:
                self.acknowledged.append((code, visit.answers))
                self.retries += visit.retries
