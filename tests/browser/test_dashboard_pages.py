"""The dashboard as a person sees it: on a phone and on a desk, light and dark, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.accessibility import violations
from cohort.made_class import make_class
from playwright.sync_api import Page

from grader.cohort.dashboard_site import write_dashboard
from grader.records.gradebook import open_gradebook
from grader.reports.language import language_for

OpenPage = Callable[..., Page]
DESK, PHONE = 1200, 360


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dashboard")
    make_class(made / "book", 60, ("week-03",))
    with open_gradebook(made / "book", create=False) as gradebook:
        for code in ("en", "zh"):
            write_dashboard(gradebook, made / code, language_for(code))
    return made


@pytest.mark.parametrize(("code", "width", "scheme"), [("en", DESK, "light"), ("zh", PHONE, "dark")])
def test_everybody_can_read_the_pages_and_nothing_reaches_beyond_the_window(
    open_page: OpenPage, folder: Path, code: str, width: int, scheme: str
) -> None:
    for kind in ("index", "assignment-1", "check-1-3", "group-1-1", "mistake-1-1", "learners-1"):
        page = open_page(folder / code / f"{kind}.html", viewport={"width": width, "height": 800}, color_scheme=scheme)
        assert violations(page) == [], kind
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


def test_the_keyboard_leads_from_the_class_to_a_learner(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "en" / "index.html", viewport={"width": DESK, "height": 800})
    page.get_by_role("link", name="week-03").press("Enter")
    page.get_by_role("table").first.get_by_role("link").first.press("Enter")
    page.get_by_role("heading", name="Who fails it").wait_for()
    page.locator(".people a").first.press("Enter")
    assert page.locator(".learner:target h2").is_visible()
