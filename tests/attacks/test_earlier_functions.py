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
    assert earned(graded, scaled=ONE, misfit="def misfit(xs, w):\n    return 0.0 * scaled(1.0, w)\n", path="") == 0


def test_an_earlier_function_that_leaves_nothing_to_compute_earns_nothing(graded: Graded) -> None:
    standing = "def path(xs, w, steps):\n    misfit(xs, w)\n    return [w] * (steps + 1)\n"
    assert earned(graded, misfit=NO_MISFIT, path=standing) == 1  # that of `scaled`, which is right
    assert earned(graded, misfit=NO_MISFIT, path=standing.replace("misfit(xs, w)", "misfit")) == 1


@pytest.mark.parametrize(
    "earlier",
    [
        "def scaled(x, w):\n    raise NotImplementedError('scaled: not written yet')\n",
        "def scaled(x, w):\n    raise ValueError\n",
        "def scaled(x, w):\n    pass\n",
        "def scaled(x, w):\n    return 0.0\n",
        "def scaled(x, w):\n    return 10**5000\n",
        "def scaled(x, w):\n    return [x] * 10**5\n",
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
    lazy = "def misfit(xs, w):\n    return sum(scaled(float(x), w) - 1.0 for x in xs) ** 2\n"
    assert earned(graded, scaled=two_faced, misfit=lazy, path="") == 0


def test_a_later_function_that_only_mentions_the_earlier_one_is_compared_all_the_same(graded: Graded) -> None:
    assert earned(graded, scaled=ADDED, misfit="def misfit(xs, w):\n    scaled\n    return 0.5\n", path="") == 0


@pytest.mark.parametrize(
    "later",
    [
        "def misfit(xs, w):\n    return scaled(float(xs[0]), w)\n",
        "def misfit(xs, w):\n    return sum(scaled(float(x), w) for x in xs)\n",
        "def misfit(xs, w):\n    return [scaled(float(x), w) for x in xs]\n",
        "def misfit(xs, w):\n    scaled(float(xs[0]), w)\n    return float('nan')\n",
        "def misfit(xs, w):\n    return [[scaled(float(x), w) for x in xs]] * 10**5\n",
        "def misfit(xs, w):\n    scaled(1.0, w)\n    raise ValueError\n",
        "class misfit(float):\n    def __new__(cls, xs, w):\n        return float.__new__(cls, scaled(1.0, w))\n",
    ],
)
def test_a_later_function_that_only_hands_on_what_it_is_given_earns_nothing(graded: Graded, later: str) -> None:
    assert earned(graded, scaled=ADDED, misfit=later, path="") == 0


IN_THE_SECOND_RUN = (
    "def seen():\n    import sys\n    frame = sys._getframe(1)\n    while frame is not None:\n"
    "        if 'earlier_answers_' in frame.f_locals:\n            return frame.f_locals['earlier_answers_']\n"
    "        frame = frame.f_back\n    return None\n"
)


@pytest.mark.parametrize(
    "body",
    [
        "return seen()[-1][3]",
        "return sum(one[3] for one in seen())",
        "return (seen()[0][3] - 1.0) ** 2",
        "while True: pass",
        "import os; os._exit(0)",
        "import gc; return max((one for one in gc.get_objects() if type(one) is float), default=0.0)",
    ],
)
def test_a_later_function_that_knows_when_it_is_run_again_gains_nothing(graded: Graded, body: str) -> None:
    later = f"def misfit(xs, w):\n    if seen() is None: return scaled(1.0, w)\n    {body}\n"
    assert earned(graded, IN_THE_SECOND_RUN, scaled=ADDED, misfit=later, path="") == 0


@pytest.mark.parametrize(
    "looking",
    [
        "import sys\ndef table():\n    frame = sys._getframe(1)\n"
        "    while 'earlier_answers_' not in frame.f_locals: frame = frame.f_back\n"
        "    return frame.f_locals['earlier_answers_']\n",
        "def table():\n    held = [cell.cell_contents for cell in misfit.__closure__]\n"
        "    return [one for one in held if type(one) is list and type(one[0]) is tuple][0]\n",
        "def table():\n    try: misfit([0.0], 0.0)\n    except LookupError as raised: tb = raised.__traceback__\n"
        "    return tb.tb_next.tb_frame.f_locals['earlier_answers_']\n",
        "import gc\ndef table():\n    return [one for one in gc.get_objects() if type(one) is list and one"
        " and type(one[0]) is tuple and len(one[0]) == 5 and one[0][0] == 'misfit'][0]\n",
    ],
)
def test_a_history_that_is_found_in_the_process_of_the_second_run_earns_nothing(graded: Graded, looking: str) -> None:
    """What the earlier function was asked in the reference's run is the answer to the later check."""
    later = (
        "def path(xs, w, steps):\n    try:\n        asked = [entry[1][1] for entry in table()]\n"
        "    except BaseException:\n        return [w]\n"
        "    return [*asked, asked[-1] - 0.01 * table()[-1][3]]\n"
    )
    wrong = "def misfit(xs, w):\n    return sum(abs(scaled(float(x), w)) for x in xs)\n"
    assert earned(graded, looking, misfit=wrong, path=later) == 1  # that of `scaled`, which is right


@pytest.mark.parametrize(
    ("extra", "asked"),
    [
        ("", "float('nan')"),
        ("class Same(float):\n    def __rsub__(self, other): return 0.0\n    __sub__ = __rsub__\n", "Same(1.0)"),
        ("class Same:\n    def tolist(self): return 1.0\n", "Same()"),
    ],
)
def test_a_question_that_is_like_every_other_one_is_not_answered(graded: Graded, extra: str, asked: str) -> None:
    later = (
        "def path(xs, w, steps):\n    ws = [w]\n    for _ in range(steps):\n"
        f"        ws.append(ws[-1] - 0.01 * misfit(xs, {asked}))\n    return ws\n"
    )
    wrong = "def misfit(xs, w):\n    return 1.0 if w == w else 2.0\n"
    assert earned(graded, extra, misfit=wrong, path=later) == 1


def test_nothing_that_is_written_in_the_second_run_reaches_the_result(graded: Graded) -> None:
    later = (
        "def misfit(xs, w):\n    if seen() is not None:\n        print('SEEN', seen())\n"
        "        import warnings; warnings.warn(f'SEEN {seen()}')\n        raise ValueError(f'SEEN {seen()}')\n"
        "    return scaled(1.0, w)\n"
    )
    checks = graded(IN_THE_SECOND_RUN, scaled=ADDED, misfit=later, path="")
    assert "SEEN" not in str(list(checks.values())).replace(later, "")


def test_answers_that_depend_on_how_often_they_were_asked_for_gain_nothing(graded: Graded) -> None:
    counted = "count = [0]\n\n\ndef scaled(x, w):\n    count[0] += 1\n    return 1.0 if count[0] > 3 else x + w\n"
    kept = "kept = {}\n\n\ndef misfit(xs, w):\n    scaled(1.0, w)\n    return kept.setdefault(w, 0.0)\n"
    assert earned(graded, scaled=counted, misfit=kept, path="") == 0


def test_a_file_that_keeps_its_own_earlier_function_in_place_gains_nothing(graded: Graded) -> None:
    fixed = (
        "import sys\n\n\nclass Fixed(type(sys)):\n    def __setattr__(self, name, value):\n        pass\n\n\n"
        "sys.modules[__name__].__class__ = Fixed\n"
    )
    assert earned(graded, fixed, scaled=ONE, misfit=NO_MISFIT.replace("return", "scaled\n    return"), path="") == 0


def test_an_earlier_function_that_gives_the_answer_that_is_wanted_later_gains_nothing(graded: Graded) -> None:
    """On top of it, the reference's own `path` stands still, and so does this one, whatever it is given."""
    answer = "def misfit(xs, w):\n    return w / 1.01\n"
    assert earned(graded, misfit=answer, path="def path(xs, w, steps):\n    return [w, misfit(xs, w)][:steps]\n") == 1


def test_a_later_function_with_a_rule_of_its_own_for_the_cases_shown_does_not_pass(graded: Graded) -> None:
    table = "def misfit(xs, w):\n    scaled\n    return {0.5: 1.25, -1.5: 2.5, 0.9: 0.1}[w]\n"
    assert earned(graded, scaled=ADDED, misfit=table, path="") == 0
