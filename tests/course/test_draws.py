"""Drawing cases: what goes over the wire, from which seed, and how a reader sees it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.authoring import (
    AuthoringError,
    Case,
    Text,
    array,
    case,
    check,
    plain,
    random_case,
    random_regression,
    tensor,
)
from grader.course.draws import argument_text, draw_cases, encode_argument
from grader.wire.values import Array, BigInt, Items, Table


def checked(*cases: Any, name: str = "probe") -> Any:
    def probe(m: Any, **arguments: Any) -> Any:
        """A sentence."""

    probe.__name__ = name
    return check(role="cost", of="f", cases=cases)(probe)


def drawn(**arguments: Any) -> dict[str, Any]:
    return draw_cases(checked(case(**arguments)), 0)[0].arguments


def test_plain_values_cross_as_they_are():
    arguments = drawn(
        a=None, b=True, c=3, d=0.1, e="text", f=2**70, g=(1, (2.0,)), h={"k": [1.0]}, i=plain([1, "x", [2]])
    )
    assert [arguments[name] for name in "abcde"] == [None, True, 3, 0.1, "text"]
    assert arguments["f"] == BigInt(hex(2**70))
    assert arguments["g"] == Items("tuple", (1, Items("tuple", (2.0,))))
    assert arguments["h"].entries[0][0] == "k"
    assert isinstance(arguments["h"], Table)
    assert arguments["i"].items[:2] == (1, "x")
    assert arguments["i"].kind == "list"
    assert arguments["i"].items[2].flexible


def test_a_list_crosses_as_a_flexible_float64_tensor():
    got = drawn(xs=[[1, 2, 3], [4, 5, 6]])["xs"]
    assert (got.kind, got.dtype, got.shape, got.flexible, got.requires_grad) == (
        "tensor",
        "float64",
        (2, 3),
        True,
        False,
    )
    np.testing.assert_array_equal(got.to_numpy(), [[1, 2, 3], [4, 5, 6]])


def test_a_declared_tensor_or_array_crosses_as_declared():
    got = drawn(
        t=tensor([1.5, 2], "float32", requires_grad=True), a=array([[1, 2]], "int64"), s=tensor(3.0), e=tensor([])
    )
    assert (got["t"].kind, got["t"].dtype, got["t"].requires_grad, got["t"].flexible) == (
        "tensor",
        "float32",
        True,
        False,
    )
    assert (got["a"].kind, got["a"].dtype, got["a"].shape) == ("array", "int64", (1, 2))
    assert got["s"].shape == ()
    assert got["e"].shape == (0,)


@pytest.mark.parametrize(
    "dtype", ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64", "complex64"]
)
def test_every_dtype_keeps_its_numbers(dtype):
    got = drawn(xs=tensor([0, 1, 1], dtype))["xs"]
    np.testing.assert_array_equal(got.to_numpy(), np.array([0, 1, 1], dtype))


@given(st.lists(st.floats(width=32), min_size=1, max_size=8))
def test_bfloat16_is_rounded_as_torch_does(numbers):
    import torch

    got = encode_argument(tensor(numbers, "bfloat16"))
    assert isinstance(got, Array)
    expected = torch.tensor(numbers, dtype=torch.float32).to(torch.bfloat16).to(torch.float32).numpy()
    np.testing.assert_array_equal(got.to_numpy(), expected)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (tensor([1.5], "int64"), "do not fit int64"),
        (tensor([-1], "uint8"), "uint8"),
        (tensor([2], "bool"), "do not fit bool"),
        (tensor([math.nan], "int32"), "do not fit int32"),
        (tensor([1.0], "float23"), "no dtype 'float23'"),
        (tensor([1.0], "datetime64"), "datetime64"),
        (tensor([[1.0], [1.0, 2.0]]), "unequal lengths"),
        ([[1.0], 2.0], "unequal lengths"),
    ],
)
def test_data_that_its_dtype_or_shape_cannot_hold(value, message):
    declared = checked(case(xs=value))
    with pytest.raises(AuthoringError, match=message) as caught:
        draw_cases(declared, 0)
    assert "argument `xs`" in str(caught.value)
    assert caught.value.place == declared.place


@random_case(count=2, label="a step")
def step(generator):
    return case(w=float(generator.uniform()))


@random_case()
def other_step(generator):
    return case("its own label", w=float(generator.uniform()))


def test_random_cases_follow_from_the_seed_and_the_generator_alone():
    first = draw_cases(checked(step, other_step, random_regression(n=(2, 5))), 7)
    second = draw_cases(checked(random_regression(n=(5,)), case(x=1), step, name="elsewhere"), 7)
    assert first[0].arguments == second[2].arguments
    assert first[1].arguments == second[3].arguments
    assert first[4].arguments == second[0].arguments
    assert len({str(one.arguments) for one in first}) == 5
    assert draw_cases(checked(step), 8)[0].arguments != first[0].arguments
    assert draw_cases(checked(step), 7)[0] == first[0]


def test_a_drawn_number_is_the_same_on_every_machine():
    assert draw_cases(checked(step), 7)[0].arguments == {"w": 0.5331708791445866}


def test_labels():
    cases = draw_cases(checked(step, other_step, case("named", x=1), case(x=2)), 1)
    assert [str(one.label) for one in cases] == ["a step", "a step", "its own label", "named", ""]


def test_fixed_arguments_of_a_generator_cross_too():
    (one,) = draw_cases(checked(random_regression(n=(3,), lr=0.1, epochs=4)), 1)
    assert list(one.arguments) == ["xs", "ys", "w", "lr", "epochs"]
    assert (one.arguments["lr"], one.arguments["epochs"]) == (0.1, 4)


@random_case()
def no_case(generator):
    return {"w": 1}


@random_case()
def raises(generator):
    return case(w=1 / 0)


@random_case()
def unfit(generator):
    return case(w=generator.integers(3))


@random_case()
def ragged(generator):
    return case(w=[[1.0], [1.0, 2.0]])


@pytest.mark.parametrize(
    ("generator", "message"),
    [
        (no_case, "`no_case` returned a dict: end it with `return case"),
        (raises, "drawing `raises-0` raised ZeroDivisionError"),
        (unfit, "cannot hold a int64"),
        (ragged, "unequal lengths"),
    ],
)
def test_a_slip_in_a_draw_function_names_its_line(generator, message):
    with pytest.raises(AuthoringError, match=message) as caught:
        draw_cases(checked(generator), 0)
    assert caught.value.place is not None
    assert caught.value.place.file.name == "test_draws.py"
    assert caught.value.place.line == generator[0].draw.__code__.co_firstlineno


def test_a_drawn_case_must_fit_the_probe():
    @check(role="cost", of="f", cases=[step])
    def takes_x(m, x):
        """A sentence."""

    with pytest.raises(AuthoringError, match=r"takes \(m, x\) and case|takes \(m, x\) and a case gives w") as caught:
        draw_cases(takes_x, 0)
    assert caught.value.place == takes_x.place


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.01, "0.01"),
        (1.0, "1"),
        (1 / 3, "0.333333"),
        (12, "12"),
        (True, "True"),
        (None, "None"),
        ("classic", "'classic'"),
        ([1.0, 2.0, 3.0], "[1, 2, 3]"),
        ([0.73146, -1.2] * 25, "[0.7315, -1.2, 0.7315, -1.2, …] (50)"),
        ([[1.0, 2.0], [3.0, 4.0]], "[[1, 2], [3, 4]]"),
        ([[float(i) for i in range(7)]] * 3, "[[0, 1, 2, 3, …], …] (3 × 7)"),
        ([1], "[1]"),
        (tensor([1, 0], "int64"), "tensor([1, 0], int64)"),
        (tensor([1.0], requires_grad=True), "tensor([1], requires_grad)"),
        (array([math.inf]), "array([inf])"),
        (tensor(2.5), "tensor(2.5)"),
        (plain([1, "a", [2.0]]), "[1, 'a', [2]]"),
        ((1.0, 2), "(1, 2)"),
        ((1.0,), "(1,)"),
        ({"a": [1.0]}, "{'a': [1]}"),
    ],
)
def test_texts(value, text):
    assert draw_cases(checked(case(x=value)), 0)[0].texts == {"x": text}


def test_a_long_text_is_cut():
    text = argument_text(plain(range(1000)))
    assert len(text) == 160
    assert text.endswith("…")


def test_a_case_without_arguments():
    assert draw_cases(checked(Case({}, Text("nothing"))), 0)[0].arguments == {}
