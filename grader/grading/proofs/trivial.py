"""Trivial answers: constants, the first argument, nothing at all, and refusals."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring import Check, Expectation
from grader.course.names import concerns
from grader.grading.proofs.bodies import Body, Function, definitions, with_bodies, written_functions
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

_CONSTANTS = ("0", "1.0", "-1", "True", "False", "None", "''", "[]", "{}", "()")
_REFUSALS = ("ValueError", "TypeError", "IndexError", "RuntimeError", "NotImplementedError")
_SHOWN = 4


@dataclass(frozen=True)
class TrivialAnswer:
    """An answer that knows nothing: what an author reads of it, and the body that it gives each function."""

    called: str
    body: Body


def prove_trivial_answers(trial: Trial) -> Iterator[Problem]:
    """An exercise of which every function is trivial earns nothing, whatever is trivial about it."""
    earning: dict[str, list[TrivialAnswer]] = {}
    most: dict[str, float] = {}
    for answer, tried in zip(trivial_answers(trial), trial.all_tried(trivial_texts(trial)), strict=True):
        for result in tried.checks:
            if result.points > 0:
                earning.setdefault(result.id, []).append(answer)
                most[result.id] = max(result.points, most.get(result.id, 0.0))
    for id, enough in earning.items():
        check = trial.check(id)
        shown = ", ".join(f"`{answer.called}`" for answer in enough[:_SHOWN])
        more = f" and {len(enough) - _SHOWN} more" if len(enough) > _SHOWN else ""
        message = f"check `{id}`: trivial answers earn {most[id]:g}: {shown}{more}{_alone(trial, check, enough[0])}"
        yield trial.problem("trivial answers", id, check.place, f"{message}; {_advice(check)}")


def trivial_answers(trial: Trial) -> Iterator[TrivialAnswer]:
    """All that are tried on this exercise."""
    for constant in _CONSTANTS:
        yield TrivialAnswer(f"return {constant}", _returning(constant))
    yield TrivialAnswer("return its first argument", _first_argument)
    exercise = trial.exercise
    lengths = _lengths(definitions(exercise.reference_source, trial.files.reference))
    for number in ("0.0", "1.5"):
        yield TrivialAnswer(f"return {number}, {number}, …", _several("({},)", number, lengths))
    yield TrivialAnswer("return [0.0, 0.0, …]", _several("[{}]", "0.0", lengths))
    mentions = sorted({words for check in exercise.checks for words in _mentions(check.expectation)})
    expected = (name for check in exercise.checks for name in _errors(check.expectation))
    # Where nothing can look at a message, the arguments are not put into it: to write a tensor takes long.
    is_read = any(check.expectation.expects_error for check in exercise.checks) or "except" in exercise.checks_source
    for name in dict.fromkeys((*_REFUSALS, *expected)):
        yield TrivialAnswer(f"raise {name}(…)", _raising(name, " ".join(mentions), with_arguments=is_read))


def trivial_texts(trial: Trial) -> tuple[str, ...]:
    """The exercise file with each of them, made once for all proofs."""
    return trial.once("trivial texts", lambda: tuple(text_of(trial, answer) for answer in trivial_answers(trial)))


def text_of(trial: Trial, answer: TrivialAnswer, only: str | None = None) -> str:
    """The exercise file in which every function that a learner writes is trivial, or those of one name are."""
    source, file = trial.exercise.reference_source, trial.files.reference
    written = written_functions(source, file)
    functions = [name for name in written if only is None or concerns(name, only)]
    return with_bodies(source, file, functions, answer.body)


def _alone(trial: Trial, check: Check, answer: TrivialAnswer) -> str:
    """Whether one function that is trivial by itself is enough."""
    result = trial.tried(text_of(trial, answer, check.of))
    earns = any(one.id == check.id and one.points > 0 for one in result.checks)
    return f", where `{check.of}` alone is so" if earns else ", where all functions are so"


def _advice(check: Check) -> str:
    if check.expectation.expects_error:
        return "a refusal shows something only beside an acceptance: name one in counts_with=[...]"
    return "add a case with another answer, or name in counts_with=[...] a check that shows more"


def _returning(constant: str) -> Body:
    return lambda name, function: "pass" if name.endswith("__init__") else f"return {constant}"


def _first_argument(name: str, function: Function) -> str:
    if name.endswith("__init__"):
        return "pass"
    names = _arguments(name, function)
    return f"return {names[0] if names else None}"


def _several(form: str, number: str, lengths: dict[str, int]) -> Body:
    def body(name: str, function: Function) -> str:
        if name.endswith("__init__"):
            return "pass"
        return f"return {form.format(', '.join([number] * lengths.get(name, 2)))}"

    return body


def _raising(error: str, mentions: str, *, with_arguments: bool) -> Body:
    """A refusal of everything. Its message holds the arguments and all words that some check asks an error for."""
    is_known = isinstance(getattr(builtins, error, None), type)
    raised = error if is_known else f"type({error!r}, (Exception,), {{}})"

    def body(name: str, function: Function) -> str:
        given = ", ".join([*(_arguments(name, function) if with_arguments else ()), repr(mentions)])
        return f"raise {raised}(repr(({given},)))"

    return body


def _arguments(name: str, function: Function) -> list[str]:
    """The names of a function's arguments, without the object of a method."""
    listed = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    is_static = any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in function.decorator_list)
    if "." in name and not is_static:
        listed = listed[1:]
    return [*listed, *(one.arg for one in function.args.kwonlyargs)]


def _lengths(functions: dict[str, Function]) -> dict[str, int]:
    """How many values each function returns, where it returns several."""
    found = {}
    for name, function in functions.items():
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and isinstance(node.value, (ast.Tuple, ast.List)) and node.value.elts:
                found[name] = len(node.value.elts)
    return found


def _errors(expectation: Expectation) -> tuple[str, ...]:
    return getattr(expectation, "errors", ()) if expectation.expects_error else ()


def _mentions(expectation: Expectation) -> tuple[str, ...]:
    mentions = getattr(expectation, "mentions", ())
    return () if callable(mentions) else mentions  # what follows from the arguments is in them
