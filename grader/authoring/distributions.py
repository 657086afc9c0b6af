"""Answers that are random draws: judged by their distribution, with a stated rate of false rejections.

Two bounds hold for every number n of independent draws, however small. `error` is the probability that draws from the
right distribution are rejected.

**Ordered numbers.** F is the expected distribution function, F_n that of the draws. The inequality of Dvoretzky, Kiefer
and Wolfowitz (1956), with Massart's constant (The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Annals
of Probability 18, 1990), holds for any F, including one with jumps:

    P(sup |F_n - F| > r) <= 2 exp(-2 n r**2),   so that   r(n, error) = sqrt(ln(2 / error) / (2 n)).

If the reference's own m draws are used in place of F, both samples may deviate: the bound is
r(n, error / 2) + r(m, error / 2), by the triangle inequality, whether or not the samples are independent.

**Categories.** For the share q of draws in a category of probability p, both tails, and each of k categories
(Chernoff's bound; Hoeffding, Probability inequalities for sums of bounded random variables, JASA 58, 1963, theorem 1):

    P(n KL(q, p) > ln(2 k / error) for some category) <= error,
    KL(q, p) = q ln(q / p) + (1 - q) ln((1 - q) / (1 - p)).

The bound is tight for rare categories, and the divergence is infinite for impossible ones. By Pinsker's inequality,
KL >= 2 (q - p)**2, no share that deviates by more than sqrt(ln(2 k / error) / (2 n)) passes.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, NamedTuple, Self

from grader.authoring.expectations import Expectation, Seen, Verdict
from grader.errors import AuthoringError
from grader.text import Text, ready_made

ERROR = 1e-6
"""The default probability that a right answer is rejected in one case: one in a million."""

_SEPARATED = 10.0
"""The separation, in tolerances, that `grader validate` requires of a mistake; given to one certain to be rejected."""

Parameter = float | str
"""A number, or the name of the case's argument that holds it."""


def radius(n: int, error: float) -> float:
    """The largest distance, anywhere, between the distribution function of n draws and that of their distribution, with
    a probability of 1 - error."""
    return math.sqrt(math.log(2 / error) / (2 * n))


def least_gap(n: int, error: float = ERROR, missed: float = ERROR, *, own_draws: bool = False) -> float:
    """The power of a check with n draws: the gap above which a wrong distribution is detected.

    A distribution whose share of numbers below some value (or in some category) differs by more than this from the
    expected share is rejected with a probability of 1 - missed. The gap is 0.17 for 1,000 draws and 0.054 for 10,000 if
    the law is stated, and 0.35 and 0.11 with `own_draws`, that is, if the draws are compared with n draws of the
    reference. For k categories, pass `error / k` as `error`.
    """
    if own_draws:
        return 2 * (radius(n, error / 2) + radius(n, missed / 2))
    return radius(n, error) + radius(n, missed)


class Clause(NamedTuple):
    """A part of a sentence that says which draws are meant, in each language of the interface."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The value at which draws deviate most from a distribution: the share of draws there, and the expected share."""

    share: float
    wanted: float
    place: Clause
    at_random: bool

    @property
    def size(self) -> float:
        """The difference of the shares."""
        return abs(self.share - self.wanted)


@dataclass(frozen=True, slots=True)
class Distribution(ABC):
    """A distribution; its parameters may be names of the case's arguments."""

    def given(self, arguments: Mapping[str, Any]) -> Self:
        """The distribution with this case's parameters.

        Raises:
            AuthoringError: if there is no such argument, or its value is not a valid parameter.
        """
        found = {}
        for one in fields(self):
            value = getattr(self, one.name)
            found[one.name] = _argument(value, arguments) if isinstance(value, str) else value
        return replace(self, **found)

    @abstractmethod
    def gap(self, draws: Sequence[float], error: float) -> Gap:
        """Where these draws deviate most from it, and whether that may be chance."""

    def reach(self, n: int, error: float) -> float:
        """An upper bound on the gaps of n draws that are accepted as chance."""
        return radius(n, error)


