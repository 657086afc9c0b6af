"""Cutting a probe out of its checks file: what is sent to the process that runs a learner's code, and what must not be.

A probe is sent with the helper functions and classes, literal constants and imports that it uses, and with nothing else
of its file: no decorators, comments or docstrings. It must not reveal an expected value, so everything that a check's
expectation uses is left out, and so is all of `grader`.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from grader.authoring.checks import Check
from grader.authoring.probes import PROBE_TOOLS
from grader.course.bindings import BUILTINS, Binding, SourceIndex, index
from grader.course.closure import closure, grader_decorator, is_known_library, used_names
from grader.course.syntax import (
    Definition,
    called_name,
    first_line,
    import_root,
    names_in,
    single_import,
    with_decorators,
)
from grader.errors import AuthoringError
from grader.wire.messages import Probe

_REFUSED_MODULES = frozenset(
    {"builtins", "code", "codeop", "ctypes", "gc", "importlib", "inspect", "linecache", "pkgutil", "runpy", "sys",
     "traceback", "zipimport"}
)  # fmt: skip
"""Modules of the standard library through which a probe could reach files and names that were left out."""

_REFUSED_NAMES = frozenset(
    {"__builtins__", "__file__", "__import__", "__loader__", "__spec__", "compile", "eval", "exec", "globals", "open"}
)
_REFUSED_ATTRIBUTES = frozenset({"__builtins__", "__closure__", "__file__", "__globals__", "__loader__", "__spec__"})

_NOT_EXPECTED = frozenset({"cases", "curves", "needs"})
"""Arguments of `check` that reveal nothing about what is expected: cases are sent anyway, the others are mere names."""


def cut_probe(check: Check, checks_source: str, file: Path, libraries: Collection[str]) -> Probe:
    """A check's probe as it is sent: self-contained source and the name of its function.

    Args:
        check: a check that was declared in this file.
        checks_source: the file's text.
        file: the file, for errors.
        libraries: what a probe may import in addition to the standard library.

    Raises:
        AuthoringError: if the probe uses, directly or indirectly, something that must not be sent, with the line.
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
            f"the probe of check `{check.id}` is not a plain function at the top level of {file.name} "
            "with `@check(...)` as its one decorator: write it as one, so that it can be cut out",
            check.place,
        )
    return _Cut(source, probe, _expected_names(source), libraries).probe()


class _Cut:
    """Cuts out one probe: its function and everything that it uses."""

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

    def probe(self) -> Probe:
        bare = with_decorators(self._source.bare(self._probe), [])
        code = ast.unparse(bare)
        self._refuse_reflection(bare, code)
        needed = [node for node in closure(self._source, self._probe, code, self) if not _is_tool(node)]
        for node in needed:
            self._refuse_reflection(node, self._source.code(node))
        pieces = [self._source.code(node) for node in needed]
        return Probe("\n".join([*_future_imports(self._source), *pieces, code, ""]), self._probe.name)

    def objection_to_name(self, name: str, bindings: tuple[Binding, ...]) -> str | None:
        if not bindings and name in _REFUSED_NAMES:
            return "it could reach what stays behind"
        if not bindings and name not in BUILTINS:
            return "it is not defined in this file"
        if any(binding.kind == "other" for binding in bindings):
            return "it is bound inside another statement; bind it once, plainly, at the top level"
        if len(bindings) > 1 and any(binding.kind != "import" for binding in bindings):
            return f"it is bound again on line {bindings[1].line}; bind it once"
        return None

    def objection_to(self, binding: Binding) -> str | None:
        node = binding.node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return None if _is_tool(node) else _objection_to_import(node, self._libraries)
        if not self._expected.isdisjoint(self._source.bound_by(node)):
            return "a check's expectation uses it; give the probe a copy of its own"
        if isinstance(node, Definition):
            if decorator := grader_decorator(self._source, node):
                made_by = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
                return f"it is the result of `@{made_by}`; write a plain function"
        elif not _is_literal(node):
            return "it is not a literal; pass it as an argument of the case, or compute it in a function"
        return None

    def refusal(self, line: int, name: str, objection: str) -> AuthoringError:
        return AuthoringError(
            f"the probe of check `{self._probe.name}` uses `{name}`, which must not be sent to the learner's "
            f"process: {objection}",
            self._source.place(line),
        )

    def _refuse_reflection(self, node: ast.stmt, code: str) -> None:
        """Refuse forbidden imports inside functions, and attributes that lead out of a function."""
        if "import" not in code and "__" not in code:
            return
        for inner in ast.walk(node):
            if inner is not node and isinstance(inner, (ast.Import, ast.ImportFrom)):
                for alias in inner.names:
                    if objection := _objection_to_import(single_import(inner, alias), self._libraries):
                        raise self.refusal(inner.lineno, alias.asname or alias.name, objection)
            elif isinstance(inner, ast.Attribute) and inner.attr in _REFUSED_ATTRIBUTES:
                raise self.refusal(inner.lineno, f".{inner.attr}", "it could reach what stays behind")
            elif isinstance(inner, ast.Constant) and inner.value in _REFUSED_ATTRIBUTES:
                raise self.refusal(inner.lineno, str(inner.value), "it could reach what stays behind")


def _objection_to_import(node: ast.Import | ast.ImportFrom, libraries: Collection[str]) -> str | None:
    root = import_root(node)
    if root == "grader":
        tools = ", ".join(f"`{tool}`" for tool in sorted(PROBE_TOOLS))
        return f"it belongs to the grader, of which a probe may use only {tools}, by these names"
    if root in _REFUSED_MODULES:
        return f"`{root}` could reach what stays behind"
    if not is_known_library(root, libraries):
        return (
            f"`{ast.unparse(node)}` is neither the standard library nor one of the course's libraries "
            f"({', '.join(libraries)}); `libraries` in course.toml names them"
        )
    if node.names[0].name == "*":
        return "an import of `*` hides what is used; import names"
    return None


def _future_imports(source: SourceIndex) -> Iterator[str]:
    for statement in source.tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            yield ast.unparse(statement)


def _is_tool(node: ast.stmt) -> bool:
    """Whether a statement imports names that every probe has where it runs."""
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
    """The names, other than imports, that some check's expectation uses, directly or indirectly."""
    parts = (part for node in source.tree.body for part in _stays_behind(source, node))
    return used_names(source, (name for part in parts for name in names_in(part)))


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
