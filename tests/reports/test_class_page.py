"""The class page and the exports of a gradebook: everybody, in every order, harmless."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records.notes import NOBODY, Note, NoteKind
from grader.reports.class_overview import class_row, orders
from grader.reports.class_pages import PAGE_ROWS, write_class_pages
from grader.reports.class_summary import most_failed_first
from grader.reports.exports import cell, gradebook_csv, gradebook_json
from grader.reports.language import interface_languages, language_for
from grader.reports.note_sentences import note_sentence
from reports import samples
from reports.class_page import class_pages, render_index, summary_of
from reports.standings import class_of_all, standing
from reports.test_html import Page

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def rows():
    return [class_row(one, f"{index}/report.html") for index, one in enumerate(class_of_all())]


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE], ids=["en", "zh"])
def page(request):
    return Page(render_index(rows(), request.param, "03_gradient_descent"))


def test_who_needs_a_person_stands_first_and_who_handed_in_nothing_apart():
    text = Page(render_index(rows(), ENGLISH, "03_gradient_descent")).text
    faults, learners, nothing = (text.rindex(said) for said in ("failed for 2 learners", "Select a heading", "eve"))
    assert faults < learners < nothing
    assert "the worker <did> not start" in text
    assert "The points are those of an earlier hand-in." in text
    assert "3 without anything that counts" in text
    assert "A file in it has a name that leads outside its folder, or that cannot be used" in text
    assert "( ../../<b> )" in text


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_what_was_not_taken_stands_before_everything_else(language):
    strays = [Note(NOBODY, "gradient_descent.py", "stray")]
    text = Page(render_index(rows(), language, "", strays)).text
    nobodys = language.gettext("nobody's")
    first = [text.index(said) for said in ("../e.zip", "gradient_descent.py", "the worker <did> not start")]
    assert first == sorted(first)
    said = note_sentence(strays[0], language)
    assert text.index(nobodys) < text.index(said) < first[-1]
    assert language.gettext("Not taken") not in Page(render_index(rows()[:1], language)).text


@pytest.mark.parametrize(
    ("language", "said"), [(ENGLISH, "Held For 1 hand-in it is in doubt"), (CHINESE, "暂缓计分 有 1 份提交的归属存疑")]
)
def test_what_is_held_stands_before_what_was_not_taken(language, said):
    notes = (Note("ann", "a.docx", "not_taken"), Note("ann", "b.zip", "held_other_key", "12ab-34cd"))
    index = render_index([class_row(standing("ann", samples.all_passed(), notes=notes))], language)
    text = " ".join(Page(index).text.split())
    assert said in text
    assert text.index("b.zip") < text.index("a.docx")
    assert "grader gradebook accept" in text


def test_whole_hand_ins_come_first_among_what_was_not_taken():
    ann = class_row(standing("ann", notes=(Note("ann", "a.docx", "not_taken"), Note("ann", "b.py", "renamed"))))
    eve = class_row(standing("eve", notes=(Note("eve", "e.zip", "damaged"),)))
    found = summary_of([ann, eve], [Note(NOBODY, "x.py", "stray")]).not_taken().first
    assert [(one.note.source, one.row.learner if one.row else None) for one in found] == [
        ("e.zip", "eve"), ("x.py", None), ("a.docx", "ann"),
    ]  # fmt: skip


def test_a_long_list_of_what_was_not_taken_is_folded():
    many = standing("ann", notes=tuple(Note("ann", f"{number}.docx", "not_taken") for number in range(30)))
    page = Page(render_index([class_row(many)], ENGLISH))
    assert "details" in {tag for tag, _ in page.elements}
    assert "25 more" in page.text


def test_each_heading_leads_to_an_order_that_is_on_the_page(page):
    tables = [attributes["id"] for tag, attributes in page.elements if tag == "table" and "id" in attributes]
    assert tables[-1] == "learners"
    assert len(tables) == len(set(tables)) == 7
    targets = {link[1:] for link in page.all("href") if link.startswith("#") and not link.endswith("-title")}
    assert targets == set(tables)
    assert {attributes["aria-sort"] for tag, attributes in page.elements if "aria-sort" in attributes} == {
        "ascending",
        "descending",
    }


def test_one_learner_needs_no_orders():
    page = Page(render_index(rows()[:1], ENGLISH))
    assert [attributes["id"] for tag, attributes in page.elements if tag == "table"] == ["learners"]
    assert [link for link in page.all("href") if link.startswith("#")] == ["#learners"]


def test_the_orders_are_those_that_they_say():
    shown = {order.key: [row.learner for row in order.rows] for order in orders(rows()[:4])}
    assert shown["learners"] == ["cy", "dee", "ann", "ben"]
    assert shown["learner-down"] == ["dee", "cy", "ben", "ann"]
    assert shown["points-down"] == ["cy", "dee", "ann", "ben"]
    assert shown["points-up"] == ["dee", "cy", "ben", "ann"]
    assert shown["time-down"][2:] == ["ann", "ben"]
    assert shown["first-up"][2:] == ["ben", "ann"]


def test_the_share_that_fails_counts_only_those_who_handed_in():
    shares = summary_of([row for row in rows() if not row.nothing][:2]).shares()
    gradient = next(share for share in shares if share.check.function == "gradient")
    assert (gradient.passed, gradient.failed, gradient.total) == (1, 1, 2)
    train = next(share for share in shares if share.check.function == "train")
    assert (train.failed, train.total) == (0, 2)  # it waits for the gradient
    failing = [share.failed / share.total for share in most_failed_first(shares)]
    assert failing == sorted(failing, reverse=True)


LONG = tuple(f"{number:04}" for number in range(3 * PAGE_ROWS + 20))


def long_class(hints=0):
    done = class_row(standing("x", samples.all_passed(), handed_in="2026-11-24T12:00:00Z"))
    return [replace(done, learner=who, page=f"{who}/report.html", hints=hints) for who in LONG]


def test_every_learner_of_a_long_class_is_on_one_page_and_the_pages_lead_to_each_other():
    pages = {name: Page(text) for name, text in class_pages(long_class(), ENGLISH)}
    assert list(pages) == ["class-2.html", "class-3.html", "class-4.html", "index.html"]
    shown = [[link[2:6] for link in pages[name].all("href") if link.endswith("/report.html")] for name in sorted(pages)]
    assert shown == [list(LONG[100:200]), list(LONG[200:300]), list(LONG[300:]), list(LONG[:100])]
    leads = {name: [a["href"] for _, a in page.elements if a.get("rel") == "next"] for name, page in pages.items()}
    assert leads["class-2.html"][0] == "class-3.html"
    assert leads["class-4.html"] == []
    assert {"class-2.html", "class-3.html", "class-4.html"} <= set(pages["index.html"].all("href"))


def test_the_rows_of_a_long_class_are_taken_as_the_pages_are_written():
    taken = []
    pages = class_pages((taken.append(row) or row for row in long_class() * 5), ENGLISH)
    next(pages)
    assert len(taken) == 2 * PAGE_ROWS + 1


def test_the_index_of_a_long_class_finds_everybody():
    text = dict(class_pages([*long_class(2), *sorted(rows(), key=lambda row: row.learner)], CHINESE))["index.html"]
    packed = re.search(r'id="class-index">([^<]*)<', text)
    assert packed is not None
    found = json.loads(zlib.decompress(base64.b64decode(packed[1])))
    assert [line[0] for line in found["rows"]] == [*LONG, *sorted(row.learner for row in rows())]
    first = found["rows"][0]
    assert first[2] == "./0000/report.html"
    assert first[3:5] == [11.0, 11.0]
    assert first[7] == 2
    assert datetime.fromtimestamp(first[8], UTC).isoformat() == "2026-11-24T12:00:00+00:00"
    assert ["梯度下降 · 反向传播", "gradient"] in found["stops"]


def test_pages_of_an_earlier_and_larger_class_are_removed(tmp_path):
    for name in ("class-9.html", "class-2.html", "class-x.html"):
        (tmp_path / name).write_text("old")
    summary = write_class_pages(tmp_path, long_class()[:150], ENGLISH)
    assert (summary.learners, summary.complete) == (150, 150)
    left = {file.name for file in tmp_path.iterdir()}
    assert {name for name in left if not name.startswith("styles-")} == {"index.html", "class-2.html", "class-x.html"}
    assert (tmp_path / "class-2.html").read_text("utf-8") != "old"


def test_hints_have_a_column_where_somebody_used_some():
    some = rows()[:2]
    assert "Hints used" not in Page(render_index(some, ENGLISH)).text
    page = Page(render_index([some[0], replace(some[1], hints=7)], ENGLISH))
    assert "Hints used" in page.text
    assert "Hints used" in page.all("data-label")


@pytest.fixture(scope="module")
def row():
    return rows()[0]


@given(points=st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_the_median_is_that_of_all_points(row, points):
    assert summary_of([replace(row, points=float(value)) for value in points]).quantile(0.5) == median(points)


def test_a_list_holds_its_beginning_and_counts_the_rest():
    summary = summary_of([replace(row, nothing=True) for row in long_class()])
    assert (len(summary.nothing.first), summary.nothing.left, summary.nothing.total) == (100, 220, 320)
    assert summary.quantile(0.5) == 0


def test_hostile_names_make_no_elements(page):
    assert "script" not in {tag for tag, _ in page.elements}
    assert "<script>alert(1)</script>" in page.text
    assert "=HYPERLINK" in page.text


def test_the_table_is_read_by_a_csv_reader_and_holds_no_formula():
    lines = list(csv.DictReader(io.StringIO(gradebook_csv(class_of_all()), newline="")))
    by_learner = {line["learner"]: line for line in lines}
    assert (by_learner["ann"]["points"], by_learner["ann"]["max_points"], by_learner["ann"]["name"]) == (
        "11",
        "11",
        "Ann",
    )
    assert by_learner["ann"]["03_gradient_descent/gradient_descent"] == "11"
    assert by_learner["fay"]["points"] == by_learner["fay"]["handed_in"] == ""
    assert by_learner["eve"]["notes"] == "../e.zip: unsafe_name"
    assert by_learner["dee"]["grader_fault"] == "the worker <did> not start"
    for line in lines:
        for value in line.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert "\n" not in value


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\t=1", "\r=1", " =1", "\x00=1", "\u200b=1"]
)
def test_what_a_spreadsheet_takes_for_a_formula_is_text(text):
    assert cell(text).startswith("'")


def test_an_ordinary_cell_stays_as_it_is():
    assert [cell(text) for text in ("ann", "a-b", "林梅", "3 = 3")] == ["ann", "a-b", "林梅", "3 = 3"]


def test_json_holds_everybody():
    document = json.loads("".join(gradebook_json(class_of_all())))
    by_learner = {one["learner"]: one for one in document["standings"]}
    assert by_learner["ann"]["grade"]["points"] == 11
    assert by_learner["ann"]["grade"]["exercises"][0]["checks"]["check_forward"] == "passed"
    assert by_learner["fay"]["grade"] is None
    assert by_learner["cy"]["grader_fault"]["message"] == "the worker <did> not start"
    assert by_learner["ben"]["notes"] == [{"source": "b2.zip", "kind": "damaged", "detail": ""}]


@pytest.mark.parametrize("kind", [kind for kinds in get_args(NoteKind) for kind in get_args(kinds)])
def test_every_kind_of_note_has_a_sentence_in_every_language(kind):
    note = Note("ann", "a.zip", kind)
    said = {code: str(note_sentence(note, language_for(code))) for code in interface_languages()}
    assert len(set(said.values())) == len(said)
    assert " " in said["en"]
