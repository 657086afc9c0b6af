"""The texts as a person reads them: on a phone and on a desk, light and dark, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.accessibility import violations
from playwright.sync_api import Page, expect
from reports import samples

from grader.commands.read import course_pages
from grader.course.discovery import find_course
from grader.reports.html import render_html
from grader.reports.language import language_for
from grader.reports.lesson_pages import Lesson, LessonPages

OpenPage = Callable[..., Page]
DESK, PHONE = 1200, 360

WIDE = r"""# Wide

$$\begin{aligned} a &= b + c + d + e + f + g + h + i + j + k + l + m + n + o + p \\ aaaaaaaa &= b \end{aligned}$$

In a line: $\mathrm{numbers} + \mathrm{letters} + \mathrm{wordsthatarelong} + \mathrm{andsomeofthemlonger}$.

| $x$ | another_name_that_is_long | |
|---|---|---|
| `forward_difference_of_a_function` | `central_difference_of_a_function` | 1 |

```python
print("a line of code that is wider than a phone, and wider than the column of the text on a desk as well, surely")
```

![A picture](wide.svg)
"""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 100"><style>rect { fill: #ffffff }
@media (prefers-color-scheme: dark) { rect { fill: #102030 } }</style><rect width="720" height="100"/></svg>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the course, and `wide.html`."""
    made = tmp_path_factory.mktemp("pages")
    wide = LessonPages({"en": "Course"}, ("en",), [Lesson("wide", "wide.md", "en", WIDE)], {"wide.svg": SVG}.get)
    for name, page in (*wide, *course_pages(find_course(Path(__file__).parent))):
        (made / name).write_text(page, encoding="utf-8")
    return made


@pytest.mark.parametrize(("suffix", "scheme"), [(".html", "light"), (".zh.html", "dark")])
def test_everybody_can_read_the_pages_and_nothing_reaches_beyond_the_window(
    open_page: OpenPage, folder: Path, suffix: str, scheme: str
) -> None:
    paths = [path for path in folder.iterdir() if path.name.removeprefix(path.name.partition(".")[0]) == suffix]
    assert paths
    seen: set[str] = set()
    widths = [PHONE, DESK]
    for path in sorted(paths, key=lambda path: path.stat().st_size, reverse=True):  # the first has nearly all there is
        page = open_page(path, viewport={"width": widths[0], "height": 800}, color_scheme=scheme)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
            if width == PHONE:
                assert violations(page, seen) == [], path.name
        assert page.evaluate("document.querySelectorAll('script, iframe, form, object').length") == 0
        widths.reverse()  # the next page opens as wide as the window is: else this one would be laid out once more


def test_what_is_wide_scrolls_in_a_box_that_the_keyboard_reaches(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "wide.html", viewport={"width": PHONE, "height": 800})
    boxes = page.evaluate(
        "[...document.querySelectorAll('.scroll')].map(box => [box.className, box.scrollWidth > 360])"
    )
    assert boxes == [[f"scroll {kind}", True] for kind in ("formula", "formula", "table", "code", "picture")]
    page.locator(".scroll.code").focus()
    page.keyboard.press("ArrowRight")
    # Not `wait_for_function`: the policy of a page lets no script through that it would run there.
    expect(page.locator(".scroll.code")).not_to_have_js_property("scrollLeft", 0)


def test_formulas_are_drawn(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "wide.html", viewport={"width": DESK, "height": 800})
    cells = "[...document.querySelectorAll('mtd.right > :last-child')].map(one => one.getBoundingClientRect().right)"
    short, long = page.evaluate(cells)
    assert abs(short - long) < 2  # the left sides of two equations end at one line
    high = page.evaluate("document.querySelector('mtable').getBoundingClientRect().height")
    assert high > 1.5 * page.evaluate("document.querySelector('mtr').getBoundingClientRect().height")


def test_a_picture_follows_the_scheme(open_page: OpenPage, folder: Path) -> None:
    shots = {
        open_page(folder / "wide.html", color_scheme=scheme).locator("img").screenshot() for scheme in ("light", "dark")
    }
    assert len(shots) == 2


def test_the_text_is_two_keys_away(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "03_gradient_descent.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#text"


def test_one_goes_from_text_to_text(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "03_gradient_descent.html")
    page.get_by_role("link", name="中文").click()
    assert page.evaluate("document.documentElement.lang") == "zh"
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/04_back_propagation.zh.html")


@pytest.mark.parametrize(("code", "width", "scheme"), [("en", DESK, "light"), ("zh", PHONE, "dark")])
def test_everybody_can_read_a_report(open_page: OpenPage, tmp_path: Path, code: str, width: int, scheme: str) -> None:
    for name in ("named_mistake", "failures"):
        path = tmp_path / f"{name}.html"
        path.write_text(render_html(samples.SAMPLES[name](), language_for(code)), encoding="utf-8")
        page = open_page(path, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(page) == [], name
