"""Modules that a learner wrote beside an exercise file, in a course that takes them and in one that does not."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from calling import Ended, called

from grader.course.discovery import read_course
from grader.course.scaffold import new_exercise

SETTINGS = 'title = "Lines"\nkey = "k"\nhelpers = {helpers}\n'
EXERCISE = "from tools import line\n\n\ndef forward(xs, w, b):\n    return line(xs, w, b)\n"
TOOLS = "def line(xs, w, b):\n    return xs * w + b\n"


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    made = {}
    for helpers in (True, False):
        root = made[helpers] = tmp_path_factory.mktemp(f"helpers_{helpers}")
        for folder in ("exercises", "solutions"):
            (root / folder).mkdir()
        settings = SETTINGS.format(helpers=str(helpers).lower())
        (root / "solutions" / "course.toml").write_text(settings, encoding="utf-8")
        new_exercise(read_course(root), "01_lines", "product")
    return made


def learner(folder: Path, tools: str = TOOLS, exercise: str = EXERCISE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "product.py").write_text(exercise, encoding="utf-8")
    (folder / "tools.py").write_text(tools, encoding="utf-8")
    return folder


def run(course: Path, *arguments: str, cwd: Path) -> Ended:
    return called(*arguments, "--course", str(course), cwd=cwd)


def words(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def test_it_is_used_where_the_course_takes_helpers(courses: dict[bool, Path], tmp_path: Path) -> None:
    ended = run(courses[True], "check", "product", cwd=learner(tmp_path))
    assert ended.returncode == 0, ended.stdout
    assert "tools" not in ended.stdout


def test_a_course_that_takes_none_says_why_it_was_not_found(courses: dict[bool, Path], tmp_path: Path) -> None:
    ended = run(courses[False], "check", "product", cwd=learner(tmp_path))
    assert ended.returncode == 1
    said = words(ended.stdout)
    assert "product.py imports tools.py, which was not used: this course takes no helper modules." in said


def test_an_error_is_told_with_the_line_and_the_name_of_its_file(courses: dict[bool, Path], tmp_path: Path) -> None:
    folder = learner(tmp_path, "def line(xs, w, b):\n    y = xs\n    return y.missing\n")
    said = words(run(courses[True], "check", "product", cwd=folder).stdout)
    assert "line 3 of tools.py, in line, raises AttributeError" in said
    assert "Look at line 3 of tools.py" in said
    document = json.loads(run(courses[True], "check", "product", "--format=json", cwd=folder).stdout)
    (exercise,) = document["exercises"]
    assert exercise["helpers"] == [{"line": 7, "path": "tools.py"}]
    assert exercise["checks"][0]["cases"][0]["error"]["source"] == "    return y.missing"
    annotations = run(courses[True], "check", "product", "--format=github", cwd=folder).stdout
    assert "file=tools.py,line=3" in annotations


def test_a_class_is_graded_with_it_and_again_when_it_changes(courses: dict[bool, Path], tmp_path: Path) -> None:
    ann = learner(tmp_path / "class" / "ann")
    learner(tmp_path / "class" / "bob", TOOLS.replace("+ b", "- b"))
    grade = ("grade", "class", "--output=out")
    assert run(courses[True], *grade, cwd=tmp_path).returncode == 1
    points = {json.loads(line)["learner"]: json.loads(line)["points"] for line in results(tmp_path)}
    assert points == {"ann": 3, "bob": 0}
    assert "An exercise file imports it, and it was used with that file" in class_page(tmp_path)
    (ann / "tools.py").write_text(TOOLS.replace("xs * w", "xs"), encoding="utf-8")
    assert run(courses[True], *grade, cwd=tmp_path).returncode == 1
    points = {json.loads(line)["learner"]: json.loads(line)["points"] for line in results(tmp_path)}
    assert points == {"ann": 0, "bob": 0}


def results(folder: Path) -> list[str]:
    return (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()


def class_page(folder: Path) -> str:
    return (folder / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("helpers", [True, False])
def test_a_checkout_in_ci_may_have_one(courses: dict[bool, Path], tmp_path: Path, helpers: bool) -> None:
    learner(tmp_path / "01_lines")
    ended = run(courses[helpers], "ci", cwd=tmp_path)
    assert ended.returncode == (0 if helpers else 1)
    told = words(ended.stdout)
    which = "01_lines/tools.py was used with 01_lines/product.py" if helpers else "this course takes no helper modules"
    assert which in told


def test_it_goes_into_the_bundle_and_is_graded_from_it(courses: dict[bool, Path], tmp_path: Path) -> None:
    work = learner(tmp_path / "work")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    submitted = run(courses[True], "submit", "--learner=ann", "--to", str(inbox), cwd=work)
    assert submitted.returncode == 0, submitted.stderr
    (bundle,) = inbox.iterdir()
    assert {"01_lines/product.py", "01_lines/tools.py"} <= set(zipfile.ZipFile(bundle).namelist())
    assert run(courses[True], "grade", "inbox", "--output=out", cwd=tmp_path).returncode == 0
    assert run(courses[True], "submit", "--learner=ann", "--to", str(inbox), cwd=work).returncode == 0
    assert len(list(inbox.iterdir())) == 1
    learner(work, TOOLS.replace("xs * w + b", "b + xs * w"))
    assert run(courses[True], "submit", "--learner=ann", "--to", str(inbox), cwd=work).returncode == 0
    assert len(list(inbox.iterdir())) == 2


def test_it_stays_at_home_where_the_course_takes_none(courses: dict[bool, Path], tmp_path: Path) -> None:
    work = learner(tmp_path / "work")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    assert run(courses[False], "submit", "--learner=ann", "--to", str(inbox), cwd=work).returncode == 0
    (bundle,) = inbox.iterdir()
    assert not any("tools" in name for name in zipfile.ZipFile(bundle).namelist())


def test_a_library_is_never_replaced(courses: dict[bool, Path], tmp_path: Path) -> None:
    exercise = "import torch\n\n\ndef forward(xs, w, b):\n    return torch.as_tensor(xs) * w + b\n"
    folder = learner(tmp_path, exercise=exercise)
    shutil.move(folder / "tools.py", folder / "torch.py")
    ended = run(courses[True], "check", "product", cwd=folder)
    assert ended.returncode == 0, ended.stdout
    assert "product.py imports a library that has the same name as torch.py" in words(ended.stdout)
