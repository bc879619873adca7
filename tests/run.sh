#!/bin/sh
# All tests: everything on SQLite, then what a database can change on a real PostgreSQL.
# Called by `make test`, which names the interpreter in PYTHON and makes memory quick. Arguments go to both runs of pytest.
# Three workers, meant for two processors: one is always waiting, for a clock, a server or a browser. `-n 8` says otherwise.
set -eu
cd "$(dirname "$0")/.."
: "${PYTHON:=.venv/bin/python}"

# What the second run needs as well is made once: the static files of a server, and the bytecode of tests.
COLLECTED=$(mktemp -d)
trap 'rm -rf "$COLLECTED"' EXIT
trap 'exit 1' HUP INT TERM
export COLLECTED PYTHONDONTWRITEBYTECODE=

"$PYTHON" -m tests.programs
failed=0
echo "== SQLite"
"$PYTHON" -m pytest -n 3 --dist worksteal "$@" || failed=1
echo "== PostgreSQL"
"$PYTHON" -m pytest -n 3 --dist worksteal --postgres -m "not pure and not once and (not browser or on_both)" "$@" || failed=1
exit "$failed"
