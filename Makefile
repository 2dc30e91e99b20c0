# Every target makes .venv on first use, with the development tools in it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Real formulas that are not part of the project: one JSON object a line, see docs/check.md.
PROBATUM_CORPORA ?= $(abspath ../shared/data)
export PROBATUM_CORPORA

.DEFAULT_GOAL := help
.PHONY: help browser demo test soundness lint format proto theorems reference bench docs chaos fuzz identify corpora clean

help: ## Say what the targets do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## Judge the formulas of examples/ with the embedded service
	$(BIN)/probatum check examples

test: $(STAMP) ## Run the tests
	$(BIN)/python -m pytest -q -n 2

soundness: $(STAMP) ## Run the long form of the soundness tests
	PROBATUM_SOUNDNESS=long $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/soundness tests/quantified

lint: $(STAMP) ## Check style, types, the wire contract and that generated files are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy proto client verifiers service scripts benchmarks
	$(BIN)/buf lint
	$(BIN)/python scripts/generate_stubs.py --check
	$(BIN)/python scripts/generate_theorems.py --check

format: $(STAMP) ## Format the code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

proto: $(STAMP) ## Generate the stubs of the wire contract
	$(BIN)/python scripts/generate_stubs.py

theorems: $(STAMP) ## Compile the table of theorems that the checker reads
	$(BIN)/python scripts/generate_theorems.py

reference: $(STAMP) ## Generate the function reference of the claim language
	$(BIN)/python -m probatum.verifiers.language.reference docs/claim-language.md

bench: $(STAMP) ## Measure evaluation, limits, service and engines against their peers
	$(BIN)/python benchmarks/evaluation.py
	$(BIN)/python benchmarks/limits.py
	$(BIN)/python benchmarks/fields.py
	$(BIN)/python benchmarks/service.py
	$(BIN)/python benchmarks/engines.py
	$(BIN)/python benchmarks/rechecking.py

browser: ## Say which Chromium the tests of pages drive; as root, install one where there is none
	@command -v chromium || command -v chromium-browser || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null \
	&& command -v chromium; } || { echo "no Chromium: install your system's package of it (Debian: apt-get install chromium)"; exit 1; }

docs: $(STAMP) ## Build the site of the documentation in build/site, with a gallery that is judged anew
	$(BIN)/mkdocs build

chaos: $(STAMP) ## Kill servers, workers and the database while they work on jobs; needs PostgreSQL's programs
	timeout 600 $(BIN)/python benchmarks/chaos.py

fuzz: $(STAMP) ## Give a million hostile inputs to parsers, decoders and the checker
	$(BIN)/python benchmarks/fuzzing.py

identify: $(STAMP) ## Look for the closed forms of every known continued fraction and of 100 random ones
	PROBATUM_IDENTIFY_ALL=1 $(BIN)/python -m pytest -q tests/identification/test_known_fractions.py

corpora: $(STAMP) ## Judge the formula databases in PROBATUM_CORPORA
	@test -d "$(PROBATUM_CORPORA)" || { echo "no formula databases: set PROBATUM_CORPORA"; exit 2; }
	$(BIN)/probatum check "$(PROBATUM_CORPORA)"

clean: ## Remove the environment and the caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
