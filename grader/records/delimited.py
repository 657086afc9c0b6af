"""Tables of delimited text (CSV and its kin) that can be changed in some cells and stay as they were in all others.

Python's `csv` gives the cells' values and forgets how they were written. A file that goes back to the program that
wrote it keeps its quotes, line ends, delimiter, encoding and byte order mark, so each cell keeps its own characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import Message, RecordsError
from grader.records.text_encoding import Decoded, decode

MAX_BYTES = 8 << 20
_DELIMITERS = ",;\t"
_LONGEST_CELL = 131_072


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and its characters in the file, with quotes."""

    value: str
    written: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, and the line end behind it (empty behind the last row of some files)."""

    cells: tuple[Cell, ...]
    end: str

    def value(self, column: int | None) -> str:
        """The value in a column, without surrounding white space; empty if the row is shorter or the column None."""
        return self.cells[column].value.strip() if column is not None and column < len(self.cells) else ""

    @property
    def blank(self) -> bool:
        """Whether all cells are empty."""
        return not any(cell.value.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows: what stands before the header (Excel's `sep=;`, usually nothing), the header, and the others."""

    file: Path
    before: str
    header: Row
    rows: tuple[Row, ...]
    delimiter: str
    form: Decoded

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, as they are written, without surrounding white space."""
        return tuple(cell.value.strip() for cell in self.header.cells)

    def values(self, column: int) -> tuple[str, ...]:
        """The values in a column, row by row."""
        return tuple(row.value(column) for row in self.rows)

    def row_number(self, index: int) -> int:
        """The number of a row as a spreadsheet shows it, where the header is row 1."""
        return index + 2

    def filled(self, column: int, values: Mapping[int, str]) -> Table:
        """The table with other values in a column, given by the rows' indices; all other cells stay as written."""
        rows = tuple(
            _with_cell(row, column, values[index], self.delimiter) if index in values else row
            for index, row in enumerate(self.rows)
        )
        return replace(self, rows=rows)

    def encode(self) -> bytes:
        """The table as the bytes of a file.

        Raises:
            RecordsError: if a value has a character that the file's encoding lacks.
        """
        lines = (self.delimiter.join(cell.written for cell in row.cells) + row.end for row in (self.header, *self.rows))
        return self.form.encode(self.before + "".join(lines))


def read_table(file: Path, encoding: str | None = None) -> Table:
    """The table in a file.

    Raises:
        RecordsError: if it cannot be read, is too long, is not delimited text, or its encoding is in doubt.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RecordsError(
            "%(file)s cannot be read: %(reason)s", file=file, reason=Message(error.strerror or str(error))
        ) from error
    if len(content) > MAX_BYTES:
        raise RecordsError(
            "%(file)s is longer than %(max_bytes)s bytes: is it a CSV file?", file=file, max_bytes=MAX_BYTES
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RecordsError(
            "%(file)s is a spreadsheet or an archive and not a CSV file: save it as CSV, UTF-8", file=file
        )
    form = decode(content, file, encoding)
    first, _, rest = form.text.partition("\n")
    before, text, delimiter = "", form.text, _delimiter(first)
    if first.strip().casefold() in {f"sep={one}" for one in _DELIMITERS}:
        before, text, delimiter = f"{first}\n", rest, first.strip()[4:] or "\t"
    rows = _rows(text, delimiter, file)
    header = rows[0] if rows else Row((Cell("", ""),), "")
    return Table(file, before, header, tuple(rows[1:]), delimiter, form)


def _delimiter(first: str) -> str:
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _rows(text: str, delimiter: str, file: Path) -> list[Row]:
    rows: list[Row] = []
    cells: list[Cell] = []
    at = 0
    while at < len(text) or cells:
        value, end = _cell(text, at, delimiter, file, len(rows) + 1)
        cells.append(Cell(value, text[at:end]))
        if text.startswith(delimiter, end):
            at = end + 1
            continue
        line_end = "\r\n" if text.startswith("\r\n", end) else text[end : end + 1]
        rows.append(Row(tuple(cells), line_end))
        cells, at = [], end + len(line_end)
    return rows


def _cell(text: str, at: int, delimiter: str, file: Path, row: int) -> tuple[str, int]:
    """The value of the cell that begins at a place, and the place where it ends."""
    start, value = at, ""
    if text.startswith('"', at):
        while True:
            close = text.find('"', at + 1)
            if close < 0 or close - start > _LONGEST_CELL:
                raise RecordsError(
                    "%(file)s is not a CSV file: a quotation mark in row %(row)s is never closed", file=file, row=row
                )
            value += text[at + 1 : close]
            at = close + 1
            if not text.startswith('"', at):
                break
            value += '"'
    end = at
    while end < len(text) and text[end] not in (delimiter, "\n", "\r"):
        end += 1
    if end - start > _LONGEST_CELL:
        raise RecordsError(
            "%(file)s is not a CSV file: row %(row)s has a cell of more than %(longest)s characters",
            file=file,
            row=row,
            longest=_LONGEST_CELL,
        )
    return value + text[at:end], end


def _with_cell(row: Row, column: int, value: str, delimiter: str) -> Row:
    missing = [Cell("", "")] * (column + 1 - len(row.cells))
    cells: list[Cell] = [*row.cells, *missing]
    cells[column] = Cell(value, _written(value, delimiter, quoted=cells[column].written.startswith('"')))
    return replace(row, cells=tuple(cells))


def _written(value: str, delimiter: str, *, quoted: bool) -> str:
    if quoted or any(one in value for one in (delimiter, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value


def column_named(names: Sequence[str], wanted: str) -> int | None:
    """The column of this name, whatever its case and its spaces; None if there is none, or more than one."""
    found = [index for index, name in enumerate(names) if folded(name) == folded(wanted)]
    return found[0] if len(found) == 1 else None


def folded(name: str) -> str:
    """A column's name without what names of one meaning differ in: case, underscores, runs of spaces."""
    return " ".join(name.casefold().replace("_", " ").split())
