"""What an author of a new course calls: init, new, stub, and validate --watch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from click.testing import CliRunner, Result
from forking import RUN_GRADER

from grader.commands import cli, file_changes
from grader.commands.file_changes import Stamps, changed_files, stamps, wait_for_change
from grader.commands.init import terminal_language

CHAPTER = Path("solutions", "01_first_steps")


def called(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=True)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADER_LANG", "fr_FR.UTF-8")
    made = called("init", str(tmp_path / "course"))
    assert made.exit_code == 0, made.output
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "fr_FR"}, "zh"),
        ({"GRADER_LANG": "de", "LANG": "fr_FR"}, "de"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ca_ES@valencia"}, "ca"),
        ({}, "en"),
    ],
)
def test_a_course_is_in_the_language_of_the_terminal(environ: dict[str, str], language: str) -> None:
    assert terminal_language(environ) == language


def test_init_says_what_to_do_next_and_refuses_a_second_time(course: Path) -> None:
    assert 'languages = ["fr"]' in (course / "solutions" / "course.toml").read_text(encoding="utf-8")
    again = called("init", ".")
    assert "is not empty" in str(again.exception)
    made = called("init", "other", "--language", "en")
    assert "cd other" in made.output
    assert "grader validate --watch linear_unit" in made.output


@pytest.mark.parametrize(
    "target",
    [
        ("02_softmax/by_hand",),
        ("02_softmax", "by_hand"),
        ("solutions/02_softmax/by_hand.py",),
        ("02_softmax/by_hand/",),
    ],
)
def test_new_takes_a_path_or_two_words(course: Path, target: tuple[str, ...]) -> None:
    assert called("new", *target).exit_code == 0
    assert (course / "solutions" / "02_softmax" / "by_hand_checks.py").is_file()


def test_new_adds_to_a_chapter_by_its_number(course: Path) -> None:
    assert called("new", "1/second").exit_code == 0
    assert (course / CHAPTER / "second.py").is_file()


@pytest.mark.parametrize("target", [("by_hand",), ("/by_hand",), ("a", "b", "c")])
def test_new_refuses_what_names_no_exercise(course: Path, target: tuple[str, ...]) -> None:
    refused = called("new", *target)
    assert refused.exit_code == 2
    assert "write CHAPTER/EXERCISE" in refused.output


@pytest.mark.parametrize(
    ("target", "written"), [("second", {"second"}), ("1", {"second", "linear_unit"}), ("2", set())]
)
def test_stub_writes_what_its_targets_name(course: Path, target: str, written: set[str]) -> None:
    for exercise in ("01_first_steps/second", "02_more/third"):
        assert called("new", exercise).exit_code == 0
    folder = course / "exercises" / "01_first_steps"
    for name in ("second", "linear_unit"):
        (folder / f"{name}.py").unlink()
    assert called("stub", target).exit_code == 0
    assert {file.stem for file in folder.glob("*.py")} == written


def test_files_that_changed_are_new_gone_or_other(tmp_path: Path) -> None:
    kept, gone, edited, new = (tmp_path / name for name in ("kept", "gone", "edited", "new"))
    for file in (kept, gone, edited):
        file.write_text("1")
    before = stamps([kept, gone, edited, new])
    gone.unlink()
    edited.write_text("22")
    new.touch()
    assert changed_files(before, stamps([kept, gone, edited, new])) == {gone, edited, new}


def test_a_change_is_told_when_the_files_have_settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(file_changes, "PAUSE", 0)
    looks: Iterator[Stamps] = iter([{}, {}, {tmp_path: (1, 0)}, {tmp_path: (2, 5)}, {tmp_path: (2, 5)}, {}])
    assert wait_for_change(lambda: next(looks), {}) == {tmp_path: (2, 5)}


class Watching:
    """`grader validate --watch`, and what it prints."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-c", RUN_GRADER, "validate", "--watch", *arguments]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"COLUMNS": "120"},
            # What is started in the background of a script inherits that interrupts are ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def round(self) -> str:
        """What is printed up to where it waits."""
        said = ""
        while "Ctrl-C" not in said:
            try:
                said += self._lines.get(timeout=120)
            except Empty:
                raise AssertionError(f"it does not wait for a change; it has said: {said}") from None
        return said


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is sent as a signal")
def test_watching_shows_what_learners_read_after_each_change(course: Path) -> None:
    mistakes, own = course / CHAPTER / "linear_unit_mistakes.py", course / "linear_unit.py"
    own.write_text("def forward(xs, w, b):\n    return xs * w - b\n", encoding="utf-8")
    good = mistakes.read_text(encoding="utf-8")
    watching = Watching("--file", "linear_unit.py", "--lang", "en")
    try:
        said = watching.round()
        assert "forward is not written yet." in said or "`forward` is not written yet." in said
        assert "Vous avez ajouté le biais" in said
        assert "the file linear_unit.py" in said
        assert "The quick proofs found no problem" in said

        mistakes.write_text(good + "def broken(:\n", encoding="utf-8")
        assert "linear_unit_mistakes.py:13: this is not Python" in watching.round()

        mistakes.write_text(good.replace("Vous avez", "Tu as"), encoding="utf-8")
        said = watching.round()
        assert "Tu as ajouté le biais" in said
        assert "Vous avez" not in said

        (course / CHAPTER / "linear_unit_checks.py").unlink()
        assert "checks" in watching.round()
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(60) == 0
    finally:
        watching.process.kill()


@pytest.mark.parametrize("arguments", [("--watch", "--mutants"), ("--file", "x.py")])
def test_options_that_do_not_go_together_are_refused(arguments: tuple[str, ...]) -> None:
    assert called("validate", *arguments).exit_code == 2
