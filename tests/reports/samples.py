"""Result documents as the grader makes them: chapter 03, one learner for each thing that can happen."""

from __future__ import annotations

import msgspec

from grader.grading.result import (
    SCHEMA_VERSION,
    CaseResult,
    CheckResult,
    CurveResult,
    Environment,
    ErrorInfo,
    ExerciseResult,
    IsolationInfo,
    NamedMistake,
    Notice,
    Result,
    Role,
)
from grader.numerics.differences import Difference

XS, YS = (1.0, 2.0, 3.0), (2.0, 4.0, 6.0)

CHAPTER = {"en": "Gradient descent", "zh": "梯度下降"}

SENTENCES = {
    "forward": {"en": "The prediction is x times w.", "zh": "预测值是 x 乘以 w。"},
    "cost": {"en": "The cost is the mean of the squared errors.", "zh": "代价是所有样本平方误差的平均值。"},
    "gradient": {
        "en": "The derivative of the cost by w is the mean of `2 * x * (x * w - y)`.",
        "zh": "代价对 w 的导数是 `2 * x * (x * w - y)` 的平均值。",
    },
    "update": {"en": "The update goes `lr * grad` against the gradient.", "zh": "更新：沿梯度的反方向走 `lr * grad`。"},
    "train": {
        "en": "Each epoch makes one update over the whole set; the lists hold every weight and cost, start included.",
        "zh": "每轮用整个数据集的梯度更新一次，记录每一步的 w 和代价（包括起点）。",
    },
}
ROLES = {"forward": "forward", "cost": "cost", "gradient": "backward", "update": "update", "train": "train"}
COURSE_ROLES = (
    Role("data", {"en": "Data", "zh": "数据"}),
    Role("concept", {"en": "Concept", "zh": "概念"}),
    Role("forward", {"en": "Forward", "zh": "前向"}),
    Role("cost", {"en": "Cost", "zh": "代价"}),
    Role("backward", {"en": "Backward", "zh": "反向传播"}),
    Role("update", {"en": "Update", "zh": "更新"}),
    Role("train", {"en": "Train", "zh": "训练"}),
    Role("plot", {"en": "Plot", "zh": "绘图"}),
)
POINTS = {"forward": 1.0, "cost": 2.0, "gradient": 3.0, "update": 1.0, "train": 4.0}
LINES = {"forward": 12, "cost": 24, "gradient": 38, "update": 52, "train": 66}


def check(function: str, status: str = "passed", **more: object) -> CheckResult:
    """A check of one function; everything but its status may be given."""
    facts: dict[str, object] = {
        "id": f"check_{function}",
        "function": function,
        "role": ROLES[function],
        "step_by_step": function == "train",
        "sentence": SENTENCES[function],
        "status": status,
        "points": POINTS[function] if status == "passed" else 0.0,
        "max_points": POINTS[function],
        "seconds": 0.004,
    }
    if status not in ("passed", "fault"):
        facts["line"] = LINES[function]
    return CheckResult(**{**facts, **more})  # type: ignore[arg-type]


def passed_case(label: str, **more: object) -> CaseResult:
    return CaseResult("passed", label={"en": label} if label else {}, **more)  # type: ignore[arg-type]


def failed_case(label: str = "n = 50", status: str = "failed", **more: object) -> CaseResult:
    return CaseResult(status, label={"en": label} if label else {}, **more)  # type: ignore[arg-type]


def value_difference(got: float, expected: float, **more: object) -> Difference:
    facts: dict[str, object] = {
        "kind": "value",
        "path": (),
        "got": f"{got:.6g}",
        "expected": f"{expected:.6g}",
        "got_number": got,
        "expected_number": expected,
        "allowed": 1e-6,
        "wrong": 1,
        "size": 1,
    }
    return Difference(**{**facts, **more})  # type: ignore[arg-type]


def exercise(*checks: CheckResult, **more: object) -> ExerciseResult:
    facts: dict[str, object] = {
        "chapter": "03_gradient_descent",
        "chapter_title": CHAPTER,
        "name": "gradient_descent",
        "title": {"en": "Gradient descent", "zh": "梯度下降"},
        "file": "gradient_descent.py",
        "checks": checks,
    }
    return ExerciseResult(**{**facts, **more})  # type: ignore[arg-type]


