"""The first hour: from an empty folder to the first green check by the commands, and ten accidents on the way.

All of it is told in the learner's language alone, and nothing of it needs a network.
"""

from __future__ import annotations

import errno
import re
import socket
from pathlib import Path

import nbformat
import pytest
from calling import Ended, called

import grader.execution.references  # noqa: F401 - a class is made of `Pool`, which `called` replaces

ROOT = Path(__file__).parents[2]
LOCALES = {"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}
FILE = Path("03_gradient_descent", "coarse_to_fine.py")
STUB = re.compile(r'raise NotImplementedError\("grid.*"\)')
RIGHT = "return [low + (high - low) * i / (points - 1) for i in range(points)]"
WRONG = "return [low, high]"

CODE = re.compile(
    r"`[^`]*`|“[^”]*”|^\s*\w*Error: .*$|'[^']*'|^\s+(?:def|return|raise) .*$|^用法.*$|grader [a-z].*$|/\S*",
    re.MULTILINE,
)
ENGLISH = re.compile(r"[A-Za-z][a-z]+(?: [a-z]{2,})+")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")


@pytest.fixture(autouse=True)
def _nothing_answers(monkeypatch: pytest.MonkeyPatch, as_nobody: None) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError("there is no network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def run(folder: Path, code: str, *arguments: str) -> Ended:
    """A command as a learner types it, whose language is that of their system."""
    return called(*arguments, cwd=folder, GRADER_LANG="", LC_ALL=LOCALES[code])


def foreign(code: str, ended: Ended) -> list[str]:
    """What is not in the language."""
    text = ended.stdout + ended.stderr
    return CHINESE.findall(text) if code == "en" else ENGLISH.findall(CODE.sub("", text))


@pytest.mark.parametrize("code", LOCALES)
def test_from_an_empty_folder_to_the_first_green_check(code: str, tmp_path: Path) -> None:
    folder, inbox = tmp_path / "work", tmp_path / "inbox"
    folder.mkdir()
    inbox.mkdir()

    def step(status: int, *arguments: str) -> str:
        ended = run(folder, code, *arguments)
        assert ended.returncode == status, ended.stderr
        assert foreign(code, ended) == [], arguments
        return ended.stdout + ended.stderr

    said = step(2, "check", "--course", str(ROOT))
    assert "grader start" in said
    said = step(0, "start", "3", "--course", str(ROOT))
    assert str(FILE) in said
    assert "grader check coarse_to_fine" in said
    handed_out = (folder / FILE).read_text(encoding="utf-8")
    assert bool(CHINESE.search(handed_out)) == (code == "zh")
    (folder / ".grader" / "settings.toml").write_text(f"course = '{ROOT}'\n", encoding="utf-8")
    assert "coarse_to_fine" in step(0, "list")
    assert "grader check coarse_to_fine:grid" in step(0, "next")
    assert "NotImplementedError" in step(0, "hint", "grid")
    lesson = run(folder, code, "read", "3", "--format", "text").stdout
    assert "3. 梯度下降" in lesson if code == "zh" else "3. Gradient descent" in lesson
    (folder / FILE).write_text(STUB.sub(WRONG, handed_out, count=1), encoding="utf-8")
    assert "grader repro coarse_to_fine:grid" in step(1, "check")
    program = run(folder, code, "repro", "grid").stdout
    comments = "\n".join(line for line in program.splitlines() if line.startswith("#"))
    assert foreign(code, Ended(0, comments, "")) == []
    step(0, "reset", "grid")
    assert (folder / FILE).read_text(encoding="utf-8") == handed_out
    (folder / FILE).write_text(STUB.sub(RIGHT, handed_out, count=1), encoding="utf-8")
    step(0, "check", "grid")
    assert "best_point" in step(0, "next")
    step(0, "status")
    step(2, "submit")
    step(0, "config", "learner", "ann")
    step(2, "submit")
    step(0, "config", "destination", str(inbox))
    step(0, "submit")
    assert len(list(inbox.iterdir())) == 1
    step(2, "chek")
    step(2, "check", "coarse_to_fin")
    step(2, "check", "--seed", "x")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ("Tabs and spaces", "never closed", "notebook")),
        ("zh", ("制表符", "没有配对", "notebook")),
    ],
)
def test_files_that_were_saved_wrongly_are_told_with_what_to_do(
    code: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    chapter = tmp_path / "03_gradient_descent"
    assert run(tmp_path, code, "start", "3", "--course", str(ROOT)).returncode == 0
    mixed = "def grid(low, high, points=16):\n    a = low\n\treturn [a]\n"
    (chapter / "coarse_to_fine.py").write_text(mixed, encoding="utf-8")
    half = "def chord_gap(f, a, b, t):\n    return (f(a) +\n"
    (chapter / "convexity.py").write_text(half, encoding="utf-8")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("def forward(x, w):\n    return x * w\n")])
    (chapter / "gradient_descent.py").write_text(nbformat.writes(book), encoding="utf-8")
    ended = run(tmp_path, code, "check", "-v", "coarse_to_fine", "convexity", "gradient_descent")
    assert ended.returncode == 1, ended.stderr
    for words in expected:
        assert words in ended.stdout + ended.stderr
    assert foreign(code, ended) == []


@pytest.mark.parametrize(
    ("code", "close", "refused"),
    [
        ("en", "did you mean `coarse_to_fine.py`", "Permission denied"),
        ("zh", "你想写的是 `coarse_to_fine.py`", "没有权限"),
    ],
)
def test_a_wrong_name_and_a_folder_that_may_not_be_written_are_told(
    code: str, close: str, refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "coarse_to_fin.py").write_text("", encoding="utf-8")
    wrong = run(tmp_path, code, "check", "coarse_to_fin.py", "--course", str(ROOT))
    assert (wrong.returncode, close in wrong.stderr) == (2, True), wrong.stderr

    def refuse(folder: Path, _settings: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr("grader.records.workspace.write_settings", refuse)
    ended = run(tmp_path, code, "start", "3", "--course", str(ROOT))
    assert (ended.returncode, f"{tmp_path}: {refused}" in ended.stderr) == (3, True), ended.stderr
    assert foreign(code, wrong) == foreign(code, ended) == []
