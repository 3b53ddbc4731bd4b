# make setup   everything into .venv, from requirements.lock
# make demo    plan the sample municipality Lekeberg; SECONDS=60 for less
# make serve   open the service with the sample and its plan; it says at which address
# make test    format, lint, types and all tests
# make check   the same without the tests
# make mutants  seed faults into lines not yet committed; SINCE=main for more
# make docs    docs/rules.md, rules.json, scenarios.md and openapi.json, from the code
# make bench   time the hot paths; the figures go to benchmarks/results/
# make clean   remove what these made

PYTHON ?= python3
SECONDS ?= 180
SINCE ?= HEAD

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
# On all cores, and not the libraries' own tests: pip compiles them too, on one.
COMPILE := $(BIN)/python -m compileall -qq -j 0 -x '/tests/'

# Byte code is kept, though containers often say not to: without it each start of the
# program compiles 700 files, for a second of processor time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup demo serve test check mutants docs bench clean
.DELETE_ON_ERROR:

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@rm -f $@
	@PYTHON=$(PYTHON) .ci/venv $(VENV)
	@echo "Installing what requirements.lock lists (a few minutes the first time)"
	@$(PIP) install --no-compile --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(COMPILE) $(VENV)/lib api constraints data scheduler || true
	@echo "Compiling the engines"
	@$(BIN)/python -m scheduler.planning.warm_up || echo "Not compiled: the first plan will do it"
	@touch $@

demo: setup
	@test -d demo/lekeberg || $(BIN)/bemanna sample lekeberg --out demo/lekeberg
	@$(BIN)/bemanna solve demo/lekeberg --out demo/plan --seconds $(SECONDS) || \
		{ code=$$?; echo "bemanna solve: exit code $$code (README, Exit codes)"; test $$code -eq 1; }

	@echo "make serve opens it in your browser: the schedule, day by day, to look at and change"

serve: setup
	@test -d demo/plan || $(MAKE) demo
	@$(BIN)/bemanna serve --db demo/bemanna.sqlite --dataset demo/lekeberg --plan demo/plan

check: setup
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy

# More than a laptop's two cores: tests of pages, servers and signals wait a lot. Each
# begins at another part, so that who waits and who computes are at it together.
test: check
	@$(BIN)/pytest -n 3 --dist worksteal

mutants: setup
	@.ci/mutants $(SINCE)

docs: setup
	@$(BIN)/python -m api.rules_doc docs
	@$(BIN)/python -m data.scenario.presets_page docs
	@$(BIN)/python -m api.http.openapi_file docs

bench: setup
	@$(BIN)/python -m benchmarks

clean:
	@rm -rf $(VENV) demo build *.egg-info
