"""What the reader of a figure sees in it: questions for properties (`satisfies`), answered from what `drawn` observed.

A probe returns `drawn(figure)`, which says what a figure shows and concludes nothing. Here the trusted side concludes:
is this curve shown, this point marked, are the axes labelled? Whatever way of drawing shows it is right. What a figure
shows of heights over a plane is asked by `grader.authoring.heights`. Lengths are measured by the extent of what is
wanted, never by the axes' limits, which are the learner's, and there is one tolerance for a kind of thing:

    PLACE   how far off a place or a height may be: about a pixel of a figure of the usual size
    REACH   how far from its ends something drawn along an axis may stop or begin, and how far apart its parts may lie
    SMOOTH  how far a line may leave its curve between two of its vertices
    NEAR    how far a text may stand from what it marks
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.authoring.expectations import Property
from grader.authoring.text import Text, ready_made

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
"""Of the view: a filled shape below this size is read as a point."""
_SAMPLES = 401
_GOOD_PART = 1 / 4
_FRACTIONS = (0.25, 0.5, 0.75)


def is_figure(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
    """Property: a matplotlib Figure came back and shows axes."""
    returned = observed["returned"]
    if returned == "NoneType":
        return ready_made(
            en="The function returns nothing: give the figure back with `return`.",
            zh="函数没有返回值：请用 return 返回图形。",
        )
    if returned != "Figure":
        return ready_made(en=f"A {returned} came back and not a Figure.", zh=f"返回的是 {returned}，而不是 Figure。")
    return None if observed["axes"] else ready_made(en="Nothing is drawn.", zh="什么也没有画。")


def labelled(**wanted: str | Sequence[str]) -> Property:
    """Property: some axes have these labels, of which each holds the wanted word, or one of several, as a whole word.

    `labelled(x="w", y=("cost", "loss", "代价"))`. "max" does not hold the word "x", nor "density" the word "y"; a
    Chinese word may stand anywhere. A label of the whole figure counts for axes that have none; `z` is only asked of
    axes that have a third direction.
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
    """Whether a label holds one of these words as a whole (in upper or lower case, in the plural too)."""
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
    """The axes of a figure, without those of its colour bars."""
    return [axes for axes in observed["axes"] if axes["kind"] != "colorbar"]


def shows_anything(observed: Any) -> bool:
    """Whether a figure shows anything inside of its axes: a line, a point, a text, an area, a surface."""
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

    Each line that counts lies on the curve with all its vertices and, between them, next to it; together, those of one
    pair of axes reach from one end to the other. A line that goes on beyond the ends has to follow the curve there as
    well. Where the curve lies above or below the view it need not be seen, as long as a good part of it is.

    Args:
        observed: what `drawn` gave.
        curve: the function, of an array of places.
        low, high: where it has to be shown.
        heights: what a height's tolerance is measured by; the curve's own lowest and highest point unless given, which
            a curve that is flat needs.
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
    """Whether a horizontal line shows this height from `low` to `high`; `heights` is the extent of the figure's y."""
    return shows_curve(observed, lambda x: 0 * x + height, low, high, heights=heights)


def shows_path(observed: Any, places: ArrayLike) -> bool:
    """Whether lines lead through these places, in rising order of x, straight from each to the next."""
    x, y = np.asarray(places, dtype=float).T
    if not shows_curve(observed, lambda at: np.interp(at, x, y), float(x[0]), float(x[-1])):
        return False
    extents = extents_of(np.stack([x, y], axis=1))
    lines = [np.stack(line, axis=1) for axes in axes_of(observed) for line in _flat_lines(axes)]
    return all(any(_distance(line, place, extents) <= PLACE for line in lines) for place in np.stack([x, y], axis=1))


def _flat_lines(axes: Any) -> Iterator[tuple[Numbers, Numbers]]:
    """The lines of two dimensions, as columns."""
    for line in axes["lines"]:
        vertices = vertices_of(line["vertices"], 2)
        if len(vertices) > 1:
            yield vertices[:, 0], vertices[:, 1]


def _out_of_view(axes: Any, places: Numbers, curve: Callable[[Numbers], Numbers]) -> Iterator[tuple[float, float]]:
    """The parts of a curve above or below the view; none where most of it is there."""
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
    """From a place to the nearest point of a line, both in parts of the extents."""
    scaled, point = line / extents, place / extents
    steps = np.diff(scaled, axis=0)
    lengths = np.maximum((steps**2).sum(axis=1), 1e-300)
    along = np.clip(((point - scaled[:-1]) * steps).sum(axis=1) / lengths, 0, 1)
    nearest = scaled[:-1] + along[:, None] * steps
    return float(np.abs(nearest - point).max(axis=1).min())


# Points and marks.


def point_not_shown(observed: Any, places: ArrayLike) -> tuple[float, ...] | None:
    """The first of these places where no point is drawn; None where each has one."""
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

    A mark is a point that looks like few others in the figure, a text or what an annotation points to, and, with
    `lines`, a vertical line.

    Args:
        observed: what `drawn` gave.
        place: what should be marked: x, y and, for what a figure in 3-D shows, z.
        among: all the places that the figure shows: their extents measure the tolerance, and few is below half of them.
        lines: whether a vertical line at the place marks it as well.

    Returns:
        "marked"; "elsewhere" where there are marks, but none there; "everywhere" where nothing stands out; "nothing".
    """
    everything = np.asarray(among, dtype=float)
    extents, at = extents_of(everything), np.asarray(place, dtype=float)
    looks = list(_points(observed))
    counts = Counter(look for _, look in looks)
    enough = max(_FEW, len(everything) // 2 - 1)
    few = max(_FEW if len(looks) <= _FEW else 0, len(looks) // 2, (len(everything) - 1) // 2)
    single = [point for point, look in looks if counts[look] <= few]
    uprights = list(_uprights(observed, extents)) if lines else []
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
    """Places that are drawn as points, with what they look like."""
    for axes in axes_of(observed):
        for entry in axes["points"]:
            places = entry["places"]
            for index, place in enumerate(places):
                numbers = vertices_of([place], 0)
                if len(numbers):
                    yield numbers[0], (_own(entry["colours"], index), _own(entry["sizes"], index), entry["symbol"])
        for centre, colour in _small_shapes(axes):
            yield centre, (colour, "shape")


def _own(values: Any, index: int) -> Any:
    """What belongs to one of several; one value may stand for all."""
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


def _uprights(observed: Any, extents: Numbers) -> Iterator[Numbers]:
    """Where vertical lines stand; one without a length (from 0 up to a cost of 0) is the place where it stands."""
    for axes in axes_of(observed):
        for x, y in _flat_lines(axes):
            if np.ptp(x) <= PLACE * extents[0]:
                at = [float(x.mean()), float(y.mean())]
                yield np.array(at[:1] if np.ptp(y) > PLACE * extents[1] else at)


def vertices_of(vertices: Any, dimensions: int) -> Numbers:
    """Vertices as an array, empty where they are anything else or (unless `dimensions` is 0) have another number of
    coordinates: what was observed may be of any form."""
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
    """The length of an extent; of one without a length its distance from 0."""
    low, high = ends
    return high - low or abs(high) or 1.0


def extents_of(places: Numbers) -> Numbers:
    """The lengths of what places extend over, one for each direction: what tolerances are measured by."""
    return np.array([_size(_ends(column)) for column in places.T])
