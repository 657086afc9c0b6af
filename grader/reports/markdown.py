"""Reports as GitHub flavoured Markdown: for a pull request's comment or a job's summary.

Learner text cannot format, link, mention anybody, or command a CI job that prints it.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from grader.grading.result import Result
from grader.reports.arrange import arrange
from grader.reports.language import Language
from grader.reports.plain import clean, one_line, spans
from grader.reports.templating import markdown_environment
from grader.reports.words import SIGNS

# Invisible, and no part of a word: it parts what GitHub would join to a mention, a reference, a link or a command.
_GAP = "\u200b"
_ACTIVE = re.compile(r"@(?=\w)|#(?=\d)|:(?=:)|##(?=\[)|(?<=GH)-(?=\d)|(?<=[a-z]):(?=//)|\bwww(?=\.)", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\`*_\[\]|~]")
# Headings, list items, rules and underlines: all are told by how a line begins.
_LINE_START = re.compile(r"(\d+)(?=[.)](?:\s|$))|(?:#{1,6}|[-+])(?=\s|$)|(?:-{2,}|=+)\s*$")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
_TICKS = re.compile(r"`+")


def render_markdown(result: Result, language: Language) -> str:
    """The result as Markdown."""
    template = markdown_environment(language.code).get_template("report.md.j2")
    text = template.render(report=arrange(result, language), signs=SIGNS)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def to_markdown(value: object) -> Markup:
    """The text as it goes into a line of Markdown, also into a table's cell."""
    if isinstance(value, Markup):
        return value
    pieces = [_code_span(piece) if is_code else _prose(piece) for piece, is_code in spans(one_line(value))]
    return Markup("".join(pieces))


def code_block(value: object) -> Markup:
    """The text as a fenced block, with a fence longer than any inside it."""
    text = _parted(clean(value).rstrip())
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return Markup(f"{fence}text\n{text}\n{fence}")


def _prose(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", _parted(text).translate(_ENTITIES))
    begins = _LINE_START.match(escaped)
    if begins is None:
        return escaped
    at = len(begins[1] or "")
    return f"{escaped[:at]}\\{escaped[at:]}"


def _code_span(text: str) -> str:
    text = _parted(text).replace("|", "\\|")
    fence = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _parted(text: str) -> str:
    return _ACTIVE.sub(lambda match: match[0] + _GAP, text)
