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


def attempt_key(learner: str, assignment: str, content: str, course: str) -> str:
    """The key of an attempt, determined by the learner, what was handed in, and what it is graded with."""
    parts = "".join(f"{len(part)}:{part}" for part in (learner, assignment, content, course))
    return hashlib.sha256(parts.encode()).hexdigest()


def attempt_of(version: Version, assignment: str, course: str, result: Result) -> Attempt:
    """A new attempt, to be recorded."""
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
        document=encode_result(result),
    )
