"""A learner's function becomes a mistake that an author can word, and nothing in it runs where it is read."""

import ast

import pytest

from grader.course.mistake_drafts import UNWORDED, Undraftable, draft

LANGUAGES = ("en", "zh", "fr")


def drafted(code: str, function: str = "slope", remarks: tuple[str, ...] = (), languages=LANGUAGES) -> str:
    return draft(function, code, "slope_like_others", remarks, languages, ("torch", "numpy"), {"slope", "forward"})


CODE = '''import numpy as np
import math

LIMIT = 3

def helper(x: float = 2.0) -> float:
    return math.sqrt(x) + LIMIT

def slope(xs: list, w: "what" = -1, *, eps=None) -> "float":
    """What the learner says."""
    values = np.asarray(xs)
    return helper(float(forward(values, w).mean()))
'''


def test_a_draft_is_one_function_that_stands_alone() -> None:
    source = drafted(CODE)
    (made,) = ast.parse(source).body
    assert isinstance(made, ast.FunctionDef)
    assert (made.name, [one.arg for one in made.args.args]) == ("slope_like_others", ["xs", "w"])
    namespace = {"mistake": lambda **said: lambda function: (said, function), "forward": lambda xs, w: xs * w}
    exec(source, namespace)
    said, function = namespace["slope_like_others"]
    assert function([2.0, 2.0], 0.5) == 4.0
    assert function.__doc__.startswith(UNWORDED)
    assert said["of"] == "slope"
    assert all(text.startswith(UNWORDED) for text in (*said["hint"].values(), *said["finding"].values()))
    assert (set(said["hint"]), set(said["finding"])) == ({"en", "zh", "fr"}, {"zh", "fr"})


def test_a_course_in_one_language_has_its_finding_in_the_docstring_alone() -> None:
    assert "finding" not in drafted(CODE, languages=("en",))


def test_what_is_remarked_stays_a_comment() -> None:
    source = drafted(CODE, remarks=("23 learners\nimport os\r\x0cos.abort()", "x"))
    assert len(ast.parse(source).body) == 1


@pytest.mark.parametrize(
    "code",
    [
        "import os\ndef slope(x):\n    return os.getpid()",
        "from torch.utils import cpp_extension\ndef slope(x):\n    return cpp_extension",
        "import torch.hub as h\ndef slope(x):\n    return h",
        "def slope(x, y=print('now')):\n    return x",
        "@print\ndef slope(x):\n    return x",
        "def helper(x=open('/etc/passwd')): return x\ndef slope(x):\n    return helper(x)",
        "def slope(x):\n    return eval('x')",
        "def slope(x):\n    return x.__class__",
        "def slope(x):\n    return (lambda y=print(1): y)()",
        "import numpy as np\ndef slope(x):\n    return np.load('secret')",
        "import numpy as np\ndef slope(x):\n    return np.lib.format",
        "import torch\ndef slope(x):\n    return torch.ops.load_library(x)",
        "def slope(x):\n    return nowhere(x)",
        "def slope(x):\n    class A: pass\n    return A",
        "COUNT = 0\ndef slope(x):\n    global COUNT\n    COUNT += 1\n    return COUNT",
        "class slope:\n    def __init__(self): pass",
        "async def slope(x):\n    return x",
        "def other(x):\n    return x",
        "def slope(x:",
        "",
    ],
)
def test_what_may_do_more_than_compute_is_not_taken_over(code: str) -> None:
    with pytest.raises(Undraftable):
        drafted(code)
