"""What there is to write in an exercise: its functions and what is said of each, read from its stub.

Nothing is executed, so that a whole course is listed at once.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from grader.course.discovery import ExerciseFiles
from grader.course.files import read_source
from grader.course.stubs import handed_out, stub_files
from grader.source.unwritten import unwritten_functions
from grader.text import Text, as_text


@dataclass(frozen=True, slots=True)
class FunctionText:
    """A function to write, or a class with methods to write: its name, its signature and its docstring."""

    name: str
    signature: str
    docstring: str

    @property
    def summary(self) -> str:
        """The first sentence of the docstring."""
        return " ".join(self.docstring.partition("\n\n")[0].split())


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """An exercise: the functions to write, in the order of the file, its title, the stub they start from, and the stubs
    in all languages."""

    files: ExerciseFiles
    title: Text
    functions: tuple[FunctionText, ...]
    stub: str
    stubs: frozenset[str]


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def exercise_text(files: ExerciseFiles, language: str = "") -> ExerciseText:
    """What there is to write in an exercise, in this language or else in the course's first one.

    Raises:
        CourseError: if a stub cannot be read.
    """
    found = {path: read_source(path) for path in stub_files(files)}
    stub = found.get(handed_out(files, language), "")
    tree = ast.parse(stub)
    definitions = [node for node in tree.body if isinstance(node, _DEFINITIONS)]
    wanted = {name.partition(".")[0] for name in unwritten_functions(stub)}
    functions = tuple(_function_text(node) for node in definitions if node.name in wanted)
    title = _declared_title(read_source(files.checks)) or _first_line(tree) or files.name
    return ExerciseText(files, as_text(title, files.name), functions, stub, frozenset(found.values()))


def _first_line(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").partition("\n")[0].rstrip(".。")


def _declared_title(checks: str) -> dict[str, str] | str | None:
    """The title in `exercise(title=…)`, where it is written out; loading all checks would take seconds."""
    found = re.search(r"^\w+ = exercise\(\s*title=(\{[^{}]*\}|\"[^\"\n]*\")", checks, re.MULTILINE)
    try:
        title = ast.literal_eval(found[1]) if found else None
    except (SyntaxError, ValueError):
        return None
    return title if isinstance(title, (dict, str)) else None


def _function_text(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> FunctionText:
    signature = "" if isinstance(node, ast.ClassDef) else f"{node.name}({ast.unparse(node.args)})"
    return FunctionText(node.name, signature, ast.get_docstring(node) or "")
