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
from grader.authoring.text import NO_OTHERS, Text, TextLike, as_text, with_others
from grader.errors import AuthoringError, Place

Credit = Literal["all", "cases"]

AnyCase = Case | RandomCase


@dataclass(frozen=True, slots=True)
class Curve:
    """A plot of a training check: the learner's sequence beside the reference's.

    `of` names the entry of the observed dict that holds the sequence. With `on_cost`, the name of a function
    `cost(xs, ys, w)` of the exercise, the sequence holds weights and is drawn as steps on the reference's cost curve.
    """

    of: str
    title: Text
    on_cost: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One experiment: a probe, its cases, and what its observations must be.

    `alike` says why all its cases have one answer, where they do; `ambient` why its answers may follow from the global
    random generators, where they may. `credit` says whether a share of its cases earns a share of its points; those of
    a `bonus` are earned on top of what can be earned.
    """

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


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is true of a whole exercise file: its title, the working precision that tolerances are measured for, and
    the rules that its functions keep."""

    title: Text
    precision: Literal["float32", "float64"] = "float32"
    rules: tuple[Rule, ...] = ()


def exercise(
    *, title: TextLike, precision: Literal["float32", "float64"] = "float32", rules: Iterable[Rule] = ()
) -> Exercise:
    """Declare an exercise's title, its precision where float32 is not accurate enough for it, and its rules: what its
    functions have to do without (`by_hand`, `forbid`).

    Written once in a checks file: `about = exercise(title={"en": ..., "zh": ...}, rules=[by_hand(of=["gradient"])])`.

    Raises:
        AuthoringError: if something other than a rule is given for one, or something other than a text as title.
    """
    declared = tuple(rules)
    for rule in declared:
        if not isinstance(rule, Rule):
            raise AuthoringError(f"a {type(rule).__name__} is no rule: write by_hand(...) or forbid(...)")
    return Exercise(as_text(title, "exercise(title=…)"), precision, declared)


