"""Grading one hand-in: what goes wrong with it stays with it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest
from records.making import FILES, PATH, bundle, put
from records.test_marking import versions
from reports import samples

from grader.cohort import station
from grader.cohort.second_pass import may_say_more
from grader.cohort.station import Station, Variant
from grader.cohort.typed_messages import encoded
from grader.cohort.work import DONE, WORK, Done, Setup, Work
from grader.course.settings import CourseSettings
from grader.errors import WorkerFault
from grader.execution.limits import Limits
from grader.grading.documents import decode_result
from grader.grading.grading import Run
from grader.grading.result import NamedMistake

IDLE = cast(Any, SimpleNamespace(limits=Limits()))
SETUP = Setup("", (), frozenset(), None, None, None, "en", "all")


class Idle(Station):
    """A station whose assignment has no exercises."""

    def prepare(self, variant: int) -> Variant:
        run = Run(CourseSettings("A course", "k"), 0, 1)
        return Variant((), run, (), run)


def graded(folder: Path, kind: type[Station] = Idle) -> dict[str, Done]:
    one = kind(SETUP, cast(Any, None), IDLE, cast(Any, None))
    found = versions(folder)
    return {version.learner: one.grade(Work(number, 0, version)) for number, version in enumerate(found)}


def test_a_hand_in_that_is_gone_or_damaged_by_now_is_a_note(tmp_path: Path) -> None:
    paths = {name: put(tmp_path, bundle(name)) for name in ("ann", "ben", "cy")}
    found = versions(tmp_path)
    paths["ann"].unlink()
    paths["ben"].write_bytes(b"PK")
    one = Idle(SETUP, cast(Any, None), IDLE, cast(Any, None))
    done = {version.learner: one.grade(Work(0, 0, version)) for version in found}
    kinds = {name: outcome.note and outcome.note.kind for name, outcome in done.items()}
    assert kinds == {"ann": "unreadable", "ben": "damaged", "cy": None}
    assert done["cy"].document


def test_a_result_comes_with_the_page_that_it_would_give(tmp_path: Path) -> None:
    put(tmp_path, bundle("ann"))
    done = graded(tmp_path)["ann"]
    assert done.page is not None
    assert done.page.page.endswith(done.page.mark)
    assert decode_result(done.page.document or b"").learner == "ann"


def test_a_slip_of_the_grader_is_a_fault_of_one_learner(tmp_path: Path) -> None:
    class Slipping(Idle):
        def prepare(self, variant: int) -> Variant:
            raise KeyError("a slip")

    put(tmp_path, bundle("ann"))
    fault = graded(tmp_path, Slipping)["ann"].fault
    assert fault is not None
    assert "a slip" in fault.message


def test_where_no_worker_starts_nothing_is_graded(tmp_path: Path) -> None:
    class Broken(Idle):
        def prepare(self, variant: int) -> Variant:
            raise WorkerFault("no worker")

    put(tmp_path, bundle("ann"))
    with pytest.raises(WorkerFault):
        graded(tmp_path, Broken)


def test_a_result_with_a_fault_in_it_is_a_fault_and_keeps_what_was_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, bundle("ann"))
    partial = msgspec.structs.replace(samples.fault(), fault="")
    monkeypatch.setattr(station, "grade", lambda *_: partial)
    done = graded(tmp_path)["ann"]
    assert (done.document, done.page) == (b"", None)
    assert done.fault is not None
    assert "worker did not start" in done.fault.message
    assert decode_result(done.fault.document or b"").exercises == partial.exercises


def test_a_file_that_changed_since_it_was_chosen_is_recorded_as_what_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    file = tmp_path / "ann" / "gradient_descent.py"
    file.write_bytes(FILES[PATH])
    (before,) = versions(tmp_path)
    file.write_bytes(b"x = 1\n")
    (after,) = versions(tmp_path)
    one = Idle(SETUP, cast(Any, None), IDLE, cast(Any, None))
    assert one.grade(Work(0, 0, before)).content == after.content != before.content


def test_a_second_pass_keeps_the_moment_of_the_first(tmp_path: Path) -> None:
    put(tmp_path, bundle("ann"))
    one = Idle(SETUP, cast(Any, None), IDLE, cast(Any, None))
    done = one.grade(Work(0, 0, *versions(tmp_path), None, "2026-11-29T00:00:00+00:00"))
    assert decode_result(done.document).created == "2026-11-29T00:00:00+00:00"


def test_work_and_outcome_cross_as_they_are(tmp_path: Path) -> None:
    put(tmp_path, bundle("ann"))
    work = Work(7, 2, *versions(tmp_path))
    assert WORK.decode(encoded(work)) == work
    done = graded(tmp_path)["ann"]
    assert DONE.decode(encoded(done)) == done


def more(status: str, *, waiting: bool = False, **facts: object) -> bool:
    result = samples.result(samples.exercise(samples.check("update", status, **facts)))
    return may_say_more(result, waiting=waiting)


def test_a_second_pass_is_for_what_failed_without_a_name() -> None:
    assert more("failed")
    assert more("error")
    assert not more("failed", mistakes=(NamedMistake("added", {}, {}),))
    assert not more("failed", hidden=True)
    assert not more("passed", waiting=True)
    assert not more("blocked")
    assert more("blocked", waiting=True)
