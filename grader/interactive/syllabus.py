"""What there is to write in an exercise: its functions and what is said of each, read from its reference's text.

Nothing is executed and no body is shown, so that a whole course is listed at once.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from grader.authoring.text import Text, as_text
from grader.course.discovery import ExerciseFiles
from grader.course.files import read_source
from grader.course.outline import outline
from grader.course.stubs import make_stub, solution_regions


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
    """An exercise: the functions to write, in the order of the file, its title, and the stub they start from."""

    files: ExerciseFiles
    title: Text
    functions: tuple[FunctionText, ...]
    stub: str


def exercise_text(files: ExerciseFiles) -> ExerciseText:
    """What there is to write in an exercise.

    Raises:
        AuthoringError: if the reference does not parse, or its marks do not fit.
    """
    source = read_source(files.reference)
    found = outline(source, files.reference)
    regions = solution_regions(source, files.reference)
    wanted = dict.fromkeys(region.function.partition(".")[0] for region in regions)
    definitions = {
        node.name: node
        for node in found.tree.body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }
    functions = tuple(_function_text(definitions[name]) for name in definitions if name in wanted)
    stub = make_stub(source, files.reference) if regions else source
    title = _declared_title(read_source(files.checks)) or {files.settings.languages[0]: found.title}
    return ExerciseText(files, as_text(title, files.name), functions, stub)


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
