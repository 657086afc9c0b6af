"""A page is left as it is exactly if it would be written in the same way again."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.reports import page_marks
from grader.reports.language import language_for
from grader.reports.page_marks import has_mark, page_mark

EN, ZH = language_for("en"), language_for("zh")


def test_a_page_with_this_mark_is_as_it_would_be_written(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    mark = page_mark(b"{}", EN, "all")
    assert not has_mark(page, mark)
    page.write_bytes(b"<html>" + mark)
    assert has_mark(page, mark)
    page.write_bytes((b"<html>" + mark)[:-1])
    assert not has_mark(page, mark)
    page.write_bytes(b"")
    assert not has_mark(page, mark)


def test_whatever_changes_the_page_changes_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = {page_mark(b"{}", EN, "all"), page_mark(b"{1}", EN, "all"), page_mark(b"{}", ZH, "all")}
    marks.add(page_mark(b"{}", EN, "points"))
    monkeypatch.setattr(page_marks, "code_digest", lambda folder: b"other templates")
    marks.add(page_mark(b"{}", EN, "all"))
    assert len(marks) == 5
    assert all(mark.startswith(b"<!--") for mark in marks)
