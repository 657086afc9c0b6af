"""Edits that are about to raise are told by those that did."""

from __future__ import annotations

from grader.course.mutation.site import Edit
from grader.grading.diagnosis.edit_candidates import Candidate
from grader.grading.diagnosis.raised_before import RaisedBefore
from grader.wire.messages import Raised

UNIT = "figure = plt.figure()\nfigure.plot(w, w)\n"


def edited(was: str, text: str, *, last: bool = False) -> Candidate:
    start = UNIT.rindex(was) if last else UNIT.index(was)
    edit = Edit(start, start + len(was), text)
    return Candidate((edit,), ("factor",), 1.0, UNIT[:start] + text + UNIT[start + len(was) :])


def type_error(type_name: str = "TypeError") -> Raised:
    return Raised(type_name, ("Exception",), "")


def test_an_expression_that_is_no_number_twice_is_none() -> None:
    seen = RaisedBefore(UNIT)
    seen.note(edited("plt.figure()", "2 * plt.figure()"), type_error())
    assert not seen.promises(edited("plt.figure()", "plt.figure() ** 2"))
    seen.note(edited("plt.figure()", "plt.figure() / 2"), type_error())
    assert seen.promises(edited("plt.figure()", "plt.figure() ** 2"))


def test_it_may_still_have_an_attribute_or_a_length() -> None:
    seen = RaisedBefore(UNIT)
    for text in ("2 * w", "w / 2"):
        seen.note(edited("w", text, last=True), type_error())
    assert not seen.promises(edited("w", "w.item()", last=True))
    assert not seen.promises(edited("w", "w / len(w)", last=True))


def test_a_name_that_stood_in_for_another_one_does_not_elsewhere() -> None:
    seen = RaisedBefore(UNIT)
    seen.note(edited("figure", "w"), type_error("AttributeError"))
    assert seen.promises(edited("figure", "w", last=True))
    assert not seen.promises(edited("figure", "plt", last=True))


def test_other_exceptions_tell_nothing_about_types() -> None:
    seen = RaisedBefore(UNIT)
    seen.note(edited("figure", "w"), type_error("ValueError"))
    assert not seen.promises(edited("figure", "w", last=True))
