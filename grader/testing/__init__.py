"""For an author's own tests in pytest: assertions on the feedback for a wrong file.

    from grader.testing import assert_earns_nothing, assert_full_marks, assert_named, grade_file

    def test_a_slope_without_its_factor():
        graded = grade_file(COURSE, "momentum", Path("wrong_slope.py"))
        assert_named(graded, "factor_two_missing", check="gradient_of_the_cost")
        check = graded.check("gradient_of_the_cost")
        assert check.status == "failed"
        assert "factor 2" in check.said(language="en")

`COURSE` is the course's root, the folder with `solutions/` and `exercises/`. All tests of a session share one pool of
workers and the recorded observations of the references, so that a file takes only as long as its own code.
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
