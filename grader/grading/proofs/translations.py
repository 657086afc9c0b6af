"""Texts: what learners read of an exercise is there in every language of the course."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.authoring import Check, Text
from grader.errors import Place
from grader.grading.proofs.bodies import written_functions
from grader.grading.proofs.disturbing import with_disturbed
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.grading.proofs.trivial import text_of, trivial_answers
from grader.grading.result import ExerciseResult

_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
"""A label with two words in a row is a sentence; `n = 2` and `x * x + x` read the same in every language."""

Written = tuple[str, Text, Place, str]
"""What a text is, the text, where it stands, and the argument that the missing one goes into."""


def prove_texts(trial: Trial) -> Iterator[Problem]:
    """Every text of the exercise that a learner may read exists in both languages."""
    for what, text, place, argument in _texts(trial):
        if not text.zh.strip():
            message = f"{what} is missing in Chinese: write {argument}"
            yield trial.problem("texts", what, place, message, kind="zh")
        if not text.en.strip():
            yield trial.problem("texts", what, place, f"{what} is missing in English", kind="en")


def prove_sentences(trial: Trial) -> Iterator[Problem]:
    """So does what a property says of an answer that does not have it."""
    for result in _wrong_results(trial):
        for check in result.checks:
            for case in check.cases:
                if case.unmet is not None and not case.unmet.zh.strip():
                    message = (
                        f"check `{check.id}`: what its property says is missing in Chinese: return "
                        f'Text("…", "…") in place of "{case.unmet.en}"'
                    )
                    yield trial.problem("sentences", check.id, trial.check(check.id).place, message)


def _texts(trial: Trial) -> Iterator[Written]:
    exercise = trial.exercise
    yield "the title", exercise.about.title, trial.line_of(trial.files.checks, "exercise("), "exercise(title=…, zh=…)"
    for rule in exercise.about.rules:
        if rule.why.en or rule.why.zh:
            yield f"why the rule `{rule.kind}` holds", rule.why, rule.place or Place(trial.files.checks, 1), "zh=…"
    for check in exercise.checks:
        yield f"the sentence of check `{check.id}`", check.sentence, check.place, "zh=…"
        for curve in check.curves:
            yield f"the title of the curve `{curve.of}` of check `{check.id}`", curve.title, check.place, "zh=…"
        yield from _labels(trial, check)
    for mistake in exercise.mistakes:
        yield f"what mistake `{mistake.id}` says", mistake.finding, mistake.place, "zh=…"
        yield f"the hint of mistake `{mistake.id}`", mistake.hint, mistake.place, "hint_zh=…"


def _labels(trial: Trial, check: Check) -> Iterator[Written]:
    planned = next(planned for planned in trial.plan.checks if planned.check.id == check.id)
    for case in planned.cases:
        if case.label_zh or _WORDS.search(case.label):
            label = Text(case.label, case.label_zh)
            yield f'the label "{case.label}" of check `{check.id}`', label, check.place, 'case(Text("…", "…"), …)'


def _wrong_results(trial: Trial) -> Iterator[ExerciseResult]:
    for answer in trivial_answers(trial):
        yield trial.tried(text_of(trial, answer))
    source = trial.exercise.reference_source
    yield trial.tried(with_disturbed(source, written_functions(source, trial.files.reference)))
