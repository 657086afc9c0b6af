"""Making recordings: the author's own code runs in children with limits, and what goes wrong there is told of."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from small_course import MISTAKES, REFERENCE, ROOT, make_small_plan

from grader.authoring import AuthoringError
from grader.course.discovery import read_course
from grader.course.loading import load_exercise
from grader.execution import references
from grader.execution.limits import Limits
from grader.execution.references import ReferencePool
from grader.grading.plans import make_plan
from grader.grading.recordings import ExerciseRecording
from grader.grading.reference_runs import make_recording
from grader.numerics.allowances import Tolerance
from grader.numerics.plain_objects import to_plain
from grader.wire.messages import Outcome, Returned

BODY = "return [x * w for x in xs]"


@pytest.fixture(scope="module", autouse=True)
def _short_limits() -> Iterator[None]:
    """References may take half a second here, so that one that never ends does not hold the suite up."""
    with ReferencePool((), Limits(check_seconds=0.5, load_seconds=0.5)) as pool:
        before = references._pools[:]
        references._pools[:] = [pool]
        yield
        references._pools[:] = before


def value_of(recording: ExerciseRecording, check: str, case: int = 0) -> Any:
    return plain(recording.checks[check].cases[case].outcome)


def plain(outcome: Outcome) -> Any:
    assert isinstance(outcome, Returned)
    return to_plain(outcome.value)


def allowed(tolerance: Tolerance | None) -> list[float]:
    assert tolerance is not None
    return [float(number) for data in tolerance.allowed for number in np.frombuffer(data, "<f8")]


def refused(folder: Path, **files: object) -> str:
    with pytest.raises(AuthoringError) as slip:
        make_recording(make_small_plan(folder, **files))
    return str(slip.value)


def test_reference_and_mistakes_are_recorded_with_their_tolerances(tmp_path: Path) -> None:
    recording = make_recording(make_small_plan(tmp_path))
    assert value_of(recording, "points_of_a_line") == [0.75, -1.0]
    assert all(0 < number < 1e-5 for number in allowed(recording.checks["points_of_a_line"].cases[0].tolerance))
    (mistake,) = recording.mistakes
    assert list(mistake.checks) == ["points_of_a_line"]
    assert plain(mistake.checks["points_of_a_line"][0].outcome) == [2.0, -1.5]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("while True: pass", "exceeds the check's time limit of 0.5 s"),
        ("import os; os._exit(3)", r"ends its process \(exit status 3\)"),
        ("return bytearray(3 << 30)", "MemoryError"),
        ("return xs.nope", "raises AttributeError: .*nope"),
    ],
)
def test_a_reference_that_cannot_be_run_is_an_error_that_says_where(tmp_path: Path, body: str, said: str) -> None:
    message = refused(tmp_path, reference=REFERENCE.replace(BODY, body))
    assert re.search(rf"small(_checks)?\.py:\d+: the reference .*{said}.*points_of_a_line", message), message
    assert "small.py:1:" not in message


def test_a_reference_that_does_not_load_says_on_which_line(tmp_path: Path) -> None:
    message = refused(tmp_path, reference=REFERENCE.replace("def line", "import nosuchlib\n\n\ndef line"))
    assert "small.py:4: the reference does not load" in message
    assert "nosuchlib" in message


def test_a_reference_that_raises_without_a_declaration_is_refused_with_its_line(tmp_path: Path) -> None:
    message = refused(tmp_path, reference=REFERENCE.replace("if n < 0:", "if n > 2:"))
    assert "small.py:15: the reference raises ValueError: 3.0 is below 0" in message
    assert "expect=raises" in message


def test_a_mistake_that_never_ends_is_told_with_its_place(tmp_path: Path) -> None:
    message = refused(tmp_path, mistakes=MISTAKES.replace("return [x + w for x in xs]", "while True: pass"))
    assert re.search(r"small_mistakes\.py:\d+: the mistake `added` exceeds", message), message


def test_the_authors_code_writes_into_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    make_recording(
        make_small_plan(tmp_path, reference=REFERENCE.replace(BODY, f"open('left.txt', 'w').close()\n    {BODY}"))
    )
    assert list(home.iterdir()) == []


def test_a_style_that_rounds_more_widens_the_tolerance_where_it_does(tmp_path: Path) -> None:
    rounding = "return [(1e6 + x * w) - 1e6 for x in xs]"
    alone = make_recording(make_small_plan(tmp_path / "alone"))
    with_style = make_recording(
        make_small_plan(tmp_path / "style", styles={"large": REFERENCE.replace(BODY, rounding)})
    )
    same = make_recording(make_small_plan(tmp_path / "same", styles={"same": REFERENCE}))
    before, wider, unchanged = (
        allowed(recording.checks["points_of_a_line"].cases[0].tolerance) for recording in (alone, with_style, same)
    )
    assert unchanged == before
    assert all(wide > 1000 * narrow for wide, narrow in zip(wider, before, strict=True))


def test_a_style_that_raises_widens_nothing_and_stops_nothing(tmp_path: Path) -> None:
    recording = make_recording(make_small_plan(tmp_path, styles={"broken": REFERENCE.replace(BODY, "return xs.nope")}))
    assert "points_of_a_line" in recording.checks


FILES_CHECKS = '''"""Checks."""

from grader.authoring import case, check, folder


@check(role="data", of="line", points=0, cases=[case(xs=folder({"deep/text": b"one\\ntwo"}), w=1.0)])
def read(m, xs, w):
    """The first line."""
    return [m.line(xs, w), xs]


@check(role="data", of="refuse", points=0, cases=[case(n=1.0)])
def other(m, n):
    """Torch's threads."""
    import torch

    return torch.get_num_threads() * m.refuse(n)
