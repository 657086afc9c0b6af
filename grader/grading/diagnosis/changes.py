"""What may have been done with each number of the expected result: a table of changes, each found from samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np

from grader.grading.diagnosis.causes import Quantity, Relation
from grader.grading.diagnosis.conditions import of_entries
from grader.grading.diagnosis.quantities import Measured, nice, numeric, powers, quantities
from grader.grading.diagnosis.samples import Floats, Sample

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
        with np.errstate(all="ignore"):
            return bool((np.abs(sample.got - given[0]) <= sample.tolerance(*given)).all())


Finder = Callable[[Sequence[Sample]], Iterator[Fit]]


def unchanged(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The expected numbers themselves; of use only where they were rearranged."""
    yield Fit(Relation(), lambda sample: (sample.want, sample.allowed))


def simple_factor(samples: Sequence[Sample]) -> Iterator[Fit]:
    """One simple constant times the expected numbers."""
    yield from _scaled(samples, None, free=False)


def any_factor(samples: Sequence[Sample]) -> Iterator[Fit]:
    """Any one constant times the expected numbers."""
    yield from _scaled(samples, None, free=True)


def factor_of_size(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The size of an argument, to some power, times the expected numbers."""
    sizes = [one for one in quantities(samples) if one.by[0].axis is not None]
    for measured in powers(sizes, samples, pairs=False):
        yield from _scaled(samples, measured, free=False)


def factor_of_quantity(samples: Sequence[Sample]) -> Iterator[Fit]:
    """An argument, to some power, or two of them, times the expected numbers."""
    for measured in powers(quantities(samples), samples, pairs=len(samples) > 3):
        yield from _scaled(samples, measured, free=False)


def offset(samples: Sequence[Sample]) -> Iterator[Fit]:
    """The expected numbers plus a constant, or plus a simple multiple of one argument or of a product of two."""
    if not _same_shapes(samples):
        return
    yield from _shifted(samples, None, free=True)
    for measured in powers(quantities(samples), samples, pairs=len(samples) > 3):
        yield from _shifted(samples, measured, free=False)


def function(samples: Sequence[Sample]) -> Iterator[Fit]:
    """A function of the expected numbers."""
    if not _same_shapes(samples):
        return
    for name, apply in FUNCTIONS.items():

        def gives(sample: Sample, apply: Callable[[Floats], Floats] = apply) -> tuple[Floats, Floats]:
            with np.errstate(all="ignore"):
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
        with np.errstate(all="ignore"):
            result = np.asarray(apply(*values))
        return result, 1e-14 * np.abs(result)

    by = tuple(Quantity(name) for name in names)
    return Fit(Relation(change="arguments", name=operation, by=by), gives, _PLAIN * len(names))


def opposite(samples: Sequence[Sample]) -> Iterator[Fit]:
    """True for false, and false for true."""
    if all(sample.bools for sample in samples):
        yield Fit(Relation(change="opposite"), lambda sample: (1 - sample.want, sample.allowed))


def _scaled(samples: Sequence[Sample], by: Measured | None, *, free: bool) -> Iterator[Fit]:
    if not _same_shapes(samples):
        return
    values = _by_case(samples, by)
    constant = _proportion(
        samples,
        [(sample.got, sample.tolerance(sample.got, 0.0)) for sample in samples],
        [(sample.want * values[sample.case], sample.allowed * np.abs(values[sample.case])) for sample in samples],
        free=free,
    )
    if constant is None or (by is None and abs(constant - 1) < 1e-2):
        return

    def gives(sample: Sample) -> tuple[Floats, Floats] | None:
        value = values.get(sample.case) if by is not None else np.asarray(1.0)
        value = _of(by, sample) if value is None and by is not None else value
        if value is None:
            return None
        return constant * value * sample.want, np.abs(constant * value) * sample.allowed

    is_simple = nice(constant, 0.0) is not None
    price = (_PLAIN if is_simple else _FREE) if by is None else by.price
    yield Fit(Relation(change="factor", constant=constant, by=by.by if by else ()), gives, price)


def _shifted(samples: Sequence[Sample], by: Measured | None, *, free: bool) -> Iterator[Fit]:
    values = _by_case(samples, by)
    constant = _proportion(
        samples,
        [(sample.got - sample.want, sample.tolerance(sample.want, sample.allowed)) for sample in samples],
        [(np.asarray(values[sample.case] + 0 * sample.want), 0 * sample.want) for sample in samples],
        free=free,
    )
    if constant is None:
        return

    def gives(sample: Sample) -> tuple[Floats, Floats] | None:
        value = values.get(sample.case) if by is not None else np.asarray(1.0)
        value = _of(by, sample) if value is None and by is not None else value
        return None if value is None else (sample.want + constant * value, sample.allowed)

    is_simple = nice(constant, 0.0) is not None
    price = (_PLAIN if is_simple else _FREE) if by is None else by.price
    yield Fit(Relation(change="offset", constant=constant, by=by.by if by else ()), gives, price)


def _of(by: Measured, sample: Sample) -> Floats | None:
    """The value of the quantity in another sample than those in which it was measured."""
    product = np.asarray(1.0)
    for quantity in by.by:
        value = numeric(sample.arguments.get(quantity.argument))
        if value is None or (quantity.axis is not None and quantity.axis >= value.ndim):
            return None
        if quantity.axis is not None:
            value = np.asarray(float(value.shape[quantity.axis] - quantity.less))
        with np.errstate(all="ignore"):
            product = np.asarray(product * value**quantity.power)
    fits = (not product.ndim or product.shape == sample.want.shape) and np.isfinite(product).all()
    return product if fits else None


def _by_case(samples: Sequence[Sample], by: Measured | None) -> dict[int, Floats]:
    values = by.values if by is not None else [np.asarray(1.0)] * len(samples)
    return {sample.case: value for sample, value in zip(samples, values, strict=True)}


_Blurred = tuple[Floats, Floats]


def _proportion(
    samples: Sequence[Sample], targets: Sequence[_Blurred], bases: Sequence[_Blurred], *, free: bool
) -> float | None:
    """The constant by which each base has to be multiplied to give its target, a simple one unless it is `free`."""
    best, constant = np.inf, 0.0
    for (target, blur), (base, base_blur) in zip(targets, bases, strict=True):
        if not base.size or not (np.isfinite(base).all() and base.any()):
            return None
        place = int(np.abs(base).argmax())
        top, bottom = target.flat[place], base.flat[place]
        if top == 0:
            return None
        uncertain = float(blur.flat[place] / abs(top) + base_blur.flat[place] / abs(bottom)) + 1e-14
        if not free and nice(top / bottom, uncertain) is None:
            return None
        if uncertain < best:
            best, constant = uncertain, float(top / bottom)
    simple = nice(constant, best)
    if simple is None and (not free or best > 1e-4):
        return None
    constant, best = (simple, 0.0) if simple is not None else (constant, best)
    for sample, (target, blur), (base, base_blur) in zip(samples, targets, bases, strict=True):
        allowed = blur + abs(constant) * base_blur + sample.tolerance(constant * base, 0.0)
        if (np.abs(target - constant * base) > allowed + best * np.abs(constant * base)).any():
            return None
    return constant


def _same_shapes(samples: Sequence[Sample]) -> bool:
    return all(sample.got.shape == sample.want.shape for sample in samples)
