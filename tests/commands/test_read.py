"""`grader read`: pages in the workspace, or the text on standard output."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from calling import called
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
TITLE = "Gradient descent"


def test_the_pages_lie_in_the_workspace_and_are_named(work: Path) -> None:
    (work / "deeper").mkdir()
    ended = called("read", "3", "--format", "html", cwd=work / "deeper")
    assert ended.returncode == 0, ended.stderr
    page = Path(ended.stdout.strip())
    assert page == work / "pages" / "03_gradient_descent.html"
    assert TITLE in page.read_text(encoding="utf-8")
    assert {"index.html", "index.zh.html", "03_gradient_descent.zh.html"} <= {one.name for one in page.parent.iterdir()}


def test_the_page_is_in_the_readers_language(work: Path) -> None:
    ended = called("read", "gradient_descent", "--lang", "zh", "--format", "html", "--output", "site", cwd=work)
    page = Path(ended.stdout.strip())
    assert page == work / "site" / "03_gradient_descent.zh.html"
    assert '<html lang="zh">' in page.read_text(encoding="utf-8")


def test_without_a_target_the_contents_are_read(work: Path) -> None:
    assert called("read", "--format", "html", cwd=work).stdout.strip() == str(work / "pages" / "index.html")
    listed = called("read", cwd=work).stdout
    assert "grader read 03_gradient_descent" in listed
    assert TITLE in listed


def test_the_text_is_printed_or_written(work: Path) -> None:
    text = called("read", "3", cwd=work).stdout
    assert TITLE in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert called("read", "3", "--format", "text", cwd=work).stdout == text
    source = (ROOT / "exercises" / "03_gradient_descent" / "README.md").read_text(encoding="utf-8")
    assert called("read", "3", "--format", "markdown", cwd=work).stdout == source
    assert called("read", "3", "--output", "three.txt", cwd=work).stdout == ""
    assert TITLE in (work / "three.txt").read_text(encoding="utf-8")
    assert not (work / "pages").exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_browser_is_opened_if_there_is_one(work: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or there)
    ended = called("read", "3", "--browser", cwd=work)
    assert ended.returncode == 0
    assert opened == [(work / "pages" / "03_gradient_descent.html").as_uri()]
    assert ("No browser was found" in ended.stderr) is not there


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["gradient_decent"], "did you mean `gradient_descent`"), (["3", "--format", "text", "--browser"], "--browser")],
)
def test_wrong_use_is_named(work: Path, arguments: list[str], said: str) -> None:
    ended = called("read", *arguments, cwd=work)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert not (work / "pages").exists()


def test_outside_a_workspace_the_installed_course_is_read(tmp_path: Path) -> None:
    assert TITLE in called("read", "3", cwd=tmp_path).stdout
    written = called("read", "3", "--format", "html", cwd=tmp_path).stdout.strip()
    assert written == str(tmp_path / "pages" / "03_gradient_descent.html")


def test_no_line_of_a_chinese_text_is_wider_than_the_terminal(work: Path) -> None:
    text = called("read", "3", "--lang", "zh", cwd=work, COLUMNS="60").stdout
    prose = [line for line in text.splitlines() if line.endswith(("。", "，", "的", "是"))]
    assert len(prose) > 20
    assert all(cell_len(line) <= 60 for line in text.splitlines() if line in prose)


def test_no_line_of_a_chinese_help_is_wider_than_the_terminal(work: Path) -> None:
    text = called("read", "--help", "--lang", "zh", cwd=work).stdout
    assert all(cell_len(line) <= 80 for line in text.splitlines())
