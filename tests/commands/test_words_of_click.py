"""What click says by itself is said in the reader's language, too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest
from calling import called

from grader.commands.help_language import _OF_CLICK

ROOT = Path(__file__).parents[2]
PROSE = re.compile(r"[A-Z]?[a-z]{2,}(?: [a-z]{2,})+|[A-Z][a-z]+:")
CODE = re.compile(r"'[^']*'|`[^`]*`|“[^”]*”|^用法：.*$", re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "said", "english"),
    [
        (["chek"], "没有 'chek' 这个命令", "No such command 'chek'"),
        (["check", "--sed", "3"], "没有 '--sed' 这个选项", "No such option '--sed'"),
        (["check", "--seed"], "选项 '--seed' 后面要写一个值", "requires an argument"),
        (["check", "--seed", "x"], "'--seed' 的值无效", "not a valid integer range"),
        (["check", "--time-limit", "0.01"], "不在范围 x>=0.1 之内", "not in the range x>=0.1"),
        (["check", "--require-isolation", "some"], "不在可选的值之中", "is not one of"),
        (["check", "--course", "nowhere"], "'nowhere' 不存在", "Directory 'nowhere' does not exist"),
        (["check", "--lang", "xx"], "“xx”既不是界面的语言", "'xx' is not a language"),
        (["config", "a", "b", "c"], "多了一个参数（c）", "Got unexpected extra argument"),
        (["new"], "缺少参数", "Missing argument"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_told_in_the_readers_language(arguments: list[str], said: str, english: str) -> None:
    chinese = called(*arguments, cwd=ROOT, GRADER_LANG="zh")
    assert (chinese.returncode, said in chinese.stderr) == (2, True), chinese.stderr
    assert PROSE.findall(CODE.sub("", chinese.stderr)) == []
    assert english in called(*arguments, cwd=ROOT).stderr


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["gradebook", "--help"]], ids=" ".join)
def test_help_is_in_the_readers_language_alone(arguments: list[str]) -> None:
    shown = called(*arguments, cwd=ROOT, GRADER_LANG="zh").stdout
    assert PROSE.findall(CODE.sub("", shown)) == []
    assert "显示此帮助并退出。" in shown


def test_click_still_says_what_is_translated() -> None:
    folder = Path(click.__file__).parent
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in folder.glob("*.py")]
    said = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert _OF_CLICK - said == set()
