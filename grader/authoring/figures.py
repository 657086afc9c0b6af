"""What a figure shows to its reader: building blocks for properties (`satisfies`), evaluated on what `drawn` observed.

A probe returns `drawn(figure)`, a description of the figure without conclusions. The conclusions are drawn here, on the
trusted side: whether a curve is shown, a point marked, the axes labelled. Any way of drawing is accepted.
`grader.authoring.heights` does the same for heights over a plane. Lengths are relative to the extent of what should be
shown, never to the limits of the axes, which the learner chooses. The tolerances are:

    PLACE   how far off a place or a height may be: about a pixel of a figure of the usual size
    REACH   how far from its ends something drawn along an axis may begin or stop, and how large gaps in it may be
    SMOOTH  how far a line may deviate from its curve between two of its vertices
    NEAR    how far a text may be from what it marks
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.authoring.expectations import Property
from grader.text import Text, ready_made

Numbers = NDArray[np.float64]
Extent = tuple[float, float]
Mark = Literal["marked", "elsewhere", "everywhere", "nothing"]

PLACE = 1 / 500
REACH = 1 / 100
SMOOTH = 1 / 50
NEAR = 1 / 30

_KINDS = frozenset({"lines", "points", "texts", "shapes", "grids", "cells", "shades", "bands", "surfaces"})
_FEW = 3
_SMALL = 1 / 20
"""A filled shape smaller than this fraction of the view counts as a point."""
_SAMPLES = 401
_GOOD_PART = 1 / 4
_FRACTIONS = (0.25, 0.5, 0.75)


def is_figure(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
    """Property: the function returned a matplotlib Figure that has axes."""
    returned = observed["returned"]
    if returned == "NoneType":
        return ready_made(
            en="The function returns nothing: return the figure with `return`.",
            zh="函数没有返回值：请用 return 返回图形。",
        )
    if returned != "Figure":
        return ready_made(
            en=f"The function returned a {returned}, not a Figure.", zh=f"返回的是 {returned}，而不是 Figure。"
        )
    return None if observed["axes"] else ready_made(en="Nothing is drawn.", zh="什么也没有画。")


def is_new_figure(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
    """Property: each of two calls with different arguments returned a figure of its own.

    The probe returns what the figures showed, under the names "first" and "second", and under "first, later" what the
    first one showed after the second call.
    """
    for name in ("first", "second"):
        if (unmet := is_figure(observed[name], arguments)) is not None:
            return unmet
    if not shows_anything(observed["first"]):
        return ready_made(en="Nothing is drawn.", zh="什么也没有画。")
    if observed["first"] != observed["first, later"]:
        return ready_made(
            en="The second call draws into the first one's figure: start with a new one.",
            zh="第二次调用画进了第一次的图形里：应当先建立新的图形。",
        )
    if observed["first"] == observed["second"]:
        return ready_made(
            en="Two calls with different arguments show the same.", zh="参数不同的两次调用画出了同样的内容。"
        )
    return None


def labelled(**wanted: str | Sequence[str]) -> Property:
    """Property: some axes have labels that contain the given word, or one of several, as a whole word.

    An example is `labelled(x="w", y=("cost", "loss", "代价"))`. "max" does not contain the word "x", nor "density" the
    word "y"; a Chinese word may be anywhere. A label of the whole figure counts for axes without one; `z` is only
    required of axes in 3-D.
    """
    words = {axis: (word,) if isinstance(word, str) else tuple(word) for axis, word in wanted.items()}

    def holds(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
        found = [_labels(observed, axes) for axes in axes_of(observed)]
        for labels in found:
            if all(has_word(labels[axis], these) for axis, these in words.items() if axis in labels):
                return None
        quoted = ", ".join(f'"{these[0]}"' for these in words.values())
        shown = "; ".join(
            ", ".join(f'"{text}"' for text in labels.values()) for labels in found if any(labels.values())
        )
        return ready_made(
            en=f"The axes should be labelled {quoted}; found: {shown or 'none'}.",
            zh=f"坐标轴的标签应为 {quoted}；看到的是：{shown or '无'}。",
        )

    return holds


def has_word(label: str, words: Iterable[str]) -> bool:
    """Whether a label contains one of these as a whole word, in upper or lower case, singular or plural."""
    return any(_word(word).search(label.lower()) for word in words)


def _word(word: str) -> re.Pattern[str]:
    if not word.isascii():
        return re.compile(re.escape(word.lower()))
    plural = "(?:e?s)?" if len(word) > 2 else ""
    return re.compile(rf"(?<![a-z]){re.escape(word.lower())}{plural}(?![a-z])")


def _labels(observed: Any, axes: Any) -> dict[str, str]:
    whole = observed["labels"] if isinstance(observed.get("labels"), dict) else {}
    return {name: str(text) or str(whole.get(name, "")) for name, text in axes["labels"].items()}


def axes_of(observed: Any) -> list[Any]:
    """The axes of a figure except those of its colour bars."""
    return [axes for axes in observed["axes"] if axes["kind"] != "colorbar"]


def shows_anything(observed: Any) -> bool:
    """Whether a figure shows anything inside its axes: a line, a point, a text, an area or a surface."""
    return any(bool(things) for axes in axes_of(observed) for things in _things(axes))


def _things(axes: Any) -> Iterator[Any]:
    return (found for name, found in axes.items() if name in _KINDS)


# Lines.


def shows_curve(
    observed: Any,
    curve: Callable[[Numbers], Numbers],
    low: float,
    high: float,
    *,
    heights: Extent | None = None,
) -> bool:
    """Whether lines show y = curve(x) from `low` to `high`.

    A line counts if all its vertices are on the curve and it stays close to the curve between them; together, the lines
    of one pair of axes must reach from `low` to `high`. A line that continues beyond these has to follow the curve
    there as well. Parts of the curve above or below the view need not be drawn, as long as a good part is in view.

    Args:
        observed: the result of `drawn`.
        curve: the function, which takes an array of places.
        low, high: where it has to be shown.
        heights: the lowest and the highest value, to which the tolerance of heights is relative; by default those of
            the curve. A flat curve needs them.
    """
    places = np.linspace(low, high, _SAMPLES)
    height = _size(heights or _ends(curve(places)))
    for axes in axes_of(observed):
        covered = [
            (float(x.min()), float(x.max()))
            for x, y in _flat_lines(axes)
            if np.all(np.abs(y - curve(x)) <= PLACE * height) and _follows(x, y, curve, SMOOTH * height)
        ]
        if covered and _cover([*covered, *_out_of_view(axes, places, curve)], low, high, REACH * (high - low)):
            return True
    return False


def shows_level(observed: Any, height: float, low: float, high: float, *, heights: Extent) -> bool:
    """Whether a horizontal line shows this height from `low` to `high`; `heights` is as in `shows_curve`."""
    return shows_curve(observed, lambda x: 0 * x + height, low, high, heights=heights)


def shows_path(observed: Any, places: ArrayLike) -> bool:
    """Whether straight lines connect these places, which are in increasing order of x."""
    x, y = np.asarray(places, dtype=float).T
    if not shows_curve(observed, lambda at: np.interp(at, x, y), float(x[0]), float(x[-1])):
        return False
    extents = extents_of(np.stack([x, y], axis=1))
    lines = [np.stack(line, axis=1) for axes in axes_of(observed) for line in _flat_lines(axes)]
    return all(any(_distance(line, place, extents) <= PLACE for line in lines) for place in np.stack([x, y], axis=1))


def _flat_lines(axes: Any) -> Iterator[tuple[Numbers, Numbers]]:
    """The lines in two dimensions, each as arrays of x and y."""
    for line in axes["lines"]:
        vertices = vertices_of(line["vertices"], 2)
        if len(vertices) > 1:
            yield vertices[:, 0], vertices[:, 1]


def _out_of_view(axes: Any, places: Numbers, curve: Callable[[Numbers], Numbers]) -> Iterator[tuple[float, float]]:
    """The parts of a curve above or below the view, as intervals of x; none if most of the curve is out of view."""
    (left, right), (bottom, top) = (sorted(axes["limits"][name]) for name in "xy")
    values = curve(places)
    out = ((values < bottom) | (values > top)) & (places >= left) & (places <= right)
    if out.mean() > 1 - _GOOD_PART:
        return
    step = places[1] - places[0]
    for place in places[out]:
        yield float(place - step), float(place + step)


def _follows(x: Numbers, y: Numbers, curve: Callable[[Numbers], Numbers], most: float) -> bool:
    for fraction in _FRACTIONS:
        between = x[:-1] + fraction * np.diff(x)
        if np.any(np.abs(y[:-1] + fraction * np.diff(y) - curve(between)) > most):
            return False
    return True


def _cover(parts: Iterable[tuple[float, float]], low: float, high: float, gap: float) -> bool:
    gap += 1e-9 * (high - low)
    reached = low
    for start, end in sorted(parts):
        if start > reached + gap:
            return False
        reached = max(reached, end)
        if reached >= high - gap:
            return True
    return False


def _distance(line: Numbers, place: Numbers, extents: Numbers) -> float:
    """The distance from a place to the nearest point of a line, in fractions of the extents."""
    scaled, point = line / extents, place / extents
    steps = np.diff(scaled, axis=0)
    lengths = np.maximum((steps**2).sum(axis=1), 1e-300)
    along = np.clip(((point - scaled[:-1]) * steps).sum(axis=1) / lengths, 0, 1)
    nearest = scaled[:-1] + along[:, None] * steps
    return float(np.abs(nearest - point).max(axis=1).min())


# Points and marks.


def point_not_shown(observed: Any, places: ArrayLike) -> tuple[float, ...] | None:
    """The first of these places where no point is drawn; None if there is a point at each."""
    wanted = np.asarray(places, dtype=float)
    extents = extents_of(wanted)
    shown = [place for place, _ in _points(observed) if len(place) == wanted.shape[1]]
    drawn = np.array(shown).reshape(-1, wanted.shape[1])
    for place in wanted:
        if not np.any(np.all(np.abs(drawn - place) <= PLACE * extents, axis=1)):
            return tuple(place.tolist())
    return None


def mark_at(observed: Any, place: Sequence[float], among: ArrayLike, *, lines: bool = False) -> Mark:
    """How a figure marks one of the places that it shows.

    A mark is a point that looks different from most others in the figure, a text or the target of an annotation, or,
    with `lines`, a vertical line.

    Args:
        observed: the result of `drawn`.
        place: the place that should be marked: x, y and, for a figure in 3-D, z.
        among: all places that the figure shows. Tolerances are relative to their extents; points of one look are marks
            only if they are fewer than about half of these.
        lines: whether a vertical line also marks a place.

    Returns:
        "marked"; "elsewhere" if there are marks, but none at the place; "everywhere" if points or lines are drawn but
        none stands out; "nothing" otherwise.
    """
    everything = np.asarray(among, dtype=float)
    extents, at = extents_of(everything), np.asarray(place, dtype=float)
    looks = list(_points(observed))
    counts = Counter(look for _, look in looks)
    enough = max(_FEW, len(everything) // 2 - 1)
    few = max(_FEW if len(looks) <= _FEW else 0, len(looks) // 2, (len(everything) - 1) // 2)
    single = [point for point, look in looks if counts[look] <= few]
    uprights = list(_vertical_lines(observed, extents)) if lines else []
    kinds = [
        ([(point, PLACE) for point in single], len(single) <= enough),
        ([(text, NEAR) for text in _text_places(observed)], True),
        ([(upright, PLACE) for upright in uprights], len(uprights) <= enough),
    ]
    marks = [mark for found, few in kinds if few for mark in found]
    for mark, most in marks:
        size = min(len(mark), len(at))
        if np.all(np.abs(mark[:size] - at[:size]) <= most * extents[:size]):
            return "marked"
    if marks:
        return "elsewhere"
    return "everywhere" if looks or uprights else "nothing"


def _points(observed: Any) -> Iterator[tuple[Numbers, Any]]:
    """The places that are drawn as points, each with its look: colour, size and symbol."""
    for axes in axes_of(observed):
        for entry in axes["points"]:
            places = entry["places"]
            for index, place in enumerate(places):
                numbers = vertices_of([place], 0)
                if len(numbers):
                    yield (
                        numbers[0],
                        (_value_of(entry["colours"], index), _value_of(entry["sizes"], index), entry["symbol"]),
                    )
        for centre, colour in _small_shapes(axes):
            yield centre, (colour, "shape")


def _value_of(values: Any, index: int) -> Any:
    """The value of one of several points; a value that is not a list applies to all of them."""
    own = values[index] if isinstance(values, list) else values
    return own if isinstance(own, (str, int, float)) else repr(own)


def _small_shapes(axes: Any) -> Iterator[tuple[Numbers, str]]:
    if axes["kind"] != "2d" or not axes["shapes"]:
        return
    view = np.array([abs(axes["limits"][name][1] - axes["limits"][name][0]) for name in "xy"])
    for shape in axes["shapes"]:
        for outline in shape["outlines"]:
            vertices = vertices_of(outline, 2)
            if len(vertices) and np.all(np.ptp(vertices, axis=0) <= _SMALL * view):
                yield (vertices.min(axis=0) + vertices.max(axis=0)) / 2, str(shape["colours"])


def _text_places(observed: Any) -> Iterator[Numbers]:
    for axes in axes_of(observed):
        for text in axes["texts"]:
            for name in ("at", "place"):
                if name in text:
                    yield from vertices_of([text[name]], 0)


def _vertical_lines(observed: Any, extents: Numbers) -> Iterator[Numbers]:
    """The x of each vertical line; x and y for one of length 0, such as a line from 0 up to a cost of 0."""
    for axes in axes_of(observed):
        for x, y in _flat_lines(axes):
            if np.ptp(x) <= PLACE * extents[0]:
                at = [float(x.mean()), float(y.mean())]
                yield np.array(at[:1] if np.ptp(y) > PLACE * extents[1] else at)


def vertices_of(vertices: Any, dimensions: int) -> Numbers:
    """Vertices as an array; empty if they are anything else or (unless `dimensions` is 0) have another number of
    coordinates, since observed values may have any form."""
    try:
        array = np.asarray(vertices, dtype=float)
    except (TypeError, ValueError):
        array = np.empty((0, 0))
    if array.ndim != 2 or (dimensions and array.shape[1] != dimensions) or not np.isfinite(array).all():
        return np.empty((0, dimensions or 2))
    return array


def _ends(values: Numbers) -> Extent:
    return float(values.min()), float(values.max())


def _size(ends: Extent) -> float:
    """The length of an extent; for an extent of length 0, its distance from 0, or 1 at 0."""
    low, high = ends
    return high - low or abs(high) or 1.0


def extents_of(places: Numbers) -> Numbers:
    """The lengths of the extents of places, one for each direction, to which tolerances are relative."""
    return np.array([_size(_ends(column)) for column in places.T])
