"""Comparing observations: what is equal, what differs, and how that is described."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.numerics.allowances import Tolerance, UnfitTolerance, attached, tolerance_of
from grader.numerics.comparison import MAX_DIFFERENCES, UnsupportedExpected, compare, compare_trees, separates
from grader.numerics.differences import Difference
from grader.numerics.nodes import leaves
from grader.numerics.reading import read
from grader.wire.codec import encode
from grader.wire.values import Array, BigInt, Complex, Cut, Cycle, Items, Opaque, Table, Value

EXACT = Tolerance()


def allowing(expected: Value, allowed: float) -> Tolerance:
    """The same tolerance for every floating-point number."""
    return tolerance_of(
        np.where(np.repeat(block.inexact, block.width), allowed, 0.0) for block in leaves(read(expected))
    )


def differences(expected: object, got: object, allowed: float = 1e-6, **options: bool) -> tuple[Difference, ...]:
    wire = encode(expected)
    return compare(wire, encode(got), allowing(wire, allowed), **options)


def only(expected: object, got: object, allowed: float = 1e-6, **options: bool) -> Difference:
    (difference,) = differences(expected, got, allowed, **options)
    return difference


EQUAL = [
    (2.5, torch.tensor(2.5, dtype=torch.float64)),
    (2.5, torch.tensor([2.5], dtype=torch.float64)),
    (2.5, np.float64(2.5)),
    (2.5, np.float32(2.5)),
    (2.5, np.array([[2.5]])),
    (torch.tensor([2.5]), 2.5),
    (3, 3.0),
    (3, torch.tensor(3)),
    (3.0, 3),
    (True, 1),
    (True, 1.0),
    (False, torch.tensor(0.0)),
    (True, np.bool_(True)),
    (0.0, -0.0),
    (math.inf, math.inf),
    (math.nan, np.float32("nan")),
    ([1.0, 2.0], (1.0, 2.0)),
    ((1.0, 2.0), [1.0, 2.0]),
    ([1.0, 2.0], np.array([1.0, 2.0])),
    ([1.0, 2.0], torch.tensor([1.0, 2.0])),
    (torch.tensor([1.0, 2.0]), [1, 2]),
    ([1.0, 2.0], [torch.tensor(1.0), torch.tensor([2.0])]),
    ([torch.tensor([1.0]), torch.tensor([2.0])], torch.tensor([[1.0], [2.0]])),
    ([[1.0, 2.0], [3.0, 4.0]], torch.tensor([[1.0, 2.0], [3.0, 4.0]])),
    ((1.0, 2.0), torch.tensor([1.0, 2.0])),
    (([1.0, 2.0], 3.0), [torch.tensor([1.0, 2.0]), 3.0]),
    ([], torch.zeros(0)),
    (torch.zeros(0), []),
    ((), []),
    ({1.0, 2.5}, {2.5, 1.0}),
    ({"a": 1, "b": [None, "x"]}, {"b": [None, "x"], "a": 1}),
    ({1: 2.0}, {np.int64(1): 2.0}),
    (None, None),
    (1 + 2j, torch.tensor(1 + 2j)),
    (1.0, 1 + 0j),
    (10**30, 10**30),
    (torch.tensor([True, False]), [True, False]),
    (torch.tensor([1.5], dtype=torch.bfloat16), 1.5),
]


@pytest.mark.parametrize(("expected", "got"), EQUAL, ids=lambda value: repr(value)[:40])
def test_equal_in_every_natural_form(expected: object, got: object) -> None:
    assert differences(expected, got) == ()


DIFFERENT = [
    (2.5, 2.6, "value"),
    (2.5, "2.5", "type"),
    (2.5, None, "type"),
    (2.5, [2.5], "shape"),
    (2.5, torch.tensor([2.5, 2.5]), "shape"),
    (1.0, True, "type"),
    (torch.tensor([True, False]), torch.tensor([1.0, 0.0]), "type"),
    (torch.zeros(3), torch.zeros(3, 1), "shape"),
    (torch.zeros(3, 1), torch.zeros(3), "shape"),
    ([1.0, 2.0], [[1.0], [2.0]], "shape"),
    (torch.zeros(2), torch.zeros(3), "shape"),
    ([1.0, 2.0], [1.0, 2.0, 3.0], "length"),
    ((1.0, "a"), (1.0,), "length"),
    ({"a": 1}, {"b": 1}, "keys"),
    ({"a": 1}, [1], "type"),
    ([1.0], {1.0}, "type"),
    ({1.0}, [1.0], "type"),
    (math.nan, 1.0, "nan"),
    (1.0, math.nan, "nan"),
    (math.inf, -math.inf, "nan"),
    ("abc", "abd", "text"),
    (3, 3.0000001, "value"),
    (2**60, 2**60 + 1, "value"),
    (10**30, 10**30 + 1, "value"),
    (10**30, "x", "type"),
    (1 + 2j, 1 + 3j, "value"),
    (1.0, 1 + 1j, "value"),
    (torch.zeros(0), torch.zeros(0, 2), "shape"),
    (True, 2, "value"),
    ([1.0, None], [1.0, 2.0], "type"),
    ([1.0, 2.0], [1.0, None], "type"),
]


@pytest.mark.parametrize(("expected", "got", "kind"), DIFFERENT, ids=lambda value: repr(value)[:40])
def test_different_in_kind(expected: object, got: object, kind: str) -> None:
    assert only(expected, got).kind == kind


def test_a_value_difference_says_where_and_how_much() -> None:
    difference = only(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.5], [3.0, 4.1]]), 0.01)
    assert difference.index == (0, 1)
    assert (difference.got, difference.expected) == ("2.5", "2")
    assert (difference.got_number, difference.expected_number) == (2.5, 2.0)
    assert difference.allowed == pytest.approx(0.01)
    assert (difference.wrong, difference.size, difference.first_step) == (2, 4, None)


def test_the_largest_error_is_the_largest_in_units_of_its_tolerance() -> None:
    expected = encode(torch.tensor([1.0, 1000.0], dtype=torch.float64))
    tolerance = tolerance_of([np.array([1e-6, 1.0])])
    (difference,) = compare(expected, encode([1.001, 1005.0]), tolerance)
    assert difference.index == (0,)
    assert separates(expected, encode([1.001, 1005.0]), tolerance) == pytest.approx(1000, rel=1e-6)


def test_dtype_and_container_separate_where_they_are_asked_for() -> None:
    expected, other = encode(torch.tensor([1.0, 2.0])), encode(torch.tensor([1.0, 2.0], dtype=torch.float64))
    assert separates(expected, other, EXACT) == 0.0
    assert separates(expected, other, EXACT, dtype=True) == math.inf
    assert separates(expected, encode([1.0, 2.0]), EXACT) == 0.0
    assert separates(expected, encode([1.0, 2.0]), EXACT, container=True) == math.inf


def test_a_bool_is_shown_as_python_writes_it() -> None:
    for expected, got in [(True, False), (torch.tensor([False, True]), torch.tensor([False, False]))]:
        difference = only(expected, got)
        assert (difference.got, difference.expected) == ("False", "True")
        assert (difference.got_number, difference.expected_number) == (None, None)


def test_texts_have_digits_enough_to_differ() -> None:
    difference = only(1.0, 1.0 + 1e-11, 1e-13)
    assert difference.got != difference.expected


@pytest.mark.parametrize("zero", [-0.0, torch.tensor([-0.0])])
def test_a_negative_zero_is_shown_as_zero(zero: Any) -> None:
    difference = only(zero, zero * math.nan)
    assert (difference.got, difference.expected) == ("nan", "0")


def test_a_history_names_its_first_step_outside_the_tolerance() -> None:
    difference = only({"cost": [3.0, 2.0, 1.0, 0.5]}, {"cost": torch.tensor([3.0, 2.0, 1.1, 0.9])})
    assert difference.path == ("cost",)
    assert difference.first_step == 2
    assert difference.index == (3,)


def test_a_history_that_is_too_short_is_compared_as_far_as_it_goes() -> None:
    length, value = differences([3.0, 2.0, 1.0], [3.0, 2.5])
    assert (length.kind, length.got, length.expected) == ("length", "2", "3")
    assert (value.kind, value.first_step, value.size) == ("value", 1, 2)
    assert [one.kind for one in differences([3.0, 2.0, 1.0], [3.0, 2.0])] == ["length"]


def test_a_tuple_is_a_record_whose_items_have_paths_of_their_own() -> None:
    difference = only((1.0, [2.0, 3.0]), (1.0, [2.0, 3.5]))
    assert difference.path == (1,)
    assert only((1.0, 2.0), (1.0, 2.5)).path == (1,)


def test_missing_and_extra_keys_are_named_and_the_others_compared() -> None:
    keys, value = differences({"w": 1.0, "cost": 2.0}, {"w": 1.5, "loss": 2.0})
    assert (keys.kind, keys.got, keys.expected) == ("keys", "'w', 'loss'", "'w', 'cost'")
    assert value.path == ("w",)


def test_no_keys_at_all_are_shown_as_an_empty_dict() -> None:
    keys = only({"w": 1.0}, {})
    assert (keys.kind, keys.got, keys.expected) == ("keys", "{}", "'w'")


def test_dtype_counts_only_when_asked_for() -> None:
    expected, got = torch.ones(2, dtype=torch.float64), torch.ones(2, dtype=torch.float32)
    assert differences(expected, got) == ()
    difference = only(expected, got, dtype=True)
    assert (difference.kind, difference.got, difference.expected) == ("dtype", "float32", "float64")
    assert differences(1.5, torch.tensor(1.5, dtype=torch.float64), dtype=True) == ()
    assert only(1.5, 2, 1.0, dtype=True).kind == "dtype"


def test_container_counts_only_when_asked_for() -> None:
    history = [1.0, 2.0]
    for other in (torch.tensor(history), (1.0, 2.0), [torch.tensor(1.0), torch.tensor(2.0)]):
        assert differences(history, other) == ()
        assert {one.kind for one in differences(history, other, container=True)} == {"type"}
    assert differences(history, [1.0, np.float64(2.0)], container=True) == ()
    assert only(1.0, torch.tensor(1.0), container=True).got == "tensor"
    assert only(torch.ones(1), torch.tensor(1.0), container=True).kind == "shape"
    tracked = torch.ones(2, requires_grad=True)
    difference = only(tracked, torch.ones(2), container=True)
    assert (difference.path, difference.got, difference.expected) == (("requires_grad",), "False", "True")
    assert [one.path for one in differences(tracked, tracked * 1, container=True)] == [("is_leaf",)]


def with_gradient(value: float, gradient: float | None) -> torch.Tensor:
    tensor = torch.tensor(value, dtype=torch.float64, requires_grad=True)
    tensor.grad = None if gradient is None else torch.tensor(gradient, dtype=torch.float64)
    return tensor


def test_gradients_are_compared_where_the_expected_tensor_has_one() -> None:
    assert differences(with_gradient(1.0, 2.0), with_gradient(1.0, 2.0)) == ()
    assert only(with_gradient(1.0, 2.0), with_gradient(1.0, 3.0)).path == ("grad",)
    missing = only(with_gradient(1.0, 2.0), with_gradient(1.0, None))
    assert (missing.kind, missing.path, missing.got) == ("type", ("grad",), "None")
    assert only(with_gradient(1.0, 2.0), 1.0).path == ("grad",)
    assert differences(with_gradient(1.0, None), with_gradient(1.0, 2.0)) == ()
    parameters = [with_gradient(1.0, 2.0), with_gradient(1.0, 2.0)]
    assert only(parameters, [with_gradient(1.0, 2.0), with_gradient(1.0, 2.5)]).path == (1, "grad")


def test_differences_in_structure_come_first_then_the_largest_error() -> None:
    expected = {"a": 1.0, "b": 1.0, "c": "x"}
    found = differences(expected, {"a": 1.1, "b": 9.0, "c": "y"})
    assert [one.path for one in found] == [("c",), ("b",), ("a",)]


def test_hostile_observations_are_differences() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    deep: Any = 1.0
    for _ in range(500):
        deep = Items("list", (deep,))
    hostile: list[Value] = [
        encode(cycle), deep, Cut("bytes"), BigInt("0x" + "f" * 100_000), Opaque("X", "<x>"), Cycle(3),
        Array("tensor", "float64", (0, 2**58), b""),
        Array("array", "bool", (2,), b"\x07\x00"), Table(((float("nan"), 1), (float("nan"), 2), (None, 3))),
        Items("set", (Items("list", ()), "x", None)), Complex(float("nan"), float("inf")), "x" * 20_000,
    ]  # fmt: skip
    for expected in (1.0, (1.0, 2.0), [1.0, 2.0], {"a": [1.0]}, "text", None, 10**30, torch.ones(2, 2), [None, 1.0]):
        for got in hostile:
            assert compare(encode(expected), got, EXACT), (expected, got)
    assert compare(encode([True, False]), Array("array", "bool", (2,), b"\x07\x00"), EXACT) == ()


def test_a_very_different_observation_gives_a_bounded_number_of_differences() -> None:
    many = encode([f"text {index}" for index in range(5000)])
    assert len(compare(many, encode([0] * 5000), EXACT)) == MAX_DIFFERENCES


@pytest.mark.parametrize("expected", [Cycle(1), Cut("depth"), Items("list", (1.0, Cut("nodes")))])
def test_an_expected_value_that_nothing_can_equal_is_an_error(expected: Value) -> None:
    with pytest.raises(UnsupportedExpected, match="cannot be compared"):
        compare(expected, expected, EXACT)


@pytest.mark.parametrize(
    "allowed", [(b"\0" * 8,), (b"\0" * 7, b""), (np.array([-1.0]).tobytes(), b""), (b"", b"", b"")]
)
def test_a_tolerance_for_something_else_is_an_error(allowed: tuple[bytes, ...]) -> None:
    with pytest.raises(UnfitTolerance):
        compare(encode((1.0, [2.0])), encode((1.0, [2.0])), Tolerance(allowed))


def test_a_tolerance_survives_the_disk() -> None:
    expected = encode({"w": 1.0, "costs": [3.0, 2.0], "n": 3})
    tolerance = allowing(expected, 0.25)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(tolerance), type=Tolerance) == tolerance
    blocks = [block.allowed for block in leaves(attached(read(expected), tolerance))]
    assert [None if block is None else block.tolist() for block in blocks] == [[0.25], [0.25, 0.25], None]


numbers = st.one_of(st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats())
scalars = st.one_of(
    st.none(),
    numbers,
    st.text(max_size=5),
    st.builds(Complex, st.floats(), st.floats()),
    st.builds(lambda number: BigInt(hex(number)), st.integers(2**64, 2**80)),
    st.builds(Opaque, st.text(max_size=3), st.text(max_size=3)),
)


@st.composite
def arrays(draw: st.DrawFn, with_grad: bool = True) -> Array:
    dtype = draw(
        st.sampled_from(["bool", "uint8", "int64", "uint64", "float16", "bfloat16", "float32", "float64", "complex64"])
    )
    shape = tuple(draw(st.lists(st.integers(0, 3), max_size=3)))
    size = {"bool": 1, "uint8": 1, "float16": 2, "bfloat16": 2, "float32": 4}.get(dtype, 8) * math.prod(shape)
    kind: Any = draw(st.sampled_from(["tensor", "array", "scalar"]))
    grad = draw(arrays(with_grad=False)) if with_grad and draw(st.booleans()) else None
    return Array(kind, dtype, shape, draw(st.binary(min_size=size, max_size=size)), draw(st.booleans()), grad=grad)


def containers(items: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.one_of(
        st.builds(Items, st.sampled_from(["list", "tuple", "set"]), st.lists(items, max_size=4).map(tuple)),
        st.builds(Table, st.lists(st.tuples(items, items), max_size=3).map(tuple)),
    )


comparable = st.recursive(scalars | arrays(), containers, max_leaves=8)
anything = st.recursive(
    scalars
    | arrays()
    | st.builds(Cycle, st.integers())
    | st.builds(Cut, st.just("nodes"))
    | st.just(BigInt("0x1" + "0" * 20)),
    containers,
    max_leaves=8,
)


@given(comparable)
@example(encode([False, torch.zeros(1, dtype=torch.bool)]))
@example(encode([1.5, torch.ones(1)]))
@settings(max_examples=150, deadline=None)
def test_every_observation_equals_itself(value: Value) -> None:
    for options in ({}, {"dtype": True}, {"container": True}):
        assert compare(value, value, EXACT, **options) == ()
    assert separates(value, value, EXACT) == 0.0


@given(comparable, anything, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_comparing_anything_raises_nothing(expected: Value, got: Value, dtype: bool, container: bool) -> None:
    found = compare(expected, got, EXACT, dtype=dtype, container=container)
    assert bool(found) == (separates(expected, got, EXACT) > 1) or dtype or container
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[Difference, ...]) == found


structures: st.SearchStrategy[Any] = st.recursive(
    st.floats(-1e6, 1e6)
    | st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5)
    | st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=4).map(lambda one: torch.tensor(one, dtype=torch.float64)),
    lambda items: (
        st.lists(items, min_size=1, max_size=3)
        | st.lists(items, min_size=1, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from("abc"), items, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(structures, st.data(), st.floats(1e-9, 1e3), st.sampled_from([-1, 1]))
@settings(max_examples=150, deadline=None)
def test_one_number_beyond_its_tolerance_is_found(value: Any, data: st.DataObject, allowed: float, sign: int) -> None:
    expected = encode(value)
    tolerance = allowing(expected, allowed)
    places = list(floats_in(value, ()))
    place = data.draw(st.sampled_from(places))
    assert compare(expected, encode(moved(value, place, sign * 0.9 * allowed)), tolerance) == () or allowed < 1e-8
    (difference,) = compare(expected, encode(moved(value, place, sign * (1.1 * allowed + 1e-8))), tolerance)
    assert (difference.kind, difference.wrong) == ("value", 1)
    # A tensor of one element counts as a number: it is found by its own place, without an index into it.
    found = (*difference.path, *difference.index)
    assert found == place[: len(found)]
    assert not any(place[len(found) :])


def floats_in(value: Any, path: tuple[Any, ...]) -> Any:
    if isinstance(value, float):
        yield path
    elif isinstance(value, torch.Tensor):
        yield from ((*path, index) for index in range(len(value)))
    else:
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in entries:
            yield from floats_in(item, (*path, key))


def moved(value: Any, place: tuple[Any, ...], by: float) -> Any:
    if isinstance(value, float):
        return value + by
    if isinstance(value, torch.Tensor):
        changed = value.clone()
        changed[place[0]] += by
        return changed
    if isinstance(value, dict):
        return {**value, place[0]: moved(value[place[0]], place[1:], by)}
    return type(value)(moved(item, place[1:], by) if index == place[0] else item for index, item in enumerate(value))


def test_a_nan_of_any_bits_is_compared_without_a_word(recwarn: pytest.WarningsRecorder) -> None:
    for bits in (0x7F800001, 0xFFBFFFFF, 0x7FC00000):
        nan = Array("tensor", "float32", (1,), bits.to_bytes(4, "little"))
        assert compare(nan, nan, EXACT) == ()
        assert compare(encode(torch.tensor([math.nan])), nan, EXACT) == ()
    assert list(recwarn) == []


@pytest.mark.parametrize("wrap", [list, tuple, lambda items: {"ws": items}])
def test_a_graph_kept_in_a_list_shows_where_the_container_counts(wrap: Any) -> None:
    w = torch.tensor([0.5], dtype=torch.float64, requires_grad=True)
    kept, freed = wrap([w * 2, w * 3]), wrap([(w * 2).detach(), (w * 3).detach()])
    assert differences(freed, kept) == ()
    assert "requires_grad" in {difference.path[-1] for difference in differences(freed, kept, container=True)}
    assert differences(kept, freed, container=True) != ()
    assert differences(freed, freed, container=True) == ()
    assert differences(kept, kept, container=True) == ()


def test_what_is_asked_for_by_name_is_asked_in_these_entries_only() -> None:
    expected, got = {"loss": 0.5, "w": 1.5}, {"loss": torch.tensor(0.5), "w": torch.tensor(1.5)}
    wire = encode(expected)
    tree = attached(read(wire), allowing(wire, 1e-6))
    found = compare_trees(tree, read(encode(got)), container=frozenset({"loss"}))
    assert [(difference.path, difference.kind) for difference in found] == [(("loss",), "type")]
    assert [difference.path for difference in compare_trees(tree, read(encode(got)), container=True)] == [
        ("loss",),
        ("w",),
    ]
    dtypes = compare_trees(tree, read(encode(got)), dtype=frozenset({"w"}))
    assert [(difference.path, difference.kind) for difference in dtypes] == [(("w",), "dtype")]
