#!/bin/sh
# All tests on the newest Wagtail, Django and Python at hand, beyond what pyproject.toml allows: the next LTS shall be no surprise.
# Called by `make test-next`. PYTHON_NEXT names another interpreter. Arguments go to both runs of pytest.
set -eu
cd "$(dirname "$0")/.."
: "${UV:=.venv/bin/uv}" "${PYTHON_NEXT:=python3.13}"
export UV_PYTHON_DOWNLOADS=never
room=.cache/next

# pyenv's shim starts only where its version was chosen, so the interpreters themselves are looked for behind it.
python=
for candidate in "$PYTHON_NEXT" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3.13; do
  python=$("$candidate" -c 'import sys; print(sys.executable)' 2>/dev/null) && break
done
[ -n "$python" ] || { echo "There is no Python 3.13 here: install it, or name a newer one with PYTHON_NEXT=." >&2; exit 1; }

# Resolved anew each time, and installed by hash: $room/requirements.txt says afterwards what it was.
mkdir -p "$room"
"$UV" venv --quiet --allow-existing --python "$python" "$room/venv"
printf 'django>=6.1\nwagtail>=8.0\n' > "$room/overrides.txt"
"$UV" pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
  --python "$room/venv/bin/python" --override "$room/overrides.txt" pyproject.toml --group build --group s3 --group dev \
  -o "$room/requirements.txt"
"$UV" pip sync --quiet --require-hashes --compile-bytecode --python "$room/venv/bin/python" "$room/requirements.txt"
"$UV" pip install --quiet --no-deps --no-build-isolation --python "$room/venv/bin/python" -e .
echo "== $("$python" --version), $(grep -E '^(django|wagtail)==' "$room/requirements.txt" | tr -d ' \\' | paste -s -d ,)"

# What goes away only after that LTS is shown and fails nothing: the present one does not know what comes in its place.
later=django.utils.deprecation
PYTHON="$room/venv/bin/python" sh tests/run.sh \
  -W "default::$later.RemovedInNextVersionWarning" -W "default::$later.RemovedAfterNextVersionWarning" "$@"
