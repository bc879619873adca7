"""Machines on which the site was installed as docs/operate.md says."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/deployment/" in item.path.as_posix():
            item.add_marker("pure")  # they have a PostgreSQL of their own, or need none
