# `make demo` and `make test` need git, make, and Python 3.11 or later with venv; the first call fetches the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
RUN := $(CURDIR)/$(BIN)
DEMO_SITE := fixtures/drupal_sites/seven__helper_in_module/site
DEMO_MODULE := reading_list
# In its repository nobody's git configuration matters, and nobody's identity is asked for.
DEMO_GIT := GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -C demo -c user.name=Demo -c user.email=demo@example.com

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench clean

help: ## show the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

# The development tools are listed once, in pyproject.toml; pip before 25.1 cannot read a dependency group itself.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 -m venv failed (Debian: apt install python3-venv)"; exit 1; }
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' > $(VENV)/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --requirement $(VENV)/dev.txt
	@touch $@

demo: $(STAMP) ## remove a module from a small Drupal 7 site in ./demo, and look at what was written
	@rm -rf demo && cp -R $(DEMO_SITE) demo
	@$(DEMO_GIT) init --quiet && $(DEMO_GIT) add --all --force && $(DEMO_GIT) commit --quiet --message 'A Drupal 7 site'
	@printf '\n$$ uninstaller plan $(DEMO_MODULE)\n'
	@cd demo && $(RUN)/uninstaller plan $(DEMO_MODULE)
	@printf '\n$$ uninstaller generate $(DEMO_MODULE)\n'
	@cd demo && $(RUN)/uninstaller generate $(DEMO_MODULE)
	@printf '\n$$ git status --short\n'
	@$(DEMO_GIT) status --short --untracked-files=all
	@find demo -path '*/removals/*' | while read -r file; do printf '\n$$ cat %s\n' "$$file"; cat "$$file"; done
	@printf '\nThe whole module, and the rest of the site, is in ./demo\n'

test: $(STAMP) ## run the tests; the end says what could not run on this machine, and why
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup $(PYTEST_ARGS)

check: $(STAMP) ## format, lint, types, imports between folders, and docs against --help
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/make_commands.py --check
	$(BIN)/python docs/make_kinds.py --check

docs: $(STAMP) ## write docs/commands.md and docs/kinds.md again
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/make_kinds.py

bench: $(STAMP) ## measure time and memory, against ripgrep on the same files
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

clean: ## delete all that make made
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
