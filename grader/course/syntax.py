"""The syntax of course files: parsing them, and taking statements apart and putting them together."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

from grader.errors import AuthoringError, Place

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def parse(source: str, file: Path) -> ast.Module:
    """The syntax tree of a course file.

    Raises:
        AuthoringError: if it does not parse, with the line.
    """
    try:
        return ast.parse(source, str(file))
    except (SyntaxError, ValueError) as error:
        raise _unreadable(error, file) from error


def compiled(source: str, file: Path) -> CodeType:
    """The code of a course file.

    Raises:
        AuthoringError: if it does not compile, with the line.
    """
    try:
        # With its docstrings, which learners read, and its assertions, whatever the interpreter was started with.
        return compile(source, str(file), "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(error, file) from error


def _unreadable(error: SyntaxError | ValueError, file: Path) -> AuthoringError:
    message, line = (error.msg, error.lineno) if isinstance(error, SyntaxError) else (str(error), None)
    return AuthoringError(f"this is not Python: {message}", Place(file, line or 1))


def first_line(node: ast.stmt) -> int:
    """The line where a statement begins, decorators included."""
    decorators = node.decorator_list if isinstance(node, Definition) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def line_of(name: str, node: ast.stmt) -> int:
    """The first line of a statement that mentions a name, decorators considered last; by default its first line."""
    lines = [inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.Name) and inner.id == name]
    inside = [line for line in lines if line >= node.lineno]
    return min(inside or lines or [node.lineno])


def names_in(node: ast.AST) -> Iterator[str]:
    """Iterate over the names that a piece of syntax mentions."""
    return (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements that a statement holds: bodies, `else` and `finally` parts, handlers, cases."""
    for name in ("body", "orelse", "finalbody"):
        inner = getattr(node, name, None)
        if isinstance(inner, list):
            yield inner
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield from blocks(part)


def called_name(call: ast.Call) -> str:
    """The last part of the called name: "check" for `check(...)` and for `authoring.check(...)`."""
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def with_decorators(node: Definition, decorators: list[ast.expr]) -> Definition:
    """A function or class with these decorators in place of its own."""
    fields = dict(ast.iter_fields(node)) | {"decorator_list": decorators}
    return ast.copy_location(type(node)(**fields), node)


def single_import(statement: ast.Import | ast.ImportFrom, alias: ast.alias) -> ast.Import | ast.ImportFrom:
    """An import statement with only one of its aliases."""
    fields = dict(ast.iter_fields(statement)) | {"names": [alias]}
    return ast.copy_location(type(statement)(**fields), statement)


def import_root(node: ast.Import | ast.ImportFrom) -> str:
    """The top-level package of an import with one alias; "." for a relative import."""
    if isinstance(node, ast.ImportFrom):
        return "." if node.level else (node.module or "").partition(".")[0]
    return node.names[0].name.partition(".")[0]
