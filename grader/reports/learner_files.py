"""The files that a learner is given, as what counts and the assignment's policy have them at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class LearnerFiles:
    """A learner's page and result, as far as they are shown it.

    Attributes:
        document: the result; None if they are shown nothing yet.
        mark: what the page ends with (`grader.reports.page_marks`).
    """

    document: bytes | None
    mark: bytes
    _result: Result
    _language: Language
    _shown: Shown

    def page(self) -> bytes:
        """The page, whole by itself: what the learner is sent."""
        return render_html(self._result, self._language, self._shown).encode() + self.mark

    def page_beside_class(self) -> bytes:
        """The page in a folder of the class's output: the same, but its style is in the sheet beside the class page."""
        return render_html(self._result, self._language, self._shown, "../").encode() + self.mark


def learner_files(standing: Standing, now: datetime, language: Language) -> LearnerFiles | None:
    """The files for a learner; None if nothing of theirs is graded."""
    result = standing.document
    if result is None:
        return None
    shown = standing.shown(now)
    document = for_learner(result, shown)
    encoded = encode_result(document or result)
    mark = page_mark(encoded, language, shown)
    return LearnerFiles(encoded if document else None, mark, document or result, language, shown)
