"""The files that a learner is given, as what counts and the assignment's policy have them at a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from grader.grading.documents import encode_result
from grader.grading.result import Result
from grader.reports.html import render_html
from grader.reports.language import Language
from grader.reports.page_marks import page_mark
from grader.reports.redaction import for_learner

if TYPE_CHECKING:  # the gradebook imports a database library, which the report of one learner does not need
    from grader.records.policies import Shown
    from grader.records.standings import Standing


@dataclass(frozen=True)
class LearnerFiles:
    """A learner's page and result, as far as they are shown it. Nothing is read or made before it is asked for.

    Attributes:
        mark: what the page ends with (`grader.reports.page_marks`).
        shown: what the learner is shown.
    """

    mark: bytes
    shown: Shown
    _language: Language
    _read: Callable[[], Result]

    @cached_property
    def document(self) -> bytes | None:
        """The result; None if they are shown nothing yet."""
        return None if self.shown == "nothing" else encode_result(self._result)

    def page(self) -> bytes:
        """The page, whole by itself: what the learner is sent."""
        return render_html(self._result, self._language, self.shown).encode() + self.mark

    def page_beside_class(self) -> bytes:
        """The page in a folder of the class's output: the same, but its style is in the sheet beside the class page."""
        return render_html(self._result, self._language, self.shown, "../").encode() + self.mark

    @cached_property
    def _result(self) -> Result:
        whole = self._read()
        return for_learner(whole, self.shown) or whole


def learner_files(standing: Standing, now: datetime, language: Language) -> LearnerFiles | None:
    """The files for a learner; None if nothing of theirs is graded."""
    recorded = standing.recorded
    if recorded is None:
        return None
    shown = standing.shown(now)
    mark = page_mark(recorded, language, shown, standing.changes)
    return LearnerFiles(mark, shown, language, standing.read)


def unchanged_files(result: Result, recorded: bytes, language: Language, shown: Shown) -> LearnerFiles:
    """The files for a learner for whom this result counts as it is recorded."""
    return LearnerFiles(page_mark(recorded, language, shown), shown, language, lambda: result)
