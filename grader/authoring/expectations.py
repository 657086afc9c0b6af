"""What a check expects of its observations. Each kind of expectation is a class that judges them.

Expectations are judged on the trusted side, never where the learner's code runs. An expectation receives a case as
`Seen` and returns a `Verdict`. A course that needs another kind of expectation adds a class.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from grader.errors import AuthoringError
from grader.text import Text, TextLike, ready_made

Property = Callable[[Any, Mapping[str, Any]], TextLike | None]
"""Takes the observed value and the case's arguments; returns None if the property holds, else the sentence to show to
the learner.

Both are plain Python values; NumPy scalars remain, and arrays and tensors are NumPy arrays. Such an array has the
attribute `container` ("tensor" or "array"), and that of a tensor also `requires_grad`, `is_leaf` and `grad`."""

Sameness = Callable[[Any, Any], "bool | None"]
"""Whether two observed values are the same answer, whatever their form; None if it cannot say."""

Mentions = tuple[str, ...] | Callable[[Mapping[str, Any]], Sequence[str]]
"""Words that an error's message must contain, or a function that computes them from the case's arguments."""

Strictness = bool | frozenset[str]
"""Whether something is required: everywhere, nowhere, or in these entries of the observed dict."""

_WRONG_FORM = ready_made(
    en="The result does not have the form that the docstring asks for.", zh="返回结果的形式与文档字符串的要求不符。"
)


class Error(Protocol):
    """An observed exception: the name of its class, the names of its base classes, and its message."""

    @property
    def type_name(self) -> str:
        """The name of its class."""

    @property
    def bases(self) -> tuple[str, ...]:
        """The names of its class and of its base classes."""

    @property
    def message(self) -> str:
        """Its message."""


class Seen(Protocol):
    """What was observed in one case, and what was recorded for the reference (or another version)."""

    @property
    def value(self) -> Any:
        """The observed value, as a `Property` takes it; None if an exception was observed."""

    @property
    def expected(self) -> Any:
        """The recorded value, in the same form."""

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The case's arguments, in the same form."""

    @property
    def error(self) -> Error | None:
        """The observed exception, if any."""

    @property
    def expected_error(self) -> Error | None:
        """The recorded exception, if any."""

    def numbers(self) -> list[float]:
        """All numbers of the observed value, in order; empty if it holds anything else."""

    def expected_numbers(self) -> list[float]:
        """All numbers of the recorded value, likewise."""

    def differences(self, dtype: Strictness, container: Strictness) -> Sequence[Any]:
        """The differences between the observed and the recorded value that exceed the measured tolerances."""

    def distance(self, dtype: Strictness, container: Strictness) -> float:
        """The largest error, in units of its tolerance; infinite if the two differ in more than numbers."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An expectation's verdict on a case: whether it holds, and the data for sentences about it.

    Attributes:
        holds: whether the case meets the expectation.
        differences: the differences from the reference that the comparison found.
        compared: whether the reference's value was expected.
        expected: what was expected, if not the reference's value.
        bound: what was not met: a range, or missing words.
        unmet: a sentence for the learner about what was not met.
    """

    holds: bool
    differences: tuple[Any, ...] = ()
    compared: bool = False
    expected: str = ""
    bound: str = ""
    unmet: Text | None = None


class Expectation(ABC):
    """One kind of expectation.

    Attributes:
        compares: whether numbers are compared with the reference's, so that their tolerances have to be measured.
        expects_error: whether an exception is expected. If not, an exception is the learner's error, and the case is
            not judged by the expectation.
        stochastic: whether random draws are observed, so that two right runs give different numbers.
        alternatives: the ids of the right versions besides the reference (`@alternative`) that a submission may follow,
            the same one in all cases of a check.
    """

    __slots__ = ()
    compares: ClassVar[bool] = False
    expects_error: ClassVar[bool] = False
    stochastic: ClassVar[bool] = False

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids of the right versions besides the reference."""
        return ()

    @abstractmethod
    def judge(self, seen: Seen) -> Verdict:
        """The verdict on one case."""

    def separation(self, seen: Seen) -> float:
        """How far a wrong version is from passing, in units of tolerance; infinite if it is not rejected because of a
        number. `seen` holds the wrong version's observation and the reference's recorded one."""
        return 0.0 if self.judge(seen).holds else math.inf

    def agrees(self, seen: Seen) -> bool:
        """Whether the observed and the recorded values are the same as far as this expectation can tell; used to name a
        learner's mistake."""
        return not seen.differences(False, False)


@dataclass(frozen=True, slots=True)
class EqualsReference(Expectation):
    """The observation equals the reference's, each number within its measured tolerance.

    `dtype` also requires the same dtype, and `container` the same kind of result (a float does not equal a tensor, and
    a tensor's `requires_grad` and `is_leaf` count): everywhere, or in the named entries of the observed dict.
    """

    compares: ClassVar[bool] = True
    dtype: Strictness = False
    container: Strictness = False

    def judge(self, seen: Seen) -> Verdict:
        """Holds if the two are equal; else the verdict has the differences."""
        differences = tuple(seen.differences(self.dtype, self.container))
        return Verdict(not differences, differences, compared=True)

    def separation(self, seen: Seen) -> float:
        """The largest error, in units of its tolerance."""
        return seen.distance(self.dtype, self.container)

    def agrees(self, seen: Seen) -> bool:
        """Whether the two are equal, including dtype and container if required."""
        return not seen.differences(self.dtype, self.container)


