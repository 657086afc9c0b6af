"""Records which functions that a rule does not allow a learner's code calls while a probe runs.

A forbidden function is wrapped inside its library before the learner's file is executed, so that it costs nothing
unless it is called. Where a rule lists what may be used, torch is asked about every call, too (`unlisted_calls.py`).

The process is the learner's, so reports from here only ever add to what the source shows. A wrapper has no attribute
and no closure that leads to what it wraps, and the grader's modules are not in `sys.modules` while a learner's code
runs. This holds against code that looks for a way back in the objects that it is given. It does not hold against code
that walks through all objects (`gc`), frames and tracebacks, or memory (`ctypes`), or that removes a wrapper: where a
function's source does any of this, an instructor is told (`grader.source.unclear`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import translate
from functools import WRAPPER_ASSIGNMENTS, lru_cache
from inspect import signature
from re import compile as compiled
from threading import get_ident, main_thread
from types import FrameType, ModuleType
from typing import Any

from grader.wire.messages import MAX_CALLS, MAX_FRAMES, Call, Frame
from grader.wire.object_texts import plain_text
from grader.wire.values import MAX_SHORT_TEXT
from grader.worker.importing import HELPERS
from grader.worker.unlisted_calls import UnlistedCalls

PROBE = "<probe>"
_FROM_STRING = "<string>"
_MODULES = "/torch/nn/modules/"
_SWITCHING_METHODS = frozenset({"requires_grad_"})
_MISSING = object()


class _Wrapping:
    """The wrapper of a watched function, and the place in its library that it is put into."""

    def __init__(self, owner: Any, attribute: str, watched: Callable[..., Any]) -> None:
        self.owner, self.attribute, self._watched = owner, attribute, watched
        self._own = _attributes(owner).get(attribute, _MISSING)

    def put_on(self) -> None:
        with suppress(AttributeError, TypeError):  # the owner is a class written in C
            setattr(self.owner, self.attribute, self._watched)

    def take_off(self) -> None:
        """Restore the original, unless the wrapper has been replaced by something else."""
        if _attributes(self.owner).get(self.attribute) is not self._watched:
            return
        if self._own is _MISSING:  # inherited by a class
            delattr(self.owner, self.attribute)
        else:
            setattr(self.owner, self.attribute, self._own)


class Watch:
    """Records calls of the watched names, between `begin` and `take` only."""

    def __init__(self) -> None:
        self._prepared: dict[str, list[_Wrapping]] = {}
        self._names: frozenset[str] = frozenset()
        self._wrappings: dict[tuple[int, str], _Wrapping] = {}
        self._filename = ""
        self._calls: dict[tuple[str, int], Call] = {}
        self._on = False
        self._listing: dict[tuple[str, ...], UnlistedCalls] = {}
        self._unlisted: UnlistedCalls | None = None

    def prepare(self, names: Iterable[str]) -> None:
        """Find what these names (in the form that `grader.authoring.forbid` takes) refer to in the loaded libraries,
        so that `put_on` costs almost nothing in every child that is forked from this process."""
        for name in names:
            if name not in self._prepared:
                self._prepared[name] = [
                    _Wrapping(owner, attribute, self._wrapped(getattr(owner, attribute), reported))
                    for owner, attribute, reported in _targets(name)
                ]

    def put_on(self, names: Iterable[str], may_use: tuple[str, ...] | None = None) -> None:
        """Watch these names from now on, and no others: a wrapped function behaves a little differently (for example,
        it cannot be pickled), which should affect only the exercises with a rule against it.

        Unless `may_use` is None, also record calls of anything of torch that is neither elementary nor named there.
        """
        if may_use is not None and may_use not in self._listing:
            self._listing[may_use] = UnlistedCalls(self._note, may_use)
        self._unlisted = None if may_use is None else self._listing[may_use]
        wanted = dict.fromkeys(names)
        if self._names == wanted.keys():
            return
        self.prepare(wanted)
        self._names = frozenset(wanted)
        before, self._wrappings = self._wrappings, {}
        for wrapping in (wrapping for name in wanted for wrapping in self._prepared[name]):
            # A function may have several names: the first one counts.
            self._wrappings.setdefault((id(wrapping.owner), wrapping.attribute), wrapping)
        for place, wrapping in before.items():
            if self._wrappings.get(place) is not wrapping:
                wrapping.take_off()
        for place, wrapping in self._wrappings.items():
            if before.get(place) is not wrapping:
                wrapping.put_on()

    def begin(self, filename: str) -> None:
        """Record calls from the code of this file and its helpers from now on."""
        self._filename = filename
        self._calls.clear()
        self._on = True
        if self._unlisted is not None:
            self._unlisted.__enter__()  # type: ignore[no-untyped-call]

    def take(self) -> tuple[Call, ...]:
        """Stop recording, and return the calls since `begin`, each name at most once per line."""
        self._on = False
        if self._unlisted is not None:
            with suppress(BaseException):  # a learner's code may have taken it off
                self._unlisted.__exit__(None, None, None)  # type: ignore[no-untyped-call]
        return tuple(self._calls.values())

    def _wrapped(self, original: Callable[..., Any], name: str) -> Callable[..., Any]:
        switching = name.rpartition(".")[2] in _SWITCHING_METHODS

        def watched(*args: Any, **kwargs: Any) -> Any:
            if self._on and not (switching and (False in args[1:] or False in kwargs.values())):
                self._note(name, sys._getframe(1))
            return original(*args, **kwargs)

        return _sealed(watched, original)

    def _note(self, name: str, caller: FrameType | None) -> None:
        while caller is not None and _MODULES in caller.f_code.co_filename:
            caller = caller.f_back
        if caller is None:
            return
        frames = tuple(self._frames(caller))
        if not (
            caller.f_code.co_filename == _FROM_STRING
            or self._line(caller) is not None
            or (frames and _is_made_up(caller))
            # Neither the probe nor a library on its behalf starts threads, and the code that does may not be on their
            # stack.
            or get_ident() != main_thread().ident
        ):
            return  # called by a library for itself, or by the probe
        key = (name, frames[-1].line if frames else 0)
        if len(self._calls) < MAX_CALLS:
            self._calls.setdefault(key, Call(name, frames))

    def _frames(self, caller: FrameType) -> list[Frame]:
        """The lines of the learner's file and its helpers that the call came through, innermost last."""
        found: list[Frame] = []
        frame: FrameType | None = caller
        while frame is not None and frame.f_code.co_filename != PROBE and len(found) < MAX_FRAMES:
            line = self._line(frame)
            if line:
                found.append(Frame(line, plain_text(frame.f_code.co_qualname, MAX_SHORT_TEXT)))
            frame = frame.f_back
        return found[::-1]

    def _line(self, frame: FrameType) -> int | None:
        """The line of the learner's file, or of a helper, that a frame is at; None if it is in neither."""
        file = frame.f_code.co_filename
        return frame.f_lineno or 0 if file == self._filename else HELPERS.line(file, frame.f_lineno)


