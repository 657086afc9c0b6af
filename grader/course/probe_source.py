"""Cutting a probe out of its checks file: what crosses to the process that runs a learner's code, and what may not.

A probe crosses with the helper functions and classes, literal constants and imports that it uses, and with nothing else
of its file: no decorator, no comment, no docstring. What it uses must give away no expected value: everything
that a check's expectation uses stays behind, and so does all of `grader`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from grader.authoring.checks import Check
from grader.authoring.probes import PROBE_TOOLS
from grader.course.bindings import (
    BUILTINS,
    Binding,
    Definition,
    SourceIndex,
    called_name,
    first_line,
    index,
    names_used,
    single_import,
    with_decorators,
)
from grader.errors import AuthoringError
from grader.wire.messages import Probe

_REFUSED_MODULES = frozenset(
    {"builtins", "code", "codeop", "ctypes", "gc", "importlib", "inspect", "linecache", "pkgutil", "runpy", "sys",
     "traceback", "zipimport"}
)  # fmt: skip
"""Modules of the standard library through which a probe could reach files and names that were left behind."""

_REFUSED_NAMES = frozenset(
    {"__builtins__", "__file__", "__import__", "__loader__", "__spec__", "compile", "eval", "exec", "globals", "open"}
)
_REFUSED_ATTRIBUTES = frozenset({"__builtins__", "__closure__", "__file__", "__globals__", "__loader__", "__spec__"})

_NOT_EXPECTED = frozenset({"cases", "curves", "needs"})
"""Arguments of `check` that say nothing about what is expected: cases cross anyway, the others only name things."""


def cut_probe(check: Check, checks_source: str, file: Path, libraries: Collection[str]) -> Probe:
    """A check's probe as it crosses: source that stands on its own, and the name of its function.

    Args:
        check: a check that was declared in this file.
        checks_source: the file's text.
        file: the file, for errors.
        libraries: what a probe may import beside the standard library.

    Raises:
        AuthoringError: where the probe reaches for something that may not cross, by whatever way, with the line.
    """
    source = index(checks_source, file)
    probe = source.definition(check.id)
    if (
        probe is None
        or isinstance(probe, ast.ClassDef)
        or first_line(probe) != check.place.line
        or not grader_decorator(source, probe)
    ):
        raise AuthoringError(
            f"the probe of check `{check.id}` is no plain function at the top level of {file.name} "
            "with `@check(...)` as its one decorator: write it as one, so that it can be cut out",
            check.place,
        )
    return _Cut(source, probe, _expected_names(source), libraries).probe()


def import_root(node: ast.Import | ast.ImportFrom) -> str:
    """The top-level package that an import of one alias reaches for; "." for a relative one."""
    if isinstance(node, ast.ImportFrom):
        return "." if node.level else (node.module or "").partition(".")[0]
    return node.names[0].name.partition(".")[0]


def grader_decorator(source: SourceIndex, node: Definition) -> ast.expr | None:
    """The decorator of a definition that comes from `grader`, directly or through the file's own names."""
    for decorator in node.decorator_list:
        if _reaches_grader(source, _names_in(decorator.func if isinstance(decorator, ast.Call) else decorator)):
            return decorator
    return None


def is_known_library(root: str, libraries: Collection[str]) -> bool:
    """Whether a package is one that the worker has: of the standard library, or one of the course's libraries."""
    return root in libraries or root in sys.stdlib_module_names


