"""Grading what is not recorded: what goes wrong with one hand-in stays with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest
from reports import samples

from grader.course.discovery import find_course
from grader.course.loading import load_exercise
from grader.course.settings import CourseSettings
from grader.errors import WorkerFault
from grader.execution.limits import Limits
from grader.grading.grading import Run
from grader.records import marking
from grader.records.attempts import Recorded, attempt_key
from grader.records.choosing import Version, as_recorded, versions_of
from grader.records.handins import collect
from grader.records.marking import Marked, Variant, course_digest, mark, missing
from grader.wire.levels import UNUSED
from records.making import FILES, PATH, bundle, put

ROOT = Path(__file__).parents[2]
IDLE = cast(Any, SimpleNamespace(limits=Limits()))
NOTHING = Variant((), Run(CourseSettings("A course", "k"), 0, 1))


def versions(folder: Path) -> list[Version]:
    found = collect([folder], ["gradient_descent"]).hand_ins
    return [version for hand_in in found for version in versions_of([as_recorded(hand_in, "")])]


def marked(found: list[Version], variant_of: Any = lambda _: NOTHING) -> dict[str, Marked]:
    return {one.version.learner: one for one in mark(found, variant_of, IDLE, jobs=2)}


def test_a_hand_in_that_is_gone_or_damaged_by_now_is_a_note_and_the_others_are_graded(tmp_path: Path) -> None:
    paths = {name: put(tmp_path, bundle(name)) for name in ("ann", "ben", "cy")}
    found = versions(tmp_path)
    paths["ann"].unlink()
    paths["ben"].write_bytes(b"PK")
    results = marked(found)
    assert {name: one.note and one.note.kind for name, one in results.items()} == {
        "ann": "unreadable",
        "ben": "damaged",
        "cy": None,
    }
    assert results["cy"].result is not None


def test_a_slip_of_the_grader_is_a_fault_of_one_learner(tmp_path: Path) -> None:
    for name in ("ann", "ben"):
        put(tmp_path, bundle(name))

    def variant_of(learner: str) -> Variant:
        if learner == "ann":
            raise KeyError("a slip")
        return NOTHING

    results = marked(versions(tmp_path), variant_of)
    assert results["ann"].fault is not None
    assert "a slip" in results["ann"].fault.message
    assert results["ben"].result is not None


def test_where_no_worker_starts_the_run_ends(tmp_path: Path) -> None:
    put(tmp_path, bundle("ann"))

    def variant_of(_: str) -> Variant:
        raise WorkerFault("no worker")

    with pytest.raises(WorkerFault):
        marked(versions(tmp_path), variant_of)


def test_a_result_with_a_fault_in_it_is_a_fault_and_keeps_what_was_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, bundle("ann"))
    partial = msgspec.structs.replace(samples.fault(), fault="")
    monkeypatch.setattr(marking, "grade", lambda *_: partial)
    one = marked(versions(tmp_path))["ann"]
    assert one.result is None
    assert one.fault is not None
    assert "worker did not start" in one.fault.message
    assert one.fault.document == msgspec.json.encode(partial)


def test_a_file_that_changed_since_it_was_chosen_is_recorded_as_what_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    file = tmp_path / "ann" / "gradient_descent.py"
    file.write_bytes(FILES[PATH])
    (before,) = versions(tmp_path)
    file.write_bytes(b"x = 1\n")
    (after,) = versions(tmp_path)
    assert marked([before])["ann"].version.content == after.content != before.content


def test_what_is_recorded_for_this_course_under_enough_isolation_is_not_missing(tmp_path: Path) -> None:
    for name in ("ann", "ben"):
        put(tmp_path, bundle(name))
    found = versions(tmp_path)
    key = attempt_key("ann", "all", found[0].content, "c1")

    def left(course: str, level: str, needed: str) -> list[str]:
        return [one.learner for one in missing(found, "all", lambda _: course, {key: Recorded(level, 1)}, needed)]

    assert left("c1", "restricted", "none") == ["ben"]
    assert left("c2", "restricted", "none") == ["ann", "ben"]
    assert left("c1", "limits", "restricted") == ["ann", "ben"]
    assert left("c1", UNUSED, "restricted") == ["ben"]


def test_a_course_is_another_one_where_a_right_answer_in_another_style_is() -> None:
    """What styles allow goes into the tolerances, and so into the verdicts."""
    loaded = load_exercise(find_course(ROOT).exercise("gradient_descent"))
    fewer = replace(loaded, styles=loaded.styles[1:])
    digests = {course_digest([(exercise, None)], 1, 5.0) for exercise in (loaded, fewer)}
    assert len(digests) == 2
