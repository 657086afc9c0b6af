"""`grader hint`: one step further each time, anew after a change, and seen by the instructor."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from calling import called

from grader.grading.documents import decode_result
from grader.grading.result import HintUse
from grader.records.workspace import WorkspaceSettings, write_settings

ROOT = Path(__file__).parents[2]
WRONG = """
def forward(x, w):
    return x * w


def cost(xs, ys, w):
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


def gradient(xs, ys, w):
    return sum(x * (x * w - y) for x, y in zip(xs, ys)) / len(xs)
"""


@pytest.fixture
def work(tmp_path: Path, as_nobody: None) -> Path:
    """A workspace with a gradient that lacks its factor."""
    folder = tmp_path / "work"
    (tmp_path / "inbox").mkdir()
    write_settings(folder, WorkspaceSettings("ann", str(tmp_path / "inbox"), course=str(ROOT)))
    (folder / "gradient_descent.py").write_text(WRONG)
    return folder


def hint(work: Path, *arguments: str) -> dict[str, object]:
    ended = called("hint", *arguments, "--format", "json", cwd=work)
    assert ended.returncode == 0, ended.stderr
    document: dict[str, object] = json.loads(ended.stdout)
    return document


def test_a_ladder_goes_one_step_each_time_and_begins_anew_after_a_change(work: Path) -> None:
    rungs = [hint(work, "gradient_descent:gradient") for _ in range(5)]
    assert [rung["kind"] for rung in rungs] == ["seen", "question", "place", "example", "example"]
    assert {(rung["function"], rung["of"]) for rung in rungs} == {("gradient", 4)}
    assert "2 * x" not in json.dumps(rungs)
    assert "```python" in str(rungs[3]["markdown"])
    file = work / "gradient_descent.py"
    file.write_text(WRONG.replace("def gradient", "# mine\ndef gradient"))
    assert hint(work, "gradient_descent:gradient")["kind"] == "example"
    file.write_text(WRONG.replace("sum(x *", "sum(3 * x *"))
    assert hint(work, "gradient_descent:gradient")["kind"] == "seen"
    file.write_text(WRONG)
    assert hint(work, "gradient_descent:gradient")["kind"] == "example"


def test_a_hint_is_in_the_language_of_its_reader(work: Path) -> None:
    shown = [called("hint", "gradient_descent", "--lang", "zh", cwd=work).stdout for _ in range(4)]
    assert all("提示" in text and any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in shown)
    assert "例题" in shown[3]
    assert "```" not in shown[3]


def test_a_function_that_is_not_written_has_a_ladder_and_a_right_one_needs_none(work: Path) -> None:
    rungs = [hint(work, "gradient_descent:update") for _ in range(4)]
    assert [rung["kind"] for rung in rungs] == ["seen", "question", "place", "example"]
    assert str(rungs[1]["said"]).count("?") == 1
    assert hint(work, "gradient_descent:cost")["of"] == 0
    assert "nothing to hint" in called("hint", "gradient_descent:cost", cwd=work).stdout


def test_a_file_that_does_not_load_has_hints_on_where_it_stops(work: Path) -> None:
    (work / "gradient_descent.py").write_text("def forward(x, w)\n    return x * w\n")
    rungs = [hint(work, "gradient_descent") for _ in range(3)]
    assert [rung["kind"] for rung in rungs] == ["seen", "question", "place"]
    assert rungs[2]["line"] == 1


def test_an_instructor_sees_how_many_hints_were_used(work: Path, tmp_path: Path) -> None:
    for _ in range(2):
        hint(work, "gradient_descent:gradient")
    assert called("submit", cwd=work).returncode == 0
    (bundle,) = (tmp_path / "inbox").iterdir()
    manifest = json.loads(zipfile.ZipFile(bundle).read("manifest.json"))
    assert manifest["hints"] == {"gradient_descent": [{"function": "gradient", "shown": 2, "furthest": 2}]}
    assert (
        called(
            "grade", str(tmp_path / "inbox"), "--output", "out", "--only", "gradient_descent", "--course", str(ROOT),
            cwd=tmp_path,
        ).returncode
        == 1
    )  # fmt: skip
    result = decode_result((tmp_path / "out" / "results.jsonl").read_bytes().splitlines()[0])
    assert result.exercises[0].hints == (HintUse("gradient", shown=2, furthest=2),)


def test_what_is_not_there_is_told(work: Path) -> None:
    assert called("hint", "nothing_of_this_name", cwd=work).returncode == 2
    ended = called("hint", "smoothing", cwd=work)
    assert ended.returncode == 2
    assert "grader start" in ended.stderr