def result(*exercises: ExerciseResult, **more: object) -> Result:
    facts: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "course": {"en": "PyTorch from the ground up", "zh": "从零开始学 PyTorch"},
        "languages": ("en", "zh"),
        "roles": COURSE_ROLES,
        "learner": "lin-mei",
        "created": "2026-03-02T09:41:07+00:00",
        "variant": 0,
        "seed": 20260302,
        "points": sum(one.points for one in exercises),
        "max_points": sum(one.max_points for one in exercises),
        "exercises": exercises,
        "isolation": IsolationInfo("confined", ("landlock", "seccomp", "rlimits"), ("namespaces: not tried",)),
        "environment": Environment("0.1.0", "3.11.2", "2.13.0+cpu", "Linux-6.1-x86_64"),
        "seconds": 0.31,
    }
    return Result(**{**facts, **more})  # type: ignore[arg-type]


def descent(w: float, lr: float, epochs: int, factor: float = 2.0) -> tuple[list[float], list[float]]:
    """Weights and costs of gradient descent on the classic data; the right factor of the gradient is 2."""
    ws, costs = [w], []
    for _ in range(epochs):
        w -= lr * factor * sum(x * (x * w - y) for x, y in zip(XS, YS, strict=True)) / 3
        ws.append(w)
    costs = [sum((x * w - y) ** 2 for x, y in zip(XS, YS, strict=True)) / 3 for w in ws]
    return ws, costs


def curves(factor: float = 1.0, lr: float = 0.02, epochs: int = 30) -> tuple[CurveResult, ...]:
    """The two curves of a training check, for a learner whose gradient has this factor."""
    ws, costs = descent(0.5, lr, epochs, factor)
    reference_ws, reference_costs = descent(0.5, lr, epochs)
    grid = [0.2 + 3.6 * step / 80 for step in range(81)]
    on_grid = [14 / 3 * (w - 2) ** 2 for w in grid]
    return (
        CurveResult({"en": "Cost over the epochs", "zh": "每轮的代价"}, tuple(costs), tuple(reference_costs)),
        CurveResult(
            {"en": "The way of w on the cost curve", "zh": "w 在代价曲线上走过的路"},
            tuple(ws),
            tuple(reference_ws),
            cost_w=tuple(grid),
            cost=tuple(on_grid),
            learner_cost=tuple(costs),
            reference_cost=tuple(reference_costs),
        ),
    )


FACTOR_TWO = NamedMistake(
    "factor_two_missing",
    {"en": "Your gradient lacks the factor 2.", "zh": "你的梯度少了因子 2。"},
    {
        "en": "Differentiate `(x*w - y)**2` with respect to w once more: which factor comes down from the power?",
        "zh": "再对 w 求一次 `(x*w - y)**2` 的导数：指数会带下来哪个因子？",
    },
)
MEAN_HALVED = NamedMistake(
    "mean_over_twice_n",
    {"en": "You divide by twice the number of samples.", "zh": "你除以了样本数的两倍。"},
    {"en": "What does the mean divide by?", "zh": "平均值应除以什么？"},
)

GRADIENT_SOURCE = "    return sum(x * (x * w - y) for x, y in zip(xs, ys)) / len(xs)"


def all_passed() -> Result:
    """Everything right, with a container note, a warning, plots and something printed."""
    return result(
        exercise(
            check("forward"),
            check("cost", cases=(passed_case("worked by hand", container="list"),)),
            check("gradient", output="epoch 0 4.6667\n"),
            check("update", cases=(passed_case("one", warnings=("UserWarning: size_average is deprecated",)),)),
            check("train", curves=curves(2.0)),
            output="w = 1.99\n" * 3,
        ),
        learner="wang-fang",
    )


def named_mistake() -> Result:
    """The factor 2 is missing: backward fails, training waits."""
    return result(
        exercise(
            check("forward"),
            check("cost"),
            check(
                "gradient",
                "failed",
                cases=(
                    failed_case(
                        "worked by hand",
                        arguments={"xs": "tensor([1., 2., 3.])", "ys": "tensor([2., 4., 6.])", "w": "1.0"},
                        got="-4.66667",
                        expected="-9.33333",
                        differences=(value_difference(-14 / 3, -28 / 3),),
                    ),
                    failed_case("n = 50", differences=(value_difference(1.234567, 2.469134),)),
                ),
                mistakes=(FACTOR_TWO, MEAN_HALVED),
                source=GRADIENT_SOURCE,
            ),
            check("update"),
            check("train", "blocked", blocked_by=("check_gradient",), curves=curves()),
        ),
        exercise(
            check("forward", id="sgd_forward"),
            check("gradient", id="sgd_gradient"),
            check(
                "train",
                "failed",
                id="sgd_train",
                cases=(
                    passed_case("one epoch"),
                    failed_case(
                        "five samples",
                        differences=(
                            value_difference(1.7312, 1.7488, path=("ws",), index=(4,), wrong=9, size=13, first_step=4),
                            value_difference(0.612, 0.598, path=("costs",), index=(7,), wrong=8, size=13, first_step=5),
                        ),
                        arguments={"lr": "0.06", "epochs": "12"},
                    ),
                ),
                curves=curves(1.6),
                source="    for epoch in range(epochs):",
                output="\n".join(f"epoch {epoch} cost {4.6 * 0.8**epoch:.4f}" for epoch in range(100)),
            ),
            name="stochastic",
            title={"en": "Stochastic gradient descent", "zh": "随机梯度下降"},
            file="stochastic.py",
        ),
    )


