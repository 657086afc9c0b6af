"""Tells what in a class folder, or in an archive of a whole class, belongs to whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from grader.grading.found_files import is_of_no_interest
from grader.records.archives import is_archive, read_plain_file
from grader.records.notes import Refused
from grader.records.platform_names import (
    MAX_METADATA_BYTES,
    METADATA,
    Owner,
    first_name,
    is_platform_folder,
    logins,
    owner_of_file,
    owner_of_folder,
    owners_on_gradescope,
)

_BESIDE = frozenset({METADATA, "__MACOSX"})


@dataclass(frozen=True, slots=True)
class Theirs:
    """What belongs to one learner: the entries, each with the name that it had when it was handed in."""

    owner: Owner
    members: tuple[tuple[str, str], ...]
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Members:
    """The entries of a class folder or an archive of a class.

    Attributes:
        owned: what is known to belong to somebody, in the order of the names.
        archives: archives that have to be opened for that.
        strays: what belongs to nobody.
    """

    owned: tuple[Theirs, ...]
    archives: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()


def members_of_folder(place: Path, known: Collection[str] = ()) -> Members:
    """The entries of a class folder, without hidden ones and links to folders.

    Args:
        known: learners who are known by their ids.

    Raises:
        OSError: if the folder cannot be read.
    """
    entries = sorted(entry for entry in place.iterdir() if not entry.name.startswith("."))
    folders = {entry.name: (entry / ".git").exists() for entry in entries if entry.is_dir() and not entry.is_symlink()}
    files = [entry.name for entry in entries if entry.name not in folders and not entry.is_dir()]
    return _members(
        files,
        folders,
        place.name,
        _metadata(lambda: read_plain_file(place / METADATA, MAX_METADATA_BYTES), files),
        known,
    )


def members_of_archive(names: Iterable[str], read: Callable[[str, int], bytes]) -> Members | None:
    """The entries of an archive of a whole class; None if it is not one, but one learner's.

    It is one of a class if every entry, or every entry of its only folder, is named as a learning platform does.

    Args:
        read: reads one of the files, within a limit.
    """
    paths = [PurePosixPath(name) for name in names if PurePosixPath(name).parts[0] not in _BESIDE]
    top = ""
    if len({path.parts[0] for path in paths}) == 1 and all(len(path.parts) > 1 for path in paths):
        top = paths[0].parts[0]
        if is_platform_folder(top):
            top = ""
        else:
            paths = [PurePosixPath(*path.parts[1:]) for path in paths]
    folders = {path.parts[0]: False for path in paths if len(path.parts) > 1}
    files = [path.name for path in paths if len(path.parts) == 1]
    named = [name for name in files if owner_of_file(name)] + [name for name in folders if is_platform_folder(name)]
    rest = {*files, *folders} - {*named, METADATA}
    if not named or len(rest) >= len(named):
        return None
    before = f"{top}/" if top else ""
    metadata = _metadata(lambda: read(before + METADATA, MAX_METADATA_BYTES), files)
    members = _members(files, folders, top, metadata, (), archives=False)
    return Members(
        tuple(
            replace(theirs, members=tuple((before + name, given) for name, given in theirs.members), is_folder=False)
            for theirs in members.owned
        ),
        (),
        tuple(before + name for name in members.strays),
    )


def _members(
    files: Sequence[str],
    folders: Mapping[str, bool],
    place: str,
    submitters: Mapping[str, tuple[Owner, ...]],
    known: Collection[str],
    *,
    archives: bool = True,
) -> Members:
    flat: dict[str, list[tuple[str, Owner]]] = {}
    opened, strays = [], []
    for name in files:
        owner = owner_of_file(name)
        if owner is not None:
            flat.setdefault(owner.learner, []).append((name, owner))
        elif archives and is_archive(name):
            opened.append(name)
        elif not is_of_no_interest(name):
            strays.append(name)
    owned = [_flat(mine) for _, mine in sorted(flat.items())]
    at_github = logins(place, folders, known)
    for name in sorted(folders):
        if name in _BESIDE:
            continue
        owner = owner_of_folder(name) or at_github.get(name)
        for one in (owner,) if owner else submitters.get(name) or (Owner(name),):
            owned.append(Theirs(replace(one, came_as=name if one.came_as else ""), ((name, ""),), is_folder=True))
    return Members(tuple(owned), tuple(opened), tuple(strays))


def _flat(mine: Sequence[tuple[str, Owner]]) -> Theirs:
    """What a flat download holds of one learner: of a file that was handed in again, the last."""
    newest: dict[str, tuple[str, Owner]] = {}
    for name, owner in sorted(mine, key=lambda one: one[1].resubmission):
        newest[first_name(owner.file) if owner.resubmission else owner.file] = (name, owner)
    members = tuple(sorted((name, given) for given, (name, _) in newest.items()))
    owners = [owner for _, owner in newest.values()]
    first = next(owner for name, owner in newest.values() if name == members[0][0])
    return Theirs(replace(first, file="", marked_late=any(one.marked_late for one in owners)), members)


def _metadata(read: Callable[[], bytes], files: Sequence[str]) -> dict[str, tuple[Owner, ...]]:
    if METADATA not in files:
        return {}
    try:
        return owners_on_gradescope(read().decode("utf-8", "replace"))
    except (Refused, OSError):
        return {}
