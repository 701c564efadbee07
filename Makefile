# Every target does all of its own set-up: virtual environment, dependencies, browser.
# Nothing here needs more than Python 3.11 and, where no browser is installed, root or a network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-after test test-all check bench clean

help:  ## Say what there is to do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Portal Audit needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

setup: $(READY)  ## Virtual environment, dependencies and a browser
	@$(BIN)/portal-audit doctor --install

demo: setup  ## Audit the demo portal and write its scorecard
	$(BIN)/portal-audit demo

demo-after: setup  ## The same for the repaired demo portal
	$(BIN)/portal-audit demo --after

test: setup  ## The tests, in real browsers
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m 'not deep'

test-all: setup  ## The same and those that take long for what they say
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(READY)  ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup  ## Timing accuracy and speed against a bare browser (minutes)
	$(BIN)/python -m bench

clean:  ## Remove what the targets made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache
