"""Checks: the experiments of an exercise."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeGuard, get_args

from grader.authoring.cases import Case, RandomCase
from grader.authoring.expectations import EqualsReference, Expectation
from grader.authoring.rules import Rule
from grader.errors import AuthoringError, Place
from grader.text import NO_OTHERS, Text, TextLike, as_text, with_others

Credit = Literal["all", "cases"]

AnyCase = Case | RandomCase


@dataclass(frozen=True, slots=True)
class Curve:
    """A plot of a training check: the learner's sequence next to the reference's.

    `of` names the entry of the observed dict that holds the sequence. With `on_cost`, the name of a function
    `cost(xs, ys, w)` of the exercise, the sequence holds weights and is drawn as steps on the reference's cost curve.
    """

    of: str
    title: Text
    on_cost: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One experiment: a probe, its cases, and what its observations must be. The attributes are as in `check`."""

    id: str
    probe: Callable[..., Any]
    role: str
    of: str
    points: float
    cases: tuple[AnyCase, ...]
    expectation: Expectation
    needs: tuple[str, ...]
    counts_with: tuple[str, ...]
    alike: str
    ambient: str
    hidden: bool
    sentence: Text
    curves: tuple[Curve, ...]
    time_limit: float | None
    place: Place
    credit: Credit = "all"
    bonus: bool = False
    fixed: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether some of its cases are drawn from a seed."""
        return any(isinstance(case, RandomCase) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Exercise:
    """The declaration of a whole exercise: its title, the working precision that tolerances are measured for, the rules
    for its functions, and the kind of worked example that ends the hints for a function, by function."""

    title: Text
    precision: Literal["float32", "float64"] = "float32"
    rules: tuple[Rule, ...] = ()
    worked_examples: tuple[tuple[str, str], ...] = ()


def exercise(
    *,
    title: TextLike,
    precision: Literal["float32", "float64"] = "float32",
    rules: Iterable[Rule] = (),
    worked_examples: Mapping[str, str] = NO_OTHERS,
) -> Exercise:
    """Declare an exercise's title, its precision if float32 is not accurate enough, and its rules: what its functions
    must not use (`by_hand`, `forbid`).

    Write it once in a checks file: `about = exercise(title={"en": ..., "zh": ...}, rules=[by_hand(of=["gradient"])])`.
    `worked_examples` names the kind of a function whose last hint is not the worked example of its role:
    `worked_examples={"search": "grid_search"}` shows `solutions/worked_examples/grid_search.md`.

    Raises:
        AuthoringError: if one of the rules is not a rule, the title is not a text, or a kind cannot name a file.
    """
    declared = tuple(rules)
    for rule in declared:
        if not isinstance(rule, Rule):
            raise AuthoringError(f"a {type(rule).__name__} is not a rule: write by_hand(...) or forbid(...)")
    if not isinstance(worked_examples, Mapping):
        raise AuthoringError('exercise(worked_examples=…) takes {"function": "kind"}')
    for kind in worked_examples.values():
        if not isinstance(kind, str) or not kind.isidentifier():
            raise AuthoringError(
                f"exercise(worked_examples=…): {kind!r} is not a kind: write a name of letters, digits and underscores"
            )
    return Exercise(as_text(title, "exercise(title=…)"), precision, declared, tuple(worked_examples.items()))


def curve(of: str, *, title: TextLike, on_cost: str | None = None) -> Curve:
    """A plot of a training check, shown in the HTML report: see `Curve`.

    Raises:
        AuthoringError: if the title is not a text.
    """
    return Curve(of, as_text(title, "curve(title=…)"), on_cost)


def check(
    *,
    role: str,
    of: str,
    cases: Iterable[AnyCase | Iterable[AnyCase]],
    points: float = 1,
    expect: Expectation | None = None,
    needs: Sequence[str | Check] = (),
    counts_with: Sequence[str | Check] = (),
    alike: str = "",
    fixed: str = "",
    ambient: str = "",
    hidden: bool = False,
    sentence: Mapping[str, str] = NO_OTHERS,
    curves: Sequence[Curve] = (),
    time_limit: float | None = None,
    credit: Credit = "all",
    bonus: bool = False,
) -> Callable[[Callable[..., Any]], Check]:
    """Decorator: turn a probe into a check.

    The probe takes the module under test and a case's arguments by name, and returns what to compare: a number, a
    tensor, or a nested structure of them. It does not decide what is right. The first line of its docstring is the
    sentence that a learner reads, in the course's first language.

    Args:
        role: the stage of the course that it belongs to, one of the roles in the course's settings.
        of: the function (or class, or `Class.method`) of the exercise that it checks.
        cases: cases and tuples of random cases.
        points: the points that it is worth.
        expect: what the observations must be; by default, equal to the reference's.
        needs: checks (or their names) of the same exercise; if one of them fails, a failure of this one says nothing
            new. They order explanations and do not affect points.
        counts_with: checks (or their names) without which passing this one shows nothing: refusing bad input counts
            only together with accepting good input. Its points count only if all of them pass.
        alike: the reason why all its cases have the same answer. A check with points needs two cases with different
            answers, because otherwise a constant answer passes; give a reason only if there cannot be two.
        fixed: the reason why none of its cases is drawn. A check with points needs a drawn case, because otherwise a
            table of the expected numbers, which reports show, earns them; give a reason only if there is nothing to
            copy or nothing to draw.
        ambient: the reason why its answers may depend on the state of the global random generators. That state is the
            same for everybody, so code that draws the same as the reference, in the same order, gets the same numbers.
        hidden: whether everything is hidden from the learner but whether it passed.
        sentence: the docstring's first line in the course's other languages, by language.
        curves: plots for the HTML report.
        time_limit: seconds of processor time for all its cases; by default, the course's setting.
        credit: "all" gives the points if all cases pass; "cases" gives the share of cases that pass, but nothing if
            one constant answer would also have passed them, or if cases are drawn and none of these passes. With
            `counts_with`, a share counts only if those checks pass; a check that counts with this one needs all cases
            of this one to pass. A broken rule reduces the share. Not for a hidden check, whose points would reveal how
            many of its cases passed.
        bonus: whether its points are extra, earned in addition to the full marks.

    Raises:
        AuthoringError: naming file, line and what to write instead.
    """
    frame = inspect.currentframe()
    caller = frame.f_back if frame else None
    fallback = Place(Path(caller.f_code.co_filename), caller.f_lineno) if caller else None

    def declare(probe: Callable[..., Any]) -> Check:
        place = Place(Path(probe.__code__.co_filename), probe.__code__.co_firstlineno)
        _refuse_bad_values(probe.__name__, place, points, expect, time_limit)
        _refuse_bad_credit(probe.__name__, place, credit, expect, alike, hidden=hidden)
        if not isinstance(bonus, bool) or (bonus and not points):
            raise AuthoringError(
                f"check `{probe.__name__}`: bonus={bonus!r} with points={points!r}: write bonus=True only for "
                "extra points, with points above 0",
                place,
            )
        _refuse_non_lists(probe.__name__, place, cases=cases, needs=needs, counts_with=counts_with, curves=curves)
        _refuse_non_texts(probe.__name__, place, role=role, alike=alike, fixed=fixed, ambient=ambient)
        if not all(isinstance(one, Curve) for one in curves):
            raise AuthoringError(f"check `{probe.__name__}`: curves takes a list of curve(...)", place)
        flat = tuple(_flattened(cases, place))
        if not flat:
            raise AuthoringError(f"check `{probe.__name__}` has no cases: give it at least one", place)
        if not (probe.__doc__ or "").strip():
            raise AuthoringError(
                f"check `{probe.__name__}` has no docstring: write one whose first line a learner will read", place
            )
        try:
            said = with_others(inspect.getdoc(probe) or "", sentence, "sentence")
        except AuthoringError as error:
            raise AuthoringError(f"check `{probe.__name__}`: {error}", place) from error
        return Check(
            id=probe.__name__,
            probe=probe,
            role=role,
            of=of,
            points=float(points),
            cases=flat,
            expectation=expect if expect is not None else EqualsReference(),
            needs=_ids(needs),
            counts_with=_ids(counts_with),
            alike=alike,
            ambient=ambient,
            hidden=hidden,
            sentence=said,
            curves=tuple(curves),
            time_limit=time_limit,
            place=place,
            credit=credit,
            bonus=bonus,
            fixed=fixed,
        )

    if not isinstance(of, str) or not of:
        raise AuthoringError("check(of=...) must name a function of the exercise", fallback)
    return declare


def _refuse_bad_values(name: str, place: Place, points: object, expect: object, time_limit: object) -> None:
    """Refuse values that the declaration does not take."""
    if not _is_number(points) or points < 0:
        raise AuthoringError(f"check `{name}`: points={points!r} is not a number of points: write 0 or more", place)
    if expect is not None and not isinstance(expect, Expectation):
        instead = "call it, as in" if callable(expect) else "write one, such as"
        raise AuthoringError(
            f"check `{name}`: expect={getattr(expect, '__name__', expect)!r} is not an expectation: "
            f"{instead} equals_reference()",
            place,
        )
    if time_limit is not None and (not _is_number(time_limit) or time_limit <= 0):
        raise AuthoringError(
            f"check `{name}`: time_limit={time_limit!r} is not a time limit: write seconds, above 0", place
        )


def _refuse_bad_credit(
    name: str, place: Place, credit: object, expect: Expectation | None, alike: str, *, hidden: bool
) -> None:
    """Refuse an unknown credit, and one that could not earn anything."""
    if credit not in get_args(Credit):
        raise AuthoringError(f'check `{name}`: credit={credit!r} does not exist: write "all" or "cases"', place)
    if credit == "cases" and (alike or (expect is not None and expect.expects_error)):
        raise AuthoringError(
            f'check `{name}`: credit="cases" is for cases with different answers; a share of refusals, or of cases '
            'that are alike, shows nothing: write credit="all"',
            place,
        )
    if credit == "cases" and hidden:
        raise AuthoringError(
            f'check `{name}`: credit="cases" would tell learners how many cases of a hidden check pass: '
            'write credit="all", or several hidden checks',
            place,
        )


def _refuse_non_lists(name: str, place: Place, **given: object) -> None:
    """Refuse single values for lists. A string or a dict could be iterated, over its letters or keys."""
    for argument, value in given.items():
        if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
            kind = type(value).__name__
            raise AuthoringError(
                f"check `{name}`: {argument} is a {kind}: write a list, such as {argument}=[...]", place
            )


def _refuse_non_texts(name: str, place: Place, **given: object) -> None:
    for argument, value in given.items():
        if not isinstance(value, str):
            raise AuthoringError(f"check `{name}`: {argument}={value!r} is not a text: write it in quotes", place)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _ids(checks: Sequence[str | Check]) -> tuple[str, ...]:
    return tuple(one.id if isinstance(one, Check) else one for one in checks)


def _flattened(cases: Iterable[Any], place: Place) -> Iterable[AnyCase]:
    for item in cases:
        if isinstance(item, (Case, RandomCase)):
            yield item
        elif isinstance(item, Iterable) and not isinstance(item, (str, bytes)):
            yield from _flattened(item, place)
        else:
            raise AuthoringError(
                f"a {type(item).__name__} is not a case: write case(...) or a tuple of random cases",
                place,
            )
