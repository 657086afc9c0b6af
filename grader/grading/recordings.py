"""Recordings: what the reference and each mistake give, with tolerances, for every learner."""

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
    """What one case gave, how far each of its numbers may lie off (None where it raised), and the names of the
    arguments that it changed in place. What the arguments were afterwards is not kept."""

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
        """The returned value as bytes: no other value has the same."""
        assert isinstance(self.outcome, Returned)
        return msgspec.msgpack.encode(self.outcome.value)

    def is_exactly(self, value: Value) -> bool:
        """Whether this very value was returned, to the last bit."""
        return msgspec.msgpack.encode(value) == self.encoded

    @cached_property
    def text(self) -> str:
        """The returned value for a reader."""
        assert isinstance(self.outcome, Returned)
        return value_text(self.outcome.value)


class CostCurve(msgspec.Struct, frozen=True):
    """The reference's cost over weights, to draw a training run on."""

    w: tuple[float, ...]
    cost: tuple[float, ...]


class CheckRecording(msgspec.Struct, frozen=True):
    """The reference's observations of one check, for its first case the cost curves that its plots need, and what the
    alternatives give that it accepts, by id."""

    cases: tuple[CaseRecording, ...]
    cost_curves: dict[str, CostCurve] = {}
    alternatives: dict[str, tuple[CaseRecording, ...]] = {}

    @property
    def versions(self) -> tuple[tuple[CaseRecording, ...], ...]:
        """What each right version gives: the reference first."""
        return (self.cases, *self.alternatives.values())


class MistakeRecording(msgspec.Struct, frozen=True):
    """One mistake's observations of the checks that are about its function, by check."""

    id: str
    checks: dict[str, tuple[CaseRecording, ...]]


class ExerciseRecording(msgspec.Struct, frozen=True):
    """All that is recorded of one exercise in one variant."""

    checks: dict[str, CheckRecording]
    mistakes: tuple[MistakeRecording, ...]
