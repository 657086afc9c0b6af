"""All points first, then what takes longer to explain: also where a run ended in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import Ended, called
from commands.test_gradebook_commands import RIGHT, WRONG, hand_in, write_course
from msgspec.structs import replace

from grader.cohort.passes import Passes
from grader.cohort.work import Done
from grader.grading.documents import decode_result, encode_result
from grader.grading.result import Result, SmallestEdit
from grader.records.gradebook import open_gradebook

pytestmark = pytest.mark.usefixtures("as_nobody")


def grade(folder: Path) -> Ended:
    return called("grade", "class", "hw", "--output", "out", "--course", "course", cwd=folder)


def results(folder: Path) -> dict[str, Result]:
    lines = (folder / "out" / "results.jsonl").read_bytes().splitlines()
    return {result.learner: result for result in map(decode_result, lines)}


def edit_of(result: Result) -> SmallestEdit | None:
    return next((check.smallest_edit for check in result.exercises[0].checks if check.smallest_edit), None)


def unexplained(folder: Path) -> list[str]:
    with open_gradebook(folder / "out", create=False) as gradebook:
        attempts = {one.key: one.learner for one in gradebook.attempts("hw")}
        assert all(one.gradings == 1 for one in gradebook.attempts("hw"))
        return sorted(attempts[key] for key in gradebook.unexplained(list(attempts)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_course(tmp_path / "course")
    wrong = WRONG.replace("x + w", "x * x").replace("xs[0]", "max(xs)")
    for learner, text in (("ann", RIGHT), ("ben", wrong), ("cleo", WRONG.replace("xs[0]", "max(xs)"))):
        hand_in(tmp_path / "class" / learner / "work.zip", text)
    return tmp_path


def test_what_a_run_left_unexplained_is_explained_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_short(*_: object) -> Iterator[int]:
        yield from ()

    with monkeypatch.context() as cut:
        cut.setattr(Passes, "second", cut_short)
        grade(folder)
    assert unexplained(folder) == ["ben"]
    before = results(folder)
    page = (folder / "out" / "ben" / "report.html").read_bytes()
    others = (folder / "out" / "ann" / "report.html").stat().st_mtime_ns
    said = grade(folder).stderr
    assert "3 hand-ins are already in the gradebook" in said
    assert unexplained(folder) == []
    after = results(folder)
    assert (edit_of(before["ben"]), edit_of(after["ben"]) is not None) == (None, True)
    assert after["ben"].points == before["ben"].points
    assert after["ben"].created == before["ben"].created
    assert (folder / "out" / "ben" / "report.html").read_bytes() != page
    assert (folder / "out" / "ann" / "report.html").stat().st_mtime_ns == others


def test_a_second_pass_with_other_points_is_not_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of code that gives something else each time: what was told first counts."""
    more = Passes._more

    def generous(self: Passes, version: object, done: Done) -> bytes | None:
        result = decode_result(done.document)
        exercise = result.exercises[0]
        checks = tuple(replace(check, points=check.max_points) for check in exercise.checks)
        raised = replace(result, exercises=(replace(exercise, checks=checks),))
        return more(self, version, replace(done, document=encode_result(raised)))  # type: ignore[arg-type]

    monkeypatch.setattr(Passes, "_more", generous)
    grade(folder)
    assert edit_of(results(folder)["ben"]) is None
    assert unexplained(folder) == []
