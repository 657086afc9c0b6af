"""That what is looked at once stands for what is there many times over, and that what differs is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browser.accessibility import violations
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
PAGE = """<!doctype html><html lang="en"><head><title>T</title>
<style>body {{ color: #222; background: #fff }}</style></head>
<body><main><h1>Title</h1>{}</main></body></html>"""
RIGHT = "<p>One of many.</p>" * 20


def broken(open_page: OpenPage, folder: Path, *bodies: str) -> list[list[str]]:
    """What is found on each of these pages in turn, without the elements."""
    seen: set[str] = set()
    found = []
    for body in bodies:
        (folder / "page.html").write_text(PAGE.format(body), encoding="utf-8")
        found.append([one.partition(":")[0] for one in violations(open_page(folder / "page.html"), seen)])
    return found


def test_a_pale_text_among_many_is_found(open_page: OpenPage, tmp_path: Path) -> None:
    for pale in ('<p style="color: #bbb">Pale</p>', '<p style="background: #444">Pale</p>'):
        assert broken(open_page, tmp_path, RIGHT, RIGHT + pale + RIGHT) == [[], ["color-contrast"]]


def test_a_text_counts_as_large_where_axe_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    gray = '<p style="color: #888; font-size: {}">Gray</p>'  # enough for a large text only
    assert broken(open_page, tmp_path, gray.format("25px"), gray.format("23px")) == [[], ["color-contrast"]]


def test_a_new_kind_of_element_is_looked_at(open_page: OpenPage, tmp_path: Path) -> None:
    assert broken(open_page, tmp_path, RIGHT, RIGHT + '<img src="data:,">') == [[], ["image-alt"]]


def test_a_page_that_brings_nothing_new_is_looked_at_alone_only(open_page: OpenPage, tmp_path: Path) -> None:
    in_order, out_of_order = "<h2>A</h2><h3>B</h3>", "<h3>B</h3><h2>A</h2>"
    assert broken(open_page, tmp_path, in_order, out_of_order) == [[], []]
    assert broken(open_page, tmp_path, out_of_order) == [["heading-order"]]