@dataclass(frozen=True, slots=True)
class AnyOf(EqualsReference):
    """The observations equal those of the reference, or those of one alternative in all cases of the check.

    `judge` compares one case with one version, as in `EqualsReference`. Which version a submission follows is
    determined for the check as a whole, so that it cannot follow one in one case and another in the next.
    """

    versions: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids of the alternatives."""
        return self.versions


@dataclass(frozen=True, slots=True)
class Within(Expectation):
    """Every number of the observation is in [low, high]."""

    low: float
    high: float

    def judge(self, seen: Seen) -> Verdict:
        """Holds if there is at least one number and all are in the range."""
        numbers = seen.numbers()
        holds = bool(numbers) and all(self.low <= number <= self.high for number in numbers)
        return Verdict(holds, bound="" if holds else f"[{self.low:g}, {self.high:g}]")


@dataclass(frozen=True, slots=True)
class Raises(Expectation):
    """The learner's code raises one of these errors (by class name), and the message contains each of `mentions`."""

    expects_error: ClassVar[bool] = True
    errors: tuple[str, ...]
    mentions: Mentions = ()

    def judge(self, seen: Seen) -> Verdict:
        """Holds if a class with one of the names, or a subclass, was raised and its message contains every mention."""
        expected = " / ".join(self.errors)
        if seen.error is None or not any(name in seen.error.bases for name in self.errors):
            return Verdict(False, expected=expected)
        mentions = self.mentions(seen.arguments) if callable(self.mentions) else self.mentions
        missing = [words for words in mentions if words not in seen.error.message]
        return Verdict(not missing, expected=expected, bound=", ".join(missing))

    def agrees(self, seen: Seen) -> bool:
        """Whether both gave a value, and the same one."""
        return seen.error is None and seen.expected_error is None and not seen.differences(False, False)


@dataclass(frozen=True, slots=True)
class Converges(Expectation):
    """The observed sequence of numbers ends within `within` of `to`, and no further from `to` than it began."""

    to: float
    within: float

    def judge(self, seen: Seen) -> Verdict:
        """Holds if all numbers are finite and the last one is close enough."""
        numbers = seen.numbers()
        distances = [abs(number - self.to) for number in numbers if math.isfinite(number)]
        holds = bool(distances) and len(distances) == len(numbers)
        holds = holds and distances[-1] <= self.within and distances[-1] <= distances[0]
        return Verdict(holds, bound="" if holds else f"{self.to:g} ± {self.within:g}")


@dataclass(frozen=True, slots=True)
class Satisfies(Expectation):
    """The observation has a declared property; `same` says whether two observations are the same answer."""

    holds: Property
    same: Sameness | None = None

    def judge(self, seen: Seen) -> Verdict:
        """If the property does not hold, the verdict has the author's sentence; if it raises, one by the grader."""
        try:
            said = self.holds(seen.value, seen.arguments)
        except (Exception, SystemExit):  # noqa: BLE001 - it works for the reference, so this observation has another form
            return Verdict(False, unmet=_WRONG_FORM)
        if said is None:
            return Verdict(True)
        return Verdict(False, unmet=_said(said))

    def agrees(self, seen: Seen) -> bool:
        """Whether the two are the same answer (equal, unless `same` says otherwise) and the property holds for both or
        neither."""
        # Most recorded mistakes are other answers, and whether two are the same is quicker to tell.
        return self._are_same(seen) and self._holds_for(seen) is self.judge(seen).holds

    def _holds_for(self, seen: Seen) -> bool:
        """Whether the property holds for the recorded observation."""
        try:
            return self.holds(seen.expected, seen.arguments) is None
        except (Exception, SystemExit):  # noqa: BLE001 - as above
            return False

    def _are_same(self, seen: Seen) -> bool:
        try:
            same = self.same(seen.value, seen.expected) if self.same is not None else None
        except (Exception, SystemExit):  # noqa: BLE001 - as above
            same = None
        return not seen.differences(False, False) if same is None else bool(same)


