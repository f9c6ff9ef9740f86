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
.PHONY: help html pdf epub site serve check test lint types docs words client bench bench-pdf bench-search validate-pdf lock clean \
	ready ready-dev ready-bench ready-validate

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

html: ready ## build the archive as a site, in _build/html
	@$(BIN)/broadsheet build html --archive "$(ARCHIVE)" --jobs $(JOBS)

pdf: ready ## build the archive as PDFs, in _build/pdf
	@$(BIN)/broadsheet build pdf --archive "$(ARCHIVE)" --jobs $(JOBS)

site: ready ## build the site with the PDFs in it, in _build/site
	@$(BIN)/broadsheet build site --archive "$(ARCHIVE)" --jobs $(JOBS)

epub: ready ## build the archive as EPUBs, in _build/epub
	@$(BIN)/broadsheet build epub --archive "$(ARCHIVE)" --jobs $(JOBS)

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

client: ready-dev ## make the scripts of the search page small, as readers get them
	@$(BIN)/python workshop/client.py

bench: ready-bench ## measure builds of 1,000 and 10,000 entries, beside Hugo and Pelican
	@.venv-bench/bin/python -m tests.bench $(BENCH)

bench-pdf: ready-bench ## measure PDFs of 300, 1,000 and 3,000 stories, beside WeasyPrint and pdflatex
	@.venv-bench/bin/python -m tests.bench.printing $(BENCH)

bench-search: ready-bench ## measure the search index, beside Pagefind, Sphinx's own, Lunr and SQLite
	@.venv-bench/bin/python -m tests.bench.search $(BENCH)

validate-pdf: ready-validate ## check the PDFs in _build/pdf with veraPDF (needs Java)
	@.venv-validate/bin/python workshop/validate_pdf.py _build/pdf

lock: ## choose the newest versions of everything anew (needs uv)
	@$(PYTHON) workshop/lock.py "$(UV)"

clean: ## remove what was built, and the environments
	@rm -rf _build _bench dist .venv .venv.lock .venv-bench .venv-bench.lock
	@rm -rf .venv-validate .venv-validate.lock
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

ready:
	@$(READY) .venv requirements.lock

ready-dev:
	@$(READY) .venv requirements-dev.lock

ready-bench:
	@$(READY) .venv-bench requirements-bench.lock

ready-validate:
	@$(READY) .venv-validate requirements-validate.lock
