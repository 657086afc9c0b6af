"""A new exercise: files that already validate, for an author to change."""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from inspect import cleandoc
from pathlib import Path

import msgspec

from grader.atomic_files import create_together
from grader.course.chapter_texts import text_file
from grader.course.discovery import CHAPTER_FOLDER, CHECKS_SUFFIX, MISTAKES_SUFFIX, STYLES_SUFFIX, Course
from grader.course.settings import CourseSettings
from grader.course.stub_translations import parse_translation, translate
from grader.course.stubs import make_stub
from grader.errors import CourseError

_FUNCTION = "forward"
_NAME = re.compile(r"[a-z][a-z0-9_]*")

_REFERENCE = '''\
"""{summary}"""


def forward(xs, w, b):
    """{docstring}"""
    ### BEGIN SOLUTION
    return xs * w + b
    ### END SOLUTION
'''

_CHECKS = '''\
"""Checks of NAME.py."""
{untranslated}
from grader.authoring import case, check, exercise, random_case

about = exercise(title={title})

worked = case(xs=[1.0, 2.0, 4.0], w=1.5, b=0.5)


@random_case(count=3)
def samples(rng):
    """Inputs away from zero, with a weight and a bias that keep mistakes apart."""
    n = int(rng.integers(2, 8))
    return case(xs=rng.uniform(0.3, 2.0, n).tolist(), w=rng.uniform(1.3, 2.5), b=rng.uniform(0.4, 1.6))


@check(
    role={role},
    of="forward",
    points=1,
    cases=[worked],
    counts_with=["forward_of_any_data"],
    alike="the docstring works out this one example",
    fixed="the check of any data has drawn cases",{worked_translated}
)
def forward_of_the_worked_example(m, xs, w, b):
    """{worked_first}"""
    return m.forward(xs, w, b)


@check(
    role={role},
    of="forward",
    points=2,
    cases=[samples],
    needs=[forward_of_the_worked_example],{any_translated}
)
def forward_of_any_data(m, xs, w, b):
    """{any_first}"""
    return m.forward(xs, w, b)
'''

_MISTAKES = '''\
"""Named mistakes of NAME.py."""
{untranslated}
from grader.authoring import mistake


@mistake(
    of="forward",{finding_translated}
    hint={hint},
)
def bias_before_weight(xs, w, b):
    """{finding_first}"""
    return (xs + b) * w
'''

_STYLES = {
    "loop": '''\
"""TITLE, number by number."""

import torch


def forward(xs, w, b):
    """A loop over Python floats."""
    predictions = []
    for x in xs:
        predictions.append(float(x) * w + b)
    return torch.tensor(predictions)
''',
    "numpy_style": '''\
"""TITLE with NumPy."""

import numpy as np


def forward(xs, w, b):
    """One expression of arrays."""
    return np.add(np.multiply(np.asarray(xs), w), b)
''',
}
"""Right answers in other styles, for an author to change along with the rest."""


class ScaffoldTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of the templates in one language.

    These are an exercise's title, summary, docstring, sentences and mistake, what a mistake's draft says in place of
    its own, a chapter's text and, for a new course, the titles of its first chapter and exercise and the words for its
    roles.
    """

    title: str
    summary: str
    docstring: str
    worked: str
    any: str
    finding: str
    hint: str
    draft_finding: str
    draft_hint: str
    chapter_text: str
    first_chapter: str
    first_exercise: str
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a chapter and an exercise by language; in other languages, they are made from the names."""

    chapter: Mapping[str, str] = field(default_factory=dict)
    exercise: Mapping[str, str] = field(default_factory=dict)


@cache
def scaffold_texts() -> Mapping[str, ScaffoldTexts]:
    """The texts by language, English always included."""
    file = Path(__file__).with_name("scaffold_texts.toml")
    return msgspec.toml.decode(file.read_bytes(), type=dict[str, ScaffoldTexts])


def texts_in(language: str) -> ScaffoldTexts:
    """The texts in a language, or in English if there are none."""
    return scaffold_texts().get(language, scaffold_texts()["en"])


_BY_NAME = Titles()


def new_exercise(course: Course, chapter: str, name: str, titles: Titles = _BY_NAME) -> tuple[Path, ...]:
    """Write the files of a new exercise, its stubs among them, from a template that already validates.

    Args:
        course: the course to add to.
        chapter: an existing chapter's number, name or folder, or the folder of a new one, such as "07_convolution";
            a new chapter also gets its texts.
        name: the exercise's name, which is its file's name without `.py`.
        titles: the titles of both.

    Returns:
        the files that were written.

    Raises:
        CourseError: for a name that cannot be used, an unknown chapter, and a file that already exists.
        OSError: if a file cannot be written. In all these cases nothing is written.
    """
    contents = exercise_files(course, chapter, name, titles)
    create_together(contents)
    return tuple(contents)


