# make: set up and build the site.  make test: set up and run the tests.  make lint: format, lint and types.
# make browser: the tests that need browsers, npm and Java, all of them (docs/reading.md).  make browser-short: one page of each kind.
# make docs: write docs/reference.md and docs/problems.md anew from the sources.
# make wheel: the wheel of the last commit, in dist/, with its sum.
# make torture: everything that docs/guarantees.md promises, tried at length.  make suites: fetch the suites it reads.
# make torture-short: a short form of the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHECKERS := tests/browser/node_modules

.PHONY: site test lint docs browser browser-short torture torture-short suites wheel lock clean

site: $(VENV)/.installed
	@$(BIN)/python build.py

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n logical --dist worksteal --ignore=tests/torture

lint: $(VENV)/.linted
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows crossbrief/skeleton/dot-github/workflows/*.yaml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.gitlab-ci crossbrief/skeleton/dot-gitlab-ci.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff

docs: $(VENV)/.tested
	$(BIN)/python -m docs.generate

browser: $(VENV)/.browsing $(CHECKERS)/.installed
	$(BIN)/python -m pytest tests/browser

browser-short: $(VENV)/.browsing $(CHECKERS)/.installed
	$(BIN)/python -m pytest tests/browser -m short

# Piece by piece, the longest first, to whichever process is free; the sites in memory where the system has 2 GB of files there.
torture: $(VENV)/.tortured suites
	free=$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }'); \
	if [ "$${free:-0}" -gt 2000000 ] && [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi; \
	$(BIN)/python -m pytest tests/torture --torture -n logical --dist load --maxschedchunk 1 -o tmp_path_retention_policy=failed

torture-short: $(VENV)/.tortured
	$(BIN)/python -m pytest -n logical --dist worksteal tests/torture

# From the commit and not from the folder, with the modes and the time of the commit: the same bytes on every machine.
wheel: $(VENV)/.tested
	@rm -rf .wheel && mkdir -p .wheel
	@umask 022 && git archive HEAD | tar x --no-same-permissions -C .wheel
	@umask 022 && SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m pip --quiet --disable-pip-version-check \
		wheel --no-index --no-deps --no-build-isolation -w dist ./.wheel
	@rm -rf .wheel && cd dist && sha256sum *.whl

suites:
	@tests/torture/suites.sh

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Crossbrief needs Python 3.11 or later; this is $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/run.txt | $(BIN)/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

$(VENV)/.tested: requirements/test.txt $(VENV)/.installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

$(VENV)/.linted: requirements/lint.txt $(VENV)/.tested
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

$(VENV)/.tortured: requirements/torture.txt $(VENV)/.tested
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

$(VENV)/.browsing: requirements/browser.txt $(VENV)/.tested
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

$(CHECKERS)/.installed: tests/browser/package-lock.json
	@npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# Write the locked requirements anew from pyproject.toml (needs the network).
lock: $(VENV)/.installed
	@$(BIN)/pip install --quiet --disable-pip-version-check pip-tools
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-header --no-emit-index-url --no-emit-options --no-emit-find-links -o requirements/run.txt pyproject.toml
	@for group in test lint browser torture; do $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header --no-emit-index-url --no-emit-options --no-emit-find-links --extra $$group -c requirements/run.txt -o requirements/$$group.txt pyproject.toml; done

clean:
	rm -rf $(VENV) site/* .site-build .crossbrief-cache
