"""One term for one thing: what learners read in Chinese uses the terms of `docs/terms.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXERCISES = ROOT / "exercises"
CHINESE = [
    *EXERCISES.rglob("*.zh.md"),
    *EXERCISES.rglob("*.zh.svg"),
    *(ROOT / "solutions").glob("[0-9][0-9]_*/*.py"),
    *(ROOT / "solutions").rglob("*.zh.md"),
    *(ROOT / "grader" / "reports" / "locale" / "zh").rglob("*.po"),
]


@dataclass(frozen=True)
class Term:
    """A row of the table."""

    english: str
    chinese: str
    explained: bool
    avoided: tuple[str, ...]


def terms() -> Iterator[Term]:
    for line in (ROOT / "docs" / "terms.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| English "):
            english, chinese, explained, avoided = (cell.strip() for cell in line.strip("|").split("|"))
            yield Term(
                re.sub(r" \(.*\)", "", english), chinese, bool(explained), tuple(filter(None, avoided.split("、")))
            )


TERMS = list(terms())


def headings(name: str) -> set[str]:
    text = (EXERCISES / name).read_text(encoding="utf-8")
    return {line.removeprefix("### ").lower() for line in text.splitlines() if line.startswith("### ")}


def test_each_term_is_there_once():
    for names in ([term.english for term in TERMS], [term.chinese for term in TERMS]):
        assert len(names) == len(set(names))
    assert [form for term in TERMS for form in term.avoided if any(form in other.chinese for other in TERMS)] == []


@pytest.mark.parametrize(("name", "language"), [("GLOSSARY.md", "english"), ("GLOSSARY.zh.md", "chinese")])
def test_the_glossary_explains_the_terms(name, language):
    assert {getattr(term, language) for term in TERMS if term.explained} - headings(name) == set()


def test_no_other_form_is_used():
    found = []
    for file in CHINESE:
        text = file.read_text(encoding="utf-8")
        found += [
            f"{file.relative_to(ROOT)}: {form}, and docs/terms.md has {term.chinese}"
            for term in TERMS
            for form in term.avoided
            if form in text
        ]
    assert found == []
