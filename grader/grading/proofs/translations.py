"""Texts: what learners read of an exercise is there in every language of the course."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from grader.authoring import Expectation
from grader.authoring.expectations import AllOf, Converges, EqualsReference, Raises, Within
from grader.course.declared_languages import Written, texts_of, texts_of_mistakes
from grader.course.mistake_drafts import is_unworded
from grader.errors import Place
from grader.grading.proofs.bodies import written_functions
from grader.grading.proofs.disturbing import with_disturbed
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.grading.proofs.trivial import trivial_texts
from grader.grading.result import ExerciseResult

_WITHOUT_WORDS = (EqualsReference, Within, Raises, Converges)
_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,}")
"""A label with two words in a row is a sentence; `n = 2` and `x * x + x` read the same in every language."""


def prove_texts(trial: Trial) -> Iterator[Problem]:
    """Every text of the exercise that a learner may read exists in every language of the course."""
    languages = trial.files.settings.languages
    title = trial.line_of(trial.files.checks, "exercise(")
    for what, text, place, argument in _texts(trial):
        for language in missing_languages(text.in_languages(languages), languages):
            message = f'{what} is missing in `{language}`: write {argument}={{"{language}": "…"}}'
            yield trial.problem("texts", what, place or title, message, kind=language)


def prove_worded(trial: Trial) -> Iterator[Problem]:
    """No mistake has the texts of a draft any more."""
    for what, text, place, _ in texts_of_mistakes(trial.exercise.mistakes):
        unworded = [
            language
            for language, said in text.in_languages(trial.files.settings.languages).items()
            if is_unworded(said)
        ]
        if unworded:
            message = f"{what} is still that of a draft in {', '.join(unworded)}: say it in your own words"
            yield trial.problem("worded", what, place or Place(trial.files.reference, 1), message)


def prove_sentences(trial: Trial) -> Iterator[Problem]:
    """So does what a property says of an answer that does not have it."""
    languages = trial.files.settings.languages
    saying = [check.id for check in trial.exercise.checks if _may_say_something(check.expectation)]
    for result in _wrong_results(trial, saying) if saying else ():
        for check in result.checks:
            for case in check.cases:
                if case.unmet is None:
                    continue
                for language in missing_languages(case.unmet, languages):
                    written = {one: said for one, said in case.unmet.items() if said} | {language: "…"}
                    wanted = ", ".join(f'"{one}": "{said}"' for one, said in written.items())
                    what = f"check `{check.id}`: what its property says"
                    message = f"{what} is missing in `{language}`: return {{{wanted}}}"
                    yield trial.problem("sentences", check.id, trial.check(check.id).place, message, kind=language)


def missing_languages(sentence: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    """The languages in which a sentence is not there."""
    return [language for language in languages if not sentence.get(language, "").strip()]


def _texts(trial: Trial) -> Iterator[Written]:
    exercise = trial.exercise
    yield from texts_of(exercise.about, exercise.checks)
    for planned in trial.plan.checks:
        for case in planned.cases:
            if len(case.label.languages) > 1 or _WORDS.search(str(case.label)):
                check = planned.check
                yield f'the label "{case.label}" of check `{check.id}`', case.label, check.place, "label"
    yield from texts_of_mistakes(exercise.mistakes)


def _may_say_something(expectation: Expectation) -> bool:
    """Whether an expectation has words of the author's for an answer that does not meet it."""
    if isinstance(expectation, AllOf):
        return any(map(_may_say_something, expectation.parts))
    return not isinstance(expectation, _WITHOUT_WORDS)


def _wrong_results(trial: Trial, checks: Collection[str]) -> Iterator[ExerciseResult]:
    """What wrong answers give; the last one only in these checks."""
    yield from trial.all_tried(trivial_texts(trial))
    source = trial.exercise.reference_source
    disturbed = with_disturbed(source, written_functions(source, trial.files.reference))
    yield trial.tried(disturbed, only=frozenset(checks))
