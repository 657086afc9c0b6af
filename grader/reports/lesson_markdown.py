"""A text of the course as tokens of Markdown: what its page and its form in a terminal are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from grader.reports.dollar_math import dollar_math

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NO_PART_OF_AN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 to 6), its words without formatting, and the anchor by which links find it."""

    level: int
    words: str
    anchor: str


@cache
def parser() -> MarkdownIt:
    """The parser of the course's texts: CommonMark with tables and formulas, without HTML."""
    # Imported here, since reports without a text need no parser.
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    dollar_math(made)
    return made


def tokens_of(markdown: str) -> Sequence[Token]:
    """The tokens of a text. Each heading has its anchor as `id`, as GitHub makes it."""
    tokens = parser().parse(markdown)
    used: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            anchor = _NO_PART_OF_AN_ANCHOR.sub("", words_of(inline).strip().lower()).replace(" ", "-")
            used[anchor] = used.get(anchor, -1) + 1
            opening.attrSet("id", f"{anchor}-{used[anchor]}" if used[anchor] else anchor)
    return tokens


def headings_of(tokens: Sequence[Token]) -> Iterator[Heading]:
    """The headings of a text in their order."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield Heading(int(opening.tag[1:]), words_of(inline), str(opening.attrGet("id")))


def words_of(inline: Token) -> str:
    """What is read of a line: without formatting, and formulas as they are written."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in inline.children or ()
    )
