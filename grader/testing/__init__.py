"""For an author's own tests: what is said of a file that is wrong in some way, asserted in pytest.

    from grader.testing import assert_earns_nothing, assert_full_marks, assert_named, grade_file

    def test_the_bias_comes_last():
        graded = grade_file(COURSE, "linear_unit", "def forward(xs, w, b):\\n    return (xs + b) * w\\n")
        assert_named(graded, "bias_first", check="forward_of_any_data")
        check = graded.check("forward_of_any_data")
        assert check.status == "failed"
        assert "bias" in check.said(language="en")

`COURSE` is the course's root, the folder with `solutions/` and `exercises/`. All tests of a session share one pool of
workers and what was recorded of the references, so that a file takes as long as its own code.
"""

from grader.testing.assertions import assert_earns_nothing, assert_fails, assert_full_marks, assert_named
from grader.testing.graded_files import GradedCheck, GradedFile
from grader.testing.sharing import grade_file, reference_source

__all__ = [
    "GradedCheck",
    "GradedFile",
    "assert_earns_nothing",
    "assert_fails",
    "assert_full_marks",
    "assert_named",
    "grade_file",
    "reference_source",
]
