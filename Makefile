# Two commands do all the set-up on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check fix bench eval cities faults help lock browser clean

help:  ## show these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(f"Python 3.11 to 3.13 is needed, this is {v[0]}.{v[1]}; name another: make PYTHON=python3.11") if not (3, 11) <= v <= (3, 13) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

run: $(STAMP)  ## build the library from corpus/, serve API, widget and staff app, print where they are
	$(BIN)/plan-assistant ingest
	$(BIN)/plan-assistant up

test: check browser  ## everything that CI runs: style, types, imports, tests, evaluation gate
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile
	mkdir -p build
	$(BIN)/plan-assistant eval --gate --html build/evaluation.html

check: $(STAMP)  ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: $(STAMP)  ## repair style where it can be done by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(STAMP)  ## the evaluation alone
	$(BIN)/plan-assistant eval

cities: $(STAMP)  ## read fifty-nine plans of cities that do not exist without a profile, and score their authors' questions (9 minutes)
	@for catalog in tests/published/*/catalog.toml; do city=$$(basename $$(dirname $$catalog)); \
	  $(BIN)/plan-assistant ingest --catalog $$catalog --library build/cities/$$city > /dev/null && \
	  $(BIN)/plan-assistant eval --task answers --cases $$(dirname $$catalog)/cases.yaml --library build/cities/$$city --json \
	    | $(BIN)/python -c "import json, sys; rows = json.load(sys.stdin)['rows']; print('$$city:', sum(row['right'] for row in rows), 'of', len(rows))" || exit 1; done

faults: $(STAMP)  ## plant seeded faults one at a time: each must break the evaluation gate
	$(BIN)/plan-assistant eval faults

bench: $(STAMP)  ## speed, memory and growth beside a plain retrieval chain, written to docs/benchmarks.md (4 minutes)
	$(BIN)/plan-assistant bench --scale 100,1000,10000,100000 --markdown docs/benchmarks.md

browser:  # Debian's Chromium and a Japanese font, for the tests that open a page
	@command -v chromium >/dev/null && fc-list :lang=ja 2>/dev/null | grep -q . || \
	  { SUDO=$$(test "$$(id -u)" = 0 || echo sudo); $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig; }

lock: $(STAMP)  ## write constraints.txt anew from what is installed
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:  ## remove the environment and what was built
	rm -rf $(VENV) library operations.sqlite3* build *.egg-info
