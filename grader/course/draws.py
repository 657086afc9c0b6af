"""Drawing a check's cases: fixed ones are encoded as they are, random ones are drawn from a seed. Never needs torch."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.authoring.cases import Case, Data, Folder, Plain, RandomCase
from grader.authoring.checks import AnyCase, Check
from grader.errors import AuthoringError, Place
from grader.text import Text
from grader.wire.values import Array, BigInt, Items, Table, Value

if TYPE_CHECKING:
    import numpy as np

_SHOWN_WHOLE = 8
"""The most numbers of an argument that a report shows in full."""
_SHOWN_OF_MORE = 4
_MAX_TEXT = 160


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """A case with its arguments encoded for the wire.

    Attributes:
        label: the author's label, which may be empty.
        arguments: by name, in the author's order.
        texts: each argument as a short text for a reader of any language.
        folders: the files of those arguments that are folders; their paths are added to `arguments` by
            `grader.course.folders.placed`.
        random: whether it was drawn from a seed; otherwise its author wrote it out.
        handed_over: filled by `grader.wire.arguments.changed_arguments`, once for all learners.
    """

    label: Text
    arguments: dict[str, Value]
    texts: dict[str, str]
    folders: dict[str, dict[str, bytes]] = field(default_factory=dict)
    random: bool = False
    handed_over: dict[str, dict[str, bytes]] = field(default_factory=dict, compare=False, repr=False)


def draw_cases(check: Check, seed: int) -> tuple[DrawnCase, ...]:
    """All cases of a check, in its order.

    The numbers of a random case depend only on `seed` and the generator's name: one generator gives the same numbers
    in every check that uses it, and a new check does not change those of another.

    Raises:
        AuthoringError: if a draw function raises or returns no case, an argument has no such dtype or shape, or
            the probe does not take the arguments.
    """
    return tuple(_drawn(check, case, seed) for case in check.cases)


def refuse_misfit(check: Check, *cases: Case) -> None:
    """Raise an AuthoringError unless the check's probe takes a module and then each case's arguments by name."""
    signature = inspect.signature(check.probe)
    for case in cases:
        try:
            signature.bind(None, **case.arguments)
        except TypeError as error:
            named = f"case `{case.label}`" if case.label else "a case"
            raise AuthoringError(
                f"check `{check.id}`: its probe takes {signature} and {named} gives "
                f"{', '.join(case.arguments) or 'nothing'} ({error}); "
                "a probe takes the module first and then each argument of its cases by name",
                check.place,
            ) from error


def _drawn(check: Check, case: AnyCase, seed: int) -> DrawnCase:
    label, place = case.label, check.place
    random = isinstance(case, RandomCase)
    if isinstance(case, RandomCase):
        place = draw_place(case, check.place)
        case = _draw(case, seed, place)
        label = case.label or label
    refuse_misfit(check, case)
    arguments: dict[str, Value] = {}
    folders: dict[str, dict[str, bytes]] = {}
    for name, value in case.arguments.items():
        if isinstance(value, Folder):
            arguments[name], folders[name] = "", dict(value.files)
            continue
        try:
            arguments[name] = encode_argument(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise AuthoringError(f"check `{check.id}`, argument `{name}` of a case: {error}", place) from error
    texts = {name: argument_text(value) for name, value in case.arguments.items()}
    return DrawnCase(label, arguments, texts, folders, random)


def _draw(random: RandomCase, seed: int, place: Place) -> Case:
    import numpy as np

    digest = hashlib.blake2b(f"{seed}:{random.name}".encode(), digest_size=16).digest()
    generator = np.random.default_rng(int.from_bytes(digest, "big"))
    try:
        drawn = random.draw(generator)
    except AuthoringError as error:
        raise error if error.place else AuthoringError(str(error), place) from error
    except (Exception, SystemExit) as error:  # an author's draw function may raise anything
        raise AuthoringError(f"drawing `{random.name}` raised {type(error).__name__}: {error}", place) from error
    if not isinstance(drawn, Case):
        raise AuthoringError(
            f"`{random.draw.__name__}` returned a {type(drawn).__name__}: end it with `return case(...)`", place
        )
    return drawn


def draw_place(case: AnyCase, fallback: Place) -> Place:
    """The place where a case's author draws it; `fallback` for a case that is written out and for one drawn by a
    generator of the grader itself."""
    draw = case.draw if isinstance(case, RandomCase) else None
    code = getattr(draw, "__code__", None)
    if draw is None or code is None or draw.__module__.startswith("grader."):
        return fallback
    return Place(Path(code.co_filename), code.co_firstlineno)


def encode_argument(value: Any) -> Value:
    """A case's argument encoded for the wire.

    Raises:
        TypeError: for a value that a case cannot hold, and for an unknown dtype.
        ValueError: for lists of unequal lengths, and numbers that their dtype cannot hold.
    """
    if isinstance(value, Data):
        return _encode_data(value)
    if isinstance(value, (Plain, tuple)):
        items = value.values if isinstance(value, Plain) else value
        return Items("list" if isinstance(value, Plain) else "tuple", tuple(encode_argument(item) for item in items))
    if isinstance(value, Mapping):
        return Table(tuple((encode_argument(key), encode_argument(item)) for key, item in value.items()))
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value) if -(2**63) <= value < 2**64 else BigInt(hex(value))
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Folder):
        raise TypeError("a folder has to be an argument of the case by itself")
    raise TypeError(f"a case cannot hold a {type(value).__name__}")


def _encode_data(data: Data) -> Array:
    import numpy as np

    try:
        values = np.asarray(data.values)
    except ValueError:
        raise ValueError("its lists have unequal lengths") from None
    stored = _in_dtype(values, data.dtype)
    return Array(
        data.container,
        data.dtype,
        tuple(values.shape),
        stored.astype(stored.dtype.newbyteorder("<")).tobytes(),
        requires_grad=data.requires_grad,
        flexible=data.flexible,
    )


def _in_dtype(values: np.ndarray, name: str) -> np.ndarray:
    import numpy as np

    if name == "bfloat16":
        return _bfloat16_bits(values.astype("float32"))
    try:
        dtype = np.dtype(name)
    except TypeError:
        raise TypeError(f"there is no dtype {name!r}") from None
    if values.size == 0 or dtype.kind in "fc":
        return values.astype(dtype)
    with np.errstate(invalid="ignore"):
        stored = values.astype(dtype)
    if not np.array_equal(stored, values):
        raise ValueError(f"some of its numbers do not fit {name}")
    return stored


def _bfloat16_bits(values: np.ndarray) -> np.ndarray:
    """The upper halves of float32 numbers, rounded to nearest, ties to even."""
    import numpy as np

    bits = values.view("uint32") if values.shape else values.reshape(1).view("uint32").reshape(())
    rounded = (bits + (0x7FFF + ((bits >> 16) & 1)).astype("uint32")) >> 16
    return np.asarray(np.where(np.isnan(values), 0x7FC0, rounded), dtype="uint16")


def argument_text(value: Any) -> str:
    """A case's argument as a short text: "0.01", "[1, 2, 3]", "[0.731, -1.2, 0.4, 1.1, …] (50)"."""
    text = _text(value)
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"


