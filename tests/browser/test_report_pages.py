"""The pages as a person sees them: on a phone and on a desk, light and dark, in both languages."""

from dataclasses import replace

import pytest
from browser.accessibility import violations
from reports import samples
from reports.standings import class_of_all, standing

from grader.reports.class_overview import class_row, index_row
from grader.reports.class_pages import INDEX, write_class_pages
from grader.reports.html import render_html
from grader.reports.language import language_for


def pages(code, folder):
    language = language_for(code)
    for name in ("named_mistake", "failures", "hostile"):
        (folder / f"{name}.html").write_text(render_html(samples.SAMPLES[name](), language), encoding="utf-8")
    write_class_pages(
        folder / "samples", [index_row(sample(), "x.html") for sample in samples.SAMPLES.values()], language
    )
    class_page(language, folder)
    return [folder / INDEX, folder / "samples" / INDEX, *folder.glob("*_*.html"), folder / "hostile.html"]


def class_page(language, folder):
    rows = [class_row(one, "x.html") for one in class_of_all()]
    write_class_pages(folder, rows, language, "03_gradient_descent")
    return folder / INDEX


@pytest.mark.parametrize(("code", "width", "scheme"), [("en", 1200, "light"), ("zh", 360, "dark")])
def test_nothing_reaches_beyond_the_window_or_asks_for_anything(open_page, tmp_path, code, width, scheme):
    for path in pages(code, tmp_path):
        page = open_page(path, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("document.querySelectorAll('script, iframe, img, form, object').length") == 0


def test_the_style_is_let_in_by_the_policy_and_follows_the_scheme(open_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(render_html(samples.named_mistake(), language_for("en")), encoding="utf-8")
    shades = [
        open_page(path, color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert shades == ["rgb(251, 250, 247)", "rgb(21, 24, 28)"]


def test_the_first_thing_to_fix_is_two_keys_away(open_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(render_html(samples.named_mistake(), language_for("en")), encoding="utf-8")
    page = open_page(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#exercise-0-0"


def test_a_heading_sorts_the_class_and_once_more_turns_the_order_round(open_page, tmp_path):
    page = open_page(class_page(language_for("en"), tmp_path))

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


def long_class(folder, language, size=230):
    """The pages of a class of several pages, with one learner for each thing that can happen."""
    done = class_row(standing("x", samples.named_mistake(), handed_in="2026-11-24T12:00:00Z"))
    many = [
        replace(done, learner=f"l-{one:03}", page=f"l-{one:03}/report.html", points=one / 16) for one in range(size)
    ]
    rows = [*(class_row(one, "x.html") for one in class_of_all()), replace(many[7], name="王芳", hints=3), *many]
    write_class_pages(folder, sorted(rows, key=lambda row: row.learner), language)


@pytest.mark.parametrize(
    ("code", "name", "width", "scheme"), [("en", INDEX, 360, "dark"), ("zh", "class-2.html", 1200, "light")]
)
def test_everybody_can_read_the_pages_of_a_class(open_page, tmp_path, code, name, width, scheme):
    long_class(tmp_path, language_for(code), 120)
    page = open_page(tmp_path / name, viewport={"width": width, "height": 800}, color_scheme=scheme)
    if name == INDEX:
        page.locator("#query").fill("l-01")
        page.locator("#found tbody tr").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('.class')).borderCollapse") == "collapse"


def test_a_learner_of_a_long_class_is_found_ordered_and_chosen(open_page, tmp_path):
    long_class(tmp_path, language_for("en"))
    page = open_page(tmp_path / INDEX)

    def shown():
        return [one.split()[0] for one in page.locator("#found tbody th").all_inner_texts()]

    assert page.locator("#still").is_visible()
    page.locator("#query").fill("王芳")
    page.get_by_text("1 found").wait_for()
    assert not page.locator("#still").is_visible()
    assert shown() == ["l-007"]
    assert page.locator("#found a").get_attribute("href") == "./l-007/report.html"
    page.locator("#query").fill("l-")
    page.locator("#order").select_option("points down")
    page.get_by_text("231 found").wait_for()
    assert shown()[:2] == ["l-229", "l-228"]
    assert len(shown()) == 100
    page.get_by_role("button", name="Show more").click()
    assert len(shown()) == 200
    page.locator("#query").fill("")
    page.locator("#choice").select_option(label="The grader itself failed (2)")
    page.get_by_text("2 found").wait_for()
    assert sorted(shown()) == ["cy", "dee"]
    page.locator("#choice").select_option("")
    page.locator("#order").select_option("learner down")
    assert shown()[0] == "l-229"
    page.locator("#query").fill("<script")
    page.get_by_text("1 found").wait_for()
    assert page.locator("#found th > a").inner_text() == "<script>alert(1)</script>"


def test_on_paper_what_did_not_pass_is_open_and_what_passed_is_a_line(open_page, tmp_path):
    def height(sample, selector):
        path = tmp_path / "page.html"
        path.write_text(render_html(sample, language_for("en")), encoding="utf-8")
        page = open_page(path, media="print")
        return page.locator(selector).first.evaluate("one => one.getBoundingClientRect().height")

    assert height(samples.named_mistake(), ".first details:not([open]) .arguments") > 20
    assert height(samples.all_passed(), ".checks > li.s-passed details .plots") == 0
    assert height(samples.all_passed(), ".checks > li.s-passed") < 40


def test_names_stay_whole_on_a_phone(open_page, tmp_path):
    given = {"learning_rate_of_it": "0.06", "xs": "tensor([" + ", ".join(["-1.23456"] * 30) + "])"}
    wrong = samples.value_difference(-1.2345678e-5, 9.8765432e-5, path=("weights_of_layer",), index=(3,))
    case = samples.failed_case(arguments=given, differences=(wrong,))
    path = tmp_path / "page.html"
    result = samples.result(samples.exercise(samples.check("gradient", "failed", cases=(case,))))
    path.write_text(render_html(result, language_for("en")), encoding="utf-8")
    page = open_page(path, viewport={"width": 360, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    tops = "one => new Set([...one.getClientRects()].map(each => Math.round(each.top))).size"
    lines = f"[...document.querySelectorAll('.arguments dt code, .compare code')].map({tops})"
    assert page.evaluate(lines) == [1] * 5
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
