"""A new course: settings, a chapter and a worked exercise that validate at once, for an author to change."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.course.discovery import COURSE_FILE, read_course
from grader.course.scaffold import Titles, new_exercise, texts_in
from grader.course.settings import CourseSettings
from grader.errors import CourseError

CHAPTER, EXERCISE = "01_first_steps", "linear_unit"
_LEFT_ALONE = frozenset({".git", ".gitignore", ".venv"})
"""What may be in the folder before: a repository and an environment, no course."""

_SETTINGS = """\
# The course as a whole. `grader` finds the course by this file.

title = {title}

# What the course is written in. The first language is that of docstrings and of every text that names none.
languages = {languages}

# Seeds of random cases, and which variant a learner gets, follow from this key. It was drawn at random. Keep it out of
# learners' sight: who holds the key can draw the cases. Change it for a new run of the course.
key = "{key}"

# How many sets of random cases there are. Each learner gets one of them.
variants = 1
"""


def new_course(root: Path, languages: Sequence[str], title: str = "") -> tuple[Path, ...]:
    """Write a course with one chapter and one exercise into a folder, which is made where it is not there.

    Args:
        root: the course's folder: empty, but for a repository or an environment.
        languages: what it is going to be written in, the first language first.
        title: what it is called; by the folder's name where it is empty.

    Returns:
        the files that were written.

    Raises:
        CourseError: for a folder in which something is, and a language that is no tag such as "fr" or "pt-BR"; then
            nothing is written.
    """
    root = root.resolve()
    if root.exists() and not root.is_dir():
        raise CourseError(f"{root} is a file: name a new folder, or an empty one")
    if root.exists() and (found := sorted({entry.name for entry in root.iterdir()} - _LEFT_ALONE)):
        raise CourseError(f"{root} is not empty ({', '.join(found[:3])}): name a new folder, or an empty one")
    languages = tuple(dict.fromkeys(languages))
    settings = root / "solutions" / COURSE_FILE
    text = _settings_text(title or root.name.replace("_", " ").replace("-", " ").capitalize(), languages)
    _refuse_bad_settings(text)
    (root / "exercises").mkdir(parents=True, exist_ok=True)
    write_atomically(settings, text.encode())
    titles = Titles(
        {language: texts_in(language).first_chapter for language in languages},
        {language: texts_in(language).first_exercise for language in languages},
    )
    return (settings, *new_exercise(read_course(root), CHAPTER, EXERCISE, titles))


def _settings_text(title: str, languages: Sequence[str]) -> str:
    titles = ", ".join(f"{language} = {_quoted(title)}" for language in languages)
    return _SETTINGS.format(
        title=f"{{ {titles} }}" if len(languages) > 1 else _quoted(title),
        languages=_quoted(list(languages)),
        key=secrets.token_hex(16),
    )


def _quoted(value: str | list[str]) -> str:
    """As TOML writes it, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _refuse_bad_settings(text: str) -> None:
    try:
        msgspec.toml.decode(text.encode(), type=CourseSettings)
    except msgspec.DecodeError as error:
        raise CourseError(
            f"a course cannot have these settings ({error}): write languages as `fr`, `zh` or `pt-BR`"
        ) from error
