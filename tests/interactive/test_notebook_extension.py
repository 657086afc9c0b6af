"""A real notebook, run in a kernel of its own, in a folder that is no workspace: as in Colab."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.errors import CourseError
from grader.interactive.history_cells import definitions_run
from grader.interactive.notebook_extension import selected

ROOT = Path(__file__).resolve().parents[2]


def test_the_definition_last_run_counts_and_trials_are_left_out():
    cells = [
        "import torch\nimport missing_library",
        "rate = 0.1\ndef step(w):\n    return w",
        "%check step",
        "print(step(1))\nrate = broken(",
        "@torch.no_grad()\ndef step(w):\n    return w - rate\n\nlosses = [step(1) for _ in range(10**9)]",
    ]
    sources, names = definitions_run(cells)
    assert names == {"step"}
    assert sources[0] == "import torch"
    assert sources[1] == "rate = 0.1"
    assert sources[2:4] == ("", "")
    assert sources[4] == "@torch.no_grad()\ndef step(w):\n    return w - rate"


def test_a_function_is_that_of_the_exercise_which_the_notebook_is_of():
    course = find_course(ROOT)
    assert selected(course, "gradient", "stochastic", set()).exercise.name == "stochastic"
    defined = {"gradient", "update", "train_with_bias"}
    assert selected(course, "gradient", "", defined).exercise.name == "gradient_descent"
    with pytest.raises(CourseError, match="%check gradient_descent:gradient"):
        selected(course, "gradient", "", set())


def test_a_notebook_shows_what_the_page_would(tmp_path, monkeypatch):
    pytest.importorskip("ipykernel")
    nbclient = pytest.importorskip("nbclient")
    from nbformat import v4

    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{ROOT / 'tests'}")
    monkeypatch.setenv("GRADER_LANG", "en")
    wrong = "def cost(xs, ys, w):\n    return ((xs * w - ys) ** 2).sum()"
    right = wrong.replace("sum", "mean")
    sources = [
        "import forking; forking.stay_warm()\n%load_ext grader\n%exercise gradient_descent",
        wrong,
        "%check cost",
        right,
        "%check cost",
        "%check cots",
    ]
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    first, second, unknown = (notebook.cells[at].outputs for at in (2, 4, 5))
    html = first[-1]["data"]["text/html"]
    assert "You have summed the squared errors where the cost takes their mean." in html
    assert "cell 2" in html
    assert "<script" not in html
    ids = [set(re.findall(r' id="([^"]+)"', output[-1]["data"]["text/html"])) for output in (first, second)]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])
    assert "s-failed" not in second[-1]["data"]["text/html"].partition("</style>")[2]
    assert "cost" in unknown[-1]["text"]
    assert os.listdir(tmp_path) == []
