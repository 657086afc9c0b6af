"""Small edits of a learner's own function, the likeliest first: what their slip may have been, undone."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import libcst as cst

from grader.course.mutation import autograd, calls, expressions, placing, regrouping, statements, training, wrapping
from grader.course.mutation.making import edits_of
from grader.course.mutation.site import Edit, Operator, Reference, Site
from grader.grading.diagnosis.editable import Editable
from grader.grading.result import EditKind

_MOST_SINGLE = 1500
_MOST_PAIRED = 1500
_FIRST_OF_PAIRS = 90
"""How many single edits are combined with one another, those that come nearest and the likeliest first."""
_NAMES = 6
_KEPT = 4
"""The edits of so many functions are kept: a file is handed in again, and one function is asked about for several."""

_WEIGHED: tuple[tuple[Operator, EditKind, float], ...] = (
    (expressions.Symbol(), "operator", 1.0),
    (expressions.Assigning(), "assignment", 1.0),
    (expressions.Reversed(), "order", 1.0),
    (expressions.Constant(), "constant", 1.0),
    (expressions.Dropped(), "term", 1.2),
    (expressions.OtherName(_NAMES), "name", 1.2),
    (expressions.Logic(), "condition", 1.2),
    (expressions.Order(), "order", 1.2),
    (calls.OtherFunction(), "call", 1.0),
    (calls.Range(), "range", 1.0),
    (regrouping.FurtherFunction(), "call", 1.2),
    (statements.StatementOutOfBlock(), "place", 1.0),
    (regrouping.Accumulating(), "assignment", 1.0),
    (regrouping.Regrouped(), "grouping", 1.2),
    (regrouping.FirstEntry(), "range", 1.2),
    (regrouping.CallReach(), "grouping", 1.4),
    (wrapping.Wrapped("factor", ("2 * {0}", "{0} / 2"), inner=True), "factor", 1.2),
    (wrapping.Wrapped("sign", ("-{0}",), inner=True, numbers=True), "operator", 1.2),
    (wrapping.Wrapped("power", ("{0} ** 2",), inner=True), "power", 1.2),
    (wrapping.Wrapped("number of entries", ("{0} / len({1})", "{0} * len({1})"), names=2), "factor", 1.4),
    (statements.StatementIntoBlock(), "place", 1.2),
    (statements.StatementsExchanged(), "place", 1.2),
    (placing.StatementOutOfLoop(), "place", 1.2),
    (placing.StatementIntoLoop(), "place", 1.2),
    (placing.ReturnAdded(), "return", 1.2),
    (placing.AtOnce(), "place", 1.2),
    (placing.ReturnedLast(), "place", 1.2),
    (statements.StatementDropped(), "statement", 1.6),
    (calls.CallDropped(), "call", 1.4),
    (calls.ArgumentOrder(), "order", 1.2),
    (calls.ArgumentDropped(), "argument", 1.4),
    (calls.OtherError(), "call", 1.4),
    (expressions.OtherAttribute(), "name", 1.4),
    (expressions.Bound(), "range", 1.4),
    (statements.LoopLeft(), "condition", 1.4),
    (autograd.GuardDropped(), "graph", 1.4),
    (training.StepAdded(), "gradients", 1.4),
    (training.GuardAdded(), "graph", 1.4),
    (training.BaseConstructed(), "constructor", 1.0),
    (training.ArgumentAdded(), "argument", 1.4),
    (training.ReductionAdded(), "argument", 1.0),
    (wrapping.Wrapped("factor", ("{1} * {0}", "{0} / {1}"), inner=True, names=4), "factor", 1.8),
    (wrapping.Wrapped("complement", ("1 - {0}",), inner=True), "term", 1.6),
    (wrapping.Wrapped("one step", ("{0} + 1", "{0} - 1"), inner=True), "range", 1.6),
    (regrouping.OtherNumber(), "constant", 1.6),
    (regrouping.PartsExchanged(), "order", 1.6),
    (regrouping.TermAdded(), "term", 1.8),
    (regrouping.FurtherSymbol(), "operator", 1.6),
    (expressions.Condition(), "condition", 1.8),
    (placing.StatementMoved(), "place", 1.8),
    (placing.RecordedOnceMore(), "statement", 1.8),
    (statements.StatementRepeated(), "statement", 1.8),
    (wrapping.Wrapped("term", ("{0} + {1}", "{0} - {1}", "{1} - {0}"), names=4), "term", 2.0),
    (wrapping.Wrapped("absolute value", ("abs({0})", "{0} ** 0.5", "{0} / 3"), numbers=False), "power", 2.0),
    (wrapping.Wrapped("entry", ("{1}[{0}]",), names=4), "name", 2.0),
    (wrapping.Wrapped("entries", ("{0}[1:]", "{0}[:-1]"), numbers=False), "range", 2.0),
    (wrapping.Wrapped("reversed entries", ("{0}[::-1]",), numbers=False), "order", 2.0),
    (wrapping.Wrapped("list", ("list({0})",), numbers=False), "call", 2.0),
)
_WEIGHED_IN_TORCH: tuple[tuple[Operator, EditKind, float], ...] = (
    (wrapping.Wrapped("graph", ("{0}.item()", "{0}.detach()", "{0}.clone()", "{0}.data")), "graph", 1.6),
    (wrapping.Wrapped("shape", ("{0}.T",), inner=True), "shape", 1.6),
    (wrapping.Wrapped("shape", ("{0}.view(-1, 1)", "{0}.squeeze()", "{0}.reshape(-1)")), "shape", 1.8),
    (wrapping.Wrapped("reversed", ("{0}.flip(0)",)), "order", 1.8),
    (wrapping.Wrapped("reduced", ("{0}.sum()", "{0}.mean()", "torch.sigmoid({0})")), "call", 2.0),
    (wrapping.Wrapped("bounded", ("{0}.clamp(min=0)", "{0}.clamp(min=-100)", "{0}.float()")), "call", 2.2),
)  # fmt: skip
_OF_HELPERS = 0.5
"""How much less likely an edit of a helper is than one of the function that is checked."""
_OF_REPEATED = 0.4
"""How much less likely the same edit in several places is than in one."""
_MOST_REPEATED = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A function's code after one edit or two: the edits, their kinds, how unlikely they are, and the unit's text."""

    edits: tuple[Edit, ...]
    kinds: tuple[EditKind, ...]
    cost: float
    text: str


