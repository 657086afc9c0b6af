"""Loading an exercise: what it declares, and an author's slips with file and line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from grader.authoring import AuthoringError, Text
from grader.course.loading import load_exercise

IMPORTS = "from grader.authoring import case, check, curve, exercise, mistake, random_case, random_regression\n"
ONE_CASE = "cases=[case(x=3.0, w=1.5)]"


def check(
    name: str = "prediction", of: str = "forward", rest: str = "", *, cases: str = ONE_CASE, signature: str = "m, x, w"
) -> str:
    return (
        f'@check(role="forward", of="{of}", {cases}, fixed="An example.", {rest})\n'
        f'def {name}({signature}):\n    """A sentence."""\n    return m.forward(x, w)\n'
    )


def refused(load: Callable[..., object], files: dict[str, str], where: str, line: int, message: str) -> None:
    with pytest.raises(AuthoringError, match=message) as caught:
        load(**files).mistakes  # noqa: B018 - they are loaded when asked for
    assert caught.value.place is not None
    assert (caught.value.place.file.name, caught.value.place.line) == (where, line)


def test_what_an_exercise_declares(load):
    loaded = load(
        reference='"""Lines and more.\n\nLonger."""\nLIMIT = 3\ndef forward(x, w): return x * w\n'
        "class Model:\n    size = 1\n    def __init__(self): pass\n    async def go(self): pass\n",
        checks=IMPORTS + check("later", rest='needs=["sooner"]') + check("sooner") + check("of_class", of="Model.go"),
    )
    assert [one.id for one in loaded.checks] == ["later", "sooner", "of_class"]
    assert loaded.check("sooner") is loaded.checks[1]
    assert loaded.functions == ("forward", "Model", "Model.__init__", "Model.go")
    assert [one.id for one in loaded.mistakes] == ["adds"]
    assert loaded.about.title == Text("Lines and more")
    assert loaded.probes["sooner"].function == "sooner"
    assert set(loaded.probes) == {"later", "sooner", "of_class"}


def test_the_title_may_be_declared(load):
    about = 'about = exercise(title={"en": "Lines", "zh": "直线"}, precision="float64")\n'
    loaded = load(checks=IMPORTS + about + check(), mistakes=None)
    assert (loaded.about.title, loaded.about.precision) == (Text({"en": "Lines", "zh": "直线"}), "float64")
    assert loaded.mistakes == ()
    assert loaded.mistakes_source == ""


def test_loading_needs_neither_torch_nor_numpy(course):
    course.exercise(checks=IMPORTS + check(cases="cases=[case(x=[1.0], w=1.0)]"))
    code = (
        "import sys\nfrom pathlib import Path\nfrom grader.course.discovery import read_course\n"
        "from grader.course.loading import load_exercise\n"
        f"load_exercise(read_course(Path({str(course.root)!r})).exercises[0]).mistakes\n"
        "print({'torch', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_files_of_one_name_in_two_courses_do_not_clash(course, load, tmp_path):
    dataclass = "import dataclasses\n@dataclasses.dataclass\nclass Pair:\n    x: 'float'\n"
    first = load(checks=IMPORTS + dataclass + check("one"))
    course.root = tmp_path / "other"
    course.write("solutions/course.toml", 'title = "Other"\nkey = "k"\n')
    (course.root / "exercises").mkdir()
    second = load(checks=IMPORTS + dataclass + check("two"))
    assert [one.checks[0].id for one in (first, second)] == ["one", "two"]
    assert not {"lines", "lines_checks", "lines_mistakes"} & set(sys.modules)


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_loads(course):
    files = course.exercise()
    for file in (files.reference, files.checks, files.mistakes):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    loaded = load_exercise(files)
    assert "\r" not in loaded.reference_source
    assert loaded.mistakes[0].id == "adds"


CHECK_SLIPS = {
    "a function that is not there": (check(of="foward"), 2, "`foward`, which lines.py does not.*mean `forward`"),
    "a needed check that is not there": (check(rest='needs=["predicton"]'), 2, "mean `prediction`"),
    "two checks of one name": (check() + check(), 6, "`prediction` is already defined on line 2"),
    "a helper lost to a check": ("def prediction(): pass\n" + check(), 3, "is already defined on line 2"),
    "a circle": (
        check("a", rest='needs=["b"]') + check("b", rest='needs=["c"]') + check("c", rest='needs=["b"]'),
        6,
        "in a circle: `[bc]` needs `[bc]` needs `[bc]`",
    ),
    "a check that needs itself": (check("a", rest='needs=["a"]'), 2, "`a` needs `a`"),
    "a curve on nothing": (
        check(rest='curves=[curve("w", title="t", on_cost="cots")]'),
        2,
        "curve of check `prediction` is on `cots`",
    ),
    "two declarations": (
        'a = exercise(title="x")\nb = exercise(title="y")\n' + check(),
        3,
        "already declared on line 2",
    ),
    "a lost declaration": ('exercise(title="x")\n' + check(), 2, "is lost"),
    "no check": ("x = 1\n", 1, "no check is declared"),
    "an exception": ("def f():\n    return 1 / 0\nf()\n", 3, "raised ZeroDivisionError"),
    "an exit": ("raise SystemExit(0)\n", 2, "raised SystemExit"),
    "a syntax error": ("x = 1\ny = (\n", 3, "not Python"),
    "a null byte": ("x = '\0'\n", 1, "not Python"),
    "a misspelt keyword": (check(rest="point=2"), 2, "'point'; did you mean `points`"),
    "a missing keyword": (check().replace('of="forward", ', ""), 2, "missing .*'of'"),
    "a language that the course lacks": (
        check(rest='sentence={"zk": "直线"}'),
        2,
        "in `zk`, which is not a language of this course; known are `en`, `zh`",
    ),
    "the first language twice": (check(rest='sentence={"en": "A line."}'), 2, "is given in `en` twice"),
    "a label in another language": (
        check(cases='cases=[case({"fr": "une ligne"}, x=3.0, w=1.5)]'),
        2,
        "a label of check",
    ),
    "a title that is no text": (check() + "about = exercise(title=4)\n", 6, r"exercise\(title=…\): 4 is not a text"),
    "a role that is no name": (check().replace('role="forward"', "role=1"), 2, "role=1 is not a text"),
    "a case that cannot hold this": (check(cases="cases=[case(x=object(), w=1)]"), 2, "cannot hold a object"),
    "a probe without a module": (check(signature="x, w"), 2, r"takes \(x, w\) and a case gives x, w"),
    "an argument that no case gives": (check(signature="m, x, w, b"), 2, "missing a required argument: 'b'"),
    "an argument that the probe does not take": (
        check(cases='cases=[case("mine", x=1, w=2, v=3)]'),
        2,
        "case `mine` gives x, w, v",
    ),
    "a name that the exercise does not have": (
        check().replace("m.forward", "m.foward"),
        5,
        "the probe calls `foward`, which the exercise does not have; did you mean `forward`",
    ),
    "the same in a helper": (
        "def predict(module, x, w):\n    return module.foward(x, w)\n"
        + check().replace("m.forward(x, w)", "predict(m, x=x, w=w)"),
        3,
        "the probe calls `foward`",
    ),
    "one needed check without a list": (check(rest='needs="prediction"'), 2, r"needs is a str: write a list"),
    "one case without a list": (check(cases="cases=case(x=1, w=2)"), 2, "cases is a Case: write a list"),
    "cases as a dict": (check(cases="cases={'mine': case(x=1, w=2)}"), 2, "cases is a dict: write a list"),
    "points as a truth": (check(rest="points=True"), 2, "points=True is not a number"),
    "points as text": (check(rest='points="1"'), 2, "points='1' is not a number"),
    "a negative time limit": (check(rest="time_limit=-1"), 2, "time_limit=-1 is not a time limit"),
    "an expectation without brackets": (check(rest="expect=str"), 2, "is not an expectation: call it"),
    "a reason that is none": (check(rest="ambient=True"), 2, "ambient=True is not a text"),
    "points for numbers that stand in a report": (
        check().replace('fixed="An example.", ', ""),
        2,
        r"points and no drawn case.*add cases of `@random_case\(...\)`.*fixed=",
    ),
    "a reason for cases that are drawn": (
        check(cases="cases=random_regression()", signature="m, xs, ys, w"),
        2,
        "says why none of its cases is drawn, but one is: delete fixed",
    ),
    "a fixed that is none": (check().replace('fixed="An example."', "fixed=True"), 2, "fixed=True is not a text"),
    "a curve by its name": (check(rest='curves=["w"]'), 2, r"curves takes a list of curve\(...\)"),
    "an argument of the module's name": (check(cases="cases=[case(m=1, x=1, w=2)]"), 2, "multiple values"),
}


@pytest.mark.parametrize(("text", "line", "message"), CHECK_SLIPS.values(), ids=CHECK_SLIPS)
def test_slips_in_checks(load, text, line, message):
    refused(load, {"checks": IMPORTS + text}, "lines_checks.py", line, message)


def test_a_role_is_one_of_the_courses(course):
    files = {"checks": IMPORTS + check().replace('role="forward"', 'role="foward"')}
    assert course.exercise(**files).name
    course.write("solutions/course.toml", 'title = "A course"\nkey = "k"\n[roles]\ndata = "Data"\nforward = "F"\n')
    with pytest.raises(AuthoringError, match="no role `foward`; did you mean `forward`") as caught:
        load_exercise(course.read().exercises[0])
    assert caught.value.place is not None
    assert caught.value.place.line == 2


MISTAKE = '@mistake(of="forward", hint="Why?")\ndef wrong(x, w):\n    """You did."""\n    return x\n'

MISTAKE_SLIPS = {
    "a function that is not there": (MISTAKE.replace("forward", "Forward"), 2, "mistake `wrong` is of `Forward`"),
    "two mistakes of one name": (MISTAKE + MISTAKE, 6, "`wrong` is already defined on line 2"),
    "a misspelt keyword": (MISTAKE.replace("hint", "hints"), 2, "did you mean `hint`"),
    "no finding": (MISTAKE.replace('"""You did."""', "pass"), 2, "no docstring"),
    "a language that the course lacks": (
        MISTAKE.replace('"Why?"', '{"fr": "Quoi?"}'),
        2,
        "the hint of mistake `wrong`",
    ),
    "none": ("x = 1\n", 1, "no mistake is declared"),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKE_SLIPS.values(), ids=MISTAKE_SLIPS)
def test_slips_in_mistakes(load, text, line, message):
    refused(load, {"mistakes": IMPORTS + text}, "lines_mistakes.py", line, message)


def test_what_a_probe_may_ask_the_module_for(load):
    asks = "    m.mine = 1\n    m.forward(m.mine, w)\n    m.__name__\n    return [m.LIMIT, m.torch.sin(x)]\n"
    probe = check().replace("    return m.forward(x, w)\n", asks)
    reference = "import torch\nLIMIT = 3\ndef forward(x, w): return x * w\n"
    assert load(reference=reference, checks=IMPORTS + probe).checks
    unseen = "from math import *\ndef forward(x, w): return x * w\n"
    assert load(reference=unseen, checks=IMPORTS + check().replace("m.forward", "m.sin")).checks


def test_slips_in_a_reference(load):
    refused(load, {"reference": "x = 1\ndef f(:\n"}, "lines.py", 2, "not Python")


def test_a_function_that_a_learner_writes_and_nothing_checks(load):
    body = "    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"
    unchecked = "def forward(x, w):\n" + body + "def helper():\n" + body
    refused(load, {"reference": unchecked}, "lines.py", 6, "write `helper`, but no check is of it")


def test_a_check_of_a_class_covers_its_methods(load):
    method = "    def go(self):\n        ### BEGIN SOLUTION\n        return 1\n        ### END SOLUTION\n"
    reference = "def forward(x, w): return x * w\nclass Model:\n" + method
    assert load(reference=reference, checks=IMPORTS + check(of="Model")).checks
    assert load(reference=reference, checks=IMPORTS + check(of="Model.go")).checks
    refused(load, {"reference": reference, "checks": IMPORTS + check()}, "lines.py", 4, "`Model.go`")


def test_a_file_that_is_not_utf_8_is_named_with_its_line(course):
    files = course.exercise()
    files.checks.write_bytes(b"x = 1\n# \xc4\xe3\xba\xc3\n")
    with pytest.raises(AuthoringError, match=r"lines_checks.py:2: .*UTF-8"):
        load_exercise(files)
