"""Jupyter notebooks as Python text: their code cells, without what only a notebook understands.

A notebook is untrusted: it is parsed as JSON within bounds, and nothing in it is run.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.errors import WrongUse
from grader.grading.result import Cell

MAX_NOTEBOOK_BYTES = 16 << 20
"""Notebooks are longer than their code: they hold pictures and other outputs."""
MAX_CELLS = 5000

_LOOKS_LIKE_ONE = re.compile(r"\s*\{")
# Cell magics whose cell holds Python: only the magic itself is left out.
_PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "python", "python3", "pypy"})
_CELL_MAGIC = re.compile(r"[ \t]*%%(\w+)")
_LEFT_OUT = re.compile(
    r"(?P<indent>[ \t]*)"
    r"(?:%\w|%%\w|!|\?{1,2}\w|[A-Za-z_][\w., \t]*=[ \t]*(?:!|%[A-Za-z])|[A-Za-z_][\w.]*\?{1,2}[ \t]*$)"
)
_TOKEN = re.compile(r"#.*|\"\"\"|'''|\"(?:\\.|[^\"\\])*\"?|'(?:\\.|[^'\\])*'?|[\[({]|[\])}]|\\$")


class NotANotebook(WrongUse):
    """The content cannot be read as a notebook."""


@dataclass(frozen=True, slots=True)
class NotebookText:
    """The code of a notebook.

    Attributes:
        text: the code cells, one after another.
        cells: for each, the line of `text` at which it begins.
        left_out: the number of lines that are only for a notebook: magics and shell commands.
    """

    text: str
    cells: tuple[Cell, ...]
    left_out: int


def looks_like_notebook(content: bytes) -> bool:
    """Whether these bytes begin as a notebook does; decided from the beginning and two words alone."""
    head = content[:200].decode("utf-8-sig", "replace")
    return _LOOKS_LIKE_ONE.match(head) is not None and b'"cells"' in content and b'"nbformat"' in content


def read_notebook(content: bytes) -> NotebookText:
    """The code of the notebook in these bytes. Cells are numbered from 1, all kinds of them, as they are shown.

    Raises:
        NotANotebook: if it is not one, or is too long.
    """
    if len(content) > MAX_NOTEBOOK_BYTES:
        raise NotANotebook(
            "the notebook is longer than %(max_notebook_bytes)s bytes", max_notebook_bytes=MAX_NOTEBOOK_BYTES
        )
    lines: list[str] = []
    cells = []
    left_out = 0
    for number, source in _code_cells(content):
        kept, dropped = python_lines(source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        cells.append(Cell(len(lines) + 1, number))
        lines += kept
        left_out += dropped
    return NotebookText("\n".join(lines) + "\n" if lines else "", tuple(cells), left_out)


def place_in(cells: Sequence[Cell], line: int) -> tuple[int, int] | None:
    """The number of the cell that a line of the text is in, and the line in that cell; None if it is in none."""
    at = bisect.bisect_right([cell.line for cell in cells], line) - 1
    return (cells[at].number, line - cells[at].line + 1) if at >= 0 else None


def _code_cells(content: bytes) -> Iterator[tuple[int, str]]:
    # Imported here: it takes a while, and few hand in notebooks.
    import nbformat
    from nbformat.reader import reads

    try:
        notebook = reads(content.decode("utf-8-sig"))  # type: ignore[no-untyped-call]
        if notebook.get("nbformat", 0) < 4:
            notebook = nbformat.convert(notebook, 4)  # type: ignore[no-untyped-call]
        cells = notebook["cells"]
        if not isinstance(cells, list):
            raise NotANotebook("it holds no list of cells")
        if len(cells) > MAX_CELLS:
            raise NotANotebook("it has more than %(max_cells)s cells", max_cells=MAX_CELLS)
        found = [
            (number, cell.get("source"))
            for number, cell in enumerate(cells, start=1)
            if cell.get("cell_type") == "code"
        ]
    except NotANotebook:
        raise
    except Exception as error:  # the library raises whatever an unexpected structure leads to
        raise NotANotebook("it is not a Jupyter notebook") from error
    for number, source in found:
        if isinstance(source, list) and all(isinstance(line, str) for line in source):
            source = "".join(source)
        if isinstance(source, str):
            yield number, source


def python_lines(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines of a cell, each magic or shell command replaced by `pass`, and the number of those."""
    first = next((line for line in lines if line.strip()), "")
    magic = _CELL_MAGIC.match(first)
    if magic is not None and magic[1] not in _PYTHON_CELLS:
        return ["" for _ in lines], len(lines)
    kept: list[str] = []
    left_out = 0
    inside = _Inside()
    continued = False
    for line in lines:
        match = None if inside else _LEFT_OUT.match(line)
        if continued or match is not None:
            kept.append(f"{match['indent']}pass" if match is not None and not continued else "")
            left_out += 1
            continued = line.endswith("\\")
            continue
        kept.append(line)
        inside.read(line)
    return kept, left_out


class _Inside:
    """Whether the next line continues a text or a bracket of the lines before, where no magic can begin."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._continued = False

    def __bool__(self) -> bool:
        return bool(self._quote) or self._depth > 0 or self._continued

    def read(self, line: str) -> None:
        """Read one more line."""
        at = 0
        self._continued = False
        while True:
            if self._quote:
                end = line.find(self._quote, at)
                if end < 0:
                    return
                at, self._quote = end + 3, ""
            token = _TOKEN.search(line, at)
            if token is None:
                return
            at = token.end()
            text = token.group()
            if text in ('"""', "'''"):
                self._quote = text
            elif text in "[({":
                self._depth += 1
            elif text in "])}":
                self._depth = max(0, self._depth - 1)
            elif text == "\\":
                self._continued = True
