"""One server for all tests of this folder: it takes ten seconds to set up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.place import Place, place


@pytest.fixture(scope="session")
def server(content: Path) -> Iterator[Place]:
    """Running, without a keeper."""
    with place(content) as running:
        yield running


@pytest.fixture
def site(server: Place) -> Place:
    """With every page stored, and the keeper at work. The address that is asked for stays the same."""
    if server.keeper is None or server.keeper.poll() is not None:
        server.start_keeper()
    server.go_on()  # a test may have halted it
    server.wait_until_stored()
    return server
