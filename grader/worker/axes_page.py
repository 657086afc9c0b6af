"""One pair of axes as a page: data coordinates, the part of the data in the view, and the record of what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grader.worker.drawing_budget import MAX_VERTICES, DrawingBudget
from grader.worker.plotting_libraries import PlottingLibraries

_EDGE = 1e-9
"""Relative to the size of the view: data this far outside still counts as on its edge."""


class Page:
    """The state of one pair of axes while its artists are read; `found` collects what they show."""

    def __init__(self, libraries: PlottingLibraries, axes: Any, found: dict[str, Any], budget: DrawingBudget) -> None:
        self.libraries, self.axes, self.found, self.budget = libraries, axes, found, budget
        flat = axes.name != "polar" and not hasattr(axes, "get_zlim")
        np = libraries.np
        corners = np.array([axes.get_xlim(), axes.get_ylim()], dtype=float).T
        view = axes.transData.transform(corners) if flat else None
        self.view = None if view is None else (view.min(axis=0), view.max(axis=0))
        self._to_page = axes.transData.frozen()  # what it follows from is looked up once, not for each artist
        self._colours: dict[Any, tuple[str, bool]] = {}
        self.contour_texts: set[int] = {
            id(text) for artist in axes.collections for text in getattr(artist, "labelTexts", ())
        }

    def add_lines(self, pieces: Iterable[Any], artist: Any, look: dict[str, Any]) -> None:
        """Record lines, clipped to the view."""
        for piece in pieces:
            for part in self.cut(piece, artist):
                if len(part) > 1 and self.budget.affords(8):
                    self.found["lines"].append({"vertices": self.budget.numbers(part), **look})

    def add_points(self, places: Any, colours: Any, sizes: Any, symbol: str, values: Any = None) -> None:
        """Record places that are shown as single marks."""
        if len(places) and self.budget.affords(12):
            entry = {"places": self.budget.numbers(places), "colours": colours, "sizes": sizes, "symbol": symbol}
            if values is not None:
                entry["values"] = self.budget.numbers(values)
            self.found["points"].append(entry)

    def add_shapes(self, pieces: Iterable[Any], artist: Any, colours: list[str]) -> None:
        """Record filled areas."""
        outlines = self.outlines(list(pieces), artist)
        if outlines:
            self.found["shapes"].append({"outlines": outlines, "colours": colours})

    def outlines(self, pieces: list[Any], artist: Any) -> list[list[Any]]:
        """The outlines that lie in the view, at least in part."""
        seen = (piece for piece in pieces if len(piece) and self.touches(piece, artist))
        return [self.budget.numbers(piece) for piece in seen if self.budget.affords(2)]

    def add_shades(self, vertices: Any, faces: Any, values: Any) -> None:
        """Record faces whose colours are interpolated between their corners."""
        if self.budget.affords(4 * len(vertices) + (1 + faces.shape[1]) * len(faces)):
            entry = {"vertices": vertices.tolist(), "faces": faces.tolist(), "values": values.tolist()}
            self.found["shades"].append(entry)

    def add_grid(self, x: Any, y: Any, values: Any) -> None:
        """Record coloured cells in rows and columns."""
        if self.budget.affords(len(x) + len(y) + values.size + len(values)):
            self.found["grids"].append({"x": x.tolist(), "y": y.tolist(), "values": values.tolist()})

    def once(self, values: list[Any]) -> Any:
        """A single value if all are the same, otherwise the list."""
        if len(set(values)) <= 1:
            return values[0] if values else ""
        return values if self.budget.affords(len(values)) else values[0]

    def to_data(self, vertices: Any, transform: Any) -> Any:
        """Places under any transform, in data coordinates; places already in data coordinates stay exactly the same."""
        np = self.libraries.np
        vertices = np.ma.filled(np.ma.asarray(vertices, dtype=float), np.nan)
        if transform is None or transform == self.axes.transData or not len(vertices):
            return vertices
        return np.asarray((transform - self.axes.transData).transform(vertices))

    def pieces(self, path: Any, transform: Any) -> list[Any]:
        """A path's lines in data coordinates, with curves approximated by short segments."""
        codes, kinds = path.codes, self.libraries.path
        if codes is not None and ((codes == kinds.CURVE3) | (codes == kinds.CURVE4)).any():
            flat = path.cleaned(transform=transform, curves=False, remove_nans=True, simplify=False)
            return self.split(self.axes.transData.inverted().transform(flat.vertices), flat.codes)
        return self.split(self.to_data(path.vertices, transform), codes)

    def split(self, vertices: Any, codes: Any) -> list[Any]:
        """A path's vertices, split where the pen is lifted."""
        np, path = self.libraries.np, self.libraries.path
        if codes is None:
            return self.without_gaps(vertices)
        pieces: list[list[Any]] = []
        for vertex, code in zip(vertices, codes, strict=False):
            if code == path.STOP:
                break
            if code == path.CLOSEPOLY:
                if pieces and pieces[-1]:
                    pieces[-1].append(pieces[-1][0])
            elif code == path.MOVETO or not pieces:
                pieces.append([vertex])
            else:
                pieces[-1].append(vertex)
        return [part for piece in pieces for part in self.without_gaps(np.array(piece))]

    def without_gaps(self, vertices: Any) -> list[Any]:
        """The vertices, split where one is not finite."""
        np = self.libraries.np
        vertices = np.asarray(vertices, dtype=float)
        there = np.isfinite(vertices).all(axis=1)
        if there.all():
            return [vertices] if len(vertices) else []
        cuts = np.flatnonzero(np.diff(there.astype(int))) + 1
        return [part for part, kept in zip(np.split(vertices, cuts), np.split(there, cuts), strict=True) if kept.all()]

    def _on_page(self, places: Any) -> Any:
        return self._to_page.transform(places)

    def within(self, places: Any, artist: Any) -> Any:
        """A mask of the places that lie in the view."""
        np = self.libraries.np
        if self.view is None or not artist.get_clip_on() or not len(places):
            return np.ones(len(places), dtype=bool)
        low, high = self.view
        margin = _EDGE * (high - low)
        page = self._on_page(places[:, :2])
        with np.errstate(invalid="ignore"):
            return np.all((page >= low - margin) & (page <= high + margin), axis=1)

    def in_view(self, places: Any, artist: Any) -> Any:
        """The places that are finite and lie in the view."""
        places = places[self.libraries.np.isfinite(places).all(axis=1)]
        return places[self.within(places, artist)]

    def touches(self, outline: Any, artist: Any) -> bool:
        """Whether a part of an outline lies in the view."""
        np = self.libraries.np
        if self.view is None or not artist.get_clip_on():
            return True
        page = self._on_page(outline[:, :2])
        page = page[np.isfinite(page).all(axis=1)]
        low, high = self.view
        return len(page) > 0 and bool(np.all(page.max(axis=0) >= low) and np.all(page.min(axis=0) <= high))

    def cut(self, vertices: Any, artist: Any) -> list[Any]:
        """The parts of a line that lie in the view."""
        np = self.libraries.np
        if self.view is None or len(vertices) < 2 or vertices.shape[1] > 2 or not artist.get_clip_on():
            return [vertices]
        vertices = vertices[-50 * MAX_VERTICES :]
        page = self._on_page(vertices)
        drawable = np.isfinite(page).all(axis=1)
        vertices, page = vertices[drawable], page[drawable]
        low, high = self.view
        margin = _EDGE * (high - low)
        inside = np.all((page >= low - margin) & (page <= high + margin), axis=1)
        if inside.all():
            return [vertices]
        back = self.axes.transData.inverted().transform
        parts: list[list[Any]] = []
        ended = True
        for index in range(len(page) - 1):
            ends = _clipped(page[index], page[index + 1], low, high)
            if ends is None:
                ended = True
                continue
            first, last = ends
            step = page[index + 1] - page[index]
            if ended or first > 0:
                parts.append([vertices[index] if first == 0 else back(page[index] + first * step)])
            parts[-1].append(vertices[index + 1] if last == 1 else back(page[index] + last * step))
            ended = last < 1
        return [np.array(part) for part in parts]

    def colours_of(self, collection: Any) -> list[Any]:
        """The colours of a collection's faces or, if they have none, of its edges."""
        faces = [tuple(colour) for colour in collection.get_facecolor()]
        return faces if any(map(self.is_seen, faces)) else self.edges_of(collection)

    def edges_of(self, collection: Any) -> list[Any]:
        """The colours of a collection's edges."""
        edges = collection.get_edgecolor()
        return [] if isinstance(edges, str) else [tuple(colour) for colour in edges]

    def is_seen(self, colour: Any) -> bool:
        """Whether the colour is visible."""
        return self._shown(colour)[1]

    def colour(self, colour: Any) -> str:
        """The colour in hexadecimal notation."""
        return self._shown(colour)[0]

    def _shown(self, colour: Any) -> tuple[str, bool]:
        """The colour in hexadecimal notation, and whether it is visible. Most of many marks have one of a few."""
        key = colour if isinstance(colour, str) else tuple(colour)
        if key not in self._colours:
            rgba = self.libraries.to_rgba_array(key if isinstance(key, str) else [key])
            if len(rgba):
                self._colours[key] = str(self.libraries.to_hex(rgba[0], keep_alpha=False)), bool(rgba[0][3] > 0)
            else:
                self._colours[key] = "", False
        return self._colours[key]


def _clipped(start: Any, end: Any, low: Any, high: Any) -> tuple[float, float] | None:
    """The part of a segment that lies inside a box, as fractions of its length; None if there is none."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        begin, step = float(start[axis]), float(end[axis] - start[axis])
        margin = _EDGE * float(high[axis] - low[axis])
        for distance, slope in ((begin - float(low[axis]) + margin, step), (float(high[axis]) + margin - begin, -step)):
            if slope == 0:
                if distance < 0:
                    return None
            elif slope > 0:
                first = max(first, -distance / slope)
            else:
                last = min(last, -distance / slope)
    return (first, last) if first < last else None
