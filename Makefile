# make run     the application on http://127.0.0.1:8000, with all that it needs
# make test    everything that is checked before a change is handed in
SHELL := /bin/bash
PORT ?= 8000
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
UV_COMPILE := .venv/bin/uv pip compile --python-version 3.11 --generate-hashes --no-header --quiet
DJADE := .venv/bin/djade --target-version 5.2
TEMPLATES := $(shell find templates lyncplanner -name '*.html')
RANDOM_KEY = $$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')
STATIC := $(shell find static lyncplanner -type f -path '*static/*')

.PHONY: run set-up test check tests tests-postgres programs fix bench lock migrations-check clean

run: set-up
	@echo "Lync DNS Planner is at http://127.0.0.1:$(PORT). Ctrl-C stops it."
	@set -a; . ./.env; exec .venv/bin/gunicorn lyncplanner.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --log-level warning

set-up: .venv/run.stamp .env staticfiles/.stamp
	@set -a; . ./.env; $(PYTHON) manage.py set_up

# The checks are quick and come first; the last line is the tests' own.
test: programs check tests-postgres tests

check: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(DJADE) --check $(TEMPLATES)
	$(PYTHON) -m mypy lyncplanner tests bench
	.venv/bin/lint-imports
	$(PYTHON) manage.py makemigrations --check --dry-run
	HTTPS=true SECRET_KEY=$(RANDOM_KEY) $(PYTHON) manage.py check --deploy --fail-level WARNING

tests: .venv/dev.stamp
	$(PYTHON) -m pytest -n 2 -q -rs

tests-postgres: .venv/dev.stamp
	$(PYTHON) -m tests.peers.postgres $(PYTHON) -m pytest -n 2 -q -rs --only-database

programs:
	@scripts/test-programs

fix: .venv/dev.stamp
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	-$(DJADE) $(TEMPLATES)

bench: .venv/dev.stamp
	$(PYTHON) -m bench

lock: .venv/dev.stamp
	$(UV_COMPILE) requirements.in -o requirements.txt
	$(UV_COMPILE) requirements-dev.in -o requirements-dev.txt

migrations-check: .venv/dev.stamp
	$(PYTHON) manage.py makemigrations --check --dry-run

clean:
	rm -rf .venv staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results

.venv/bin/python:
	@scripts/make-venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing what the application runs on…"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt | .venv/run.stamp
	@echo "Installing what the tests need…"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

# The server's own key: whoever has it can sign in as anybody.
.env: | .venv/bin/python
	@umask 077; echo "SECRET_KEY=$(RANDOM_KEY)" > $@

staticfiles/.stamp: .venv/run.stamp $(STATIC)
	@echo "Gathering style and scripts…"
	@$(PYTHON) manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@
