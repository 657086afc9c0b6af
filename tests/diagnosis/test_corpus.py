"""The corpus of hand-ins is in order, and what it calls right gets full marks."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diagnosis.hand_ins import CORPUS, KINDS, HandIn, defined, filled_in, read_hand_ins
from grader.course.discovery import Course, find_course
from grader.course.files import read_source
from grader.testing import assert_full_marks, grade_file, reference_source

ROOT = Path(__file__).parents[2]
HAND_INS = read_hand_ins(CORPUS)
RIGHT = [one for one in HAND_INS if one.kind == "right"]
OF_TODAY = random.Random(datetime.now(UTC).date().toordinal()).sample(RIGHT, 12)
"""A dozen of them a day: every one has its turn, and the suite stays short."""


def _name(one: HandIn) -> str:
    return f"{one.exercise}__{one.id}"


@pytest.fixture(scope="module")
def course() -> Course:
    return find_course(ROOT)


def test_the_index_and_the_files_belong_together() -> None:
    files = {file.stem for file in CORPUS.glob("*.py")}
    assert Counter(map(_name, HAND_INS)) == Counter(files)


def test_each_hand_in_names_functions_of_its_exercise_that_it_writes(course: Course) -> None:
    stubs = {exercise.name: defined(read_source(exercise.stub)) for exercise in course.exercises}
    strange = [
        f"{_name(one)}: {function}"
        for one in HAND_INS
        for function in one.functions
        if function not in stubs[one.exercise] & defined(one.text)
    ]
    assert strange == []


def test_each_hand_in_says_its_kind_its_origin_and_its_cause() -> None:
    assert {one.kind for one in HAND_INS} == set(KINDS)
    assert {one.written_from for one in HAND_INS} <= {"texts", "mistakes"}
    assert [_name(one) for one in HAND_INS if not one.functions or not one.cause] == []


def test_every_exercise_has_hand_ins_from_its_texts_alone(course: Course) -> None:
    written = Counter(one.exercise for one in HAND_INS if one.written_from == "texts")
    assert [exercise.name for exercise in course.exercises if written[exercise.name] < 4] == []


@pytest.mark.parametrize("hand_in", OF_TODAY, ids=_name)
def test_what_is_right_gets_full_marks(hand_in: HandIn) -> None:
    assert_full_marks(
        grade_file(ROOT, hand_in.exercise, filled_in(hand_in.text, reference_source(ROOT, hand_in.exercise)))
    )


def test_each_judgement_is_of_a_hand_in_with_this_cause() -> None:
    with (CORPUS.parent / "judged.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    causes = {(one.exercise, one.id): one.cause for one in HAND_INS}
    assert {(row["exercise"], row["id"]): row["cause"] for row in rows} == causes
    assert {row["judgement"] for row in rows} <= {"", "right", "partly", "wrong", "silent"}


REFERENCE = '''"""An exercise."""

import math


def area(r):
    """Of a circle."""
    ### BEGIN SOLUTION
    return math.pi * r**2
    ### END SOLUTION


class Counter:
    """Counts."""

    def __init__(self):
        self.count = 0

    def up(self):
        self.count += 1
        return self.count
'''


def _run(text: str) -> dict[str, object]:
    namespace: dict[str, object] = {}
    exec(filled_in(text, REFERENCE), namespace)
    return namespace


def test_what_a_text_leaves_out_is_the_reference_s() -> None:
    made = _run("def area(r):\n    return 3 * r\n")
    assert made["area"](2) == 6
    assert made["Counter"]().up() == 1


def test_a_method_takes_the_place_of_one_and_another_stands_beside() -> None:
    made = _run(
        "class Counter:\n    def up(self):\n        return self.down()\n\n    def down(self):\n        return -1\n"
    )
    assert made["Counter"]().up() == -1
    assert round(made["area"](1), 2) == 3.14


def test_imports_and_helpers_stand_in_their_order_before_what_uses_them() -> None:
    made = _run("import cmath\nhalf = cmath.pi / 2\nwhole = 2 * half\n\ndef area(r, p=whole):\n    return p * r\n")
    assert round(made["area"](1), 2) == 3.14


def test_a_whole_file_stays_as_it_is() -> None:
    whole = REFERENCE.replace("An exercise", "My exercise")
    assert filled_in(whole, REFERENCE) == whole
