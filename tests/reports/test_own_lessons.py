"""The course's own texts as pages: every formula is converted, and no sign of Markdown or LaTeX is left over."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from grader.commands.read import course_pages
from grader.course.discovery import find_course

LEFT_OVER = re.compile(r"[$\\]|\*\*|\]\(|!\[|\|---")


class Words(HTMLParser):
    """The text of a page, without code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.classes: set[str] = set()
        self._within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.classes |= set((dict(attrs).get("class") or "").split())
        if tag in ("code", "style", "title"):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._within and tag == self._within[-1]:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.found.append(data)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(course_pages(find_course(Path(__file__).parent)))


def test_nothing_of_markdown_or_latex_is_left_over(pages: dict[str, str]) -> None:
    left = [(name, words) for name, page in pages.items() for words in Words(page).found if LEFT_OVER.search(words)]
    assert left == []


def test_every_formula_is_converted(pages: dict[str, str]) -> None:
    read = {name: Words(page).classes for name, page in pages.items()}
    assert [name for name, classes in read.items() if "unconverted" in classes] == []
    assert sum(page.count("<math ") for page in pages.values()) > 200
    assert not any("<merror" in page for page in pages.values())


def test_every_link_between_pages_leads_to_a_place(pages: dict[str, str]) -> None:
    dead = []
    for name, page in pages.items():
        for target in re.findall(r'<a (?:rel="\w+" )?href="([^"]+)"', page):
            file, _, anchor = target.partition("#")
            if not target.startswith(("http", "mailto:")):
                there = pages.get(file or name)
                if there is None or (anchor and f'id="{unquote(anchor)}"' not in there):
                    dead.append((name, target))
    assert dead == []


def test_every_picture_is_in_its_page(pages: dict[str, str]) -> None:
    sources = [source[:30] for page in pages.values() for source in re.findall(r'<img src="([^"]*)"', page)]
    assert sources
    assert {source.partition(";")[0] for source in sources} == {"data:image/svg+xml"}
