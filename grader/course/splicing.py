"""The reference with one function replaced by a mistake.

The mistake stands where the reference's own function or class stood, under its name, so that whatever the reference
makes of that function is made of the wrong one. What the mistake uses of its own file stands before it.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn, TypeVar

from grader.authoring.mistakes import Mistake
from grader.course.bindings import (
    BUILTINS,
    Binding,
    Definition,
    SourceIndex,
    first_line,
    index,
    local_names,
    names_used,
    parse,
    with_decorators,
)
from grader.course.probe_source import grader_decorator, import_root, is_known_library
from grader.errors import AuthoringError

_HOW_CALLED = frozenset({"staticmethod", "classmethod", "property"})
"""Decorators of a reference's method that the mistake takes over: they say how it is called."""


def splice(reference_source: str, mistake: Mistake, mistakes_source: str, libraries: Collection[str]) -> str:
    """The source of the reference in which the mistake stands for the function, class or method `mistake.of`.

    Helpers, constants and imports that the mistake uses come with it, renamed where the reference uses their names
    for something else. The mistake may call itself by its own name and the rest of the exercise by its names, and
    import the standard library and the course's `libraries`.

    Raises:
        AuthoringError: where the reference does not define `mistake.of`, or the mistake uses what cannot come along.
    """
    reference = _reference(reference_source)
    target = reference.targets.get(mistake.of)
    if target is None:
        raise AuthoringError(f"mistake `{mistake.id}`: the reference defines no `{mistake.of}`", mistake.place)
    source = index(mistakes_source, mistake.place.file)
    wrong = source.definition(mistake.id)
    if wrong is None or not grader_decorator(source, wrong):
        raise AuthoringError(
            f"mistake `{mistake.id}` is no function or class at the top level of {source.file.name}: "
            "write it as one, decorated with `@mistake(...)`",
            mistake.place,
        )
    helpers, code = _Splice(source, wrong, mistake, reference, libraries).pieces()
    lines = reference_source.split("\n")
    begin = first_line(target) - 1
    outermost = first_line(reference.targets[mistake.of.partition(".")[0]]) - 1
    indent = lines[begin][: len(lines[begin]) - len(lines[begin].lstrip())]
    after = lines[target.end_lineno or target.lineno :]
    return "\n".join([*lines[:outermost], *helpers, *lines[outermost:begin], textwrap.indent(code, indent), *after])


@dataclass(frozen=True, eq=False)
class _Reference:
    """What splicing needs to know of a reference: definitions by dotted name, names used, imports by name."""

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
    """One mistake being spliced: what it uses, and the names under which that goes into the reference."""

    def __init__(
        self,
        source: SourceIndex,
        wrong: Definition,
        mistake: Mistake,
        reference: _Reference,
        libraries: Collection[str],
    ) -> None:
        self._source = source
        self._libraries = libraries
        self._wrong = wrong
        self._mistake = mistake
        self._reference = reference
        self._kept: dict[int, ast.stmt] = {}
        self._new_names: dict[str, ast.expr] = {mistake.id: ast.parse(mistake.of, mode="eval").body}

    def pieces(self) -> tuple[list[str], str]:
        """The statements that the mistake needs before it, and the mistake itself under its new name."""
        bare = with_decorators(self._source.bare(self._wrong), self._decorators())
        code = ast.unparse(bare)
        certain, possible = names_used(code)
        self._follow(self._wrong, certain | (possible & self._source.bindings.keys()))
        helpers = sorted(self._kept.values(), key=lambda node: (node.lineno, node.col_offset))
        before = [self._renamed(helper, self._source.code(helper)) for helper in helpers]
        return before, self._renamed(self._wrong, code)

    def _follow(self, where: ast.stmt, used: frozenset[str]) -> None:
        for name in sorted(used):
            if name == self._mistake.id:
                continue
            bindings = self._source.bindings.get(name, ())
            if not bindings and name not in self._reference.defined and name not in BUILTINS:
                self._refuse(where, name, "neither this file nor the reference defines it")
            for binding in bindings:
                self._keep(where, binding)

    def _keep(self, where: ast.stmt, binding: Binding) -> None:
        node = binding.node
        if id(node) in self._kept:
            return
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            root = import_root(node)
            if root == "grader" or not is_known_library(root, self._libraries):
                self._refuse(where, binding.name, f"the worker cannot run `{ast.unparse(node)}`")
        elif binding.kind == "other":
            self._refuse(where, binding.name, "it is bound inside another statement; bind it plainly at the top level")
        elif isinstance(node, Definition) and grader_decorator(self._source, node):
            self._refuse(where, binding.name, "it is a mistake itself; write what they share as a plain function")
        self._kept[id(node)] = node
        for name in self._source.bound_by(node) if binding.kind != "import" else (binding.name,):
            if self._clashes(name, node):
                self._new_names[name] = ast.Name(self._fresh(name), ast.Load())
        self._follow(node, self._source.used(node))

    def _clashes(self, name: str, node: ast.stmt) -> bool:
        """Whether the reference uses the name for something else."""
        if name not in self._reference.names:
            return False
        if isinstance(node, ast.Import) and node.names[0].asname is None:
            return False
        return self._reference.imports.get(name) != ast.unparse(node)

    def _fresh(self, name: str) -> str:
        fresh = f"{self._mistake.id}_{name}"
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
            self._refuse(node, both[0], "it is a name of this file and a local one here; rename one of them")
        statement = _Renaming(new).visit(statement)
        if node is self._wrong:
            statement.name = self._mistake.of.rpartition(".")[2]
        return ast.unparse(ast.fix_missing_locations(statement))

    def _decorators(self) -> list[ast.expr]:
        """The mistake's own decorators but `@mistake`, and those that say how a method is called."""
        made_by = grader_decorator(self._source, self._wrong)
        own = [decorator for decorator in self._wrong.decorator_list if decorator is not made_by]
        inherited = self._reference.targets[self._mistake.of].decorator_list if "." in self._mistake.of else []
        present = {ast.unparse(decorator) for decorator in own}
        return [decorator for decorator in inherited if ast.unparse(decorator) in _HOW_CALLED - present] + own

    def _refuse(self, where: ast.stmt, name: str, why: str) -> NoReturn:
        lines = [node.lineno for node in ast.walk(where) if isinstance(node, ast.Name) and node.id == name]
        raise AuthoringError(
            f"mistake `{self._mistake.id}` uses `{name}`: {why}", self._source.place(min(lines, default=where.lineno))
        )


_Def = TypeVar("_Def", ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class _Renaming(ast.NodeTransformer):
    """Gives global names new names, where they are used and where they are bound."""

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
