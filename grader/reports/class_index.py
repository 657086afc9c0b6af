"""The index of a class that does not fit on one page: a line for each learner, packed into the page, which its script
searches, orders and filters."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from grader.reports import numbers
from grader.reports.class_overview import IndexRow, Stop
from grader.reports.language import N_, Language
from grader.reports.local_times import local_moment
from grader.reports.safe_text import clean, without_marks

FLAGS = {
    "fault": N_("The grader itself failed"),
    "nothing": N_("Nothing handed in that counts"),
    "held": N_("Something is held"),
    "not_taken": N_("Something was not taken"),
    "noted": N_("With a remark"),
    "look": N_("Worth a look"),
    "complete": N_("All points"),
    "open": N_("Not all points"),
}
"""What a learner can be chosen by, with how the page says it; their places are the bits of a line's flags."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that learners can be chosen by: its value in the page, how it is said, and how many there are."""

    value: str
    said: str
    learners: int


class ClassIndex:
    """The lines of a class, row by row."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lines: list[str] = []
        self._stops: dict[tuple[str, str], int] = {}
        self._stopped: Counter[int] = Counter()
        self._flags: Counter[str] = Counter()

    def add(self, row: IndexRow) -> None:
        """Add one learner."""
        flags = [name for name, held in _flags(row).items() if held]
        self._flags.update(flags)
        stop = self._stop(row.first) if row.first and row.counted else None
        when = local_moment(f"{row.handed_in}+00:00")
        line = [
            row.learner,
            row.name,
            page_address(row.page) if row.page else "",
            float(numbers.points(row.points)) if row.counted else None,
            float(numbers.points(row.max_points)),
            sum(1 << place for place, name in enumerate(FLAGS) if name in flags),
            stop,
            row.hints,
            int(when.timestamp()) if when else None,
            int(((when.utcoffset() if when else None) or timedelta()).total_seconds()),
        ]
        self._lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))

    def _stop(self, stop: Stop) -> int:
        said = f"{self._language.pick(stop.title)} · {self._language.pick(stop.role)}"
        number = self._stops.setdefault((without_marks(clean(said)), without_marks(stop.function)), len(self._stops))
        self._stopped[number] += 1
        return number

    def choices(self) -> list[Choice]:
        """What learners can be chosen by apart from where they stop, as far as there are any."""
        said = {name: self._language.gettext(text) for name, text in FLAGS.items()}
        places = {name: place for place, name in enumerate(FLAGS)}
        return [Choice(f"f{places[name]}", said[name], self._flags[name]) for name in FLAGS if self._flags[name]]

    def stops(self) -> list[Choice]:
        """Where learners stop, most first."""
        said = list(self._stops)
        return [
            Choice(f"s{number}", f"{said[number][0]} {said[number][1]}", count)
            for number, count in self._stopped.most_common()
        ]

    def packed(self) -> str:
        """All of it as base64 of deflated JSON."""
        stops = json.dumps(list(self._stops), ensure_ascii=False)
        words = {name: without_marks(self._language.gettext(FLAGS[name])) for name in ("fault", "nothing")}
        text = f'{{"words":{json.dumps(words, ensure_ascii=False)},"stops":{stops},"rows":[{",".join(self._lines)}]}}'
        return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode("ascii")


def page_address(page: str) -> str:
    """The address as a relative one, whatever it was: no scheme, no host."""
    return "./" + quote(page.replace("\\", "/").lstrip("/"), safe="/-_.~", errors="replace")


def _flags(row: IndexRow) -> dict[str, bool]:
    return {
        "fault": row.fault,
        "nothing": row.nothing,
        "held": any(note.held for note in row.notes),
        "not_taken": any(note.not_taken for note in row.notes),
        "noted": any(not (note.held or note.not_taken) for note in row.notes),
        "look": bool(row.to_look_at),
        "complete": row.complete and row.counted,
        "open": row.counted and not row.complete,
    }
