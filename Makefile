# make install | demo | test | check | bench: each works as the only command on a fresh clone.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install aleph npm demo test fuzz lint check bench readme lock

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Headwater needs Python 3.11 or later: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# FollowTheMoney for Aleph, and OpenAleph's stores to test with. The lock has PyICU as a wheel, so that no C++ compiler is
# needed, and is whole by itself.
aleph: install
	$(BIN)/pip install --quiet --require-hashes --no-deps --requirement requirements-aleph.lock

# What a few tests check with and no Python package has: accessibility (axe), W3C's ontology of Web Annotation, a second
# reader of GEXF. They are skipped without; the only target that needs Node.js.
npm:
	npm install --silent --no-save --no-audit --no-fund --prefix .venv/npm axe-core@4 @vocabulary/oa@1 graphology@0.26 graphology-gexf@0.13

demo: install
	$(BIN)/headwater trace examples/harbour --html harbour.html --json harbour.json
	@echo "The whole story is in harbour.html (for a browser) and harbour.json (for programs)."

test: install
	$(BIN)/pytest

# Asks the workbench's interface for programs whatever its description allows, and what it does not, for ten minutes;
# then gives every reader damaged files, for about as long.
fuzz: install
	HEADWATER_FUZZ_SECONDS=$${HEADWATER_FUZZ_SECONDS:-600} $(BIN)/pytest tests/web/test_fuzz.py tests/ingest/test_hostile.py

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: install
	$(BIN)/python benchmarks/run.py

# Renews the README's screen and picture, both of the sample story; the only target that needs Chromium.
readme: demo
	COLUMNS=80 $(BIN)/headwater trace examples/harbour | $(BIN)/python docs/screen.py
	chromium --headless --no-sandbox --hide-scrollbars --window-size=1440,1180 --screenshot=docs/story.png \
		"file://$(CURDIR)/harbour.html"

# Renews the lock files from pyproject.toml; the only target that needs uv (https://docs.astral.sh/uv/).
lock:
	uv pip compile pyproject.toml --extra all --group dev --universal --python-version 3.11 --generate-hashes --output-file requirements.lock
	echo 'pyicu ; python_version < "3"' | uv pip compile pyproject.toml --extra aleph --group aleph --constraint requirements.lock --override - --universal --python-version 3.11 --generate-hashes --output-file requirements-aleph.lock
