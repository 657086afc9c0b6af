"""Watching what a learner's code calls of what a rule forbids, while a probe runs.

What is watched is wrapped where its library keeps it, before the learner's file is executed: what is not called costs
nothing. A learner's code can take the wrapping off, so what is reported here only ever adds to what the source shows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import translate
from functools import wraps
from re import compile as compiled
from threading import get_ident, main_thread
from types import FrameType, ModuleType
from typing import Any

from grader.wire.messages import MAX_CALLS, MAX_FRAMES, Call, Frame
from grader.wire.object_texts import plain_text
from grader.wire.values import MAX_SHORT_TEXT

PROBE = "<probe>"
_FROM_STRING = "<string>"
_MODULES = "/torch/nn/modules/"
_SWITCHING_METHODS = frozenset({"requires_grad_"})
_MISSING = object()


class _Wrapping:
    """A watched function, and where its library keeps what it stands for."""

    def __init__(self, owner: Any, attribute: str, watched: Callable[..., Any]) -> None:
        self.owner, self.attribute, self._watched = owner, attribute, watched
        self._own = _attributes(owner).get(attribute, _MISSING)

    def put_on(self) -> None:
        with suppress(AttributeError, TypeError):  # of a class written in C
            setattr(self.owner, self.attribute, self._watched)

    def take_off(self) -> None:
        """Put back what was there, unless something else is there by now."""
        if _attributes(self.owner).get(self.attribute) is not self._watched:
            return
        if self._own is _MISSING:  # a class inherits it
            delattr(self.owner, self.attribute)
        else:
            setattr(self.owner, self.attribute, self._own)


class Watch:
    """What is called of the watched names. It notes nothing but between `begin` and `take`."""

    def __init__(self) -> None:
        self._prepared: dict[str, list[_Wrapping]] = {}
        self._names: frozenset[str] = frozenset()
        self._wrappings: dict[tuple[int, str], _Wrapping] = {}
        self._filename = ""
        self._calls: dict[tuple[str, int], Call] = {}
        self._on = False

    def prepare(self, names: Iterable[str]) -> None:
        """Find what these names (as `grader.authoring.forbid` takes them) stand for in the libraries that are loaded,
        so that `put_on` costs next to nothing in every child that is forked from this process."""
        for name in names:
            if name not in self._prepared:
                self._prepared[name] = [
                    _Wrapping(owner, attribute, self._wrapped(getattr(owner, attribute), told))
                    for owner, attribute, told in _targets(name)
                ]

    def put_on(self, names: Iterable[str]) -> None:
        """Watch these names from now on, and no others: what is wrapped is not quite what it was (it cannot be pickled,
        for one), which only those should meet whom a rule concerns."""
        wanted = dict.fromkeys(names)
        if self._names == wanted.keys():
            return
        self.prepare(wanted)
        self._names = frozenset(wanted)
        before, self._wrappings = self._wrappings, {}
        for wrapping in (wrapping for name in wanted for wrapping in self._prepared[name]):
            # One thing may have several names: the first one counts.
            self._wrappings.setdefault((id(wrapping.owner), wrapping.attribute), wrapping)
        for place, wrapping in before.items():
            if self._wrappings.get(place) is not wrapping:
                wrapping.take_off()
        for place, wrapping in self._wrappings.items():
            if before.get(place) is not wrapping:
                wrapping.put_on()

    def begin(self, filename: str) -> None:
        """Note calls from code of this file from now on."""
        self._filename = filename
        self._calls.clear()
        self._on = True

    def take(self) -> tuple[Call, ...]:
        """The calls since `begin`, each name once for a line. Nothing is noted after it."""
        self._on = False
        return tuple(self._calls.values())

    def _wrapped(self, original: Callable[..., Any], name: str) -> Callable[..., Any]:
        switching = name.rpartition(".")[2] in _SWITCHING_METHODS

        @wraps(original)
        def watched(*args: Any, **kwargs: Any) -> Any:
            if self._on and not (switching and (False in args[1:] or False in kwargs.values())):
                self._note(name)
            return original(*args, **kwargs)

        return watched

    def _note(self, name: str) -> None:
        caller: FrameType | None = sys._getframe(2)
        while caller is not None and _MODULES in caller.f_code.co_filename:
            caller = caller.f_back
        if caller is None:
            return
        frames = tuple(self._frames(caller))
        if not (
            caller.f_code.co_filename in (self._filename, _FROM_STRING)
            or (frames and _is_made_up(caller))
            # Neither the probe nor a library, on its behalf, starts threads; who does need not be on their stack.
            or get_ident() != main_thread().ident
        ):
            return  # a library's own affair, or the probe's
        key = (name, frames[-1].line if frames else 0)
        if len(self._calls) < MAX_CALLS:
            self._calls.setdefault(key, Call(name, frames))

    def _frames(self, caller: FrameType) -> list[Frame]:
        """The lines of the learner's file that the call came through, innermost last."""
        found: list[Frame] = []
        frame: FrameType | None = caller
        while frame is not None and frame.f_code.co_filename != PROBE and len(found) < MAX_FRAMES:
            code = frame.f_code
            if code.co_filename == self._filename and frame.f_lineno:
                found.append(Frame(frame.f_lineno, plain_text(code.co_qualname, MAX_SHORT_TEXT)))
            frame = frame.f_back
        return found[::-1]


WATCH = Watch()
"""This process's own: there is one learner in a process."""


def _is_made_up(frame: FrameType) -> bool:
    """Whether the code is of no file that was imported: it was compiled while the program ran."""
    file = frame.f_code.co_filename
    return file != PROBE and frame.f_globals.get("__file__") != file


def _targets(name: str) -> Iterator[tuple[Any, str, str]]:
    """What to wrap for a name: an object, the attribute of it, and how a call of it is told."""
    if name.startswith("."):
        owner = getattr(sys.modules.get("torch"), "Tensor", None)
        if hasattr(owner, name[1:]):
            yield owner, name[1:], name
        return
    *path, last = name.split(".")
    if not path or "=" in name:
        return  # a builtin is everybody's; an argument is nothing that is called
    owner = _loaded(path)
    if owner is None:
        return
    found = vars(owner) if isinstance(owner, (ModuleType, type)) else {last: getattr(owner, last, None)}
    for attribute in _matching(last, list(found)):
        yield from _callables(owner, attribute, ".".join((*path, attribute)))


def _loaded(path: Sequence[str]) -> Any:
    """The module or object of this name, if it is there without importing anything."""
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


def _callables(owner: Any, attribute: str, told: str) -> Iterator[tuple[Any, str, str]]:
    found = getattr(owner, attribute, None)
    if isinstance(found, type):
        yield from _making(found, told)
    elif isinstance(found, ModuleType):
        for inner, value in list(vars(found).items()):
            if not inner.startswith("_") and str(getattr(value, "__module__", "")).startswith(told):
                if isinstance(value, type):
                    yield from _making(value, f"{told}.{inner}")
                elif callable(value):
                    yield found, inner, f"{told}.{inner}"
    elif callable(found):
        yield owner, attribute, told


def _making(kind: type, told: str) -> Iterator[tuple[Any, str, str]]:
    """Making an object of a class. One that leaves that to `__new__` is not watched: given an `__init__`, it would
    refuse its arguments."""
    new: object = kind.__new__
    if new is object.__new__ or kind.__init__ is not object.__init__:  # type: ignore[misc]
        yield kind, "__init__", told
