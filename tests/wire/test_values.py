"""Records that a hostile process made: refused when they are decoded, or harmless."""

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.wire.messages import CaseDone, Frame, FromChild, Missing, Raised, Refused, Returned
from grader.wire.values import (
    MAX_CONTAINER_KEYS,
    MAX_DEPTH,
    MAX_NODES,
    MAX_SHORT_TEXT,
    MAX_TEXT,
    Array,
    BigInt,
    Extent,
    InvalidValue,
    Items,
    Table,
    Value,
    check_extent,
    extent,
)

decoder: msgspec.msgpack.Decoder[Value] = msgspec.msgpack.Decoder(Value)
pack = msgspec.msgpack.encode


@pytest.mark.parametrize(
    "record",
    [
        ["array", "tensor", "float64", [3], bytes(23)],
        ["array", "tensor", "float64", [3], bytes(32)],
        ["array", "tensor", "float64", [], b""],
        ["array", "tensor", "float65", [1], bytes(8)],
        ["array", "tensor", "object", [1], bytes(8)],
        ["array", "tensor", "float64", [-1], bytes(8)],
        ["array", "tensor", "float64", [-1, -1], bytes(8)],
        ["array", "tensor", "float64", [2**62, 2**62], b""],
        ["array", "tensor", "float64", [0, 2**62, 2**62], b""],
        ["array", "tensor", "float64", [0, 2**64 - 1], b""],
        ["array", "tensor", "float64", [1] * 33, bytes(8)],
        ["array", "tensor", "float64", [1.0], bytes(8)],
        ["array", "tensor", "float64", "a", bytes(8)],
        ["array", "matrix", "float64", [1], bytes(8)],
        ["array", "tensor", "float64", [1], "text"],
        ["array", "tensor", "float64", [1], bytes(8), True, True, None, False, "more"],
        ["array", "tensor", "float64", [1], bytes(8), True, True, ["items", "list", []]],
        ["items", "bag", []],
        ["items", "list"],
        ["table", [[1]]],
        ["table", [[1, 2, 3]]],
        ["int", "0x"],
        ["int", "ff"],
        ["int", "0x_ff"],
        ["int", "0xＦ"],
        ["int", " 0xff"],
        ["int", "0xff\n"],
        ["int", "0x" + "f" * MAX_TEXT],
        ["complex", "1", 2.0],
        ["opaque", "a" * (MAX_SHORT_TEXT + 1)],
        ["opaque", "a", "b" * (MAX_SHORT_TEXT + 1)],
        ["cut", "luck"],
        ["cycle", "1"],
        ["nothing"],
        [],
        "a" * (MAX_TEXT + 1),
        b"bytes",
        {"a": 1},
        msgspec.msgpack.Ext(1, b""),
    ],
    ids=lambda record: repr(record)[:60].partition(" object at")[0],
)
def test_a_record_that_no_encoder_makes_does_not_decode(record):
    with pytest.raises(msgspec.ValidationError):
        decoder.decode(pack(record))


def test_a_gradient_of_a_gradient_does_not_decode():
    record: list = ["array", "tensor", "float64", [], bytes(8)]
    for _ in range(3):
        record = ["array", "tensor", "float64", [], bytes(8), True, True, record]
    with pytest.raises(msgspec.ValidationError, match="gradient with a gradient"):
        decoder.decode(pack(record))


@given(
    st.sampled_from(["bool", "float16", "bfloat16", "int64", "complex128"]), st.lists(st.integers(0, 2**40), max_size=4)
)
@settings(deadline=None)
def test_every_array_that_decodes_can_be_read(dtype, shape):
    if math.prod(shape) > 1000:
        shape = [0, *shape]
    size = {"bool": 1, "float16": 2, "bfloat16": 2, "int64": 8, "complex128": 16}[dtype]
    try:
        array = decoder.decode(pack(["array", "array", dtype, shape, bytes(size * math.prod(shape))]))
    except msgspec.ValidationError:
        assert math.prod(extent or 1 for extent in shape) * size >= 2**62
        return
    numbers = array.to_numpy()
    assert numbers.shape == tuple(shape)
    assert not numbers.flags.writeable


