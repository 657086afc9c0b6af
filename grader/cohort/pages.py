"""The output folder of a class: each learner's files, the results as lines, and the class page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.atomic_files import write_atomically
from grader.cohort.work import Page
from grader.grading.documents import encode_result
from grader.grading.result import SCHEMA_VERSION
from grader.records.gradebook import Gradebook
from grader.records.learners import safe_name
from grader.records.notes import Note
from grader.records.returns import PAGE
from grader.records.standings import Standing
from grader.reports.class_overview import IndexRow, class_row
from grader.reports.html import render_index
from grader.reports.language import Language
from grader.reports.learner_files import learner_files
from grader.reports.page_marks import has_mark

DOCUMENT = "result.json"
RESULTS = "results.jsonl"
INDEX = "index.html"


class Pages:
    """Writes the files of one assignment."""

    def __init__(self, output: Path, gradebook: Gradebook, assignment: str, language: Language) -> None:
        self._output = output
        self._gradebook = gradebook
        self._assignment = assignment
        self._language = language
        self._shared: dict[tuple[object, ...], Any] = {}

    @property
    def index(self) -> Path:
        """The class page."""
        return self._output / INDEX

    def write(self, learners: Collection[str], made: Mapping[str, Page]) -> None:
        """Write what these learners are given, as far as anything of theirs is graded.

        Args:
            learners: their ids.
            made: pages that are made already, by the key of their attempt; one is used if the learner is given it.
        """
        for standing in self._gradebook.standings_of(self._assignment, learners):
            grade = standing.grade
            self._write(standing, None if grade is None else made.get(grade.key))

    def write_class(self) -> list[IndexRow]:
        """Write the results, the class page, and whatever learners are given that is not there yet; the rows of the
        class page."""
        rows: list[IndexRow] = []
        write_atomically(self._output / RESULTS, self._results(rows))
        self._write_index(rows, self.strays())
        return rows

    def strays(self) -> tuple[Note, ...]:
        """The notes on what belongs to nobody."""
        return self._gradebook.notes_on_nobody(self._assignment)

    def _results(self, rows: list[IndexRow]) -> Iterator[bytes]:
        """The results, each as a line, while the rows are made."""
        for standing in self._gradebook.standings(self._assignment):
            there = self._write(standing, None)
            row = class_row(standing, f"{safe_name(standing.learner)}/{PAGE}" if there else "")
            rows.append(self._sharing(row))
            if standing.grade and (result := standing.document):
                is_recorded = not standing.changes and result.schema_version == SCHEMA_VERSION
                yield (standing.grade.document if is_recorded else encode_result(result)) + b"\n"

    def _sharing(self, row: IndexRow) -> IndexRow:
        """The row, with what many rows have in common held once for all of them."""
        keep = self._shared.setdefault
        checks = (keep((one.exercise, one.id, one.status, *one.sentence.values()), one) for one in row.checks)
        mistakes = (keep((one.id, *one.finding.values(), *one.hint.values()), one) for one in row.mistakes)
        families = (keep((one.name, one.functions, *one.title.values()), one) for one in row.families)
        return replace(row, checks=tuple(checks), mistakes=tuple(mistakes), families=tuple(families))

    def _write_index(self, rows: list[IndexRow], strays: tuple[Note, ...]) -> None:
        write_atomically(self.index, render_index(rows, self._language, self._assignment, strays).encode())

    def _write(self, standing: Standing, made: Page | None) -> bool:
        """Write what a learner is given; return whether anything of theirs is graded.

        What is there already as it would be written now is left. The page is written last, so that its mark says that
        the document beside it is there, too.
        """
        files = learner_files(standing, datetime.now(UTC), self._language)
        if files is None:
            return False
        folder = self._output / safe_name(standing.learner)
        document, page = folder / DOCUMENT, folder / PAGE
        if has_mark(page, files.mark) and document.exists() == (files.shown != "nothing"):
            return True
        own = made if made is not None and made.mark == files.mark else None
        if (content := files.document if own is None else own.document) is None:
            document.unlink(missing_ok=True)
        else:
            write_atomically(document, content)
        write_atomically(page, files.page() if own is None else own.page)
        return True
