"""Which hints a learner has been shown, remembered in the workspace: in `.grader/hints.json`.

The ladder of a function begins anew when what the function does has changed, and goes on where it was when the learner
comes back to what they had before.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.errors import RecordsError
from grader.grading.result import HintUse
from grader.records.places import hints_file

_CONTENTS = 100
"""So many contents are remembered for a function, the last ones."""


class FunctionHints(msgspec.Struct, frozen=True):
    """The hints that were shown for a function: the last one for each content, from 1, how many, and the furthest."""

    contents: dict[str, int]
    shown: int
    furthest: int


class HintMemory(msgspec.Struct, frozen=True):
    """The hints that were shown in a workspace, by exercise and function."""

    exercises: dict[str, dict[str, FunctionHints]] = {}

    def at(self, exercise: str, function: str, content: str) -> int:
        """The last hint that was shown for this content of a function, from 1; 0 if none was."""
        known = self.exercises.get(exercise, {}).get(function)
        return known.contents.get(content, 0) if known else 0

    def uses(self) -> dict[str, tuple[HintUse, ...]]:
        """How much help was used, by exercise."""
        return {
            exercise: tuple(HintUse(name, one.shown, one.furthest) for name, one in sorted(functions.items()))
            for exercise, functions in sorted(self.exercises.items())
        }


def with_hint(memory: HintMemory, exercise: str, function: str, content: str, number: int) -> HintMemory:
    """What is remembered once a hint has been shown."""
    functions = memory.exercises.get(exercise, {})
    known = functions.get(function, FunctionHints({}, 0, 0))
    earlier = {digest: one for digest, one in known.contents.items() if digest != content}
    kept = dict(list(earlier.items())[1 - _CONTENTS :]) | {content: number}
    now = FunctionHints(kept, known.shown + 1, max(known.furthest, number))
    return HintMemory(memory.exercises | {exercise: functions | {function: now}})


def read_hints(workspace: Path) -> HintMemory:
    """What is remembered in a workspace; nothing if there is no file.

    Raises:
        RecordsError: if the file cannot be read.
    """
    file = hints_file(workspace)
    try:
        return msgspec.json.decode(file.read_bytes(), type=HintMemory)
    except FileNotFoundError:
        return HintMemory()
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise RecordsError(
            "%(file)s cannot be read (%(error)s): delete it, and the hints begin anew", file=file, error=error
        ) from error


def hints_used(workspace: Path) -> dict[str, tuple[HintUse, ...]]:
    """How much help was used in a workspace, by exercise; none where the file cannot be read, since work is worth more
    than what is remembered of hints."""
    try:
        return read_hints(workspace).uses()
    except RecordsError:
        return {}


def write_hints(workspace: Path, memory: HintMemory) -> None:
    """Remember it.

    Raises:
        OSError: if the file cannot be written; names the file.
    """
    write_atomically(hints_file(workspace), msgspec.json.format(msgspec.json.encode(memory), indent=2) + b"\n")
