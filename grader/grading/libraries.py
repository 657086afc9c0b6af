"""Libraries that an exercise needs and that cannot be imported here: a failure of the grader, never the learner's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class LibraryMissing(Exception):
    """An exercise needs a library that cannot be imported here, and why not."""

    def __init__(self, library: str, why: str) -> None:
        super().__init__(f"{library} cannot be imported here: {why}")
        self.library = library


def first_missing(needed: Iterable[str], unavailable: Mapping[str, str]) -> LibraryMissing | None:
    """The first of the libraries that workers cannot import, of which each is given with the reason."""
    found = next((library for library in needed if library in unavailable), None)
    return None if found is None else LibraryMissing(found, unavailable[found])
