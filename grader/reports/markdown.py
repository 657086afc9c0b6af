"""Reports as GitHub flavoured Markdown: for a pull request's comment or a job's summary.

Learner text cannot format, link, mention anybody, or command a CI job that prints it.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from grader.grading.result import Result
from grader.reports.language import Language
from grader.reports.safe_text import clean, one_line, spans
from grader.reports.templating import environment
from grader.reports.views import view_of
from grader.reports.vocabulary import SIGNS

# Invisible, and not part of a word: it splits what GitHub would turn into a mention, a reference, a link or a command.
_GAP = "\u200b"
_ACTIVE = re.compile(r"@(?=\w)|#(?=\d)|:(?=:)|##(?=\[)|(?<=GH)-(?=\d)|(?<=[a-z]):(?=//)|\bwww(?=\.)", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\`*_\[\]|~]")
# Headings, list items, rules and underlines: all are recognized by how a line begins.
_LINE_START = re.compile(r"(\d+)(?=[.)](?:\s|$))|(?:#{1,6}|[-+])(?=\s|$)|(?:-{2,}|=+)\s*$")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
_TICKS = re.compile(r"`+")

SUMMARY_BYTES = 1024 * 1024
"""The most that GitHub accepts as the summary of a step: 1024 KiB."""

_FENCE = re.compile(r"`{3,}")
_SECTION = re.compile(r"#{2,3} ")


def render_markdown(result: Result, language: Language) -> str:
    """The result as Markdown."""
    template = _environment(language.code).get_template("report.md.j2")
    text = template.render(report=view_of(result, language), signs=SIGNS)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _environment(code: str) -> Environment:
    made = environment(code, to_markdown)
    made.filters["block"] = code_block
    return made


def to_markdown(value: object) -> Markup:
    """The text as part of a line of Markdown, or of a table's cell."""
    if isinstance(value, Markup):
        return value
    pieces = [_code_span(piece) if is_code else _prose(piece) for piece, is_code in spans(one_line(value))]
    return Markup("".join(pieces))


def code_block(value: object) -> Markup:
    """The text as a fenced block, with a fence longer than any inside it."""
    text = _parted(clean(value).rstrip())
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return Markup(f"{fence}text\n{text}\n{fence}")


def cut_at_section(markdown: str, language: Language, limit: int = SUMMARY_BYTES) -> str:
    """The text, or as many of its sections as fit into `limit` bytes of UTF-8, and a line that says that it was cut.

    What comes before the first section is kept or left out as a whole; a section is never cut in the middle.
    """
    if len(markdown.encode("utf-8")) <= limit:
        return markdown
    note = "\n" + language.gettext("The rest is left out: the report is too long to fit here.") + "\n"
    room = limit - len(note.encode("utf-8"))
    kept: list[str] = []
    used = 0
    for section in _sections(markdown):
        used += len(section.encode("utf-8"))
        if used > room:
            break
        kept.append(section)
    return "".join(kept) + (note if room >= 0 else "")


def _sections(markdown: str) -> list[str]:
    """The text in pieces, each but the first beginning with a heading; a heading in a block of code does not count."""
    pieces = [""]
    fence = ""
    for line in markdown.splitlines(keepends=True):
        ticks = _FENCE.match(line)
        if fence:
            fence = "" if line.rstrip() == fence else fence
        elif ticks:
            fence = ticks[0]
        elif _SECTION.match(line):
            pieces.append("")
        pieces[-1] += line
    return pieces


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
