"""Chapter texts: `README.md` in English, `README.zh.md` in Simplified Chinese."""

from __future__ import annotations

import re
from pathlib import Path

from grader.authoring.text import Text
from grader.course.files import read_source

_FILES = {"en": "README.md", "zh": "README.zh.md"}
LANGUAGES = tuple(_FILES)
"""The languages in which a course is written."""
_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$")
_PYTHON_FILE = re.compile(r"(?<![\w.-])(\w+)\.py\b")


def chapter_text(folder: Path, language: str) -> str:
    """A chapter's text (Markdown) in "en" or "zh"; the English one where there is no other, "" where there is none."""
    for name in dict.fromkeys((_FILES.get(language, _FILES["en"]), _FILES["en"])):
        file = folder / name
        if file.is_file():
            return read_source(file)
    return ""


def text_file(folder: Path, language: str) -> Path:
    """Where the chapter's text in "en" or "zh" lies, whether or not it is written."""
    return folder / _FILES[language]


def chapter_title(folder: Path, number: str, fallback: str) -> Text:
    """The first heading of the chapter's text in both languages, without the chapter's number.

    `fallback` stands in for the English one; the Chinese one is empty where there is none.
    """
    english, chinese = (
        _without_number(_first_heading(read_source(file)), number) if file.is_file() else ""
        for file in (text_file(folder, "en"), text_file(folder, "zh"))
    )
    return Text(english or fallback, chinese)


def mentioned_files(markdown: str) -> tuple[str, ...]:
    """The names (without `.py`) of the Python files that a text mentions, in the order of their first mention."""
    return tuple(dict.fromkeys(_PYTHON_FILE.findall(markdown)))


def _first_heading(markdown: str) -> str:
    inside_fence = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            inside_fence = not inside_fence
        elif not inside_fence and (found := _HEADING.match(line)):
            return found.group(1)
    return ""


def _without_number(heading: str, number: str) -> str:
    prefix = rf"(?:chapter\s*|第\s*)?0*{int(number)}(?!\d)(?:\s*章)?\s*[.:：·、—–-]*\s*"
    return re.sub(rf"^{prefix}", "", heading, count=1, flags=re.IGNORECASE) or heading
