"""One result in the format that was asked for."""

from __future__ import annotations

import io

from rich.console import Console

from grader.grading.result import Result, encode_result
from grader.reports.language import Language
from grader.reports.terminal import render_terminal

FORMATS = ("text", "json")


def render(result: Result, format_: str, language: Language) -> str:
    """The result as text or as its JSON document.

    Raises:
        ValueError: for a format that is not one of `FORMATS`.
    """
    if format_ == "json":
        return encode_result(result).decode()
    if format_ == "text":
        stream = io.StringIO()
        render_terminal(result, Console(file=stream, width=100), language)
        return stream.getvalue()
    raise ValueError(f"`{format_}` is none of {', '.join(FORMATS)}")
