"""Chapter texts: `README.md` in the course's first language, `README.zh.md` and the like in the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from grader.course.files import read_source
from grader.text import Text

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$")
_ROW_OF_FILE = re.compile(r"^\s*\|\s*`?(\w+)\.py`?\s*\|", re.MULTILINE)
_PYTHON_FILE = re.compile(r"(?<![\w.-])(\w+)\.py\b")
_NUMBER = re.compile(r"(?:chapter\s*|第\s*)?(\d{1,9}+)(?!\d)(?:\s*章)?\s*[.:：·、—–-]*\s*", re.IGNORECASE)
"""What a chapter's heading may begin with."""


def chapter_text(folder: Path, language: str, languages: Sequence[str]) -> str:
    """A chapter's text (Markdown) in a language, or else in the first of the course's `languages`; "" if there is
    neither."""
    for one in dict.fromkeys((language, languages[0])):
        file = text_file(folder, one, languages)
        if file.is_file():
            return read_source(file)
    return ""


def text_file(folder: Path, language: str, languages: Sequence[str], name: str = "README") -> Path:
    """The path of a text in a language, whether or not it exists; by default, that of the chapter in this folder."""
    return folder / (f"{name}.md" if language == languages[0] else f"{name}.{language}.md")


def chapter_title(folder: Path, number: str, fallback: str, languages: Sequence[str]) -> Text:
    """The first heading of the chapter's text in each language that has one, without the chapter's number.

    `fallback` is used if there is none in the first language.
    """
    headings = {
        language: _without_number(_first_heading(read_source(file)), number)
        for language in languages
        if (file := text_file(folder, language, languages)).is_file()
    }
    return Text({languages[0]: headings.pop(languages[0], "") or fallback} | headings)


def mentioned_files(markdown: str) -> tuple[str, ...]:
    """The names (without `.py`) of the Python files that a text mentions: first those that begin a row of a table, such
    as that of what is to be implemented, in the table's order; then the others, in order of first mention."""
    # Few lines name a file, and whoever asks how far they are waits for all chapters to be read.
    lines = "\n".join(line for line in markdown.splitlines() if ".py" in line)
    return tuple(dict.fromkeys((*_ROW_OF_FILE.findall(lines), *_PYTHON_FILE.findall(lines))))


def _first_heading(markdown: str) -> str:
    inside_fence = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            inside_fence = not inside_fence
        elif not inside_fence and (found := _HEADING.match(line)):
            return found.group(1)
    return ""


def _without_number(heading: str, number: str) -> str:
    found = _NUMBER.match(heading)
    return heading[found.end() :] or heading if found and int(found[1]) == int(number) else heading
