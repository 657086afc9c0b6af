"""An exercise file as a notebook: the same text in cells, with a check after each function to write."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.course.files import read_source


def as_notebooks(written: Iterable[Path], exercises: Container[str]) -> tuple[Path, ...]:
    """Turn the exercise files among files that were just written into notebooks; returns all that were written.

    A notebook that is already there stays as it is.
    """
    kept = []
    for path in written:
        if path.suffix != ".py" or path.stem not in exercises:
            kept.append(path)
            continue
        notebook = path.with_suffix(".ipynb")
        if not notebook.exists():
            write_atomically(notebook, stub_notebook(read_source(path), path.stem).encode())
            kept.append(notebook)
        path.unlink()
    return tuple(kept)


def in_form_of(path: Path, stub: str, exercise: str) -> str:
    """The content of a file that begins anew with a stub: a notebook where it is one."""
    return stub_notebook(stub, exercise) if path.suffix == ".ipynb" else stub


def stub_notebook(stub: str, exercise: str) -> str:
    """The notebook of an exercise, as JSON. Its code cells, one after another, are the stub without its docstring."""
    # Imported here: it takes a while, and few work in notebooks.
    from nbformat import v4

    cells = [
        v4.new_code_cell(source, id=f"cell-{number}")  # type: ignore[no-untyped-call]
        if is_code
        else v4.new_markdown_cell(source, id=f"cell-{number}")  # type: ignore[no-untyped-call]
        for number, (source, is_code) in enumerate(stub_cells(stub, exercise), 1)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = v4.new_notebook(cells=cells, metadata=metadata)  # type: ignore[no-untyped-call]
    return str(v4.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


def stub_cells(stub: str, exercise: str) -> Iterator[tuple[str, bool]]:
    """The source of each cell of an exercise's notebook, and whether it is code."""
    tree = ast.parse(stub)
    lines = stub.splitlines()
    docstring = ast.get_docstring(tree)
    if docstring is not None:
        yield docstring, False
    yield f"%load_ext grader\n%exercise {exercise}", True
    begin = tree.body[0].end_lineno or 0 if docstring is not None else 0
    loose = begin
    for node in tree.body[1 if docstring is not None else 0 :]:
        end = node.end_lineno or begin
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            begin = end
            continue
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
        while first > begin and lines[first - 1].startswith("#"):
            first -= 1
        if before := _text(lines[loose:first]):
            yield before, True
        yield _text(lines[first:end]), True
        if _is_to_write(node):
            yield f"%check {node.name}", True
        begin = loose = end
    if rest := _text(lines[loose:]):
        yield rest, True


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")


def _is_to_write(node: ast.stmt) -> bool:
    names = (one.id for one in ast.walk(node) if isinstance(one, ast.Name))
    return "NotImplementedError" in names
