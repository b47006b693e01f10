# Two tasks do all the set-up: `make run` and `make test`. They need Python 3.11 or later and make.
PYTHON ?= python3
RAW ?= raw
OUTPUT ?= output
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help run test check format golden samples lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

run: $(READY)  ## read the documents in raw/ and publish a release in output/
	@$(BIN)/extract run $(RAW) $(OUTPUT)

test: $(READY)  ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadscope

check: $(READY)  ## format, lint and strict types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: $(READY)  ## rewrite the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

golden: $(READY)  ## rewrite the golden files of the formats; look at the difference before you commit it
	@REWRITE_GOLDEN=1 $(BIN)/python -m pytest tests/formats -k golden

samples: $(READY)  ## set the sample review of raw/ as a PDF anew
	@$(BIN)/python -m tests.layouts.samples

lock: $(READY)  ## resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --extra dev --upgrade pyproject.toml -o requirements.lock

clean:  ## remove the environment and all releases
	rm -rf .venv $(OUTPUT)/latest $(OUTPUT)/releases $(OUTPUT)/.cache

# The environment is made anew when what it must hold changes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 run"; exit 1; }
	@echo "Making the environment in .venv (once; some minutes)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)
