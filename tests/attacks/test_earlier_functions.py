"""Earlier functions that are written so that a later one becomes trivial, or that are not what they seem to be."""

from __future__ import annotations

import pytest
from grading.following import Graded, grading, make_following_course

from grader.execution.pool import Pool

ONE = "def scaled(x, w):\n    return 1.0\n"
NO_MISFIT = "def misfit(xs, w):\n    return 0.0\n"
ADDED = "def scaled(x, w):\n    return x + w\n"


@pytest.fixture(scope="module")
def graded(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return grading(make_following_course(tmp_path_factory.mktemp("attacked")), pool)


def earned(graded: Graded, first: str = "", **functions: str) -> float:
    return sum(check.points for check in graded(first, **functions).values())


def test_an_earlier_function_that_makes_every_later_answer_the_same_earns_nothing(graded: Graded) -> None:
    assert earned(graded, scaled=ONE, misfit="def misfit(xs, w):\n    scaled\n    return 0.0\n", path="") == 0
    assert earned(graded, scaled=ONE, path="") == 0


def test_an_earlier_function_that_leaves_nothing_to_compute_earns_nothing(graded: Graded) -> None:
    standing = "def path(xs, w, steps):\n    misfit(xs, w)\n    return [w] * (steps + 1)\n"
    assert earned(graded, misfit=NO_MISFIT, path=standing) == 1  # that of `scaled`, which is right
    assert earned(graded, misfit=NO_MISFIT) == 1


@pytest.mark.parametrize(
    "earlier",
    [
        "def scaled(x, w):\n    raise NotImplementedError('scaled: not written yet')\n",
        "def scaled(x, w):\n    raise ValueError\n",
        "def scaled(x, w):\n    pass\n",
        "def scaled(x, w):\n    return 0.0\n",
        "def scaled(x, w):\n    return 10**5000\n",
        "def scaled(x, w):\n    return [x] * 10**6\n",
        "def scaled(x, w):\n    while True:\n        pass\n",
        "class scaled(float):\n    def __new__(cls, x, w):\n        return float.__new__(cls, x + 2 * w)\n",
    ],
)
def test_earlier_functions_that_give_no_number_of_use_earn_the_later_ones_nothing(graded: Graded, earlier: str) -> None:
    trivial = (
        "def misfit(xs, w):\n    try:\n        return scaled(1.0, w)\n    except BaseException:\n        return 0.0\n"
    )
    assert earned(graded, scaled=earlier, misfit=trivial, path="") == 0


def test_an_earlier_function_that_recognises_its_check_is_compared_as_the_mistake_that_it_showed(
    graded: Graded,
) -> None:
    """It adds where it is checked, and gives what makes the later answer easy where it is called."""
    two_faced = (
        "def scaled(x, w):\n    import sys\n"
        "    return 1.0 if sys._getframe(1).f_code.co_name in ('misfit', '<genexpr>') else x + w\n"
    )
    assert earned(graded, scaled=two_faced, path="") == 0


def test_a_later_function_that_only_mentions_the_earlier_one_is_compared_all_the_same(graded: Graded) -> None:
    assert earned(graded, scaled=ADDED, misfit="def misfit(xs, w):\n    scaled\n    return 0.5\n", path="") == 0


def test_a_later_function_with_a_rule_of_its_own_for_the_cases_shown_does_not_pass(graded: Graded) -> None:
    table = "def misfit(xs, w):\n    scaled\n    return {0.5: 1.25, -1.5: 2.5, 0.9: 0.1}[w]\n"
    assert earned(graded, scaled=ADDED, misfit=table, path="") == 0
