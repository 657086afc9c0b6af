"""Hand-ins: folders and archives, which are found, inspected once, and read again when they are graded.

They are searched for in class folders (a folder for each learner, or an archive), inboxes (archives), downloads of
learning platforms, and single archives. Whatever is wrong with one hand-in becomes a note on it and does not affect any
other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from grader.errors import Message, RecordsError
from grader.grading.file_names import exercise_meant, is_code
from grader.grading.found_files import Expected, FoundFile, choose_files, read_found, with_helpers_among
from grader.grading.helpers import HelperRules, module_of
from grader.grading.result import HintUse, Notice
from grader.grading.submissions import Submission, SubmittedFile
from grader.records.archives import Archive, archive_stem, is_archive, open_archive
from grader.records.bundles import Manifest, claim_of, learner_in_name, manifest_of
from grader.records.claims import Claim
from grader.records.class_places import Members, members_of_archive, members_of_folder
from grader.records.file_trees import Location, Tree, archive_of, archive_tree, opened, tree_at
from grader.records.learners import as_id, learner_id, safe_name
from grader.records.notes import REFUSALS, Note, NoteKind, Refused
from grader.records.platform_names import Owner, handed_in_at

_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True, slots=True)
class HandIn:
    """One folder or archive of one learner.

    Attributes:
        source: its name for an instructor: its path relative to the place that was searched.
        path: its location on disk; that of the whole download where it is a part of one.
        time: when it was handed in, in UTC: the time in a bundle's manifest or told by a platform, otherwise the
            archive's modification time. None for a folder, which has no reliable time.
        arrived: the archive's modification time.
        digests: for each exercise file in it, a digest of everything that can affect a result.
        name: the learner's name, where a platform tells it.
        came_as: what a platform calls it: its folder, or the whole name of its first file; empty for others.
        marked_late: whether a platform marks it as late.
        location: where exactly its files are.
        files: the path of each exercise file in it.
        helpers: for each exercise file, the paths of the modules in it that are used with it.
        notices: what was found with them.
        claim: its own word on whose it is; None where a folder or a platform says so.
        hints: those that the learner has used, by exercise, by the word of their own machine.
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
    location: Location | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    helpers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claim: Claim | None = None
    hints: Mapping[str, tuple[HintUse, ...]] = field(default_factory=dict)


def find_hand_ins(
    places: Sequence[Path],
    expected: Expected,
    found: Callable[[HandIn], object],
    known: Iterable[str] = (),
    ids: Mapping[str, str] | None = None,
    courses: Collection[str] = (),
) -> tuple[Note, ...]:
    """Find the hand-ins in these places, in an order that depends only on their names, and return the notes on them and
    on all others.

    Args:
        places: class folders, inboxes, downloads of learning platforms, archives.
        expected: the files that are searched for.
        found: is given each hand-in, one after another.
        known: learner ids, to identify the learner of a zip without a manifest.
        ids: the learner's id for what a platform calls them: its number, or their name there.
        courses: the course's names, to tell the bundles that were signed for another; by default none is.

    Raises:
        RecordsError: if a place does not exist.
        RecordsFault: if a bundle is signed, and the library for signatures cannot be imported.
    """
    looking = _Looking(expected, tuple(known), ids or {}, courses, found)
    for place in places:
        if place.is_dir():
            try:
                members = members_of_folder(place, looking.known)
            except OSError as error:
                said = Message(error.strerror or str(error))
                raise RecordsError(
                    "%(place)s cannot be read: %(said)s: give yourself the right to read it", place=place, said=said
                ) from error
            looking.at_place(place, members)
        elif place.exists() or place.is_symlink():
            looking.archive(place, place.name, None)
        else:
            raise RecordsError("%(place)s does not exist: give a class folder, an inbox or a zip file", place=place)
    return tuple(looking.notes)


def read_tree(learner: str, folder: Path, expected: Expected) -> Submission:
    """The exercise files in one learner's folder, in archives in it as well, found as those of a class are.

    Raises:
        OSError: if a folder in it cannot be read.
    """
    tree = opened(tree_at(Location(folder)))
    return choose_files(learner, tree.files, expected, tree.notices)


def read_hand_in(hand_in: HandIn, names: Iterable[str]) -> Submission:
    """Read the exercise files of these names again.

    Raises:
        Refused: if the hand-in can no longer be read.
    """
    try:
        tree = opened(tree_at(hand_in.location or Location(hand_in.path)))
    except OSError as error:
        raise Refused("unreadable", error.strerror or str(error)) from error
    found = {file.path: file for file in tree.files}
    files = {}
    for name in names:
        path = hand_in.files.get(name)
        if path is None:
            continue
        helpers = hand_in.helpers.get(name, ())
        for needed in (path, *helpers):
            if needed not in found:
                raise Refused("unreadable", needed)
        file = read_found(found[path])
        files[name], _ = with_helpers_among(file, [found[one] for one in helpers], HelperRules(taken=True))
        _refuse_unread(files[name])
    return Submission(hand_in.learner, files, hand_in.notices, {name: hand_in.hints.get(name, ()) for name in files})


