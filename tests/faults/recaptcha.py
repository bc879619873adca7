"""Google's server takes the question about a proof and never answers."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.crash.browser import Fields, Reply
from tests.crash.visiting import CHECK, Visit
from tests.faults.seeing import INFORMATION, see
from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.selfreferral.google import PRIVATE_KEY, PROOF, PUBLIC_KEY, standing_in

NEVER = 600.0  # seconds
BOUND = 15.0  # seconds for a visitor who sends; Google gets three of them
KEYS = ("RECAPTCHA_PUBLIC_KEY", "RECAPTCHA_PRIVATE_KEY", "RECAPTCHA_DOMAIN", "SSL_CERT_FILE")
PEOPLE = 8


@dataclass
class Proving(Visit):
    """Somebody who ticked Google's box, and sends the proof along."""

    seconds: float = field(default=0.0, init=False)

    def _try(self, path: str, fields: Fields | None) -> Reply | None:
        if path != CHECK or fields is None:
            return super()._try(path, fields)
        begun = time.monotonic()
        reply = self.browser.request(path, [*fields, ("g-recaptcha-response", PROOF)])
        self.seconds = max(self.seconds, time.monotonic() - begun)
        return reply


@contextlib.contextmanager
def hanging(stage: Stage, notes: Notes) -> Iterator[None]:
    """Several people send at once."""
    with standing_in(stage.folder) as (google, certificate):
        google.waits = NEVER
        values = (PUBLIC_KEY, PRIVATE_KEY, google.domain, str(certificate))
        stage.restart_public(**dict(zip(KEYS, values, strict=True)))
        stage.wait_until_stored()
        visits = [Proving(10_000 + number, 1, stage.public.port, threading.Event()) for number in range(PEOPLE)]
        codes = notes.acknowledged
        crowd = [threading.Thread(target=lambda one=one: codes.append((one.sign_up(), one.answers))) for one in visits]
        for one in crowd:
            one.start()
        stored = see(stage.public.port, INFORMATION)
        for one in crowd:
            one.join()
        longest = max(visit.seconds for visit in visits)
        notes.say(f"Google was asked {len(google.asked)} times and said nothing")
        notes.claim(
            f"{len(codes)} of {PEOPLE} got their code all the same", holds=len(codes) == PEOPLE and bool(google.asked)
        )
        notes.claim(f"the longest wait for it was {longest:.1f} s", holds=longest < BOUND)
        notes.claim(f"a page took {stored.seconds:.2f} s meanwhile", holds=stored.is_well)
        yield
        stage.restart_public(**dict.fromkeys(KEYS))


FAULTS = (Fault("reCAPTCHA's server hangs", hanging, lasts=1.0, has_people=False),)
