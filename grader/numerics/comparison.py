"""Compares two observations: traverses both structures in parallel, with one comparison for each kind of leaf.

Differences are returned as data. Whatever the observed value holds, comparing it never raises.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from grader.numerics.allowances import Tolerance, attached
from grader.numerics.blocks import Finding, compare_blocks, differs
from grader.numerics.differences import Difference
from grader.numerics.nodes import (
    Mapping,
    Node,
    Nothing,
    Numbers,
    Path,
    Sequence,
    Text,
    Unsupported,
    Whole,
    block,
    items,
    leaf,
    length,
)
from grader.numerics.reading import read
from grader.numerics.short_texts import names_text, shortened, type_text
from grader.wire.values import Array, Value

Strictness = bool | AbstractSet[str]
"""Whether something is required: everywhere, nowhere, or in these entries of the observed dict."""

MAX_DIFFERENCES = 64
"""Nobody needs more, and a hostile observation can differ in every node."""


class UnsupportedExpected(Exception):
    """The expected observation holds something that cannot be compared: the probe has to return less."""

    def __init__(self, path: Path, why: str) -> None:
        place = "".join(f"[{item!r}]" for item in path)
        super().__init__(f"the expected observation{place} cannot be compared: {why}; let the probe return less of it")
        self.path = path


def compare(
    expected: Value, got: Value, tolerance: Tolerance, *, dtype: bool = False, container: bool = False
) -> tuple[Difference, ...]:
    """The differences of `got` from `expected`; empty if there are none.

    Numbers are compared within the tolerance, NaN and infinity by place and sign, integers, bools, strings and None
    exactly. Python numbers, NumPy scalars, and tensors and arrays of one element are equivalent; so are a list or tuple
    of numbers and an array of its shape, and a list and a tuple. Shapes are never broadcast. If an expected tensor has
    a gradient, the gradients are compared as well (path item "grad").

    Args:
        expected: the reference's observation.
        got: the observed value; may be anything.
        tolerance: measured for `expected`.
        dtype: require the same dtype.
        container: require the same container, exact shape, and the same `requires_grad` and `is_leaf`.

    Returns:
        Differences in structure first, in the order of the observation, then differences in numbers, the largest in
        units of its tolerance first; at most `MAX_DIFFERENCES`.

    Raises:
        UnsupportedExpected: if `expected` holds a cycle or was cut.
        UnfitTolerance: if the tolerance belongs to another observation.
    """
    return compare_trees(expected_tree(expected, tolerance), read(got), dtype=dtype, container=container)


def expected_tree(expected: Value, tolerance: Tolerance) -> Node:
    """The expected observation, ready to be compared with many others by `compare_trees`.

    Raises:
        UnfitTolerance: if the tolerance belongs to another observation.
    """
    return attached(read(expected), tolerance)


def compare_trees(
    expected: Node, got: Node, *, dtype: Strictness = False, container: Strictness = False
) -> tuple[Difference, ...]:
    """Like `compare`, for an `expected_tree` and the result of `read` for the observed value.

    `dtype` and `container` may also name the entries of the observed dict for which they are required."""
    found = _Walk(dtype, container).compare(expected, got, ())
    wrong = list(islice((one for one in found if one.difference is not None), MAX_DIFFERENCES))
    wrong.sort(key=_rank)
    return tuple(one.difference for one in wrong if one.difference is not None)


def are_equal(expected: Node, got: Node, *, dtype: Strictness = False, container: Strictness = False) -> bool:
    """Whether `compare_trees` would find no difference; stops at the first one."""
    return all(one.difference is None for one in _Walk(dtype, container).compare(expected, got, ()))


def separates(
    expected: Value, other: Value, tolerance: Tolerance, *, dtype: Strictness = False, container: Strictness = False
) -> float:
    """The largest error of `other` relative to `expected`, in units of the tolerance; infinite if their structures
    differ, or their dtypes or containers where the same ones are required.

    Raises:
        UnsupportedExpected, UnfitTolerance: as for `compare`.
    """
    found = findings(expected, other, tolerance, dtype=dtype, container=container)
    return max((one.units for one in found), default=0.0)


def findings(
    expected: Value, got: Value, tolerance: Tolerance, *, dtype: Strictness = False, container: Strictness = False
) -> Iterator[Finding]:
    """Yields one finding for each place that was compared, right or wrong, in the order of the observation."""
    return _Walk(dtype, container).compare(expected_tree(expected, tolerance), read(got), ())


def _rank(finding: Finding) -> tuple[bool, float]:
    difference = finding.difference
    if difference is not None and difference.kind in ("value", "nan"):
        return True, -finding.units
    return False, 0.0


class _Walk:
    """Traverses two trees in parallel, from the root."""

    def __init__(self, dtype: Strictness, container: Strictness) -> None:
        self._asked_dtype, self._asked_container = dtype, container
        self.dtype, self.container = dtype is True, container is True

    def compare(self, expected: Node, got: Node, path: Path) -> Iterator[Finding]:
        if isinstance(expected, Unsupported):
            raise UnsupportedExpected(path, expected.why)
        if isinstance(got, Unsupported):
            yield _other_type(expected, got, path)
        elif leaf(expected) is not None and isinstance(expected, (Numbers, Sequence)):
            yield from self._numbers(expected, got, path)
        elif isinstance(expected, Sequence):
            yield from self._sequence(expected, got, path)
        elif isinstance(expected, Mapping):
            yield from self._mapping(expected, got, path)
        else:
            yield _compare_exact(expected, got, path)

    def _numbers(self, expected: Numbers | Sequence, got: Node, path: Path) -> Iterator[Finding]:
        ours, theirs = leaf(expected), block(got)
        assert ours is not None
        if _is_set(expected) != _is_set(got):
            yield _other_type(expected, got, path)
        elif self._differ_in_state(expected, ours, got, theirs):
            yield from self._sequence(expected, got, path)  # type: ignore[arg-type]
        elif theirs is not None:
            yield from compare_blocks(ours, theirs, path, dtype=self.dtype, container=self.container)
            yield from self._tensor_state(ours, theirs, path)
        elif isinstance(expected, Sequence) and isinstance(got, Sequence):
            yield from self._sequence(expected, got, path)
        else:
            yield _other_type(expected, got, path)

    def _differ_in_state(self, expected: Node, ours: Numbers, got: Node, theirs: Numbers | None) -> bool:
        """Whether only one of two sequences holds tensors with autograd state, which comparing blocks would lose."""
        both = isinstance(expected, Sequence) and isinstance(got, Sequence)
        return self.container and both and theirs is not None and ours.holds_state != theirs.holds_state

    def _sequence(self, expected: Sequence, got: Node, path: Path) -> Iterator[Finding]:
        theirs = length(got)
        splits = isinstance(got, Sequence) or (isinstance(got, Numbers) and expected.kind != "set")
        if (
            theirs is None
            or not splits
            or not isinstance(got, (Sequence, Numbers))
            or _is_set(expected) != _is_set(got)
        ):
            yield _other_type(expected, got, path)
            return
        if self.container and type_text(expected) != type_text(got):
            yield _other_type(expected, got, path)
        ours = expected.count
        if ours != theirs:
            yield differs("length", path, str(theirs), str(ours))
        count = min(ours, theirs)
        for index, (first, second) in enumerate(zip(items(expected, count), items(got, count), strict=True)):
            yield from self.compare(first, second, (*path, index))

    def _mapping(self, expected: Mapping, got: Node, path: Path) -> Iterator[Finding]:
        if not isinstance(got, Mapping):
            yield _other_type(expected, got, path)
            return
        if expected.items.keys() != got.items.keys():
            yield differs("keys", path, names_text(got.names.values()), names_text(expected.names.values()))
        for key, item in expected.items.items():
            if key in got.items:
                name = _name(expected, key)
                within = self if path else self._inside(name)
                yield from within.compare(item, got.items[key], (*path, name))

    def _inside(self, entry: str | int) -> _Walk:
        """The traversal of an entry of the observed dict, for which something may be required by name."""
        dtype, container = (_asks(asked, entry) for asked in (self._asked_dtype, self._asked_container))
        return self if (dtype, container) == (self.dtype, self.container) else _Walk(dtype, container)

    def _tensor_state(self, expected: Numbers, got: Numbers, path: Path) -> Iterator[Finding]:
        """Compare a tensor's gradient and, if the container is required, its autograd state."""
        if self.container and expected.form == "tensor" == got.form:
            for name in ("requires_grad", "is_leaf"):
                first, second = _flag(expected.array, name), _flag(got.array, name)
                if first != second:
                    yield differs("value", (*path, name), str(second), str(first), wrong=1, size=1)
        if expected.grad is not None:
            yield from self.compare(expected.grad, got.grad or Nothing(), (*path, "grad"))


