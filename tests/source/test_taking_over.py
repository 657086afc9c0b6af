"""What a learner wrote under the texts of a newer exercise file."""

from __future__ import annotations

import ast

import pytest

from grader.source.taking_over import NotPython, take_over

OLD = '''"""About lines."""

import math

STEPS = 10


def slope(x, w):
    """The slop of the line."""
    # TODO: write slope here, in place of the next line
    raise NotImplementedError("slope: not written yet")


# The other one.
def area(x):
    """The area."""
    y = x + 1
    # TODO: write area here, in place of the next line
    raise NotImplementedError("area: not written yet")
'''
MINE = OLD.replace(
    "    # TODO: write slope here, in place of the next line\n"
    '    raise NotImplementedError("slope: not written yet")\n',
    "    # so that it is one number\n    return helper(w)\n\n\ndef helper(w):\n    return float(w)  # mine\n",
)


def _function(text: str, name: str) -> str:
    return next(ast.unparse(one) for one in ast.parse(text).body if getattr(one, "name", "") == name)


def test_a_corrected_docstring_and_comment_stand_around_what_was_written():
    new = OLD.replace("slop of", "slope of").replace("# The other one.", "# The second one.")
    taken = take_over(MINE, OLD, new)
    assert taken.text == MINE.replace("slop of", "slope of").replace("# The other one.", "# The second one.")
    assert taken.signatures == ()
    assert taken.yours == ()


def test_nothing_changes_where_the_course_did_not():
    own = MINE.replace("The slop of", "My own words about the")
    assert take_over(own, OLD, OLD).text == own


def test_own_words_in_a_docstring_stay_where_the_course_has_the_old_ones():
    own = MINE.replace("The slop of", "My own words about the")
    new = OLD.replace("The area.", "The area of it.")
    assert take_over(own, OLD, new).text == own.replace("The area.", "The area of it.")


def test_a_function_that_is_not_written_is_the_new_one():
    new = OLD.replace("y = x + 1", "y = x + 2")
    taken = take_over(MINE, OLD, new)
    assert _function(taken.text, "area") == _function(new, "area")
    assert _function(taken.text, "slope") == _function(MINE, "slope")


def test_what_is_given_within_a_written_function_is_told_when_it_changes():
    own = MINE.replace('raise NotImplementedError("area: not written yet")', "return y")
    taken = take_over(own, OLD, OLD.replace("y = x + 1", "y = x + 2"))
    assert _function(taken.text, "area") == _function(own, "area")
    assert taken.yours == ("area",)


def test_a_changed_signature_stands_above_what_was_written_and_is_told():
    taken = take_over(MINE, OLD, OLD.replace("def slope(x, w)", "def slope(x, w, b=0.0)"))
    assert "def slope(x, w, b=0.0):" in taken.text
    assert "return helper(w)" in taken.text
    assert taken.signatures == ("slope(x, w, b=0.0)",)


def test_a_signature_of_ones_own_stays():
    own = MINE.replace("def slope(x, w)", "def slope(x: float, w=1.0, debug=False)")
    taken = take_over(own, OLD, OLD.replace("slop of", "slope of"))
    assert "def slope(x: float, w=1.0, debug=False):" in taken.text
    assert taken.signatures == ()


def test_new_functions_imports_and_constants_come_at_their_place():
    new = OLD.replace("import math\n", "import math\n\nimport torch\n").replace(
        "# The other one.", "def new(x):\n    pass\n\n\n# The other one."
    )
    taken = take_over(MINE, OLD, new)
    names = [one.name for one in ast.parse(taken.text).body if isinstance(one, ast.FunctionDef)]
    assert names.index("new") in (1, 2)
    assert names.index("slope") == 0
    assert "helper" in names
    assert taken.text.index("import torch") < taken.text.index("STEPS")


def test_a_constant_follows_the_course_unless_it_was_changed():
    new = OLD.replace("STEPS = 10", "STEPS = 20")
    assert "STEPS = 20" in take_over(MINE, OLD, new).text
    taken = take_over(MINE.replace("STEPS = 10", "STEPS = 3"), OLD, new)
    assert "STEPS = 3" in taken.text
    assert taken.yours == ("STEPS",)


def test_a_removed_function_goes_only_if_nothing_was_written():
    head, _, _ = OLD.partition("# The other one.")
    assert "area" not in take_over(MINE, OLD, head).text
    own = MINE.replace('raise NotImplementedError("area: not written yet")', "return y")
    taken = take_over(own, OLD, head)
    assert "return y" in taken.text
    assert taken.removed == ("area",)


def test_what_the_learner_deleted_stays_deleted():
    head, _, _ = MINE.partition("# The other one.")
    assert "area" not in take_over(head, OLD, OLD.replace("slop of", "slope of")).text


def test_without_knowing_the_old_file_what_was_written_stays_and_the_rest_is_new():
    new = OLD.replace("slop of", "slope of").replace("y = x + 1", "y = x + 2").replace("STEPS = 10", "STEPS = 20")
    taken = take_over(MINE, None, new)
    assert "The slope of" in taken.text
    assert "return helper(w)" in taken.text
    assert "y = x + 2" in taken.text
    assert "STEPS = 10" in taken.text
    assert taken.yours == ("STEPS",)


def test_methods_are_taken_over_as_functions_are():
    old = (
        'class Unit:\n    """A unit."""\n\n    def forward(self, x):\n        """It goes."""\n'
        '        # TODO: write Unit.forward here\n        raise NotImplementedError("Unit.forward: not written yet")\n'
    )
    mine = old[: old.index("        # TODO")] + "        return x\n\n    def own(self):\n        return 1\n"
    new = old.replace("It goes.", "It goes forward.") + "\n    def backward(self):\n        pass\n"
    taken = take_over(mine, old, new)
    assert "It goes forward." in taken.text
    assert "return x" in taken.text
    assert "def own" in taken.text
    assert "def backward" in taken.text


@pytest.mark.parametrize("base", [OLD, None])
def test_a_second_time_changes_nothing(base: str | None):
    new = (
        OLD.replace("slop of", "slope of").replace("def area(x)", "def area(x, y)").replace("STEPS = 10", "STEPS = 20")
    )
    once = take_over(MINE, base, new).text
    again = take_over(once, base, new)
    assert again.text == once
    assert not again.signatures


def test_line_ends_and_tabs_are_the_learners_own():
    mine = (
        MINE.replace("    return", "\treturn").replace("    # so", "\t# so").replace('    """The slop', '\t"""The slop')
    )
    taken = take_over(mine.replace("\n", "\r\n"), OLD, OLD.replace("slop of", "slope of"))
    assert taken.text.replace("\r\n", "") == taken.text.replace("\r\n", "\n").replace("\n", "")
    ast.parse(taken.text)


def test_a_file_that_is_not_python_is_refused():
    with pytest.raises(NotPython):
        take_over("def slope(x:\n", OLD, OLD)