class _Cut:
    """One probe being cut out: its function, and all that it uses."""

    def __init__(
        self,
        source: SourceIndex,
        probe: ast.FunctionDef | ast.AsyncFunctionDef,
        expected: frozenset[str],
        libraries: Collection[str],
    ) -> None:
        self._source = source
        self._libraries = libraries
        self._probe = probe
        self._expected = expected
        self._kept: dict[int, ast.stmt] = {}

    def probe(self) -> Probe:
        bare = with_decorators(self._source.bare(self._probe), [])
        code = ast.unparse(bare)
        self._refuse_reflection(bare, code)
        certain, possible = names_used(code)
        self._follow(self._probe, certain | (possible & self._source.bindings.keys()))
        pieces = [self._source.code(node) for node in self._in_order()]
        return Probe("\n".join([*_future_imports(self._source), *pieces, code, ""]), self._probe.name)

    def _follow(self, where: ast.stmt, used: Iterable[str]) -> None:
        for name in sorted(used):
            if name == self._probe.name:
                continue
            bindings = self._source.bindings.get(name, ())
            if not bindings and name in _REFUSED_NAMES:
                self._refuse(where, name, "it could reach what stays behind")
            if not bindings and name not in BUILTINS:
                self._refuse(where, name, "it is defined nowhere in this file")
            self._refuse_unclear(where, name, bindings)
            for binding in bindings:
                self._keep(where, binding)

    def _keep(self, where: ast.stmt, binding: Binding) -> None:
        node = binding.node
        if id(node) in self._kept or _is_tool(node):
            return
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self._refuse_import(where, binding.name, node)
        elif not self._expected.isdisjoint(self._source.bound_by(node)):
            self._refuse(where, binding.name, "a check's expectation uses it; give the probe a copy of its own")
        elif isinstance(node, Definition):
            if decorator := grader_decorator(self._source, node):
                made_by = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
                self._refuse(where, binding.name, f"it is what `@{made_by}` makes of it; write a plain function")
        elif not _is_literal(node):
            self._refuse(
                where,
                binding.name,
                "it is not a literal; pass it as an argument of the case, or compute it in a function",
            )
        self._kept[id(node)] = node
        self._refuse_reflection(node, self._source.code(node))
        self._follow(node, self._source.used(node))

    def _in_order(self) -> list[ast.stmt]:
        """What is kept, as the file has it: an import's aliases one by one, everything by line."""
        return sorted(self._kept.values(), key=lambda node: (node.lineno, node.col_offset))

    def _refuse_unclear(self, where: ast.stmt, name: str, bindings: tuple[Binding, ...]) -> None:
        if any(binding.kind == "other" for binding in bindings):
            self._refuse(where, name, "it is bound inside another statement; bind it once, plainly, at the top level")
        if len(bindings) > 1 and any(binding.kind != "import" for binding in bindings):
            self._refuse(where, name, f"it is bound again on line {bindings[1].line}; bind it once")

    def _refuse_import(self, where: ast.stmt, name: str, node: ast.Import | ast.ImportFrom) -> None:
        root = import_root(node)
        if root == "grader":
            tools = ", ".join(f"`{tool}`" for tool in sorted(PROBE_TOOLS))
            self._refuse(where, name, f"it belongs to the grader, of which a probe has {tools} only, by these names")
        if root in _REFUSED_MODULES:
            self._refuse(where, name, f"`{root}` could reach what stays behind")
        if not is_known_library(root, self._libraries):
            self._refuse(
                where,
                name,
                f"`{ast.unparse(node)}` is neither the standard library nor one of the course's libraries "
                f"({', '.join(self._libraries)}); `libraries` in course.toml names them",
            )
        if node.names[0].name == "*":
            self._refuse(where, name, "an import of `*` hides what is used; import names")

    def _refuse_reflection(self, node: ast.stmt, code: str) -> None:
        """Refuse imports inside functions that may not cross, and attributes that lead out of a function."""
        if "import" not in code and "__" not in code:
            return
        for inner in ast.walk(node):
            if inner is not node and isinstance(inner, (ast.Import, ast.ImportFrom)):
                for alias in inner.names:
                    self._refuse_import(inner, alias.asname or alias.name, single_import(inner, alias))
            elif isinstance(inner, ast.Attribute) and inner.attr in _REFUSED_ATTRIBUTES:
                self._refuse_at(inner.lineno, f".{inner.attr}", "it could reach what stays behind")
            elif isinstance(inner, ast.Constant) and inner.value in _REFUSED_ATTRIBUTES:
                self._refuse_at(inner.lineno, str(inner.value), "it could reach what stays behind")

    def _refuse(self, where: ast.stmt, name: str, why: str) -> NoReturn:
        lines = [node.lineno for node in ast.walk(where) if isinstance(node, ast.Name) and node.id == name]
        inside = [line for line in lines if line >= where.lineno]
        self._refuse_at(min(inside or lines or [where.lineno]), name, why)

    def _refuse_at(self, line: int, name: str, why: str) -> NoReturn:
        raise AuthoringError(
            f"the probe of check `{self._probe.name}` reaches for `{name}`, which may not cross to the learner's "
            f"process: {why}",
            self._source.place(line),
        )


def _future_imports(source: SourceIndex) -> Iterator[str]:
    for statement in source.tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            yield ast.unparse(statement)


def _is_tool(node: ast.stmt) -> bool:
    """Whether a statement imports what every probe has where it runs."""
    if not isinstance(node, ast.ImportFrom) or node.module != "grader.authoring":
        return False
    (alias,) = node.names
    return alias.name in PROBE_TOOLS and alias.asname in (None, alias.name)


def _is_literal(node: ast.stmt) -> bool:
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return False
    try:
        ast.literal_eval(node.value)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=128)
def _expected_names(source: SourceIndex) -> frozenset[str]:
    """The names, other than imports, that some check's expectation uses, by whatever way."""
    waiting = [name for node in source.tree.body for part in _stays_behind(source, node) for name in _names_in(part)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        bindings = [binding for binding in source.bindings.get(name, ()) if binding.kind != "import"]
        if name in found or not bindings:
            continue
        found.add(name)
        for binding in bindings:
            waiting.extend(source.used(binding.node))
    return frozenset(found)


def _stays_behind(source: SourceIndex, node: ast.stmt) -> Iterator[ast.expr]:
    """The parts of a check's decorators that may hold what is expected."""
    if not isinstance(node, Definition) or not grader_decorator(source, node):
        return
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and called_name(decorator) == "check":
            yield from decorator.args
            yield from (keyword.value for keyword in decorator.keywords if keyword.arg not in _NOT_EXPECTED)
        elif not (isinstance(decorator, ast.Call) and called_name(decorator) == "random_case"):
            yield decorator


def _reaches_grader(source: SourceIndex, names: Iterable[str]) -> bool:
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for binding in source.bindings.get(name, ()):
            if isinstance(binding.node, (ast.Import, ast.ImportFrom)):
                if import_root(binding.node) == "grader":
                    return True
            else:
                waiting.extend(source.used(binding.node))
    return False


def _names_in(node: ast.expr) -> Iterator[str]:
    return (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))
