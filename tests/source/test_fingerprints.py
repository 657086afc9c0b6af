"""What counts as a change of a function: what it does, and not how its file is written."""

from __future__ import annotations

import pytest

from grader.source.fingerprints import function_fingerprint

FILE = '''
SCALE = 2

def half(x):
    """Half of it."""
    return x / SCALE

def quarter(x):
    return half(half(x))

def other(x):
    return x
'''


@pytest.mark.parametrize(
    ("was", "now"),
    [("    return half(half(x))", "    # twice\n    return half( half(x) )"), ("Half of it.", "The half."),
     ("def other(x):\n    return x", "def other(x):\n    return -x")],
)  # fmt: skip
def test_comments_docstrings_and_other_functions_change_nothing(was: str, now: str) -> None:
    assert function_fingerprint(FILE.replace(was, now), "quarter") == function_fingerprint(FILE, "quarter")


@pytest.mark.parametrize(("was", "now"), [("half(half(x))", "half(x)"), ("SCALE = 2", "SCALE = 3"), ("x / S", "x * S")])
def test_what_it_does_and_what_it_uses_changes_it(was: str, now: str) -> None:
    assert function_fingerprint(FILE.replace(was, now), "quarter") != function_fingerprint(FILE, "quarter")


def test_a_file_that_is_no_python_has_one_too() -> None:
    assert function_fingerprint("def f(:", "f") == function_fingerprint("def  f(:\n", "f")
    assert function_fingerprint("def f(:", "f") != function_fingerprint("def g(:", "f")