def shapes() -> Result:
    """Shapes, dtypes, types, lengths, keys, NaN, text, changed arguments, bounds and properties."""

    def one(function: str, identifier: str, **more: object) -> CheckResult:
        return check(function, "failed", id=identifier, cases=(failed_case(**more),))  # type: ignore[arg-type]

    return result(
        exercise(
            one("forward", "shape", differences=(Difference("shape", (), "(3, 1)", "(3,)"),)),
            one("forward", "dtype", differences=(Difference("dtype", ("w",), "float32", "float64"),)),
            one("forward", "none", differences=(Difference("type", (), "None", "float"),)),
            one("cost", "type", differences=(Difference("type", (1,), "str", "float"),)),
            one("cost", "length", differences=(Difference("length", ("ws",), "10", "11"),)),
            one("cost", "keys", differences=(Difference("keys", (), "'dw'", "'dw', 'db'"),)),
            one("gradient", "nan", differences=(Difference("nan", (), "nan", "0.5", index=(3,), wrong=1, size=4),)),
            one("gradient", "text", differences=(Difference("text", ("name",), "'saddle'", "'minimum'"),)),
            one("update", "changed", changed=("xs",)),
            one("update", "changed_two", changed=("xs", "ys")),
            one("train", "bound", got="[1.0, 2.7]", bound="[0, 1]"),
            one("train", "property", got="3", unmet={"en": "The costs do not fall.", "zh": "代价没有下降。"}),
            one("train", "raises", got="3.0", expected="ValueError"),
        )
    )


def failures() -> Result:
    """An exception, a time-out, a crash, memory, a missing function, a stub, a blocked check."""
    name_error = ErrorInfo(
        "exception",
        "NameError",
        "name 'total' is not defined",
        line=27,
        function="cost",
        source="        total = total + loss(x, y, w)",
    )
    crash = ErrorInfo("crash", message="exit status 0")
    return result(
        exercise(
            check("forward"),
            check("cost", "error", cases=(failed_case("worked by hand", "error", error=name_error),), line=27,
                  source=name_error.source),
            check("gradient", "timeout", cases=(failed_case("n = 3", "timeout", error=ErrorInfo("time", seconds=2.0)),),
                  source="def gradient(xs, ys, w):"),
            check("update", "error", cases=(failed_case("n = 3", "error", error=crash),)),
            check("train", "blocked", blocked_by=("check_cost", "check_gradient")),
        ),
        learner="chen-jie",
    )  # fmt: skip


def untouched() -> Result:
    """The stub as handed out, and an exercise that was not handed in."""
    missing = ErrorInfo("missing", function="gradient")
    stub = ErrorInfo("stub", "NotImplementedError", "forward: not written yet", line=12, function="forward")
    return result(
        exercise(
            *(
                check(name, "not_attempted", cases=(failed_case("worked by hand", "not_attempted", error=stub),))
                for name in ("forward", "cost")
            ),
            check("gradient", "not_attempted", cases=(failed_case("", "not_attempted", error=missing),)),
        ),
        exercise(
            check("forward", "not_attempted", id="sgd_forward", line=None),
            name="stochastic", title={"en": "Stochastic gradient descent"}, file="", submitted=False,
        ),
        learner="li-na",
    )  # fmt: skip


def syntax_error() -> Result:
    return result(
        exercise(
            check("forward", "error", cases=(failed_case("n = 3", "error", error=ErrorInfo("missing", function="f")),)),
            check("cost", "error", line=None),
            load_error=ErrorInfo(
                "syntax", "SyntaxError", "'(' was never closed", line=31, source="    return sum((x * w - y) ** 2"
            ),
        ),
        learner="zhao-lei",
    )


def top_level_loop() -> Result:
    """A file that waits for input at its top level; its definitions were checked."""
    return result(
        exercise(
            check("forward"),
            check("cost"),
            load_error=ErrorInfo(
                "exception", "EOFError", "EOF when reading a line", line=80, source="w = float(input())"
            ),
            definitions_only=True,
        ),
        learner="sun-yan",
    )


