import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from grader.reports.language import language_for
from grader.reports.markdown import code_block, render_markdown, to_markdown
from grader.reports.safe_text import code
from reports import samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")
EXPECTED = {"h1", "h2", "h3", "h4", "p", "strong", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "hr",
            "blockquote", "br"}  # fmt: skip


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.names, self.texts = set(), []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)

    def handle_data(self, data):
        self.texts.append(data)


def test_a_report():
    text = render_markdown(samples.named_mistake(), ENGLISH)
    for said in (
        "# lin-mei",
        "**8 of 19 points**",
        "| ✗ | Backward | gradient | not right yet | 0 / 3 |",
        "| · | Train | train | Waiting for `gradient`. | 0 / 4 |",
        "**Your gradient lacks the factor 2.** Differentiate `(x*w - y)**2`",
        "| result | `-4.66667` | `-9.33333` |",
        "```text\n    return sum(x * (x * w - y)",
    ):
        assert said in text
    assert "你的梯度少了因子 2。" in render_markdown(samples.named_mistake(), CHINESE)


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_no_element_comes_from_learner_text(name, language):
    elements = Elements(render_markdown(samples.SAMPLES[name](), language))
    assert elements.names <= EXPECTED
    assert "h1" in elements.names


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_each_hostile_text_stays_text(hostile):
    for shown in (to_markdown(hostile), to_markdown(code(hostile)), code_block(hostile)):
        elements = Elements(f"before\n\n{shown}\n\n| a |\n| - |\n| {to_markdown(code(hostile))} |\n")
        assert elements.names <= {"p", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}


def test_nothing_mentions_links_or_commands():
    text = render_markdown(samples.hostile(), ENGLISH)
    assert not re.search(r"@\w|(?<!&)#\d|::|##\[|https?://|www\.", text)


@pytest.mark.parametrize(
    "text", ["# x", "- x", "+ x", "1. x", "12) x", "---", "===", "a_b_c *d*", "[x](y)", "~~x~~", "a|b"]
)
def test_what_formats_is_escaped(text):
    elements = Elements(str(to_markdown(text)))
    assert elements.names == {"p"}
    assert "".join(elements.texts).strip() == text


def test_plain_words_and_numbers_stay_readable():
    assert to_markdown("2.13.0+cpu -5.2 3 (yes)") == "2.13.0+cpu -5.2 3 (yes)"


def test_a_fence_is_longer_than_any_inside():
    assert code_block("a\n````\nb").startswith("`````text\n")


def test_a_hidden_check_shows_nothing_of_its_inside():
    text = render_markdown(samples.hidden(), ENGLISH)
    assert "SECRET" not in text
    assert "77.125" not in text
