"""Libraries that an exercise needs and that cannot be imported here: a failure of the grader, never the learner's."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping

from grader.worker import vision


class LibraryMissing(Exception):
    """An exercise needs a library that cannot be imported here, and why not."""

    def __init__(self, library: str, why: str) -> None:
        super().__init__(f"{library} cannot be imported here: {why}")
        self.library = library


def first_missing(needed: Iterable[str], unavailable: Mapping[str, str]) -> LibraryMissing | None:
    """The first of the libraries that workers cannot import, of which each is given with the reason."""
    found = next((library for library in needed if library in unavailable), None)
    return None if found is None else LibraryMissing(found, unavailable[found])


def require(libraries: Iterable[str]) -> None:
    """Import these libraries in this process, before anything is recorded of a reference that would miss them.

    Raises:
        LibraryMissing: where that fails.
    """
    vision.install()
    for library in libraries:
        try:
            importlib.import_module(library)
        except Exception as failed:  # a broken library may raise anything
            raise LibraryMissing(library, f"{type(failed).__name__}: {failed}") from failed
