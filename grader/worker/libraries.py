"""The libraries that a worker imports in advance, before any learner's code, and those that it could not import."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator, Sequence

from grader.wire.messages import MAX_MESSAGE
from grader.wire.object_texts import message_of

_PARTS = {"matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg", "mpl_toolkits.mplot3d")}
"""Parts of a library that are needed, but that importing the library does not import."""

unavailable: dict[str, str] = {}
"""The libraries that this process should have imported in advance and could not, each with the reason."""


def import_ahead(libraries: Sequence[str]) -> None:
    """Import these libraries, with the parts of them that are used."""
    for library in libraries:
        with noted(library):
            for name in (library, *_PARTS.get(library, ())):
                importlib.import_module(name)


def packages(libraries: Sequence[str]) -> frozenset[str]:
    """The packages that importing these libraries ahead brings in by name."""
    return frozenset(name.partition(".")[0] for library in libraries for name in (library, *_PARTS.get(library, ())))


@contextlib.contextmanager
def noted(library: str) -> Iterator[None]:
    """Keep whatever a broken library raises for the trusted side: whatever does not need the library still works."""
    try:
        yield
    except Exception as failed:  # noqa: BLE001 - it may raise anything
        said = f"{type(failed).__name__}: {failed}"
        unavailable[library] = message_of(lambda: said, MAX_MESSAGE)
