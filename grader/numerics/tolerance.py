"""Tolerances that are measured, not guessed: how far rounding alone moves the reference's own results.

torch is imported only when something is measured.
"""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from grader.numerics.allowances import Tolerance, UnfitTolerance, attached, tolerance_of
from grader.numerics.blocks import as_floats, errors
from grader.numerics.comparison import UnsupportedExpected, compare_trees, separates
from grader.numerics.nodes import Flat, Node, Numbers, Path, leaves
from grader.numerics.reading import read
from grader.wire.values import Value

if TYPE_CHECKING:
    from grader.wire.messages import Precision

__all__ = [
    "RUNS", "SAFETY", "Measured", "Tolerance", "UnfitTolerance", "UnstableObservation", "UnsupportedExpected",
    "measure", "sees_factor", "separates",
]  # fmt: skip

RUNS = 8
SAFETY = 8.0
"""The only safety factor of the project: a tolerance is this many times the largest deviation in `RUNS` runs.

Let s be the standard deviation of a number over runs with simulated rounding errors. The deviation is a sum of many
small errors and therefore close to normal. The largest of 8 deviations has a median of 1.7 s, which gives a tolerance
of 14 s. For one number in 2,000 it is below s / 2, which gives a tolerance below 4 s.

Correct answers: a real rounding error is about 0.7 of a simulated one (`grader.numerics.noise.lost_in_sum`). An answer
that does the same operations in the working precision has errors of 0.7 s and is rejected for one number in 10 million.
With errors of s it is rejected for one number in a million, and with errors of 2 s, because it does more operations or
does them in another order, for one in 7,000. Most answers are in float64, whose errors are a billion times smaller.

Wrong answers: one passes only if its error is below about 14 s. For example, a factor of 1.001 is detected if 14 s is
less than a thousandth of the answer, that is, if float32 keeps four digits of it. `benchmarks/tolerance.py` measures
both rates.
"""

_LARGEST = {"float32": float(np.finfo(np.float32).max), "float64": sys.float_info.max}
_SMALLEST = {"float32": float(np.finfo(np.float32).tiny), "float64": sys.float_info.min}


class Measured(msgspec.Struct, frozen=True):
    """The reference's observation, and how far a correct answer may be from it."""

    expected: Value
    tolerance: Tolerance


class UnstableObservation(Exception):
    """Rounding errors alone change something that no tolerance covers, so correct and wrong answers look the same.

    `path` leads to the place in the observation.
    """

    def __init__(self, path: Path, why: str) -> None:
        place = "".join(f"[{item!r}]" for item in path)
        super().__init__(
            f"the observation{place} {why}: choose other numbers for this case, or let the probe leave it out"
        )
        self.path = path


def measure(
    experiment: Callable[[Mapping[str, object]], object],
    arguments: Mapping[str, Value],
    *,
    precision: Precision,
    runs: int = RUNS,
    seed: int = 0,
) -> Measured:
    """Run an experiment as it is, then `runs` times with rounding errors, and measure how far each number deviates.

    Each run gets new arguments, and the state of the global random generators at the time of the call. In the runs with
    rounding errors, the arguments that `precision` cannot represent and the result of each floating-point operation are
    perturbed by up to one rounding error of `precision` (`grader.numerics.rounding`). A number's tolerance is `SAFETY`
    times its largest deviation, but at least `SAFETY` rounding errors of the number itself. Integers, bools, strings,
    None and the structure have no tolerance. If the experiment turns an argument into a plain float, so that rounding
    errors do not reach a number computed from it, the tolerance is marked `unmeasured`: it is the smallest possible.

    The cost is `runs` times that of the experiment, plus 15 to 50 microseconds for each operation on tensors, about one
    microsecond for each on Python floats, and half a millisecond per run.

    Args:
        experiment: the reference's run of a probe; takes the arguments by name.
        arguments: the encoded arguments of one case.
        precision: the lowest precision that a correct answer may compute in.
        runs: the number of runs with rounding errors.
        seed: seed of the rounding errors; the same seed gives the same tolerance.

    Raises:
        UnstableObservation: if rounding errors change a structure, an integer, a string, or the place of a NaN or
            infinity, make a number complex, or raise an exception, or if a number exceeds the range of `precision`.
        UnsupportedExpected: if the observation holds a cycle or is too large.
        Exception: whatever the experiment itself raises.
    """
    from grader.numerics.noise import Noise
    from grader.numerics.rounding import moved_input, rounding
    from grader.wire.codec import decode, encode

    with _random_state() as restart:
        expected = encode(experiment({name: decode(value) for name, value in arguments.items()}))
        tree = read(expected)
        blocks = list(leaves(tree))
        permissive = attached(tree, tolerance_of(_permissive(block) for block in blocks))
        _require_stable(permissive, tree)
        _require_range(blocks, precision)
        spreads = [np.zeros(block.flat.size * block.width) for block in blocks]
        noise = Noise(precision, seed)
        for _ in range(runs):
            restart()
            moved = {name: moved_input(decode(value), noise) for name, value in arguments.items()}
            try:
                with warnings.catch_warnings(), rounding(noise):
                    warnings.simplefilter("ignore")
                    result = experiment(moved)
            except Exception as fault:
                raise UnstableObservation((), f"raises {fault!r} with rounding errors") from fault
            observed = read(encode(result))
            _require_stable(permissive, observed)
            for spread, block, moved_block in zip(spreads, blocks, leaves(observed), strict=True):
                error, _ = errors(block.flat, moved_block.flat)
                if error.size != spread.size:
                    raise UnstableObservation((), "becomes complex with rounding errors")
                np.maximum(spread, error, out=spread)
    measured = tolerance_of(_allowed(block, spread, precision) for block, spread in zip(blocks, spreads, strict=True))
    if noise.conversions and precision == "float32":
        unreached = any(_is_unreached(block, spread) for block, spread in zip(blocks, spreads, strict=True))
        measured = msgspec.structs.replace(measured, unmeasured=unreached)
    return Measured(expected, measured)


