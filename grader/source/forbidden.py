"""Patterns for what a rule forbids: library names, methods, arguments that may not be True."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase, translate

_WAYS_AROUND = frozenset(
    {"**", "__builtins__", "__dict__", "__getattribute__", "__import__", "attrgetter", "compile", "eval", "exec",
     "getattr", "getattr_static", "globals", "import_module", "locals", "methodcaller", "modules", "setattr", "vars"}
)  # fmt: skip
"""Names through which another name can be given as a string."""


class Forbidden:
    """The names that one rule forbids; see `grader.authoring.forbid` for their notation."""

    def __init__(self, names: Iterable[str]) -> None:
        self._libraries: list[tuple[str, ...]] = []
        self._methods: set[str] = set()
        self.switches: frozenset[str] = frozenset()
        """Arguments and attributes that may not be True."""
        switches = set()
        for name in names:
            if name.startswith("."):
                self._methods.add(name[1:])
            elif "=" in name:
                switches.add(name.partition("=")[0])
            else:
                self._libraries.append(tuple((name if "." in name else _full(name)).split(".")))
        self.switches = frozenset(switches)
        self._heads = re.compile("|".join({translate(parts[0]) for parts in self._libraries}) or r"(?!)")

    def library(self, dotted: str) -> bool:
        """Whether a library's full name is forbidden, either itself or as part of a forbidden name."""
        if not self._heads.match(dotted.partition(".")[0]):
            return False
        parts = dotted.replace("()", "").split(".")
        return any(len(pattern) <= len(parts) and all(map(_matches, parts, pattern)) for pattern in self._libraries)

    def method(self, name: str) -> bool:
        """Whether a method of this name is forbidden, on whichever object it is called."""
        return name in self._methods

    def covers(self, name: str) -> bool:
        """Whether a name in the authors' notation is forbidden: a library's, or `.method`."""
        return self.method(name[1:]) if name.startswith(".") else self.library(name)

    def may_be_in(self, tree: ast.Module) -> bool:
        """Whether a file may use anything forbidden: it cannot use names that it never mentions in any form."""
        words: set[str] = set()
        for node in ast.walk(tree):
            words.update(_words(node))
        if words & _WAYS_AROUND or words & self._methods or words & self.switches or "*" in words:
            return True
        return any(all(_spelled(part, words) for part in parts[1:] or parts) for parts in self._libraries)


def _full(name: str) -> str:
    import builtins

    return f"builtins.{name}" if hasattr(builtins, name) else name


def _matches(part: str, pattern: str) -> bool:
    return part == pattern or ("*" in pattern and fnmatchcase(part, pattern))


def _spelled(pattern: str, words: set[str]) -> bool:
    return pattern in words or ("*" in pattern and any(fnmatchcase(word, pattern) for word in words))


def _words(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(attr=name):
            yield name
        case ast.keyword(arg=name):
            yield name or "**"
        case ast.alias(name=name):
            yield from name.split(".")
        case ast.ImportFrom(module=str(name)):
            yield from name.split(".")
