# Every target makes .venv first where it is missing or stale. `make PYTHON=/path/to/python` chooses the interpreter.

ifndef PYTHON
PYTHON := $(shell for candidate in python3.11 python3 python3.12 python3.13 python3.14; do \
	if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$candidate; break; fi; \
	done)
endif
ifeq ($(PYTHON),)
$(error No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3.11)
endif

BIN := .venv/bin

# The stamp is named after all that an installation follows from, so a finished one is told from a stale one by its
# name alone; it is written last, so one that was cut short is told as well.
STAMP := .venv/installed-$(shell $(PYTHON) -c 'import hashlib, os, sys, tomllib; \
	project = tomllib.load(open("pyproject.toml", "rb")); \
	facts = [project["project"], project["build-system"], open("constraints.txt").read(), \
		sys.version, sys.base_prefix, os.getcwd()]; \
	print(hashlib.sha256(repr(facts).encode()).hexdigest()[:16])')
ifeq ($(STAMP),.venv/installed-)
$(error $(PYTHON) is no Python 3.11 or newer, or pyproject.toml or constraints.txt cannot be read)
endif

PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check fix schema docs recordings messages figures pictures screenshots benchmark clean

help:
	@echo "make demo       grade a small class of example learners and print where its report lies"
	@echo "make test       linters, then the whole test suite"
	@echo "make check      linters and house rules: ruff, mypy, import contracts, names, lengths, circles"
	@echo "make fix        fix what ruff can fix, and format"
	@echo "make docs       write docs/course.md from the declarations of course.toml"
	@echo "make recordings record what references give, which comes with the course, where it has changed"
	@echo "make schema     write docs/result.schema.json anew from the result's types"
	@echo "make messages   collect the interface's texts for the translation catalogues"
	@echo "make figures    write the counted and the measured figures into the documents"
	@echo "make pictures   draw the pictures of the chapters with the scripts of docs/pictures"
	@echo "make screenshots  take the pictures of the README from real runs, in Chromium"
	@echo "make benchmark  time a submission here, under one pytest process each, and at the floor"
	@echo "make clean      remove .venv and caches"

# pip comes into the environment from ensurepip, else from the interpreter's own pip (Debian keeps ensurepip apart).
# torch goes in first and by its pin: asked for by another package it may come as a newer build of several gigabytes.
$(STAMP):
	@echo "Making .venv with $$($(PYTHON) --version); this takes a few minutes once."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv 2>/dev/null || { \
		$(PYTHON) -m venv --clear --without-pip .venv && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	@$(PIP_INSTALL) torch
	@$(PIP_INSTALL) torchvision setuptools
	@$(PIP_INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/grader demo

# The house rules are tests as well, which `check` has run.
test: check
	$(BIN)/pytest -n auto --ignore=tests/test_house.py

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict grader docs/pictures/drawing.py
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/test_house.py

fix: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)
	$(BIN)/python -m grader.course.reference_page > docs/course.md.new
	mv docs/course.md.new docs/course.md

schema: $(STAMP)
	$(BIN)/python -c 'import json; from grader.grading.documents import json_schema; \
		print(json.dumps(json_schema(), indent=2))' > docs/result.schema.json.new
	mv docs/result.schema.json.new docs/result.schema.json

recordings: $(STAMP)
	$(BIN)/grader recordings

messages: $(STAMP)
	$(BIN)/python -m grader.commands.catalogue

figures: $(STAMP)
	PYTHONPATH=. $(BIN)/python benchmarks/figures.py

pictures: $(STAMP)
	@for script in docs/pictures/[0-9]*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

screenshots: $(STAMP)
	$(BIN)/python docs/pictures/screenshots.py

benchmark: $(STAMP)
	$(BIN)/python benchmarks/submissions.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
