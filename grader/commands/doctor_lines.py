"""The lines that `grader doctor` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "note", "problem"]
COLOURS: dict[Mark, str] = {"ok": "green", "note": "yellow", "problem": "red"}
"""The sign of each mark, and its colour."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the answer: a mark, a sentence, and advice ("" if there is none)."""

    mark: Mark
    sentence: str
    advice: str = ""
