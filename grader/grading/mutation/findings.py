"""What became of the mutants of an exercise, and the bars that they are held to."""

from __future__ import annotations

from typing import Literal

import msgspec

CAUGHT = 0.98
"""Of all mutants that are not recorded as equivalent, at least this share is caught."""

CAUGHT_OF_A_FUNCTION = 0.90
"""The same for each function."""

EQUIVALENT = 0.10
"""Less than this share of all mutants is recorded as equivalent."""

Caught = Literal["failed", "error", "timeout"]


class Fate(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mutant and what became of it.

    `line` is the first line that it changes, in the exercise's reference; `was` and `now` are the changed lines.
    `caught` says how the check `by` saw it, None if none did; `reason` is why it is recorded as equivalent.
    """

    function: str
    line: int
    operator: str
    was: str
    now: str
    caught: Caught | None = None
    by: str = ""
    reason: str = ""

    @property
    def survives(self) -> bool:
        """Whether no check caught it, though it is not recorded as equivalent."""
        return self.caught is None and not self.reason


class FunctionFindings(msgspec.Struct, frozen=True):
    """The mutants of one function."""

    function: str
    mutants: int
    failed: int
    errors: int
    timeouts: int
    equivalent: tuple[Fate, ...]
    survivors: tuple[Fate, ...]

    @property
    def caught(self) -> int:
        """How many were caught."""
        return self.failed + self.errors + self.timeouts

    @property
    def share(self) -> float:
        """The share that was caught of those that are not recorded as equivalent."""
        return _share(self.caught, self.mutants - len(self.equivalent))

    @property
    def passes(self) -> bool:
        """Whether it is above its bar."""
        return self.share >= CAUGHT_OF_A_FUNCTION


class StaleDeclaration(msgspec.Struct, frozen=True):
    """A recorded equivalent that is none: no mutant has these lines, or a check catches each that has."""

    function: str
    file: str
    line: int
    was: str
    now: str
    why: Literal["no such mutant", "caught"]


class ExerciseFindings(msgspec.Struct, frozen=True):
    """The mutants of one exercise. `file` is its reference, from the course's root on."""

    exercise: str
    file: str
    functions: tuple[FunctionFindings, ...]
    stale: tuple[StaleDeclaration, ...]
    seconds: float


class Findings(msgspec.Struct, frozen=True):
    """The mutants of a whole run."""

    exercises: tuple[ExerciseFindings, ...]

    @property
    def mutants(self) -> int:
        """How many there are."""
        return sum(function.mutants for function in self._functions)

    @property
    def caught(self) -> int:
        """How many were caught."""
        return sum(function.caught for function in self._functions)

    @property
    def equivalent(self) -> int:
        """How many are recorded as equivalent."""
        return sum(len(function.equivalent) for function in self._functions)

    @property
    def share(self) -> float:
        """The share that was caught of those that are not recorded as equivalent."""
        return _share(self.caught, self.mutants - self.equivalent)

    @property
    def equivalent_share(self) -> float:
        """The share that is recorded as equivalent."""
        return self.equivalent / self.mutants if self.mutants else 0.0

    @property
    def passes(self) -> bool:
        """Whether every bar is reached, and no declaration is stale."""
        return (
            self.share >= CAUGHT
            and self.equivalent_share < EQUIVALENT
            and all(function.passes for function in self._functions)
            and not any(exercise.stale for exercise in self.exercises)
        )

    @property
    def _functions(self) -> tuple[FunctionFindings, ...]:
        return tuple(function for exercise in self.exercises for function in exercise.functions)


def _share(caught: int, of: int) -> float:
    return caught / of if of else 1.0


def encode_findings(findings: Findings) -> bytes:
    """The findings as one JSON document, with their shares and whether they are above the bars."""
    document = msgspec.to_builtins(findings)
    for exercise, encoded in zip(findings.exercises, document["exercises"], strict=True):
        for function, row in zip(exercise.functions, encoded["functions"], strict=True):
            row["share"] = round(function.share, 6)
    totals = {
        "passes": findings.passes,
        "mutants": findings.mutants,
        "caught": findings.caught,
        "equivalent": findings.equivalent,
        "share": round(findings.share, 6),
    }
    return msgspec.json.format(msgspec.json.encode(totals | document), indent=2)
