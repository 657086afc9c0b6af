"""Hand-ins: folders and zips, which are found, inspected once, and read again when they are graded.

They are searched for in class folders (a folder for each learner, or a zip), inboxes (zips), and single zips. Whatever
is wrong with one hand-in becomes a note on it and does not affect any other.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from grader.errors import RecordsError
from grader.grading.result import Notice
from grader.grading.submissions import (
    IGNORED_FOLDERS,
    MAX_FILE_BYTES,
    Submission,
    SubmittedFile,
    read_content,
    read_submission,
)
from grader.records.archives import Archive, open_archive
from grader.records.bundles import Manifest, learner_in_name, manifest_of
from grader.records.learners import as_id, learner_id
from grader.records.notes import Note, Refused


@dataclass(frozen=True, slots=True)
class HandIn:
    """One folder or zip of one learner.

    Attributes:
        source: its name for an instructor: its path relative to the place that was searched.
        path: its location.
        time: when it was handed in, in UTC: the time in a bundle's manifest, otherwise the zip file's modification
            time. None for a folder, which has no reliable time.
        arrived: the zip file's modification time.
        digests: for each exercise file in it, a digest of everything that can affect a result.
        name: the person's name, where the platform's name for it tells.
        came_as: the platform's own name for it.
        marked_late: whether the platform's name for it says that it is late.
    """

    learner: str
    source: str
    path: Path
    time: datetime | None
    arrived: datetime | None
    digests: Mapping[str, str]
    name: str = ""
    came_as: str = ""
    marked_late: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that was found: the hand-ins that can be graded, and the notes on these and on all others."""

    hand_ins: tuple[HandIn, ...]
    notes: tuple[Note, ...]


def collect(places: Sequence[Path], names: Iterable[str], known: Iterable[str] = ()) -> Collected:
    """Collect the hand-ins in these places, in an order that depends only on their names.

    Args:
        places: class folders, inboxes, zip files.
        names: the exercises whose files are searched for.
        known: learner ids, to identify the learner of a zip without a manifest.

    Raises:
        RecordsError: if a place does not exist.
    """
    looking = _Looking(frozenset(names), tuple(known))
    for place in places:
        if place.is_dir():
            for entry in sorted(place.iterdir()):
                if not entry.name.startswith("."):
                    looking.at(entry, entry.name)
        elif place.exists() or place.is_symlink():
            looking.at(place, place.name)
        else:
            raise RecordsError(f"{place} does not exist: give a class folder, an inbox or a zip file")
    return Collected(tuple(looking.hand_ins), tuple(looking.notes))


def read_hand_in(hand_in: HandIn, names: Iterable[str]) -> Submission:
    """Read the exercise files of these names again.

    Raises:
        Refused: if the hand-in can no longer be read.
    """
    if hand_in.path.is_dir():
        return read_submission(hand_in.learner, hand_in.path, names)
    return _submission(hand_in.learner, open_archive(hand_in.path), frozenset(names))


def file_digest(file: SubmittedFile) -> str:
    """A digest of what determines a result: the file's text, or why it cannot be read."""
    why = file.unreadable
    said = file.text if why is None else f"\0{why.kind} {why.type_name} {why.message} {why.line}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class _Looking:
    """Collects hand-ins and notes."""

    def __init__(self, names: frozenset[str], known: tuple[str, ...]) -> None:
        self._names = names
        self._known = known
        self.hand_ins: list[HandIn] = []
        self.notes: list[Note] = []

    def at(self, entry: Path, source: str) -> None:
        """Inspect one entry of a class folder or inbox."""
        if entry.is_dir() and not entry.is_symlink():
            self._folder(entry, source)
        elif entry.suffix.lower() == ".zip":
            self._zip(entry, source, None)

    def _folder(self, folder: Path, source: str) -> None:
        """Inspect a learner's folder of exercise files or, if there are none, of zips."""
        try:
            learner = learner_id(folder.name)
        except RecordsError:
            self.notes.append(Note(as_id(folder.name), source, "learner", folder.name))
            return
        try:
            submission = read_submission(learner, folder, self._names)
            zips = [] if submission.files else sorted(_zips_in(folder))
        except OSError as error:
            self.notes.append(Note(learner, source, "unreadable", error.strerror or str(error)))
            return
        if not zips:
            self.hand_ins.append(HandIn(learner, source, folder, None, None, _digests(submission)))
        for entry in zips:
            self._zip(entry, f"{source}/{entry.name}", learner)

    def _zip(self, path: Path, source: str, owner: str | None) -> None:
        """Inspect a zip, which lies in the folder of the learner `owner` if one is given."""
        learner = owner or learner_in_name(path.name, self._known)
        try:
            archive = open_archive(path)
            manifest = manifest_of(archive)
            learner = _whose(learner, manifest, owner)
            submission = _submission(learner, archive, self._names)
            arrived = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
            if not submission.files and not _has_exercise_files(archive, manifest):
                raise Refused("empty")
        except (Refused, OSError) as error:
            refused = error if isinstance(error, Refused) else Refused("unreadable", error.strerror or str(error))
            self.notes.append(Note(as_id(learner), source, refused.kind, refused.detail))
            return
        if owner and manifest and manifest.learner != owner:
            self.notes.append(Note(owner, source, "other_id", manifest.learner))
        time = manifest.created if manifest else arrived
        self.hand_ins.append(HandIn(learner, source, path, time, arrived, _digests(submission)))


def _whose(from_name: str, manifest: Manifest | None, owner: str | None) -> str:
    if owner:
        return owner
    if manifest:
        return manifest.learner
    try:
        return learner_id(from_name)
    except RecordsError as error:
        raise Refused("learner", from_name) from error


def _zips_in(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if (
            entry.suffix.lower() == ".zip"
            and not entry.name.startswith(".")
            and not stat.S_ISDIR(entry.lstat().st_mode)
        ):
            yield entry


def _has_exercise_files(archive: Archive, manifest: Manifest | None) -> bool:
    """Whether it holds anything for a course, even if nothing for the exercises that are searched for now."""
    return bool(manifest.files) if manifest else any(name.endswith(".py") for name in archive.names)


def _submission(learner: str, archive: Archive, names: frozenset[str]) -> Submission:
    """The exercise files of an archive, found as in a folder: of several, the one nearest to the top counts."""
    found: dict[str, list[tuple[PurePosixPath, str]]] = {}
    for name in archive.names:
        path = PurePosixPath(name)
        ignored = any(part in IGNORED_FOLDERS or part.startswith(".") for part in path.parts[:-1])
        if path.suffix == ".py" and path.stem in names and not ignored:
            found.setdefault(path.stem, []).append((path, name))
    files, notices = {}, []
    for stem, paths in sorted(found.items()):
        path, name = min(paths, key=lambda one: (len(one[0].parts), str(one[0])))
        if len(paths) > 1:
            notices.append(Notice("several", str(path), len(paths)))
        files[stem] = read_content(archive.read(name, MAX_FILE_BYTES), shown=str(path))
    return Submission(learner, files, tuple(notices))


def _digests(submission: Submission) -> dict[str, str]:
    return {name: file_digest(file) for name, file in submission.files.items()}