def _asks(asked: Strictness, entry: str | int) -> bool:
    return asked if isinstance(asked, bool) else entry in asked


def _compare_exact(expected: Node, got: Node, path: Path) -> Finding:
    """Compare None, strings, opaque objects and integers beyond int64."""
    if isinstance(expected, Whole):
        number = _scalar(got)
        if number is None:
            return _other_type(expected, got, path)
        if number == expected.number:
            return Finding(0.0, None)
        return differs("value", path, _big_text(number), _big_text(expected.number), wrong=1, size=1)
    if isinstance(expected, Text) and isinstance(got, Text) and expected.type_name == got.type_name:
        if expected.text == got.text:
            return Finding(0.0, None)
        return differs("text", path, _around(got.text, expected.text), _around(expected.text, got.text))
    if isinstance(expected, Nothing) and isinstance(got, Nothing):
        return Finding(0.0, None)
    return _other_type(expected, got, path)


def _scalar(node: Node) -> complex | None:
    if isinstance(node, Whole):
        return node.number
    if isinstance(node, Numbers) and node.collapsed == () and node.flat.dtype.kind != "b":
        number: complex = node.flat[0].item()
        return number
    return None


def _big_text(number: complex) -> str:
    # In hexadecimal, because Python refuses to convert huge integers to decimal.
    return shortened(hex(number)) if isinstance(number, int) else f"{number:.6g}"


def _around(text: str, other: str) -> str:
    """The text, starting shortly before the first character in which the two differ."""
    first = next((index for index, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), len(text))
    return shortened(repr(text)) if first < 40 else shortened(f"…{text[first - 20 :]!r}")


def _other_type(expected: Node, got: Node, path: Path) -> Finding:
    return differs("type", path, type_text(got), type_text(expected))


def _name(mapping: Mapping, key: Hashable) -> str | int:
    return mapping.names[key]


def _is_set(node: Node) -> bool:
    return isinstance(node, Sequence) and node.kind == "set"


def _flag(array: Array | None, name: str) -> bool:
    return bool(getattr(array, name, False))
