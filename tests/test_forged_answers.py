"""What a learner hands in as an answer is itself code: objects that agree with whatever a probe asks earn nothing.

Each file of `forged_answers/<exercise>/` is appended to the reference. Its docstring names the checks that it is out to
pass without doing what they ask for.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from grader.testing import assert_fails, grade_file, reference_source

ROOT = Path(__file__).parents[1]
FORGERIES = sorted(Path(__file__).with_name("forged_answers").glob("*/*.py"))
TARGETS = re.compile(r"must not pass: ([\w, ]+)\.")


@pytest.mark.parametrize("forgery", FORGERIES, ids=[f"{path.parent.name}-{path.stem}" for path in FORGERIES])
def test_an_answer_that_only_agrees_earns_nothing(forgery: Path) -> None:
    text = forgery.read_text(encoding="utf-8")
    told = TARGETS.search(ast.get_docstring(ast.parse(text)) or "")
    assert told, "its docstring names no check"
    exercise = forgery.parent.name
    graded = grade_file(ROOT, exercise, f"{reference_source(ROOT, exercise)}\n\n{text}", explained=False)
    assert_fails(graded, *told[1].split(", "))
