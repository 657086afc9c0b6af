"""A new course: settings, a chapter and a worked exercise that validate at once, for an author to change."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.course.discovery import COURSE_FILE, Course
from grader.course.scaffold import Titles, new_exercise, texts_in
from grader.course.settings import CourseSettings
from grader.errors import CourseError

FIRST = ("01_first_steps", "linear_unit")
"""The chapter and the exercise of a course whose author names no others."""

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

# The stages that checks belong to, in the order in which reports read, with their words: write those of your course.
[roles]
{roles}
"""


def new_course(
    root: Path, languages: Sequence[str], title: str = "", first: tuple[str, str] = FIRST
) -> tuple[Path, ...]:
    """Write a course with one chapter and one exercise into a folder, which is made where it is not there.

    Args:
        root: the course's folder: empty, but for a repository or an environment.
        languages: what it is going to be written in, the first language first.
        title: what it is called; by the folder's name where it is empty.
        first: its chapter's folder, and its exercise.

    Returns:
        the files that were written.

    Raises:
        CourseError: for a folder in which something is, a language that is no tag such as "fr" or "pt-BR", and a
            chapter or an exercise that cannot be called so; then nothing is written.
    """
    root = root.resolve()
    if root.exists() and not root.is_dir():
        raise CourseError(f"{root} is a file: name a new folder, or an empty one")
    if root.exists() and (found := sorted({entry.name for entry in root.iterdir()} - _LEFT_ALONE)):
        raise CourseError(f"{root} is not empty ({', '.join(found[:3])}): name a new folder, or an empty one")
    languages = tuple(dict.fromkeys(languages))
    text = _settings_text(title or root.name.replace("_", " ").replace("-", " ").capitalize(), languages)
    course = Course(root, _settings(text), ())
    titles = Titles(
        {language: texts_in(language).first_chapter for language in languages if first[0] == FIRST[0]},
        {language: texts_in(language).first_exercise for language in languages if first[1] == FIRST[1]},
    )
    written = new_exercise(course, *first, titles)
    settings = course.solutions_folder / COURSE_FILE
    write_atomically(settings, text.encode())
    return (settings, *written)


def _settings_text(title: str, languages: Sequence[str]) -> str:
    return _SETTINGS.format(
        title=_by_language(dict.fromkeys(languages, title)),
        languages=_quoted(list(languages)),
        roles="\n".join(f"{role} = {_by_language(words)}" for role, words in _roles(languages).items()),
        key=secrets.token_hex(16),
    )


def _roles(languages: Sequence[str]) -> dict[str, dict[str, str]]:
    roles = {language: texts_in(language).roles for language in languages}
    return {role: {language: words[role] for language, words in roles.items()} for role in roles[languages[0]]}


def _by_language(text: Mapping[str, str]) -> str:
    """The one sentence, or a table of several."""
    if len(text) == 1:
        return _quoted(*text.values())
    return f"{{ {', '.join(f'{language} = {_quoted(said)}' for language, said in text.items())} }}"


def _quoted(value: str | list[str]) -> str:
    """As TOML writes it, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _settings(text: str) -> CourseSettings:
    try:
        return msgspec.toml.decode(text.encode(), type=CourseSettings)
    except msgspec.DecodeError as error:
        raise CourseError(
            f"a course cannot have these settings ({error}): write languages as `fr`, `zh` or `pt-BR`"
        ) from error
