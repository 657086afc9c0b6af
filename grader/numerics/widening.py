"""Tolerances that hold for correct answers in several styles, since one may round where another does not.

0.5 * (1 + tanh(z / 2)) is the logistic function, and is accurate to one rounding error of 1; far below zero, where the
function is almost 0, that is many times the error of 1 / (1 + exp(-z)).
"""

from __future__ import annotations

import numpy as np

from grader.numerics.allowances import Tolerance, attached, tolerance_of
from grader.numerics.blocks import as_floats
from grader.numerics.nodes import Flat, Numbers, leaves
from grader.numerics.reading import read
from grader.wire.values import Value

MARGIN = 4.0
"""In units of the reference's tolerance, which is eight times its largest deviation: a single run with rounding errors
that moves an answer by more than half of that tolerance yields a tolerance of four times the reference's."""


def exceeds(reference: Value, tolerance: Tolerance, other: Value, once: Tolerance) -> bool:
    """Whether another correct answer may round more than the reference allows: either it is outside the tolerance, or
    the tolerance `once` from a single run with rounding errors exceeds `MARGIN` times the reference's tolerance.

    False if the two do not have the same number of values in each block.

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
    """The reference's tolerance, widened to the measured tolerance of another correct answer where that is larger.

    Raises:
        UnfitTolerance: if a tolerance does not belong to its observation.
    """
    pairs = _paired(reference, tolerance, other, measured)
    if not pairs:
        return tolerance
    return tolerance_of(np.maximum(_allowed(ours), _allowed(theirs)) for ours, theirs in pairs)


def _paired(reference: Value, tolerance: Tolerance, other: Value, its: Tolerance) -> list[tuple[Numbers, Numbers]]:
    """The blocks of numbers of both observations, or none if their sizes differ."""
    ours = list(leaves(attached(read(reference), tolerance)))
    theirs = list(leaves(attached(read(other), its)))
    if [_size(block) for block in ours] != [_size(block) for block in theirs]:
        return []
    return list(zip(ours, theirs, strict=True))


def _size(block: Numbers) -> int:
    return block.flat.size * block.width


def _allowed(block: Numbers) -> Flat:
    return block.allowed if block.allowed is not None else np.zeros(_size(block))