def fault() -> Result:
    return result(
        exercise(check("forward", "fault", fault="worker did not start: [Errno 12] Cannot allocate memory")),
        fault="worker did not start: [Errno 12] Cannot allocate memory",
        learner="wu-hao",
    )


def brought_along() -> Result:
    """Everything right, in a tree that brings a grader and checks of its own."""
    return result(
        exercise(check("forward"), check("cost")),
        notices=(
            Notice("ignored", "grader"),
            Notice("ignored", "solutions/03_gradient_descent/gradient_descent_checks.py"),
            Notice("several", "gradient_descent.py", 2),
            Notice("too_many", count=5000),
        ),
        learner="ma-jun",
    )


def hidden() -> Result:
    """A hidden check that failed; the document should hold no more, a report shows no more even if it does."""
    return result(
        exercise(
            check("forward"),
            check("cost", "failed", hidden=True, line=24, source="SECRET SOURCE", output="SECRET OUTPUT",
                  cases=(failed_case("SECRET LABEL", got="SECRET GOT", expected="SECRET EXPECTED",
                                     arguments={"xs": "SECRET INPUT"},
                                     differences=(value_difference(77.125, 78.125),)),),
                  mistakes=(FACTOR_TWO,), curves=curves()),
        ),
        learner="zhou-min",
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]><!--<svg/onload=alert(1)>",
    "\x1b[31mred\x1b[0m\x1b]8;;http://evil.example\x07link\x1b]8;;\x07\x1b]0;title\x07\x9b2J",
    "\u202eevil\u202c\u2066x\u2069",
    "[bold red]markup[/bold red] [link=http://evil.example]x[/link]",
    "{{7*7}}{% include 'x' %}${7*7}",
    "\n::error file=x,line=1::owned\n##[error]owned",
    "`` ` ``` ```\n```\n# heading\n- item\n| a | b |\n@everyone #123 https://evil.example/ www.evil.example $x$",
    "x" * 20_000,
    "NUL\x00 lone\ud800 \ufffe \u2028 tag\U000e0041",
    "../../x",
    "&lt;b&gt; &#64;user &amp;",
    "\ue000marked\ue001 \ue000half",
    "</style></title></textarea><base href=//evil.example>",
    "%(name)s %s {0} \\",
)
EVERYTHING_HOSTILE = "\n".join(HOSTILE)


def hostile(text: str = EVERYTHING_HOSTILE) -> Result:
    """The text wherever a learner, or somebody who writes the document, can put one."""
    sentence = {"en": text, "zh": text}
    error = ErrorInfo("exception", text, text, line=3, function=text, source=text)
    syntax = ErrorInfo("syntax", text, text, line=3, function=text, source=text)
    difference = Difference("text", (text, 1, text), text, text, index=(2,), wrong=1, size=3)
    case = CaseResult(
        "failed",
        sentence,
        {text: text},
        text,
        text,
        (difference, difference),
        None,
        sentence,
        text,
        (text,),
        text,
        (text,),
    )
    raised = CaseResult("error", sentence, {text: text}, error=error)
    other = CaseResult("failed", sentence, {text: text}, text, text, error=error, bound=text)
    numbers = (1.0, None, 3.0)
    curve = CurveResult(sentence, numbers, numbers, (0.0, 1.0, 2.0), (1.0, 2.0, 3.0), numbers, numbers)
    mistake = NamedMistake(text, sentence, sentence)

    def one(function: str, status: str, **more: object) -> CheckResult:
        made = check(function, status, source=text, output=text, fault=text, **more)
        return msgspec.structs.replace(made, function=text, sentence=sentence)

    return result(
        exercise(
            one("forward", "failed", cases=(case,), mistakes=(mistake,), curves=(curve,)),
            one("cost", "error", cases=(raised,), role=text),
            one("gradient", "blocked", blocked_by=(text,)),
            one("update", "fault"),
            one("train", "failed", cases=(other,)),
            one("train", "failed", hidden=True, cases=(other,)),
            one("train", "passed", cases=(case,)),
            chapter=text, chapter_title=sentence, name=text, title=sentence, file=text, output=text,
            load_error=syntax, definitions_only=True,
        ),
        learner=text, course=sentence, created=text, fault=text,
        notices=(Notice("ignored", text), Notice("several", text, 2)),
        isolation=IsolationInfo(text, (text,), (text,)), environment=Environment(text, text, text, text),
    )  # fmt: skip


SAMPLES = {
    sample.__name__: sample
    for sample in (
        all_passed, named_mistake, shapes, failures, untouched, syntax_error, top_level_loop, fault, brought_along,
        hidden, hostile,
    )
}  # fmt: skip
