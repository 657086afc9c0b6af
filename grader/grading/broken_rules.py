"""Judging an exercise's rules on one submission, from its source and from the calls that were observed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from grader.authoring import Rule
from grader.authoring.elementary import ELEMENTARY
from grader.course.names import is_within
from grader.execution.jobs import CheckObservation
from grader.grading.helpers import helper_texts
from grader.grading.rule_uses import BrokenRule, RuleUse, UnclearUse
from grader.grading.submissions import SubmittedFile, line_of
from grader.source.forbidden import Forbidden
from grader.source.learner_file import LearnerFile
from grader.source.parsing import Unreadable
from grader.source.walking import Look
from grader.wire.messages import Call

_MAX_USES = 5
_MAX_UNCLEAR = 20


def watched(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The names that a worker is to watch for these rules."""
    return tuple(dict.fromkeys(name for rule in rules for name in rule.forbidden))


# The same for every submission.
_forbidden = cache(Forbidden)


class RuleBook:
    """The rules of an exercise and one learner's file, which is parsed once for all checks."""

    def __init__(self, rules: Sequence[Rule], submitted: SubmittedFile, languages: Sequence[str]) -> None:
        self._languages = languages
        self._rules = [(rule, _forbidden(rule.forbidden, rule.permitted)) for rule in rules]
        self._submitted = submitted
        self._text = submitted.whole
        self._file: LearnerFile | Unreadable | None = None
        self._used: dict[int, bool] = {}
        self._looks: dict[tuple[int, str], Look] = {}

    def broken(self, function: str, observation: CheckObservation | None, *, hidden: bool) -> tuple[BrokenRule, ...]:
        """The rules that a check's function breaks.

        The calls that the learner's process reports only add to what the source shows. For a hidden check, no line is
        reported that depends on its cases.
        """
        calls = [call for case in observation.cases for call in case.calls] if observation else []
        found = (
            self._judged(number, targets, calls, hidden)
            for number, (rule, _) in enumerate(self._rules)
            if (targets := _targets(rule, function))
        )
        return tuple(broken for broken in found if broken is not None)

    def unclear(self) -> tuple[UnclearUse, ...]:
        """Where the functions that a rule holds for do not show what they use, by line: for an instructor to look at.

        A file that cannot be analysed has none: its rules are broken.
        """
        looks = [self._seen_in(number, name) for number, (rule, _) in enumerate(self._rules) for name in rule.of]
        found = sorted({place for look in looks if look is not None for place in look.unclear})
        return tuple(
            UnclearUse(place.kind, place.name, place.line, place.function, line_of(self._text, place.line).strip())
            for place in found[:_MAX_UNCLEAR]
        )

    def allowed(self) -> tuple[str, ...] | None:
        """What all rules that list what may be used allow besides elementary operations, for a worker to record calls
        of anything else; None if there is nothing to record.

        Recording makes each call of torch slower, and a file that never mentions anything that a rule does not list
        cannot use it.
        """
        listing = [(number, rule) for number, (rule, _) in enumerate(self._rules) if rule.permitted]
        if not any(self._may_be_broken(number) for number, _ in listing):
            return None
        return tuple(sorted(set.intersection(*(set(rule.permitted) - set(ELEMENTARY) for _, rule in listing))))

    def runs_without_gradients(self) -> tuple[str, ...]:
        """The functions that run with gradients switched off.

        Where the source shows that a function breaks its rule, that is said of numbers that came out right, rather than
        of an error about gradients.
        """
        found = [
            name
            for number, (rule, _) in enumerate(self._rules)
            for name in rule.of
            if not rule.gradients and (look := self._seen_in(number, name)) is not None
            if not any(use.certain for use in look.uses)
        ]
        return tuple(dict.fromkeys(found))

    def reached(self, function: str, names: Iterable[str]) -> frozenset[str]:
        """Those of these functions that the learner's function may call; none if the file cannot be analysed."""
        return self._names(lambda file: file.reached(function, names))

    def by_operators(self, method: str) -> frozenset[str]:
        """The methods that the operators in one of the learner's methods call; none if the file cannot be analysed."""
        return self._names(lambda file: file.by_operators(method))

    def _names(self, asked: Callable[[LearnerFile], frozenset[str]]) -> frozenset[str]:
        try:
            return asked(self._read())
        except Exception:  # noqa: BLE001 - as for a check: what the analysis fails on must not stop a whole class
            return frozenset()

    def _seen_in(self, number: int, name: str) -> Look | None:
        """What the source of a function shows; None if it cannot be analysed, which `broken` reports."""
        try:
            return self._look(number, name, needed=False)
        except Exception:  # noqa: BLE001 - as for a check: what the analysis fails on must not stop a whole class
            return None

    def _judged(self, number: int, targets: Sequence[str], calls: Sequence[Call], hidden: bool) -> BrokenRule | None:
        rule, forbidden = self._rules[number]
        mine = [call for call in calls if forbidden.covers(call.name)]
        why = rule.why.in_languages(self._languages) if rule.why else None
        try:
            looks = [self._look(number, target, needed=bool(mine)) for target in targets]
        except Unreadable:
            return BrokenRule("unreadable", (), why, rule.keeps)
        certain = {
            use.line: RuleUse(use.name, use.line, use.function, line_of(self._text, use.line))
            for use in sorted((use for look in looks for use in look.uses), reverse=True)
            if use.certain
        }
        seen = dict(self._seen(mine, looks))
        if not certain and not seen:
            return None
        shown = certain if hidden else {**seen, **certain}
        uses = tuple(use for _, use in sorted(shown.items()))
        return BrokenRule(rule.kind, uses[:_MAX_USES], why, rule.keeps)

    def _look(self, number: int, target: str, *, needed: bool) -> Look:
        """The uses found in a function's source; skipped, unless `needed`, if no forbidden name occurs in the file."""
        file, forbidden = self._read(), self._rules[number][1]
        if not (needed or self._may_use(number, file)):
            return Look()
        if (number, target) not in self._looks:
            self._looks[number, target] = file.look(target, forbidden)
        return self._looks[number, target]

    def _may_be_broken(self, number: int) -> bool:
        """Whether a rule may be broken at all; a file that cannot be analysed may break any."""
        try:
            return self._may_use(number, self._read())
        except Exception:  # noqa: BLE001 - as for a check: what the analysis fails on must not stop a whole class
            return True

    def _may_use(self, number: int, file: LearnerFile) -> bool:
        if number not in self._used:
            self._used[number] = file.may_use(self._rules[number][1])
        return self._used[number]

    def _read(self) -> LearnerFile:
        if self._file is None:
            try:
                self._file = LearnerFile(self._submitted.text, helper_texts(self._submitted))
            except Unreadable as refused:
                self._file = refused
        if isinstance(self._file, Unreadable):
            raise self._file
        return self._file

    def _seen(self, calls: Iterable[Call], looks: Sequence[Look]) -> Iterator[tuple[int, RuleUse]]:
        """The observed calls made by the function or by something that it calls, by line (0 if the line is unknown).

        If the source does not contain the function (it is created from a string), every call is attributed to it.
        """
        shown = any(look.lines for look in looks)
        for call in calls:
            if not call.frames:
                yield 0, RuleUse(call.name)
            elif not shown or any(look.holds(frame.line) for look in looks for frame in call.frames):
                line = call.frames[-1].line
                yield line, RuleUse(call.name, line, _plain(call.frames[-1].function), line_of(self._text, line))


def _targets(rule: Rule, function: str) -> tuple[str, ...]:
    """The functions to examine: the check's own, or those of its methods that the rule covers; () if neither."""
    if any(is_within(function, name) for name in rule.of):
        return (function,)
    return tuple(name for name in rule.of if is_within(name, function))


def _plain(qualified: str) -> str:
    """A function's name without the enclosing scope, as a reader finds it in the file."""
    return qualified.partition(".<locals>")[0]
