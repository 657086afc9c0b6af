"""Why the grader failed, and why isolation is weaker than it could be, in the reader's language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from grader.grading.result import ErrorInfo
from grader.reports.error_sentences import error_clause, raw_error
from grader.reports.grader_words import FAULTS, fault_text, missing_layers
from grader.reports.language import language_for

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = language_for("en"), language_for("zh")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("landlock: not on Windows", "landlock：Windows 上没有"),
        ("seccomp: switched off", "seccomp：已关闭"),
        ("user: 2 other threads of this process run without it", "user：这个进程的另外 2 个线程没有受到限制"),
        ("pid: [Errno 1] unshare: Operation not permitted", "pid：unshare：不允许这样操作"),
        ("own uid: only root can read the libraries", "own uid：只有 root 能读取那些库"),
    ],
)
def test_a_missing_layer_is_told(missing: str, said: str) -> None:
    assert missing_layers((missing,), CHINESE) == said
    assert missing_layers((missing,), ENGLISH) == re.sub(r"\[Errno \d+\] ", "", missing)


def test_several_missing_layers_are_told_in_one_line() -> None:
    missing = ("landlock: not on darwin", "seccomp: not on darwin")
    assert missing_layers(missing, CHINESE) == "landlock：darwin 上没有；seccomp：darwin 上没有"
    assert missing_layers((), CHINESE) == ""


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("the fork server has exited", "负责启动进程的 fork server 已退出"),
        ("a worker did not start (crash). Killed", "运行代码的进程没能启动（意外结束）。Killed"),
        ("a.py was not read: it has 9 bytes, and 5 are read", "没有读取 a.py：文件有 9 个字节，最多读取 5 个"),
        ("torch cannot be imported here: No module named 'torch'", "这里无法导入 torch：No module named 'torch'"),
    ],
)
def test_a_fault_is_told(fault: str, said: str) -> None:
    assert fault_text(fault, CHINESE) == said
    assert fault_text(fault, ENGLISH) == fault


def test_what_is_not_known_is_told_as_it_is() -> None:
    assert fault_text("100% of this", CHINESE) == "100% of this"
    assert fault_text("\x1b[31mred", CHINESE) == "red"


def test_every_fault_of_the_floor_that_runs_code_is_known() -> None:
    """Those that are raised with a message; others pass on what is in an observation."""
    for file in sorted((ROOT / "grader" / "execution").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "WorkerFault":
                said = node.args[0]
                if isinstance(said, ast.Constant):
                    assert said.value in FAULTS, file.name


def test_every_reason_of_the_worker_is_known() -> None:
    """The sentences of its own, apart from what the kernel says of a call by its name."""
    own = re.compile(r'raise OSError\((?:errno\.\w+, )?"([^"]* [^"]*)"\)')
    for file in sorted((ROOT / "grader" / "worker").glob("*.py")):
        for found in own.finditer(file.read_text(encoding="utf-8")):
            assert missing_layers((f"layer: {found[1]}",), CHINESE) != f"layer：{found[1]}", file.name


def test_what_python_says_stays_as_it_is_and_what_the_grader_says_does_not() -> None:
    ended = ErrorInfo("crash", message="exit status 3")
    unread = ErrorInfo("unread", "TooLong", "it has 9 bytes, and 5 are read")
    raised = ErrorInfo("exception", "ValueError", "crash")
    assert raw_error(ended, CHINESE) == "退出状态 3"
    assert raw_error(unread, CHINESE) == "文件有 9 个字节，最多读取 5 个"
    assert raw_error(raised, CHINESE) == "ValueError: crash"


def test_the_code_outside_functions_has_no_name_for_a_learner() -> None:
    error = ErrorInfo("exception", "ModuleNotFoundError", "No module named 'pandas'", 1, "<module>")
    assert "module>" not in error_clause(error, ENGLISH)
    assert "line 1 raises" in error_clause(error, ENGLISH)
