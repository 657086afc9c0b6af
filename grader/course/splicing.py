"""The reference with one function replaced by a mistake or by an alternative, the *version*.

The version takes the place of the reference's own function or class, under its name, so that every other use of that
name in the reference refers to the version. What the version uses of its own file is inserted before it.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from grader.authoring import Mistake
from grader.authoring.alternatives import Version
from grader.course.bindings import BUILTINS, Binding, SourceIndex, index, local_names, names_used
from grader.course.closure import closure, grader_decorator, is_known_library
from grader.course.syntax import Definition, first_line, import_root, line_of, parse, with_decorators
from grader.errors import AuthoringError

_HOW_CALLED = frozenset({"staticmethod", "classmethod", "property"})
"""Decorators of a reference's method that the version keeps, since they determine how it is called."""


def splice(reference_source: str, version: Version, mistakes_source: str, libraries: Collection[str]) -> str:
    """The source of the reference with the function, class or method `version.of` replaced by a version.

    Helpers, constants and imports that the version uses are included, renamed where the reference uses their names for
    something else. The version may refer to itself and to the rest of the exercise by name, and import the standard
    library and the course's `libraries`.

    Raises:
        AuthoringError: if the reference does not define `version.of`, or the version uses what cannot be included.
    """
    reference = _reference(reference_source)
    target = reference.targets.get(version.of)
    if target is None:
        raise AuthoringError(f"{_called(version)}: the reference does not define `{version.of}`", version.place)
    source = index(mistakes_source, version.place.file)
    made = source.definition(version.id)
    if made is None or not grader_decorator(source, made):
        raise AuthoringError(
            f"{_called(version)} is not a function or class at the top level of {source.file.name}: "
            f"write it as one, decorated with `@{version.kind}(...)`",
            version.place,
        )
    helpers, code = _Splice(source, made, version, reference, libraries).pieces()
    lines = reference_source.split("\n")
    begin = first_line(target) - 1
    outermost = first_line(reference.targets[version.of.partition(".")[0]]) - 1
    indent = lines[begin][: len(lines[begin]) - len(lines[begin].lstrip())]
    after = lines[target.end_lineno or target.lineno :]
    return "\n".join([*lines[:outermost], *helpers, *lines[outermost:begin], textwrap.indent(code, indent), *after])


@dataclass(frozen=True, eq=False)
class _Reference:
    """The facts about a reference that splicing needs: definitions by dotted name, names used, imports by name."""

    targets: dict[str, Definition]
    names: frozenset[str]
    defined: frozenset[str]
    imports: dict[str, str]


@lru_cache(maxsize=128)
def _reference(source: str) -> _Reference:
    file = Path("<reference>")
    tree = parse(source, file)
    targets: dict[str, Definition] = {}
    for node in tree.body:
        if isinstance(node, Definition):
            targets[node.name] = node
        if isinstance(node, ast.ClassDef):
            targets |= {f"{node.name}.{inner.name}": inner for inner in node.body if isinstance(inner, Definition)}
    bindings = index(source, file).bindings
    imports = {
        name: ast.unparse(binding.node)
        for name, found in bindings.items()
        for binding in found
        if binding.kind == "import"
    }
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return _Reference(targets, frozenset(used | bindings.keys()), frozenset(bindings), imports)


