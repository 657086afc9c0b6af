"""A tolerance as it is stored: how far each number of an observation may be from the expected one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np

from grader.numerics.nodes import Flat, Node, leaves, with_allowed


class UnfitTolerance(ValueError):
    """A tolerance that was measured for another observation, or that is damaged."""


class Tolerance(msgspec.Struct, frozen=True, array_like=True):
    """The allowed absolute error of each number of one observation.

    `allowed` holds one entry for each block of numbers of the observation (`grader.numerics.nodes.leaves`): float64,
    little endian, in C order, as many as the block has numbers (two for a complex number: real and imaginary part).
    An empty entry means that the whole block is exact; no entries at all mean that everything is.

    `unmeasured`: rounding errors did not reach some of the numbers, because an argument was turned into a plain float.
    """

    allowed: tuple[bytes, ...] = ()
    unmeasured: bool = False


def tolerance_of(blocks: Iterable[Flat]) -> Tolerance:
    """A tolerance from one array of allowed errors for each block, in the order of the blocks."""
    return Tolerance(tuple(block.astype("<f8").tobytes() if block.any() else b"" for block in blocks))


def attached(expected: Node, tolerance: Tolerance) -> Node:
    """The tree of the expected observation with its tolerance in each block.

    Raises:
        UnfitTolerance: if its blocks do not match the observation, or if an allowed error is negative or not finite.
    """
    if not tolerance.allowed:
        return expected
    blocks = list(leaves(expected))
    if len(blocks) != len(tolerance.allowed):
        raise UnfitTolerance(f"a tolerance for {len(tolerance.allowed)} blocks of numbers; there are {len(blocks)}")
    allowed: list[Flat | None] = []
    for block, data in zip(blocks, tolerance.allowed, strict=True):
        size = block.flat.size * block.width
        if data and len(data) != 8 * size:
            raise UnfitTolerance(f"a tolerance of {len(data)} bytes for {size} numbers of 8 bytes each")
        flat = np.frombuffer(data, "<f8").astype(np.float64, copy=False) if data else None
        if flat is not None and not (np.isfinite(flat) & (flat >= 0)).all():
            raise UnfitTolerance("a tolerance that is negative, infinite or NaN")
        allowed.append(flat)
    return with_allowed(expected, iter(allowed))
