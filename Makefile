# The words a person types and the words CI types are the same. `make help` lists them.

HOST ?= 127.0.0.1
PORT ?= 8000
# Folder of the articles' texts; where it is there, every anchor is verified again
TEXTS ?= $(wildcard ../shared/seeds)
# Arguments for pytest, e.g. make test PYTEST="-k anchor -x"
PYTEST ?=
# Processes that run tests: `auto` is one a core, 0 is none but this one
JOBS ?= auto

SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$p" -c '$(SUPPORTED)' >/dev/null 2>&1 && echo "$$p" && break; done)

VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/installed

.DEFAULT_GOAL := help
.PHONY: help install serve test test-all lint format types floors generate generated lock wheel wheel-check clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

install: $(INSTALLED)  ## a virtual environment in .venv with everything the lock names

$(INSTALLED): requirements.lock pyproject.toml
	@'$(PYTHON)' -c '$(SUPPORTED)' 2>/dev/null || { \
		echo "Reportedly needs Python 3.11 or newer, and found '$(PYTHON)'."; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	'$(PYTHON)' -m venv '$(VENV)'
	'$(PY)' -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	'$(PY)' -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch '$@'

serve: install  ## check the seeds, build the store, serve it on http://HOST:PORT
	'$(VENV)/bin/reportedly' load $(if $(TEXTS),--texts '$(TEXTS)')
	'$(VENV)/bin/reportedly' serve --host '$(HOST)' --port '$(PORT)'

test: install  ## every test; of each slow suite a sample, and what was left out is printed
	'$(PY)' -m pytest -n '$(JOBS)' --dist loadfile $(PYTEST)

test-all: install  ## every test and every case of the slow suites
	'$(PY)' -m pytest -n '$(JOBS)' --all $(PYTEST)

lint: install  ## ruff: rules and format
	'$(PY)' -m ruff check
	'$(PY)' -m ruff format --check

format: install  ## mend what ruff can mend
	'$(PY)' -m ruff check --fix
	'$(PY)' -m ruff format

types: install  ## mypy, strict
	'$(PY)' -m mypy

floors: install  ## imports go down the stairs only
	'$(VENV)/bin/lint-imports' --no-logo

generate: install  ## write what derives: terms, JSON-LD context, docs pages of terms and checks, JSON Schemas, a drawing, the notebook
	'$(PY)' ontology/generate.py
	'$(PY)' docs/generate.py
	'$(PY)' docs/generate_schemas.py
	'$(PY)' docs/draw_model.py
	'$(PY)' docs/run_notebook.py

generated: install  ## fail if what derives is not what is committed
	'$(PY)' ontology/generate.py --check
	'$(PY)' docs/generate.py --check
	'$(PY)' docs/generate_schemas.py --check
	'$(PY)' docs/draw_model.py --check
	'$(PY)' docs/run_notebook.py --check

lock: install  ## resolve the dependencies anew, with hashes for every platform
	'$(PY)' -m uv pip compile pyproject.toml --group dev $(LOCKING) -o requirements.lock
	'$(PY)' -m uv pip compile pyproject.toml -c requirements.lock $(LOCKING) -o requirements-run.lock

# --upgrade is left out on purpose: a lock moves only as far as pyproject.toml asks (make lock UPGRADE=--upgrade)
LOCKING = --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-header $(UPGRADE)
UPGRADE ?=

wheel: install  ## build the wheel into dist/
	'$(PY)' -m hatchling build --target wheel --directory dist

wheel-check: install  ## build wheel and sdist; install the wheel alone and ask it a question
	bash .ci/wheel-check '$(PY)'

clean:  ## remove the environment, the builds and the caches; the store stays
	rm -rf '$(VENV)' build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find loader api ontology tests -name __pycache__ -type d -prune -exec rm -rf {} +