class _Splice:
    """Splices one version: what it uses, and the names that those parts get in the reference."""

    def __init__(
        self,
        source: SourceIndex,
        made: Definition,
        version: Version,
        reference: _Reference,
        libraries: Collection[str],
    ) -> None:
        self._source = source
        self._libraries = libraries
        self._made = made
        self._version = version
        self._reference = reference
        self._new_names: dict[str, ast.expr] = {version.id: ast.parse(version.of, mode="eval").body}

    def pieces(self) -> tuple[list[str], str]:
        """The statements to insert before the version, and the version itself under its new name."""
        bare = with_decorators(self._source.bare(self._made), self._decorators())
        if isinstance(self._version, Mistake) and self._version.bound:
            bare = _Binding(self._version.bound).visit(ast.parse(ast.unparse(bare)).body[0])
        code = ast.unparse(bare)
        helpers = closure(self._source, self._made, code, self)
        for helper in helpers:
            for name in self._source.bound_by(helper):
                if self._clashes(name, helper):
                    self._new_names[name] = ast.Name(self._fresh(name), ast.Load())
        before = [self._renamed(helper, self._source.code(helper)) for helper in helpers]
        return before, self._renamed(self._made, code)

    def objection_to_name(self, name: str, bindings: tuple[Binding, ...]) -> str | None:
        if not bindings and name not in self._reference.defined and name not in BUILTINS:
            return "neither this file nor the reference defines it"
        return None

    def objection_to(self, binding: Binding) -> str | None:
        node = binding.node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            root = import_root(node)
            return None if is_known_library(root, self._libraries) else f"the worker cannot run `{ast.unparse(node)}`"
        if binding.kind == "other":
            return "it is bound inside another statement; bind it plainly at the top level"
        if isinstance(node, Definition) and grader_decorator(self._source, node):
            return "it is a mistake or an alternative itself; write what they share as a plain function"
        return None

    def refusal(self, line: int, name: str, objection: str) -> AuthoringError:
        return AuthoringError(f"{_called(self._version)} uses `{name}`: {objection}", self._source.place(line))

    def _clashes(self, name: str, node: ast.stmt) -> bool:
        """Whether the reference uses the name for something else."""
        if name not in self._reference.names:
            return False
        if isinstance(node, ast.Import) and node.names[0].asname is None:
            return False
        return self._reference.imports.get(name) != ast.unparse(node)

    def _fresh(self, name: str) -> str:
        fresh = f"{self._version.id}_{name}"
        while fresh in self._reference.names or fresh in self._source.bindings:
            fresh += "_"
        return fresh

    def _renamed(self, node: ast.stmt, code: str) -> str:
        (statement,) = ast.parse(code).body
        certain, possible = names_used(code)
        mentioned = certain | possible | set(self._source.bound_by(node))
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            mentioned |= {node.names[0].asname or node.names[0].name}
        new = {name: expression for name, expression in self._new_names.items() if name in mentioned}
        if both := sorted(local_names(code) & new.keys()):
            why = "it is a global name of this file and a local name here; rename one of them"
            raise self.refusal(line_of(both[0], node), both[0], why)
        statement = _Renaming(new).visit(statement)
        if node is self._made:
            statement.name = self._version.of.rpartition(".")[2]
        return ast.unparse(ast.fix_missing_locations(statement))

    def _decorators(self) -> list[ast.expr]:
        """The version's own decorators except the grader's, and those that determine how a method is called."""
        made_by = grader_decorator(self._source, self._made)
        own = [decorator for decorator in self._made.decorator_list if decorator is not made_by]
        inherited = self._reference.targets[self._version.of].decorator_list if "." in self._version.of else []
        present = {ast.unparse(decorator) for decorator in own}
        return [decorator for decorator in inherited if ast.unparse(decorator) in _HOW_CALLED - present] + own


def _called(version: Version) -> str:
    return f"{version.kind} `{version.id}`"


class _Binding(ast.NodeTransformer):
    """Gives keyword-only parameters these defaults."""

    def __init__(self, bound: Mapping[str, object]) -> None:
        self._bound = bound

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        node.kw_defaults = [
            ast.parse(repr(self._bound[parameter.arg]), mode="eval").body if parameter.arg in self._bound else default
            for parameter, default in zip(node.kwonlyargs, node.kw_defaults, strict=True)
        ]
        return node


_Def = TypeVar("_Def", ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class _Renaming(ast.NodeTransformer):
    """Renames global names wherever they are used or bound."""

    def __init__(self, new_names: dict[str, ast.expr]) -> None:
        self._new_names = new_names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        new = self._new_names.get(node.id)
        if isinstance(new, ast.Name):
            return ast.Name(new.id, node.ctx)
        return new if new is not None else node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return self._definition(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        return self._definition(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return self._definition(node)

    def visit_Global(self, node: ast.Global) -> ast.Global:
        return ast.Global([self._new(name) for name in node.names])

    def visit_alias(self, node: ast.alias) -> ast.alias:
        bound = node.asname or node.name
        new = self._new(bound)
        return node if new == bound else ast.alias(node.name, new)

    def _definition(self, node: _Def) -> _Def:
        node.name = self._new(node.name)
        self.generic_visit(node)
        return node

    def _new(self, name: str) -> str:
        new = self._new_names.get(name)
        return new.id if isinstance(new, ast.Name) else name
