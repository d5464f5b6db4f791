# Warraq. `make run` opens the reader on the seeds; `make test` checks everything. Nothing else is needed.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# One more than there are cores, as some tests wait for processes; not more, since each worker gathers all tests and reads the lists anew
JOBS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); [ $$n -lt 8 ] && expr $$n + 1 || echo 8)
TERMINALS ?= 2
# Each worker takes a row of neighbours, which share what is set up, and at the end what others have left
SHARED := --dist worksteal
FTM := $(VENV)/followthemoney
# Where Python writes no bytecode, every process that a test starts compiles the whole reader again
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint types contracts check bench screenshots conformance terminal kills histories soak train wheel clean

run: $(READY)
	@$(BIN)/warraq seeds

$(READY): pyproject.toml constraints.txt
	@command -v git >/dev/null 2>&1 || { echo "warraq: git is missing (Debian: apt install git)"; exit 1; }
	@[ -n "$(PYTHON)" ] || { echo "warraq: Python 3.11 or later is needed; none was found"; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); echo "warraq: Python's venv is missing (Debian: apt install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check -U 'pip>=25.1' -c constraints.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e . --group dev
	@touch $@

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

contracts: $(READY)
	@$(BIN)/lint-imports --no-logo

# Types are checked beside the tests, which leave a core free at their beginning and end; what was found is said last
test: lint contracts
	@$(BIN)/mypy >$(VENV)/types 2>&1 & types=$$!; \
	$(BIN)/pytest -n $(JOBS) $(SHARED) -rs -m "not terminal and not soak"; tests=$$?; \
	wait $$types; types=$$?; cat $(VENV)/types; exit $$((tests + types))
	@echo "not run here: a real terminal (make terminal), other engines, Unicode's files and followthemoney (make conformance), long runs (make soak)"

check: lint types contracts

conformance: $(READY) $(FTM)/.ready
	@$(BIN)/pytest -n $(JOBS) -rs -m conformance tests/typeset tests/export

# An environment of its own: followthemoney brings another ICU than the tests of typesetting
$(FTM)/.ready: pyproject.toml constraints.txt $(READY)
	@$(BIN)/python -m venv $(FTM)
	@$(FTM)/bin/python -m pip install -q --disable-pip-version-check -U 'pip>=25.1' -c constraints.txt
	@$(FTM)/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt --group ftm
	@touch $@

# Two at a time: each has a pty, sockets and a display of its own, and waits more than it works
terminal: $(READY)
	@$(BIN)/pytest -n $(TERMINALS) $(SHARED) -rs -m terminal tests/terminal

kills: $(READY)
	@WARRAQ_KILLS=50 $(BIN)/pytest -n $(JOBS) $(SHARED) -rs -m "not soak" tests/journal/test_soak.py

# Random histories of a collection, each linked anew beside: six times as many as `make test` tries
histories: $(READY)
	@WARRAQ_HISTORIES=6 $(BIN)/pytest -n $(JOBS) $(SHARED) -rs -k "anew" tests/corpus/test_linking.py tests/corpus/test_linking_of_changes.py tests/corpus/test_linking_of_many.py tests/corpus/test_events_of_changes.py

# Long: every way out twenty times, random keys at many sizes, in xterm too
soak: $(READY)
	@$(BIN)/pytest -rs -m soak tests/terminal

bench: $(READY)
	@$(BIN)/python -m benchmarks

screenshots: $(READY)
	@$(BIN)/python -m tests.screenshots screenshots

train: $(READY)
	@[ -n "$(DATA)" ] || { echo "make train DATA=folder with the corpora (docs/entities.md)"; exit 2; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt --group train
	@PYTHONHASHSEED=0 $(BIN)/python -m training.entities $(DATA)

wheel: $(READY)
	@$(BIN)/python -m build --wheel -o dist .

clean:
	@rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