@dataclass(frozen=True, slots=True)
class _Ordered(Distribution):
    """A distribution of numbers, given by its distribution function."""

    @abstractmethod
    def at_most(self, place: float) -> float:
        """The probability of a number that is at most this."""

    def below(self, place: float) -> float:
        """The probability of a smaller number."""
        return self.at_most(place)

    def gap(self, draws: Sequence[float], error: float) -> Gap:
        """The largest distance between the distribution functions. That of the draws is constant between two of them,
        so the largest distance is at one of them."""
        n, before = len(draws), 0.0
        largest, found = -1.0, (0.0, 0.0, 0.0, True)
        for place, count in sorted(Counter(draws).items()):
            upto = before + count / n
            for share, wanted, included in ((before, self.below(place), False), (upto, self.at_most(place), True)):
                if abs(share - wanted) > largest:
                    largest, found = abs(share - wanted), (share, wanted, place, included)
            before = upto
        share, wanted, place, included = found
        return Gap(share, wanted, _up_to(place, included), largest <= self.reach(n, error))


@dataclass(frozen=True, slots=True)
class Normal(_Ordered):
    """The normal distribution."""

    mean: Parameter
    std: Parameter

    def __post_init__(self) -> None:
        _refuse(self, "std", lambda std: std <= 0, "above 0")

    def at_most(self, place: float) -> float:
        """The distribution function, in terms of the error function."""
        return 0.5 * math.erfc((float(self.mean) - place) / (float(self.std) * math.sqrt(2)))


@dataclass(frozen=True, slots=True)
class Uniform(_Ordered):
    """The uniform distribution from `low` to `high`."""

    low: Parameter
    high: Parameter

    def __post_init__(self) -> None:
        low = self.low
        if not isinstance(low, str):
            _refuse(self, "high", lambda high: high <= low, "above `low`")

    def at_most(self, place: float) -> float:
        """The fraction of the interval that is below the place."""
        low, high = float(self.low), float(self.high)
        return min(1.0, max(0.0, (place - low) / (high - low)))


@dataclass(frozen=True, slots=True)
class Poisson(_Ordered):
    """The Poisson distribution."""

    rate: Parameter

    def __post_init__(self) -> None:
        _refuse(self, "rate", lambda rate: rate <= 0, "above 0")

    def at_most(self, place: float) -> float:
        """The sum of the probabilities of all counts up to the place."""
        rate = float(self.rate)
        logs = (count * math.log(rate) - rate - math.lgamma(count + 1) for count in range(math.floor(place) + 1))
        return min(1.0, math.fsum(map(math.exp, logs)))

    def below(self, place: float) -> float:
        """The same without the probability of the place itself."""
        return self.at_most(math.ceil(place) - 1)


@dataclass(frozen=True, slots=True)
class Categorical(Distribution):
    """The numbers 0, 1, … with these probabilities; a single probability is that of 1, and the rest is that of 0."""

    probabilities: str | float | tuple[float, ...]

    def __post_init__(self) -> None:
        found = self.probabilities
        if isinstance(found, str):
            return
        if not isinstance(found, tuple):
            found = (1 - found, found)
            object.__setattr__(self, "probabilities", found)
        if len(found) < 2 or min(found) < 0 or abs(math.fsum(found) - 1) > 1e-6:
            raise AuthoringError(
                f"distributed_as(...): the probabilities {found} are invalid: write two or more, at least 0, of sum 1"
            )

    def gap(self, draws: Sequence[float], error: float) -> Gap:
        """The share with the largest divergence from its probability."""
        n = len(draws)
        assert isinstance(self.probabilities, tuple)
        wanted = {float(number): p for number, p in enumerate(self.probabilities)}
        wanted |= {draw: 0.0 for draw in draws if draw not in wanted}
        counts = Counter(draws)
        found = []
        for number, p in wanted.items():
            share = counts[number] / n
            found.append((_divergence(share, p), share, p, number))
        far, share, p, number = max(found)
        at_random = n * far <= math.log(2 * len(self.probabilities) / error)
        return Gap(share, p, Clause(f"are {number:g}", f"等于 {number:g}"), at_random)

    def reach(self, n: int, error: float) -> float:
        """The bound by Pinsker's inequality."""
        assert isinstance(self.probabilities, tuple)
        return radius(n, error / len(self.probabilities))


