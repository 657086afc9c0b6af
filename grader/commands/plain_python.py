"""A failing case of a check as a short program in plain Python, which needs no grader."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from grader.course.draws import DrawnCase
from grader.errors import CourseError
from grader.grading.plans import PlannedCheck
from grader.grading.result import CaseResult
from grader.numerics.python_literals import python_literal
from grader.reports.language import Language
from grader.reports.safe_text import Clean, one_line, without_marks

_OBSERVED = """def observed(value):
    return value
"""


def program(
    planned: PlannedCheck,
    case: DrawnCase,
    result: CaseResult,
    file: Path,
    sentences: tuple[Clean, ...],
    language: Language,
) -> str:
    """The program: the learner's own file is imported, the input is written out, and the result is printed.

    Raises:
        CourseError: if the case needs a picture or files on disk, which only the grader makes.
    """
    _ = language.gettext
    source, function = planned.probe.source, planned.check.of
    if case.folders or re.search(r"\bdrawn\(", source):
        raise CourseError(
            _(
                "this check of `%(function)s` looks at a picture or at files that the grader makes: `grader check -v` "
                "says what differs",
                function=function,
            )
        )
    inputs = [
        f"{name} = {python_literal(value, result.container or 'tensor')}" for name, value in case.arguments.items()
    ]
    call, before = _call(planned, list(case.arguments), file.stem)
    used = "\n".join((*inputs, *before, call))
    said = [f"# {without_marks(one_line(text))}" for text in sentences]
    imports = ["import sys"]
    imports += ["import numpy as np"] if re.search(r"\bnp\.", "\n".join(inputs)) else []
    imports += ["import torch"] if re.search(r"\btorch\.", used) else []
    expected = without_marks(one_line(result.expected or result.bound))
    lines = [
        *said,
        *imports,
        "",
        f"sys.path.insert(0, {str(file.parent.resolve())!r})",
        *([f"import {file.stem}"] if f"{file.stem}." in call or before else []),
        *([f"from {file.stem} import {function.partition('.')[0]}"] if not before else []),
        "",
        *before,
        *inputs,
        "",
        f"result = {call}",
        f"print({_label(_('yours'))}, result)",
    ]
    if expected:
        lines.append(f"print({_label(_('expected'))}, {expected!r})")
    return "\n".join(lines) + "\n"


def _label(word: str) -> str:
    return repr(f"{word}:")


def _call(planned: PlannedCheck, arguments: list[str], module: str) -> tuple[str, list[str]]:
    """The call that the check makes, and what has to be defined before it: nothing, where the check only calls the
    learner's function."""
    body = ast.parse(planned.probe.source).body
    probe = body[-1]
    assert isinstance(probe, ast.FunctionDef)
    told = probe.args.args[0].arg
    statements = [one for one in probe.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    if len(body) == 1 and len(statements) == 1 and isinstance(statements[0], ast.Return):
        value = statements[0].value
        if (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Attribute)
            and isinstance(value.func.value, ast.Name)
            and value.func.value.id == told
            and value.func.attr == planned.check.of
            and not any(isinstance(node, ast.Name) and node.id in (told, "observed") for node in _inside(value))
        ):
            return ast.unparse(value).removeprefix(f"{told}."), []
    tools = [_OBSERVED] if re.search(r"\bobserved\(", planned.probe.source) else []
    return f"{probe.name}({', '.join((module, *(f'{name}={name}' for name in arguments)))})", [
        *tools,
        planned.probe.source,
    ]


def _inside(call: ast.Call) -> list[ast.AST]:
    return [node for part in (*call.args, *(word.value for word in call.keywords)) for node in ast.walk(part)]