def single_edits(own: Editable) -> list[Candidate]:
    """Every edit of a function's own code, the likeliest first.

    Raises:
        Exception: of any kind, where the code is beyond the syntax that libcst reads.
    """
    return list(_single_edits(own.unit, own.functions, tuple(own.arity.items()), "torch" in own.definitions))


@lru_cache(maxsize=_KEPT)
def _single_edits(
    unit: str, functions: tuple[str, ...], arity: tuple[tuple[str, int], ...], in_torch: bool
) -> tuple[Candidate, ...]:
    reference = Reference(unit, dict(arity))
    weighed = _WEIGHED + (_WEIGHED_IN_TORCH if in_torch else ())
    named = {id(operator): (kind, cost) for operator, kind, cost in weighed}
    operators = tuple(operator for operator, _, _ in weighed)
    found: dict[str, Candidate] = {unit: Candidate((), (), 0.0, unit)}
    for name in functions:
        function = reference.functions.get(name)
        if function is None:
            continue
        begin, end = reference.span(function)
        site = Site(reference, function, begin, end)
        docstring = _docstring(function)
        for operator, edit in edits_of(site, operators):
            if docstring is not None and edit.start < reference.span(docstring)[1]:
                continue
            kind, cost = named[id(operator)]
            cost += 0.0 if name == functions[0] else _OF_HELPERS
            text = unit[: edit.start] + edit.text + unit[edit.end :]
            if text not in found or found[text].cost > cost:
                found[text] = Candidate((edit,), (kind,), cost, text)
    del found[unit]
    for candidate in _repeated(unit, list(found.values())):
        found.setdefault(candidate.text, candidate)
    return tuple(sorted(found.values(), key=lambda candidate: candidate.cost)[:_MOST_SINGLE])


def _repeated(unit: str, singles: Sequence[Candidate]) -> Iterator[Candidate]:
    """The same edit in every place with the same surroundings, as for a slip that was made each time."""
    alike: dict[tuple[str, str, str], list[Candidate]] = {}
    for candidate in singles:
        (edit,) = candidate.edits
        was = unit[edit.start : edit.end]
        if "\n" not in was:
            alike.setdefault((unit[edit.start - 1], was, edit.text), []).append(candidate)
    for group in alike.values():
        edits = tuple(candidate.edits[0] for candidate in group)
        if 1 < len(group) <= _MOST_REPEATED and not any(_overlap(*pair) for pair in pairwise(edits)):
            yield Candidate(edits, group[0].kinds, group[0].cost + _OF_REPEATED, _edited(unit, edits))


def paired_edits(own: Editable, singles: Sequence[tuple[Candidate, float]]) -> Iterator[Candidate]:
    """Two edits at once, the most promising pairs first. Each single one comes with how near it came, from 0 to 1."""
    alone = [item for item in singles if len(item[0].edits) == 1]
    chosen = sorted(alone, key=lambda item: item[0].cost - 2 * item[1])[:_FIRST_OF_PAIRS]
    cost = [candidate.cost - 2 * nearness for candidate, nearness in chosen]
    waiting = [(cost[0] + cost[1], 0, 1)] if len(chosen) > 1 else []
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_PAIRED:
        _, first, second = heapq.heappop(waiting)
        if second + 1 < len(chosen):
            heapq.heappush(waiting, (cost[first] + cost[second + 1], first, second + 1))
        if second == first + 1 and second + 1 < len(chosen):
            heapq.heappush(waiting, (cost[second] + cost[second + 1], second, second + 1))
        one, other = chosen[first][0], chosen[second][0]
        edits = (*one.edits, *other.edits)
        if _overlap(*edits):
            continue
        text = _edited(own.unit, edits)
        if text not in seen:
            seen.add(text)
            yield Candidate(edits, (*one.kinds, *other.kinds), one.cost + other.cost, text)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _overlap(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def _docstring(function: cst.FunctionDef) -> cst.CSTNode | None:
    if not isinstance(function.body, cst.IndentedBlock):
        return None
    first = function.body.body[0]
    if not isinstance(first, cst.SimpleStatementLine) or not isinstance(first.body[0], cst.Expr):
        return None
    return first if isinstance(first.body[0].value, (cst.SimpleString, cst.ConcatenatedString)) else None
