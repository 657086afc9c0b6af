"""Each proof of `grader validate`: its slip is caught by it, and by nothing else."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from proving import COURSE, Slip, Small, another_check, both, checks, edited, written

from grader.course.discovery import read_course
from grader.execution.pool import Pool
from grader.grading.proofs import redrawing
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.proving import prove_course
from grader.grading.proofs.registry import COURSE_PROOFS, PROOFS, Proof


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path / "course")


@dataclass(frozen=True)
class Case:
    """A slip, the line of a file that it is told of at, and words of what is said."""

    slip: Slip
    kind: str
    line: str
    words: str


ANY = "cases=[samples],\n    needs=[forward_of_the_worked_example],"
WORKED = "@check("
ELSEWHERE = 'import os\nimport time\n\nwhile os.environ.get("PYTHONHASHSEED") == "1":\n    time.sleep(1)\n\n'
AGAIN = '''

@mistake(of="forward", hint={"en": "Which comes first?", "zh": "先做什么？"}, finding={"zh": "先加了偏置。"})
def the_same_again(xs, w, b):
    """You added first."""
    return w * (b + xs)
'''
NEAR = '''

@mistake(of="forward", hint={"en": "Is it exact?", "zh": "精确吗？"}, finding={"zh": "不够精确。"})
def nearly(xs, w, b):
    """You are nearly right."""
    return (xs * w + b) * (1 + 1e-6)
'''
DOUBLED = '''return (xs + b) * w


@alternative(of="forward")
def doubled(xs, w, b):
    """Twice the line, as some count."""
    return 2 * (xs * w + b)
'''
EXAMPLE = "# A line\n\nWhat comes first?\n\n" + "Take other numbers, and multiply before you add. " * 10
FAMILY = '[families.sign]\ntitle = { en = "A wrong sign", zh = "符号错误" }\n'
UNSEEN = """

@mistake(of="forward", hint={"en": "How much?", "zh": "？"}, finding={"zh": "加了。"}, constants={"n": (1e-30, 1.0)})
def a_number_added(xs, w, b, *, n=0.5):
    \"\"\"You have added a number.\"\"\"
    return xs * w + b + n
