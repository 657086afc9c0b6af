"""Whether a figure shows heights over a plane, as a surface, by contours or by colours: building blocks for properties,
like those of `grader.authoring.figures`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from grader.authoring.figures import PLACE, Numbers, axes_of, extents_of, vertices_of


def shows_table(observed: Any, xs: ArrayLike, ys: ArrayLike, table: ArrayLike) -> bool:
    """Whether a figure shows table[i][j] over xs[i] and ys[j], as a surface, by contours or by colours.

    `xs` and `ys` are increasing. Coloured cells may be up to half a step off, because the outermost cells of an image
    often end at the first and last place.
    """
    wanted = _Table(np.asarray(xs, dtype=float), np.asarray(ys, dtype=float), np.asarray(table, dtype=float))
    return any(
        wanted.is_in_points(axes)
        or wanted.is_in_cells(axes)
        or wanted.is_in_triangles(axes)
        or wanted.is_in_contours(axes)
        for axes in axes_of(observed)
    )


def shows_heights(observed: Any) -> bool:
    """Whether a figure shows any heights over a plane: a surface, contours or colours."""
    kinds = ("surfaces", "grids", "cells", "shades", "bands")
    return any(
        (axes["kind"] == "3d" and (axes["lines"] or axes["points"]))
        or any(axes[kind] for kind in kinds)
        or any("level" in line for line in axes["lines"])
        or any("values" in entry for entry in axes["points"])
        for axes in axes_of(observed)
    )


class _Table:
    """Heights over a grid, searched for in what axes show."""

    def __init__(self, xs: Numbers, ys: Numbers, table: Numbers) -> None:
        self._xs, self._ys, self._table = xs, ys, table
        x, y = np.meshgrid(xs, ys, indexing="ij")
        self._wanted = np.stack([x.ravel(), y.ravel(), table.ravel()], axis=1)
        self._extents = extents_of(self._wanted)

    def is_in_points(self, axes: Any) -> bool:
        """Whether each of the table's places has a vertex at its height, or a point or corner with its value."""
        found: list[Any] = []
        for surface in axes["surfaces"]:
            found += surface["vertices"]
        if axes["kind"] == "3d":
            found += [vertex for line in axes["lines"] if "level" not in line for vertex in line["vertices"]]
            found += [place for entry in axes["points"] for place in entry["places"]]
        for entry in (*axes["shades"], *(entry for entry in axes["points"] if "values" in entry)):
            corners = entry.get("vertices") or entry.get("places")
            found += [[*corner[:2], value] for corner, value in zip(corners, entry["values"], strict=True)]
        points = np.unique(vertices_of(found, 3), axis=0)
        most = PLACE * self._extents
        return all(np.any(np.all(np.abs(points - place) <= most, axis=1)) for place in self._wanted)

    def is_in_cells(self, axes: Any) -> bool:
        """Whether there is one cell for each place, close to it and with its value."""
        for cells in (*map(_of_grid, axes["grids"]), *map(_of_outlines, axes["cells"])):
            if len(cells) != len(self._wanted):
                continue
            ordered = cells[np.lexsort((cells[:, 1].round(9), cells[:, 0].round(9)))]
            half = 0.51 * np.array([np.diff(self._xs).max(), np.diff(self._ys).max()])
            off = np.abs(ordered - self._wanted)
            if np.all(off[:, :2] <= half) and np.all(off[:, 2] <= PLACE * self._extents[2]):
                return True
        return False

    def is_in_triangles(self, axes: Any) -> bool:
        """Whether coloured triangles between the places cover the grid, each with the mean of its corners."""
        for entry in axes["cells"]:
            outlines = [vertices_of(outline, 2)[:3] for outline in entry["outlines"]]
            if not all(len(outline) == 3 for outline in outlines) or not outlines:
                continue
            corners = np.array(outlines)
            heights, there = self._heights(corners.reshape(-1, 2))
            means = heights.reshape(-1, 3).mean(axis=1)
            values = np.asarray(entry["values"], dtype=float)
            first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
            area = np.abs(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]).sum() / 2
            whole = np.ptp(self._xs) * np.ptp(self._ys)
            if there.all() and np.all(np.abs(values - means) <= PLACE * self._extents[2]):
                return bool(abs(area - whole) <= PLACE * whole)
        return False

    def _heights(self, places: Numbers) -> tuple[Numbers, Any]:
        """The table's heights at the nearest of its places, and whether each place is one of the table's."""
        i = np.abs(places[:, :1] - self._xs).argmin(axis=1)
        j = np.abs(places[:, 1:] - self._ys).argmin(axis=1)
        off = np.abs(places - np.stack([self._xs[i], self._ys[j]], axis=1))
        return self._table[i, j], np.all(off <= PLACE * self._extents[:2], axis=1)

    def is_in_contours(self, axes: Any) -> bool:
        """Whether contours cross the grid's lines where the table, interpolated along them, has their level.

        Other vertices are not compared: a line that is interrupted for its label ends between the grid's lines, and the
        crossings determine the rest of it.
        """
        lines: dict[float, list[Any]] = {}
        for line in axes["lines"]:
            if "level" in line:
                lines.setdefault(float(line["level"]), []).extend(line["vertices"])
        contours: list[tuple[list[float], Numbers]] = [
            ([level], vertices_of(vertices, 0)) for level, vertices in lines.items()
        ]
        for band in axes["bands"]:
            outline = [vertex for part in band["outlines"] for vertex in part]
            contours.append(([float(end) for end in band["between"]], vertices_of(outline, 0)))
        low, high = np.array([self._xs[0], self._ys[0]]), np.array([self._xs[-1], self._ys[-1]])
        margin = 1e-5 * self._extents[:2]
        crossings, found_levels = 0, set[float]()
        for levels, vertices in contours:
            places = vertices[:, :2].reshape(-1, 2)
            if np.any(places < low - margin) or np.any(places > high + margin):
                return False
            inner = np.unique(places[np.all((places > low + margin) & (places < high - margin), axis=1)], axis=0)
            crossed = inner[_on_a_line(inner[:, 0], self._xs) | _on_a_line(inner[:, 1], self._ys)]
            heights = np.array([self._interpolated(x, y) for x, y in crossed])
            if len(heights):
                distances = np.abs(heights[:, None] - np.array(levels)).min(axis=1)
                if np.any(distances > PLACE * self._extents[2]):
                    return False
                crossings += len(heights)
            found_levels.update(level for level in levels if self._table.min() < level < self._table.max())
        return crossings >= 6 and len(found_levels) >= 3

    def _interpolated(self, x: float, y: float) -> float:
        xs, ys, table = self._xs, self._ys, self._table
        i = int(np.clip(np.searchsorted(xs, x) - 1, 0, len(xs) - 2))
        j = int(np.clip(np.searchsorted(ys, y) - 1, 0, len(ys) - 2))
        s, t = (x - xs[i]) / (xs[i + 1] - xs[i]), (y - ys[j]) / (ys[j + 1] - ys[j])
        below = (1 - s) * table[i, j] + s * table[i + 1, j]
        above = (1 - s) * table[i, j + 1] + s * table[i + 1, j + 1]
        return float((1 - t) * below + t * above)


def _on_a_line(places: Numbers, ticks: Numbers) -> Any:
    return np.abs(places[:, None] - ticks).min(axis=1, initial=np.inf) <= 1e-6 * np.ptp(ticks)


def _of_grid(grid: Any) -> Numbers:
    """The centre and the value of each of a grid's cells."""
    x, y, values = (np.asarray(grid[name], dtype=float) for name in ("x", "y", "values"))
    if values.ndim != 2 or values.shape != (len(y) - 1, len(x) - 1):
        return np.empty((0, 3))
    at_x, at_y = np.meshgrid((x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2)
    return np.stack([at_x.ravel(), at_y.ravel(), values.ravel()], axis=1)


def _of_outlines(cells: Any) -> Numbers:
    found = []
    for outline, value in zip(cells["outlines"], cells["values"], strict=True):
        vertices = vertices_of(outline, 2)
        if len(vertices):
            found.append([*((vertices.min(axis=0) + vertices.max(axis=0)) / 2), float(value)])
    return np.array(found, dtype=float).reshape(-1, 3)
