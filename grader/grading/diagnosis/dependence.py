"""What a learner's answer does not depend on, and where it is right: what cases that differ in some arguments tell."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import msgspec
import numpy as np

from grader.course.draws import DrawnCase
from grader.execution.jobs import CaseObservation
from grader.grading.diagnosis.causes import Dependence
from grader.grading.diagnosis.conditions import of_cases
from grader.grading.recordings import CaseRecording
from grader.numerics.comparison import are_equal
from grader.numerics.plain_objects import to_plain
from grader.numerics.reading import read
from grader.source.parsing import Unreadable, parse
from grader.source.scopes import Function
from grader.wire.messages import Returned
from grader.wire.values import Value

_MOST_CASES = 40
_TELLING_PAIRS = 2
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True)
class _Answer:
    """One case in bytes, for comparison to the last bit: its arguments, the learner's answer, the expected one."""

    arguments: Mapping[str, bytes]
    got: bytes
    want: bytes
    is_right: bool
    answer: Value

    @cached_property
    def is_plain(self) -> bool:
        """Whether the learner's answer is one that very different questions have."""
        return _is_plain(to_plain(self.answer))


def dependence_of(
    cases: Sequence[DrawnCase],
    recordings: Sequence[CaseRecording],
    seen: Sequence[CaseObservation],
    function: str,
    learners: str,
    reference: str,
) -> Dependence | None:
    """What a failed check's cases and the sources tell; None if that is nothing.

    `function` is what is checked, `learners` and `reference` are the texts of the two files.
    """
    compared = [
        (case, _answer(case, recording.outcome.value, observed.outcome.value, recording))
        for case, recording, observed in zip(cases, recordings, seen, strict=False)
        if isinstance(recording.outcome, Returned) and isinstance(observed.outcome, Returned)
    ][:_MOST_CASES]
    answers = [answer for _, answer in compared]
    wrong = [answer for answer in answers if not answer.is_right]
    if not wrong:
        return None
    unread = _unread(function, learners, reference)
    given = {answer.got for answer in answers}
    everything = len(given) == 1 and given != {_encode(None)} and len({answer.want for answer in answers}) > 2
    ignored, pairs = ((), 0) if everything else _ignored(answers)
    reads = _outside(function, learners) if everything or ignored or unread else ()
    right = None
    if len(compared) == len(cases):
        plain = [{name: to_plain(value) for name, value in case.arguments.items()} for case, _ in compared]
        right = of_cases(plain, [answer.is_right for answer in answers])
    if not (everything or ignored or unread or right):
        return None
    return Dependence(ignored, everything, pairs, unread, reads, right)


def _answer(case: DrawnCase, want: Value, got: Value, recording: CaseRecording) -> _Answer:
    arguments = {name: _encode(value) for name, value in case.arguments.items()}
    right = recording.is_exactly(got) or are_equal(recording.tree, read(got))
    return _Answer(arguments, _encode(got), recording.encoded, right, got)


def _is_plain(value: Any) -> bool:
    """Whether an answer is one that very different questions have, such as True, 0, or None."""
    if isinstance(value, (bool, int, str)) or value is None:
        return True
    try:
        numbers = np.asarray(value, np.float64)
    except (TypeError, ValueError):
        return True
    return bool((numbers * 8 % 1 == 0).all())


def _ignored(answers: Sequence[_Answer]) -> tuple[tuple[str, ...], int]:
    """The arguments that change the expected answer and not the learner's, and the number of pairs of cases that show
    it; none if some pair shows that one of them counts."""
    alike: dict[frozenset[str], int] = {}
    telling: set[frozenset[str]] = set()
    for one, other in combinations(answers, 2):
        if one.arguments.keys() != other.arguments.keys():
            continue
        differing = frozenset(name for name, value in one.arguments.items() if other.arguments[name] != value)
        if one.got == _encode(None):
            continue
        if one.got != other.got:
            telling.add(differing)
        elif one.want != other.want and differing and not (one.is_right and other.is_right):
            # That two answers such as 0 are alike says little, that two such as 0.3718 are says much.
            alike[differing] = alike.get(differing, 0) + (1 if one.is_plain else _TELLING_PAIRS)
    for ignored, weight in sorted(alike.items(), key=lambda item: (len(item[0]), -item[1])):
        whole = ignored == answers[0].arguments.keys()
        if weight >= _TELLING_PAIRS and not whole and not any(counts <= ignored for counts in telling):
            return tuple(name for name in answers[0].arguments if name in ignored), weight
    return (), 0


def _unread(function: str, learners: str, reference: str) -> tuple[str, ...]:
    """The parameters that the learner's function never reads and that the reference's does."""
    own, ours = _definition(function, learners), _definition(function, reference)
    if own is None or ours is None or _is_trivial(own):
        return ()
    read_by_us, read_by_them = set(_names_read(ours)), set(_names_read(own))
    if read_by_them & {"locals", "vars", "eval", "exec"}:
        return ()
    return tuple(name for name in _parameters(own) if name in read_by_us and name not in read_by_them)


def _outside(function: str, learners: str) -> tuple[tuple[str, int], ...]:
    """The variables of the file, set at its top level to something other than a function, class or module, that the
    function reads, each with the first line where it does."""
    own, tree = _definition(function, learners), _parsed(learners)
    if own is None or tree is None:
        return ()
    variables = {name.id for node in tree.body for name in _assigned(node) if not name.id.isupper()}
    inside = {node.id for node in ast.walk(own) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own_names = {*inside, *_parameters(own), *dir(builtins)}
    found: dict[str, int] = {}
    for node in ast.walk(own):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in variables - own_names:
            found.setdefault(node.id, node.lineno)
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def _assigned(node: ast.stmt) -> Iterator[ast.Name]:
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and not isinstance(node.value, ast.Lambda):
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part


def _parsed(text: str) -> ast.Module | None:
    try:
        return parse(text)
    except Unreadable:
        return None


def _definition(function: str, text: str) -> Function | None:
    """The last definition of a function or `Class.method` at the top level of a text."""
    tree = _parsed(text)
    owner, _, method = function.rpartition(".")
    body: Sequence[ast.stmt] = tree.body if tree is not None else ()
    if owner:
        classes = [node for node in body if isinstance(node, ast.ClassDef) and node.name == owner]
        body = classes[-1].body if classes else ()
    found = [node for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == method]
    return found[-1] if found else None


def _is_trivial(function: Function) -> bool:
    """Whether a body has not been written: it is empty, or raises."""
    return all(isinstance(node, (ast.Pass, ast.Raise, ast.Expr)) for node in function.body)


def _parameters(function: Function) -> tuple[str, ...]:
    given = function.args
    return tuple(one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs) if one.arg != "self")


def _names_read(function: Function) -> Iterator[str]:
    for statement in function.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Load, ast.Del)):
                yield node.id
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                yield node.target.id
