"""The least a WSGI application can do: always the same bytes. BARE_ANSWER names a file with headers and body."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_told = json.loads(Path(os.environ["BARE_ANSWER"]).read_text())
HEADERS = [(name, value) for name, value in _told["headers"]]
BODY = _told["body"].encode()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """The same answer to whatever is asked."""
    start_response("200 OK", HEADERS)
    return [BODY]
