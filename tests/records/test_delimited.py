"""Tables whose cells stay as they were written, except those that are filled in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records.delimited import read_table

CELLS = st.lists(st.lists(st.text("ab ,;\t\"'=李\n"), min_size=2, max_size=3), min_size=2, max_size=4)


@given(CELLS, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(["\r\n", "\n"]))
def test_python_s_csv_reads_the_same_and_what_is_written_back_is_what_was_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], quoting: int, end: str
) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=quoting, lineterminator=end).writerows([["name", "grade", "rest"], *rows])  # type: ignore[arg-type]
    file = tmp_path_factory.getbasetemp() / "table.csv"
    file.write_bytes(stream.getvalue().encode())
    table = read_table(file)
    assert [[cell.value for cell in row.cells] for row in table.rows] == rows
    assert table.encode() == file.read_bytes()
    filled = table.filled(1, {0: 'a "b", c'})
    (again,) = [list(csv.reader(io.StringIO(filled.encode().decode(), newline="")))]
    assert again[1][1] == 'a "b", c'
    assert [row for index, row in enumerate(again) if index != 1] == [["name", "grade", "rest"], *rows[1:]]


def test_a_cell_keeps_the_quotes_of_the_column(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('"a";"b";c\n"1";"";\n', encoding="utf-8")
    assert read_table(file).filled(1, {0: "5"}).filled(2, {0: "6"}).encode() == b'"a";"b";c\n"1";"5";6\n'
