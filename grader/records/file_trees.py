"""The files of a hand-in, wherever they are: in a folder, in an archive, in an archive in one of them.

Archives are opened in memory, within bounds for how deep they lie in each other and how much they hold together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from grader.grading.found_files import FoundFile
from grader.grading.result import Notice
from grader.grading.submitted_folders import MAX_FILES, file_at, files_in, is_ignored
from grader.records.archives import (
    MAX_ARCHIVE_BYTES,
    MAX_ENTRIES,
    MAX_UNPACKED_BYTES,
    Archive,
    is_archive,
    open_archive,
    read_archive,
)
from grader.records.notes import Refused

MAX_DEPTH = 3
"""How many archives deep a file may lie."""


class DamagedFile(OSError):
    """A file in an archive is not complete."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where the files of one hand-in are.

    Attributes:
        path: a folder, or an archive on disk.
        inside: for an archive in it, its name there.
        members: the entries at its top that belong to the hand-in, each with the name that it is given, which is empty
            for a folder whose content is meant. All of them if there are none.
    """

    path: Path
    inside: str = ""
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Files that were found, and notices on what could not be looked at."""

    files: tuple[FoundFile, ...]
    notices: tuple[Notice, ...] = ()

    def below(self, folder: str) -> Tree:
        """The files in a folder of it, with their paths from there."""
        inside = (file for file in self.files if file.path.startswith(f"{folder}/"))
        return Tree(tuple(replace(file, path=file.path[len(folder) + 1 :]) for file in inside))


@dataclass
class _Budget:
    """What the archives of one hand-in may still hold together."""

    size: int = MAX_UNPACKED_BYTES
    entries: int = MAX_ENTRIES

    def take(self, archive: Archive) -> None:
        """Count an archive.

        Raises:
            Refused: if it is one too many.
        """
        self.size -= sum(file.size for file in archive.files.values())
        self.entries -= len(archive.files)
        if self.size < 0 or self.entries < 0:
            raise Refused("bomb")


@dataclass(frozen=True)
class _Found:
    files: list[FoundFile] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    budget: _Budget = field(default_factory=_Budget)


def tree_at(location: Location) -> Tree:
    """The files at a location. Archives in them are not opened.

    Raises:
        OSError: if a folder cannot be read.
        Refused: if it is an archive that cannot be opened.
    """
    if location.path.is_dir() and location.members and not location.inside:
        return _members_of_folder(location.path, location.members)
    whole = Tree(*files_in(location.path)) if location.path.is_dir() else archive_tree(open_archive(location.path))
    if location.inside:
        file = next((file for file in whole.files if file.path == location.inside), None)
        if file is None:
            raise Refused("unreadable", location.inside)
        whole = archive_tree(archive_of(file))
    if not location.members:
        return whole
    files: list[FoundFile] = []
    for name, given in location.members:
        files += (replace(file, path=given) for file in whole.files if file.path == name and given)
        files += (
            replace(file, path=f"{given}/{file.path}" if given else file.path) for file in whole.below(name).files
        )
    return Tree(tuple(files))


def archive_tree(archive: Archive) -> Tree:
    """The files of an archive, without those that are hidden or those of tools."""
    found = []
    for name, file in archive.files.items():
        path = PurePosixPath(name)
        if not is_ignored(path):
            found.append(FoundFile(str(path), file.modified, partial(_read, archive, name), file.size))
    return Tree(tuple(found))


def archive_of(file: FoundFile) -> Archive:
    """The archive that a file is.

    Raises:
        OSError: if the file cannot be read.
        Refused: if it cannot be opened.
    """
    content = file.read(MAX_ARCHIVE_BYTES)
    if len(content) > MAX_ARCHIVE_BYTES:
        raise Refused("too_large", str(MAX_ARCHIVE_BYTES))
    return read_archive(content, file.name)


def opened(tree: Tree) -> Tree:
    """The files of a tree with those of the archives in it, and a notice on each archive that cannot be opened."""
    found = _Found(notices=list(tree.notices))
    _open(tree.files, found, depth=0, above="")
    return Tree(tuple(found.files), tuple(found.notices))


def _open(files: Iterable[FoundFile], found: _Found, depth: int, above: str) -> None:
    for file in files:
        shown = replace(file, path=above + file.path)
        if not is_archive(file.name):
            found.files.append(shown)
            continue
        try:
            if depth >= MAX_DEPTH:
                raise Refused("too_deep")
            archive = archive_of(file)
            found.budget.take(archive)
            inner = archive_tree(archive)
        except Refused as refused:
            found.notices.append(Notice("not_opened", shown.path, other=refused.kind))
        except OSError:
            found.notices.append(Notice("not_opened", shown.path, other="unreadable"))
        else:
            _open(inner.files, found, depth + 1, f"{shown.path}/")


def _members_of_folder(folder: Path, members: Sequence[tuple[str, str]]) -> Tree:
    files: list[FoundFile] = []
    notices: list[Notice] = []
    for name, given in members:
        path = folder / name
        if path.is_symlink():
            continue
        if path.is_dir():
            found, said = files_in(path)
            files += (replace(file, path=f"{given}/{file.path}" if given else file.path) for file in found)
            notices += said
        elif len(files) < MAX_FILES:
            files.append(file_at(path, given))
    return Tree(tuple(files), tuple(notices))


def _read(archive: Archive, name: str, limit: int) -> bytes:
    try:
        return archive.read(name, limit)
    except Refused as refused:
        raise DamagedFile(refused.kind) from refused