def exercise_files(course: Course, chapter: str, name: str, titles: Titles = _BY_NAME) -> dict[Path, bytes]:
    """The files that `new_exercise` writes, with their contents.

    Raises:
        CourseError: as `new_exercise`.
    """
    _refuse_bad_name(course, name)
    folder = _chapter_folder(course, chapter)
    texts, solutions = course.exercises_folder / folder, course.solutions_folder / folder
    languages = course.settings.languages
    first = languages[0]
    words = _Words(folder, name, titles)
    said = _said(course.settings, words)
    source = words.filled(_put_in(_REFERENCE, said), first)

    reference = solutions / f"{name}.py"
    contents = {
        reference: source,
        solutions / f"{name}{CHECKS_SUFFIX}.py": words.filled(_put_in(_CHECKS, said), first),
        solutions / f"{name}{MISTAKES_SUFFIX}.py": words.filled(_put_in(_MISTAKES, said), first),
        **{
            solutions / f"{name}{STYLES_SUFFIX}" / f"{style}.py": words.filled(text, first)
            for style, text in _STYLES.items()
        },
        texts / f"{name}.py": make_stub(source, reference, first),
    }
    for language in languages[1:]:
        file, translated = text_file(solutions, language, languages, name), words.translation(language)
        stub = translate(make_stub(source, reference, language), parse_translation(translated, file), reference)
        contents |= {file: translated, texts / f"{name}.{language}.py": stub}
    if existing := [file for file in contents if file.exists()]:
        raise CourseError("%(file)s already exists: choose another name, or delete the file", file=existing[0])
    contents |= {
        file: words.chapter_text(language)
        for language in languages
        if not (file := text_file(texts, language, languages)).exists()
    }
    return {file: content.encode() for file, content in contents.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    """The replacements of CHAPTER, TITLE and NAME in a template."""

    folder: str
    name: str
    titles: Titles

    def filled(self, template: str, language: str) -> str:
        chapter = self.titles.chapter.get(language) or _heading(self.folder.partition("_")[2])
        title = self.titles.exercise.get(language) or _heading(self.name)
        return template.replace("CHAPTER", chapter).replace("TITLE", title).replace("NAME", self.name)

    def title(self, language: str) -> str:
        return self.filled("TITLE" if language in self.titles.exercise else texts_in(language).title, language)

    def chapter_text(self, language: str) -> str:
        return self._marked(texts_in(language).chapter_text, language)

    def translation(self, language: str) -> str:
        """The translation of the stub's texts."""
        said = texts_in(language)
        return self._marked(f"# NAME\n\n{said.summary}\n\n## {_FUNCTION}\n\n{cleandoc(said.docstring)}\n", language)

    def _marked(self, template: str, language: str) -> str:
        mark = "" if language in scaffold_texts() else f"<!-- Not translated into `{language}` yet. -->\n\n"
        return mark + self.filled(template, language)


def _said(settings: CourseSettings, words: _Words) -> dict[str, str]:
    """The replacement of each `{…}` of a template: a role, and texts in the course's languages."""
    languages = settings.languages
    said = {"role": _quoted(_role(settings)), "untranslated": _untranslated(languages)}
    texts = {language: texts_in(language) for language in languages}
    said["summary"] = texts[languages[0]].summary
    said["docstring"] = texts[languages[0]].docstring
    said["title"] = _by_language({language: words.title(language) for language in languages})
    said["hint"] = _by_language({language: text.hint for language, text in texts.items()})
    for name, argument in (("worked", "sentence"), ("any", "sentence"), ("finding", "finding")):
        said[f"{name}_first"], *others = (getattr(text, name) for text in texts.values())
        translated = _mapping(dict(zip(languages[1:], others, strict=True)))
        said[f"{name}_translated"] = f"\n    {argument}={translated}," if others else ""
    return said


def _role(settings: CourseSettings) -> str:
    """The course's role with the name of the template's function, else its first; if it has no roles, that name."""
    roles = tuple(settings.roles)
    return roles[0] if roles and _FUNCTION not in roles else _FUNCTION


def _untranslated(languages: Sequence[str]) -> str:
    """A comment about the languages in which the template has no texts."""
    missing = [f"`{language}`" for language in languages if language not in scaffold_texts()]
    return f"# Not translated into {', '.join(missing)} yet: these sentences are in English.\n" if missing else ""


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _by_language(sentence: Mapping[str, str]) -> str:
    return _mapping(sentence) if len(sentence) > 1 else _quoted(*sentence.values())


def _mapping(sentence: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{_quoted(language)}: {_quoted(text)}' for language, text in sentence.items())}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _put_in(template: str, said: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: said[found.group(1)], template)


def _refuse_bad_name(course: Course, name: str) -> None:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise CourseError(
            "`%(name)s` cannot name an exercise: write lowercase letters, digits and underscores", name=name
        )
    if name.endswith((CHECKS_SUFFIX, MISTAKES_SUFFIX, STYLES_SUFFIX)):
        raise CourseError(
            "`%(name)s` cannot name an exercise: its ending is reserved for checks, mistakes or styles", name=name
        )
    if name in sys.stdlib_module_names or name in course.settings.libraries:
        raise CourseError("`%(name)s` cannot name an exercise: a library that learners import has this name", name=name)
    for exercise in course.exercises:
        if exercise.name == name:
            raise CourseError(
                "the exercise `%(name)s` already exists in %(chapter)s: choose another name",
                name=name,
                chapter=exercise.chapter,
            )


def _chapter_folder(course: Course, chapter: str) -> str:
    for known in course.chapters:
        if chapter in (known.folder, known.name) or (chapter.isdecimal() and int(chapter) == int(known.number)):
            return known.folder
    named = CHAPTER_FOLDER.fullmatch(chapter)
    if named is None:
        raise CourseError(
            "there is no chapter `%(chapter)s`: for a new one, write two digits and a name, such as `07_convolution`",
            chapter=chapter,
        )
    for known in course.chapters:
        if known.number == named.group(1):
            raise CourseError(
                "chapter %(number)s is already %(folder)s: choose another number",
                number=known.number,
                folder=known.folder,
            )
    return chapter
