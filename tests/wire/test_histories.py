"""Lists of tensors, which are read at once: they cross as each of their items alone."""

import torch
from crossing import crossed
from hypothesis import given
from hypothesis import strategies as st

from grader.wire.values import Cut


def with_gradient() -> torch.Tensor:
    tensor = torch.tensor(2.0)
    tensor.grad = torch.tensor(3.0)
    return tensor


TENSORS_OF_A_HISTORY = (
    lambda: torch.tensor(1.5),
    lambda: torch.tensor(-0.0),
    lambda: torch.tensor(float("nan")),
    lambda: torch.tensor(2.5, dtype=torch.float64),
    lambda: torch.tensor([1.5]),
    lambda: torch.arange(3.0),
    lambda: torch.arange(6.0)[::2],
    lambda: torch.empty(0),
    lambda: torch.tensor([1.0 + 2.0j]).conj().imag,
    lambda: torch.tensor(1.5, requires_grad=True),
    lambda: torch.tensor(1.5, requires_grad=True) * 2,
    with_gradient,
    lambda: torch.nn.Parameter(torch.tensor(1.5)),
    lambda: torch.tensor(1.5, dtype=torch.bfloat16),
    lambda: torch.tensor(3),
    lambda: torch.eye(2).to_sparse(),
    lambda: torch.zeros(2, device="meta"),
    lambda: 1.5,
    lambda: 1,
)


@given(
    st.lists(st.sampled_from(TENSORS_OF_A_HISTORY), max_size=4),
    st.sampled_from(TENSORS_OF_A_HISTORY),
    st.integers(0, 8),
    st.booleans(),
)
def test_a_list_of_tensors_crosses_as_each_of_them_alone(some, often, count, as_tuple):
    items = [make() for make in (*some[:2], *[often] * count, *some[2:])]
    crossing = crossed(tuple(items) if as_tuple else items)
    assert [repr(item) for item in crossing.items] == [repr(crossed(item)) for item in items]


def test_a_list_of_tensors_larger_than_memory_is_cut_before_it_is_copied():
    assert crossed([torch.zeros(1).expand(10**12)] * 8).items == (Cut("bytes"),) * 8
