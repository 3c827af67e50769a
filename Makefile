# The recipes that CI runs; `make demo` and `make test` are the two commands of the README.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test lint types gate clean

$(BIN)/sayso: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $(BIN)/sayso

$(BIN)/pytest: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(BIN)/pytest $(BIN)/sayso

demo: $(BIN)/sayso  ## install, build the ledger of examples/, and write its report
	$(BIN)/sayso build examples -o build/examples.sayso --fresh || test $$? -eq 1
	$(BIN)/sayso report build/examples.sayso -o build/examples.html

test: $(BIN)/pytest  ## install and pass the tests
	$(BIN)/pytest

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/pytest
	$(BIN)/mypy

gate: $(BIN)/pytest  ## measure on the gold data beside the checkout, and hold the floors
	$(BIN)/python -m quality.gate --shared $(SHARED)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
