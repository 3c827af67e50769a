# The recipes that CI runs; `make demo` and `make test` are the two commands of the README.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test test-postgres test-fleet test-stores test-cluster lint types gate docs pictures clean

$(BIN)/sayso: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $(BIN)/sayso

$(BIN)/pytest: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(BIN)/pytest $(BIN)/sayso

demo: $(BIN)/sayso  ## install, build the ledger of examples/, and write its report
	$(BIN)/sayso build examples/hadrin -o build/examples.sayso --fresh || test $$? -eq 1
	@$(BIN)/sayso report build/examples.sayso -o build/examples.html
	@echo
	@echo "Open build/examples.html in a browser: who said what in the fourteen invented pages of examples/hadrin,"
	@echo "on how many independent reports, and who denied it. The page that is named above as failed has no article"
	@echo "on it, and is there to show what becomes of such pages. Then try:"
	@echo "  $(BIN)/sayso show build/examples.sayso conflicts"
	@echo "  $(BIN)/sayso check build/examples.sayso \"The shells were fired from Ostrenian soil\""
	@echo "  $(BIN)/sayso build YOUR_PAGES/ -o story.sayso     (docs/tutorial.md goes on from here)"

test: $(BIN)/pytest  ## install and pass the tests
	$(BIN)/pytest

test-postgres: $(BIN)/pytest  ## start a PostgreSQL server, pass the ledger's tests on it, and stop it
	SAYSO_POSTGRES=required $(BIN)/pytest -m postgres tests

test-fleet: $(BIN)/pytest  ## the tests that start the engine of many machines on this one
	$(BIN)/pytest -m fleet tests/fleet/test_job.py

# The servers are for six tests, bring many packages, and want other versions of some: they have an environment of their own.
test-stores: $(BIN)/pytest  ## the same from and to object stores: install a server of S3 and one of Google's, and run the tests on them
	$(PYTHON) -m venv $(VENV)/stores
	$(VENV)/stores/bin/pip install --quiet --disable-pip-version-check "moto[s3]>=5.2.5" flask flask-cors gcp-storage-emulator
	PATH="$(abspath $(VENV))/stores/bin:$$PATH" SAYSO_STORES=required $(BIN)/pytest -m fleet tests/fleet/test_object_stores.py

test-cluster: $(BIN)/pytest  ## the same on a Ray cluster of two nodes on this machine, which must not be busy: Ray waits 15 seconds for itself
	$(BIN)/pytest -m fleet tests/fleet/test_cluster.py

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/pytest
	$(BIN)/mypy

gate: $(BIN)/pytest  ## measure on the gold data beside the checkout, and hold the floors
	$(BIN)/python -m quality.gate --shared $(SHARED)

docs: $(BIN)/pytest  ## build the site of docs/ into build/site; a broken link fails
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open build/site/index.html"

pictures: $(BIN)/pytest  ## take the pictures of the README anew, with the chromium of the system
	$(BIN)/python -m tools.pictures

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