def test_a_bool_of_another_byte_is_read_without_harm():
    numbers = Array("array", "bool", (3,), b"\x00\x01\x07").to_numpy()
    assert np.array_equal(numbers.view(np.uint8), [0, 1, 7])


def nest(value: Value, depth: int) -> Value:
    for _ in range(depth):
        value = Items("list", (value,))
    return value


@pytest.mark.parametrize(
    ("value", "cap"),
    [
        (nest(1, MAX_DEPTH + 1), "deep"),
        (Table(((1, nest(1, MAX_DEPTH)),)), "deep"),
        (Table(((nest(1, MAX_DEPTH), 1),)), "deep"),
        (Items("list", (0,) * MAX_NODES), "items"),
        (Items("list", (Items("tuple", (0,) * (MAX_NODES // 2)),) * 2), "items"),
        (Table(((0, 0),) * (MAX_NODES // 2)), "items"),
        (Table(((Items("tuple", (-1, -2)), 0),) * (MAX_CONTAINER_KEYS + 1)), "keys"),
        (Items("set", (Items("tuple", (-1, -2)),) * (MAX_CONTAINER_KEYS + 1)), "keys"),
        (Items("list", (Table(((Items("tuple", ()), 0),) * 600),) * 2), "keys"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_values_beyond_the_caps_are_refused(value, cap):
    with pytest.raises(InvalidValue, match=cap):
        check_extent(value)


def test_values_at_the_caps_are_not():
    for value in (None, 1.5, nest(1, MAX_DEPTH), Items("list", (0,) * (MAX_NODES - 1))):
        check_extent(value)


def test_a_value_is_as_large_as_all_that_is_in_it():
    row = Array("tensor", "float64", (2,), bytes(16))
    trained = msgspec.structs.replace(row, requires_grad=True, grad=row)
    value = Table((("é", Items("tuple", (1, 2.5, None, trained))), (Items("tuple", ("ab",)), BigInt("0x1f"))))
    # The table and its four parts, four in the first tuple and one in the other; two numbers and their gradients.
    assert extent(value) == Extent(items=10, numbers=4, bytes=2 + 32 + 2 + 4)
    assert extent("x") == Extent(items=1, bytes=1)


answers: msgspec.msgpack.Decoder[FromChild] = msgspec.msgpack.Decoder(FromChild)
RAISED = Raised("ValueError", ("ValueError", "Exception"), "words", (Frame(3, "f"),))


def replaced(**changes: object) -> CaseDone:
    return CaseDone(msgspec.structs.replace(RAISED, **changes))


def test_an_honest_answer_decodes():
    for honest in (
        CaseDone(RAISED),
        CaseDone(Returned(1.0, "list", {"xs": Items("list", (1.0,))}), ("UserWarning: w",)),
    ):
        assert answers.decode(pack(honest)) == honest


@pytest.mark.parametrize(
    "answer",
    [
        replaced(type_name="E" * 201),
        replaced(bases=("E",) * 11),
        replaced(bases=("E" * 201,)),
        replaced(message="m" * 2001),
        replaced(frames=(Frame(1, "f"),) * 21),
        replaced(frames=(Frame(0, "f"),)),
        replaced(frames=(Frame(-5, "f"),)),
        replaced(frames=(Frame(10**12, "f"),)),
        replaced(frames=(Frame(1, "f" * 201),)),
        CaseDone(RAISED, ("w",) * 6),
        CaseDone(RAISED, ("w" * 301,)),
        CaseDone(Missing("f" * 201)),
        CaseDone(Returned(1.0, "heap")),  # type: ignore[arg-type]
        CaseDone(Returned(1.0, "list", ("x",) * 101)),
        CaseDone(Returned(1.0, "list", ("x" * 201,))),
        Refused("w" * 501),
    ],
    ids=lambda answer: repr(answer)[:70],
)
def test_an_answer_beyond_its_bounds_does_not_decode(answer):
    with pytest.raises(msgspec.ValidationError):
        answers.decode(pack(answer))


@pytest.mark.parametrize("tag", ["stopped", "unrun"])
def test_a_child_cannot_send_what_the_trusted_side_makes(tag):
    with pytest.raises(msgspec.ValidationError):
        answers.decode(pack(["case", [tag, "time"], []]))
