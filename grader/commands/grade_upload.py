"""Fills points into the file that a learning platform exported, and says what was filled in and what was not."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from grader.atomic_files import create_atomically, write_atomically
from grader.records.class_lists import read_class_list
from grader.records.database import location_of
from grader.records.grade_files import Filled, fill_in, number
from grader.records.standings import Standing
from grader.reports.language import Language
from grader.reports.safe_text import one_line

KEY_FILE = "anonymous.key"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Filling:
    """What is filled in: the platform's file, where the filled one is written, and how rows and column are found."""

    file: Path
    output: Path
    assignment: str
    column: str | None = None
    id_column: str | None = None
    encoding: str | None = None
    scale: bool = False


def fill_file(filling: Filling, standings: Iterable[Standing], language: Language) -> None:
    """Fill the file in, write it, and say on standard error who is not in it.

    Raises:
        RecordsError: if the file, its column or the learners' rows cannot be told.
    """
    counting = [(one.learner, points, one) for one in standings if (points := one.points) is not None]
    most = max((one.max_points or 0.0 for _, _, one in counting), default=0.0)
    filled = fill_in(
        read_class_list(filling.file, filling.encoding),
        {learner: points for learner, points, _ in counting},
        filling.assignment,
        column=filling.column,
        id_column=filling.id_column,
        scaled_from=most if filling.scale else None,
    )
    write_atomically(filling.output, filled.table.encode())
    _tell(filled, filling, most, language)


def key_for(place: str, language: Language) -> bytes:
    """The key of the pseudonyms: kept beside a gradebook that is a file, otherwise new for each export."""
    url = location_of(place)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        said = language.gettext(
            "There is no place beside this gradebook for a key: the pseudonyms are of this export only."
        )
        click.echo(said, err=True)
        return secrets.token_bytes(_KEY_BYTES)
    file = Path(str(url.database)).with_name(KEY_FILE)
    if not file.exists():
        create_atomically(file, secrets.token_bytes(_KEY_BYTES), mode=0o600)
        said = language.gettext(
            "The key of the pseudonyms is in %(file)s: who has it can tell who is who.", file=str(file)
        )
        click.echo(said, err=True)
    return file.read_bytes()


def _tell(filled: Filled, filling: Filling, most: float, language: Language) -> None:
    said = language.ngettext(
        "%(n)s row filled in, in the column `%(column)s`, by the ids in `%(ids)s`: %(file)s",
        "%(n)s rows filled in, in the column `%(column)s`, by the ids in `%(ids)s`: %(file)s",
        filled.rows,
        column=one_line(filled.column, 100),
        ids=one_line(filled.id_column, 100),
        file=str(filling.output),
    )
    click.echo(said, err=True)
    if filled.not_in_file:
        who = ", ".join(one_line(learner, 100) for learner in filled.not_in_file)
        click.echo(language.gettext("These learners have points and are not in the file: %(who)s", who=who), err=True)
    if filled.left:
        who = ", ".join(one_line(learner, 100) for learner in filled.left)
        said = language.gettext("Left as they are, because the file says that no grade is wanted: %(who)s", who=who)
        click.echo(said, err=True)
    if filled.maximum is not None and not filling.scale and filled.maximum != most:
        said = language.ngettext(
            "The file's maximum is %(there)s, and the assignment has %(here)s point: --scale converts the points.",
            "The file's maximum is %(there)s, and the assignment has %(here)s points: --scale converts them.",
            1 if most == 1 else 2,
            there=number(filled.maximum),
            here=number(most),
        )
        click.echo(said, err=True)
