"""What an answer does not depend on, where a run leaves the path, and what the source shows of it."""

from __future__ import annotations

import numpy as np
import torch

from grader.authoring import Text
from grader.course.draws import DrawnCase, encode_argument
from grader.execution.jobs import CaseObservation
from grader.grading.diagnosis.causes import Condition, Dependence, Divergence
from grader.grading.diagnosis.dependence import dependence_of
from grader.grading.diagnosis.divergence import divergence_of
from grader.grading.diagnosis.samples import blocks_of
from grader.grading.recordings import CaseRecording
from grader.numerics.allowances import Tolerance
from grader.wire.codec import encode
from grader.wire.messages import Returned

REFERENCE = "def gate(a, b, up):\n    return a * b * up\n"
GIVEN = [(0.3, 1.7, 2.9), (0.3, 1.7, -1.1), (0.9, 1.7, 2.9), (0.9, 1.7, 0.7), (0.4, 2.3, 1.9)]


def observed(cases, wants, gots):
    drawn = [DrawnCase(Text(), {name: encode_argument(value) for name, value in one.items()}, {}) for one in cases]
    recordings = [CaseRecording(Returned(encode(want)), Tolerance()) for want in wants]
    seen = [CaseObservation(Returned(encode(got))) for got in gots]
    return drawn, recordings, seen


def dependence(source, function) -> Dependence | None:
    cases = [dict(zip(("a", "b", "up"), one, strict=True)) for one in GIVEN]
    wants = [a * b * up for a, b, up in GIVEN]
    made = observed(cases, wants, [function(*one) for one in GIVEN])
    return dependence_of(*made, "gate", source, REFERENCE)


def test_cases_that_differ_in_one_argument_show_that_it_is_ignored() -> None:
    found = dependence("def gate(a, b, up):\n    return a * b + 0 * up\n", lambda a, b, up: a * b)
    assert found is not None
    assert (found.ignores, found.unread) == (("up",), ())


def test_the_source_shows_a_parameter_that_is_never_read_and_what_is_read_instead() -> None:
    found = dependence(
        "UP = 2\nupstream = 2.0\ndef gate(a, b, up):\n    return a * b * upstream\n", lambda a, b, up: a * b * 2
    )
    assert found is not None
    assert (found.unread, found.reads) == (("up",), (("upstream", 4),))


def test_one_answer_to_everything() -> None:
    found = dependence("def gate(a, b, up):\n    p = 0\n    p *= a * b * up\n    return p\n", lambda a, b, up: 0.0)
    assert found is not None
    assert found.everything
    assert dependence("def gate(a, b, up):\n    print(a * b * up)\n", lambda a, b, up: None) is None


def test_an_answer_that_depends_on_everything_in_a_wrong_way() -> None:
    assert dependence("def gate(a, b, up):\n    return a * b - up\n", lambda a, b, up: a * b - up) is None


def test_where_it_is_right() -> None:
    labels = [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0]
    cases = [{"y": label, "p": 0.1 + place / 11} for place, label in enumerate(labels)]
    wants = [np.log(one["p"]) if one["y"] else np.log(1 - one["p"]) for one in cases]
    gots = [float(np.log(one["p"])) for one in cases]
    source = "def loss(p, y):\n    return log(p) + 0 * y\n"
    found = dependence_of(*observed(cases, map(float, wants), gots), "loss", source, source)
    assert found is not None
    assert found.right in (Condition("equal", 1.0, "y"), Condition("above", 0.0, "y"))


def run(moves, at=1.5):
    return [at, *(at + np.cumsum(moves)).tolist()]


def diverging(make) -> Divergence:
    cases, wants, gots = [], [], []
    for seed in range(4):
        moves = np.random.default_rng(seed).normal(size=5 + seed)
        cases.append({"n": 5 + seed})
        wants.append({"ws": run(moves)})
        gots.append({"ws": make(moves.copy())})
    found = divergence_of(blocks_of(*observed(cases, wants, gots)))
    assert found is not None
    return found


def test_the_first_wrong_step_and_what_it_does() -> None:
    def changed(value):
        def make(moves):
            moves[2] = value(moves)
            return run(moves)

        return make

    again = diverging(changed(lambda moves: moves[1]))
    assert (again.quantity, again.step, again.cause) == ("ws", 3, "again")
    assert diverging(changed(lambda moves: moves[:3].sum())).cause == "sum"
    assert diverging(changed(lambda moves: 0.0)).cause == "still"
    twice = diverging(changed(lambda moves: 2 * moves[2]))
    assert (twice.cause, twice.constant) == ("factor", 2.0)
    assert diverging(changed(lambda moves: 7.1)).cause == ""


def test_what_would_have_been_at_the_first_wrong_step() -> None:
    made = observed([{"n": 1}], [{"w": 3.0, "ws": [1.0, 2.0, 3.0]}], [{"w": 5.0, "ws": [1.0, 4.0, 5.0]}])
    assert divergence_of(blocks_of(*made)) == Divergence(0, "ws", 1, got=4.0, expected=2.0, before=1.0, drawn=False)
    tensors = observed([{"n": 1}], [torch.ones(3)], [torch.zeros(3)])
    assert divergence_of(blocks_of(*tensors)) is None
