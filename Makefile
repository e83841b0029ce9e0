# make run: set everything up and open Hearth.   make test: set up and test.   make help: the rest.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1

.PHONY: help run test check spark journeys bench docs lock clean

help:
	@echo "make run       set up, start the database, load the invented council, open the site"
	@echo "make test      set up, check, and run every test but the browser journeys"
	@echo "make journeys  the journeys in a real browser (needs Chromium)"
	@echo "make check     the one definition of clean: ruff, import contracts, types"
	@echo "make spark     install Spark and test that it says what DuckDB says (needs Java 17 or newer)"
	@echo "make bench     what we claim about speed, measured here"
	@echo "make docs      draw the diagrams and screenshots of the documents again"
	@echo "make lock      compile requirements/*.txt again"

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Hearth needs Python 3.11 or newer; $(PYTHON) is older. Name another: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/runs: .venv/made requirements/hearth.txt pyproject.toml
	@echo "Installing what Hearth stands on (a minute, once) ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/hearth.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tests: .venv/runs requirements/dev.txt
	@echo "Installing what Hearth is tested with ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

.venv/assets: .venv/runs package-lock.json $(wildcard hearth/foundation/govuk/assets/*)
	@$(BIN)/hearth assets
	@touch $@

run: .venv/runs .venv/assets
	@$(BIN)/hearth serve --demo --open

test: export HEARTH_DATA ?= var/test
test: .venv/tests .venv/assets check
	@$(BIN)/pytest -n 2 --dist loadfile

check: .venv/tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

.venv/spark: .venv/tests requirements/spark.txt
	@echo "Installing Spark (half a gigabyte) ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/spark.txt
	@touch $@

spark: .venv/spark
	@$(BIN)/pytest tests/spark

journeys: export HEARTH_DATA ?= var/test
journeys: .venv/tests .venv/assets
	@$(BIN)/python -m journeys.chromium
	@$(BIN)/pytest journeys

bench: .venv/tests .venv/assets
	@$(BIN)/python -m benchmarks

docs: .venv/tests .venv/assets
	@$(BIN)/python -m journeys.chromium
	@$(BIN)/python -m docs.draw

lock: .venv/made
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/hearth.in -o requirements/hearth.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/dev.in -o requirements/dev.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header -c requirements/hearth.txt requirements/spark.in -o requirements/spark.txt

clean:
	@rm -rf .venv node_modules static var build *.egg-info