def _is_unreached(block: Numbers, spread: Flat) -> bool:
    """Whether a number did not change, although float32 does not represent it exactly, so that it was computed.

    Not meaningful for float64, where one rounding error often leaves a number unchanged.
    """
    numbers = as_floats(block.flat)
    with np.errstate(over="ignore", invalid="ignore"):
        is_short = numbers.astype(np.float32) == numbers
    return bool((_inexact(block) & np.isfinite(numbers) & ~is_short & (spread == 0.0)).any())


def sees_factor(expected: Value, tolerance: Tolerance, factor: float = 1.001) -> bool:
    """Whether at least one number of the observation would reject an answer that is wrong by this factor.

    None does if every floating-point number is zero or subject to cancellation, like a gradient at the optimum. For an
    observation without floating-point numbers, which cannot cancel, the result is True.

    Raises:
        UnfitTolerance: if the tolerance belongs to another observation.
    """
    found = [block for block in leaves(attached(read(expected), tolerance)) if block.inexact.any()]
    return not found or any(_shows(block, factor) for block in found)


def _shows(block: Numbers, factor: float) -> bool:
    numbers = as_floats(block.flat)
    allowed = np.zeros(numbers.shape) if block.allowed is None else block.allowed
    with np.errstate(all="ignore"):
        seen = np.abs(numbers) * abs(factor - 1.0) > allowed
    return bool((seen & np.isfinite(numbers) & _inexact(block)).any())


def _permissive(block: Numbers) -> Flat:
    return np.where(_inexact(block), sys.float_info.max, 0.0)


def _inexact(block: Numbers) -> Flat:
    return np.repeat(block.inexact, block.width)


def _require_stable(permissive: Node, observed: Node) -> None:
    for difference in compare_trees(permissive, observed):
        change = f"from {difference.expected} to {difference.got}"
        raise UnstableObservation(difference.path, f"changes {change} ({difference.kind}) with rounding errors")


def _require_range(blocks: Iterable[Numbers], precision: Precision) -> None:
    for block in blocks:
        numbers = as_floats(block.flat)[_inexact(block)]
        if (np.abs(numbers[np.isfinite(numbers)]) > _LARGEST[precision]).any():
            raise UnstableObservation((), f"holds a number beyond the range of {precision}")


def _allowed(block: Numbers, spread: Flat, precision: Precision) -> Flat:
    from grader.numerics.noise import ROUNDING

    size = np.repeat(np.abs(block.flat), block.width).astype(np.float64)
    # One rounding error of the number itself, and the loss where the precision has only subnormal numbers left.
    least = np.maximum(max(ROUNDING[precision], block.resolution) * size, _SMALLEST[precision])
    with np.errstate(over="ignore"):
        allowed = SAFETY * np.maximum(spread, least)
    return np.where(_inexact(block) & np.isfinite(allowed), allowed, 0.0)


@contextmanager
def _random_state() -> Iterator[Callable[[], None]]:
    """Yields a function that restores the global random generators; they are also restored at the end."""
    import torch

    states: tuple[Any, ...] = random.getstate(), np.random.get_state(), torch.get_rng_state()

    def restart() -> None:
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])

    try:
        yield restart
    finally:
        restart()
