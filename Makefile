# Everything one can ask for here. `make` alone prints the list.
#
# The first use makes an environment in .venv from a lock file; later uses find it ready.
# PYTHON names the Python to make it with: make html PYTHON=python3.13

PYTHON ?= python3
UV ?= uv
ARCHIVE ?= archive
JOBS ?= 1
BIN = .venv/bin
READY = command -v $(PYTHON) >/dev/null || { echo "Broadsheet needs Python 3.11 or newer, and \
there is no $(PYTHON) here. Name yours: make PYTHON=/path/to/python3"; exit 1; }; \
$(PYTHON) workshop/environment.py

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help html pdf serve check test lint types docs words bench lock clean ready ready-dev ready-bench

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' Makefile

html: ready ## build the archive as a site, in _build/html
	@$(BIN)/broadsheet build html --archive "$(ARCHIVE)" --jobs $(JOBS)

pdf: ready ## build the archive as PDFs, in _build/pdf
	@$(BIN)/broadsheet build pdf --archive "$(ARCHIVE)" --jobs $(JOBS)

serve: ready ## show the site while you write
	@$(BIN)/broadsheet serve --archive "$(ARCHIVE)"

check: ready ## print everything that is wrong with the archive
	@$(BIN)/broadsheet check --archive "$(ARCHIVE)"

test: ready-dev ## run the tests
	@$(BIN)/python -m pytest $(TESTS)

lint: ready-dev ## check the style of the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: ready-dev ## check the types of the code
	@$(BIN)/mypy

docs: ready-dev ## build the manual, in _build/docs
	@$(BIN)/sphinx-build -W -n -q --keep-going -j auto -d _build/.doctrees-docs docs _build/docs
	@echo "The manual is built: _build/docs/index.html"

words: ready-dev ## gather what readers see for translation, and compile it
	@$(BIN)/python workshop/words.py $(LANGUAGE)

bench: ready-bench ## measure builds of 1,000 and 10,000 entries, beside Hugo and Pelican
	@.venv-bench/bin/python -m tests.bench $(BENCH)

lock: ## choose the newest versions of everything anew (needs uv)
	@$(PYTHON) workshop/lock.py "$(UV)"

clean: ## remove what was built, and the environments
	@rm -rf _build _bench dist .venv .venv.lock .venv-bench .venv-bench.lock
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

ready:
	@$(READY) .venv requirements.lock

ready-dev:
	@$(READY) .venv requirements-dev.lock

ready-bench:
	@$(READY) .venv-bench requirements-bench.lock