@dataclass(frozen=True, slots=True)
class DistributedAs(Expectation):
    """The observation holds as many numbers as the reference's, distributed according to `law` or, if it is None, like
    the reference's own draws. A right answer is rejected in one case with the probability `error`."""

    stochastic: ClassVar[bool] = True
    law: Distribution | None = None
    error: float = ERROR

    def judge(self, seen: Seen) -> Verdict:
        """Holds unless the largest gap is larger than chance explains; then the sentence names it."""
        draws, own = seen.numbers(), seen.expected_numbers()
        unmet = _objection_to(draws, len(own))
        if unmet is not None:
            return Verdict(False, unmet=unmet)
        gap = self._gap(draws, own, seen.arguments)
        return Verdict(True) if gap.at_random else Verdict(False, unmet=_said(gap, len(draws), self.law is None))

    def separation(self, seen: Seen) -> float:
        """Ten or more if the wrong version is rejected in all but one of a million runs, whatever it draws: its
        recorded draws may deviate by one radius, and those of the next run by another."""
        draws, own = seen.numbers(), seen.expected_numbers()
        if _objection_to(draws, len(own)) is not None:
            return math.inf
        gap = self._gap(draws, own, seen.arguments)
        n = len(draws)
        if self.law is None:
            needed = _radius_of_two(n, self.error) + 2 * _radius_of_two(n, ERROR)
        else:
            needed = self.law.given(seen.arguments).reach(n, self.error) + 2 * radius(n, ERROR)
        return _SEPARATED * gap.size / needed

    def agrees(self, seen: Seen) -> bool:
        """Whether the draws may come from the recorded version."""
        draws, own = seen.numbers(), seen.expected_numbers()
        return _objection_to(draws, len(own)) is None and bool(own) and _gap_of_two(draws, own, self.error).at_random

    def _gap(self, draws: Sequence[float], own: Sequence[float], arguments: Mapping[str, Any]) -> Gap:
        if self.law is None:
            return _gap_of_two(draws, own, self.error)
        return self.law.given(arguments).gap(draws, self.error)


def distributed_as(law: Distribution | None = None, *, error: float = ERROR) -> DistributedAs:
    """The observation is a sample of random draws: all its numbers are distributed according to `law` or, if that is
    None, like the reference's own draws.

    The probe requests the draws and does not seed: learners may draw in any way. The number of draws must be the
    reference's. `least_gap` gives the deviation that this many draws are certain to show; with a law it is half of that
    with the reference's draws. `grader validate` requires that a named mistake is rejected, whatever it draws, in all
    but one of a million runs.

    Only the distribution of the numbers is judged, neither their order nor whether they were drawn: a fixed table of n
    numbers that fits passes a case, and a learner's process can return one. Therefore, a check with points needs cases
    with different distributions, and `random_case` draws their parameters where the learner cannot know them.

    Args:
        law: `normal`, `uniform`, `poisson`, `bernoulli` or `categorical`.
        error: the probability that a right answer is rejected in one case.

    Raises:
        AuthoringError: if the law is not a law, or the error is not a probability between 0 and 0.5.
    """
    if law is not None and not isinstance(law, Distribution):
        raise AuthoringError(f"distributed_as() takes a law, such as normal(0, 1), not {law!r}")
    if isinstance(error, bool) or not isinstance(error, (int, float)) or not 0 < error < 0.5:
        raise AuthoringError(f"distributed_as(error={error!r}): write a probability above 0, such as 1e-6")
    return DistributedAs(law, float(error))


def normal(mean: Parameter, std: Parameter) -> Normal:
    """The normal distribution. Each parameter is a number, or the name of the case's argument that holds it.

    Raises:
        AuthoringError: if `std` is not above 0.
    """
    return Normal(mean, std)


