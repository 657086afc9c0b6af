"""What a learner wrote in a notebook, taken over into a newer one: cell by cell, as in a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.course.stub_notebooks import stub_cells, stub_notebook
from grader.source.taking_over import NotPython, TakenOver, definitions, take_over


def take_over_notebook(mine: str, base: str | None, theirs: str, exercise: str) -> TakenOver:
    """A learner's notebook, as JSON, with what a newer stub changed; outputs and further cells stay.

    Args:
        mine: the learner's notebook.
        base: the stub that it was made from, as Python; None where that is not known.
        theirs: the new stub, as Python.
        exercise: the exercise's name.

    Raises:
        NotPython: if the notebook cannot be read.
    """
    # Imported here: it takes a while, and few work in notebooks.
    import nbformat

    try:
        notebook = nbformat.reads(mine, as_version=4)  # type: ignore[no-untyped-call]
        cells = [*notebook.cells]
        sources = [str(cell.source) for cell in cells]
    except Exception as error:  # nbformat raises whatever a damaged document makes it stumble over
        raise NotPython(str(error)) from error
    old, new = ([*stub_cells(base, exercise)] if base is not None else None), [*stub_cells(theirs, exercise)]
    if sources == [source for source, _ in new]:
        return TakenOver(mine)
    if old is not None and sources == [source for source, _ in old]:
        return TakenOver(stub_notebook(theirs, exercise))
    taken = [*_taken(cells, base, theirs)]
    if old and sources and sources[0] == old[0][0] and cells[0].cell_type == "markdown":
        cells[0].source = new[0][0]
    notebook.cells = [*cells, *_added(cells, base, theirs, new)]
    changed = [str(cell.source) for cell in notebook.cells] != sources
    text = str(nbformat.v4.writes(notebook)) + "\n" if changed else mine  # type: ignore[no-untyped-call]
    return TakenOver(
        text,
        tuple(one for part in taken for one in part.signatures),
        tuple(one for part in taken for one in part.yours),
        tuple(one for part in taken for one in part.removed),
    )


def _taken(cells: list[Any], base: str | None, theirs: str) -> Iterator[TakenOver]:
    """Change the cells of code, but not those with words that only a notebook understands."""
    for cell in cells:
        if cell.cell_type != "code":
            continue
        try:
            taken = take_over(str(cell.source), base, theirs, adds=False)
        except NotPython:
            continue
        cell.source = taken.text.removesuffix("\n") if not str(cell.source).endswith("\n") else taken.text
        yield taken


def _added(cells: list[Any], base: str | None, theirs: str, new: list[tuple[str, bool]]) -> Iterator[Any]:
    """Cells for the functions that the course has now, each with its check."""
    from nbformat import v4

    known = definitions(base) if base is not None else {}
    text = "\n".join(str(cell.source) for cell in cells)
    for name in definitions(theirs):
        if name in known or f"def {name}(" in text or f"class {name}" in text:
            continue
        for source, is_code in new:
            if is_code and (source == f"%check {name}" or name in _defined(source)):
                yield v4.new_code_cell(source)  # type: ignore[no-untyped-call]


def _defined(source: str) -> dict[str, str]:
    try:
        return definitions(source)
    except NotPython:
        return {}
