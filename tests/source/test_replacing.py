import pytest

from grader.errors import CourseError
from grader.source.replacing import with_function_of
from grader.source.tasks import task_of

STUB = (
    'import math\n\n\ndef one():\n    """Give 1."""\n    raise NotImplementedError\n\n\n'
    "def two():\n    raise NotImplementedError\n"
)
MINE = (
    "import math\nimport os\n\n\ndef one():\n    return 2\n\n\ndef helper():\n    pass\n\n\ndef two():\n    return 2\n"
)


def test_one_function_begins_anew_and_the_rest_stays():
    reset = with_function_of(MINE, STUB, "one")
    assert '"""Give 1."""' in reset
    assert "import os" in reset
    assert "def helper" in reset
    assert reset.endswith("def two():\n    return 2\n")


def test_a_method_with_its_decorators():
    theirs, mine = (
        f"class A:\n    @property\n    def f(self):\n        {body}\n\n    x = 1\n" for body in ("pass", "return 7")
    )
    assert with_function_of(mine, theirs, "A.f") == theirs


@pytest.mark.parametrize("text", ["def one(:\n", "def other():\n    pass\n"])
def test_a_file_in_which_it_cannot_be_found_is_to_be_reset_whole(text):
    with pytest.raises(CourseError, match="reset the whole file"):
        with_function_of(text, STUB, "one")


def test_a_task_is_the_call_and_the_docstring():
    assert task_of("def f(x, n=2):\n    '''Double x.'''\n", "f") == "f(x, n=2)\nDouble x."
    assert task_of("def f(:\n", "f") == task_of("x = 1\n", "f") == task_of("x = 1\n", "") == ""
