"""Cases: the arguments that a probe is called with, written out or drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from grader.errors import AuthoringError
from grader.text import Text, TextLike, as_text

if TYPE_CHECKING:
    import numpy as np

_NO_LABEL = Text("")

Container = Literal["tensor", "array"]
Numbers = float | int | bool | Sequence["Numbers"]


@dataclass(frozen=True, slots=True)
class Data:
    """Numbers passed to the learner's function as one tensor or NumPy array.

    `flexible` data may be passed in another natural container (a list, a NumPy array, a tensor) if the learner's code
    raises a TypeError for this one. `dtype` is a name that torch and NumPy share, such as "float64".
    """

    values: Numbers
    dtype: str = "float64"
    container: Container = "tensor"
    requires_grad: bool = False
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """A list that is passed as a Python list."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """Files that are on disk while a probe runs: relative names with `/` as separator, and the content of each file."""

    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The named arguments of one run of a probe."""

    arguments: Mapping[str, Any]
    label: Text = _NO_LABEL


@dataclass(frozen=True, slots=True)
class RandomCase:
    """A case that is drawn on the trusted side from a seeded generator.

    `draw` is called with a `numpy.random.Generator`; the same seed gives the same case.
    """

    name: str
    draw: Callable[[np.random.Generator], Case] = field(compare=False)
    label: Text = _NO_LABEL


def case(label: TextLike = "", /, **arguments: Any) -> Case:
    """The arguments of one run, by name.

    A list of numbers (nested for more dimensions) is passed as a flexible float64 tensor; use `tensor`, `array` or
    `plain` for another container or dtype. Numbers, strings, tuples, dicts, None and booleans are passed unchanged.
    The optional first argument is the label that reports show instead of the arguments.
    """
    return Case(MappingProxyType({name: _declared(value) for name, value in arguments.items()}), _label(label))


def tensor(values: Numbers, dtype: str = "float64", *, requires_grad: bool = False) -> Data:
    """A tensor of this dtype, never passed in another container."""
    return Data(_frozen(values), dtype, "tensor", requires_grad)


def array(values: Numbers, dtype: str = "float64") -> Data:
    """A NumPy array of this dtype, never passed in another container."""
    return Data(_frozen(values), dtype, "array")


def plain(values: Iterable[Any]) -> Plain:
    """A list that is passed as a Python list; its items may be anything that a case may hold."""
    return Plain(tuple(_declared(value) for value in values))


def folder(files: Mapping[str, bytes]) -> Folder:
    """A folder with these files, which the learner's function may only read.

    The trusted side writes it anew for each case; the probe receives its path, a string. It has to be an argument of
    the case by itself, not part of a list or a dict.

    Raises:
        AuthoringError: for a name that leads out of the folder.
    """
    for name in files:
        if "\\" in name or ":" in name or any(part in ("", ".", "..") for part in name.split("/")):
            raise AuthoringError(
                f"a folder cannot have a file called {name!r}: write a relative name, such as 'raw/labels', with `/` "
                "and without `..`"
            )
    return Folder(tuple((name, bytes(content)) for name, content in files.items()))


def random_case(
    *, count: int = 1, label: TextLike = ""
) -> Callable[[Callable[[np.random.Generator], Case]], tuple[RandomCase, ...]]:
    """Decorator: `count` cases drawn by the function, which takes a `numpy.random.Generator` and returns a `case`.

    Put the returned tuple in a check's `cases`.
    """
    if count < 1:
        raise AuthoringError(f"random_case(count={count}): draw at least one case")

    def declare(draw: Callable[[np.random.Generator], Case]) -> tuple[RandomCase, ...]:
        return tuple(RandomCase(f"{draw.__name__}-{index}", draw, _label(label)) for index in range(count))

    return declare


def random_regression(
    n: Sequence[int] = (1, 2, 50),
    *,
    bias: bool = False,
    noise: float = 0.3,
    distance: float = 1.0,
    scale: float = 1.0,
    **fixed: Any,
) -> tuple[RandomCase, ...]:
    """Noisy samples of a line, one case for each number of samples in `n`: `xs`, `ys`, `w` and, with `bias`, `b`.

    The values distinguish mistakes: they are not integers, x, y and w all differ, y is not proportional to x, and w
    is about `distance` from the best weight, so that gradients do not cancel. `xs` is about `scale` in size. `fixed`
    arguments (a learning rate, a number of epochs) are added to each case.
    """
    extra = {name: _declared(value) for name, value in fixed.items()}

    def draw_of(samples: int) -> Callable[[np.random.Generator], Case]:
        def draw(generator: np.random.Generator) -> Case:
            xs = scale * (generator.uniform(0.35, 1.9, samples) * generator.choice((-1.0, 1.0), samples, p=(0.3, 0.7)))
            slope = generator.uniform(1.2, 2.6) * generator.choice((-1.0, 1.0))
            shift = generator.uniform(0.4, 1.6) * generator.choice((-1.0, 1.0))
            ys = slope * xs + shift + noise * generator.standard_normal(samples)
            best = float(xs @ ys / (xs @ xs))
            w = best + distance * generator.uniform(0.7, 1.4) * generator.choice((-1.0, 1.0))
            arguments: dict[str, Any] = {"xs": xs.tolist(), "ys": ys.tolist(), "w": float(w)}
            if bias:
                arguments["b"] = float(shift + generator.uniform(0.7, 1.4) * generator.choice((-1.0, 1.0)))
            return Case(
                MappingProxyType({**{name: _declared(value) for name, value in arguments.items()}, **extra}),
                Text(f"n = {samples}"),
            )

        return draw

    kind = "bias" if bias else "plain"
    name = f"regression-{kind}-{noise:g}-{distance:g}-{scale:g}"
    return tuple(RandomCase(f"{name}-{samples}", draw_of(samples), Text(f"n = {samples}")) for samples in n)


def _label(label: TextLike) -> Text:
    return as_text(label, "the label of a case")


def _declared(value: Any) -> Any:
    if isinstance(value, list):
        if _is_numbers(value):
            return Data(_frozen(value), flexible=True)
        raise AuthoringError(
            "a list in a case holds something other than numbers: "
            "write plain([...]) for a list that is passed as a list"
        )
    if isinstance(value, tuple):
        return tuple(_declared(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: _declared(item) for key, item in value.items()})
    if value is None or isinstance(value, (bool, int, float, str, Data, Plain, Folder)):
        return value
    raise AuthoringError(
        f"a case cannot hold a {type(value).__name__}: "
        "write numbers, strings, lists, tensor([...]), array([...]), plain([...]) or folder({...})"
    )


def _is_numbers(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_numbers(item) for item in value)
    return isinstance(value, (bool, int, float))


def _frozen(values: Any) -> Any:
    return tuple(_frozen(item) for item in values) if isinstance(values, (list, tuple)) else values
