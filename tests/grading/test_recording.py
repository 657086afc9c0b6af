"""Making records: under the conditions of a learner's process, with the files of cases on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from grader.authoring import AuthoringError
from grader.course.discovery import read_course
from grader.course.loading import load_exercise
from grader.grading.plans import make_plan
from grader.grading.recorded import ExerciseRecord
from grader.grading.recording import make_record
from grader.wire.messages import Returned

ROOT = Path(__file__).parents[2]

REFERENCE = '''"""Reading a file."""

from pathlib import Path

import torch


def first_line(root):
    """The first line."""
    ### BEGIN SOLUTION
    return Path(root, "deep", "text").read_text().splitlines()[0]
    ### END SOLUTION


def threads():
    """How many threads torch computes on."""
    ### BEGIN SOLUTION
    return torch.get_num_threads()
    ### END SOLUTION
'''
CHECKS = '''"""Checks."""

from pathlib import Path

from grader.authoring import case, check, folder


@check(role="data", of="first_line", points=0, cases=[case(root=folder({"deep/text": b"one\\ntwo"}))])
def line(m, root):
    """The first line."""
    return [m.first_line(root), root]


@check(role="concept", of="threads", points=0, cases=[case()])
def count(m):
    """Threads."""
    return m.threads()
'''


def course(folder: Path) -> Path:
    chapter = folder / "solutions" / "01_small"
    chapter.mkdir(parents=True)
    (folder / "exercises" / "01_small").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "course.toml", folder / "solutions")
    (chapter / "small.py").write_text(REFERENCE, encoding="utf-8")
    (chapter / "small_checks.py").write_text(CHECKS, encoding="utf-8")
    return folder


def test_the_reference_computes_on_one_thread_and_finds_its_files(tmp_path: Path) -> None:
    (files,) = read_course(course(tmp_path)).exercises
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        record = make_record(make_plan(load_exercise(files), 1))
        after = torch.get_num_threads()
    finally:
        torch.set_num_threads(before)
    assert after == 2
    counted, read = (record.checks[name].cases[0].outcome for name in ("count", "line"))
    assert isinstance(counted, Returned)
    assert counted.value == 1
    assert isinstance(read, Returned)
    text, place = read.value.items  # type: ignore[union-attr]
    assert text == "one"
    assert not Path(str(place)).exists()


ALIKE = '''"""Checks."""

from grader.authoring import case, check, raises


@check(role="concept", of="forward", CASES)
def prediction(m, x):
    """The prediction."""
    return PROBE
'''


def alike(folder: Path, cases: str, probe: str = "m.forward(x)") -> ExerciseRecord:
    chapter = folder / "solutions" / "01_small"
    chapter.mkdir(parents=True)
    (folder / "exercises").mkdir()
    shutil.copy(ROOT / "solutions" / "course.toml", folder / "solutions")
    (chapter / "ex.py").write_text(
        '"""Lines."""\n\n\ndef forward(x):\n    return x * 2 + {"a": 1}[""] if x < 0 else x * x\n'
    )
    (chapter / "ex_checks.py").write_text(ALIKE.replace("CASES", cases).replace("PROBE", probe), encoding="utf-8")
    (files,) = read_course(folder).exercises
    return make_record(make_plan(load_exercise(files), 1))


@pytest.mark.parametrize(
    ("cases", "probe", "words"),
    [
        ("cases=[case(x=2.0)]", "m.forward(x)", "all its cases have one answer"),
        ("cases=[case(x=2.0), case(x=2.0)]", "m.forward(x)", "all its cases have one answer"),
        ("cases=[case(x=2.0), case(x=3.0)]", "print(m.forward(x))", "its probe returns nothing"),
    ],
)
def test_a_check_with_points_has_two_answers(tmp_path: Path, cases: str, probe: str, words: str) -> None:
    with pytest.raises(AuthoringError, match=words) as refused:
        alike(tmp_path, cases, probe)
    assert refused.value.place is not None
    assert (refused.value.place.file.name, refused.value.place.line) == ("ex_checks.py", 6)


@pytest.mark.parametrize(
    "cases",
    [
        "cases=[case(x=2.0), case(x=3.0)]",
        "cases=[case(x=2.0)], points=0",
        'cases=[case(x=2.0)], alike="There is one."',
        'cases=[case(x=-2.0)], expect=raises("KeyError")',
    ],
)
def test_two_answers_no_points_a_reason_or_a_refusal_are_all_right(tmp_path: Path, cases: str) -> None:
    assert alike(tmp_path, cases).checks
