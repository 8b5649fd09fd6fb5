# Lumbung. `make run` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
RIVALS := $(VENV)/bench
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
.DEFAULT_GOAL := help
.PHONY: help setup run up down test test-slow lint bench bench-national samples lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# Compiled here: where Python may not write bytecode, each process would compile the package anew.
setup: $(STAMP) ## Install the locked environment into .venv
	@$(BIN)/python -m compileall -q include/lumbung

# uv where it is installed; else the uv of the lock, fetched by pip into .venv; else pip alone (minutes instead of seconds).
# Hashes are checked every way, and nothing but the lock is installed.
$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14) and "Lumbung needs Python 3.11 to 3.13; set PYTHON=")'
	@echo "Installing the locked packages into $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@awk '/^uv==/ {on=1} on && /^[^ ]/ && !/^uv==/ {exit} on' requirements.lock > $(VENV)/uv.lock
	@if command -v uv >/dev/null 2>&1 || $(PIP) --no-deps --require-hashes -r $(VENV)/uv.lock; then \
		PATH="$$PATH:$(CURDIR)/$(BIN)"; export VIRTUAL_ENV=$(CURDIR)/$(VENV); \
		uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock && \
		uv pip install --quiet --no-deps --no-build-isolation -e . && touch $(STAMP); \
	fi; true
	@test -e $(STAMP) || { echo "uv did not work here; installing with pip ..."; \
		$(PIP) --no-deps --require-hashes -r requirements.lock && \
		$(PIP) --no-deps --no-build-isolation -e . && touch $(STAMP); }

run: setup ## One nightly refresh on the samples: set up, land, check, build, publish, summary
	@$(BIN)/lumbung run

up: setup ## Start Postgres and Airflow's UI, and keep them running
	@$(BIN)/lumbung up

down: setup ## Stop them
	@$(BIN)/lumbung down

# Two processes; each has a Postgres of its own. `make test JOBS=0` runs them one by one in this one.
JOBS ?= 2
SIDE_BY_SIDE = -n $(JOBS)
test: setup ## The tests, but those that take minutes each
	@$(BIN)/python -m pytest -m "not slow" $(SIDE_BY_SIDE)

test-slow: setup ## The tests that take minutes each: thousands of damaged files and pages, several nights
	@$(BIN)/python -m pytest -m slow $(SIDE_BY_SIDE)

lint: setup ## ruff, mypy, sqlfluff, the Compose file, the catalogue
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests dbt_project/analyses
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(BIN)/lumbung sources check

# The rival loader has an environment of its own: beside its pyarrow, pandas would store text in another way than in .venv.
bench: setup $(RIVALS) ## Speed, as ratios measured in one run
	@$(BIN)/python -m tests.bench --rivals $(RIVALS)/bin/python
	@$(BIN)/python -m tests.bench_national --regions 26

bench-national: setup ## What a night costs on the data of all regions; needs an hour and 60 GB
	@$(BIN)/python -m tests.bench_national

$(RIVALS): bench.lock | $(STAMP)
	@echo "Installing what the benchmark measures against into $(RIVALS) ..."
	@$(PYTHON) -m venv --clear $(RIVALS)
	@$(RIVALS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r bench.lock || \
		{ rm -rf $(RIVALS); exit 1; }
	@touch $(RIVALS)

samples: setup ## Make include/samples again
	@$(BIN)/python -m lumbung.samples

COMPILE := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
lock: ## Resolve requirements.lock and bench.lock anew (needs uv)
	$(COMPILE) --group dev pyproject.toml -o requirements.lock
	$(COMPILE) --group bench -c requirements.lock -o bench.lock

clean: ## Remove .venv and the local state
	rm -rf $(VENV) .lumbung
