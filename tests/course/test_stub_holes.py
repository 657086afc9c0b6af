"""Finding in a stub what is to be written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.stubs import make_stub, solution_regions

FILE = Path("ex.py")
REFERENCE = '''\
def f(x):
    """F."""
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION


class C:
    def g(self, x):
        y = x
        ### BEGIN SOLUTION
        return y
        ### END SOLUTION
'''


def test_a_stub_has_the_regions_of_its_reference_and_is_its_own_stub() -> None:
    stub = make_stub(REFERENCE, FILE)
    assert [one.function for one in solution_regions(stub, FILE)] == ["f", "C.g"]
    assert make_stub(stub, FILE) == stub


@pytest.mark.parametrize("line", ["# 待完成：在这里写 f，替换下一行", "# À FAIRE : écrivez f ici"])
def test_words_of_a_stub_may_be_in_any_language(line: str) -> None:
    stub = f'def f(x):\n    {line}\n    raise NotImplementedError("f：还没有写")\n'
    assert [one.function for one in solution_regions(stub, FILE)] == ["f"]


@pytest.mark.parametrize(
    "body",
    [
        '    raise NotImplementedError("f: not written yet")\n',
        '    # TODO: g\n    raise NotImplementedError("f: not written yet")\n',
        '    # TODO: f\n    raise ValueError("f: not written yet")\n',
    ],
)
def test_other_errors_are_no_holes(body: str) -> None:
    assert solution_regions("def f(x):\n" + body, FILE) == ()
