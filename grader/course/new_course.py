"""A new course: settings, a chapter and a worked exercise that already validate, for an author to change."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from grader.atomic_files import create_together
from grader.course.discovery import COURSE_FILE, Course
from grader.course.scaffold import Titles, exercise_files, texts_in
from grader.course.settings import CourseSettings
from grader.errors import CourseError

FIRST = ("01_first_steps", "linear_unit")
"""The default chapter and exercise of a new course."""

_LEFT_ALONE = frozenset({".git", ".gitignore", ".venv"})
"""What the folder may already hold: a repository and an environment."""

_SETTINGS = """\
# The course as a whole. `grader` finds the course by this file.

title = {title}

# The languages of the course. The first is that of docstrings and of every text without a language.
languages = {languages}

# The seeds of random cases and the variant of each learner are derived from this key, which was drawn at random. Keep
# it secret from learners: whoever has the key can draw the cases. Change it for a new run of the course.
key = "{key}"

# How many sets of random cases there are. Each learner gets one of them.
variants = 1

# The stages that checks belong to, in the order of the reports, with their words: replace them by those of your course.
[roles]
{roles}
"""


def new_course(
    root: Path, languages: Sequence[str], title: str = "", first: tuple[str, str] = FIRST
) -> tuple[Path, ...]:
    """Write a course with one chapter and one exercise into a folder, which is created if it does not exist.

    Args:
        root: the course's folder: empty except for a repository or an environment.
        languages: the languages of the course, the first language first.
        title: the course's title; if empty, it is made from the folder's name.
        first: the names of the chapter's folder and of the exercise.

    Returns:
        the files that were written.

    Raises:
        CourseError: for a folder that is not empty, a language that is not a tag such as "fr" or "pt-BR", and a name
            that a chapter or an exercise cannot have.
        OSError: if a file cannot be written. In all these cases nothing is written.
    """
    root = root.resolve()
    if root.exists() and not root.is_dir():
        raise CourseError("%(root)s is a file: name a new folder, or an empty one", root=root)
    if root.exists() and (found := sorted({entry.name for entry in root.iterdir()} - _LEFT_ALONE)):
        raise CourseError(
            "%(root)s is not empty (%(files)s): name a new folder, or an empty one",
            root=root,
            files=", ".join(found[:3]),
        )
    languages = tuple(dict.fromkeys(languages))
    text = _settings_text(title or root.name.replace("_", " ").replace("-", " ").capitalize(), languages)
    course = Course(root, _settings(text), ())
    titles = Titles(
        {language: texts_in(language).first_chapter for language in languages if first[0] == FIRST[0]},
        {language: texts_in(language).first_exercise for language in languages if first[1] == FIRST[1]},
    )
    files = {course.solutions_folder / COURSE_FILE: text.encode(), **exercise_files(course, *first, titles)}
    create_together(files)
    return tuple(files)


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
    """A string for one language, or a table for several."""
    if len(text) == 1:
        return _quoted(*text.values())
    return f"{{ {', '.join(f'{language} = {_quoted(said)}' for language, said in text.items())} }}"


def _quoted(value: str | list[str]) -> str:
    """A string or a list in TOML, whose syntax for them is JSON's."""
    return json.dumps(value, ensure_ascii=False)


def _settings(text: str) -> CourseSettings:
    try:
        return msgspec.toml.decode(text.encode(), type=CourseSettings)
    except msgspec.DecodeError as error:
        raise CourseError(
            "a course cannot have these settings (%(error)s): write languages as `fr`, `zh` or `pt-BR`", error=error
        ) from error
