"""Objects to wire values and back, ordinary and hostile ones."""

import math
import struct
from typing import Any

import msgspec
import numpy as np
import pytest
import torch
from crossing import crossed
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.wire.codec import decode, encode
from grader.wire.values import (
    MAX_BYTES,
    MAX_CONTAINER_KEYS,
    MAX_DEPTH,
    MAX_NODES,
    MAX_SHORT_TEXT,
    MAX_TEXT,
    Array,
    BigInt,
    Complex,
    Cut,
    Cycle,
    InvalidValue,
    Items,
    Opaque,
    Table,
)

TORCH_DTYPES = [
    torch.bool, torch.uint8, torch.int8, torch.int16, torch.uint16, torch.int32, torch.uint32, torch.int64,
    torch.uint64, torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128,
]  # fmt: skip
NUMPY_DTYPES = [str(dtype).removeprefix("torch.") for dtype in TORCH_DTYPES if dtype != torch.bfloat16]


def same(one: Any, other: Any) -> bool:
    """Equal in type and content; NaN equals NaN, -0.0 differs from 0.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", other)
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    return bool(one == other)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**200), 2**200)
    | st.floats()
    | st.complex_numbers(allow_nan=False)
    | st.text()
)
keys = st.none() | st.booleans() | st.integers() | st.text() | st.tuples(st.integers(), st.text())
nests = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.sets(st.integers() | st.text())
        | st.dictionaries(keys, inner, max_size=5)
    ),
    max_leaves=25,
)


@given(nests)
@settings(deadline=None)
def test_plain_python_objects_come_back_as_they_were(thing):
    assert same(decode(crossed(thing)), thing)


@given(st.text(st.characters(), max_size=20))
@settings(deadline=None)
def test_every_string_crosses_surrogates_as_escapes(text):
    back = decode(crossed(text))
    assert back == text.encode("utf-8", "backslashreplace").decode()
    assert back == text or any(0xD800 <= ord(character) <= 0xDFFF for character in text)


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\udfff tail", "批量", "\x1b[2J"])
def test_odd_strings_cross(text):
    assert isinstance(crossed(text), str)


@pytest.mark.parametrize(
    "number", [2**63 - 1, -(2**63), 2**64 - 1, 2**64, -(2**63) - 1, 10**400, -(7**9000)], ids=int.bit_length
)
def test_integers_of_any_size_come_back(number):
    value = crossed(number)
    assert isinstance(value, int) == (-(2**63) <= number < 2**64)
    assert decode(value) == number


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, -0.0, 5e-324, 1.7976931348623157e308])
def test_special_floats_come_back(number):
    assert same(decode(crossed(number)), number)
    assert same(decode(crossed(complex(number, -number))), complex(number, -number))


@pytest.mark.parametrize("dtype", TORCH_DTYPES, ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 4), (1, 2, 2, 2)], ids=str)
def test_tensors_of_every_dtype_and_shape_come_back(dtype, shape):
    tensor = (torch.arange(math.prod(shape)) % 2).reshape(shape).to(dtype)
    back = decode(crossed(tensor))
    assert back.dtype == dtype
    assert back.shape == tensor.shape
    assert torch.equal(back, tensor)


@given(
    st.sampled_from([torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int64]),
    st.lists(st.integers(0, 3), max_size=4),
    st.randoms(use_true_random=False),
)
@settings(deadline=None, max_examples=50)
def test_tensors_with_any_bits_come_back_bit_for_bit(dtype, shape, random):
    size = math.prod(shape)
    raw = bytearray(random.randbytes(size * dtype.itemsize))
    tensor = (torch.frombuffer(raw, dtype=dtype) if raw else torch.empty(0, dtype=dtype)).reshape(shape)
    back = decode(crossed(tensor))
    assert torch.equal(back.reshape(-1).view(torch.uint8), tensor.reshape(-1).view(torch.uint8))


def test_tensors_that_are_views_cross_in_their_own_order():
    base = torch.arange(24.0).reshape(4, 6)
    for view in (base.T, base[::2, 1::3], base[1], base[:, :1].expand(4, 5), torch.flip(base, (0,))):
        assert torch.equal(decode(crossed(view)), view)
    assert crossed(base[:, :1].expand(4, 5)).shape == (4, 5)


def test_lazily_conjugated_and_negated_tensors_cross_resolved():
    numbers = torch.tensor([1 + 2j, 3 - 4j])
    assert torch.equal(decode(crossed(numbers.conj())), torch.tensor([1 - 2j, 3 + 4j]))
    assert torch.equal(decode(crossed(numbers.conj().imag)), torch.tensor([-2.0, 4.0]))


def test_gradients_and_their_state_cross():
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    (w**2).sum().backward()
    value = crossed(w)
    assert (value.requires_grad, value.is_leaf) == (True, True)
    assert torch.equal(decode(value).grad, torch.tensor([2.0, 4.0]))
    assert decode(value).requires_grad
    product = crossed(w * 2)
    assert (product.requires_grad, product.is_leaf, product.grad) == (True, False, None)
    assert crossed(torch.nn.Parameter(torch.zeros(2))).requires_grad


def test_encoding_a_tensor_that_is_no_leaf_warns_of_nothing(recwarn):
    encode(torch.tensor([1.0], requires_grad=True) * 2)
    assert [str(warning.message) for warning in recwarn] == []


def test_a_gradient_has_no_gradient_of_its_own_on_the_wire():
    w = torch.tensor(2.0, requires_grad=True)
    w.grad = torch.tensor(1.0)
    w.grad.grad = torch.tensor(3.0)
    assert crossed(w).grad.grad is None


@pytest.mark.parametrize("name", NUMPY_DTYPES)
@pytest.mark.parametrize("order", ["<", ">"])
def test_numpy_arrays_of_every_dtype_and_byte_order_cross(name, order):
    dtype = np.dtype(name).newbyteorder(order)
    numbers = np.array([[0, 1, 1], [1, 0, 1]]).astype(dtype)
    for array in (numbers, numbers.T, numbers[:, ::2], numbers[:0], np.array(1).astype(dtype)):
        value = crossed(array)
        assert (value.kind, value.dtype, value.shape) == ("array", name, array.shape)
        assert np.array_equal(value.to_numpy(), array)
        assert np.array_equal(decode(value), array)


@pytest.mark.parametrize("name", NUMPY_DTYPES)
def test_numpy_scalars_of_every_dtype_cross(name):
    scalar = np.dtype(name).type(1)
    value = crossed(scalar)
    assert (value.kind, value.dtype, value.shape) == ("scalar", name, ())
    assert same(decode(value).item(), scalar.item())
    assert type(decode(value)) is type(scalar)


def test_bfloat16_reads_as_float32_of_equal_values():
    value = crossed(torch.tensor([[1.5, -2.0]], dtype=torch.bfloat16))
    assert value.to_numpy().dtype == np.float32
    assert value.to_numpy().tolist() == [[1.5, -2.0]]


def test_wider_floats_than_the_wire_knows_cross_as_doubles():
    value = crossed(np.array([1.5, 2.5], np.longdouble))
    assert (value.dtype, value.to_numpy().tolist()) == ("float64", [1.5, 2.5])


def test_arrays_of_objects_and_text_cross_as_lists():
    assert decode(crossed(np.array([1, "a", None], object))) == [1, "a", None]
    assert decode(crossed(np.array([["a", "bc"]]))) == [["a", "bc"]]
    assert crossed(np.str_("a")) == "a"
    assert crossed(np.array("a")) == "a"


def test_what_has_no_wire_form_is_told_apart_by_its_content():
    pairs = [
        (np.array([(1, 2.0)], "i4,f8"), np.array([(1, 3.0)], "i4,f8")),
        (np.array(["2024-01-01"], "M8[D]"), np.array(["2024-01-02"], "M8[D]")),
        (np.array([b"a"] * 99), np.array([b"a"] * 98 + [b"b"])),
        (torch.eye(3).to_sparse(), (2 * torch.eye(3)).to_sparse()),
        (torch.zeros(2).to(torch.float8_e4m3fn), torch.ones(2).to(torch.float8_e4m3fn)),
        (b"a" * 1000, b"a" * 999 + b"b"),
        ("a" * 30_000, "a" * 29_999 + "b"),
        (torch.zeros(2, device="meta"), torch.zeros(3, device="meta")),
    ]
    for one, other in pairs:
        assert crossed(one) == crossed(one)
        assert crossed(one) != crossed(other)


def test_an_object_is_opaque_with_its_type_and_a_short_text():
    assert crossed(slice(1, 2)) == Opaque("slice", "slice(1, 2, None)")
    assert crossed(torch.float32) == "torch.float32"
    with pytest.raises(InvalidValue, match="Opaque"):
        decode(crossed(object()))


def test_a_container_inside_itself_becomes_a_cycle():
    inner: list[Any] = [1]
    outer = {"inner": inner}
    inner.append(outer)
    assert crossed(outer) == Table((("inner", Items("list", (1, Cycle(2)))),))
    # One object met twice side by side is no cycle.
    twice = [1.0]
    assert crossed([twice, twice]) == Items("list", (Items("list", (1.0,)),) * 2)


def test_arrays_of_objects_inside_themselves_end():
    array = np.empty(2, object)
    array[:] = [1, array]
    scalar = np.empty((), object)
    scalar[()] = scalar
    for thing in (array, scalar, [scalar]):
        crossed(thing)


def nested(depth: int) -> Any:
    thing: Any = 1
    for _ in range(depth):
        thing = [thing]
    return thing


def test_depth_is_capped():
    assert decode(crossed(nested(MAX_DEPTH))) == nested(MAX_DEPTH)
    value = crossed(nested(10_000))
    for _ in range(MAX_DEPTH):
        value = value.items[0]
    assert value == Cut("depth")


@pytest.mark.parametrize(
    "thing",
    [
        range(10**15),
        [0] * (MAX_NODES + 5),
        dict.fromkeys(range(MAX_NODES)),
        [[[0] * 1000] * 1000],
        {0} | set(range(MAX_NODES)),
    ],
    ids=["range", "list", "dict", "nested", "set"],
)
def test_the_number_of_nodes_is_capped(thing):
    assert "Cut(cap='nodes')" in repr(crossed(thing))[-60:]


def test_containers_as_keys_are_capped():
    # Such keys may be chosen to have the same hash.
    assert len(crossed({(i, 0): 1 for i in range(MAX_CONTAINER_KEYS)}).entries) == MAX_CONTAINER_KEYS
    cut = crossed({(i, 0): 1 for i in range(MAX_CONTAINER_KEYS + 1)})
    assert cut.entries[-1] == (Cut("nodes"), Cut("nodes"))
    crossed({(i,) for i in range(MAX_CONTAINER_KEYS + 1)})


@pytest.mark.parametrize(
    "thing",
    [
        torch.zeros(MAX_BYTES + 1, dtype=torch.uint8),
        torch.zeros(1).expand(10**9),
        np.broadcast_to(np.zeros(1), (10**9,)),
        10 ** (4 * MAX_TEXT),
    ],
    ids=["tensor", "expanded tensor", "broadcast array", "integer"],
)
def test_bytes_are_capped_before_they_are_copied(thing):
    assert crossed(thing) == Cut("bytes")


def test_bytes_are_capped_over_the_whole_value():
    megabytes = [torch.zeros(1 << 20, dtype=torch.uint8)] * 40
    kinds = [type(item) for item in crossed(megabytes).items]
    assert kinds.count(Array) == MAX_BYTES >> 20
    wide = ["\U0001f600" * MAX_TEXT] * (MAX_BYTES // MAX_TEXT)
    assert len(msgspec.msgpack.encode(encode(wide))) < 1.1 * MAX_BYTES


def test_flexible_data_is_handed_over_in_the_container_asked_for():
    numbers = Array("tensor", "float64", (2,), np.array([1.0, 2.0]).tobytes(), flexible=True)
    assert torch.equal(decode(numbers), torch.tensor([1.0, 2.0], dtype=torch.float64))
    assert decode(numbers, "list") == [1.0, 2.0]
    assert np.array_equal(decode(Items("list", (numbers,)), "array")[0], np.array([1.0, 2.0]))
    fixed = msgspec.structs.replace(numbers, flexible=False)
    assert isinstance(decode(fixed, "list"), torch.Tensor)


def test_decoded_arrays_are_fresh_and_writable():
    value = encode(np.zeros(2))
    decode(value)[0] = 1
    tensor = encode(torch.zeros(2))
    decode(tensor)[0] = 1
    assert decode(value).tolist() == decode(tensor).tolist() == [0.0, 0.0]


# Hostile objects


class LyingMeta(type):
    __name__ = property(lambda cls: 1 / 0)  # type: ignore[assignment]
    __mro__ = property(lambda cls: 1 / 0)  # type: ignore[assignment]

    def __instancecheck__(cls, other):
        raise RuntimeError

    def __getattribute__(cls, name):
        raise RuntimeError(name)


def fails(*args: object, **kwargs: object) -> Any:
    raise RuntimeError("called")


def lies(*args: object, **kwargs: object) -> bool:
    return True


METHODS = (
    "__repr__", "__str__", "__format__", "__float__", "__int__", "__index__", "__iter__", "__len__", "__getitem__",
    "__pos__", "__neg__", "__abs__", "__bool__", "__complex__", "__array__", "__array_finalize__", "__reduce__",
    "__add__", "__radd__", "__getattr__", "items", "keys", "values", "encode", "tolist", "detach", "numpy",
    "__round__", "bit_length", "conjugate", "__contains__", "__copy__", "__deepcopy__",
)  # fmt: skip
OVERRIDES: dict[str, Any] = dict.fromkeys(METHODS, fails)
OVERRIDES |= {"__eq__": lies, "__hash__": lambda self: 1, "__class__": property(fails), "__dict__": property(fails)}


@pytest.mark.parametrize(
    ("base", "content", "expected"),
    [
        (float, 1.5, 1.5),
        (int, 3, 3),
        (int, 2**70, BigInt(hex(2**70))),
        (str, "text", "text"),
        (complex, 1j, Complex(0.0, 1.0)),
        (list, [1, 2], Items("list", (1, 2))),
        (tuple, (1, 2), Items("tuple", (1, 2))),
        (set, {1}, Items("set", (1,))),
        (frozenset, {1}, Items("set", (1,))),
        (dict, {"a": 1}, Table((("a", 1),))),
        (np.float64, 1.5, Array("scalar", "float64", (), struct.pack("d", 1.5))),
    ],
    ids=lambda part: part.__name__ if isinstance(part, type) else "",
)
def test_a_subclass_that_overrides_everything_crosses_as_its_base(base, content, expected):
    hostile = type("Hostile", (base,), {name: method for name, method in OVERRIDES.items() if name != "__dict__"})
    assert crossed(hostile(content)) == expected


def test_an_array_subclass_that_overrides_everything_crosses_as_its_base():
    attributes = {
        "dtype": property(fails),
        "shape": property(fails),
        "nbytes": property(fails),
        "__array_priority__": 9,
    }
    overrides = {name: method for name, method in OVERRIDES.items() if name not in ("__array_finalize__", "__dict__")}
    hostile = type("Hostile", (np.ndarray,), overrides | attributes)
    array = np.ndarray.__new__(hostile, (2,))
    np.ndarray.fill(array, 2.5)
    assert crossed(array) == Array("array", "float64", (2,), struct.pack("2d", 2.5, 2.5))


class AlwaysEqual(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True

    dtype = property(lambda self: torch.int64)  # type: ignore[assignment]
    shape = property(lambda self: (5, 5))  # type: ignore[assignment]
    layout = property(fails)  # type: ignore[assignment]
    device = property(fails)  # type: ignore[assignment]
    requires_grad = property(lambda self: "yes")  # type: ignore[assignment]
    is_leaf = property(fails)  # type: ignore[assignment]
    grad = property(lambda self: self)  # type: ignore[assignment]


for _method in ("numel", "element_size", "detach", "numpy", "contiguous", "is_conj", "tolist", "__len__"):
    setattr(AlwaysEqual, _method, lambda self, *rest: 7)


def test_a_tensor_that_equals_everything_crosses_as_the_numbers_that_it_holds():
    hostile = torch.tensor([1.0, 2.0]).as_subclass(AlwaysEqual)
    assert crossed(hostile) == Array("tensor", "float32", (2,), struct.pack("2f", 1.0, 2.0))


class Dispatching(torch.Tensor):
    """A tensor with nothing below: its answers all come from __torch_dispatch__."""

    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, (3,))

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        raise RuntimeError("dispatched")


def test_a_tensor_that_cannot_be_read_is_opaque():
    assert crossed([Dispatching()]) == Items("list", (Opaque("Dispatching", "a tensor that cannot be read"),))


def test_what_an_object_says_of_its_class_is_not_believed():
    for claimed in (float, int, str, list, dict, torch.Tensor, np.ndarray, bool, type(None)):
        liar = type(
            "Liar", (), {"__class__": property(lambda self, claimed=claimed: claimed), "__repr__": lambda s: "liar"}
        )
        assert crossed(liar()) == Opaque("Liar", "liar")


def test_a_class_with_a_hostile_metaclass_keeps_its_name():
    hostile = LyingMeta("Hostile", (), {"__repr__": lambda self: "text"})
    assert crossed(hostile()) == Opaque("Hostile", "text")


class TextSubclass(str):
    def __getitem__(self, index):
        raise RuntimeError

    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (fails, "<its repr raised RuntimeError>"),
        (lambda self: (_ for _ in ()).throw(SystemExit(3)), "<its repr raised SystemExit>"),
        (lambda self: 5, "<its repr raised TypeError>"),
        (lambda self: repr([self]), "<its repr raised RecursionError>"),
        (lambda self: TextSubclass("kept"), "kept"),
        (lambda self: "\ud800", "\\ud800"),
    ],
    ids=["raises", "exits", "no string", "recurses", "a subclass of str", "a surrogate"],
)
def test_a_hostile_repr_is_survived(make, text):
    assert crossed(type("Hostile", (), {"__repr__": make})()) == Opaque("Hostile", text)


def test_a_giant_repr_is_cut():
    value = crossed(type("G" * 10_000, (), {"__repr__": lambda self: "\ud800" * 10**6})())
    assert len(value.type_name) == len(value.text) == MAX_SHORT_TEXT
    assert len(crossed("\ud800" * MAX_TEXT)) == MAX_TEXT


def test_a_dict_that_changes_while_it_is_read_raises_instead_of_hanging():
    table: dict[Any, Any] = {}

    class Grows:
        def __repr__(self):
            table[len(table)] = Grows()
            return "grows"

    table[0] = Grows()
    with pytest.raises(RuntimeError, match="changed size"):
        encode(table)
