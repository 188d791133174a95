# The project's commands. `make` alone lists them.

PYTHON      ?= python3
PYTEST_ARGS ?=
BENCH_ARGS  ?=
LOCK_ARGS   ?=
export LOCK_PYTHON

RUN := $(PYTHON) -m tools.run

# The last line of `make tools` is its answer: make must not print one after it.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help tools packages ready venv tofu test lint fmt types bench deploy lock clean distclean python

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

tools: python ## prepare everything for Terraform work; the last line is the CLI configuration file
	@$(PYTHON) -m tools.set_up tools

# The same without the answer, for the targets below.
ready: python
	@$(PYTHON) -m tools.set_up tools > /dev/null

venv: python ## prepare .venv only
	@$(PYTHON) -m tools.set_up venv

tofu: python ## build the pinned OpenTofu, even where Terraform is installed; the last line is its path
	@$(PYTHON) -m tools.set_up tofu

test: packages lint tofu ## lint, then all tests with each engine and tool (PYTEST_ARGS="-k name" for some)
	@$(PYTHON) -m tools.pairs $(PYTEST_ARGS)

packages: python
	@$(PYTHON) -m tools.set_up.debian_packages

lint: ready ## ruff, mypy and pyright
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy --strict -p kibana_connectors -p pytest_cdktf -p stacks -p tools -p bench
	$(RUN) pyright

fmt: venv ## format, and fix what ruff can fix
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

types: venv ## write what is generated: types from catalog/, the index, the constructs
	@.venv/bin/python -m tools.generate

deploy: ready ## deploy the example stacks
	@$(RUN) python -m tools.deploy

bench: ready ## measure everything, about 20 minutes (BENCH_ARGS="name" for some parts); ratios come last
	@$(RUN) python -m bench $(BENCH_ARGS)

lock: python ## regenerate the requirements locks and package-lock.json (LOCK_ARGS=--upgrade for newer versions)
	@$(PYTHON) -m tools.set_up.lock $(LOCK_ARGS)

clean: ## remove generated output
	for folder in . pytest-cdktf; do (cd $$folder && rm -rf cdktf.out dist build \
	    .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage); done
	find . \( -name .git -o -name .venv -o -name node_modules -o -name .cache \) -prune \
	    -o \( -name __pycache__ -o -name '*.egg-info' \) -prune -exec rm -rf {} +

distclean: clean ## remove the installed and built tools as well
	rm -rf .venv node_modules .cache

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2> /dev/null \
	    || { echo "error: $(PYTHON) is not Python 3.10 or later: install it, or name one by make PYTHON=PATH" >&2; exit 1; }
