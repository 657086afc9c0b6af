"""What a definition of a course file uses of that file, followed through its bindings.

A probe is cut out with what it uses, and a mistake is spliced into the reference with what it uses. What may come
along, and what is said where something may not, is each one's `Policy`.
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
    """What may come along with a definition."""

    def objection_to_name(self, name: str, bindings: tuple[Binding, ...]) -> str | None:
        """Why a name may not be used that the file binds so, or not at all; None where it may."""

    def objection_to(self, binding: Binding) -> str | None:
        """Why a statement may not come along; None where it may."""

    def refusal(self, line: int, name: str, objection: str) -> AuthoringError:
        """The error for a use of a name on a line of the file."""


def closure(source: SourceIndex, definition: Definition, code: str, policy: Policy) -> list[ast.stmt]:
    """The statements of its file that a definition uses, by whatever way, as the file has them: an import's aliases one
    by one, everything by line.

    Args:
        source: the file.
        definition: a function or class of its top level.
        code: what of the definition counts, as source.
        policy: what may come along.

    Raises:
        AuthoringError: the policy's refusal, for the first objection that it has.
    """
    certain, possible = names_used(code)
    walk = _Walk(source, definition.name, policy)
    walk.follow(definition, certain | (possible & source.bindings.keys()))
    return sorted(walk.kept.values(), key=lambda node: (node.lineno, node.col_offset))


class _Walk:
    """One definition being followed, depth first: so an objection names the line that leads to it."""

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
    """The decorator of a definition that comes from `grader`, directly or through the file's own names."""
    for decorator in node.decorator_list:
        if _reaches_grader(source, names_in(decorator.func if isinstance(decorator, ast.Call) else decorator)):
            return decorator
    return None


def is_known_library(root: str, libraries: Collection[str]) -> bool:
    """Whether a package is one that the worker has: of the standard library, or one of the course's libraries."""
    return root in libraries or root in sys.stdlib_module_names


def used_names(source: SourceIndex, names: Iterable[str]) -> frozenset[str]:
    """The names that the file binds other than by imports, among these and among all that these use."""
    return frozenset(name for name in reachable(names, source.behind) if source.made_here(name))


def _reaches_grader(source: SourceIndex, names: Iterable[str]) -> bool:
    return any(
        isinstance(binding.node, (ast.Import, ast.ImportFrom)) and import_root(binding.node) == "grader"
        for name in reachable(names, source.behind)
        for binding in source.bindings.get(name, ())
    )
