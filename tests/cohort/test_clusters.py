"""The same wrong numbers are one cluster, whoever wrote them, and others are not."""

import random

import pytest
from msgspec.structs import replace

from grader.cohort.clusters import Cluster, Clusters
from grader.grading.result import CaseResult, CheckResult, ErrorInfo, ExerciseResult, NamedMistake, SmallestEdit
from grader.numerics.excerpts import Excerpt, is_same
from grader.numerics.flattening import KEPT, excerpt
from grader.numerics.reading import read
from grader.wire.values import Array, Items, Table


def numbers(*values: float, allowed: float = 1e-3) -> CaseResult:
    return CaseResult("failed", got=str(values), drawn=False, excerpt=Excerpt("[]", values, (allowed,) * len(values)))


def file(*cases: CaseResult, **more: object) -> ExerciseResult:
    facts: dict[str, object] = {"function": "slope", "role": "", "sentence": {}, "status": "failed", "points": 0.0}
    check = CheckResult(id="check", max_points=1.0, cases=cases, **{**facts, **more})  # type: ignore[arg-type]
    return ExerciseResult("01", {}, "exercise", {}, "exercise.py", (check,))


def clusters(files: dict[str, ExerciseResult], smallest: int = 2) -> list[Cluster]:
    found = Clusters()
    for learner, one in sorted(files.items()):
        found.add(learner, one)
    return found.found(smallest)


def test_three_mistakes_among_others_are_three_clusters() -> None:
    noise = random.Random(1)
    wrong = [(1.0, 5.0), (1.0, 6.0), (2.0, 5.0)]
    files = {}
    for mistake, values in enumerate(wrong):
        for writing in range(3 + mistake):
            near = [value + noise.uniform(-4e-4, 4e-4) for value in values]
            files[f"{writing}-{mistake}"] = file(*map(numbers, near))
    files |= {f"alone-{n}": file(numbers(10.0 + n), numbers(1.0)) for n in range(20)}
    found = clusters(files)
    assert [sorted({name[2:] for name in one.learners}) for one in found] == [["2"], ["1"], ["0"]]
    assert [len(one.learners) for one in found] == [5, 4, 3]


def test_everybody_is_compared_with_the_first_of_a_cluster() -> None:
    """0.0 equals 0.9, 0.9 equals 1.8, and 0.0 does not equal 1.8: the third begins a cluster of its own."""
    files = {f"l{n}": file(numbers(0.9 * n, allowed=1.0)) for n in range(4)}
    assert [one.learners for one in clusters(files)] == [["l0", "l1"], ["l2", "l3"]]


@pytest.mark.parametrize(
    "other",
    [
        file(numbers(1.0), status="blocked"),
        file(numbers(1.0), mistakes=(NamedMistake("named", {}, {}),)),
        file(replace(numbers(1.0), excerpt=Excerpt("[1, 1]", (1.0,), (1e-3,)))),
        file(numbers(1.0), CaseResult("passed", drawn=False)),
        file(numbers(1.0), CaseResult("error", drawn=False, error=ErrorInfo("exception", "ValueError"))),
        file(CaseResult("failed", drawn=False)),
    ],
    ids=["blocked", "named", "shape", "passes another case", "raises", "nothing is known"],
)
def test_what_differs_in_more_than_numbers_is_not_the_same(other: ExerciseResult) -> None:
    assert clusters({"a": file(numbers(1.0)), "b": other}) == []


def test_drawn_cases_differ_between_learners_and_do_not_count() -> None:
    drawn = [CaseResult("failed", drawn=True), CaseResult("passed", drawn=True)]
    (found,) = clusters({"a": file(numbers(1.0), drawn[0]), "b": file(numbers(1.0), drawn[1])})
    assert found.learners == ["a", "b"]


def test_the_example_is_one_of_whom_an_edit_is_known() -> None:
    edited = file(numbers(1.0), code="def slope(): ...", smallest_edit=SmallestEdit((2,), diff="- 1\n+ 2"))
    (found,) = clusters({"a": file(numbers(1.0), code="x"), "b": edited, "c": edited})
    assert (found.example.learner, found.example.edit) == ("b", "- 1\n+ 2")


def test_two_checks_of_one_function_with_the_same_learners_are_one_cluster() -> None:
    one = file(numbers(1.0))
    both = replace(one, checks=(*one.checks, replace(one.checks[0], id="another")))
    (found,) = clusters({"a": both, "b": both})
    assert found.checks == ("check", "another")


def array(*values: float) -> Array:
    import struct

    return Array("ndarray", "float64", (len(values),), struct.pack(f"<{len(values)}d", *values))


def test_a_container_is_no_difference_and_a_long_observation_is_cut() -> None:
    values = [float(n) for n in range(1000)]
    as_list, as_array = excerpt(read(Items("list", tuple(values)))), excerpt(read(array(*values)))
    assert len(as_list.numbers) == KEPT
    assert is_same(as_list, as_array)
    values[501] += 50.0
    assert not is_same(as_list, excerpt(read(Items("list", tuple(values)))))


def test_names_and_what_is_not_finite_have_to_be_equal() -> None:
    def of(**entries: object) -> Excerpt:
        return excerpt(read(Table(tuple((name, value) for name, value in entries.items()))))  # type: ignore[arg-type]

    assert is_same(of(w=1.0, b=2.0), of(b=2.0, w=1.0))
    assert not is_same(of(w=1.0, b=2.0), of(w=1.0, c=2.0))
    assert is_same(of(w=float("nan")), of(w=float("nan")))
    assert not is_same(of(w=float("nan")), of(w=float("inf")))
    assert not is_same(of(w=float("nan")), of(w=0.0))
