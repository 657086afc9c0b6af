"""The output folder of a class: each learner's files, the results as lines, and the class page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.cohort.alike_pages import AlikePages, Read
from grader.cohort.unchanged_class import LastWritten
from grader.cohort.work import Page
from grader.grading.documents import encode_result
from grader.grading.result import SCHEMA_VERSION
from grader.records.gradebook import Gradebook
from grader.records.learners import safe_name
from grader.records.returns import DOCUMENT, PAGE
from grader.records.standings import Standing
from grader.reports.class_overview import class_row
from grader.reports.class_pages import INDEX, ClassFolder, write_shared_sheet
from grader.reports.class_summary import ClassSummary
from grader.reports.language import Language
from grader.reports.learner_files import learner_files
from grader.reports.page_marks import has_mark

RESULTS = "results.jsonl"


class Pages:
    """Writes the files of one assignment. `read` reads files that were graded, as far as they are still there."""

    def __init__(self, output: Path, gradebook: Gradebook, assignment: str, language: Language, read: Read) -> None:
        self._read = read
        self._output = output
        self._gradebook = gradebook
        self._assignment = assignment
        self._language = language
        write_shared_sheet(output)

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

    def write_class(self) -> ClassSummary:
        """Write the results, the class page, and whatever learners are given that is not there yet; return the summary
        of the class. If all of it is there already, nothing is written."""
        last = LastWritten(self._output, self._gradebook, self._assignment, self._language)
        if (known := last.summary()) is not None:
            return known
        strays = self._gradebook.notes_on_nobody(self._assignment)
        class_page = ClassFolder(self._output, self._language, self._assignment, strays)
        standing_of = partial(self._gradebook.standing, self._assignment)
        alike = AlikePages(self._output, self._assignment, self._language, standing_of, self._read)
        write_atomically(self._output / RESULTS, self._results(class_page, alike))
        class_page.summary.alike = alike.write()
        summary = class_page.finish()
        last.keep(summary)
        return summary

    def _results(self, class_page: ClassFolder, alike: AlikePages) -> Iterator[bytes]:
        """The results, each as a line, while the class page takes them."""
        for standing in self._gradebook.standings(self._assignment):
            alike.add(standing)
            there = self._write(standing, None)
            class_page.add(class_row(standing, f"{safe_name(standing.learner)}/{PAGE}" if there else ""))
            if standing.grade and (result := standing.document):
                is_recorded = not standing.changes and result.schema_version == SCHEMA_VERSION
                yield (standing.grade.document if is_recorded else encode_result(result)) + b"\n"

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
        write_atomically(page, files.page_beside_class() if own is None else own.page)
        return True
