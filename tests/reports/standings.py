"""Standings of a class, one learner for each thing that can happen."""

from __future__ import annotations

import msgspec

from grader.grading.documents import encode_result
from grader.grading.result import Result
from grader.records.attempts import Attempt, Fault
from grader.records.counting import Counted
from grader.records.notes import Note
from grader.records.standings import Standing
from reports import samples


def attempt(result: Result, handed_in: str = "2026-11-24T12:00:00Z") -> Attempt:
    return Attempt(
        result.learner, "03_gradient_descent", "a" * 64, "c" * 64, f"{result.learner}.zip", handed_in,
        "2026-11-24T13:00:00Z", 1, "restricted", encode_result(result),
    )  # fmt: skip


def standing(learner: str, result: Result | None = None, **more: object) -> Standing:
    grade = (
        attempt(msgspec.structs.replace(result, learner=learner), str(more.pop("handed_in", ""))) if result else None
    )
    facts: dict[str, object] = {"name": "", "on_roster": True, "fault": None, "notes": (), "attempts": bool(grade)}
    if grade:
        facts["counted"] = Counted(points=grade.result.points, max_points=grade.result.max_points)
    return Standing(learner, assignment="03_gradient_descent", grade=grade, **{**facts, **more})  # type: ignore[arg-type]


FAULT = Fault("x.zip", "2026-11-24T14:00:00Z", "the worker <did> not start", None)


def class_of_all() -> list[Standing]:
    half = samples.named_mistake()
    untouched = msgspec.structs.replace(
        half,
        points=0.0,
        exercises=tuple(msgspec.structs.replace(one, submitted=False) for one in half.exercises),
    )
    return [
        standing("ann", samples.all_passed(), name="Ann", handed_in="2026-11-24T12:00:00Z"),
        standing("ben", half, name="本", handed_in="2026-11-23T09:00:00Z", notes=(Note("ben", "b2.zip", "damaged"),)),
        standing("cy", half, fault=FAULT),
        standing("dee", None, fault=FAULT),
        standing("eve", None, notes=(Note("eve", "../e.zip", "unsafe_name", "../../<b>"),)),
        standing("fay", None, name="Fay"),
        standing("gil", untouched),
        standing("<script>alert(1)</script>", samples.hostile(), name='=HYPERLINK("http://evil.example")'),
    ]
