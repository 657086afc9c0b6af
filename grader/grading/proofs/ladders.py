"""Ladders of hints: each function that a learner writes has one to its end, and no rung of it is the answer."""

from __future__ import annotations

import ast
import builtins
import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.code_in_texts import code_in
from grader.course.files import read_source
from grader.course.names import concerns
from grader.course.stubs import make_stub
from grader.course.worked_examples import WorkedExample, example_file, folder_of, kind_of, parsed
from grader.errors import Place
from grader.grading.proofs.bodies import Body, Function, definitions, with_bodies, written_functions
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
    pieces = list(_pieces(trial))
    passing = _passing(trial, dict.fromkeys((one.function, one.code) for one in pieces))
    for one in pieces:
        if (one.function, one.code) in passing:
            message = (
                f"{one.what} shows `{one.code}`, which passes the checks of `{one.function}`: "
                "ask for it without saying it"
            )
            yield trial.problem("hints", f"{one.function} {one.code}", one.place, message)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of code that a text about a function shows: which text, and where it is."""

    function: str
    code: str
    what: str
    place: Place


def _pieces(trial: Trial) -> Iterator[_Piece]:
    source, file = trial.exercise.reference_source, trial.files.reference
    defined, known = definitions(source, file), _known(source, file)
    for function, said, what, place in _texts(trial):
        if function in defined:
            for code in code_in(said, _arguments(defined[function]), known):
                yield _Piece(function, code, what, place)


def _texts(trial: Trial) -> Iterator[tuple[str, str, str, Place]]:
    """What learners read before they are told the answer: of which function, in which text, and where that is."""
    exercise = trial.exercise
    languages = exercise.files.settings.languages
    for mistake in exercise.mistakes:
        for text in (mistake.hint, mistake.finding):
            for said in text.in_languages(languages).values():
                yield mistake.of, said, f"mistake `{mistake.id}`", mistake.place
    for function in written_functions(exercise.reference_source, trial.files.reference):
        for language in languages:
            file = example_file(trial.files, kind_of(exercise, function), language)
            if file.is_file():
                yield function, parsed(read_source(file)).question, "the question", Place(file, 1)


def _passing(trial: Trial, asked: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these functions and expressions with which the stub passes all checks of the function that give points,
    if the expression is what the function returns."""
    stub = make_stub(trial.exercise.reference_source, trial.files.reference)
    texts: dict[tuple[str, str], str] = {}
    for function, code in asked:
        with contextlib.suppress(SyntaxError):  # it is no expression of its own
            texts[function, code] = with_bodies(stub, trial.files.reference, {function}, _returning(code))
    results = trial.all_graded_on([(function, text) for (function, _), text in texts.items()], explained=False)
    passing = set()
    for (function, code), result in zip(texts, results, strict=True):
        checks = [check for check in result.checks if concerns(check.function, function)]
        worth = [check for check in checks if check.max_points or check.bonus]
        if worth and all(check.status == "passed" for check in worth):
            passing.add((function, code))
    return passing


def _returning(code: str) -> Body:
    return lambda name, function: f"return {code}"


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
