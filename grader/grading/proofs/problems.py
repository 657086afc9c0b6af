"""What a proof finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.errors import AuthoringError, Place


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that validation refuses.

    Attributes:
        proof: the name of the proof that found it.
        exercise: the exercise, "" for what is true of the course.
        subject: what it is about: a check, a mistake, a style, …
        place: where to fix it.
        message: what was found and what to do. Figures may differ from one seed to the next.
        seed: the seed under which it was seen first; None where it does not hang on one.
        kind: tells it from others that the same proof finds in the same subject.
    """

    proof: str
    exercise: str
    subject: str
    place: Place
    message: str
    seed: int | None = None
    kind: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """What two problems have in common that are one: whatever the seed, it is told once."""
        return self.proof, self.exercise, self.subject, self.place, self.kind


def problem_of(error: AuthoringError, exercise: str, fallback: Path, seed: int | None = None) -> Problem:
    """A slip that was refused, as a problem of this exercise."""
    place = error.place or Place(fallback, 1)
    message = str(error).removeprefix(f"{error.place}: ")
    return Problem(REFUSALS, exercise, "", place, message, seed)


REFUSALS = "refusals"
"""What stands for the proof where a slip was refused while an exercise was read, drawn or recorded."""
