"""Markdown that fits: cut at a heading where it is longer than its reader takes."""

from __future__ import annotations

import re

from grader.reports.language import Language

SUMMARY_BYTES = 1024 * 1024
"""What GitHub takes as the summary of a step: 1024 KiB."""

_FENCE = re.compile(r"`{3,}")
_HEADING = re.compile(r"#{2,3} ")


def cut_at_section(markdown: str, language: Language, limit: int = SUMMARY_BYTES) -> str:
    """The text, or as many of its sections as fit into `limit` bytes of UTF-8, and a line that says so.

    What stands before the first section is kept or cut as a whole; a section is never cut within.
    """
    if len(markdown.encode("utf-8")) <= limit:
        return markdown
    note = "\n" + language.gettext("The rest is left out here: the report is longer than its place.") + "\n"
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
    """The text in pieces, each but the first beginning with a heading; a heading in a block of code is none."""
    pieces = [""]
    fence = ""
    for line in markdown.splitlines(keepends=True):
        ticks = _FENCE.match(line)
        if fence:
            fence = "" if line.rstrip() == fence else fence
        elif ticks:
            fence = ticks[0]
        elif _HEADING.match(line):
            pieces.append("")
        pieces[-1] += line
    return pieces
