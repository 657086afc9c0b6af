"""Ladders of hints: each function that a learner writes has one to its end, and no rung of it is the answer."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

from grader.course.code_in_texts import code_in
from grader.course.files import read_source
from grader.course.names import concerns
from grader.course.stubs import make_stub
from grader.course.worked_examples import WorkedExample, example_file, folder_of, kind_of, parsed
from grader.errors import Place
from grader.grading.proofs.bodies import Function, definitions, with_bodies, written_functions
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

LENGTHS = (400, 900)
"""How many characters a worked example has, at least and at most."""
LENGTHS_OF_CHARACTERS = (120, 320)
"""The same in a language whose words are written without spaces."""
_WITHOUT_SPACES = ("zh", "ja")
_LEAST_OF_ANSWER = 5
"""An expression of the reference with fewer characters is no answer: `x` or `-1` may stand anywhere."""


def prove_ladders(trial: Trial) -> Iterator[Problem]:
    """In a course that has worked examples, each function has one, in every language, that is neither too short nor too
    long and does not show the reference's expression."""
    if not folder_of(trial.files).is_dir():
        return
    exercise = trial.exercise
    defined = definitions(exercise.reference_source, trial.files.reference)
    for function in written_functions(exercise.reference_source, trial.files.reference):
        kind = kind_of(exercise, function)
        for language in trial.files.settings.languages:
            file = example_file(trial.files, kind, language)
            if not file.is_file():
                message = (
                    f"the hints for `{function}` end without a worked example in `{language}`: write "
                    f"{file.parent.name}/{file.name}, or name another kind: "
                    f'exercise(worked_examples={{"{function}": "…"}})'
                )
                place = trial.line_of(trial.files.checks, "exercise(")
                yield trial.problem("ladders", f"{kind} {language}", place, message, kind="missing")
                continue
            example = parsed(read_source(file))
            for what, message in _slips(example, language):
                yield trial.problem("ladders", f"{kind} {language}", Place(file, 1), message, kind=what)
            for answer in _answers(defined.get(function)):
                if _bare(answer) in _bare(f"{example.question} {example.markdown}"):
                    message = f"this shows `{answer}`, which the reference of `{function}` is: choose another example"
                    yield trial.problem("ladders", f"{function} {language}", Place(file, 1), message, kind="answer")


def prove_hints_are_no_answers(trial: Trial) -> Iterator[Problem]:
    """No code in a hint, a finding or a question passes the checks of its function, written in its place."""
    exercise = trial.exercise
    languages = exercise.files.settings.languages
    for mistake in exercise.mistakes:
        for text in (mistake.hint, mistake.finding):
            for said in text.in_languages(languages).values():
                yield from _answers_in(trial, mistake.of, said, mistake.place, f"mistake `{mistake.id}`")
    for function in written_functions(exercise.reference_source, trial.files.reference):
        for language in languages:
            file = example_file(trial.files, kind_of(exercise, function), language)
            if file.is_file():
                question = parsed(read_source(file)).question
                yield from _answers_in(trial, function, question, Place(file, 1), "the question")


def _answers_in(trial: Trial, function: str, said: str, place: Place, what: str) -> Iterator[Problem]:
    source, file = trial.exercise.reference_source, trial.files.reference
    definition = definitions(source, file).get(function)
    if definition is None:
        return
    for piece in code_in(said, _arguments(definition), _known(source, file)):
        if _passes(trial, function, piece):
            message = f"{what} shows `{piece}`, which passes the checks of `{function}`: ask for it without saying it"
            yield trial.problem("hints", f"{function} {piece}", place, message)


def _passes(trial: Trial, function: str, piece: str) -> bool:
    """Whether the stub with this expression as the result of the function passes a check of it that gives points."""
    stub = make_stub(trial.exercise.reference_source, trial.files.reference)
    try:
        text = with_bodies(stub, trial.files.reference, {function}, lambda name, node: f"return {piece}")
    except SyntaxError:
        return False
    checks = [check for check in trial.graded_on(function, text).checks if concerns(check.function, function)]
    worth = [check for check in checks if check.max_points or check.bonus]
    return bool(worth) and all(check.status == "passed" for check in worth)


def _known(source: str, file: Path) -> set[str]:
    tree = ast.parse(source, str(file))
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return imported | defined | {name for name in dir(builtins) if name.islower()}


def _slips(example: WorkedExample, language: str) -> Iterator[tuple[str, str]]:
    least, most = LENGTHS_OF_CHARACTERS if language.partition("-")[0] in _WITHOUT_SPACES else LENGTHS
    length = len(example.markdown)
    if not example.title or not example.question:
        yield "parts", "begin with a heading and a question: `# …`, an empty line, the question, an empty line"
    elif length < least:
        yield "length", f"the example has {length} characters: write at least {least}, with numbers and what they show"
    elif length > most:
        yield "length", f"the example has {length} characters: shorten it to {most}, or nobody reads it"


def _answers(definition: Function | None) -> Iterator[str]:
    """The expressions of its arguments that a function of the reference returns, and those that it makes them of."""
    if definition is None:
        return
    arguments = set(_arguments(definition))
    for node in ast.walk(definition):
        value = node.value if isinstance(node, (ast.Return, ast.Assign, ast.AugAssign)) else None
        if value is None or isinstance(value, ast.Name) or len(_bare(ast.unparse(value))) < _LEAST_OF_ANSWER:
            continue
        if any(isinstance(part, ast.Name) and part.id in arguments for part in ast.walk(value)):
            yield ast.unparse(value)


def _arguments(definition: Function) -> list[str]:
    given = definition.args
    return [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
