"""Which files beside an exercise file are its helpers, and where their lines are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.authoring import forbid
from grader.grading.broken_rules import RuleBook
from grader.grading.found_files import with_helpers_among
from grader.grading.helpers import HelperRules, helper_in, helper_texts, imported_modules, with_helpers
from grader.grading.result import ErrorInfo
from grader.grading.submissions import SubmittedFile, line_of, unread_file

TAKEN = HelperRules(True, frozenset({"torch"}), frozenset({"gradient_descent", "linear_model"}))
FILES = {
    "ann/tools.py": SubmittedFile("ann/tools.py", "import more\n\ndef mean(x): ...\n"),
    "ann/more.py": SubmittedFile("ann/more.py", "import tools\n"),
    "ann/torch.py": SubmittedFile("ann/torch.py", "x = 1\n"),
    "ann/json.py": SubmittedFile("ann/json.py", "x = 1\n"),
    "ann/pytest.py": SubmittedFile("ann/pytest.py", "x = 1\n"),
    "ann/unused.py": SubmittedFile("ann/unused.py", "x = 1\n"),
    "ann/linear_model.py": SubmittedFile("ann/linear_model.py", "x = 1\n"),
    "ann/broken.py": SubmittedFile("ann/broken.py", "", ErrorInfo("encoding")),
    "ann/denied.py": unread_file("ann/denied.py", "OSError", "Permission denied"),
}


def joined(text: str, rules: HelperRules = TAKEN) -> tuple[SubmittedFile, list[tuple[str, str, str]]]:
    file, notices = with_helpers(SubmittedFile("ann/gradient_descent.py", text), FILES, FILES.__getitem__, rules)
    return file, [(notice.kind, notice.path, notice.other) for notice in notices]


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("import a, b.c as d", {"a", "b"}),
        ("from a.b import c", {"a"}),
        ("  from .a import c", {"a"}),
        ("from . import a, b as c", {"a", "b"}),
        ("from . import (a, b)", {"a", "b"}),
        ("x = 1; import a", {"a"}),
        ("try: import a\nexcept ImportError: pass", {"a"}),
        ("from " + "a" * 1_000_000, set()),
        ("from " + "." * 1_000_000 + "\nfrom" + " " * 1_000_000, set()),
        ("import " + ", " * 500_000 + "a", {"a"}),
        ("# import a\nimportant = 'from b import c'\nimport_ = 1", set()),
    ],
)
def test_the_modules_that_a_text_imports(text: str, modules: set[str]) -> None:
    assert imported_modules(text) == modules


def test_helpers_are_what_it_imports_and_what_they_import() -> None:
    file, notices = joined("from tools import mean\n")
    assert [helper.path for helper in file.helpers] == ["ann/tools.py", "ann/more.py"]
    assert notices == [
        ("helper_used", "ann/tools.py", "ann/gradient_descent.py"),
        ("helper_used", "ann/more.py", "ann/tools.py"),
    ]
    assert list(helper_texts(file)) == ["tools", "more"]


@pytest.mark.parametrize("module", ["torch", "json", "pytest"])
def test_a_library_is_replaced_by_no_helper(module: str) -> None:
    file, notices = joined(f"import {module}\n")
    assert file.helpers == ()
    assert notices == [("helper_name", f"ann/{module}.py", "ann/gradient_descent.py")]


def test_an_exercise_is_no_helper_of_another() -> None:
    assert joined("import linear_model\n") == (SubmittedFile("ann/gradient_descent.py", "import linear_model\n"), [])


def test_a_course_that_takes_none_says_so() -> None:
    file, notices = joined("import tools\n", HelperRules())
    assert (file.helpers, notices) == ((), [("helper", "ann/tools.py", "ann/gradient_descent.py")])


def test_a_helper_that_is_no_text_is_told() -> None:
    file, notices = joined("import broken\n")
    assert (file.helpers, file.unreadable) == ((), None)
    assert notices == [("helper_unreadable", "ann/broken.py", "ann/gradient_descent.py")]


def test_a_file_whose_helper_was_not_read_was_not_read() -> None:
    file, _ = joined("import denied\n")
    assert file.unread
    assert file.unreadable is not None
    assert "ann/denied.py: Permission denied" in file.unreadable.message


def test_helpers_lie_in_the_same_folder() -> None:
    file = SubmittedFile("gradient_descent.py", "import tools\n")
    assert with_helpers_among(file, (), TAKEN) == (file, ())


@given(st.lists(st.text(alphabet="ab\n", max_size=12), min_size=1, max_size=4))
def test_every_line_of_the_whole_text_is_found_in_its_file(texts: list[str]) -> None:
    first, *others = [SubmittedFile(f"m{number}.py", text) for number, text in enumerate(texts)]
    file = SubmittedFile(first.path, first.text, helpers=tuple(others))
    by_path = {one.path: one.text for one in others}
    for number in range(1, file.whole.count("\n") + 2):
        path, line = helper_in(file.helper_files, number) or (first.path, number)
        assert line_of(file.whole, number) == line_of(by_path.get(path, first.text), line)


def test_a_rule_holds_for_what_a_helper_does() -> None:
    helpers = (
        SubmittedFile("tools.py", "import torch\ndef mean(x):\n    return torch.mean(x)\ndef two(): return 2\n"),
    )
    text = "from tools import mean, two\n\ndef f(x):\n    return mean(x)\n\ndef g(x):\n    return two()\n"
    book = RuleBook([forbid("torch.mean", of=["f", "g"])], SubmittedFile("file.py", text, helpers=helpers), ("en",))
    (broken,) = book.broken("f", None, hidden=False)
    line = text.count("\n") + 1
    assert [(use.name, use.line, use.function) for use in broken.uses] == [("torch.mean", line + 3, "mean")]
    assert broken.uses[0].source == "    return torch.mean(x)"
    assert book.broken("g", None, hidden=False) == ()
