"""What may have been done with each number of the expected result: a table of changes, each found from samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np

from grader.grading.diagnosis.causes import Quantity, Relation
from grader.grading.diagnosis.conditions import of_entries
from grader.grading.diagnosis.quantities import Product, nice, products, quantities
from grader.grading.diagnosis.samples import Floats, Sample, numeric

FUNCTIONS: dict[str, Callable[[Floats], Floats]] = {
    "square": np.square,
    "square root": np.sqrt,
    "reciprocal": np.reciprocal,
    "complement": lambda x: 1 - x,
    "exp": np.exp,
    "log": np.log,
    "-log": lambda x: -np.log(x),
    "log2": np.log2,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
    "cube": lambda x: x**3,
}
_ROUNDINGS: dict[str, Callable[[Floats], Floats]] = {"down": np.floor, "up": np.ceil, "towards 0": np.trunc}
_OF_ONE: dict[str, Callable[[Floats], Floats]] = {
    "": lambda x: x,
    "-": np.negative,
    "abs": np.abs,
    **{name: FUNCTIONS[name] for name in ("square", "square root", "reciprocal", "exp", "log", "sigmoid", "tanh")},
}
_OF_TWO: dict[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}
_MOST_DIGITS = 6
_PLAIN = 4.0
_FREE = 16.0


@dataclass(frozen=True)
class Fit:
    """A relation that holds for the wrong samples: what it gives for each sample, how far off that may be, and how many
    bits of evidence it takes to believe in it."""

    relation: Relation
    gives: Callable[[Sample], tuple[Floats, Floats] | None]
    price: float = 0.0

    def holds(self, sample: Sample) -> bool:
        """Whether the learner's numbers are what the relation gives."""
        given = self.gives(sample)
        if given is None or given[0].shape != sample.got.shape:
            return False
        return bool((np.abs(sample.got - given[0]) <= sample.tolerance(*given)).all())


Finder = Callable[[Sequence[Sample]], Iterator[Fit]]


