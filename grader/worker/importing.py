"""Makes the modules that a learner handed in beside an exercise file importable by its code.

They are kept in memory only. Each exercise has its own, also where two have the same name.
"""

from __future__ import annotations

import ast
import linecache
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType

from grader.wire.messages import Helper, Source

Execute = Callable[[str, str, ModuleType], None]
"""Executes a text under a file name in a module."""


class HelperModules(Loader):
    """A finder of modules, asked last, so that a helper never takes the place of a library."""

    def __init__(self) -> None:
        self._helpers: dict[str, dict[str, Helper]] = {}
        self._loaded: dict[str, dict[str, ModuleType]] = {}
        self._execute: dict[str, Execute] = {}
        self._exercise = ""

    def __bool__(self) -> bool:
        """Whether the exercise has any."""
        return bool(self._now)

    def bring(self, source: Source, execute: Execute) -> None:
        """Make the helpers of an exercise importable, each to be executed anew when it is first imported."""
        self.use("")
        self._helpers[source.module] = {
            helper.module: helper for helper in source.helpers if helper.module not in sys.modules
        }
        self._loaded[source.module] = {}
        self._execute[source.module] = execute
        if source.helpers and self not in sys.meta_path:
            sys.meta_path.append(self)
        self.use(source.module)

    def use(self, exercise: str) -> None:
        """From now on, names of helpers mean those of this exercise."""
        if exercise == self._exercise:
            return
        before = {name: sys.modules.pop(name) for name in self._now if name in sys.modules}
        self._loaded[self._exercise] = before
        self._exercise = exercise
        sys.modules.update(self._loaded.get(exercise, {}))

    def line(self, filename: str, line: int | None) -> int | None:
        """The number of a line of a helper among those of the exercise; None for any other file."""
        helper = next((helper for helper in self._now.values() if helper.filename == filename), None)
        return helper.first_line + line - 1 if helper is not None and line is not None and line >= 1 else None

    def absolute(self, tree: ast.Module) -> ast.Module:
        """The tree with `from .helper import f` as `from helper import f`: a file that is graded is in no package."""
        if self._now:
            _Absolute(self._now).visit(tree)
        return tree

    def find_spec(self, name: str, path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """A helper's specification, for the import system."""
        helper = self._now.get(name) if path is None else None
        return ModuleSpec(name, self, origin=helper.filename) if helper is not None else None

    def create_module(self, _spec: ModuleSpec) -> None:
        """An ordinary module, for the import system."""

    def exec_module(self, module: ModuleType) -> None:
        """Execute a helper, for the import system."""
        helper = self._now[module.__name__]
        module.__file__ = helper.filename
        keep_lines(helper.filename, helper.text)
        self._execute[self._exercise](helper.text, helper.filename, module)

    @property
    def _now(self) -> dict[str, Helper]:
        return self._helpers.get(self._exercise, {})


def keep_lines(filename: str, text: str) -> None:
    """Let tracebacks show the lines of a file that is not on disk."""
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)


class _Absolute(ast.NodeTransformer):
    def __init__(self, helpers: dict[str, Helper]) -> None:
        self._helpers = helpers

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        if node.level == 1 and node.module in self._helpers:
            node.level = 0
        elif node.level == 1 and node.module is None and all(alias.name in self._helpers for alias in node.names):
            return ast.copy_location(ast.Import(node.names), node)
        return node


HELPERS = HelperModules()
"""The only one in this process: a process runs the code of one learner."""
