"""What the files of a learner are called, whatever the learner's id is."""

from __future__ import annotations

import pytest

from grader.records.learners import safe_name


@pytest.mark.parametrize("learner", ["ann", "s-2071_3", "林梅", "Ann"])
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