WATCH = Watch()
"""The only one in this process: a process runs the code of one learner."""


def _sealed(function: Callable[..., Any], original: Callable[..., Any]) -> Callable[..., Any]:
    """The function in an object written in C, from which no attribute leads to it, with the name of the original.

    `lru_cache` makes such objects; with a size of 0 it calls the function every time and keeps nothing.
    """
    sealed: Any = lru_cache(maxsize=0)(function)
    vars(sealed).clear()
    for attribute in WRAPPER_ASSIGNMENTS:
        with suppress(AttributeError):
            setattr(sealed, attribute, getattr(original, attribute))
    with suppress(TypeError, ValueError):
        sealed.__signature__ = signature(original)
    return sealed  # type: ignore[no-any-return]


def _is_made_up(frame: FrameType) -> bool:
    """Whether the code does not come from an imported file, but was compiled at run time."""
    file = frame.f_code.co_filename
    return file != PROBE and frame.f_globals.get("__file__") != file


def _targets(name: str) -> Iterator[tuple[Any, str, str]]:
    """What to wrap for a name: an object, its attribute, and the name under which a call is reported."""
    if name.startswith("."):
        owner = getattr(sys.modules.get("torch"), "Tensor", None)
        if callable(getattr(owner, name[1:], None)):
            yield owner, name[1:], name
        return
    *path, last = name.split(".")
    if not path or "=" in name:
        return  # a builtin is used by everybody; an argument is not called
    owner = _loaded(path)
    if owner is None:
        return
    found = vars(owner) if isinstance(owner, (ModuleType, type)) else {last: getattr(owner, last, None)}
    for attribute in _matching(last, list(found)):
        yield from _callables(owner, attribute, ".".join((*path, attribute)))


def _loaded(path: Sequence[str]) -> Any:
    """The module or object of this name, if it can be found without importing anything."""
    owner: Any = sys.modules.get(path[0])
    for number, part in enumerate(path[1:], 2):
        owner = sys.modules.get(".".join(path[:number])) or getattr(owner, part, None)
    return owner


def _matching(pattern: str, names: Sequence[str]) -> list[str]:
    if "*" not in pattern:
        return [pattern] if pattern in names else []
    if pattern.count("*") == 1 and pattern.startswith("*"):
        return [name for name in names if name.endswith(pattern[1:])]
    matches = compiled(translate(pattern)).match
    return [name for name in names if matches(name)]


def _attributes(owner: Any) -> Mapping[str, Any]:
    return getattr(owner, "__dict__", {})


def _callables(owner: Any, attribute: str, reported: str) -> Iterator[tuple[Any, str, str]]:
    found = getattr(owner, attribute, None)
    if isinstance(found, type):
        yield from _instantiation(found, reported)
    elif isinstance(found, ModuleType):
        for inner, value in list(vars(found).items()):
            if not inner.startswith("_") and str(getattr(value, "__module__", "")).startswith(reported):
                if isinstance(value, type):
                    yield from _instantiation(value, f"{reported}.{inner}")
                elif callable(value):
                    yield found, inner, f"{reported}.{inner}"
    elif callable(found):
        yield owner, attribute, reported


def _instantiation(kind: type, reported: str) -> Iterator[tuple[Any, str, str]]:
    """Instantiation of a class. A class that uses only `__new__` is not watched: with an `__init__`, it would refuse
    its arguments."""
    new: object = kind.__new__
    if new is object.__new__ or kind.__init__ is not object.__init__:  # type: ignore[misc]
        yield kind, "__init__", reported
