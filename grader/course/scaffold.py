"""A new exercise: files that already validate, for an author to change."""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.course.chapter_texts import text_file
from grader.course.discovery import CHAPTER_FOLDER, CHECKS_SUFFIX, MISTAKES_SUFFIX, STYLES_SUFFIX, Course
from grader.course.stubs import make_stub
from grader.errors import CourseError

_NAME = re.compile(r"[a-z][a-z0-9_]*")

_REFERENCE = '''\
"""TITLE."""


def forward(xs, w, b):
    """Predict y_hat = x * w + b for every x.

    Args:
        xs: the inputs, a 1-D float64 tensor of shape (n,). It must not be modified.
        w: the weight, a float.
        b: the bias, a float.

    Returns:
        the n predictions, shape (n,). For xs = [1.0, 2.0, 4.0], w = 1.5 and b = 0.5: [2.0, 3.5, 6.5].
    """
    ### BEGIN SOLUTION
    return xs * w + b
    ### END SOLUTION
'''

_CHECKS = '''\
"""Checks of NAME.py."""

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
    sentence={worked_elsewhere},
)
def forward_of_the_worked_example(m, xs, w, b):
    """{worked_first}"""
    return m.forward(xs, w, b)


@check(
    role={role},
    of="forward",
    points=2,
    cases=[samples],
    needs=[forward_of_the_worked_example],
    sentence={any_elsewhere},
)
def forward_of_any_data(m, xs, w, b):
    """{any_first}"""
    return m.forward(xs, w, b)
'''

_MISTAKES = '''\
"""Named mistakes of NAME.py."""

from grader.authoring import mistake


@mistake(
    of="forward",
    finding={finding_elsewhere},
    hint={hint},
)
def bias_before_weight(xs, w, b):
    """{finding_first}"""
    return (xs + b) * w
'''

_SENTENCES = {
    "title": {"en": "TITLE", "zh": "练习：TITLE"},
    "worked": {
        "en": "The predictions are those of the example that was worked by hand.",
        "zh": "预测值与手算的例子一致。",
    },
    "any": {"en": "The predictions are x * w + b for any data.", "zh": "对任意数据，预测值都是 x * w + b。"},
    "finding": {
        "en": "You added the bias before you multiplied by the weight.",
        "zh": "你先加了偏置，再乘以权重。",
    },
    "hint": {
        "en": "Which comes first: the multiplication by the weight, or the addition of the bias?",
        "zh": "先乘权重，还是先加偏置？",
    },
}
"""What the templates say. A course in another language gets the English, for its author to translate."""

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
"""Right answers in other styles, for an author to change with the rest."""

_TEXTS = {
    "en": "# CHAPTER\n\nTo implement, in this order:\n\n- `NAME.py`: TITLE.\n",
    "zh": "# CHAPTER\n\n按顺序实现：\n\n- `NAME.py`：TITLE。\n",
}


def new_exercise(course: Course, chapter: str, name: str) -> tuple[Path, ...]:
    """Write reference, checks, mistakes, styles and stub of a new exercise from a template that already validates.

    Args:
        course: the course to add to.
        chapter: an existing chapter's number, name or folder, or the folder of a new one, such as "07_convolution";
            a new chapter gets its texts too.
        name: the exercise's name: its file's, without `.py`.

    Returns:
        the files that were written.

    Raises:
        CourseError: for a name that cannot be used, a chapter that is none, and a file that exists; then nothing is
            written.
    """
    _refuse_bad_name(course, name)
    folder = _chapter_folder(course, chapter)
    texts, solutions = course.exercises_folder / folder, course.solutions_folder / folder
    title = name.replace("_", " ").capitalize()
    languages = course.settings.languages

    def filled(template: str) -> str:
        heading = folder.partition("_")[2].replace("_", " ").capitalize()
        return template.replace("CHAPTER", heading).replace("TITLE", title).replace("NAME", name)

    reference = solutions / f"{name}.py"
    said = _said(course)
    contents = {
        reference: filled(_REFERENCE),
        solutions / f"{name}{CHECKS_SUFFIX}.py": filled(_put_in(_CHECKS, said)),
        solutions / f"{name}{MISTAKES_SUFFIX}.py": filled(_put_in(_MISTAKES, said)),
        **{solutions / f"{name}{STYLES_SUFFIX}" / f"{style}.py": filled(text) for style, text in _STYLES.items()},
        texts / f"{name}.py": make_stub(filled(_REFERENCE), reference),
    }
    if existing := [file for file in contents if file.exists()]:
        raise CourseError(f"{existing[0]} exists: choose another name, or delete the file")
    contents |= {
        file: filled(_TEXTS.get(language, _TEXTS["en"]))
        for language in languages
        if not (file := text_file(texts, language, languages)).exists()
    }
    for file, content in contents.items():
        write_atomically(file, content.encode())
    return tuple(contents)


def _said(course: Course) -> dict[str, str]:
    """What stands for each `{…}` of a template: a role, and texts in the course's languages."""
    first, *others = course.settings.languages
    said = {"role": _quoted("forward")}
    for name, sentence in _SENTENCES.items():
        said[name] = _mapping(sentence, (first, *others)) if others else _quoted(sentence.get(first, sentence["en"]))
        said[f"{name}_first"] = sentence.get(first, sentence["en"])
        said[f"{name}_elsewhere"] = _mapping(sentence, others)
    return said


def _mapping(sentence: Mapping[str, str], languages: Sequence[str]) -> str:
    said = (f"{_quoted(language)}: {_quoted(sentence.get(language, sentence['en']))}" for language in languages)
    return f"{{{', '.join(said)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _put_in(template: str, said: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: said[found.group(1)], template)


def _refuse_bad_name(course: Course, name: str) -> None:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise CourseError(f"`{name}` cannot name an exercise: write small letters, digits and underscores")
    if name.endswith((CHECKS_SUFFIX, MISTAKES_SUFFIX, STYLES_SUFFIX)):
        raise CourseError(f"`{name}` cannot name an exercise: its ending is that of checks, mistakes or styles")
    if name in sys.stdlib_module_names or name in ("torch", "torchvision", "numpy", "matplotlib"):
        raise CourseError(f"`{name}` cannot name an exercise: a library that learners import has this name")
    for exercise in course.exercises:
        if exercise.name == name:
            raise CourseError(f"the exercise `{name}` exists in {exercise.chapter}: choose another name")


def _chapter_folder(course: Course, chapter: str) -> str:
    for known in course.chapters:
        if chapter in (known.folder, known.name) or (chapter.isdecimal() and int(chapter) == int(known.number)):
            return known.folder
    named = CHAPTER_FOLDER.fullmatch(chapter)
    if named is None:
        raise CourseError(
            f"there is no chapter `{chapter}`: for a new one, write two digits and a name, such as `07_convolution`"
        )
    for known in course.chapters:
        if known.number == named.group(1):
            raise CourseError(f"chapter {known.number} is {known.folder} already: choose another number")
    return chapter
