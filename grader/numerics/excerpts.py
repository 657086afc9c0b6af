"""Excerpts: the numbers of an observation, few enough to be kept, each with how far an equal one may be from it.

Two observations of wrong answers are the same where both have one form and each number of the one is within what is
allowed of the other's.
"""

from __future__ import annotations

import msgspec


class Excerpt(msgspec.Struct, frozen=True, array_like=True):
    """The numbers of one observation. `form` is everything else: names, shapes, texts, and where it holds numbers that
    are not finite, which `numbers` has as 0. `allowed` is how far an equal number may be from each."""

    form: str
    numbers: tuple[float, ...]
    allowed: tuple[float, ...]


def is_same(one: Excerpt, other: Excerpt) -> bool:
    """Whether another excerpt's numbers are within what this one allows."""
    return one.form == other.form and all(
        abs(a - b) <= unit for a, b, unit in zip(one.numbers, other.numbers, one.allowed, strict=True)
    )