def unchanged(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The expected numbers themselves; of use only where they were rearranged."""
    yield Fit(Relation(), lambda sample: (sample.want, sample.allowed))


def simple_factor(samples: Sequence[Sample]) -> Iterator[Fit]:
    """One simple constant times the expected numbers."""
    yield from _scaled(samples, Product(), free=False)


def any_factor(samples: Sequence[Sample]) -> Iterator[Fit]:
    """Any one constant times the expected numbers."""
    yield from _scaled(samples, Product(), free=True)


def factor_of_size(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The size of an argument, to some power, times the expected numbers."""
    if _same_shapes(samples):
        sizes = [one for one in quantities(samples) if one.axis is not None]
        for product in products(sizes, pairs=False):
            yield from _scaled(samples, product, free=False)


def factor_of_quantity(samples: Sequence[Sample]) -> Iterator[Fit]:
    """An argument, to some power, or two of them, times the expected numbers."""
    if _same_shapes(samples):
        for product in products(quantities(samples), pairs=len(samples) > 3):
            yield from _scaled(samples, product, free=False)


def offset(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The expected numbers plus a constant, or plus a simple multiple of one argument or of a product of two."""
    if not _same_shapes(samples):
        return
    yield from _shifted(samples, Product(), free=True)
    for product in products(quantities(samples), pairs=len(samples) > 3):
        yield from _shifted(samples, product, free=False)


def function(samples: Sequence[Sample]) -> Iterator[Fit]:
    """A function of the expected numbers."""
    if not _same_shapes(samples):
        return
    for name, apply in FUNCTIONS.items():

        def gives(sample: Sample, apply: Callable[[Floats], Floats] = apply) -> tuple[Floats, Floats]:
            value = np.asarray(apply(sample.want))
            spread = np.abs(apply(sample.want + sample.allowed) - value)
            return value, np.where(np.isfinite(spread), spread, 0.0)

        yield Fit(Relation(change="function", name=name), gives, _PLAIN)


def sign(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The expected numbers, some of them with the other sign."""
    if not _same_shapes(samples):
        return
    turned = [(sample.got * sample.want < 0) for sample in samples]
    where = of_entries(samples, turned)
    yield Fit(
        Relation(change="sign", where=where),
        lambda sample: (np.where(sample.got * sample.want < 0, -sample.want, sample.want), sample.allowed),
        _PLAIN if where is not None else _PLAIN + sum(one.want.size for one in samples),
    )


def rounded(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The expected numbers, rounded."""
    if not _same_shapes(samples) or all(sample.exact for sample in samples):
        return
    for name, apply in _ROUNDINGS.items():
        yield Fit(Relation(change="rounded", name=name), lambda s, f=apply: (f(s.want), 0 * s.want))  # type: ignore[misc]
    for digits in range(_MOST_DIGITS + 1):
        yield Fit(
            Relation(change="rounded", digits=digits),
            lambda s, d=digits: (np.round(s.want, d), 0 * s.want),  # type: ignore[misc]
        )


def arguments(samples: Sequence[Sample]) -> Iterator[Fit]:
    """An argument, a function of one, or the sum, difference, product or quotient of two."""
    first = {name: value for name, given in samples[0].arguments.items() if (value := numeric(given)) is not None}
    for name in first:
        for operation, unary in _OF_ONE.items():
            yield _made(operation, (name,), unary)
    for operation, binary in _OF_TWO.items():
        for one, other in permutations(first, 2) if operation in "-/" else combinations(first, 2):
            yield _made(operation, (one, other), binary)


def _made(operation: str, names: tuple[str, ...], apply: Callable[..., Floats]) -> Fit:
    def gives(sample: Sample) -> tuple[Floats, Floats] | None:
        values = [numeric(sample.arguments.get(name)) for name in names]
        if any(value is None for value in values):
            return None
        shapes = {value.shape for value in values if value is not None and value.ndim}
        if len(shapes) > 1:
            return None
        result = np.asarray(apply(*values))
        return result, 1e-14 * np.abs(result)

    by = tuple(Quantity(name) for name in names)
    return Fit(Relation(change="arguments", name=operation, by=by), gives, _PLAIN * len(names))


def opposite(samples: Sequence[Sample]) -> Iterator[Fit]:
    """True for false, and false for true."""
    if all(sample.bools for sample in samples):
        yield Fit(Relation(change="opposite"), lambda sample: (1 - sample.want, sample.allowed))


def _scaled(samples: Sequence[Sample], by: Product, *, free: bool) -> Iterator[Fit]:
    if not _same_shapes(samples):
        return

    def parts(sample: Sample) -> _Parts | None:
        value = by.of(sample)
        if value is None:
            return None
        blur = sample.tolerance(sample.got, 0.0)
        return (sample.got, blur), (sample.want * value, sample.allowed * np.abs(value))

    constant = _proportion(samples, parts, free=free)
    if constant is None or (not by.by and abs(constant - 1) < 1e-2):
        return

    def gives(sample: Sample) -> tuple[Floats, Floats] | None:
        value = by.of(sample)
        if value is None:
            return None
        return constant * value * sample.want, np.abs(constant * value) * sample.allowed

    yield Fit(Relation(change="factor", constant=constant, by=by.by), gives, by.price or _price(constant))


def _shifted(samples: Sequence[Sample], by: Product, *, free: bool) -> Iterator[Fit]:
    def parts(sample: Sample) -> _Parts | None:
        value = by.of(sample)
        if value is None:
            return None
        exact = np.zeros(sample.want.shape)
        return (sample.got - sample.want, sample.tolerance(sample.want, sample.allowed)), (value + exact, exact)

    constant = _proportion(samples, parts, free=free)
    if constant is None:
        return

    def gives(sample: Sample) -> tuple[Floats, Floats] | None:
        value = by.of(sample)
        return None if value is None else (sample.want + constant * value, sample.allowed)

    yield Fit(Relation(change="offset", constant=constant, by=by.by), gives, by.price or _price(constant))


def _price(constant: float) -> float:
    return _PLAIN if nice(constant, 0.0) is not None else _FREE


_Blurred = tuple[Floats, Floats]
_Parts = tuple[_Blurred, _Blurred]


def _proportion(samples: Sequence[Sample], parts: Callable[[Sample], _Parts | None], *, free: bool) -> float | None:
    """The constant by which each base has to be multiplied to give its target, a simple one unless it is `free`.

    `parts` gives the target and the base of a sample, each with how far off it may be.
    """
    best, constant = np.inf, 0.0
    known: list[_Parts] = []
    for sample in samples:
        if (found := parts(sample)) is None:
            return None
        (target, blur), (base, base_blur) = found
        if not base.size:
            return None
        place = int(np.abs(base).argmax())
        top, bottom = float(target.flat[place]), float(base.flat[place])
        if top == 0 or bottom == 0:
            return None
        uncertain = float(blur.flat[place]) / abs(top) + float(base_blur.flat[place]) / abs(bottom) + 1e-14
        if not free and nice(top / bottom, uncertain) is None:
            return None
        if known and abs(top / bottom - constant) > 2 * (uncertain + best) * abs(constant) + 1e-12 * abs(constant):
            return None
        known.append(found)
        if uncertain < best:
            best, constant = uncertain, top / bottom
    simple = nice(constant, best)
    if simple is None and (not free or best > 1e-4):
        return None
    constant, best = (simple, 0.0) if simple is not None else (constant, best)
    for sample, ((target, blur), (base, base_blur)) in zip(samples, known, strict=True):
        allowed = blur + abs(constant) * base_blur + sample.tolerance(constant * base, 0.0)
        if (np.abs(target - constant * base) > allowed + best * np.abs(constant * base)).any():
            return None
    return constant


def _same_shapes(samples: Sequence[Sample]) -> bool:
    return all(sample.got.shape == sample.want.shape for sample in samples)
