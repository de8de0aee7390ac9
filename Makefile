# What a newcomer types: `make demo` to see it work, `make test` to see it proven. Nothing outside this folder is touched.

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --no-input --disable-pip-version-check -c constraints.txt
# A runner may add to the tests' options, such as PYTEST_OPTIONS="--junitxml=report.xml".
PYTEST_OPTIONS ?=

.PHONY: help demo demo-teams test check format words parity handbook-docs bench soak pictures gallery clean
.DEFAULT_GOAL := help

help:
	@echo "make demo       see it work in the browser"
	@echo "make demo-teams the same in Microsoft 365 Agents Playground (needs Node.js)"
	@echo "make test       all tests"
	@echo "make check      format, lint, types, import contracts"
	@echo "make parity     docs/parity.md anew: which desk can do what, and which story shows it"
	@echo "make handbook-docs  docs/rights.md and the tables of docs/handbook.md, docs/export.md anew, from what the code says"
	@echo "make words      the catalogues, brought up to what the code says (docs/translating.md)"
	@echo "make bench      measurements, side by side"
	@echo "make soak       the rota by brute force, a year in five zones; lives of items; the bot killed at random; stories over HTTP"
	@echo "make pictures   the README's pictures, taken anew in a browser"
	@echo "make gallery    docs/pictures/gallery-*.jpg: everything that the bot can show, on both desks"
	@echo "make clean      take away the virtual environment, the demo and everything that tools left"

demo: .venv/.runtime
	@exec $(BIN)/python -m bot demo

demo-teams: .venv/.runtime .venv/.playground
	@exec $(BIN)/python -m bot demo-teams

test: .venv/.development
	$(BIN)/python -m pytest -n logical --maxprocesses 8 $(PYTEST_OPTIONS)

check: .venv/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

parity: .venv/.development
	$(BIN)/python -m tests.parity

words: .venv/.development
	$(BIN)/python -m tests.handlers.words.update

handbook-docs: .venv/.development
	$(BIN)/python -m tests.handbook_tables
	$(BIN)/python -m tests.rights_tables
	$(BIN)/python -m tests.export_tables

bench: .venv/.development
	$(BIN)/python -m tests.benchmarks

soak: .venv/.development
	$(BIN)/python -m tests.routing.rota_by_the_year
	$(BIN)/python -m tests.handlers.soak_life 300
	$(BIN)/python -m tests.faults.soak_kill 300
	SVARVAKT_STORIES_OVER=http $(BIN)/python -m pytest -q -n logical --maxprocesses 8 tests/stories -k slack

pictures: .venv/.development
	SVARVAKT_NEEDS_BROWSER=1 SVARVAKT_PICTURES=1 $(BIN)/python -m pytest tests/browser

gallery: .venv/.development .venv/.playground
	$(BIN)/python -m tests.gallery

# var/ may hold a real database, so only the demo's part of it goes.
clean:
	rm -rf .venv build *.egg-info var/demo var/demo.lock var/demo-teams var/demo-teams.lock
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find bot handlers routing storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: the second time nothing is installed.
.venv/.runtime: .venv/.made pyproject.toml constraints.txt
	@echo "Installing what Svarvakt needs into .venv (once, less than a minute) …"
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation -e .
	@touch $@

.venv/.development: .venv/.made pyproject.toml constraints.txt
	@echo "Installing Svarvakt and its tools into .venv (once, about a minute) …"
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation -e ".[dev]"
	@touch .venv/.runtime $@

# Microsoft's Playground and published schemas, pinned; the Playground has no dependencies of its own.
.venv/.playground: .venv/.made
	@command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || { \
	    echo "make demo-teams needs Node.js 18 or newer with npm (nodejs.org): Microsoft's Playground runs on it." >&2; exit 1; }
	@echo "Installing Microsoft 365 Agents Playground into .venv/playground (once) …"
	@npm install --prefix .venv/playground --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
	    @microsoft/m365agentsplayground@0.2.28 @microsoft/app-manifest@1.1.2
	@touch $@

# Names alone prove nothing (a version manager's shim may stand there without a Python behind it), so each is tried.
.venv/.made:
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then touch $@; exit 0; fi; \
	chosen=; without=; \
	for python in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	    if $$python -c 'import ensurepip, venv' >/dev/null 2>&1; then chosen=$$python; break; fi; \
	    without=$${without:-$$python}; \
	done; \
	if [ -z "$$chosen" ] && [ -n "$$without" ]; then \
	    echo "$$without cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	elif [ -z "$$chosen" ]; then \
	    echo "Svarvakt needs Python 3.11 or newer, and none was found (PYTHON=/path/to/python names one)." >&2; exit 1; \
	fi; \
	echo "Making .venv with $$($$chosen --version) …"; \
	$$chosen -m venv --clear .venv && touch $@
