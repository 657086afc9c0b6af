"""Tells which column of a roster has the learners' ids, and which of its rows are no learners."""

from __future__ import annotations

import click

from grader.records.roster import Roster
from grader.reports.language import Language
from grader.reports.safe_text import one_line


def tell_roster(roster: Roster, language: Language) -> None:
    """Say on standard error how the roster was read."""
    said = language.ngettext(
        "Roster: %(n)s learner, id from the column `%(column)s`; %(matching)s handed in. "
        "--id-column names another column.",
        "Roster: %(n)s learners, ids from the column `%(column)s`; %(matching)s of them handed in. "
        "--id-column names another column.",
        len(roster.students),
        column=one_line(roster.column, 100),
        matching=roster.matching,
    )
    click.echo(said, err=True)
    if roster.left_out:
        rows = ", ".join(f"`{one_line(row, 60)}`" for row in roster.left_out)
        click.echo(language.gettext("Rows of the roster that are no learners: %(rows)s", rows=rows), err=True)