def file_digest(file: SubmittedFile) -> str:
    """A digest of what determines a result: the text of the file and of its helpers, or why it cannot be read."""
    why = file.unreadable
    said = file.text if why is None else f"\0{why.kind} {why.type_name} {why.message} {why.line}"
    for helper in file.helpers:
        said += f"\0{module_of(helper.path)}\0{helper.text}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class _Looking:
    """Finds hand-ins, and collects notes on them."""

    def __init__(
        self,
        expected: Expected,
        known: tuple[str, ...],
        ids: Mapping[str, str],
        courses: Collection[str],
        found: Callable[[HandIn], object],
    ) -> None:
        self._expected = expected
        self._ids = ids
        self._courses = courses
        self.known = known
        self._by_file_name = {safe_name(learner): learner for learner in known}
        self._found = found
        self.notes: list[Note] = []

    def at_place(self, path: Path, members: Members, source: str = "") -> None:
        """Inspect what belongs to each learner in a folder or an archive."""
        before = f"{source}/" if source else ""
        for theirs in members.owned:
            owner = self._named(theirs.owner)
            shown = before + (theirs.members[0][0] if len(theirs.members) == 1 else owner.came_as)
            location = Location(path, members=theirs.members)
            if theirs.is_folder and not source:
                location = Location(path / theirs.members[0][0])
            self._of_one(owner, shown, location)
        for name in members.archives:
            self.archive(path / name, before + name, None)
        for name in members.strays:
            self.notes.append(Note("", before + name, "stray"))

    def archive(self, path: Path, source: str, owner: Owner | None) -> None:
        """Inspect an archive on disk: one learner's, or a download of a whole class."""
        learner = owner.learner if owner else learner_in_name(f"{archive_stem(path.name)}.zip", self._by_file_name)
        try:
            archive = open_archive(path)
            if owner is None and (members := members_of_archive(archive.names, archive.read)) is not None:
                self.at_place(path, members, source)
                return
            arrived = _time(path.stat().st_mtime)
            self._archive(archive, Location(path), source, owner, learner, arrived)
        except (Refused, OSError) as error:
            self.notes.append(_note_on(as_id(self._id(learner)), source, error))

    def _of_one(self, owner: Owner, source: str, location: Location) -> None:
        """Inspect what one learner handed in: its bundles each by itself, then everything else together or, if that
        is archives only, each by itself as well."""
        try:
            learner = learner_id(owner.learner)
        except RecordsError:
            self.notes.append(Note(as_id(owner.learner), source, "learner", owner.learner))
            return
        owner = replace(owner, learner=learner)
        try:
            tree = tree_at(location)
        except (Refused, OSError) as error:
            self.notes.append(_note_on(learner, source, error))
            return
        archives = [file for file in tree.files if is_archive(file.name)]
        loose = [file for file in tree.files if not is_archive(file.name)]
        # Loose files and archives are one hand-in if both may hold an exercise, so that of two copies one counts.
        together = any(exercise_meant(file.name, self._expected.names) for file in loose)
        apart = [file for file in archives if not together or _is_bundle(file)]
        rest = Tree(tuple(file for file in tree.files if file not in apart), tree.notices)
        if rest.files or not apart:
            self._files(owner, source, location, opened(rest), _told_time(loose) or owner.time, None)
        for file in apart:
            shown = f"{source}/{file.path}" if file.path != source else source
            try:
                inner = Location(location.path, inside=_real_path(location, file.path))
                if not location.members and location.path.is_dir():
                    inner = Location(location.path / file.path)
                archive = archive_of(file)
                self._archive(archive, inner, shown, owner, learner, _time(file.modified))
            except (Refused, OSError) as error:
                self.notes.append(_note_on(learner, shown, error))

    def _archive(
        self,
        archive: Archive,
        location: Location,
        source: str,
        owner: Owner | None,
        learner: str,
        arrived: datetime | None,
    ) -> None:
        """Inspect one learner's archive.

        Raises:
            Refused: if it cannot be accepted.
        """
        manifest = manifest_of(archive)
        learner = _whose(self._id(learner), manifest, owner)
        tree = opened(archive_tree(archive))
        if not (manifest.files if manifest else _of_interest(tree)):
            raise Refused("empty", ", ".join(file.path for file in tree.files))
        if owner and manifest and manifest.learner != owner.learner:
            self.notes.append(Note(owner.learner, source, "other_id", manifest.learner))
        time = manifest.created if manifest else (owner.time if owner else None) or arrived
        whose = replace(owner or Owner(learner), learner=learner)
        claim = None if owner else claim_of(manifest, self._courses) if manifest else Claim()
        self._files(whose, source, location, tree, time, arrived, manifest=manifest, claim=claim)

    def _files(
        self,
        owner: Owner,
        source: str,
        location: Location,
        tree: Tree,
        time: datetime | None,
        arrived: datetime | None,
        *,
        manifest: Manifest | None = None,
        claim: Claim | None = None,
    ) -> None:
        """Choose the exercise files among all files of a hand-in, and note what is not used."""
        submission = choose_files(owner.learner, tree.files, self._expected, tree.notices)
        if manifest is not None:  # packed by the grader itself, which packs the exercises of every chapter
            kept = tuple(notice for notice in submission.notices if notice.kind not in ("not_taken", "more_not_taken"))
            submission = replace(submission, notices=kept)
        self.notes += (_note(owner.learner, source, notice) for notice in submission.notices)
        try:
            for file in submission.files.values():
                _refuse_unread(file)
        except Refused as refused:
            self.notes.append(Note(owner.learner, source, refused.kind, refused.detail))
            return
        self._found(
            HandIn(
                owner.learner,
                source,
                location.path,
                time,
                arrived,
                {name: file_digest(file) for name, file in submission.files.items()},
                owner.name,
                owner.came_as,
                owner.marked_late,
                location,
                {name: file.path for name, file in submission.files.items()},
                submission.notices,
                {
                    name: tuple(helper.path for helper in file.helpers)
                    for name, file in submission.files.items()
                    if file.helpers
                },
                claim,
                manifest.hints if manifest else {},
            )
        )

    def _named(self, owner: Owner) -> Owner:
        """The owner under the id that this learner has here."""
        mapped = self._ids.get(owner.learner) or self._ids.get(owner.name) or owner.learner
        return replace(owner, learner=mapped)

    def _id(self, learner: str) -> str:
        return self._ids.get(learner, learner)


