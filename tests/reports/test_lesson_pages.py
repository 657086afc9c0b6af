"""Texts as pages: what a page has from its text, and that no link between pages is dead."""

from __future__ import annotations

import base64
import io
import re

import pytest
from rich.console import Console

from grader.reports.lesson_pages import Lesson, LessonPages, anchor_of
from grader.reports.lesson_terminal import print_lesson, render_lesson

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 290"><desc>A line\n falls.</desc></svg>'

CHAPTER = """# 3. Descent

The [cost](../GLOSSARY.md#the-cost) and [chapter 1](../01_start/README.md#the-cost) and [the file](descent.py)
and [the web](https://pytorch.org/docs/) and [below](#the-cost) and [this](javascript:alert(1)).

## The *cost* `f(x)`

## The cost

**Exercise `descent.py`.** Write it: $w_1$, $\\nosuchcommand$.

## The cost

| | b |
|---|--:|
| x | 1 |

```python
if a < b:  # why
    pass
```
```text
1 < 2
```

![A curve & a "dot"](curve.svg) ![nothing here](missing.svg)

<script>alert(1)</script>
"""

LESSONS = [
    Lesson("01_start", "01_start/README.md", "en", "# 1. Start\n\n## The cost\n"),
    Lesson("03_descent", "03_descent/README.md", "en", CHAPTER),
    Lesson("03_descent", "03_descent/README.zh.md", "zh", "# 3. 下降\n\n见[代价](../GLOSSARY.md#the-cost)。"),
    Lesson("glossary", "GLOSSARY.md", "en", "# Glossary\n\n## The cost\n"),
]


def pages_of(lessons: list[Lesson]) -> LessonPages:
    pictures = {"03_descent/curve.svg": SVG}
    return LessonPages({"en": "A course", "zh": "课程"}, ("en", "zh"), lessons, pictures.get)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(pages_of(LESSONS))


@pytest.fixture(scope="module")
def chapter(pages: dict[str, str]) -> str:
    return pages["03_descent.html"]


def test_each_text_has_a_page_in_each_of_its_languages(pages: dict[str, str]) -> None:
    assert set(pages) == {
        "01_start.html", "03_descent.html", "03_descent.zh.html", "glossary.html", "index.html", "index.zh.html",
    }  # fmt: skip
    assert '<html lang="zh">' in pages["03_descent.zh.html"]
    assert 'href="glossary.html#the-cost"' in pages["03_descent.zh.html"]


def test_every_link_leads_to_a_page_and_to_a_place_on_it(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for target in re.findall(r'href="([^"]+)"', page):
            if target.startswith("https://"):
                continue
            file, _, anchor = target.partition("#")
            assert (file or name) in pages, (name, target)
            assert not anchor or f'id="{anchor}"' in pages[file or name], (name, target)


def test_what_has_no_page_stays_text(chapter: str) -> None:
    assert "and the file\n" in chapter
    assert "javascript:" not in re.sub(r"\[this\]\(javascript:alert\(1\)\)", "", chapter)
    assert "nothing here" in chapter
    assert "missing.svg" not in chapter


def test_headings_have_the_anchors_that_github_gives_them(chapter: str) -> None:
    assert re.findall(r'<h\d id="([^"]+)"', chapter) == ["3-descent", "the-cost-fx", "the-cost", "the-cost-1"]


def test_a_picture_is_in_the_page_with_its_words(chapter: str) -> None:
    (source,) = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)"', chapter)
    assert base64.b64decode(source) == SVG
    assert 'alt="A curve &amp; a &#34;dot&#34;" width="720" height="290"' in chapter
    assert "hidden>A line falls.</span>" in chapter


def test_a_page_has_no_script_and_no_style_of_its_own(chapter: str) -> None:
    assert "<script" not in chapter
    assert "style=" not in chapter
    assert '<td class="right">1</td>' in chapter


def test_a_cell_without_words_heads_no_column(chapter: str) -> None:
    assert '<td></td>\n<th class="right">b</th>' in chapter


def test_code_is_escaped_and_coloured_by_classes(chapter: str) -> None:
    assert '<span class="k">if</span>' in chapter
    assert "<code>1 &lt; 2\n</code>" in chapter


def test_a_formula_that_cannot_be_converted_is_shown_as_it_is_written(chapter: str) -> None:
    assert "<msub><mi>w</mi><mn>1</mn></msub>" in chapter
    assert r'<code class="unconverted">\nosuchcommand</code>' in chapter


def test_an_exercise_is_read_where_its_file_is_named_in_bold() -> None:
    assert anchor_of(LESSONS[1], "descent") == "the-cost"
    assert anchor_of(LESSONS[1], "other") == ""


def test_a_text_without_a_heading_has_a_page_as_well() -> None:
    page = dict(pages_of([Lesson("note", "NOTE.md", "en", "Only words.")]))["note.html"]
    assert "<p>Only words.</p>" in page
    assert "<title>note · A course</title>" in page


def in_terminal(markdown: str, width: int = 40) -> str:
    stream = io.StringIO()
    print_lesson(Lesson("a", "a.md", "zh", markdown), Console(file=stream, width=width))
    return stream.getvalue()


def test_in_a_terminal_formulas_can_be_read_without_latex() -> None:
    said = in_terminal("is $w_1 * a * b$.\n\n$$\n\\frac{1}{2}\n$$\n")
    assert "w₁*a*b" in said
    assert "1/2" in said
    assert "$" not in said


def test_in_a_terminal_no_word_of_a_table_is_left_out() -> None:
    words = "一段比较长的说明文字看它怎样换行会不会超出屏幕的宽度"
    said = in_terminal(f"| a | b |\n|---|---|\n| {words} | {words} |\n")
    assert said.count("宽") == said.count("度") == 2


def test_in_a_terminal_links_between_texts_are_words_and_others_are_named() -> None:
    said = in_terminal("[cost](../GLOSSARY.md#cost), [docs](https://pytorch.org)", 80)
    assert said.split("\n")[0].strip() == "cost, docs (https://pytorch.org)"


def test_the_contents_name_every_text() -> None:
    said = render_lesson(pages_of(LESSONS).lesson("index", "zh"))
    assert [line for line in said.splitlines() if "grader read 03_descent" in line and "3. 下降" in line]
    assert [line for line in said.splitlines() if "grader read glossary" in line and "Glossary" in line]
