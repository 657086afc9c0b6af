"""The limits that a submission runs under, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from grader.course.settings import CourseLimits

_COURSE = CourseLimits()
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use.

    Attributes:
        check_seconds: wall time of one check, all its cases, where the check says nothing else.
        load_seconds: wall time of executing one exercise file.
        start_seconds: wall time for a child to put on its layers: beyond it, the grader itself is at fault.
        memory_bytes: on top of what the warm process has mapped already.
        file_bytes: size of any one file in the scratch folder.
        scratch_bytes: size of all files in the scratch folder.
        scratch_files: how many files there may be.
        answer_bytes: what the answers of one submission may take in all, small ones not counted.
        output_bytes: what is kept of what the learner's code prints during one check; the rest is read and dropped.
        measuring_seconds: wall time of measuring the tolerance of one case, which runs an author's own code many times.
        submission_seconds: CPU time of one child, a backstop behind the wall times.
    """

    check_seconds: float = _COURSE.check_seconds
    load_seconds: float = 10.0
    start_seconds: float = 60.0
    memory_bytes: int = _COURSE.memory * _MEBIBYTE
    file_bytes: int = 16 << 20
    scratch_bytes: int = 64 << 20
    scratch_files: int = 200
    answer_bytes: int = 256 << 20
    output_bytes: int = _COURSE.output
    measuring_seconds: float = 120.0
    submission_seconds: int = _COURSE.submission_seconds


def limits_of(course: CourseLimits, check_seconds: float | None = None) -> Limits:
    """The limits of a course's submissions; `check_seconds` goes before the course's."""
    return Limits(
        check_seconds=course.check_seconds if check_seconds is None else check_seconds,
        memory_bytes=course.memory * _MEBIBYTE,
        output_bytes=course.output,
        submission_seconds=course.submission_seconds,
    )