def curve(of: str, *, title: TextLike, on_cost: str | None = None) -> Curve:
    """A plot of a training check, shown in the HTML report: see `Curve`.

    Raises:
        AuthoringError: if the title is no text.
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
    ambient: str = "",
    hidden: bool = False,
    sentence: Mapping[str, str] = NO_OTHERS,
    curves: Sequence[Curve] = (),
    time_limit: float | None = None,
    credit: Credit = "all",
    bonus: bool = False,
) -> Callable[[Callable[..., Any]], Check]:
    """Decorator: make a probe into a check.

    The probe takes the module under test and a case's arguments by name, and returns what to compare: a number, a
    tensor, or a nest of them. It says nothing about right or wrong. Its docstring's first line is the sentence that
    a learner reads, in the course's first language.

    Args:
        role: the stage of the course that it belongs to, as its settings name it.
        of: the function (or class, or `Class.method`) of the exercise that it is about.
        cases: cases and tuples of random cases.
        points: what it is worth.
        expect: what the observations must be; equal to the reference's unless said otherwise.
        needs: checks (or their names) of the same exercise without which a failure here says nothing new. They order
            explanations and cost no points.
        counts_with: checks (or their names) without which passing this one shows nothing: a refusal counts only with an
            acceptance, a start only with what follows. Its points count where all of them pass.
        alike: why all its cases have the same answer. A check with points needs two cases with different answers, since
            else whoever always gives that answer passes; a reason here is for the rare one that cannot have them.
        ambient: why its answers may follow from the state in which the global random generators are. That state is the
            same for everybody, so that code that draws what the reference draws, in the same order, gets its numbers.
        hidden: show the learner neither values nor inputs nor output.
        sentence: the docstring's first line in the course's other languages, by language.
        curves: plots for the HTML report.
        time_limit: seconds for all its cases; the project's default unless given.
        credit: "all" gives the points where all cases pass; "cases" gives the share of them that passes. No share is
            given where one answer would have passed all the cases that did, since whoever always gives it would earn
            it. With `counts_with`, a share counts where those checks pass, and a check that counts with this one waits
            for all its cases. A broken rule takes its part of the share. Of a hidden check, the points tell how many
            cases passed.
        bonus: its points are earned on top of those that can be earned, for what nobody has to do.

    Raises:
        AuthoringError: naming file, line and what to write instead.
    """
    frame = inspect.currentframe()
    caller = frame.f_back if frame else None
    fallback = Place(Path(caller.f_code.co_filename), caller.f_lineno) if caller else None

    def declare(probe: Callable[..., Any]) -> Check:
        place = Place(Path(probe.__code__.co_filename), probe.__code__.co_firstlineno)
        _refuse_misdeclared(probe.__name__, place, points, expect, time_limit)
        _refuse_no_credit(probe.__name__, place, credit, expect, alike)
        if not isinstance(bonus, bool) or (bonus and not points):
            raise AuthoringError(
                f"check `{probe.__name__}`: bonus={bonus!r} with points={points!r}: write bonus=True where its points "
                "are on top, and points above 0",
                place,
            )
        _refuse_no_lists(probe.__name__, place, cases=cases, needs=needs, counts_with=counts_with, curves=curves)
        _refuse_no_texts(probe.__name__, place, role=role, alike=alike, ambient=ambient)
        if not all(isinstance(one, Curve) for one in curves):
            raise AuthoringError(f"check `{probe.__name__}`: curves takes curve(...), in a list", place)
        flat = tuple(_flattened(cases, place))
        if not flat:
            raise AuthoringError(f"check `{probe.__name__}` has no cases: give it at least one", place)
        if not (probe.__doc__ or "").strip():
            raise AuthoringError(
                f"check `{probe.__name__}` has no docstring: its first line is what a learner reads", place
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
        )

    if not isinstance(of, str) or not of:
        raise AuthoringError("check(of=...) has to name a function of the exercise", fallback)
    return declare


def _refuse_misdeclared(name: str, place: Place, points: object, expect: object, time_limit: object) -> None:
    """Refuse values of other kinds than the declaration takes."""
    if not _is_number(points) or points < 0:
        raise AuthoringError(f"check `{name}`: points={points!r} is no number of points: write one, 0 or more", place)
    if expect is not None and not isinstance(expect, Expectation):
        made = " with brackets" if callable(expect) else ""
        raise AuthoringError(
            f"check `{name}`: expect={getattr(expect, '__name__', expect)!r} is no expectation: "
            f"write one{made}, such as equals_reference()",
            place,
        )
    if time_limit is not None and (not _is_number(time_limit) or time_limit <= 0):
        raise AuthoringError(f"check `{name}`: time_limit={time_limit!r} is no time: write seconds, above 0", place)


def _refuse_no_credit(name: str, place: Place, credit: object, expect: Expectation | None, alike: str) -> None:
    """Refuse a credit that is none, or by which nothing could be earned."""
    if credit not in get_args(Credit):
        raise AuthoringError(f'check `{name}`: credit={credit!r} is none: write "all" or "cases"', place)
    if credit == "cases" and (alike or (expect is not None and expect.expects_error)):
        raise AuthoringError(
            f'check `{name}`: credit="cases" is for cases with different answers; of refusals, and of cases that are '
            'alike, no share shows anything: write credit="all"',
            place,
        )


def _refuse_no_lists(name: str, place: Place, **given: object) -> None:
    """Refuse one thing where several are asked for: the letters of a name, the keys of a dict."""
    for argument, value in given.items():
        if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
            kind = "one by itself" if isinstance(value, (Case, Check, Curve)) else f"a {type(value).__name__}"
            raise AuthoringError(f"check `{name}`: {argument} is {kind}: write a list, such as {argument}=[...]", place)


def _refuse_no_texts(name: str, place: Place, **given: object) -> None:
    for argument, value in given.items():
        if not isinstance(value, str):
            raise AuthoringError(f"check `{name}`: {argument}={value!r} is no text: write a sentence in quotes", place)


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
                f"a {type(item).__name__} is not a case: write case(...) or a generator of random cases",
                place,
            )
