"""Recordings: the outcomes of the reference and of each mistake, with tolerances, for all learners."""

from __future__ import annotations

from functools import cached_property

import msgspec

from grader.numerics.allowances import Tolerance
from grader.numerics.comparison import expected_tree
from grader.numerics.nodes import Node
from grader.numerics.short_texts import value_text
from grader.wire.messages import Missing, Raised, Returned
from grader.wire.values import Value


class CaseRecording(msgspec.Struct, frozen=True, dict=True):
    """The outcome of one case, the tolerance of its numbers (None if it raised), and the names of the arguments that it
    modified in place. The values of the arguments after the call are not kept."""

    outcome: Returned | Raised | Missing
    tolerance: Tolerance | None = None
    changed: tuple[str, ...] = ()

    @cached_property
    def tree(self) -> Node:
        """The returned value with its tolerance, read once for all learners."""
        assert isinstance(self.outcome, Returned)
        return expected_tree(self.outcome.value, self.tolerance or Tolerance())

    @cached_property
    def encoded(self) -> bytes:
        """The returned value as bytes, which differ for different values."""
        assert isinstance(self.outcome, Returned)
        return msgspec.msgpack.encode(self.outcome.value)

    def is_exactly(self, value: Value) -> bool:
        """Whether exactly this value was returned, to the last bit."""
        return msgspec.msgpack.encode(value) == self.encoded

    @cached_property
    def text(self) -> str:
        """The returned value as a short text."""
        assert isinstance(self.outcome, Returned)
        return value_text(self.outcome.value)


class CostCurve(msgspec.Struct, frozen=True):
    """The reference's cost as a function of the weight, on which a training run is drawn."""

    w: tuple[float, ...]
    cost: tuple[float, ...]


class CheckRecording(msgspec.Struct, frozen=True):
    """The reference's observations for one check, the cost curves that the plots of its first case need, and the
    observations of the alternatives that it accepts, by id."""

    cases: tuple[CaseRecording, ...]
    cost_curves: dict[str, CostCurve] = {}
    alternatives: dict[str, tuple[CaseRecording, ...]] = {}

    @property
    def versions(self) -> tuple[tuple[CaseRecording, ...], ...]:
        """The observations of each right version, the reference first."""
        return (self.cases, *self.alternatives.values())


class MistakeRecording(msgspec.Struct, frozen=True):
    """One mistake's observations for the checks that concern its function, by check. `parts` are the values of its open
    parts, as Python writes them, if they are not its defaults; `second` is a mistake of the same function that was made
    as well."""

    id: str
    checks: dict[str, tuple[CaseRecording, ...]]
    parts: dict[str, str] = {}
    second: str = ""


class ExerciseRecording(msgspec.Struct, frozen=True):
    """Everything that is recorded for one exercise in one variant."""

    checks: dict[str, CheckRecording]
    mistakes: tuple[MistakeRecording, ...]
