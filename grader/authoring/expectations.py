"""What a check expects of its observations. Each kind is one class that judges, and nothing else judges.

An expectation is judged on the trusted side, never where the learner's code runs. What it is shown of a case is `Seen`;
what it says is a `Verdict`. A kind of expectation that a course needs and that is missing here is one more class.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from grader.authoring.text import Text, TextLike, ready_made
from grader.errors import AuthoringError

Property = Callable[[Any, Mapping[str, Any]], TextLike | None]
"""Takes the observed value and the case's arguments; returns None where the property holds, else the sentence that the
learner is told.

Both are plain Python values, with NumPy scalars for NumPy's and NumPy arrays for arrays and tensors. Such an array
knows what it was: `container` ("tensor" or "array"), and of a tensor `requires_grad`, `is_leaf` and `grad`."""

Sameness = Callable[[Any, Any], "bool | None"]
"""Whether two observed values are one answer, whatever their form; None where it cannot say."""

Mentions = tuple[str, ...] | Callable[[Mapping[str, Any]], Sequence[str]]
"""Words that an error's message holds, or a function that finds them from the case's arguments."""

Strictness = bool | frozenset[str]
"""Whether something is asked for: everywhere, nowhere, or in these entries of the observed dict."""

_MISSHAPEN = ready_made(
    en="The result does not have the form that the docstring asks for.", zh="返回结果的形式与文档字符串的要求不符。"
)


class Error(Protocol):
    """An exception that was observed: the name of its class, the names of its classes, what it says."""

    @property
    def type_name(self) -> str:
        """The name of its class."""

    @property
    def bases(self) -> tuple[str, ...]:
        """The names of its class and of the classes above it."""

    @property
    def message(self) -> str:
        """What it says."""


class Seen(Protocol):
    """What one case gave, beside what the reference (or another version that was recorded) gave."""

    @property
    def value(self) -> Any:
        """The observed value, as a `Property` takes it; None where an exception was observed."""

    @property
    def expected(self) -> Any:
        """The recorded value, in the same form."""

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The case's arguments, in the same form."""

    @property
    def error(self) -> Error | None:
        """The exception that was observed, if one was."""

    @property
    def expected_error(self) -> Error | None:
        """The exception that was recorded, if one was."""

    def numbers(self) -> list[float]:
        """All numbers of the observed value, in order; empty where it holds anything else."""

    def expected_numbers(self) -> list[float]:
        """Those of the recorded value."""

    def differences(self, dtype: Strictness, container: Strictness) -> Sequence[Any]:
        """Where the observed value differs from the recorded one by more than its measured tolerance."""

    def distance(self, dtype: Strictness, container: Strictness) -> float:
        """The largest error, in units of its tolerance; infinite where the two differ in more than numbers."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an expectation says of a case: whether it holds, and the data from which sentences are made.

    Attributes:
        holds: whether the case is as it should be.
        differences: where it differs from the reference, as the comparison found it.
        compared: whether the reference's value is what was expected.
        expected: what was expected, where that is not the reference's value.
        bound: what was not met: a range, or words that are missing.
        unmet: the author's own sentence.
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
        compares: whether numbers are compared with the reference's, so that their tolerance has to be measured.
        expects_error: whether an exception is what is asked for. Where it is not, one is the learner's error, and the
            expectation is not asked.
        stochastic: whether what is observed are random draws, so that two right runs give different numbers.
        alternatives: the ids of the right versions beside the reference (`@alternative`) that a check may follow, one
            of them in all its cases.
    """

    __slots__ = ()
    compares: ClassVar[bool] = False
    expects_error: ClassVar[bool] = False
    stochastic: ClassVar[bool] = False

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids of the right versions beside the reference."""
        return ()

    @abstractmethod
    def judge(self, seen: Seen) -> Verdict:
        """The verdict on one case."""

    def separation(self, seen: Seen) -> float:
        """How far a wrong version lies from being taken for right, in units of tolerance: infinite where what rejects
        it is no number. `seen` holds what the wrong version gave beside what the reference gave."""
        return 0.0 if self.judge(seen).holds else math.inf

    def agrees(self, seen: Seen) -> bool:
        """Whether what was observed is what was recorded, as far as this expectation tells: for naming mistakes."""
        return not seen.differences(False, False)


@dataclass(frozen=True, slots=True)
class EqualsReference(Expectation):
    """The observation equals the reference's, each number within its measured tolerance.

    `dtype` asks for the same dtype too, `container` for the same kind of result (a float is then not a tensor, and a
    tensor's `requires_grad` and `is_leaf` count): everywhere, or in the named entries of the observed dict.
    """

    compares: ClassVar[bool] = True
    dtype: Strictness = False
    container: Strictness = False

    def judge(self, seen: Seen) -> Verdict:
        """Equal, or where it differs."""
        differences = tuple(seen.differences(self.dtype, self.container))
        return Verdict(not differences, differences, compared=True)

    def separation(self, seen: Seen) -> float:
        """The largest error."""
        return seen.distance(self.dtype, self.container)

    def agrees(self, seen: Seen) -> bool:
        """Equal, dtype and container included where they are asked for."""
        return not seen.differences(self.dtype, self.container)


@dataclass(frozen=True, slots=True)
class AnyOf(EqualsReference):
    """The observations equal those of the reference, or those of one alternative in all cases of the check.

    It judges one case beside one version, as `EqualsReference` does. Which version a submission follows is found for
    the check as a whole, so that nobody passes by following one in one case and another in the next.
    """

    versions: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids of the alternatives."""
        return self.versions


@dataclass(frozen=True, slots=True)
class Within(Expectation):
    """Every number of the observation lies in [low, high]."""

    low: float
    high: float

    def judge(self, seen: Seen) -> Verdict:
        """All numbers in the range, and at least one there."""
        numbers = seen.numbers()
        holds = bool(numbers) and all(self.low <= number <= self.high for number in numbers)
        return Verdict(holds, bound="" if holds else f"[{self.low:g}, {self.high:g}]")


@dataclass(frozen=True, slots=True)
class Raises(Expectation):
    """The learner's code raises one of these errors (by class name), and its message holds each of `mentions`."""

    expects_error: ClassVar[bool] = True
    errors: tuple[str, ...]
    mentions: Mentions = ()

    def judge(self, seen: Seen) -> Verdict:
        """Raised, by a class of that name or one below it, and every mention is there."""
        expected = " / ".join(self.errors)
        if seen.error is None or not any(name in seen.error.bases for name in self.errors):
            return Verdict(False, expected=expected)
        mentions = self.mentions(seen.arguments) if callable(self.mentions) else self.mentions
        missing = [words for words in mentions if words not in seen.error.message]
        return Verdict(not missing, expected=expected, bound=", ".join(missing))

    def agrees(self, seen: Seen) -> bool:
        """Both gave a value, and the same one."""
        return seen.error is None and seen.expected_error is None and not seen.differences(False, False)


@dataclass(frozen=True, slots=True)
class Converges(Expectation):
    """The observed sequence of numbers ends within `within` of `to`, and no further from it than it began."""

    to: float
    within: float

    def judge(self, seen: Seen) -> Verdict:
        """All finite, the last one near enough."""
        numbers = seen.numbers()
        distances = [abs(number - self.to) for number in numbers if math.isfinite(number)]
        holds = bool(distances) and len(distances) == len(numbers)
        holds = holds and distances[-1] <= self.within and distances[-1] <= distances[0]
        return Verdict(holds, bound="" if holds else f"{self.to:g} ± {self.within:g}")


@dataclass(frozen=True, slots=True)
class Satisfies(Expectation):
    """The observation has a declared property; `same` says when two observations are one answer."""

    holds: Property
    same: Sameness | None = None

    def judge(self, seen: Seen) -> Verdict:
        """The author's sentence where it does not hold; one of the grader's own where it cannot be asked."""
        try:
            said = self.holds(seen.value, seen.arguments)
        except (Exception, SystemExit):  # noqa: BLE001 - it was tried on the reference: here the observation has another form
            return Verdict(False, unmet=_MISSHAPEN)
        if said is None:
            return Verdict(True)
        return Verdict(False, unmet=_said(said))

    def agrees(self, seen: Seen) -> bool:
        """One answer (equal, unless `same` says otherwise), and the property says the same of whether it holds."""
        try:
            recorded = self.holds(seen.expected, seen.arguments) is None
        except (Exception, SystemExit):  # noqa: BLE001 - as above
            recorded = False
        return recorded is self.judge(seen).holds and self._are_same(seen)

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
        """Whether one of them does."""
        return any(part.compares for part in self.parts)

    @property
    def stochastic(self) -> bool:  # type: ignore[override]
        """Whether one of them is."""
        return any(part.stochastic for part in self.parts)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Those of all of them."""
        return tuple(dict.fromkeys(id for part in self.parts for id in part.alternatives))

    def judge(self, seen: Seen) -> Verdict:
        """All hold; else what the first one says that does not, with the comparison's differences where there are
        any."""
        verdicts = [part.judge(seen) for part in self.parts]
        failed = next((verdict for verdict in verdicts if not verdict.holds), Verdict(bool(verdicts)))
        compared = next((verdict for verdict in verdicts if verdict.compared), failed)
        return Verdict(
            failed.holds, compared.differences, compared.compared, failed.expected, failed.bound, failed.unmet
        )

    def separation(self, seen: Seen) -> float:
        """That of the one that tells it apart best."""
        return max((part.separation(seen) for part in self.parts), default=0.0)

    def agrees(self, seen: Seen) -> bool:
        """All agree."""
        return all(part.agrees(seen) for part in self.parts)


def equals_reference(
    *, dtype: bool | Sequence[str] = False, container: bool | Sequence[str] = False
) -> EqualsReference:
    """The observation equals the reference's (what a check expects unless it says otherwise).

    `dtype` asks for the same dtype too; `container` for the same container (a float is then not a tensor), and of a
    tensor for the same `requires_grad` and `is_leaf`. Each is True for the whole observation, or names entries of the
    observed dict. A gradient that the reference's tensor has is compared in any case.

    Raises:
        AuthoringError: for anything but True, False or names.
    """
    return EqualsReference(_strictness("dtype", dtype), _strictness("container", container))


def any_of(*alternatives: str, dtype: bool | Sequence[str] = False, container: bool | Sequence[str] = False) -> AnyOf:
    """More than one answer is right, such as one for each of two conventions: the reference's, or that of one of these
    alternatives, which are right versions of a function that `@alternative(of=...)` names in the mistakes file.

    A submission passes where it equals one of them in all cases of the check. `dtype` and `container` are those of
    `equals_reference`.

    Raises:
        AuthoringError: if no alternative is named, or one is not named by a string.
    """
    if not alternatives or not all(isinstance(name, str) for name in alternatives):
        raise AuthoringError('any_of() takes the names of alternatives as text: write any_of("sample")')
    return AnyOf(_strictness("dtype", dtype), _strictness("container", container), alternatives)


def within(low: float, high: float) -> Within:
    """Every number of the observation lies in [low, high]."""
    return Within(low, high)


def raises(*errors: str, mentions: str | Mentions = ()) -> Raises:
    """The learner's code raises one of these errors, given by class name, with a message that holds `mentions`.

    What the message has to hold may follow from the case: `mentions` is then a function of its arguments. Whatever is
    in a case for the sake of a refusal alone would tell the learner's process to refuse.

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

    It returns None where the property holds, else a sentence for the learner. It runs on
    the trusted side and may not be reached from a probe; see `Property` for what it is given.

    Where an answer has many forms, `same(one, other)` says whether two of them are one answer (the same set in another
    order, the same function in other terms), so that a mistake is named in whatever form it was made. Without it, and
    where it returns None, observations are one answer where they are equal.

    Raises:
        AuthoringError: for anything that cannot be called.
    """
    if not callable(holds):
        raise AuthoringError(f"satisfies() takes a function of the observed value and the arguments, not {holds!r}")
    if same is not None and not callable(same):
        raise AuthoringError(f"satisfies(same=...) takes a function of two observed values, not {same!r}")
    return Satisfies(holds, same)


def all_of(*parts: Expectation) -> AllOf:
    """Several expectations at once, such as `all_of(equals_reference(), satisfies(...))`.

    Raises:
        AuthoringError: for fewer than two, for what is no expectation, and for `raises(...)`, which stands alone.
    """
    for part in parts:
        if not isinstance(part, Expectation):
            raise AuthoringError(f"all_of() takes expectations, such as equals_reference(), not {part!r}")
        if part.expects_error:
            raise AuthoringError("raises(...) stands alone: what raises gives no value for another expectation")
    if len(parts) < 2:
        raise AuthoringError("all_of() takes two expectations or more")
    return AllOf(parts)


def _said(said: object) -> Text:
    """What a property returned as a sentence: what is no text is shown as it is, since here a learner is waiting."""
    try:
        return Text(said)  # type: ignore[arg-type]
    except AuthoringError:
        return Text(str(said))


def _strictness(name: str, asked: bool | Sequence[str]) -> Strictness:
    if isinstance(asked, bool):
        return asked
    if isinstance(asked, str) or not all(isinstance(entry, str) for entry in asked):
        raise AuthoringError(f'{name} takes True, or names of entries in a list: write {name}=["loss"]')
    return frozenset(asked)
