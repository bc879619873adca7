# Two commands do everything on a fresh machine: `make run` and `make test`.
.POSIX:
.SUFFIXES:

PYTHON = python3
PORT = 8000
DATA_DIR = var
SBOM = .cache/sbom.json

BIN = .venv/bin
DEVELOPMENT = DJANGO_SETTINGS_MODULE=perspectief.settings.development DATA_DIR="$(DATA_DIR)"
MANAGE = $(BIN)/python site/manage.py
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-emit-index-url --no-emit-find-links

# Huge pages for the heap: on a machine that is slow with memory Python runs two to three times as fast; harmless elsewhere.
FAST = PYTHONMALLOC=malloc GLIBC_TUNABLES=glibc.malloc.hugetlb=1 MALLOC_TRIM_THRESHOLD_=1000000000 \
	MALLOC_MMAP_THRESHOLD_=1000000000 MALLOC_TOP_PAD_=67108864
# The interpreter is ours to choose, never uv's to download; bytecode is compiled once, at installation.
UV = UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip

.PHONY: help run test crash-test deploy-test lint format lock bench lighthouse test-next refresh-locks audit licences sbom fault-test attack-test page-headers lock-scanner clean

help:
	@echo "make run    start the site with demo content on http://127.0.0.1:$(PORT)/ (PORT=, DATA_DIR=)"
	@echo "make test   all tests, on SQLite and on a real PostgreSQL, with browser tests"
	@echo "make test-next  the same on the newest Wagtail, Django and Python at hand (PYTHON_NEXT=)"
	@echo "make crash-test  kill processes under a crowd that signs up: 2,000 referrals, none lost, none doubled (SEED=)"
	@echo "make deploy-test  install the site by docs/operate.md on a machine made of namespaces, and use it (root)"
	@echo "make fault-test  let a server's faults happen, one by one, and write docs/faults.md (root: full disks too)"
	@echo "make attack-test  let the scanner wapiti try both sides, logged in too; anything above informational fails"
	@echo "make page-headers  after a change of style sheets or headers: what the proxy adds to stored pages"
	@echo "make lint   linters, types, import contracts, migrations"
	@echo "make bench  measure the site as it runs on a server, and write docs/benchmarks.md"
	@echo "make lock   resolve the dependencies anew into the two requirements files"
	@echo "make refresh-locks  the same, in one commit that says what changed"
	@echo "make audit  known holes in what the site runs on; says so when nobody can be asked"
	@echo "make licences  under which licences its parts may be used; fails at one that nobody gave a reason for"
	@echo "make sbom   what it is made of, as CycloneDX (SBOM=.cache/sbom.json)"

run: .venv/run
	@test -n "$(DATA_DIR)" || { echo "DATA_DIR= is empty: leave it out, or name a folder." >&2; exit 1; }
	@test -e "$(DATA_DIR)/keys/recipients.txt" || $(DEVELOPMENT) $(MANAGE) create_keys
	@exec env $(FAST) $(DEVELOPMENT) $(MANAGE) demo --port "$(PORT)"

test: .venv/dev
	@$(FAST) PYTHON="$(BIN)/python" sh tests/run.sh

test-next: .venv/bin/uv
	@$(FAST) UV="$(BIN)/uv" sh tests/next.sh

crash-test: .venv/dev
	@$(FAST) $(BIN)/python -m tests.crash $(SEED)

deploy-test: .venv/dev
	@$(FAST) $(BIN)/python -m tests.programs
	@$(FAST) $(BIN)/python -m pytest tests/deployment/whole.py tests/deployment/test_*.py

fault-test: .venv/dev
	@$(FAST) $(BIN)/python -m tests.faults

attack-test: .venv/dev
	@$(FAST) DJANGO_SETTINGS_MODULE=perspectief.settings.test $(BIN)/python -m tests.attacks.scan

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(FAST) $(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates
	$(FAST) DJANGO_SETTINGS_MODULE=perspectief.settings.test $(MANAGE) makemigrations --check --dry-run

# Also by name: `make lighthouse` measures and writes that section alone.
bench: .venv/dev
	@$(FAST) $(BIN)/python -m tests.benchmarks

lighthouse: .venv/dev
	@$(FAST) $(BIN)/python -m tests.benchmarks $@

page-headers: .venv/dev
	@$(FAST) $(BIN)/python -m tests.pages.headers

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/bin/uv
	$(LOCK) --upgrade pyproject.toml --group build -o requirements.txt
	$(LOCK) --upgrade pyproject.toml --group build --group s3 -c requirements.txt -o requirements-s3.txt
	$(LOCK) --upgrade pyproject.toml --group build --group s3 --group dev -c requirements.txt -o requirements-dev.txt

refresh-locks: .venv/dev
	@$(BIN)/python -m tests.dependencies refresh

audit: .venv/dev
	@$(BIN)/python -m tests.dependencies audit

licences: .venv/dev
	@$(BIN)/python -m tests.dependencies licences

sbom: .venv/dev
	@$(BIN)/python -m tests.dependencies sbom "$(SBOM)"
# The scanner's own, beside ours: it wants older versions of much.
lock-scanner: .venv/bin/uv
	echo wapiti3 | $(LOCK) --upgrade - -o tests/attacks/requirements.txt

# The virtual environment. uv itself is checked against its hash like everything else.
.venv/bin/uv: requirements.txt
	@$(PYTHON) -c '' 2>/dev/null || { echo "$(PYTHON) does not start: install Python 3.11, 3.12 or 3.13, or name it with PYTHON=." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed; name it with PYTHON=." if not (3, 11) <= sys.version_info < (3, 14) else 0)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (on Debian: apt install python3-venv)." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@awk '/^[^ #]/ { keep = /^uv==/ } keep' requirements.txt > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.txt \
		|| { echo "The Python packages cannot be fetched: is there a network?" >&2; exit 1; }
	@touch $@

.venv/run: requirements.txt pyproject.toml .venv/bin/uv
	@test -e .venv/dev || $(UV) sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements.txt
	@test ! -e .venv/dev || $(UV) sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements-dev.txt
	@$(UV) install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@

# With what a bucket for uploaded files needs.
.venv/s3: requirements-s3.txt .venv/run
	@test -e .venv/dev || $(UV) sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements-s3.txt
	@$(UV) install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@

.venv/dev: requirements-dev.txt pyproject.toml .venv/bin/uv
	@$(UV) sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements-dev.txt
	@$(UV) install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@ .venv/run

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache tests/benchmarks/node_modules
