import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.numerics.python_literals import python_literal
from grader.wire.codec import decode, encode
from grader.wire.values import Opaque

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN)
def test_a_literal_gives_the_value_again(value):
    assert eval(python_literal(encode(value)), {}) == decode(encode(value))  # noqa: S307 - the grader's own text


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor([[0.1, -2.5]], dtype=torch.float32),
        torch.tensor(3, dtype=torch.int64),
        torch.zeros(2, 0, dtype=torch.float64),
        torch.tensor([0.5], dtype=torch.bfloat16, requires_grad=True),
        torch.tensor([True, False]),
    ],
)
def test_a_tensor_keeps_its_dtype_shape_and_gradient(value):
    again = eval(python_literal(encode(value)), {"torch": torch})  # noqa: S307
    assert (again.dtype, again.shape, again.requires_grad) == (value.dtype, value.shape, value.requires_grad)
    assert torch.equal(again, value)


def test_arrays_and_numbers_that_are_not_finite():
    again = eval(python_literal(encode(np.array([1.5, np.inf]))), {"np": np})  # noqa: S307
    assert again.tolist() == [1.5, math.inf]
    assert math.isnan(eval(python_literal(float("nan")), {}))  # noqa: S307


def test_what_did_not_cross_has_none():
    with pytest.raises(TypeError, match="Opaque"):
        python_literal(Opaque("object", "…"))
