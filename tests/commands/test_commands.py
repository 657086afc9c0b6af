"""The commands as their users call them: output, streams, exit status."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from calling import Ended, called
from forking import RUN_GRADER

from grader.course.discovery import find_course
from grader.course.seeds import seed_of
from grader.grading.documents import decode_result
from grader.grading.result import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
SEED = seed_of(find_course(ROOT).settings, 0)
"""Other tests use it too, so that what references give is recorded once."""


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> Ended:
    return called(*arguments, cwd=cwd, **environment)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a right answer to gradient_descent."""
    folder = tmp_path_factory.mktemp("answers")
    shutil.copy(ROOT / "solutions" / "03_gradient_descent" / "gradient_descent.py", folder)
    return folder


def test_help_imports_neither_torch_nor_numpy() -> None:
    code = "import sys\nfrom grader.commands import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
    code += "assert not {'torch', 'numpy'} & set(sys.modules)\n"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    "command", ["check", "grade", "validate", "stub", "new", "demo", "config", "submit", "status", "start", "gradebook"]
)
def test_every_command_has_help_in_both_languages(command: str) -> None:
    english, chinese = run(command, "--help"), run(command, "--help", GRADER_LANG="zh")
    assert english.returncode == 0
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese.stdout)
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english.stdout)


def test_a_right_file_passes(answers: Path) -> None:
    file = str(answers / "gradient_descent.py")
    ended = subprocess.run(
        [sys.executable, "-c", RUN_GRADER, "check", "--course", str(ROOT), file, "--format", "json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=240,
    )
    assert ended.returncode == 0, ended.stderr
    result = decode_result(ended.stdout.encode())
    assert result.points == result.max_points
    assert json.loads(ended.stdout)["schema_version"] == SCHEMA_VERSION


def test_a_wrong_file_fails_and_the_same_seed_gives_the_same_numbers(answers: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "gradient_descent.py"
    text = (answers / "gradient_descent.py").read_text(encoding="utf-8")
    wrong.write_text(text + "\n\ndef update(w, grad, lr):\n    return w + lr * grad\n", encoding="utf-8")
    arguments = ("check", "--course", str(ROOT), str(wrong), "--format", "json", "--seed", str(SEED))
    first, second = run(*arguments), run(*arguments)
    assert first.returncode == second.returncode == 1
    cases = [
        [case.arguments for check in decode_result(ended.stdout.encode()).exercises[0].checks for case in check.cases]
        for ended in (first, second)
    ]
    assert cases[0] == cases[1]


@pytest.mark.parametrize("format_", ["text", "html", "markdown"])
def test_every_format_is_written_to_a_file(answers: Path, tmp_path: Path, format_: str) -> None:
    output = tmp_path / "report"
    file = str(answers / "gradient_descent.py")
    ended = run("check", "--course", str(ROOT), file, "--format", format_, "--output", str(output))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""
    assert "radient" in output.read_text(encoding="utf-8")


def test_an_unknown_target_is_wrong_usage_and_named() -> None:
    ended = run("check", "gradent_descent")
    assert ended.returncode == 2
    assert "gradient_descent" in ended.stderr
    assert ended.stdout == ""


def test_outside_a_course_the_user_is_told(tmp_path: Path) -> None:
    ended = run("check", cwd=tmp_path)
    assert ended.returncode == 2
    assert "course" in ended.stderr


def test_a_class_with_broken_files_is_graded_whole(answers: Path, tmp_path: Path) -> None:
    text = (answers / "gradient_descent.py").read_text(encoding="utf-8")
    broken = {
        "ann": text,
        "ben": "def forward(:\n",
        "cy": text + "\n\ndef update(w, grad, lr):\n    while True:\n        pass\n",
        "<script>alert(1)<": "import os\nos._exit(0)\n",
        "dee": "\x00\x00",
    }
    class_folder = tmp_path / "class"
    for learner, content in broken.items():
        (class_folder / learner).mkdir(parents=True)
        (class_folder / learner / "gradient_descent.py").write_text(content, encoding="utf-8")
    (class_folder / "empty").mkdir()
    output = tmp_path / "out"
    arguments = (
        "grade",
        str(class_folder),
        "--output",
        str(output),
        "--only",
        "gradient_descent",
        "--time-limit",
        "0.4",
    )
    ended = run(*arguments, "--course", str(ROOT))
    assert ended.returncode == 1, ended.stderr
    lines = (output / "results.jsonl").read_bytes().splitlines()
    results = {result.learner: result for result in map(decode_result, lines)}
    assert list(results) == sorted([*broken, "empty"])
    assert results["ann"].points == results["ann"].max_points
    assert 0 < results["cy"].points < results["cy"].max_points
    assert all(results[learner].points == 0 for learner in ("ben", "<script>alert(1)<", "dee", "empty"))
    assert not any(result.fault for result in results.values())
    assert "<script>alert" not in (output / "index.html").read_text(encoding="utf-8")

    alone = tmp_path / "alone"
    shutil.copytree(class_folder / "ann", alone / "ann")
    output = tmp_path / "out of one"
    again = run("grade", str(alone), "--output", str(output), "--only", "gradient_descent", "--course", str(ROOT))
    assert again.returncode == 0
    (line,) = (output / "results.jsonl").read_bytes().splitlines()
    assert [check.status for check in decode_result(line).exercises[0].checks] == [
        check.status for check in results["ann"].exercises[0].checks
    ]


def test_required_isolation_is_refused_where_it_is_not_reached(answers: Path) -> None:
    file = str(answers / "gradient_descent.py")
    ended = run("check", "--course", str(ROOT), file, "--require-isolation", "restricted", "--format", "json")
    level = json.loads(run("check", "--course", str(ROOT), file, "--format", "json").stdout)["isolation"]["level"]
    assert ended.returncode == (0 if level in ("restricted", "separated") else 3)


def test_required_isolation_is_asked_of_the_machine_and_not_of_a_hand_in_of_which_nothing_runs(
    answers: Path, tmp_path: Path
) -> None:
    restricted = ("--require-isolation", "restricted", "--course", str(ROOT))
    if run("check", str(answers / "gradient_descent.py"), *restricted).returncode == 3:
        pytest.skip("this machine does not reach `restricted`")
    (tmp_path / "class" / "ann").mkdir(parents=True)
    (tmp_path / "class" / "bob").mkdir()
    shutil.copy(answers / "gradient_descent.py", tmp_path / "class" / "ann")
    (tmp_path / "class" / "bob" / "gradient_descent.py").write_bytes(b"\0" * 40)
    output = tmp_path / "out"
    ended = run("grade", str(tmp_path / "class"), "--output", str(output), "--only", "gradient_descent", *restricted)
    assert ended.returncode == 1, ended.stderr
    results = [decode_result(line) for line in (output / "results.jsonl").read_bytes().splitlines()]
    assert [(result.learner, result.points > 0) for result in results] == [("ann", True), ("bob", False)]


def test_stubs_on_disk_are_what_their_references_give() -> None:
    assert run("stub", "--check").returncode == 0


def test_a_new_exercise_validates_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "exercises").mkdir()
    (tmp_path / "solutions" / "course.toml").write_text('title = "A course"\nkey = "k"\n', encoding="utf-8")
    made = run("new", "07_softmax", "softmax_by_hand", "--course", str(tmp_path))
    assert made.returncode == 0, made.stderr
    proved = run("validate", "softmax_by_hand", "--seeds", "3", "--course", str(tmp_path))
    assert proved.returncode == 0, proved.stdout + proved.stderr
