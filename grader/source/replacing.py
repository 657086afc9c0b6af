"""One function of a file replaced by that of another file, everything else as it is."""

from __future__ import annotations

import ast

from grader.errors import CourseError


def with_function_of(text: str, other: str, function: str) -> str:
    """The text with its function (or `Class.method`) as it is in `other`.

    Raises:
        CourseError: if one of the two does not parse, or lacks the function.
    """
    old, new = _lines_of(text, function), _lines_of(other, function)
    lines, others = text.split("\n"), other.split("\n")
    return "\n".join([*lines[: old[0]], *others[new[0] : new[1]], *lines[old[1] :]])


def _lines_of(text: str, function: str) -> tuple[int, int]:
    """The lines of a function, from 0, the last one excluded."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise CourseError(
            "`%(function)s` cannot be told from the rest of the file, which is not valid Python: reset the whole file",
            function=function,
        ) from error
    place: tuple[int, int] | None = None
    for name in function.split("."):
        found = next((node for node in body if getattr(node, "name", "") == name), None)
        if not isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            raise CourseError(
                "there is no function `%(function)s` in the file any more: reset the whole file", function=function
            )
        first = min([found.lineno, *(decorator.lineno for decorator in found.decorator_list)])
        place, body = (first - 1, found.end_lineno or found.lineno), found.body
    assert place is not None
    return place
