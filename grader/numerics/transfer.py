"""A tolerance for a wrong version, transferred from the reference instead of measured again."""

from __future__ import annotations

import numpy as np

from grader.numerics.allowances import Tolerance, attached, tolerance_of
from grader.numerics.blocks import as_floats
from grader.numerics.nodes import Flat, Numbers, leaves
from grader.numerics.reading import read
from grader.wire.values import Value

LEAST = 2.0**-17
"""The smallest relative tolerance of a wrong version's number: 64 rounding errors of float32, about 8e-6."""


def transferred(reference: Value, tolerance: Tolerance, other: Value) -> Tolerance:
    """How far another run of a wrong version may be from its observation `other`.

    A wrong version is an edited reference: it does nearly the same operations, so the relative size of its rounding
    errors is about that of the reference. Each number gets the tolerance of the corresponding number of the reference,
    scaled up by the ratio of their sizes, but at least `LEAST` times its own size. If the structures differ, it is
    `LEAST` alone. This decides only whether a mistake is named, never whether an answer is correct: the validation of a
    course ensures that a mistake is many tolerances away from the reference.

    Raises:
        UnfitTolerance: if the tolerance does not belong to the reference.
    """
    known = list(leaves(attached(read(reference), tolerance)))
    blocks = list(leaves(read(other)))
    paired = known if len(known) == len(blocks) else [None] * len(blocks)
    return tolerance_of(_allowed(block, right) for block, right in zip(blocks, paired, strict=True))


def _allowed(block: Numbers, right: Numbers | None) -> Flat:
    size = np.abs(as_floats(block.flat))
    with np.errstate(all="ignore"):
        allowed = LEAST * size
        if right is not None and right.allowed is not None and right.allowed.size == size.size:
            right_size = np.abs(as_floats(right.flat))
            growth = np.where(right_size > 0, np.maximum(size / right_size, 1.0), 1.0)
            # A number that almost cancels says little about the size of another, so the growth is bounded.
            allowed = np.maximum(allowed, right.allowed * np.minimum(growth, 1e6))
            allowed = np.minimum(allowed, np.maximum(right.allowed, 1e-3 * size))
    inexact = np.repeat(block.inexact, block.width)
    return np.where(inexact & np.isfinite(allowed), allowed, 0.0)