def uniform(low: Parameter, high: Parameter) -> Uniform:
    """The uniform distribution from `low` to `high`; the parameters are like those of `normal`.

    Raises:
        AuthoringError: if `high` is not above `low`.
    """
    return Uniform(low, high)


def poisson(rate: Parameter) -> Poisson:
    """The Poisson distribution with this mean, a number or the name of an argument.

    Raises:
        AuthoringError: if it is not above 0.
    """
    return Poisson(rate)


def bernoulli(p: Parameter) -> Categorical:
    """1 (or True) with the probability p, else 0; p is a number or the name of an argument.

    Raises:
        AuthoringError: if it is not a probability.
    """
    return Categorical(p)


def categorical(probabilities: str | Sequence[float]) -> Categorical:
    """The numbers 0, 1, … with these probabilities, or with those in the argument of this name.

    Raises:
        AuthoringError: if they are not probabilities.
    """
    return Categorical(probabilities if isinstance(probabilities, str) else tuple(map(float, probabilities)))


def _argument(name: str, arguments: Mapping[str, Any]) -> Any:
    """The value of an argument, which may be an array, as a number or a tuple of numbers."""
    if name not in arguments:
        raise AuthoringError(
            f"distributed_as(...): {name!r} is not an argument of the case: write a number, or one of "
            f"{', '.join(arguments)}"
        )
    value = arguments[name]
    listed = value.tolist() if hasattr(value, "tolist") else value
    return tuple(map(float, listed)) if isinstance(listed, (list, tuple)) else listed


def _refuse(law: Distribution, name: str, is_wrong: Any, wanted: str) -> None:
    value = getattr(law, name)
    if not isinstance(value, str) and is_wrong(value):
        raise AuthoringError(
            f"distributed_as({type(law).__name__.lower()}(...)): `{name}` is {value}; it must be {wanted}"
        )


def _divergence(share: float, p: float) -> float:
    """KL(share, p), as in the module's docstring."""
    total = 0.0
    for q, wanted in ((share, p), (1 - share, 1 - p)):
        if q > 0:
            total += q * math.log(q / wanted) if wanted > 0 else math.inf
    return total


def _radius_of_two(n: int, error: float) -> float:
    """The largest distance between two samples of n draws from one distribution, with a probability of 1 - error."""
    return 2 * radius(n, error / 2)


def _gap_of_two(draws: Sequence[float], own: Sequence[float], error: float) -> Gap:
    one, other = sorted(draws), sorted(own)
    shares = (
        (bisect_right(one, place) / len(one), bisect_right(other, place) / len(other), place)
        for place in dict.fromkeys((*one, *other))
    )
    share, wanted, place = max(shares, key=lambda found: abs(found[0] - found[1]))
    most = radius(len(one), error / 2) + radius(len(other), error / 2)
    return Gap(share, wanted, _up_to(place, True), abs(share - wanted) <= most)


def _objection_to(draws: Sequence[float], count: int) -> Text | None:
    """A sentence about draws that cannot be judged; None if they can."""
    if len(draws) != count or not draws:
        return ready_made(
            en=f"The result should hold {count} numbers; it holds {len(draws)}.",
            zh=f"应抽取 {count} 个数，结果里有 {len(draws)} 个。",
        )
    if not all(map(math.isfinite, draws)):
        return ready_made(en="One of the numbers drawn is not finite.", zh="抽取的数里有非有限的数。")
    return None


def _up_to(place: float, included: bool) -> Clause:
    return (
        Clause(f"are at most {place:.4g}", f"不大于 {place:.4g}")
        if included
        else Clause(f"are below {place:.4g}", f"小于 {place:.4g}")
    )


def _said(gap: Gap, n: int, own: bool) -> Text:
    share, wanted = f"{100 * gap.share:.1f}%", f"{100 * gap.wanted:.1f}%"
    return ready_made(
        en=f"Of your {n} draws, {share} {gap.place.en}; {'of right ones' if own else 'in the long run'} {wanted} are. "
        "Chance does not explain such a difference.",
        zh=f"在你抽取的 {n} 个数中，{share} {gap.place.zh}；正确的比例约为 {wanted}。这样的差距不能用偶然来解释。",
    )
