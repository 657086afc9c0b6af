"""A tolerance for a wrong version, carried over from the right one instead of measured once more."""

from __future__ import annotations

import numpy as np

from grader.numerics.allowances import Tolerance, attached, tolerance_of
from grader.numerics.blocks import as_floats
from grader.numerics.nodes import Flat, Numbers, leaves
from grader.numerics.reading import read
from grader.wire.values import Value

LEAST = 2.0**-17
"""Of its own size, the least that a wrong version's number may lie off: 64 rounding errors of float32, about 8e-6."""


def transferred(reference: Value, tolerance: Tolerance, other: Value) -> Tolerance:
    """How far another run of a wrong version may lie from its observation `other`.

    A wrong version is the reference with an edit: it does nearly the same operations, so its rounding errors are to
    the size of its numbers as the reference's are to the size of its own. Each number is allowed what the reference's
    number in its place is allowed, grown in the proportion of their sizes, and never less than `LEAST` of itself.
    Where the structures differ, `LEAST` alone. This decides only whether a mistake is named, never whether an answer
    is right: a mistake lies many tolerances from the reference by the course's own validation.

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
            # An answer that all but cancels says little about another's size: its growth is bounded.
            allowed = np.maximum(allowed, right.allowed * np.minimum(growth, 1e6))
            allowed = np.minimum(allowed, np.maximum(right.allowed, 1e-3 * size))
    inexact = np.repeat(block.inexact, block.width)
    return np.where(inexact & np.isfinite(allowed), allowed, 0.0)
