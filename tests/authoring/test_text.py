"""Texts: what may be written for one, and what a result keeps of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import grader.authoring
from grader.authoring import AuthoringError, Text, case, check, curve, exercise, forbid, mistake, satisfies
from grader.reports.language import interface_languages
from grader.text import FIRST, ready_made

READY_MADE = [
    (file.name, node.lineno, {keyword.arg for keyword in node.keywords})
    for file in Path(grader.authoring.__file__).parent.glob("*.py")
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ready_made"
]


def test_a_plain_text_is_in_the_first_language():
    assert Text("Bonjour").in_languages(("fr", "en")) == {"fr": "Bonjour"}
    assert Text({"en": "Hello", "fr": "Bonjour"}).in_languages(("fr", "en")) == {"fr": "Bonjour", "en": "Hello"}
    assert list(Text({"en": "Hello", "fr": "Bonjour"}).in_languages(("fr", "en"))) == ["fr", "en"]


def test_what_is_empty_is_not_there():
    assert [bool(text) for text in (Text(""), Text({"en": " "}), Text("x"))] == [False, False, True]
    assert Text({"en": "Hello", "fr": ""}).languages == ("en",)
    assert str(Text()) == ""


def test_the_graders_own_sentences_are_there_in_english_where_a_language_is_missing():
    own = ready_made(en="Hello", zh="你好")
    assert own.in_languages(("fr", "zh")) == {"fr": "Hello", "zh": "你好", "en": "Hello"}


def test_the_graders_own_sentences_are_in_every_language_of_the_interface():
    assert len(READY_MADE) > 10
    assert [one for one in READY_MADE if one[2] != set(interface_languages())] == []


def test_a_docstring_is_in_the_first_language_and_others_stand_beside_it():
    @check(role="cost", of="f", cases=[case(x=1.0)], sentence={"zh": "一"})
    def one(m, x):
        """One."""

    @mistake(of="f", hint={"en": "Which?", "zh": "哪个？"}, finding={"zh": "二"})
    def two():
        """Two."""

    assert one.sentence == Text({FIRST: "One.", "zh": "一"})
    assert (two.finding, two.hint) == (Text({FIRST: "Two.", "zh": "二"}), Text({"en": "Which?", "zh": "哪个？"}))


def probe(m, x):
    """A probe."""


NO_TEXTS = {
    "a title": lambda: exercise(title=3),
    "a title without a sentence": lambda: curve("w", title={"en": None}),
    "a list": lambda: forbid("sorted", why=["Write it."]),
    "a label": lambda: case(5.0, x=1.0),
    "a hint": lambda: mistake(of="f", hint=2)(probe),
    "a finding": lambda: mistake(of="f", hint="Which?", finding="又一次")(probe),
    "a sentence": lambda: check(role="cost", of="f", cases=[case(x=1.0)], sentence="句子")(probe),
}


@pytest.mark.parametrize("declare", NO_TEXTS.values(), ids=NO_TEXTS)
def test_what_is_no_text_is_refused(declare):
    with pytest.raises(AuthoringError, match=r"is not a text|in the other languages"):
        declare()


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("Down.", {"fr": "Down."}),
        ({"fr": "En bas.", "en": "Down."}, {"fr": "En bas.", "en": "Down."}),
        (Text("Down."), {"fr": "Down."}),
        (17, {"fr": "17"}),
    ],
)
def test_a_property_says_a_text(returned, said):
    class Seen:
        value, arguments = 1.0, {}

    verdict = satisfies(lambda observed, arguments: returned).judge(Seen())
    assert verdict.unmet is not None
    assert verdict.unmet.in_languages(("fr",)) == said
