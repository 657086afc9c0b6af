"""Reads what a figure shows: what its reader sees, whichever of matplotlib's artists drew it.

`drawn` runs where the learner's code runs and returns plain data; whether the data are right is decided on the trusted
side (`grader.authoring.figures`). For each pair of axes:

    kind      "2d", "3d" or "polar"; "colorbar" for the axes of a colour bar
    title, labels {"x": …}, limits {"x": [low, high], …}, scales {"x": "linear", …}, legend (its texts)
    lines     {"vertices", "colour", "width"} and "level" for a contour line: whatever looks like a line, in data
              coordinates, clipped to the view; an outline that is not filled is a line, too
    points    {"places", "colours", "sizes"} and "values" if a colour map shows some: single marks
    texts     {"text", "place"} and "at" for the place that an annotation points to
    shapes    {"outlines", "colours"}: filled areas
    grids     {"x", "y", "values"}: coloured cells in rows and columns, by their edges; values[row][column]
    cells     {"outlines", "values"}: coloured areas of any shape, each with its value
    shades    {"vertices", "faces", "values"}: colours interpolated between corners; a face is a list of its corners
    bands     {"between": [low, high], "outlines"}: filled contours
    surfaces  {"vertices", "faces"}: a surface in 3-D

What cannot be seen (hidden, without a width, without a colour, outside the view) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from grader.wire.object_texts import class_name, plain_text
from grader.worker.axes_page import Page
from grader.worker.collection_artists import read_collection
from grader.worker.drawing_budget import DrawingBudget
from grader.worker.line_artists import read_line
from grader.worker.plotting_libraries import PlottingLibraries, prepare
from grader.worker.single_artists import MAX_TEXT, legend_texts, read_image, read_patch, read_text, text_of

_FIGURE_TEXTS = {"title": "_suptitle", "x": "_supxlabel", "y": "_supylabel"}
_KINDS = ("lines", "points", "texts", "shapes", "grids", "cells", "shades", "bands", "surfaces")


def drawn(figure: Any) -> dict[str, Any]:
    """What a figure shows, as plain data (see the module's description). Draws nothing and changes nothing.

    For a pair of axes, the figure that they belong to is read. `returned` is the name of the object's type; an object
    that is not a figure has no axes. `whole` is false if something was left out because there is too much of it or
    because it cannot be read.
    """
    libraries = prepare()
    found: dict[str, Any] = {"returned": class_name(type(figure)), "title": "", "labels": {}, "texts": [], "axes": []}
    if isinstance(figure, libraries.axes):
        figure = figure.get_figure()
    if not isinstance(figure, libraries.figure):
        return found
    budget = DrawingBudget(libraries)
    of_the_figure = {name: getattr(figure, kept, None) for name, kept in _FIGURE_TEXTS.items()}
    shown = {name: text_of(text) for name, text in of_the_figure.items() if text is not None and text.get_visible()}
    found["title"] = shown.pop("title", "")
    found["labels"] = shown
    others = [text for text in figure.texts if not any(text is one for one in of_the_figure.values())]
    found["texts"] = [text_of(text) for text in others if text.get_visible() and text_of(text)]
    found["legend"] = [name for legend in figure.legends for name in legend_texts(legend)]
    found["axes"] = [_read_axes(libraries, axes, budget) for axes in _all_axes(figure.get_axes()) if axes.get_visible()]
    found["whole"] = budget.is_whole()
    return found


def _all_axes(axes: Iterable[Any]) -> Iterator[Any]:
    """These axes, and the axes inset in them."""
    for one in axes:
        yield one
        yield from _all_axes(getattr(one, "child_axes", ()))


def _read_axes(libraries: PlottingLibraries, axes: Any, budget: DrawingBudget) -> dict[str, Any]:
    solid = hasattr(axes, "get_zlim")
    names = "xyz" if solid else "xy"
    axes.apply_aspect()
    shown = getattr(axes, "_axis3don", axes.axison)  # in 3-D, `axison` refers to the underlying 2-D axes
    found: dict[str, Any] = {
        "kind": _kind(axes, solid),
        "title": " ".join(filter(None, (axes.get_title(loc) for loc in ("left", "center", "right")))),
        "labels": {name: _label(axes, name) if shown else "" for name in names},
        "limits": {name: [float(end) for end in getattr(axes, f"get_{name}lim")()] for name in names},
        "scales": {name: str(getattr(axes, f"get_{name}scale")()) for name in names},
        "legend": legend_texts(axes.get_legend()),
        **{kind: [] for kind in _KINDS},
    }
    page = Page(libraries, axes, found, budget)
    for artist in (*axes.lines, *axes.collections, *axes.patches, *axes.images, *axes.texts, *axes.artists):
        if budget.is_spent or not artist.get_visible() or artist.get_alpha() == 0:
            continue
        try:
            _read(page, artist)
        except Exception:  # noqa: BLE001 - of the learner's own class, or one that cannot be drawn either
            budget.leave_out()
    return found


def _kind(axes: Any, solid: bool) -> str:
    if hasattr(axes, "_colorbar") or axes.get_label() == "<colorbar>":
        return "colorbar"
    return "3d" if solid else "polar" if axes.name == "polar" else "2d"


def _label(axes: Any, name: str) -> str:
    label = getattr(axes, f"{name}axis").label
    seen = label.get_visible() and getattr(axes, f"{name}axis").get_visible()
    return plain_text(str(getattr(axes, f"get_{name}label")()), MAX_TEXT) if seen else ""


def _read(page: Page, artist: Any) -> None:
    """Add what this artist shows."""
    if hasattr(artist, "get_offset_transform"):
        read_collection(page, artist)
    elif hasattr(artist, "get_marker") and hasattr(artist, "get_xydata"):
        read_line(page, artist)
    elif hasattr(artist, "get_patch_transform"):
        read_patch(page, artist)
    elif hasattr(artist, "get_extent") and hasattr(artist, "get_array"):
        read_image(page, artist)
    elif hasattr(artist, "get_text") and hasattr(artist, "get_position"):
        read_text(page, artist)
    elif isinstance(artist, page.libraries.legend):
        page.found["legend"] += legend_texts(artist)
