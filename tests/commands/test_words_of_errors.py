"""What went wrong is said in the reader's language, whoever raised it."""

from __future__ import annotations

import ast
import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import called

import grader
from grader.commands.catalogue import _ERRORS
from grader.errors import CourseError, Message, RecordsError
from grader.reports.language import language_for

ENGLISH, CHINESE = language_for("en"), language_for("zh")
SAYING = {*_ERRORS, "GradingStopped", "UsageError", "BadParameter", "wrong_usage", "wrong_value", "Message"}


def test_an_error_is_said_with_what_it_holds() -> None:
    inner = RecordsError("a learner id cannot be empty")
    error = CourseError("%(file)s, row %(number)s: %(error)s", file="a.csv", number=3, error=inner)
    assert str(error) == ENGLISH.say(error) == "a.csv, row 3: a learner id cannot be empty"
    assert CHINESE.say(error) == "a.csv 第 3 行：学号不能是空的"


def test_a_refusal_of_the_machine_is_said_with_its_file() -> None:
    refused = OSError(errno.ENOSPC, "No space left on device", "/tmp/a")
    assert CHINESE.say(refused) == "/tmp/a: 磁盘空间不足"
    assert ENGLISH.say(refused) == "/tmp/a: No space left on device"


def test_what_is_not_translated_is_said_as_it_is() -> None:
    assert CHINESE.say(CourseError("100% of %(this)s")) == "100% of %(this)s"
    assert CHINESE.say(ValueError()) == "ValueError"
    assert CHINESE.say(Message()) == ""


def test_what_steers_a_terminal_is_left_out() -> None:
    assert ENGLISH.say(CourseError("there is no file %(target)s", target="a\x1b[31mb")) == "there is no file ab"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "gradient_decent"], "你想写的是 `gradient_descent`"),
        (["check", "nosuch/gradient_descent.py"], "没有文件 nosuch/gradient_descent.py"),
        (["check", "3.9"], "第 3 章有"),
        (["read", "3", "--format", "text", "--browser"], "两个选项只留一个"),
        (["check", "gradient_descent:gradint"], "你想写的是 `gradient`"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_commands_say_what_went_wrong(arguments: list[str], said: str, tmp_path: Path) -> None:
    ended = called(*arguments, "--course", str(Path(grader.__file__).parents[1]), cwd=tmp_path, GRADER_LANG="zh")
    assert (ended.returncode, said in ended.stderr) == (2, True), ended.stderr


def test_no_error_is_put_together_where_nobody_can_translate_it() -> None:
    assert list(_put_together()) == []


def _put_together() -> Iterator[str]:
    for file in Path(grader.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in SAYING and isinstance(node.args[0], ast.JoinedStr):
                yield f"{file}:{node.lineno}"
            if called in ("UsageError", "BadParameter") and isinstance(node.args[0], ast.Constant):
                yield f"{file}:{node.lineno}"