@dataclass(frozen=True, slots=True)
class AllOf(Expectation):
    """Several expectations hold at once."""

    parts: tuple[Expectation, ...] = field(default=())

    @property
    def compares(self) -> bool:  # type: ignore[override]
        """Whether one of the parts compares."""
        return any(part.compares for part in self.parts)

    @property
    def stochastic(self) -> bool:  # type: ignore[override]
        """Whether one of the parts is stochastic."""
        return any(part.stochastic for part in self.parts)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The alternatives of all parts."""
        return tuple(dict.fromkeys(id for part in self.parts for id in part.alternatives))

    def judge(self, seen: Seen) -> Verdict:
        """Holds if all parts hold; else the verdict of the first part that does not, with the differences that a
        comparison found, if any."""
        verdicts = [part.judge(seen) for part in self.parts]
        failed = next((verdict for verdict in verdicts if not verdict.holds), Verdict(bool(verdicts)))
        compared = next((verdict for verdict in verdicts if verdict.compared), failed)
        return Verdict(
            failed.holds, compared.differences, compared.compared, failed.expected, failed.bound, failed.unmet
        )

    def separation(self, seen: Seen) -> float:
        """The largest separation of the parts."""
        return max((part.separation(seen) for part in self.parts), default=0.0)

    def agrees(self, seen: Seen) -> bool:
        """Whether all parts agree."""
        return all(part.agrees(seen) for part in self.parts)


def equals_reference(
    *, dtype: bool | Sequence[str] = False, container: bool | Sequence[str] = False
) -> EqualsReference:
    """The observation equals the reference's; the default of a check.

    `dtype` also requires the same dtype, and `container` the same container (a float does not equal a tensor) and, for
    tensors, the same `requires_grad` and `is_leaf`. Each is True for the whole observation, or a list of entries of the
    observed dict. The gradient of a tensor is always compared if the reference's has one.

    Raises:
        AuthoringError: for anything but True, False or names.
    """
    return EqualsReference(_strictness("dtype", dtype), _strictness("container", container))


def any_of(*alternatives: str, dtype: bool | Sequence[str] = False, container: bool | Sequence[str] = False) -> AnyOf:
    """More than one answer is right, such as one for each of two conventions: the reference's, or that of one of these
    alternatives, which are right versions of a function, declared with `@alternative(of=...)` in the mistakes file.

    A submission passes if it equals the same one of them in all cases of the check. `dtype` and `container` are as in
    `equals_reference`.

    Raises:
        AuthoringError: if no alternative is named, or one is not named by a string.
    """
    if not alternatives or not all(isinstance(name, str) for name in alternatives):
        raise AuthoringError('any_of() takes the names of alternatives as text: write any_of("sample")')
    return AnyOf(_strictness("dtype", dtype), _strictness("container", container), alternatives)


def within(low: float, high: float) -> Within:
    """Every number of the observation is in [low, high]."""
    return Within(low, high)


def raises(*errors: str, mentions: str | Mentions = ()) -> Raises:
    """The learner's code raises one of these errors, given by class name, with a message that contains `mentions`.

    `mentions` may be a function of the case's arguments. Do not add the expected words to the case as an argument: an
    argument that only cases with an error have would reveal to the learner's process when to raise.

    Raises:
        AuthoringError: if no error is named, or one is not named by a string.
    """
    if not errors or not all(isinstance(error, str) for error in errors):
        raise AuthoringError('raises() takes the names of errors as text: write raises("ValueError")')
    if callable(mentions):
        return Raises(errors, mentions)
    return Raises(errors, (mentions,) if isinstance(mentions, str) else tuple(mentions))


def converges(*, to: float, within: float) -> Converges:
    """The observed sequence ends within `within` of `to`."""
    return Converges(to, within)


def satisfies(holds: Property, *, same: Sameness | None = None) -> Satisfies:
    """The observation has a property: a function of the observed value and of the case's arguments.

    It returns None if the property holds, else a sentence for the learner. It runs on the trusted side, and a probe
    must not use it; see `Property` for its arguments.

    If an answer has many forms, `same(one, other)` says whether two of them are the same answer (the same set in
    another order, the same function in other terms), so that a mistake is named whatever form it takes. Without `same`,
    or if it returns None, observations are the same answer if they are equal.

    Raises:
        AuthoringError: if one of them is not callable.
    """
    if not callable(holds):
        raise AuthoringError(f"satisfies() takes a function of the observed value and the arguments, not {holds!r}")
    if same is not None and not callable(same):
        raise AuthoringError(f"satisfies(same=...) takes a function of two observed values, not {same!r}")
    return Satisfies(holds, same)


def all_of(*parts: Expectation) -> AllOf:
    """Several expectations at once, such as `all_of(equals_reference(), satisfies(...))`.

    Raises:
        AuthoringError: for fewer than two parts, a part that is not an expectation, and `raises(...)`, which cannot be
            combined with others.
    """
    for part in parts:
        if not isinstance(part, Expectation):
            raise AuthoringError(f"all_of() takes expectations, such as equals_reference(), not {part!r}")
        if part.expects_error:
            raise AuthoringError(
                "raises(...) cannot be combined: code that raises gives no value for another expectation"
            )
    if len(parts) < 2:
        raise AuthoringError("all_of() takes at least two expectations")
    return AllOf(parts)


def _said(said: object) -> Text:
    """What a property returned, as a sentence. Anything but a text is shown as a string, not refused, since this
    happens while a learner is graded."""
    try:
        return Text(said)  # type: ignore[arg-type]
    except AuthoringError:
        return Text(str(said))


def _strictness(name: str, required: bool | Sequence[str]) -> Strictness:
    if isinstance(required, bool):
        return required
    if isinstance(required, str) or not all(isinstance(entry, str) for entry in required):
        raise AuthoringError(f'{name} takes True or a list of names of entries: write {name}=["loss"]')
    return frozenset(required)
