"""Between two tests nobody is on the line: a late question is answered from the database it was asked of."""

import socket
import time

import pytest
from django.core.servers.basehttp import WSGIRequestHandler

from tests.answering import answering
from tests.browser import lines
from tests.browser.lines import ListeningServer

pytestmark = pytest.mark.pure
ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class _Silent(WSGIRequestHandler):
    def log_message(self, *told):
        """Nobody reads it."""


@pytest.fixture
def answered():
    return []


@pytest.fixture
def server(answered):
    def slowly(environ, start_response):
        time.sleep(0.3)
        answered.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b""]

    server = ListeningServer(("127.0.0.1", 0), _Silent)
    server.set_app(slowly)
    with answering(server):
        yield server


def test_who_asked_and_left_at_once_is_waited_for(server, answered):
    with socket.create_connection(server.server_address) as line:
        line.sendall(ASK)
    server.wait_until_all_hung_up()
    assert answered == ["/"]


def test_who_stays_on_the_line_is_named_and_not_hidden(server, monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 0.2)
    asking = socket.create_connection(server.server_address)
    with asking, pytest.raises(AssertionError, match="1 are still on the line"):
        server.wait_until_all_hung_up()
