"""What still has to be graded, what it is graded with, and reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from grader.course.loading import LoadedExercise
from grader.grading.recording_store import recording_key
from grader.grading.result import FollowThrough
from grader.grading.submissions import Submission
from grader.records.attempts import Recorded, attempt_key
from grader.records.bundles import content_digest
from grader.records.choosing import Version
from grader.records.handins import file_digest, read_hand_in
from grader.records.notes import Refused
from grader.wire.levels import is_below


def course_digest(
    exercises: Iterable[tuple[LoadedExercise, frozenset[str] | None]],
    drawn: int | str,
    limit: float,
    weights: Sequence[float] = (),
    follow_through: FollowThrough = "full",
) -> str:
    """A digest of all that a result follows from, beside what was handed in and the key: under another key, what is
    graded is not graded again unless somebody asks for it.

    Args:
        exercises: each with the checks that it is limited to, if it is.
        drawn: the variant or, where a seed was asked for, the seed.
        limit: seconds for a check that names none.
        weights: what the points of each exercise are multiplied by.
        follow_through: what a function earns that is right on top of wrong ones.
    """
    digest = hashlib.sha256(f"{limit}\n".encode())
    if set(weights) - {1}:
        digest.update(repr(tuple(weights)).encode())
    if follow_through != "full":
        digest.update(f"right by itself: {follow_through}\n".encode())
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
