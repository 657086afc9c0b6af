"""Checking that the texts of a course are written in its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from grader.course.suggestions import suggestion
from grader.errors import AuthoringError, Place
from grader.text import FIRST, Text

if TYPE_CHECKING:
    from grader.authoring import Check, Exercise, Mistake

Written = tuple[str, Text, Place | None, str]
"""What a text is, the text itself, its place, and the argument that it is passed as."""


def texts_of(about: Exercise, checks: Iterable[Check]) -> Iterator[Written]:
    """The texts of a checks file, without the labels of cases."""
    yield "the title", about.title, None, "title"
    for rule in about.rules:
        if rule.why:
            yield f"the reason of the rule `{rule.kind}`", rule.why, rule.place, "why"
    for check in checks:
        yield f"the sentence of check `{check.id}`", check.sentence, check.place, "sentence"
        for curve in check.curves:
            yield f"the title of the curve `{curve.of}` of check `{check.id}`", curve.title, check.place, "title"


def labels_of(checks: Iterable[Check]) -> Iterator[Written]:
    """The labels of a checks file's cases."""
    for check in checks:
        for case in check.cases:
            yield f"a label of check `{check.id}`", case.label, check.place, "label"


def texts_of_mistakes(mistakes: Iterable[Mistake]) -> Iterator[Written]:
    """The texts of a mistakes file."""
    for mistake in mistakes:
        yield f"the finding of mistake `{mistake.id}`", mistake.finding, mistake.place, "finding"
        yield f"the hint of mistake `{mistake.id}`", mistake.hint, mistake.place, "hint"


def unknown_language(what: str, text: Text, languages: Sequence[str]) -> str | None:
    """An error message for a text in a language that the course does not have; None if it has all of the text's."""
    for language in text.languages:
        if language not in (FIRST, *languages):
            known = suggestion(language, languages)
            return f"{what} is given in `{language}`, which is not a language of this course{known}"
    return None


def refuse_unknown_languages(texts: Iterable[Written], languages: Sequence[str], otherwise: Place) -> None:
    """Refuse a text in a language that the course does not have, and one that is given twice in the first language.

    Raises:
        AuthoringError: at the text's place, else at `otherwise`.
    """
    for what, text, place, _ in texts:
        if message := unknown_language(what, text, languages):
            raise AuthoringError(message, place or otherwise)
        if FIRST in text.languages and languages[0] in text.languages:
            raise AuthoringError(
                f"{what} is given in `{languages[0]}` twice: a docstring, and a text written without a language, is in "
                "the course's first language",
                place or otherwise,
            )
