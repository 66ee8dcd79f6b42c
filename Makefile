# Two commands do everything: `make demo` and `make test`. Both make the environment first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types imports check benchmarks lock clean

## Build the published plan for Liverpool City Region from the bundled statistics.
demo: $(VENV)/.demo
	$(BIN)/growthplan build plans/liverpool-city-region --out out
	@echo
	@echo "Open out/site/index.html in a browser. Everything that was made is in out/."

## Run the whole test suite; page tests are left out, with a word, where there is no browser.
test: $(VENV)/.test
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)
	@echo "Test results are above; a failure names its file and line."

check: lint types imports

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

imports: $(VENV)/.test
	$(BIN)/lint-imports

benchmarks: $(VENV)/.bench
	$(BIN)/python -m benchmarks

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "growthplan needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==0.13.9"
	@touch $@

# The environment is made again when the pinned versions change.
$(VENV)/.demo: $(VENV)/.python requirements/demo.txt pyproject.toml
	$(call install,requirements/demo.txt)

$(VENV)/.test: $(VENV)/.python requirements/test.txt pyproject.toml
	$(call install,requirements/test.txt)

$(VENV)/.bench: $(VENV)/.python requirements/bench.txt pyproject.toml
	$(call install,requirements/bench.txt)

define install
	VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet --require-hashes -r $(1)
	VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@
endef

## Pin the newest versions that pyproject.toml allows.
lock: $(VENV)/.python
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --upgrade pyproject.toml --extra charts --extra pdf --extra workbook --extra web -o requirements/demo.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --all-extras --group dev -c requirements/demo.txt -o requirements/test.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --all-extras --group dev --group bench -c requirements/test.txt -o requirements/bench.txt

clean:
	rm -rf $(VENV) out
