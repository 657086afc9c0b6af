"""A text of the course in a terminal: set by rich, with formulas in plain characters and the names of pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, Paragraph, TableElement
from rich.table import Table

from grader.reports.dollar_math import BLOCK, INLINE
from grader.reports.line_breaking import broken
from grader.reports.linear_formulas import linear

if TYPE_CHECKING:
    from markdown_it.token import Token

    from grader.reports.lesson_pages import Lesson

_OUTSIDE = ("http://", "https://")
_WIDTH = 100


def render_lesson(lesson: Lesson) -> str:
    """A text as `print_lesson` prints it, without colours."""
    stream = io.StringIO()
    print_lesson(lesson, Console(file=stream, width=_WIDTH))
    return stream.getvalue()


def print_lesson(lesson: Lesson, console: Console) -> None:
    """Print a text. Links to other texts are words; those to the web have their address behind them."""
    shown = _Markdown("", hyperlinks=False)
    shown.parsed = [_shown(token) for token in lesson.tokens]
    if console.is_terminal:
        console.print(shown)
        return
    with console.capture() as captured:
        console.print(shown)
    # rich fills every line up with spaces, which nobody wants in a file or a pipe.
    console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


class _Table(TableElement):
    """A table in which no words are left out: Chinese has no spaces to wrap at."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            if isinstance(table, Table):
                for column in table.columns:
                    column.overflow = "fold"
            yield table


class _Paragraph(Paragraph):
    """A paragraph whose lines are broken where those of its language may be."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return broken(self.text, options.max_width)


class _Markdown(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = Markdown.elements | {
        "paragraph_open": _Paragraph,
        "table_open": _Table,
    }


def _shown(token: Token) -> Token:
    """The token as rich knows it."""
    if token.type == BLOCK:
        return token.copy(
            type="fence", tag="code", info="text", content=(linear(token.content) or token.content) + "\n"
        )
    if token.children:
        return token.copy(children=list(_line(token.children)))
    return token


def _line(children: Sequence[Token]) -> Sequence[Token]:
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == INLINE:
            kept.append(
                token.copy(type="code_inline", tag="code", content=linear(token.content) or f"${token.content}$")
            )
        elif token.type == "link_open":
            open_links.append(str(token.attrGet("href")).startswith(_OUTSIDE))
            kept += [token] if open_links[-1] else []
        elif token.type == "link_close":
            kept += [token] if open_links.pop() else []
        else:
            kept.append(token)
    return kept
