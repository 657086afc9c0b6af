"""What the files of a learner are called, whatever the learner's id is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records.learners import safe_name


@pytest.mark.parametrize("learner", ["ann", "s-2071_3", "林梅", "josé"])
def test_a_harmless_id_is_the_name(learner: str) -> None:
    assert safe_name(learner) == learner


@pytest.mark.parametrize(
    "learner",
    ["index.html", "results.jsonl", "gradebook.sqlite", "gradebook.sqlite-journal", "CON", "nul.txt", "../x", "."],
)
def test_no_id_takes_the_name_of_a_device_or_of_the_graders_own_files(learner: str) -> None:
    name = safe_name(learner)
    assert name.lower() != learner.lower()
    assert not {".", "/"} & set(name)


def test_no_id_takes_the_name_that_another_was_cut_down_to() -> None:
    cut = safe_name("ann lee")
    assert cut.startswith("ann_lee-")
    assert safe_name(cut) != cut
    assert safe_name(safe_name(cut)) not in (cut, safe_name(cut))


def folded(name: str) -> str:
    """What a file system that keeps no case sees."""
    return unicodedata.normalize("NFKC", name).casefold()


@pytest.mark.parametrize(
    "group", [("ann", "Ann", "ANN", "ａｎｎ"), ("straße", "STRASSE", "strasse"), ("ıan", "ian", "Ian", "İan")]
)
def test_ids_that_differ_in_case_or_width_have_names_that_differ_in_more(group: tuple[str, ...]) -> None:
    names = [safe_name(learner) for learner in group]
    assert len({folded(name) for name in names}) == len({name.upper() for name in names}) == len(group)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(min_size=1))
def test_two_ids_never_share_a_folder(one: str, two: str) -> None:
    for other in (two, one.swapcase(), one.upper(), one.casefold(), unicodedata.normalize("NFKC", one)):
        assert other == one or folded(safe_name(one)) != folded(safe_name(other))
