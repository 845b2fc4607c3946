# Two commands to know: `make demo` shows the platform at work, `make test` proves that it works.
SHELL := /bin/bash
BIN := .venv/bin
PYTHON := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-browser demo test check fix messages migrations bench screenshots lock clean

help: ## Show what make can do here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## Install everything into this checkout
	@config/setup.sh

setup-browser:
	@config/setup.sh --browser

demo: setup ## Show the main job and serve the site (ONCE=1: do not serve, PORT=8123, RESET=1: start over)
	@exec $(PYTHON) -m config.demo $(if $(ONCE),--once) $(if $(RESET),--reset) $(if $(PORT),--port $(PORT))

test: setup-browser ## Run every test, browser and worker tests included (ARGS="-k name" to choose)
	@$(PYTHON) -m pytest -n auto --dist worksteal $(ARGS)

check: setup ## Run every check: lint, types, imports, migrations, messages, deploy, locks
	@.ci/check

fix: setup ## Let ruff and djlint mend what they can, and list again who may open what
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates
	$(PYTHON) manage.py url_access

messages: setup ## Collect the texts to translate into locale/nl and compile them
	$(PYTHON) manage.py makemessages -l nl --no-location --no-obsolete --ignore node_modules --ignore var --ignore tests --ignore bench
	@config/setup.sh

migrations: setup ## Write migrations for changed models
	$(PYTHON) manage.py makemigrations

bench: setup-browser ## Measure pages, PDF and queries
	$(PYTHON) -m bench

screenshots: setup-browser ## Make the pictures of the README
	$(PYTHON) -m pytest -p no:randomly -q tests/browser/screenshots.py

lock: setup ## Recompile requirements/*.txt and package-lock.json
	$(BIN)/uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -q -o requirements/base.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -q -o requirements/dev.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --package-lock-only --ignore-scripts

clean: ## Remove everything that setup and the demo made
	rm -rf .venv node_modules var staticfiles
