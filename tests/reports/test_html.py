import base64
import hashlib
import itertools
import re
import time
from html.parser import HTMLParser

import pytest

from grader.reports.class_overview import index_row
from grader.reports.html import render_html
from grader.reports.language import language_for
from grader.reports.page_frame import shared_sheet
from reports import samples
from reports.class_page import render_index, summary_of

ENGLISH, CHINESE = language_for("en"), language_for("zh")
SHEET, STYLE = shared_sheet()
VOID = {"meta", "link", "input", "br", "wbr", "rect", "path", "circle", "use", "defs"}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "link", "body",
    "a", "div", "header", "p", "h1", "h2", "h3", "h4", "b", "span",
    "ul", "ol", "li", "nav", "main", "section", "footer", "dl", "dt", "dd", "code", "pre", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "details", "summary", "figure", "figcaption", "strong", "br", "wbr",
    "svg", "g", "path", "use", "defs", "rect", "circle", "text", "desc", "clippath",
}  # fmt: skip
ATTRIBUTES = {
    "charset", "http-equiv", "content", "name", "lang", "class", "href", "rel", "id", "role", "scope", "aria-hidden",
    "aria-label", "aria-labelledby", "aria-sort", "data-label",
    "viewbox", "preserveaspectratio", "d", "clip-path", "fill", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-dasharray", "stroke-dashoffset", "x", "y", "cx", "cy", "r", "transform", "font-size", "text-anchor",
    "width", "height", "stroke-miterlimit",
}  # fmt: skip


