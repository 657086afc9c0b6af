"""Files that are the same but for names are found, and what everybody writes is not."""

import pytest

from grader.cohort.code_similarity import FEWEST, Lookalikes
from grader.source.extracting import extracted
from grader.source.structure import structure_digest

FILE = '''
"""A file."""
import numpy as np

def mean(xs):
    """The mean."""
    total = 0.0  # so far
    for x in xs:
        total += x
    return total / len(xs)
'''


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("total", "s", True),
        ("xs", "data", True),
        ("  # so far", "", True),
        ('    """The mean."""\n', "", True),
        ("import numpy as np\n", "import numpy as np\n\n\n", True),
        ("import numpy as np", "import numpy as n", True),
        ("def mean(xs)", "def mean(xs: list) -> float", True),
        ("total += x", "total = total + x", False),
        ("len(xs)", "max(xs)", False),
        ("0.0", "1.0", False),
        ("import numpy as np", "import torch as np", False),
        ("total / len(xs)", "x / len(xs)", False),
    ],
)
def test_names_comments_and_layout_are_no_difference(was: str, now: str, same: bool) -> None:
    assert was in FILE
    assert (structure_digest(FILE) == structure_digest(FILE.replace(was, now))) is same


def test_what_is_no_python_has_no_structure() -> None:
    assert structure_digest("def f(:") == structure_digest("") == ""
    assert structure_digest("x = " + "(" * 90 + ")" * 90 + "+1" * 9000) == ""


def found(files: dict[str, list[str]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    made = Lookalikes()
    for learner, digests in files.items():
        made.add(learner, {f"e{number}": digest for number, digest in enumerate(digests)})
    return [(one.learners, one.exercises) for one in made.found()]


def test_several_whole_files_count_and_fewer_do_not() -> None:
    alike = [f"{number}" for number in range(FEWEST)]
    files = {"ann": [*alike, "a"], "ben": [*alike, "b"], "cy": [*alike[1:], "", "c"]}
    assert found(files) == [(("ann", "ben"), tuple(f"e{number}" for number in range(FEWEST)))]


def test_what_many_have_written_says_nothing() -> None:
    same = ["x"] * FEWEST
    assert found({f"l{number}": same for number in range(3)})
    assert found({f"l{number}": same for number in range(4)}) == []


def test_unwritten_files_are_not_alike() -> None:
    assert found({"ann": [""] * 5, "ben": [""] * 5}) == []


CODE = '''import math
import torch

LIMIT = 3

def helper(x):
    return math.sqrt(x) + LIMIT

def forward(x, w):
    return x * w

def slope(x, w):
    """Wrong."""
    return helper(forward(x, w))
'''


def test_a_function_is_cut_out_with_what_it_uses_and_without_the_exercises_own() -> None:
    cut = extracted(CODE, "slope", {"slope", "forward"})
    assert cut == CODE.replace("import torch\n", "").replace("def forward(x, w):\n    return x * w\n\n", "").rstrip(
        "\n"
    ).replace("math\n", "math\n")
    assert extracted(CODE, "nowhere", ()) == ""
    assert extracted(CODE + "\nslope.x = " + repr("y" * 5000), "slope", ()) != ""
