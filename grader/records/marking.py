"""Grades the hand-ins that are not yet in the gradebook."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from grader.course.loading import LoadedExercise
from grader.errors import WorkerFault
from grader.execution.boundary import Observer
from grader.execution.threads import as_completed
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade
from grader.grading.recording_store import recording_key
from grader.grading.result import Result
from grader.grading.submissions import Submission
from grader.records.attempts import Fault, Recorded, attempt_key
from grader.records.bundles import content_digest
from grader.records.choosing import Version, stamp
from grader.records.handins import file_digest, read_hand_in
from grader.records.notes import Note, Refused
from grader.wire.levels import is_below


@dataclass(frozen=True, slots=True)
class Marked:
    """The outcome of one version: a result, a fault of the grader, or a note that it can no longer be read.

    `version` is what was graded, with a new digest of its content in case the files changed after they were chosen.
    """

    version: Version
    result: Result | None = None
    fault: Fault | None = None
    note: Note | None = None


@dataclass(frozen=True)
class Variant:
    """The exercises that a learner is graded on, prepared in one variant."""

    exercises: Sequence[Ready]
    run: Run


def course_digest(
    exercises: Iterable[tuple[LoadedExercise, frozenset[str] | None]],
    drawn: int | str,
    limit: float,
    weights: Sequence[float] = (),
) -> str:
    """A digest of all that a result follows from, beside what was handed in and the key: under another key, what is
    graded is not graded again unless somebody asks for it.

    Args:
        exercises: each with the checks that it is limited to, if it is.
        drawn: the variant or, where a seed was asked for, the seed.
        limit: seconds for a check that names none.
        weights: what the points of each exercise are multiplied by.
    """
    digest = hashlib.sha256(f"{limit}\n".encode())
    if set(weights) - {1}:
        digest.update(repr(tuple(weights)).encode())
    for exercise, only in exercises:
        digest.update(recording_key(drawn, *exercise.texts, *sorted(only or ())).encode())
    return digest.hexdigest()


def missing(
    versions: Iterable[Version],
    assignment: str,
    course_of: Callable[[str], str],
    recorded: Mapping[str, Recorded],
    require_isolation: str = "none",
) -> tuple[Version, ...]:
    """The versions without a recorded result for this course, or with one from weaker isolation than required."""

    def is_missing(version: Version) -> bool:
        found = recorded.get(attempt_key(version.learner, assignment, version.content, course_of(version.learner)))
        return found is None or is_below(found.isolation, require_isolation)

    return tuple(version for version in versions if is_missing(version))


def mark(
    versions: Sequence[Version],
    variant_of: Callable[[str], Variant],
    observer: Observer,
    jobs: int,
    abandon: Callable[[], None] | None = None,
) -> Iterator[Marked]:
    """Grade the versions on `jobs` threads, and yield each as soon as it is ready.

    A failure on one version does not affect the others, unless no worker can be started at all. `abandon` is called
    where grading is interrupted, to end what still runs.
    """

    def mark_one(version: Version) -> Marked:
        try:
            assignment = variant_of(version.learner)
            submission = read_version(version)
            fresh = replace(version, content=content_of(submission))
            return _judged(fresh, grade(submission, assignment.exercises, observer, assignment.run))
        except Refused as refused:
            return Marked(version, note=Note(version.learner, version.source, refused.kind, refused.detail))
        except WorkerFault:
            raise
        except Exception as error:  # noqa: BLE001 - a bug of the grader on one hand-in is reported, and stops no other
            said = "".join(traceback.format_exception_only(error)).strip()
            return Marked(version, fault=Fault(version.source, stamp(datetime.now(UTC)), said, None))

    for _, marked in as_completed(mark_one, versions, jobs, abandon):
        yield marked


def read_version(version: Version) -> Submission:
    """The exercise files of a version, each read from its hand-in.

    Raises:
        Refused: if one can no longer be read.
    """
    names: dict[str, list[str]] = {}
    hand_ins = {one.key: one for one in version.files.values()} or {version.hand_in.key: version.hand_in}
    for name, one in version.files.items():
        names.setdefault(one.key, []).append(name)
    read = []
    for key, one in hand_ins.items():
        if one.there is None:
            raise Refused("unreadable", one.source)
        read.append(read_hand_in(one.there, names.get(key, ())))
    return Submission(
        version.learner,
        {name: file for submission in read for name, file in submission.files.items()},
        tuple(dict.fromkeys(notice for submission in read for notice in submission.notices)),
        {name: used for submission in read for name, used in submission.hints.items()},
    )


def content_of(submission: Submission) -> str:
    """The digest of all files of a submission, as in `Version.content`."""
    return content_digest({name: file_digest(file) for name, file in submission.files.items()})


def _judged(version: Version, result: Result) -> Marked:
    """The result or, if the grader failed on a part of it, a fault that keeps the rest."""
    faults = [
        check.fault or check.id for exercise in result.exercises for check in exercise.checks if check.status == "fault"
    ]
    if not result.fault and not faults:
        return Marked(version, result)
    message = result.fault or faults[0]
    return Marked(version, fault=Fault(version.source, result.created, message, msgspec.json.encode(result)))
