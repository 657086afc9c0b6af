"""Tolerances that hold for right answers in several styles: one may round where another does not.

0.5 * (1 + tanh(z / 2)) is the logistic function, and right to one rounding error of 1; far below zero, where the
function is nearly 0, that is many times what 1 / (1 + exp(-z)) loses.
"""

from __future__ import annotations

import numpy as np

from grader.numerics.allowances import Tolerance, attached, tolerance_of
from grader.numerics.blocks import as_floats
from grader.numerics.nodes import Flat, Numbers, leaves
from grader.numerics.reading import read
from grader.wire.values import Value

MARGIN = 4.0
"""In units of the reference's tolerance, which is eight times its largest movement: one run with rounding errors that
moves an answer by more than half of what is allowed shows a tolerance of four times the reference's."""


def exceeds(reference: Value, tolerance: Tolerance, other: Value, once: Tolerance) -> bool:
    """Whether another right answer may round more than the reference allows: it lies further off than that, or one run
    of it with rounding errors, whose tolerance is `once`, shows more than `MARGIN` times the reference's tolerance.

    False where the two do not have the same numbers.

    Raises:
        UnfitTolerance: if a tolerance does not belong to its observation.
    """
    for ours, theirs in _paired(reference, tolerance, other, once):
        inexact = np.repeat(ours.inexact, ours.width)
        with np.errstate(all="ignore"):
            far = np.abs(as_floats(theirs.flat) - as_floats(ours.flat)) > _allowed(ours)
            restless = _allowed(theirs) > MARGIN * _allowed(ours)
        if ((far | restless) & inexact).any():
            return True
    return False


def widened(reference: Value, tolerance: Tolerance, other: Value, measured: Tolerance) -> Tolerance:
    """What the reference's numbers may lie off where another right answer, whose own tolerance was measured, may too.

    Raises:
        UnfitTolerance: if a tolerance does not belong to its observation.
    """
    pairs = _paired(reference, tolerance, other, measured)
    if not pairs:
        return tolerance
    return tolerance_of(np.maximum(_allowed(ours), _allowed(theirs)) for ours, theirs in pairs)


def _paired(reference: Value, tolerance: Tolerance, other: Value, its: Tolerance) -> list[tuple[Numbers, Numbers]]:
    """The blocks of numbers of both observations, or none where they are not alike."""
    ours = list(leaves(attached(read(reference), tolerance)))
    theirs = list(leaves(attached(read(other), its)))
    if [_size(block) for block in ours] != [_size(block) for block in theirs]:
        return []
    return list(zip(ours, theirs, strict=True))


def _size(block: Numbers) -> int:
    return block.flat.size * block.width


def _allowed(block: Numbers) -> Flat:
    return block.allowed if block.allowed is not None else np.zeros(_size(block))