def _whose(from_name: str, manifest: Manifest | None, owner: Owner | None) -> str:
    if owner:
        return owner.learner
    if manifest:
        return manifest.learner
    try:
        return learner_id(from_name)
    except RecordsError as error:
        raise Refused("learner", from_name) from error


def _refuse_unread(file: SubmittedFile) -> None:
    """Refuse a file that could not be read: nothing is known of it, so that it can give no score."""
    if not file.unread or file.unreadable is None:
        return
    why = file.unreadable
    if why.type_name == "DamagedFile":
        raise Refused("damaged", file.path)
    if why.kind == "notebook":
        raise Refused("notebook_damaged", file.path)
    raise Refused("too_long" if why.type_name == "TooLong" else "unreadable", f"{file.path}: {why.message}")


def _of_interest(tree: Tree) -> bool:
    """Whether it holds anything for a course, even if nothing for the exercises that are searched for now."""
    return any(is_code(file.name) for file in tree.files)


def _is_bundle(file: FoundFile) -> bool:
    try:
        return manifest_of(archive_of(file)) is not None
    except OSError:
        return False
    except Refused as refused:
        return refused.kind in ("manifest", "mismatch", "version", "learner")


def _real_path(location: Location, path: str) -> str:
    """The path of a file of a hand-in at the location itself, whose entries may have been given other names."""
    for name, given in location.members:
        if path == given:
            return name
        if path.startswith(f"{given}/" if given else ""):
            return f"{name}/{path.removeprefix(f'{given}/') if given else path}"
    return path


def _told_time(files: Sequence[FoundFile]) -> datetime | None:
    """The time in a file that nbgrader puts beside what it collects."""
    for file in files:
        if file.name == _TIMESTAMP:
            try:
                return handed_in_at(file.read(200).decode("utf-8", "replace"))
            except OSError:
                return None
    return None


def _time(modified: float) -> datetime | None:
    return datetime.fromtimestamp(modified, UTC).replace(microsecond=0) if modified else None


def _note_on(learner: str, source: str, error: Refused | OSError) -> Note:
    """The note on a hand-in that cannot be accepted.

    Whoever caught the error has it in no variable that stays: it would keep all that was read of the hand-in until the
    next collection of garbage, and a class has hundreds of them.
    """
    refused = error if isinstance(error, Refused) else Refused("unreadable", error.strerror or str(error))
    return Note(learner, source, refused.kind, refused.detail)


def _note(learner: str, source: str, notice: Notice) -> Note:
    """What an instructor is told of a notice."""
    if notice.kind == "not_opened":
        kind: NoteKind = "unreadable"
        if notice.other in REFUSALS:
            kind = notice.other  # type: ignore[assignment]
        return Note(learner, f"{source}/{notice.path}", kind)
    if notice.kind == "several" and not notice.other:
        return Note(learner, f"{source}/{notice.path}", "copies", str(notice.count))
    if notice.kind == "several":
        return Note(learner, f"{source}/{notice.other}", "several", notice.path)
    match notice.kind:
        case "ignored" | "course_key" | "weak_isolation":  # the last two are of gradings, and never of hand-ins
            return Note(learner, f"{source}/{notice.path}", "not_taken")
    detail = f"{notice.other}: {', '.join(notice.names)}" if notice.names else notice.other
    if notice.count:
        detail = str(notice.count)
    return Note(learner, f"{source}/{notice.path}" if notice.path else source, notice.kind, detail)
