"""The closure of a definition: everything in its course file that it uses, followed through the bindings.

A probe is cut out together with its closure, and a mistake is spliced into the reference together with its closure.
Each has a `Policy` that says what may be included, and gives the error for what may not.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable
from typing import Protocol

from grader.course.bindings import Binding, SourceIndex, names_used
from grader.course.syntax import Definition, import_root, line_of, names_in
from grader.errors import AuthoringError
from grader.graphs import reachable


class Policy(Protocol):
    """What a closure may include."""

    def objection_to_name(self, name: str, bindings: tuple[Binding, ...]) -> str | None:
        """Why a name with these bindings in the file, or with none, may not be used; None if it may."""

    def objection_to(self, binding: Binding) -> str | None:
        """Why a statement may not be included; None if it may."""

    def refusal(self, line: int, name: str, objection: str) -> AuthoringError:
        """The error for the use of a name on a line of the file."""


def closure(source: SourceIndex, definition: Definition, code: str, policy: Policy) -> list[ast.stmt]:
    """The statements of its file that a definition uses, directly or indirectly, in the order of their lines, with each
    alias of an import by itself.

    Args:
        source: the file.
        definition: a function or class at its top level.
        code: the source of the part of the definition that counts.
        policy: what may be included.

    Raises:
        AuthoringError: the policy's refusal, for its first objection.
    """
    certain, possible = names_used(code)
    walk = _Walk(source, definition.name, policy)
    walk.follow(definition, certain | (possible & source.bindings.keys()))
    return sorted(walk.kept.values(), key=lambda node: (node.lineno, node.col_offset))


class _Walk:
    """The depth-first walk from one definition; depth first, so that an objection names the line that leads to it."""

    def __init__(self, source: SourceIndex, own_name: str, policy: Policy) -> None:
        self.kept: dict[int, ast.stmt] = {}
        self._source = source
        self._own_name = own_name
        self._policy = policy

    def follow(self, where: ast.stmt, used: Iterable[str]) -> None:
        for name in sorted(used):
            if name == self._own_name:
                continue
            bindings = self._source.bindings.get(name, ())
            self._ask(where, name, self._policy.objection_to_name(name, bindings))
            for binding in bindings:
                self._keep(where, binding)

    def _keep(self, where: ast.stmt, binding: Binding) -> None:
        node = binding.node
        if id(node) in self.kept:
            return
        self._ask(where, binding.name, self._policy.objection_to(binding))
        self.kept[id(node)] = node
        self.follow(node, self._source.used(node))

    def _ask(self, where: ast.stmt, name: str, objection: str | None) -> None:
        if objection is not None:
            raise self._policy.refusal(line_of(name, where), name, objection)


def grader_decorator(source: SourceIndex, node: Definition) -> ast.expr | None:
    """The decorator of a definition that is imported from `grader`, directly or through names of the file."""
    for decorator in node.decorator_list:
        if _reaches_grader(source, names_in(decorator.func if isinstance(decorator, ast.Call) else decorator)):
            return decorator
    return None


def is_known_library(root: str, libraries: Collection[str]) -> bool:
    """Whether the worker has a package: one of the standard library or of the course's libraries."""
    return root in libraries or root in sys.stdlib_module_names


def used_names(source: SourceIndex, names: Iterable[str]) -> frozenset[str]:
    """These names and all that they use, restricted to those that the file binds other than by imports."""
    return frozenset(name for name in reachable(names, source.behind) if source.made_here(name))


def _reaches_grader(source: SourceIndex, names: Iterable[str]) -> bool:
    return any(
        isinstance(binding.node, (ast.Import, ast.ImportFrom)) and import_root(binding.node) == "grader"
        for name in reachable(names, source.behind)
        for binding in source.bindings.get(name, ())
    )
