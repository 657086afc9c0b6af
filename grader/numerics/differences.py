"""How two observations differ, as data, from which the reports make sentences."""

from __future__ import annotations

from typing import Literal

import msgspec

DifferenceKind = Literal["type", "shape", "dtype", "length", "keys", "value", "nan", "text"]


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place where two observations differ.

    Attributes:
        kind: what differs. "type": another type of object; "nan": NaN or infinity in different places; "text": strings
            or opaque objects.
        path: from the root of the observation to the leaf: names of dict entries and indices of lists.
        got, expected: short texts for a reader: a number with enough digits, a shape, a dtype, a type's name. An empty
            `expected` is withheld from the reader.
        index: for "value" and "nan", the index in the array of the largest error in units of its tolerance.
        got_number, expected_number, allowed: the values at that index, if finite.
        wrong, size: the number of values in the leaf that are outside their tolerance, and the number of all values.
        first_step: for a sequence (a history), the first index along its first axis that is outside its tolerance.
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
