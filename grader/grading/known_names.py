"""Whether what an author's rules name is there in the libraries: a misspelt name would forbid nothing."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS

_READY_MADE = frozenset((*AUTOGRAD, *LEAST_SQUARES, *LINEAR_LAYERS, *LOSSES, *OPTIMIZERS, *SIGMOIDS))


def unknown_names(forbidden: Iterable[str]) -> Iterator[str]:
    """The library names that no installed version of their library has. Of a library that is not installed, and of the
    ready-made lists, nothing is said."""
    for name in forbidden:
        if name not in _READY_MADE and "." in name.strip(".") and not _is_there(name.split(".")):
            yield name


def _is_there(parts: list[str]) -> bool:
    try:
        owners: list[Any] = [importlib.import_module(parts[0])]
    except ImportError:
        return True
    for number, part in enumerate(parts[1:], 2):
        owners = [found for owner in owners for found in _members(owner, part, ".".join(parts[:number]))]
    return bool(owners)


def _members(owner: Any, pattern: str, dotted: str) -> Iterator[Any]:
    if "*" in pattern:
        yield from (getattr(owner, name) for name in dir(owner) if fnmatchcase(name, pattern))
    elif hasattr(owner, pattern):
        yield getattr(owner, pattern)
    else:
        try:
            yield importlib.import_module(dotted)
        except ImportError:
            return
