# `make write` and `make test` need Python 3.10 or later, pip and make; nothing else, and nothing of yours is changed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
OUT    ?= build
MADE   := $(shell find derive templates -type f -not -name '*.pyc' 2>/dev/null) pyproject.toml

.PHONY: write test check clean
.DELETE_ON_ERROR:

write: $(OUT)/.written ## every derivation of the library, as pages in build/
	@echo "Open $(OUT)/index.html"

test: $(VENV)/.test ## the tests
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## style, types, and which room imports which
	$(BIN)/ruff check .
	$(BIN)/mypy --strict derive
	$(BIN)/lint-imports

clean: ## the written pages and the environment
	rm -rf -- $(OUT) $(VENV)

$(OUT)/.written: $(VENV)/.derive $(MADE)
	$(BIN)/derive write --all -o $(OUT)
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo "Python 3.10 or later is needed; give one with: make PYTHON=/path/to/python3"; exit 2; }
	$(PYTHON) -m venv $(VENV) || \
	  { rm -rf -- $(VENV); $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install -q pip; }

$(VENV)/.derive: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/.derive

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.test $(VENV)/.derive
