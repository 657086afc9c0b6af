"""Answers that are random draws: judged by how they are distributed, with a stated rate of false rejections.

Two bounds hold for every number n of independent draws, with no assumption about how large n is. `error` is the
probability that draws which are distributed as asked are rejected all the same.

**Ordered numbers.** F is the wanted distribution function, F_n that of the draws. The inequality of Dvoretzky, Kiefer
and Wolfowitz (1956), with Massart's constant (The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Annals
of Probability 18, 1990), holds for any F, one with jumps too:

    P(sup |F_n - F| > r) <= 2 exp(-2 n r**2),   so that   r(n, error) = sqrt(ln(2 / error) / (2 n)).

Where the reference's m own draws stand for F, both samples may lie off: r(n, error / 2) + r(m, error / 2), by the
triangle inequality, whether or not they are independent of each other.

**Categories.** The share q of draws in a category of probability p (Chernoff's bound; Hoeffding, Probability
inequalities for sums of bounded random variables, JASA 58, 1963, theorem 1), both tails, for each of k categories:

    P(n KL(q, p) > ln(2 k / error) for some category) <= error,
    KL(q, p) = q ln(q / p) + (1 - q) ln((1 - q) / (1 - p)).

It is narrow for rare categories and infinite for impossible ones. By Pinsker's inequality, KL >= 2 (q - p)**2, nothing
further off than sqrt(ln(2 k / error) / (2 n)) passes.
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
from grader.authoring.text import Text, ready_made
from grader.errors import AuthoringError

ERROR = 1e-6
"""How often a right answer is rejected in one case, unless said otherwise: once in a million runs."""

_SEPARATED = 10.0
"""What `separation` gives where a wrong version is sure to be rejected: so many tolerances are asked of a mistake."""

Parameter = float | str
"""A number, or the name of the case's argument that holds it."""


def radius(n: int, error: float) -> float:
    """How far the shares of n draws lie from those of their distribution, at most and at every place, with a
    probability of 1 - error."""
    return math.sqrt(math.log(2 / error) / (2 * n))


def least_gap(n: int, error: float = ERROR, missed: float = ERROR, *, own_draws: bool = False) -> float:
    """The power of a check with n draws: the gap above which a wrong distribution is found.

    A distribution whose share of numbers below some place (or in some category) differs by more than this from the
    wanted one is rejected with a probability of 1 - missed. It is 0.17 for 1,000 draws and 0.054 for 10,000 where the
    law is stated, and 0.35 and 0.11 with `own_draws`, where the reference's own n draws stand for it. For k categories,
    `error / k` takes the place of `error`.
    """
    if own_draws:
        return 2 * (radius(n, error / 2) + radius(n, missed / 2))
    return radius(n, error) + radius(n, missed)


class Clause(NamedTuple):
    """Which draws are meant, as a part of a sentence in each language of the interface."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The place at which draws lie furthest from a distribution: the share of draws there, and the wanted one."""

    share: float
    wanted: float
    place: Clause
    at_random: bool

    @property
    def size(self) -> float:
        """How far the shares lie apart."""
        return abs(self.share - self.wanted)


@dataclass(frozen=True, slots=True)
class Distribution(ABC):
    """A distribution, of which parameters may be arguments of the case."""

    def given(self, arguments: Mapping[str, Any]) -> Self:
        """The distribution with this case's parameters.

        Raises:
            AuthoringError: if there is no such argument, or there is no such distribution.
        """
        found = {}
        for one in fields(self):
            value = getattr(self, one.name)
            found[one.name] = _argument(value, arguments) if isinstance(value, str) else value
        return replace(self, **found)

    @abstractmethod
    def gap(self, draws: Sequence[float], error: float) -> Gap:
        """Where these draws lie furthest from it, and whether that may be chance."""

    def reach(self, n: int, error: float) -> float:
        """What no gap of n draws that is chance is above."""
        return radius(n, error)


