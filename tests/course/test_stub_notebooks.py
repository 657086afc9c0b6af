from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.course.stub_notebooks import as_notebooks, stub_notebook
from grader.grading.notebooks import read_notebook

COURSE = find_course(Path(__file__))


def without_docstring_and_pass(source: str) -> str:
    tree = ast.parse(source)
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    tree.body = [node for node in body if not isinstance(node, ast.Pass)]
    return ast.dump(tree)


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.name)
def test_a_notebook_holds_the_code_of_the_stub(exercise):
    stub = exercise.stub.read_text(encoding="utf-8")
    notebook = stub_notebook(stub, exercise.name)
    read = read_notebook(notebook.encode())
    assert without_docstring_and_pass(read.text) == without_docstring_and_pass(stub)
    comments = [line.strip() for line in stub.splitlines() if line.strip().startswith("#")]
    assert [line.strip() for line in read.text.splitlines() if line.strip().startswith("#")] == comments
    assert "%check" in notebook


def test_a_notebook_that_is_there_stays(tmp_path):
    stub, notebook, text = tmp_path / "a.py", tmp_path / "a.ipynb", tmp_path / "README.md"
    stub.write_text("def f():\n    raise NotImplementedError\n")
    notebook.write_text("mine")
    assert as_notebooks([stub, text], {"a"}) == (text,)
    assert notebook.read_text() == "mine"
    assert not stub.exists()
