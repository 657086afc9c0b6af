"""Causes as data: how a learner's numbers follow from the reference's, what they ignore, where they leave its path."""

from __future__ import annotations

from typing import Literal

import msgspec

Arrangement = Literal[
    "same", "transposed", "reversed", "columns_reversed", "flattened", "reshaped", "diagonal", "table", "first", "last",
    "first_alone", "last_alone", "early", "late", "last_missing", "first_missing", "last_extra", "first_extra",
    "last_column_missing", "first_column_missing", "cumulated", "differences", "summed", "averaged", "unsummed",
    "unaveraged", "sorted", "reordered", "all_first", "all_last", "all_alike",
]  # fmt: skip
"""How the reference's numbers are rearranged: transposed, in reverse order, flattened, the diagonal of a table, the
first or last entry ("_alone": in a list by itself), one step early or late, with one entry missing or too many, running
sums, differences of neighbours, the sum or mean of all entries ("un-": the reference's number is that of the learner's
entries), in rising or in another order, every entry like the first, the last or all the others. "table": the
reference's numbers are the diagonal of the learner's table."""

Change = Literal[
    "none", "factor", "offset", "function", "sign", "rounded", "close", "single", "arguments", "carried",
    "other_function", "product_length", "opposite",
]  # fmt: skip
"""What is then done with each number. factor: times `constant` and each of `by`; offset: plus `constant` times each of
`by`; function: `name` (a function of a number); sign: the sign is turned where `where` says, or in some places;
rounded: to `digits` decimals, or as `name` says; close: right to `digits` digits only; single: right to float32;
arguments: what the operation `name` gives for the one or two arguments in `by`; carried: the result of the case before
is added; other_function: what the function `name` gives; product_length: as many entries as `by` multiplied; opposite:
true for false."""


class Quantity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A quantity of a case: the value of an argument, or its size along `axis`, minus `less`; `power` is its
    exponent."""

    argument: str
    axis: int | None = None
    power: float = 1.0
    less: int = 0


class Condition(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something holds: an argument's value (or its size, with `axis`) is `value`, or lies above or below it.
    An empty `argument` is the expected number itself; "index" is the entry number `value` of the result (`argument` is
    empty). `each`: each entry of the argument, for the entry of the result in the same place."""

    kind: Literal["equal", "above", "below", "index"]
    value: float
    argument: str = ""
    axis: int | None = None
    each: bool = False


class Relation(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the learner's numbers follow from the reference's, in every case with a wrong result (`cases` of them).

    `path` is the part of the observation (empty: all of it). The reference's numbers are first rearranged, then
    changed. `right`: where they are unchanged, if that is not so for no case. No expected value can be computed from it
    without the learner's own.
    """

    path: tuple[str | int, ...] = ()
    arrangement: Arrangement = "same"
    change: Change = "none"
    constant: float = 1.0
    by: tuple[Quantity, ...] = ()
    name: str = ""
    digits: int = 0
    where: Condition | None = None
    right: Condition | None = None
    cases: int = 0


class Dependence(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the learner's answer does not depend on although it should, and where it is right.

    `ignores`: arguments that change the expected answer and not the learner's, in `pairs` pairs of cases; `everything`:
    the answer is the same in every case. `unread`: parameters that the function's source never reads; `reads`: names
    of the file, with lines, that it reads instead. `right`: the results are right exactly where this holds.
    """

    ignores: tuple[str, ...] = ()
    everything: bool = False
    pairs: int = 0
    unread: tuple[str, ...] = ()
    reads: tuple[tuple[str, int], ...] = ()
    right: Condition | None = None


class Divergence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a training run leaves the reference's path: in the case number `case` (from 0), the entry `step` of the
    history `quantity` is the first that differs.

    `got` and `expected` are the entries (None where there is none), `before` is the one before them, in which the two
    agree. `cause` says how the move from there follows from the reference's in every wrong case: factor (times
    `constant` and `by`), still (there is none), again (it repeats the one before), sum (it is the sum of all up to
    here). `same_step` are other histories that differ from the same step on. `drawn` is that of the case; `expected`
    and `before` are None in what learners are given of a drawn one.
    """

    case: int
    quantity: str
    step: int
    got: float | None = None
    expected: float | None = None
    before: float | None = None
    cause: Literal["", "factor", "still", "again", "sum"] = ""
    constant: float = 1.0
    by: tuple[Quantity, ...] = ()
    same_step: tuple[str, ...] = ()
    drawn: bool | None = None
