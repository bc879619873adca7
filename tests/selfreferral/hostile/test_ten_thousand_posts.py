"""Ten thousand hostile POSTs to every address of the form: never a failure of ours, and no answer that was given is lost."""

import functools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import timezone, translation

from perspectief.encoding import plainly
from selfreferral.public import drafts, steps
from selfreferral.public.addresses import step_url
from selfreferral.public.drafts import Visit
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from selfreferral.public.urls import urlpatterns
from selfreferral.questions import QUESTIONS
from tests.selfreferral.hostile.posting import Post, a_post
from tests.selfreferral.mine.coming_back import sign_in
from tests.selfreferral.walking import CHECK, CLIENT_BY_EMAIL, VICTIM_BY_PHONE

pytestmark = pytest.mark.usefixtures("on_postgres", "db")

POSTS, PARTS, SEED = 10_000, 10, 20260501
STRICT = 0.05
SHOWN_AFTERWARDS = 20  # one in so many: its page is opened again, and the check page
ROUTES = (
    VICTIM_BY_PHONE,
    {**VICTIM_BY_PHONE, "channel": "post", "address": "Plein 1\n1234 AB Stad", "read_by_others": "no"},
    {**VICTIM_BY_PHONE, "route": "relative", "channel": "other_person", "other_name": "Sam", "other_relation": "",
     "other_phone": "+31612345678", "other_knows": "yes"},
    CLIENT_BY_EMAIL,
)  # fmt: skip
ENDING = {"wipe", "leave"}  # what was answered goes, because that is what they are for
RETURNING = ["addition", "code", "once"]  # what is asked of who comes back with a code
PER_QUESTION = {"step", "correct"}
COMES_BACK_EVERY = 100  # posts: wrong codes are counted, so not after each
LEAVING = {"/verlaat-deze-site/", "/en/leave-this-site/"}
OUR_WORDS_FOR_MACHINES = (b"Traceback", b"Exception", b"site-packages", b"DATABASES")


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_posts_meet_no_failure_of_ours_and_lose_no_answer(part):
    chance = random.Random(f"{SEED} {part}")  # noqa: S311  no secret: to be repeated
    visitors = [Answered(answers) for answers in ROUTES]
    places = _places()
    for number in range(POSTS // PARTS):
        if number % COMES_BACK_EVERY == 0:
            for visitor in visitors:
                visitor.come_back()
        visitor, (address, names) = chance.choice(visitors), chance.choice(places)
        post = a_post(chance, address, names)
        is_strict = chance.random() < STRICT
        reply = visitor.send(post, is_strict=is_strict)
        assert_no_failure_of_ours(reply, post)
        visitor.assert_nothing_is_lost(post, reply, is_stopped=is_strict or post.cookie is not None)
        if number % SHOWN_AFTERWARDS == 0:
            _look_at_it_again(visitor, post, address)


def _look_at_it_again(visitor, post, address):
    """What was typed is shown on its page again, and on the check page, where it was taken."""
    for shown in {address, CHECK} - LEAVING:
        assert_no_failure_of_ours(visitor.send(replace(post, address=shown, cookie=None), method="GET"), post)


def assert_no_failure_of_ours(reply, post):
    """A refusal is fine; it is not if we broke down, or told how we are made."""
    assert reply.status_code < 500, (post, getattr(reply, "exc_info", None))
    assert not any(words in reply.content for words in OUR_WORDS_FOR_MACHINES), post


def _places() -> list[tuple[str, list[str]]]:
    """Every address of the form in both languages, with what is asked there; the questions eight times as often."""
    asked = [*sorted(QUESTIONS), *RETURNING * 10]
    found: list[tuple[str, list[str]]] = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found += [(reverse(f"selfreferral:{name}"), asked) for name in _names() if name not in PER_QUESTION]
            found += [(step_url(step), sorted(step.keys)) for step in steps.STEPS for _ in range(8)]
            found += [(reverse("selfreferral:correct", args=[step.slug]), sorted(step.keys)) for step in steps.STEPS]
    return found


def _names() -> Iterator[str]:
    for part in urlpatterns:
        yield from (page.name for page in getattr(part, "url_patterns", [part]))


class Answered:
    """A visitor who has answered everything and not sent it yet. The machine posts in their name."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = {**answers, "consent": True}
        self.secret = VisitSecret.new()
        self.earlier = VisitSecret.new()  # they signed up before, too
        submit(secret=self.earlier, answers=self.answers, now=timezone.now())
        self.keep()

    def come_back(self) -> None:
        """Give the code of the earlier time."""
        client = Client()
        sign_in(client, self.earlier.receipt_code)
        self.returned = client.cookies[settings.RETURN_COOKIE_NAME].value

    def keep(self) -> None:
        """Everything is answered, again."""
        drafts.save(secret=self.secret, visit=Visit(self.answers), now=timezone.now())

    def send(self, post: Post, *, is_strict: bool = False, method: str = "POST") -> Any:
        """Strict: the token that proves where a form came from has to be right, and it never is."""
        cookie = self.secret.for_cookie() if post.cookie is None else post.cookie
        returned = f"{settings.RETURN_COOKIE_NAME}={self.returned}"
        headers = {**post.headers, "Cookie": "; ".join((returned, f"{settings.DRAFT_COOKIE_NAME}={cookie}"))}
        client = Client(raise_request_exception=False)
        client.handler = lambda environ: _handler(is_strict=is_strict)(plainly(environ))  # as perspectief.wsgi does
        body = post.body if method == "POST" else b""
        return client.generic(method, post.address, body, post.content_type, headers=headers)

    def assert_nothing_is_lost(self, post: Post, reply: Any, *, is_stopped: bool) -> None:
        """Everything is as it was, unless the machine did what a visitor may do: answer, send, wipe, stop."""
        found = drafts.load(secret=self.secret, now=timezone.now())
        if found and found.answers == self.answers:
            return
        name, slug = _view(reply)
        assert not is_stopped or name == "leave", (post, reply)
        if found is None:
            assert name in ENDING or slug == "instemming", (post, reply)
        elif found.is_submitted:
            assert name == "check", (post, reply)
        else:
            given = {key: found.answers[key] for key in next(step for step in steps.STEPS if step.slug == slug).keys}
            assert found.answers == steps.with_answers(self.answers, given), (post, reply)
        self.keep()


@functools.cache
def _handler(*, is_strict: bool) -> ClientHandler:
    """One for all posts, as a process has: to make one takes as long as a tenth of what it does."""
    return ClientHandler(enforce_csrf_checks=is_strict)


def _view(reply: Any) -> tuple[str | None, str | None]:
    """Which view answered, and for which question."""
    found = reply.wsgi_request.resolver_match
    return (found.url_name, found.kwargs.get("slug")) if found else (None, None)
