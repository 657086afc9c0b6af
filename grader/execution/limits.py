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
        check_seconds: processor time of one check with all its cases, unless the check sets its own.
        load_seconds: processor time of executing one exercise file.
        wall_factor: how many times as long as its processor time anything may take by the clock.
        start_seconds: wall time for a child to apply its isolation layers; beyond it, the grader itself is at fault.
        memory_bytes: added to what the fork server has already mapped.
        file_bytes: size of a single file in the scratch folder.
        scratch_bytes: total size of the files in the scratch folder.
        scratch_files: number of files in the scratch folder.
        answer_bytes: total size of the answers of one submission, not counting small ones.
        output_bytes: how much of the output of one check is kept; the rest is read and discarded.
        measuring_seconds: wall time of measuring the tolerance of one case, which runs the author's code many times.
        submission_seconds: processor time of everything that a submission runs, in all its children together.
    """

    check_seconds: float = _COURSE.check_seconds
    load_seconds: float = 10.0
    wall_factor: float = _COURSE.wall_factor
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
        wall_factor=course.wall_factor,
        memory_bytes=course.memory * _MEBIBYTE,
        output_bytes=course.output,
        submission_seconds=course.submission_seconds,
    )