def _text(value: Any) -> str:
    if isinstance(value, Data):
        return _data_text(value)
    if isinstance(value, Plain):
        return f"[{', '.join(map(_text, value.values))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(_text, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_text(key)}: {_text(item)}' for key, item in value.items())}}}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Folder):
        return ", ".join(name for name, _ in value.files) or "∅"
    return repr(value)


def _data_text(data: Data) -> str:
    import numpy as np

    values = np.asarray(data.values)
    text = _nested_text(values, whole=values.size <= _SHOWN_WHOLE)
    if values.size > _SHOWN_WHOLE:
        text += f" ({' × '.join(map(str, values.shape))})"
    kind = "" if data.flexible else data.container
    notes = [*([data.dtype] if data.dtype != "float64" else []), *(["requires_grad"] if data.requires_grad else [])]
    if not kind and not notes:
        return text
    return f"{kind or 'tensor'}({', '.join([text, *notes])})"


def _nested_text(values: np.ndarray, *, whole: bool) -> str:
    if not values.shape:
        item = values.item()
        return f"{item:.4g}" if isinstance(item, float) else str(item)
    shown = values if whole else values[: _SHOWN_OF_MORE if values.ndim == 1 else 1]
    parts = [_nested_text(part, whole=whole) for part in shown]
    return f"[{', '.join([*parts, '…'] if len(shown) < len(values) else parts)}]"
