"""What a learner hands in as an answer is itself code: objects that agree with whatever a probe asks earn nothing.

Each file of `forged_answers/<exercise>/` is appended to the reference. Its docstring names the checks that it is out to
pass without doing what they ask for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.execution.pool import Pool
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer

ROOT = Path(__file__).parents[1]
FORGERIES = sorted(Path(__file__).with_name("forged_answers").glob("*/*.py"))
TARGETS = re.compile(r"must not pass: ([\w, ]+)\.")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(preload=("matplotlib", "torchvision")) as pool:
        yield pool


@pytest.fixture(scope="module")
def preparer() -> Preparer:
    return Preparer(find_course(ROOT), seed=1)


@pytest.mark.parametrize("forgery", FORGERIES, ids=[f"{path.parent.name}-{path.stem}" for path in FORGERIES])
def test_an_answer_that_only_agrees_earns_nothing(forgery: Path, preparer: Preparer, pool: Pool) -> None:
    text = forgery.read_text(encoding="utf-8")
    told = TARGETS.search(ast.get_docstring(ast.parse(text)) or "")
    assert told, "its docstring names no check"
    ready = preparer.ready(find_course(ROOT).exercise(forgery.parent.name), 0)
    result = grade_text(ready, preparer.run(0), pool, f"{ready.plan.exercise.reference_source}\n\n{text}")
    assert result.fault == ""
    statuses = {check.id: check.status for check in result.exercises[0].checks}
    assert [id for id in told[1].split(", ") if statuses[id] not in ("failed", "error")] == []
