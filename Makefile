# Two commands are enough: `make run` and `make test`. README.md says more.
SHELL := /bin/bash
VENV_PYTHON := .venv/bin/python
UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

# One worker more than cores, as many tests wait for other processes. A file stays with one worker (loadfile):
# what it makes once serves all its tests. xdist_group is not heeded by pytest 9.2 with pytest-xdist 3.8.
WORKERS := $(shell n=$$(nproc); echo $$((n < 8 ? n + 1 : 8)))

.PHONY: help run test test-deep prove-delivery check lock compose-env clean

help:
	@echo "make run        set up and run the program (PORT=8000)"
	@echo "make test       set up and run every test (PYTEST='-k timeline')"
	@echo "make test-deep  the same, searching wider: docs/testing.md"
	@echo "make prove-delivery  2,000 messages while workers, Redis and PostgreSQL are killed"
	@echo "make check      lint, types, import contract, migrations"
	@echo "make lock       write the locks anew (needs uv and npm; LOCK=--upgrade takes newer ones)"
	@echo "make clean      remove what was made here: environment, demo data, logs"

run:
	@bin/setup run
	@exec $(VENV_PYTHON) -m revisits.launch

test:
	@bin/setup test
	@exec $(VENV_PYTHON) -m pytest -n $(WORKERS) --dist loadfile $(PYTEST)

prove-delivery:
	@bin/setup test
	@PROVE_DELIVERY=1 $(VENV_PYTHON) -m pytest -s tests/processes/test_two_thousand.py

test-deep:
	@DEEP=1 $(MAKE) --no-print-directory test

check:
	@bin/setup test
	@bin/check

lock:
	$(UV_COMPILE) requirements/run.in -o requirements/run.txt $(LOCK)
	$(UV_COMPILE) requirements/dev.in -c requirements/run.txt -o requirements/dev.txt $(LOCK)
	$(UV_COMPILE) requirements/node.in -o requirements/node.txt $(LOCK)
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

# Secrets for docker-compose.yml, made once on this machine and never committed.
compose-env:
	@bin/compose-env

clean:
	@bin/clean
