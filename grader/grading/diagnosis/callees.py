"""What a function of a learner's calls, as far as their source shows it, and what therefore waits for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

import msgspec

from grader.grading.broken_rules import RuleBook
from grader.grading.check_verdicts import is_right
from grader.grading.result import CheckResult
from grader.graphs import reachable


class Callees:
    """The functions with checks that a learner's function reaches, from the syntax tree of their file."""

    def __init__(self, book: RuleBook, functions: Iterable[str]) -> None:
        self._book = book
        self.functions = tuple(dict.fromkeys(functions))
        self._reached: dict[str, frozenset[str]] = {}
        self._by_operators: dict[str, frozenset[str]] = {}

    def of(self, function: str) -> tuple[str, ...]:
        """The functions that this one calls, directly or not, and that do not call it in turn.

        The methods of a class whose objects they make call one another, as far as names tell. Among these, the
        operators in a method tell which it is put together from.
        """
        return tuple(
            other
            for other in self._calls(function)
            if function not in self._calls(other)
            or (other in self._operated(function) and function not in self._operated(other))
        )

    def called_first(self) -> tuple[str, ...]:
        """All functions, each after those that it calls; none if their calls go round in a circle."""
        try:
            return tuple(TopologicalSorter({name: self.of(name) for name in self.functions}).static_order())
        except CycleError:
            return ()

    def _operated(self, method: str) -> frozenset[str]:
        if method not in self._by_operators:
            self._by_operators[method] = self._book.by_operators(method)
        return self._by_operators[method]

    def _calls(self, function: str) -> frozenset[str]:
        if function not in self._reached:
            self._reached[function] = self._book.reached(function, self.functions)
        return self._reached[function]


def waiting_for_callees(results: Mapping[str, CheckResult], callees: Callees) -> dict[str, CheckResult]:
    """The results, in which a check that learners see and that went wrong waits for what its function calls.

    It waits for the wrong checks of those functions, unless they wait for it in turn: it may be right but for them, so
    that nothing is said of it.
    """
    waiting = dict(results)
    wrong: dict[str, list[CheckResult]] = {}
    for result in results.values():
        if not result.hidden and not is_right(result) and result.status != "fault":
            wrong.setdefault(result.function, []).append(result)
    for result in results.values():
        if result.hidden or result.status not in ("failed", "error") or is_right(result) or result.broken_rules:
            continue
        if not any(function != result.function for function in wrong):
            continue  # nothing that it calls is wrong, whatever that is
        causes = [
            cause
            for callee in callees.of(result.function)
            for cause in wrong.get(callee, ())
            if result.id not in reachable([cause.id], lambda id: results[id].blocked_by if id in results else ())
        ]
        roots = [cause.id for cause in causes if cause.status != "blocked"] or [cause.id for cause in causes]
        if roots:
            waiting[result.id] = msgspec.structs.replace(
                without_causes(result), status="blocked", blocked_by=tuple(roots)
            )
    return waiting


def without_causes(result: CheckResult) -> CheckResult:
    """The check as one of which no cause is told: it may be right but for what it waits for."""
    return msgspec.structs.replace(
        result,
        mistakes=(),
        together=False,
        evidence=tuple(one for one in result.evidence if one.kind == "unread"),
        relations=(),
        dependence=None,
        divergence=None,
    )
