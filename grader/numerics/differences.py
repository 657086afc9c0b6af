"""How two observations differ, as data; sentences are made from it in the reports."""

from __future__ import annotations

from typing import Literal

import msgspec

DifferenceKind = Literal["type", "shape", "dtype", "length", "keys", "value", "nan", "text"]


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place where two observations differ.

    Attributes:
        kind: what differs. "type": another kind of thing; "nan": NaN or infinity in other places; "text": strings or
            opaque things.
        path: from the root of the observation to the leaf: names of dict entries and indices of lists.
        got, expected: short texts for a reader: a number with enough digits, a shape, a dtype, a type's name.
        index: for "value" and "nan", the index in the array of the largest error in units of its tolerance.
        got_number, expected_number, allowed: at that index, if finite.
        wrong, size: how many numbers of the leaf lie outside their tolerance, out of how many.
        first_step: for a sequence (a history), the first index along its first axis that lies outside its tolerance.
    """

    kind: DifferenceKind
    path: tuple[str | int, ...]
    got: str
    expected: str
    index: tuple[int, ...] = ()
    got_number: float | None = None
    expected_number: float | None = None
    allowed: float | None = None
    wrong: int = 0
    size: int = 0
    first_step: int | None = None
