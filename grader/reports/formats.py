"""One result in the format that was asked for."""

from __future__ import annotations

import io
from collections.abc import Callable

from grader.grading.result import Result, encode_result
from grader.reports.language import Language

_TEXT_WIDTH = 100


def render(result: Result, format_: str, language: Language) -> str:
    """The result as text, as its JSON document, as an HTML page or as Markdown.

    Raises:
        ValueError: for a format that is not one of `FORMATS`.
    """
    renderer = _RENDERERS.get(format_)
    if renderer is None:
        raise ValueError(f"`{format_}` is none of {', '.join(FORMATS)}")
    return renderer(result, language)


# Each renderer imports what it needs when it is asked for: no format costs the others' libraries.


def _text(result: Result, language: Language) -> str:
    from rich.console import Console

    from grader.reports.terminal import render_terminal

    stream = io.StringIO()
    render_terminal(result, Console(file=stream, width=_TEXT_WIDTH), language)
    return stream.getvalue()


def _json(result: Result, language: Language) -> str:
    return encode_result(result).decode("utf-8")


def _html(result: Result, language: Language) -> str:
    from grader.reports.html import render_html

    return render_html(result, language)


def _markdown(result: Result, language: Language) -> str:
    from grader.reports.markdown import render_markdown

    return render_markdown(result, language)


_RENDERERS: dict[str, Callable[[Result, Language], str]] = {
    "text": _text, "json": _json, "html": _html, "markdown": _markdown,
}  # fmt: skip
FORMATS = tuple(_RENDERERS)
