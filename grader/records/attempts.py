"""Attempts: the records of gradings, and of the grader's own failures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from grader.grading.documents import decode_result, encode_result
from grader.grading.result import Result
from grader.records.choosing import Version, stamp


@dataclass(frozen=True, slots=True)
class Attempt:
    """The record of one grading. Times are ISO 8601 in UTC; `handed_in` is empty if unknown.

    `content` and `course` are digests of what was handed in and of what it was graded with; `gradings` counts how often
    it was graded.
    """

    learner: str
    assignment: str
    content: str
    course: str
    source: str
    handed_in: str
    graded: str
    gradings: int
    isolation: str
    document: bytes

    @property
    def key(self) -> str:
        """The attempt's key in the gradebook."""
        return attempt_key(self.learner, self.assignment, self.content, self.course)

    @property
    def points(self) -> float:
        """The points that were graded."""
        return self.result.points

    @property
    def max_points(self) -> float:
        """The points that could be earned."""
        return self.result.max_points

    @property
    def result(self) -> Result:
        """The decoded result document."""
        return decode_result(self.document)


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the grader itself; `document` holds what was graded nevertheless, if anything."""

    source: str
    happened: str
    message: str
    document: bytes | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a recorded attempt was graded: the isolation that was reached, and the seed of its cases."""

    isolation: str
    seed: int


@dataclass(frozen=True, slots=True)
class Graded:
    """An attempt to be recorded.

    Attributes:
        again: replace the result if the attempt is already recorded; otherwise the first result stays.
        settled: whether nothing of what the learner handed in is left to grade, so that no fault is left.
        unexplained: whether a second pass may say more about why something failed.
    """

    attempt: Attempt
    again: bool = False
    settled: bool = True
    unexplained: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of the grader on what a learner handed in, to be recorded."""

    learner: str
    fault: Fault


def attempt_key(learner: str, assignment: str, content: str, course: str) -> str:
    """The key of an attempt, determined by the learner, what was handed in, and what it is graded with."""
    parts = "".join(f"{len(part)}:{part}" for part in (learner, assignment, content, course))
    return hashlib.sha256(parts.encode()).hexdigest()


def attempt_of(version: Version, assignment: str, course: str, result: Result, document: bytes = b"") -> Attempt:
    """A new attempt, to be recorded; `document` is that of the result, where it is encoded already."""
    return Attempt(
        learner=version.learner,
        assignment=assignment,
        content=version.content,
        course=course,
        source=version.source,
        handed_in=stamp(version.time) if version.time else "",
        graded=stamp(datetime.fromisoformat(result.created)),
        gradings=1,
        isolation=result.isolation.recorded,
        document=document or encode_result(result),
    )