@dataclass(frozen=True, slots=True)
class _Ordered(Distribution):
    """A distribution of numbers, by its distribution function."""

    @abstractmethod
    def at_most(self, place: float) -> float:
        """The probability of a number that is at most this."""

    def below(self, place: float) -> float:
        """The probability of a smaller number."""
        return self.at_most(place)

    def gap(self, draws: Sequence[float], error: float) -> Gap:
        """The largest distance of the distribution functions: between two draws the draws' own is constant, so that it
        is found at one of them."""
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
        """By the error function."""
        return 0.5 * math.erfc((float(self.mean) - place) / (float(self.std) * math.sqrt(2)))


@dataclass(frozen=True, slots=True)
class Uniform(_Ordered):
    """The uniform distribution between two ends."""

    low: Parameter
    high: Parameter

    def __post_init__(self) -> None:
        low = self.low
        if not isinstance(low, str):
            _refuse(self, "high", lambda high: high <= low, "above `low`")

    def at_most(self, place: float) -> float:
        """The part of the way that is behind."""
        low, high = float(self.low), float(self.high)
        return min(1.0, max(0.0, (place - low) / (high - low)))


@dataclass(frozen=True, slots=True)
class Poisson(_Ordered):
    """Counts of rare events."""

    rate: Parameter

    def __post_init__(self) -> None:
        _refuse(self, "rate", lambda rate: rate <= 0, "above 0")

    def at_most(self, place: float) -> float:
        """The sum of the probabilities of all counts up to there."""
        rate = float(self.rate)
        logs = (count * math.log(rate) - rate - math.lgamma(count + 1) for count in range(math.floor(place) + 1))
        return min(1.0, math.fsum(map(math.exp, logs)))

    def below(self, place: float) -> float:
        """Without the probability of the place itself."""
        return self.at_most(math.ceil(place) - 1)


@dataclass(frozen=True, slots=True)
class Categorical(Distribution):
    """The numbers 0, 1, … with these probabilities; one probability by itself is that of 1, and the rest that of 0."""

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
                f"distributed_as(...): the probabilities {found} are none: write two or more, 0 or above, of sum 1"
            )

    def gap(self, draws: Sequence[float], error: float) -> Gap:
        """The share that chance explains least."""
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
        """By Pinsker's inequality."""
        assert isinstance(self.probabilities, tuple)
        return radius(n, error / len(self.probabilities))


@dataclass(frozen=True, slots=True)
class DistributedAs(Expectation):
    """The observation holds as many numbers as the reference's, and they are distributed as asked: by `law` or, without
    one, as the reference's own draws are. A right answer is rejected in one case with the probability `error`."""

    stochastic: ClassVar[bool] = True
    law: Distribution | None = None
    error: float = ERROR

    def judge(self, seen: Seen) -> Verdict:
        """The place at which the draws lie furthest off, where that is no chance."""
        draws, own = seen.numbers(), seen.expected_numbers()
        unmet = _no_draws(draws, len(own))
        if unmet is not None:
            return Verdict(False, unmet=unmet)
        gap = self._gap(draws, own, seen.arguments)
        return Verdict(True) if gap.at_random else Verdict(False, unmet=_said(gap, len(draws), self.law is None))

    def separation(self, seen: Seen) -> float:
        """Ten where the wrong version is sure to be rejected, whatever it draws, but for one run in a million: its
        recorded draws may lie off by one radius, those of the next run by another."""
        draws, own = seen.numbers(), seen.expected_numbers()
        if _no_draws(draws, len(own)) is not None:
            return math.inf
        gap = self._gap(draws, own, seen.arguments)
        n = len(draws)
        if self.law is None:
            needed = _apart(n, self.error) + 2 * _apart(n, ERROR)
        else:
            needed = self.law.given(seen.arguments).reach(n, self.error) + 2 * radius(n, ERROR)
        return _SEPARATED * gap.size / needed

    def agrees(self, seen: Seen) -> bool:
        """Whether the draws may be those of the recorded version."""
        draws, own = seen.numbers(), seen.expected_numbers()
        return _no_draws(draws, len(own)) is None and bool(own) and _gap_of_two(draws, own, self.error).at_random

    def _gap(self, draws: Sequence[float], own: Sequence[float], arguments: Mapping[str, Any]) -> Gap:
        if self.law is None:
            return _gap_of_two(draws, own, self.error)
        return self.law.given(arguments).gap(draws, self.error)