'''


def test_the_reference_computes_on_one_thread_and_finds_its_files(tmp_path: Path) -> None:
    body = "from pathlib import Path\n\n    return Path(xs, 'deep', 'text').read_text().splitlines()[0]"
    recording = make_recording(
        make_small_plan(tmp_path, reference=REFERENCE.replace(BODY, body), checks=FILES_CHECKS, mistakes=MISTAKES)
    )
    text, place = value_of(recording, "read")
    assert text == "one"
    assert not Path(str(place)).exists()
    assert value_of(recording, "other") == 1.0


def test_a_refusal_is_recorded_as_what_it_says(tmp_path: Path) -> None:
    outcomes = [case.outcome for case in make_recording(make_small_plan(tmp_path)).checks["refused"].cases]
    assert [getattr(outcome, "message", None) for outcome in outcomes] == ["-1.5 is below 0", "-2.0 is below 0"]


def test_where_nothing_is_forked_the_same_is_recorded_by_few_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked = make_recording(make_small_plan(tmp_path / "forked", styles={"same": REFERENCE}))
    with ReferencePool((), mode="spawn") as pool:
        monkeypatch.setattr(references, "_pools", [pool])
        spawned = make_recording(make_small_plan(tmp_path / "spawned", styles={"same": REFERENCE}))
        assert len(pool._children._used) <= 2
    assert msgspec.msgpack.encode(spawned) == msgspec.msgpack.encode(forked)


ALIKE = '''"""Checks."""

from grader.authoring import case, check, raises


@check(role="concept", of="forward", fixed="An example.", CASES)
def prediction(m, x):
    """The prediction."""
    return PROBE
'''


def alike(folder: Path, cases: str, probe: str = "m.forward(x)") -> ExerciseRecording:
    chapter = folder / "solutions" / "01_small"
    chapter.mkdir(parents=True)
    (folder / "exercises").mkdir()
    shutil.copy(ROOT / "solutions" / "course.toml", folder / "solutions")
    (chapter / "ex.py").write_text(
        '"""Lines."""\n\n\ndef forward(x):\n    return x * 2 + {"a": 1}[""] if x < 0 else x * x\n'
    )
    (chapter / "ex_checks.py").write_text(ALIKE.replace("CASES", cases).replace("PROBE", probe), encoding="utf-8")
    (files,) = read_course(folder).exercises
    return make_recording(make_plan(load_exercise(files), 1))


@pytest.mark.parametrize(
    ("cases", "probe", "words"),
    [
        ("cases=[case(x=2.0)]", "m.forward(x)", "all its cases have the same answer"),
        ("cases=[case(x=2.0), case(x=2.0)]", "m.forward(x)", "all its cases have the same answer"),
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
