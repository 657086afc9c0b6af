"""Tolerances that are measured, not guessed: how far rounding alone carries the reference's own results.

torch is imported when something is measured, not before.
"""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from grader.numerics.allowances import Tolerance, UnfitTolerance, attached, tolerance_of
from grader.numerics.blocks import as_floats, errors
from grader.numerics.comparison import UnsupportedExpected, findings, separates
from grader.numerics.nodes import Flat, Numbers, Path, leaves
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
"""The one safety factor of the project: a tolerance is this many times the largest movement seen in `RUNS` runs.

Let s be the standard deviation of a number's movement. The movement is a sum of many small rounding errors, so it is
close to normal; the largest of 8 is then 1.7 s in the median, which makes a tolerance of 14 s. The spread is unlucky
once in 2,000 numbers: its largest movement is below s / 2, its tolerance below 4 s.

Right answers: a real rounding error is about 0.7 of one that a run makes (`grader.numerics.noise.lost_in_sum`). An
answer that does the same operations in the working precision is rejected in one number of 10 million; one whose
errors are s in one of a million; one whose errors are twice as large, since it does more operations or does them in
another order, in one of 7,000. Answers in float64, which most are, have errors a billion times smaller.

Wrong answers: one passes only if its error is below about 14 s. A factor of 1.001 is seen wherever 14 s is less than a
thousandth of the answer: where float32 keeps four digits of it. `benchmarks/tolerance.py` counts both.
"""

_LARGEST = {"float32": float(np.finfo(np.float32).max), "float64": sys.float_info.max}
_SMALLEST = {"float32": float(np.finfo(np.float32).tiny), "float64": sys.float_info.min}


class Measured(msgspec.Struct, frozen=True):
    """What the reference gives, and how far a right answer may lie from it."""

    expected: Value
    tolerance: Tolerance


class UnstableObservation(Exception):
    """Rounding errors alone change what no tolerance covers: no right answer could be told from a wrong one.

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
    """Run an experiment as it is, then `runs` times with rounding errors, and keep how far each number was carried.

    Each run gets fresh arguments, and the global random generators as they were at the call. In the runs with rounding
    errors, the arguments that `precision` cannot represent and the result of each floating-point operation are moved
    by up to one rounding error of `precision` (`grader.numerics.rounding`). A number's tolerance is `SAFETY` times
    its largest movement, and no less than `SAFETY` rounding errors of its own. Integers, bools, strings, None and the
    structure have none. Where the experiment turns an argument into a plain float, and a number comes of it that no
    rounding error reached, the tolerance is `unmeasured`: it is the least one.

    Costs `runs` times the experiment, in which an operation on tensors takes 15 to 50 microseconds longer and one on
    Python floats about one microsecond, and half a millisecond a run beside.

    Args:
        experiment: the reference's run of a probe; it takes the arguments by name.
        arguments: of one case, encoded.
        precision: the coarsest one that a right answer may work in.
        runs: how many runs with rounding errors.
        seed: of the rounding errors; the same seed gives the same tolerance.

    Raises:
        UnstableObservation: where rounding errors change a structure, an integer, a string, or the place of a NaN or
            infinity, make a number complex, raise an exception, or where a number lies beyond the range of `precision`.
        UnsupportedExpected: where the observation holds a cycle or is too large.
        Exception: whatever the experiment itself raises.
    """
    from grader.numerics.noise import Noise
    from grader.numerics.rounding import moved_input, rounding
    from grader.wire.codec import decode, encode

    with _random_state() as restart:
        expected = encode(experiment({name: decode(value) for name, value in arguments.items()}))
        blocks = list(leaves(read(expected)))
        permissive = tolerance_of(_permissive(block) for block in blocks)
        _require_stable(expected, expected, permissive)
        _require_range(expected, precision)
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
                raise UnstableObservation((), f"is not there with rounding errors, but {fault!r}") from fault
            observed = encode(result)
            _require_stable(expected, observed, permissive)
            for spread, block, moved_block in zip(spreads, blocks, leaves(read(observed)), strict=True):
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
    """Whether some number was carried nowhere, though float32 does not hold it exactly, so that arithmetic made it.

    In float64, one rounding error often moves a number by nothing.
    """
    numbers = as_floats(block.flat)
    with np.errstate(over="ignore", invalid="ignore"):
        is_short = numbers.astype(np.float32) == numbers
    return bool((_inexact(block) & np.isfinite(numbers) & ~is_short & (spread == 0.0)).any())


def sees_factor(expected: Value, tolerance: Tolerance, factor: float = 1.001) -> bool:
    """Whether an answer that is wrong by this factor would be rejected by at least one number of the observation.

    It would not where every floating-point number is zero or cancels, as a gradient does at the optimum. An
    observation without floating-point numbers has nothing to cancel: True.

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


def _require_stable(expected: Value, observed: Value, permissive: Tolerance) -> None:
    for finding in findings(expected, observed, permissive):
        if (difference := finding.difference) is not None:
            change = f"from {difference.expected} to {difference.got}"
            raise UnstableObservation(difference.path, f"changes {change} ({difference.kind}) with rounding errors")


def _require_range(expected: Value, precision: Precision) -> None:
    for block in leaves(read(expected)):
        numbers = as_floats(block.flat)[_inexact(block)]
        if (np.abs(numbers[np.isfinite(numbers)]) > _LARGEST[precision]).any():
            raise UnstableObservation((), f"holds a number beyond the range of {precision}")


def _allowed(block: Numbers, spread: Flat, precision: Precision) -> Flat:
    from grader.numerics.noise import ROUNDING

    size = np.repeat(np.abs(block.flat), block.width).astype(np.float64)
    # One rounding error of the number itself, and what is lost where the precision has only subnormal numbers left.
    least = np.maximum(max(ROUNDING[precision], block.resolution) * size, _SMALLEST[precision])
    with np.errstate(over="ignore"):
        allowed = SAFETY * np.maximum(spread, least)
    return np.where(_inexact(block) & np.isfinite(allowed), allowed, 0.0)


@contextmanager
def _random_state() -> Iterator[Callable[[], None]]:
    """Yields what puts the global random generators back as they were; they are left so too."""
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