class Page(HTMLParser):
    """A page taken apart, strictly: every element that is opened has to be closed where it was opened."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def all(self, attribute):
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def pages(language):
    for name, sample in samples.SAMPLES.items():
        yield name, render_html(sample(), language)
    yield "index", render_index([index_row(sample(), "x.html") for sample in samples.SAMPLES.values()], language)


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE], ids=["en", "zh"])
def taken_apart(request):
    return {name: (text, Page(text)) for name, text in pages(request.param)}


def test_nothing_but_the_templates_makes_elements_or_attributes(taken_apart):
    for _, page in taken_apart.values():
        assert {tag for tag, _ in page.elements} <= ELEMENTS
        assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES


def test_links_stay_on_the_page_or_beside_it(taken_apart):
    for _, page in taken_apart.values():
        ids = page.all("id")
        for link in page.all("href"):
            assert (link.startswith("#") and link[1:] in ids) or link in ("./x.html", SHEET)


def test_ids_are_unique_and_labels_lead_somewhere(taken_apart):
    for _, page in taken_apart.values():
        ids = page.all("id")
        assert len(ids) == len(set(ids))
        assert {name for label in page.all("aria-labelledby") for name in label.split()} <= set(ids)
        for clip in page.all("clip-path"):
            assert clip.removeprefix("url(#").removesuffix(")") in ids


def test_no_control_character_override_or_mark_is_left(taken_apart):
    for text, _ in taken_apart.values():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000\ue001]", text)
        text.encode("utf-8")


def test_learner_text_is_shown_as_it_is(taken_apart):
    for name in ("hostile", "index"):
        text = taken_apart[name][1].text
        assert "<script>alert(1)</script>" in text
        assert "[bold red]markup" in text
    assert "{{7*7}}{% include 'x' %}${7*7}" in taken_apart["hostile"][1].text


def test_the_policy_allows_this_style_and_nothing_else(taken_apart):
    for name, (text, page) in taken_apart.items():
        css, source = STYLE, "'self' file:"
        if name != "index":
            style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
            assert style is not None
            css = style[1]
            source = f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"
        policies = [a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [f"default-src 'none'; style-src {source}; base-uri 'none'; form-action 'none'"]
        assert "url(" not in css
        assert "@import" not in css


def test_a_page_of_a_class_is_the_same_but_for_where_its_style_is():
    whole, linked = (render_html(samples.named_mistake(), ENGLISH, "all", where) for where in (None, "../"))
    assert Page(whole).text == Page(linked).text
    assert f'href="../{SHEET}"' in linked
    assert "<style>" not in linked
    assert "<link" not in whole
    assert SHEET.removesuffix(".css").endswith(hashlib.sha256(STYLE.encode()).hexdigest()[:12])


def test_headings_are_in_order_and_landmarks_are_there(taken_apart):
    for _, page in taken_apart.values():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))
        tags = [tag for tag, _ in page.elements]
        assert tags.count("main") == 1
        assert "header" in tags
        for tag, attributes in page.elements:
            if tag == "svg":
                assert attributes.get("aria-hidden") == "true" or attributes.get("role") == "img"


def test_language_and_viewport_are_declared(taken_apart):
    for text, _ in taken_apart.values():
        assert re.search(r'<html lang="(en|zh)">', text)
        assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text


def test_what_a_learner_reads():
    text = Page(render_html(samples.named_mistake(), ENGLISH)).text
    for said in (
        "8 of 19 points",
        "First to fix · not right yet Backward gradient",
        "Your gradient lacks the factor 2.",
        "You divide by twice the number of samples.",
        "yours expected result -4.66667 -9.33333",
        "Your file gradient_descent.py, line 38 38 return sum(x * (x * w - y) for x, y in zip(xs, ys)) / len(xs)",
        "Waiting for gradient .",
        "What the code printed epoch 0 cost 4.6000",
        "… and 40 more lines",
        "confined (landlock, seccomp, rlimits)",
        "Seed 20260302 Variant 0",
    ):
        assert said in text
    chinese = Page(render_html(samples.named_mistake(), CHINESE)).text
    assert "你的梯度少了因子 2。" in chinese
    assert "最先要改" in chinese


def test_a_status_is_said_in_words(taken_apart):
    _, page = taken_apart["failures"]
    for word in ("passed", "stopped", "too slow", "waiting") if "passed" in page.text else ("通过", "超时", "等待中"):
        assert word in page.text


def test_a_file_that_did_not_load_says_so_once():
    text = Page(render_html(samples.syntax_error(), ENGLISH)).text
    assert "Python cannot read line 31." in text
    assert "First to fix" not in text


def test_a_hidden_check_shows_name_status_and_points_only():
    text = render_html(samples.hidden(), ENGLISH)
    assert "A hidden check" in text
    assert "SECRET" not in text
    assert "77.125" not in text
    assert "factor 2" not in text
    assert 'class="plot"' not in text


def test_the_index_puts_what_needs_a_person_first():
    rows = [index_row(sample(), f"{name}.html") for name, sample in samples.SAMPLES.items() if name != "hostile"]
    text = Page(render_index(rows, ENGLISH)).text
    assert text.index("wu-hao") < text.index("wang-fang")
    assert "The grader itself failed for 1 learner." in text
    assert "Most common mistakes 1 learners Your gradient lacks the factor 2." in text
    assert "Gradient descent · Backward gradient" in text
    forward = next(share for share in summary_of(rows).shares() if share.check.function == "forward")
    assert (forward.passed, forward.total) == (6, 9)


def test_an_index_of_nobody():
    assert "Nobody has handed in anything yet." in Page(render_index([], ENGLISH)).text


@pytest.mark.parametrize(
    "page", ["javascript:alert(1)", "//evil.example/x", "https://evil.example", "\\\\evil\\x", 'a"b/c.html']
)
def test_the_index_links_beside_itself_only(page):
    link = next(
        link
        for link in Page(render_index([index_row(samples.fault(), page)], ENGLISH)).all("href")
        if link[0] != "#" and link != SHEET
    )
    assert re.fullmatch(r"\./(?:[\w.~-]|%[0-9A-F]{2})(?:[\w./~-]|%[0-9A-F]{2})*", link)


def colours(css, start):
    block = css[css.index("{", css.index(":root", start)) :]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["color-scheme: light dark", "prefers-color-scheme: dark", "@media print"])
def test_text_has_contrast_in_each_scheme(scheme):
    style = re.search(r"<style>(.*?)</style>", render_html(samples.fault(), ENGLISH), re.DOTALL)
    assert style is not None
    css = style[1]
    start = css.index(scheme)
    found = colours(css, 0 if scheme.startswith("color") else start)
    for text in ("ink", "soft", "link", "passed", "broken", "open", "fault"):
        for ground in ("paper", "raised", "sunken"):
            light, dark = sorted((luminance(found[text]), luminance(found[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)
    for line in ("learner", "reference"):
        light, dark = sorted((luminance(found[line]), luminance(found["raised"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, line


def test_a_page_without_plots_is_made_in_a_moment():
    render_html(samples.failures(), ENGLISH)
    fastest = min(_seconds(samples.failures()) for _ in range(5))
    assert fastest < 0.05


def _seconds(result):
    started = time.perf_counter()
    render_html(result, ENGLISH)
    return time.perf_counter() - started


def test_the_same_result_makes_the_same_page():
    assert render_html(samples.named_mistake(), ENGLISH) == render_html(samples.named_mistake(), ENGLISH)


def test_the_functions_own_arguments_are_told_from_those_that_the_check_makes_others_from():
    def shown(*parameters):
        case = samples.failed_case(arguments={"w": "0.5", "learning_rate_of_all": "0.1", "x": "tensor([1., 2.])"})
        check = samples.check("train", "failed", cases=(case,), parameters=parameters)
        return Page(render_html(samples.result(samples.exercise(check)), ENGLISH)).text

    own = "The arguments of this case learning_ rate_ of_ all 0.1 x tensor([1., 2.])"
    others = "The check makes the other arguments from these: w 0.5"
    assert f"{own} {others}" in shown("model", "x", "learning_rate_of_all")
    assert "other arguments" not in shown()
    assert "What the check makes the arguments of this case from w 0.5" in shown("model")


def test_a_long_value_ends_behind_a_whole_number():
    numbers = ", ".join(f"{number / 7:.4f}" for number in range(200))
    case = samples.failed_case(arguments={"xs": f"tensor([{numbers}])"})
    text = Page(
        render_html(samples.result(samples.exercise(samples.check("train", "failed", cases=(case,)))), ENGLISH)
    ).text
    found = re.search(r"tensor\(\[([^…]*) …", text)
    assert found is not None
    assert f"{found[1]} " in f"{numbers} "