"""
EQUIVALENT = 'equivalents = [equivalent(of="forward", was="return 1", now="return 2", reason="None.")]\n'

CASES = {
    "endings": Case(
        checks(("about = exercise(", ELSEWHERE + "about = exercise(")), "_checks", "time.sleep", "does not end"
    ),
    "draws": Case(
        checks(("n = int(rng.integers(2, 8))", "import random\n\n    n = random.randint(2, 80)")),
        "_checks",
        "@random_case",
        "two draws with one seed differ",
    ),
    "case sizes": Case(
        checks(
            ("worked = case(", 'worked = case(root=folder({str(name): b"" for name in range(60)}), '),
            ("worked_example(m, xs, w, b)", "worked_example(m, xs, w, b, root)"),
        ),
        "_checks",
        WORKED,
        "a case with 60 files, above the limit of 50",
    ),
    "points": Case(checks(("points=1", "points=0"), ("points=2", "points=0")), "_checks", "", "no points"),
    "rules": Case(
        checks(('"zh": "练习：Ex"}', '"zh": "练习：Ex"}, rules=[forbid("numpy.nosuch")]')),
        "_checks",
        "about =",
        "no library has `numpy.nosuch`",
    ),
    "equivalents": Case(
        edited("_mistakes", ("import mistake\n", "import equivalent, mistake\n\n" + EQUIVALENT)),
        "_mistakes",
        "equivalents =",
        "no mutant makes `return 2` of `return 1`",
    ),
    "texts": Case(
        edited("_mistakes", ('    finding={"zh": "你先加了偏置，再乘以权重。"},\n', "")),
        "_mistakes",
        "@mistake",
        "the finding of mistake `bias_before_weight` is missing in `zh`",
    ),
    "worded": Case(
        edited("_mistakes", ('    finding={"zh": "', '    finding={"zh": "[TO BE WORDED] ')),
        "_mistakes",
        "@mistake",
        "the finding of mistake `bias_before_weight` is still that of a draft in zh",
    ),
    "ladders": Case(
        written("solutions/worked_examples/forward.md", EXAMPLE),
        "_checks",
        "exercise(",
        "without a worked example in `zh`: write worked_examples/forward.zh.md",
    ),
    "hints": Case(
        edited("_mistakes", ("Which comes first: ", "Is it xs * w + b? Which comes first: ")),
        "_mistakes",
        "@mistake",
        "mistake `bias_before_weight` shows `xs * w + b`, which passes the checks of `forward`",
    ),
    "mistakes exist": Case(
        lambda small: (small.root / "solutions/01_a/ex_mistakes.py").unlink(), "", "", "no named mistake proves"
    ),
    "families": Case(
        lambda small: small.write("solutions/course.toml", COURSE + FAMILY),
        "_mistakes",
        "@mistake",
        "belongs to no family: add family=..., one of sign",
    ),
    "determinism": Case(
        edited("", ("return xs * w + b", "import random\n\n    return xs * w + b + 2e-7 * random.random()")),
        "_checks",
        WORKED,
        "the answer changes with the ambient random state on case 1",
    ),
    "references": Case(
        both(
            checks(('"zh": "练习：Ex"}', '"zh": "练习：Ex"}, rules=[forbid("torch.add")]')),
            edited("", ("return xs * w + b", "import torch\n\n    return torch.add(xs * w, b)")),
        ),
        "_checks",
        WORKED,
        "the reference itself is failed: it breaks its rule `forbid`: torch.add on line",
    ),
    "plain floats": Case(
        checks(("return m.forward(xs, w, b)", "return m.forward(xs, w, b), 0.1 * float(w)")),
        "_checks",
        WORKED,
        "its tolerance is not measured",
    ),
    "factors": Case(
        another_check(expect="", points=0, returns="m.forward(xs, w, b) - m.forward(xs, w, b)"),
        "_checks",
        "points=0",
        "its answers cancel in every case",
    ),
    "curves": Case(
        checks(("cases=[worked],", 'cases=[worked], curves=[curve("ws", title={"en": "Weights", "zh": "权重"})],')),
        "_checks",
        WORKED,
        "its curve is of `ws`",
    ),
    "separation": Case(
        lambda small: small.edit("_mistakes", ("    return (xs + b) * w\n", "    return (xs + b) * w\n" + NEAR)),
        "_mistakes",
        'hint={"en": "Is it',
        "tolerances from the reference",
    ),
    "mistakes named": Case(
        edited("_mistakes", ("    return (xs + b) * w\n", "    return (xs + b) * w\n" + AGAIN)),
        "_mistakes",
        "@mistake(\n",
        "it is taken for bias_before_weight, the_same_again",
    ),
    "open parts": Case(
        lambda small: small.edit("_mistakes", ("    return (xs + b) * w\n", "    return (xs + b) * w\n" + UNSEEN)),
        "_mistakes",
        'hint={"en": "How much',
        "no check catches it: leave the value out",
    ),
    "styles": Case(
        written("solutions/01_a/ex_styles/wrong.py", "def forward(xs, w, b):\n    return xs * w + b + 0.5\n"),
        "_styles/wrong",
        "def forward",
        "is failed on check `forward_of_the_worked_example`: its value at [0] is 2.5, expected 2",
    ),
    "alternatives": Case(
        both(
            edited(
                "_mistakes", ("import mistake\n", "import alternative, mistake\n"), ("return (xs + b) * w\n", DOUBLED)
            ),
            checks(("points=2,", 'points=2, expect=any_of("doubled"),')),
        ),
        "_mistakes",
        "@alternative(",
        "alternative `doubled` is failed on check `forward_of_the_worked_example`",
    ),
    "stubs": Case(written("exercises/01_a/ex.py", "def forward(): pass\n"), "stub", "", "run `grader stub`"),
    "rejections": Case(
        another_check(
            expect="expect=satisfies(lambda seen, given: None),",
            rest='counts_with=["forward_of_any_data"],',
            returns="m.forward(xs, w, b)",
        ),
        "_checks",
        "lambda seen",
        "nothing that does not raise can fail it",
    ),
    "trivial answers": Case(
        another_check(
            expect='expect=raises("TypeError"),',
            cases='case(xs=[1.0], w="a", b=0.5), case(xs=[2.0], w="c", b=0.5)',
            rest='fixed="a refusal",',
            returns="m.forward(xs, w, b)",
        ),
        "_checks",
        'raises("TypeError',
        "trivial answers earn 1: `raise TypeError(…)`",
    ),
    "separate checks": Case(
        checks(("xs=[1.0, 2.0, 4.0], w=1.5, b=0.5", "xs=[1.0], w=1.0, b=1.0")),
        "_checks",
        WORKED,
        "its cases tell none of the mistakes `bias_before_weight` from the reference, and ",
    ),
    "sentences": Case(
        another_check(
            expect='expect=satisfies(lambda seen, given: None if len(seen) == len(given["xs"]) else "One each."),',
            rest='counts_with=["forward_of_any_data"],',
            returns="m.forward(xs, w, b)",
        ),
        "_checks",
        "lambda seen",
        'what its property says is missing in `zh`: return {"en": "One each.", "zh": "…"}',
    ),
}


def test_a_new_exercise_proves_everything(small: Small, pool: Pool) -> None:
    assert small.problems(pool, seeds=(1, 2)) == []


def test_every_proof_has_a_slip() -> None:
    assert set(CASES) == {proof.name for proof in PROOFS}
    assert set(COURSE_CASES) == {proof.name for proof in COURSE_PROOFS}


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.name)
def test_a_slip_is_caught_by_its_proof_and_passes_without_it(
    proof: Proof, small: Small, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[proof.name]
    case.slip(small)
    if proof.name == "endings":
        monkeypatch.setattr(redrawing, "DRAWING_SECONDS", 8.0)
    others = [other for other in PROOFS if other is not proof]
    assert small.problems(pool, others if proof.name != "endings" else others[3:]) == []
    problem = small.problems(pool, [proof])[0]
    name = "ex.py" if case.kind == "stub" else f"ex{case.kind}.py"
    assert problem.place.file.as_posix().endswith(name)
    assert problem.place.line == (small.line(case.kind, case.line.rstrip("\n")) if case.line else 1)
    assert case.words in problem.message


def test_a_translation_with_other_numbers_is_a_problem_of_the_stubs(small: Small, pool: Pool) -> None:
    file = small.root / "solutions/01_a/ex.zh.md"
    file.write_text(file.read_text(encoding="utf-8").replace("w = 1.5", "w = 1.4"), encoding="utf-8")
    stubs = [proof for proof in PROOFS if proof.name == "stubs"]
    said = {(problem.place.file.name, problem.place.line): problem.message for problem in small.problems(pool, stubs)}
    assert "the numbers differ from the first language's: only there: 1.5; only here: 1.4" in said["ex.zh.md", 5]
    assert "run `grader stub`" in said["ex.zh.py", 1]
    file.unlink()
    assert small.problems(pool, stubs) == []  # no exercise of the course is translated
    (file.parent / "other.zh.md").write_text("# other\n", encoding="utf-8")
    (problem,) = small.problems(pool, stubs)
    assert (problem.place.file, "missing in `zh`" in problem.message) == (file, True)


COURSE_CASES = {
    "layout": (
        lambda small: (small.root / "solutions" / "b").mkdir(),
        "solutions/b",
        "the folder is no chapter",
    ),
    "chapter texts": (
        lambda small: (small.root / "exercises/01_a/README.zh.md").unlink(),
        "exercises/01_a/README.zh.md",
        "has no text here",
    ),
    "mentions": (
        lambda small: small.write("exercises/01_a/README.md", "# A\n\nTo implement: `ex.py`, `old_name.py`.\n"),
        "exercises/01_a/README.md",
        "no exercise is called `old_name.py`",
    ),
    "something to prove": (
        lambda small: shutil.rmtree(small.root / "solutions" / "01_a"),
        "solutions",
        "nothing to validate",
    ),
}


@pytest.mark.parametrize("proof", COURSE_PROOFS, ids=lambda proof: proof.name)
def test_a_slip_of_a_course_is_caught_by_its_proof_and_passes_without_it(proof, small: Small) -> None:
    slip, file, words = COURSE_CASES[proof.name]
    slip(small)
    if proof.name == "something to prove":
        shutil.rmtree(small.root / "exercises" / "01_a")
    course = read_course(small.root)
    trial = CourseTrial(course, (), course.exercises)
    assert list(prove_course(trial, [other for other in COURSE_PROOFS if other is not proof])) == []
    (problem,) = prove_course(trial)
    assert problem.place.file == small.root / file
    assert words in problem.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Only a sentence.", "begin with a heading"),
        (EXAMPLE[:200], "write at least 400"),
        (EXAMPLE * 3, "shorten it to 900"),
        (EXAMPLE + "Is it `xs*w\n+ b`?", "this shows `xs * w + b`, which the reference of `forward` is"),
    ],
)
def test_a_worked_example_has_its_parts_and_its_length_and_is_no_answer(
    small: Small, pool: Pool, text: str, words: str
) -> None:
    small.write("solutions/worked_examples/forward.md", text)
    small.write(
        "solutions/worked_examples/forward.zh.md", "# 直线\n\n先做什么？\n\n" + "先乘后加，换一组数算一遍。" * 12
    )
    (problem,) = small.problems(pool, [proof for proof in PROOFS if proof.name == "ladders"])
    assert problem.place.file.name == "forward.md"
    assert words in problem.message


def test_a_problem_is_told_once_whatever_the_seeds(small: Small, pool: Pool) -> None:
    CASES["styles"].slip(small)
    problems = small.problems(pool, [proof for proof in PROOFS if proof.name == "styles"], seeds=(1, 2, 3))
    assert [(problem.subject, problem.kind) for problem in problems] == [
        ("wrong", "forward_of_the_worked_example"),
        ("wrong", "forward_of_any_data"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "solutions/.notes",
        "solutions/notes.txt",
        "solutions/01_a/.old.py",
        "solutions/01_a/ex_styles/.old.py",
        "exercises/01_a/.old/ex.py",
        "exercises/01_a/old.py",
        "exercises/01_a/picture.svg",
        "exercises/02_b/x.py",
    ],
)
def test_what_lies_beside_a_course_is_told_of(small: Small, path: str) -> None:
    small.write(path, "x")
    (problem,) = prove_course(CourseTrial(small.read(), (), small.read().exercises))
    assert small.root.joinpath(path).is_relative_to(problem.place.file)
    assert problem.place.file not in (small.root / "solutions", small.root / "exercises")


def test_a_picture_that_a_text_shows_belongs_to_it(small: Small) -> None:
    small.write("exercises/01_a/picture.svg", "x")
    small.write("exercises/01_a/README.md", "# A\n\n![A picture](picture.svg)\n")
    assert list(prove_course(CourseTrial(small.read(), (), small.read().exercises))) == []