def distributed_as(law: Distribution | None = None, *, error: float = ERROR) -> DistributedAs:
    """The observation is a sample of random draws: all its numbers are distributed as `law` says, or as the reference's
    own draws are where no law is stated.

    The probe asks for the draws and seeds nothing: the learner draws as they like. There are as many as the reference
    draws. `least_gap` says which deviation so many draws are sure to show; a stated law shows twice as fine a one as
    the reference's draws. `grader validate` asks of a named mistake that it be rejected whatever it draws, but for one
    run in a million.

    Only how the numbers are distributed is judged, neither their order nor whether they were drawn: a table of n
    numbers that fits passes a case, and a learner's process can return one. So a check with points needs cases whose
    draws are distributed differently, and `random_case` draws their parameters where the learner does not know them.

    Args:
        law: `normal`, `uniform`, `poisson`, `bernoulli` or `categorical`.
        error: with which probability a right answer is rejected in one case.

    Raises:
        AuthoringError: for what is no law, or no probability.
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
    """The uniform distribution from `low` to `high`; parameters as those of `normal`.

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
        AuthoringError: if it is no probability.
    """
    return Categorical(p)


def categorical(probabilities: str | Sequence[float]) -> Categorical:
    """The numbers 0, 1, … with these probabilities, or with those that an argument of this name holds.

    Raises:
        AuthoringError: if they are no probabilities.
    """
    return Categorical(probabilities if isinstance(probabilities, str) else tuple(map(float, probabilities)))


def _argument(name: str, arguments: Mapping[str, Any]) -> Any:
    """A number or a tuple of numbers, of an argument that may be an array."""
    if name not in arguments:
        raise AuthoringError(
            f"distributed_as(...): {name!r} is no argument of the case: write a number, or one of "
            f"{', '.join(arguments)}"
        )
    value = arguments[name]
    listed = value.tolist() if hasattr(value, "tolist") else value
    return tuple(map(float, listed)) if isinstance(listed, (list, tuple)) else listed


def _refuse(law: Distribution, name: str, is_wrong: Any, wanted: str) -> None:
    value = getattr(law, name)
    if not isinstance(value, str) and is_wrong(value):
        raise AuthoringError(
            f"distributed_as({type(law).__name__.lower()}(...)): `{name}` is {value}; it has to be {wanted}"
        )


def _divergence(share: float, p: float) -> float:
    """KL(share, p), as above."""
    total = 0.0
    for q, wanted in ((share, p), (1 - share, 1 - p)):
        if q > 0:
            total += q * math.log(q / wanted) if wanted > 0 else math.inf
    return total


def _apart(n: int, error: float) -> float:
    """How far two samples of one distribution, of n draws each, lie apart, but for this probability."""
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


def _no_draws(draws: Sequence[float], count: int) -> Text | None:
    """What is wrong with draws that cannot be judged; None where they can."""
    if len(draws) != count or not draws:
        return ready_made(
            en=f"{count} numbers are to be drawn; there are {len(draws)} in the result.",
            zh=f"应抽取 {count} 个数，结果里有 {len(draws)} 个。",
        )
    if not all(map(math.isfinite, draws)):
        return ready_made(en="One of the numbers that were drawn is not finite.", zh="抽取的数里有非有限的数。")
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
        "That is further off than chance explains.",
        zh=f"在你抽取的 {n} 个数中，{share} {gap.place.zh}；正确的比例约为 {wanted}。这样的差距不能用偶然来解释。",
    )
