"""One result in the format that was asked for."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

from grader.characters import C1_CONTROLS, INVISIBLE, JOINERS, LINE_SEPARATORS, any_of
from grader.grading.documents import encode_result
from grader.grading.result import Result
from grader.reports.language import Language

_TEXT_WIDTH = 100

# What a terminal would obey, or a CI job that prints the document would take for a command. In JSON any character may
# be written as an escape.
_HIDDEN = any_of(C1_CONTROLS, LINE_SEPARATORS, INVISIBLE, JOINERS)  # JSON itself escapes C0
_STEERING = re.compile(rf"#(?=#\[)|{_HIDDEN.pattern}")


def render(result: Result, format_: str, language: Language) -> str:
    """The result as text, as its JSON document, as an HTML page or Markdown, or as a CI host reads it.

    Raises:
        ValueError: for a format that is not one of `FORMATS`.
    """
    renderer = _RENDERERS.get(format_)
    if renderer is None:
        raise ValueError(f"`{format_}` is not one of {', '.join(FORMATS)}")
    return renderer(result, language)


# Each renderer imports what it needs when it is called, so that no format loads the libraries of another.


def _text(result: Result, language: Language) -> str:
    from rich.console import Console

    from grader.reports.terminal import render_terminal

    stream = io.StringIO()
    render_terminal(result, Console(file=stream, width=_TEXT_WIDTH), language)
    return stream.getvalue()


def _json(result: Result, language: Language) -> str:
    return _STEERING.sub(lambda found: _escaped(found[0]), encode_result(result).decode("utf-8"))


def _escaped(character: str) -> str:
    """A character as a JSON escape, or as two if its number is beyond 65535."""
    return f"\\u{ord(character):04x}" if character.isascii() else json.dumps(character)[1:-1]


def _html(result: Result, language: Language) -> str:
    from grader.reports.html import render_html

    return render_html(result, language)


def _markdown(result: Result, language: Language) -> str:
    from grader.reports.markdown import cut_at_section, render_markdown

    return cut_at_section(render_markdown(result, language), language)


def _junit(result: Result, language: Language) -> str:
    from grader.reports.junit import render_junit

    return render_junit(result, language)


def _gradescope(result: Result, language: Language) -> str:
    from grader.reports.gradescope import render_gradescope

    return render_gradescope(result, language)


def _github(result: Result, language: Language) -> str:
    from grader.reports.github import render_github

    return render_github(result, language)


_RENDERERS: dict[str, Callable[[Result, Language], str]] = {
    "text": _text, "json": _json, "html": _html, "markdown": _markdown,
    "junit": _junit, "gradescope": _gradescope, "github": _github,
}  # fmt: skip
FORMATS = tuple(_RENDERERS)
