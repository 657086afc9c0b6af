"""Patterns for what a rule forbids: library names, methods, arguments that may not be True; and all that it does not
permit, if it says what may be used."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate

from grader.authoring.permitted import Permitted
from grader.source.parsing import all_nodes
from grader.source.unclear import INTROSPECTION

_WAYS_AROUND = frozenset(
    {"**", "__builtins__", "__dict__", "__getattribute__", "__import__", "attrgetter", "compile", "eval", "exec",
     "getattr", "getattr_static", "globals", "import_module", "locals", "methodcaller", "modules", "setattr", "vars"}
)  # fmt: skip
"""Names through which another name can be given as a string."""


_PLAIN = frozenset(word for kind in (bytes, complex, dict, float, int, list, set, str, tuple) for word in dir(kind))
"""Words that say nothing about libraries: methods of Python's own objects."""


class Forbidden:
    """The names that one rule forbids; see `grader.authoring.forbid` for their notation.

    Args:
        names: what is forbidden by name.
        permitted: if not empty, all that may be used of libraries; see `grader.authoring.by_hand`.
    """

    def __init__(self, names: Iterable[str], permitted: Collection[str] = ()) -> None:
        self._permitted = Permitted(permitted) if permitted else None
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

    def unlisted(self, dotted: str) -> str:
        """What a library's full name uses that is not among what may be used; "" if nothing."""
        if self._permitted is None or self._permitted.library(dotted):
            return ""
        parts = dotted.split(".")
        for length, part in enumerate(parts, 1):
            owner = ".".join(parts[:length])
            if part[:1] in "_ABCDEFGHIJKLMNOPQRSTUVWXYZ" and not self._permitted.library(owner):
                return owner
        return dotted

    def unlisted_method(self, name: str) -> bool:
        """Whether this is a method of tensors or arrays that is not among those that may be used."""
        return self._permitted is not None and not self._permitted.method(name)

    def covers(self, name: str) -> bool:
        """Whether a name in the authors' notation is forbidden: a library's, or `.method` of a tensor."""
        if self._permitted is not None and name and not self._permitted.covers(name):
            return True
        return self.method(name[1:]) if name.startswith(".") else self.library(name)

    def may_be_in(self, mentioned: Mentioned) -> bool:
        """Whether a file may use anything forbidden: it cannot use names that it never mentions in any form."""
        words = mentioned.words
        if words & (_WAYS_AROUND | INTROSPECTION):
            return True
        if self._permitted is not None and any(
            word not in _PLAIN and not self._permitted.has_word(word) for word in mentioned.foreign
        ):
            return True
        if words & self._methods or words & self.switches or "*" in words:
            return True
        return any(all(_spelled(part, words) for part in parts[1:] or parts) for parts in self._libraries)


def _full(name: str) -> str:
    import builtins

    return f"builtins.{name}" if hasattr(builtins, name) else name


def _matches(part: str, pattern: str) -> bool:
    return part == pattern or ("*" in pattern and fnmatchcase(part, pattern))


def _spelled(pattern: str, words: Collection[str]) -> bool:
    return pattern in words or ("*" in pattern and any(fnmatchcase(word, pattern) for word in words))


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The words of a file: those that may name anything, and of these the ones that may name something of a library:
    attributes, and what is imported from anywhere but the standard library."""

    words: frozenset[str]
    foreign: frozenset[str]

    @classmethod
    def in_tree(cls, tree: ast.Module) -> Mentioned:
        """The words of a file's syntax tree."""
        words: set[str] = set()
        foreign: set[str] = set()
        for node in all_nodes(tree):
            match node:
                case ast.Name(id=name):
                    words.add(name)
                case ast.Attribute(attr=name):
                    words.add(name)
                    foreign.add(name)
                case ast.keyword(arg=argument):
                    words.add(argument or "**")
                case ast.Import(names=aliases):
                    for alias in aliases:
                        parts = alias.name.split(".")
                        words.update(parts)
                        if parts[0] not in sys.stdlib_module_names:
                            foreign.update(parts)
                case ast.ImportFrom(module=module, names=aliases):
                    parts = (module or "").split(".")
                    imported = [alias.name for alias in aliases]
                    words.update(parts, *(name.split(".") for name in imported))
                    if module not in sys.stdlib_module_names:
                        foreign.update(parts, imported)
        return cls(frozenset(words), frozenset(foreign))
