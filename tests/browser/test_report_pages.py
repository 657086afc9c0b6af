"""The pages as a person sees them: on a phone and on a desk, light and dark, in both languages."""

import pytest
from reports import samples
from reports.standings import class_of_all

from grader.reports.class_overview import class_row, index_row
from grader.reports.html import render_html, render_index
from grader.reports.language import language_for


def pages(code):
    language = language_for(code)
    shown = {name: render_html(samples.SAMPLES[name](), language) for name in ("named_mistake", "failures", "hostile")}
    rows = [index_row(sample(), "x.html") for sample in samples.SAMPLES.values()]
    return {**shown, "index": render_index(rows, language), "class": class_page(language)}


def class_page(language):
    return render_index([class_row(one, "x.html") for one in class_of_all()], language, "03_gradient_descent")


@pytest.mark.parametrize(("code", "width", "scheme"), [("en", 1200, "light"), ("zh", 360, "dark")])
def test_nothing_reaches_beyond_the_window_or_asks_for_anything(open_page, tmp_path, code, width, scheme):
    for name, text in pages(code).items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        page = open_page(path, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("document.querySelectorAll('script, iframe, img, form, object').length") == 0


def test_the_style_is_let_in_by_the_policy_and_follows_the_scheme(open_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(pages("en")["named_mistake"], encoding="utf-8")
    shades = [
        open_page(path, color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert shades == ["rgb(251, 250, 247)", "rgb(21, 24, 28)"]


def test_the_first_thing_to_fix_is_two_keys_away(open_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(pages("en")["named_mistake"], encoding="utf-8")
    page = open_page(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#exercise-0-0"


def test_a_heading_sorts_the_class_and_once_more_turns_the_order_round(open_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(class_page(language_for("en")), encoding="utf-8")
    page = open_page(path)

    def shown():
        (order,) = [table for table in page.locator("table.order").all() if table.is_visible()]
        return order.get_attribute("id"), [row.inner_text() for row in order.locator("tbody th > a").all()]

    assert shown() == ("learners", ["cy", "<script>alert(1)</script>", "ann", "ben"])
    for expected in ("points-down", "points-up", "points-down"):
        page.get_by_role("link", name="Points").locator("visible=true").click()
        assert shown()[0] == expected
    assert shown()[1][0] == "cy"  # whom the grader failed stays first
    assert shown()[1].index("ann") < shown()[1].index("ben")
    page.go_back()
    assert shown()[0] == "points-up"
