#!/bin/sh
# All tests: everything on SQLite, then what a database can change on a real PostgreSQL.
# Called by `make test`, which names the interpreter in PYTHON and makes memory quick. Arguments go to both runs of pytest.
set -eu
cd "$(dirname "$0")/.."
: "${PYTHON:=.venv/bin/python}"

"$PYTHON" -m tests.programs
# One worker more than there are processors: one is always waiting, for a clock, a server or a browser.
workers=$("$PYTHON" -c 'import os; print(len(os.sched_getaffinity(0)) + 1)')
failed=0
echo "== SQLite"
"$PYTHON" -m pytest -n "$workers" --dist worksteal "$@" || failed=1
echo "== PostgreSQL"
"$PYTHON" -m pytest -n "$workers" --dist worksteal --postgres -m "not pure and not once and (not browser or on_both)" "$@" || failed=1
exit "$failed"
