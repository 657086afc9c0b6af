"""Notebooks as text: what is left out of them, and where a line of the text stands in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.notebooks import NotANotebook, looks_like_notebook, place_in, read_notebook
from grader.grading.result import Cell


def made(*sources: str) -> bytes:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "text"}]
    cells += [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1\n"),
        ("!pip install torch\\\n   numpy\nx = 1", "pass\n\nx = 1\n"),
        ("if True:\n    %time f()\n", "if True:\n    pass\n\n"),
        ("files = !ls\nt = %timeit -o f()\nx = 1", "pass\npass\nx = 1\n"),
        ("f?\nf??\n?f\nx = 1", "pass\npass\npass\nx = 1\n"),
        ("%%time\nx = 1", "pass\nx = 1\n"),
        ("%%bash\necho hello\nrm x", "\n\n\n"),
        ("x = (a\n  %b)\n", "x = (a\n  %b)\n\n"),
        ('s = """\n%d of them\n!\n"""\n%pwd', 's = """\n%d of them\n!\n"""\npass\n'),
        ("x = a \\\n  %b\n", "x = a \\\n  %b\n\n"),
        ("s = '('  # (\n%pwd", "s = '('  # (\npass\n"),
        ("y = x % 2\nz = not x\nq = a != b", "y = x % 2\nz = not x\nq = a != b\n"),
    ],
)
def test_only_what_notebooks_understand_is_left_out(cell: str, text: str) -> None:
    assert read_notebook(made(cell)).text == text


def test_lines_are_placed_in_their_cells_of_all_kinds() -> None:
    notebook = read_notebook(made("a = 1\nb = 2", "c = 3\nd = 4\ne = 5"))
    assert notebook.cells == (Cell(1, 2), Cell(3, 3))
    assert [place_in(notebook.cells, line) for line in (1, 2, 3, 5)] == [(2, 1), (2, 2), (3, 1), (3, 3)]
    assert place_in((), 1) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"nbformat": 4}', b'{"nbformat": 4, "cells": 3}', b'{"nbformat": "x", "cells": []}',
     b'{"nbformat": 99, "cells": [1, null]}', b'{"cells": [], "nbformat": 4' + b"[" * 100_000, b"\xff\xfe{"],
)  # fmt: skip
def test_what_is_no_notebook_is_said_so(content: bytes) -> None:
    with pytest.raises(NotANotebook):
        read_notebook(content)


def test_a_python_file_is_not_taken_for_a_notebook() -> None:
    assert looks_like_notebook(made("x = 1"))
    assert not looks_like_notebook(b'{"cells": 1}\n')
    assert not looks_like_notebook(b'x = {"cells": [], "nbformat": 4}\n')


@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_cell_begins_where_it_is_said_to(sources: list[str]) -> None:
    notebook = read_notebook(made(*sources))
    lines = notebook.text.split("\n")
    assert len(notebook.cells) == len(sources)
    for cell, source in zip(notebook.cells, sources, strict=True):
        own = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        kept = lines[cell.line - 1 : cell.line - 1 + len(own)]
        assert all(line == was or line.strip() in ("", "pass") for line, was in zip(kept, own, strict=True))
