"""What a figure shows, read by what its reader sees and not by which of matplotlib's artists drew it.

`drawn` runs where the learner's code runs and gives plain data; what is right or wrong about them is concluded on the
trusted side (`grader.authoring.figures`). Of each pair of axes:

    kind      "2d", "3d" or "polar"; "colorbar" for those of a colour bar
    title, labels {"x": …}, limits {"x": [low, high], …}, scales {"x": "linear", …}, legend (its texts)
    lines     {"vertices", "colour", "width"} and "level" for a contour line: whatever shows as a line, in the data's
              coordinates, cut off at the edge of the view; an outline that is not filled is a line, too
    points    {"places", "colours", "sizes"} and "values" where a colour map shows some: what shows as single marks
    texts     {"text", "place"} and "at" for the place that an annotation points to
    shapes    {"outlines", "colours"}: filled areas
    grids     {"x", "y", "values"}: coloured cells in rows and columns, by their edges; values[row][column]
    cells     {"outlines", "values"}: coloured areas of any shape, each with its value
    shades    {"vertices", "faces", "values"}: colours that run from corner to corner; a face names its corners
    bands     {"between": [low, high], "outlines"}: filled contours
    surfaces  {"vertices", "faces"}: a surface in 3-D

What cannot be seen (hidden, without a width, without a colour, outside of the view) is not among them.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from grader.wire.object_texts import class_name, plain_text

MAX_NODES = 80_000
"""Numbers and lists of one figure, so that an observation may hold two. What is beyond is thinned out or left out."""

_MAX_VERTICES = 4000
_MAX_TEXT = 200
_NO_MARKER = ("None", "none", " ", "", None)
_EDGE = 1e-9
"""Of the view: what lies this far outside is still on its edge."""

_FIGURE_TEXTS = {"title": "_suptitle", "x": "_supxlabel", "y": "_supylabel"}
_KINDS = ("lines", "points", "texts", "shapes", "grids", "cells", "shades", "bands", "surfaces")


class _Libraries:
    """What is used of NumPy and matplotlib, looked up before a learner's code is here."""

    def __init__(self) -> None:
        load = importlib.import_module
        self.np: Any = load("numpy")
        self.path: Any = load("matplotlib.path").Path
        self.to_hex: Any = load("matplotlib.colors").to_hex
        self.to_rgba_array: Any = load("matplotlib.colors").to_rgba_array
        self.marked: Any = getattr(load("matplotlib.lines"), "_mark_every_path", None)
        collections = load("matplotlib.collections")
        self.line_collection: Any = collections.LineCollection
        self.quad_mesh: Any = collections.QuadMesh
        self.triangle_mesh: Any = collections.TriMesh
        self.contours: Any = load("matplotlib.contour").ContourSet
        self.arrow: Any = load("matplotlib.patches").FancyArrowPatch
        self.legend: Any = load("matplotlib.legend").Legend
        self.axes: Any = load("matplotlib.axes").Axes
        self.figure: Any = load("matplotlib.figure").FigureBase


@cache
def prepare() -> _Libraries:
    """Import what reading a figure needs; a worker does it before it loads a learner's file."""
    return _Libraries()


def drawn(figure: Any) -> dict[str, Any]:
    """What a figure shows, as plain data: see above. It draws nothing and changes nothing.

    Of a pair of axes, the figure that it belongs to is read. `returned` is the name of the object's type; what is no
    figure has no axes. `whole` is false where something was left out: because there is too much, or
    because it cannot be read.
    """
    libraries = prepare()
    found: dict[str, Any] = {"returned": class_name(type(figure)), "title": "", "labels": {}, "texts": [], "axes": []}
    if isinstance(figure, libraries.axes):
        figure = figure.get_figure()
    if not isinstance(figure, libraries.figure):
        return found
    reader = _Reader(libraries)
    of_the_figure = {name: getattr(figure, kept, None) for name, kept in _FIGURE_TEXTS.items()}
    shown = {name: _text(text) for name, text in of_the_figure.items() if text is not None and text.get_visible()}
    found["title"] = shown.pop("title", "")
    found["labels"] = shown
    others = [text for text in figure.texts if not any(text is one for one in of_the_figure.values())]
    found["texts"] = [_text(text) for text in others if text.get_visible() and _text(text)]
    found["legend"] = [name for legend in figure.legends for name in _legend(legend)]
    found["axes"] = [reader.axes(axes) for axes in _all_axes(figure.get_axes()) if axes.get_visible()]
    found["whole"] = reader.is_whole()
    return found


def _all_axes(axes: Iterable[Any]) -> Iterator[Any]:
    """These axes, and those that lie in them."""
    for one in axes:
        yield one
        yield from _all_axes(getattr(one, "child_axes", ()))


def _text(artist: Any) -> str:
    return plain_text(str(artist.get_text()), _MAX_TEXT)


def _legend(legend: Any) -> list[str]:
    return [_text(text) for text in legend.get_texts()] if legend is not None and legend.get_visible() else []


class _Reader:
    """Reads one figure, with what is left of its size."""

    def __init__(self, libraries: _Libraries) -> None:
        self._of = libraries
        self._left = MAX_NODES
        self._unread = False

    def axes(self, axes: Any) -> dict[str, Any]:
        solid = hasattr(axes, "get_zlim")
        names = "xyz" if solid else "xy"
        axes.apply_aspect()
        shown = getattr(axes, "_axis3don", axes.axison)  # in 3-D, `axison` is about the flat axes below
        found: dict[str, Any] = {
            "kind": self._kind(axes, solid),
            "title": " ".join(filter(None, (axes.get_title(loc) for loc in ("left", "center", "right")))),
            "labels": {name: self._label(axes, name) if shown else "" for name in names},
            "limits": {name: [float(end) for end in getattr(axes, f"get_{name}lim")()] for name in names},
            "scales": {name: str(getattr(axes, f"get_{name}scale")()) for name in names},
            "legend": _legend(axes.get_legend()),
            **{kind: [] for kind in _KINDS},
        }
        page = _Page(self._of, axes, found, self)
        for artist in (*axes.lines, *axes.collections, *axes.patches, *axes.images, *axes.texts, *axes.artists):
            if self._left <= 0 or not artist.get_visible() or artist.get_alpha() == 0:
                continue
            try:
                page.read(artist)
            except Exception:  # noqa: BLE001 - of a class of the learner's own, or one that cannot be drawn either
                self._unread = True
        return found

    def _kind(self, axes: Any, solid: bool) -> str:
        if hasattr(axes, "_colorbar") or axes.get_label() == "<colorbar>":
            return "colorbar"
        return "3d" if solid else "polar" if axes.name == "polar" else "2d"

    def _label(self, axes: Any, name: str) -> str:
        label = getattr(axes, f"{name}axis").label
        seen = label.get_visible() and getattr(axes, f"{name}axis").get_visible()
        return plain_text(str(getattr(axes, f"get_{name}label")()), _MAX_TEXT) if seen else ""

    def numbers(self, values: Any) -> list[Any]:
        """An array as lists, thinned out where it is beyond what is left."""
        np = self._of.np
        array = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
        each = 1 if array.ndim < 2 else 1 + array[0].size if len(array) else 1
        most = min(_MAX_VERTICES, self._left // each)
        if len(array) > most:
            array = array[np.linspace(0, len(array) - 1, max(most, 0)).round().astype(int)]
        self._left -= each * len(array) + 1
        return array.tolist()  # type: ignore[no-any-return]

    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return self._left > 0 and not self._unread

    def affords(self, nodes: int) -> bool:
        """Whether so much more may be told; from then on it counts as told."""
        if nodes > self._left:
            self._left = min(self._left, 0)
            return False
        self._left -= nodes
        return True


class _Page:
    """Reads the artists of one pair of axes."""

    def __init__(self, libraries: _Libraries, axes: Any, found: dict[str, Any], reader: _Reader) -> None:
        self._of, self._axes, self._found, self._reader = libraries, axes, found, reader
        self._solid = hasattr(axes, "get_zlim")
        np = libraries.np
        corners = np.array([axes.get_xlim(), axes.get_ylim()], dtype=float).T
        view = axes.transData.transform(corners) if axes.name != "polar" and not self._solid else None
        self._view = None if view is None else (view.min(axis=0), view.max(axis=0))
        self._contour_texts: set[int] = {
            id(text) for artist in axes.collections for text in getattr(artist, "labelTexts", ())
        }

    def read(self, artist: Any) -> None:
        """Add what this artist shows."""
        of = self._of
        if hasattr(artist, "get_offset_transform"):
            self._collection(artist)
        elif hasattr(artist, "get_marker") and hasattr(artist, "get_xydata"):
            self._line(artist)
        elif hasattr(artist, "get_patch_transform"):
            self._patch(artist)
        elif hasattr(artist, "get_extent") and hasattr(artist, "get_array"):
            self._image(artist)
        elif hasattr(artist, "get_text") and hasattr(artist, "get_position"):
            self._text(artist)
        elif isinstance(artist, of.legend):
            self._found["legend"] += _legend(artist)

    # Lines and marks.

    def _line(self, line: Any) -> None:
        path, transform, vertices = self._line_path(line)
        if line.get_linestyle() not in _NO_MARKER and line.get_linewidth() > 0 and self._seen(line.get_color()):
            pieces = [vertices] if vertices is not None else self._pieces(path, transform)
            self._add_lines(pieces, line, {"colour": self._colour(line.get_color()), "width": line.get_linewidth()})
        if line.get_marker() in _NO_MARKER or line.get_markersize() <= 0:
            return
        faces = [line.get_markerfacecolor(), line.get_markeredgecolor()]
        if any(map(self._seen, faces)):
            # Not those of the path, which has the corners of steps as well.
            places = vertices if vertices is not None else self._to_data(line.get_xydata(), transform)
            places = self._in_view(self._chosen(line, path, places), line)
            colour = self._colour(next(filter(self._seen, faces)))
            self._add_points(places, colour, float(line.get_markersize()) ** 2, str(line.get_marker()))

    def _line_path(self, line: Any) -> tuple[Any, Any, Any]:
        """A line's path with its transform, or, in 3-D, its vertices."""
        if hasattr(line, "get_data_3d"):
            np = self._of.np
            columns = np.broadcast_arrays(*(np.ma.asarray(column, dtype=float) for column in line.get_data_3d()))
            vertices = np.stack([np.ma.filled(column, np.nan) for column in columns], axis=1)
            return self._of.path(vertices[:, :2]), None, vertices
        return line.get_path(), line.get_transform(), None

    def _chosen(self, line: Any, path: Any, places: Any) -> Any:
        """The places that carry a marker."""
        np = self._of.np
        every = line.get_markevery()
        if every is None or self._of.marked is None or not len(places):
            return places
        numbered = self._of.path(np.column_stack([np.arange(len(places)), np.zeros(len(places))]))
        if isinstance(every, float) or (isinstance(every, tuple) and any(isinstance(part, float) for part in every)):
            transform = line.get_transform()
            marked = self._of.marked(every, path, transform, self._axes).vertices
            return self._to_data(marked, transform)
        chosen = self._of.marked(every, numbered, None, self._axes).vertices[:, 0]
        return places[chosen.astype(int)]

    def _add_lines(self, pieces: Iterable[Any], artist: Any, look: dict[str, Any]) -> None:
        for piece in pieces:
            for part in self._cut(piece, artist):
                if len(part) > 1 and self._reader.affords(8):
                    self._found["lines"].append({"vertices": self._reader.numbers(part), **look})

    def _add_points(self, places: Any, colours: Any, sizes: Any, symbol: str, values: Any = None) -> None:
        if len(places) and self._reader.affords(12):
            entry = {"places": self._reader.numbers(places), "colours": colours, "sizes": sizes, "symbol": symbol}
            if values is not None:
                entry["values"] = self._reader.numbers(values)
            self._found["points"].append(entry)

    # Collections: many alike.

    def _collection(self, collection: Any) -> None:
        of = self._of
        if isinstance(collection, of.contours):
            self._contours(collection)
        elif hasattr(collection, "_offsets3d"):
            columns = of.np.broadcast_arrays(*(of.np.ma.asarray(part, float) for part in collection._offsets3d))
            self._scatter(collection, of.np.ma.stack(columns, axis=1))
        elif hasattr(collection, "_segments3d"):
            self._segments(collection, [of.np.asarray(segment, dtype=float) for segment in collection._segments3d])
        elif hasattr(collection, "_faces") or hasattr(collection, "_vec"):
            self._surface(collection)
        elif isinstance(collection, of.quad_mesh):
            self._mesh(collection)
        elif isinstance(collection, of.triangle_mesh):
            self._triangles(collection)
        elif self._is_of_marks(collection):
            transform = collection.get_offset_transform()
            self._scatter(collection, self._to_data(of.np.ma.asarray(collection.get_offsets()), transform))
        else:
            self._shapes(collection)

    def _is_of_marks(self, collection: Any) -> bool:
        """Whether its paths stand in sizes of the page at places of the data."""
        return not self._holds_data(collection.get_transform()) and self._holds_data(collection.get_offset_transform())

    def _holds_data(self, transform: Any) -> bool:
        ask = getattr(transform, "contains_branch_separately", None) or transform.contains_branch_seperately
        return any(ask(self._axes.transData))

    def _scatter(self, collection: Any, places: Any) -> None:
        np = self._of.np
        places = np.ma.filled(np.ma.asarray(places, dtype=float), np.nan)
        values = collection.get_array()
        sizes = np.ravel(collection.get_sizes()) if hasattr(collection, "get_sizes") else np.ones(1)
        colours = self._colours_of(collection)
        if not len(colours) and values is None:
            return
        count = len(places)
        sizes = np.resize(sizes if len(sizes) else [1.0], count)
        kept = np.isfinite(places).all(axis=1) & (sizes > 0) & self._within(places, collection)
        each = [colours[index % len(colours)] for index in range(count)] if len(colours) > 1 else colours * count
        if values is None:
            kept &= np.array([self._seen(colour) for colour in each], dtype=bool)
        told = [self._colour(colour) for colour, keep in zip(each, kept, strict=False) if keep]
        flat = np.ma.filled(np.ma.asarray(np.ravel(values), dtype=float), np.nan) if values is not None else None
        self._add_points(
            places[kept],
            "" if values is not None else self._once(told),
            self._once(sizes[kept].tolist()),
            "",
            flat[kept] if flat is not None and len(flat) == count else None,
        )

    def _once(self, values: list[Any]) -> Any:
        """One value where all are the same."""
        if len(set(values)) <= 1:
            return values[0] if values else ""
        return values if self._reader.affords(len(values)) else values[0]

    def _segments(self, collection: Any, segments: Sequence[Any]) -> None:
        values, colours = collection.get_array(), self._edges_of(collection)
        widths = self._of.np.ravel(collection.get_linewidths())
        if not len(widths) or not widths.any() or (values is None and not len(colours)):
            return
        values = None if values is None else self._of.np.ravel(values)
        for index, segment in enumerate(segments):
            look: dict[str, Any] = {"width": float(widths[index % len(widths)])}
            if values is not None and len(values) == len(segments):
                look["value"] = float(values[index])
            elif len(colours):
                look["colour"] = self._colour(colours[index % len(colours)])
                if not self._seen(colours[index % len(colours)]):
                    continue
            if look["width"] > 0:
                self._add_lines(self._without_gaps(segment), collection, look)

    def _shapes(self, collection: Any) -> None:
        np = self._of.np
        if hasattr(collection, "_3dverts_codes"):
            paths = [[np.asarray(vertices)] for vertices, _ in collection._3dverts_codes]
        else:
            paths = [self._pieces(*placed) for placed in self._placed(collection)]
        if isinstance(collection, self._of.line_collection):
            pieces = [piece for path in paths for piece in path]
            self._segments(collection, pieces)
            return
        faces = [colour for colour in map(tuple, collection.get_facecolor()) if self._seen(colour)]
        values = collection.get_array()
        if values is not None:
            values = np.ma.filled(np.ma.asarray(np.ravel(values), dtype=float), np.nan)
            outlines = [self._outlines(path, collection) for path in paths]
            kept = [index for index, outline in enumerate(outlines) if outline and index < len(values)]
            if kept:
                entry = {"outlines": [outlines[index][0] for index in kept], "values": values[kept].tolist()}
                self._found["cells"].append(entry)
        elif faces:
            self._add_shapes([piece for path in paths for piece in path], collection, [self._colour(faces[0])])
        else:
            self._segments(collection, [piece for path in paths for piece in path])

    def _placed(self, collection: Any) -> Iterator[tuple[Any, Any]]:
        """Each of a collection's paths with the transform to the page."""
        np = self._of.np
        transform, paths = collection.get_transform(), collection.get_paths()
        offsets = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan).reshape(-1, 2)
        if not offsets.any() or not len(paths):
            for path in paths:
                yield path, transform
            return
        moved = collection.get_offset_transform().transform(offsets)
        for index in range(max(len(paths), len(offsets))):
            path = paths[index % len(paths)]
            on_page = transform.transform(path.vertices) + moved[index % len(moved)]
            yield self._of.path(self._axes.transData.inverted().transform(on_page), path.codes), self._axes.transData

    def _contours(self, contours: Any) -> None:
        levels = [float(level) for level in contours.levels]
        np = self._of.np
        if hasattr(contours, "_3dverts_codes"):
            paths = [self._split(np.asarray(vertices), codes) for vertices, codes in contours._3dverts_codes]
        else:
            transform = contours.get_transform()
            paths = [self._pieces(path, transform) for path in contours.get_paths()]
        if not contours.filled:
            for level, path in zip(levels, paths, strict=False):
                self._add_lines(path, contours, {"level": level, "width": 1.0})
            return
        ends = list(levels)
        if contours.extend in ("min", "both"):
            ends.insert(0, -1e250)
        if contours.extend in ("max", "both"):
            ends.append(1e250)
        for low, high, path in zip(ends, ends[1:], paths, strict=False):
            outlines = self._outlines(path, contours)
            if outlines:
                self._found["bands"].append({"between": [low, high], "outlines": outlines})

    def _surface(self, collection: Any) -> None:
        np = self._of.np
        if hasattr(collection, "_faces"):
            corners = np.ma.filled(np.ma.asarray(collection._faces, dtype=float), np.nan)
            gone = np.broadcast_to(collection._invalid_vertices, corners.shape[:2])
            faces = [face[~without] for face, without in zip(corners, gone, strict=True)]
        else:  # until matplotlib 3.9
            faces = [np.asarray(collection._vec)[:3, part].T for part in collection._segslices]
        faces = [face for face in faces if len(face) and np.isfinite(face).all()]
        if not faces:
            return
        vertices, places = np.unique(np.concatenate(faces), axis=0, return_inverse=True)
        ends = np.cumsum([len(face) for face in faces])[:-1]
        named = [part.tolist() for part in np.split(np.ravel(places), ends)]
        if self._reader.affords(4 * len(vertices) + len(places) + len(faces)):
            self._found["surfaces"].append({"vertices": vertices.tolist(), "faces": named})

    def _mesh(self, mesh: Any) -> None:
        np = self._of.np
        corners, values = np.asarray(mesh.get_coordinates(), dtype=float), mesh.get_array()
        if values is None:
            return
        corners = self._to_data(corners.reshape(-1, 2), mesh.get_transform()).reshape(corners.shape)
        values = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
        rows, columns = corners.shape[0], corners.shape[1]
        if values.size == rows * columns:
            grid = np.arange(rows * columns).reshape(rows, columns)
            faces = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=-1).reshape(-1, 4)
            self._add_shades(corners.reshape(-1, 2), faces, values.ravel())
        elif values.size == (rows - 1) * (columns - 1):
            values = values.reshape(rows - 1, columns - 1)
            x, y = corners[0, :, 0], corners[:, 0, 1]
            if np.allclose(corners[..., 0], x) and np.allclose(corners[..., 1], y[:, None]):
                self._add_grid(x, y, values)
            else:
                outlines = np.stack(
                    [corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]], axis=2
                ).reshape(-1, 4, 2)
                if self._reader.affords(14 * len(outlines)):
                    self._found["cells"].append({"outlines": outlines.tolist(), "values": values.ravel().tolist()})

    def _triangles(self, mesh: Any) -> None:
        np = self._of.np
        triangulation, values = mesh._triangulation, mesh.get_array()
        if values is not None:
            corners = np.column_stack([triangulation.x, triangulation.y])
            vertices = self._to_data(corners, mesh.get_transform())
            self._add_shades(vertices, triangulation.get_masked_triangles(), np.ravel(values))

    def _add_shades(self, vertices: Any, faces: Any, values: Any) -> None:
        if self._reader.affords(4 * len(vertices) + (1 + faces.shape[1]) * len(faces)):
            entry = {"vertices": vertices.tolist(), "faces": faces.tolist(), "values": values.tolist()}
            self._found["shades"].append(entry)

    def _add_grid(self, x: Any, y: Any, values: Any) -> None:
        if self._reader.affords(len(x) + len(y) + values.size + len(values)):
            self._found["grids"].append({"x": x.tolist(), "y": y.tolist(), "values": values.tolist()})

    # Single artists.

    def _image(self, image: Any) -> None:
        np = self._of.np
        values = image.get_array()
        if values is None:
            return
        values = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
        rows, columns = values.shape[:2]
        x, y = getattr(image, "_Ax", None), getattr(image, "_Ay", None)
        if x is None or y is None:
            left, right, bottom, top = (float(end) for end in image.get_extent())
            x, y = np.linspace(left, right, columns + 1), np.linspace(bottom, top, rows + 1)
            if image.origin == "upper":
                y = y[::-1]
        elif len(x) == columns:  # by the cells' centres
            x, y = self._edges(np.asarray(x, dtype=float)), self._edges(np.asarray(y, dtype=float))
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        corners = self._to_data(np.column_stack([x[[0, -1]], y[[0, -1]]]), image.get_transform())
        if not np.allclose(corners, np.column_stack([x[[0, -1]], y[[0, -1]]])):
            (left, bottom), (right, top) = corners
            x, y = np.linspace(left, right, columns + 1), np.linspace(bottom, top, rows + 1)
        self._add_grid(x, y, values)

    def _edges(self, centres: Any) -> Any:
        np = self._of.np
        if len(centres) < 2:
            return np.array([centres[0] - 0.5, centres[0] + 0.5])
        inner = (centres[1:] + centres[:-1]) / 2
        return np.concatenate([[2 * centres[0] - inner[0]], inner, [2 * centres[-1] - inner[-1]]])

    def _patch(self, patch: Any) -> None:
        if hasattr(patch, "_segment3d"):
            pieces: list[Any] = [self._of.np.asarray(patch._segment3d, dtype=float)]
        elif isinstance(patch, self._of.arrow):
            pieces = self._pieces(patch.get_path(), self._axes.transData)
        else:
            pieces = self._pieces(patch.get_path(), patch.get_transform())
        if patch.get_fill() and self._seen(patch.get_facecolor()):
            self._add_shapes(pieces, patch, [self._colour(patch.get_facecolor())])
        elif patch.get_linewidth() > 0 and self._seen(patch.get_edgecolor()):
            look = {"colour": self._colour(patch.get_edgecolor()), "width": float(patch.get_linewidth())}
            self._add_lines(pieces, patch, look)

    def _text(self, text: Any) -> None:
        if id(text) in self._contour_texts or not _text(text) or not self._reader.affords(12):
            return
        np = self._of.np
        if hasattr(text, "get_position_3d"):
            place = np.asarray(text.get_position_3d(), dtype=float)
        else:
            place = self._to_data(np.array([text.get_unitless_position()], dtype=float), text.get_transform())[0]
        entry = {"text": _text(text), "place": place.tolist()}
        if hasattr(text, "xyann"):
            at = self._pointed_at(text)
            if at is not None:
                entry["at"] = at
            if text.anncoords not in ("data", None) and text.get_transform() is not self._axes.transData:
                entry.pop("place")
        elif not self._within(place.reshape(1, -1), text)[0]:
            return
        self._found["texts"].append(entry)

    def _pointed_at(self, annotation: Any) -> list[float] | None:
        np = self._of.np
        try:
            x = float(self._axes.convert_xunits(annotation.xy[0]))
            y = float(self._axes.convert_yunits(annotation.xy[1]))
        except (TypeError, ValueError):
            return None
        spaces = {
            "data": self._axes.transData,
            "axes fraction": self._axes.transAxes,
            "figure fraction": self._axes.figure.transFigure,
        }
        space = spaces.get(annotation.xycoords) if isinstance(annotation.xycoords, str) else annotation.xycoords
        if not hasattr(space, "transform"):
            return None
        at = self._to_data(np.array([[x, y]]), space)
        return at[0].tolist() if self._within(at, annotation)[0] else None

    def _add_shapes(self, pieces: Iterable[Any], artist: Any, colours: list[str]) -> None:
        outlines = self._outlines(list(pieces), artist)
        if outlines:
            self._found["shapes"].append({"outlines": outlines, "colours": colours})

    def _outlines(self, pieces: list[Any], artist: Any) -> list[list[Any]]:
        """Those that lie in the view, at least in part."""
        seen = (piece for piece in pieces if len(piece) and self._touches(piece, artist))
        return [self._reader.numbers(piece) for piece in seen if self._reader.affords(2)]

    # Coordinates.

    def _to_data(self, vertices: Any, transform: Any) -> Any:
        """Places of any transform in the coordinates of the data; those of the data stay what they are to the bit."""
        np = self._of.np
        vertices = np.ma.filled(np.ma.asarray(vertices, dtype=float), np.nan)
        if transform is None or transform == self._axes.transData or not len(vertices):
            return vertices
        return np.asarray((transform - self._axes.transData).transform(vertices))

    def _pieces(self, path: Any, transform: Any) -> list[Any]:
        """A path's lines in the coordinates of the data, its curves as many short lines."""
        np = self._of.np
        codes = path.codes
        if codes is not None and np.isin(codes, (self._of.path.CURVE3, self._of.path.CURVE4)).any():
            flat = path.cleaned(transform=transform, curves=False, remove_nans=True, simplify=False)
            return self._split(self._axes.transData.inverted().transform(flat.vertices), flat.codes)
        return self._split(self._to_data(path.vertices, transform), codes)

    def _split(self, vertices: Any, codes: Any) -> list[Any]:
        """A path's vertices, cut where the pen is lifted."""
        np, path = self._of.np, self._of.path
        if codes is None:
            return self._without_gaps(vertices)
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
        return [part for piece in pieces for part in self._without_gaps(np.array(piece))]

    def _without_gaps(self, vertices: Any) -> list[Any]:
        """Cut where a vertex is no number."""
        np = self._of.np
        vertices = np.asarray(vertices, dtype=float)
        there = np.isfinite(vertices).all(axis=1)
        if there.all():
            return [vertices] if len(vertices) else []
        cuts = np.flatnonzero(np.diff(there.astype(int))) + 1
        return [part for part, kept in zip(np.split(vertices, cuts), np.split(there, cuts), strict=True) if kept.all()]

    def _on_page(self, places: Any) -> Any:
        return self._axes.transData.transform(places)

    def _within(self, places: Any, artist: Any) -> Any:
        """Which of these places lie in the view."""
        np = self._of.np
        if self._view is None or not artist.get_clip_on() or not len(places):
            return np.ones(len(places), dtype=bool)
        low, high = self._view
        margin = _EDGE * (high - low)
        page = self._on_page(places[:, :2])
        with np.errstate(invalid="ignore"):
            return np.all((page >= low - margin) & (page <= high + margin), axis=1)

    def _in_view(self, places: Any, artist: Any) -> Any:
        places = places[self._of.np.isfinite(places).all(axis=1)]
        return places[self._within(places, artist)]

    def _touches(self, outline: Any, artist: Any) -> bool:
        np = self._of.np
        if self._view is None or not artist.get_clip_on():
            return True
        page = self._on_page(outline[:, :2])
        page = page[np.isfinite(page).all(axis=1)]
        low, high = self._view
        return len(page) > 0 and bool(np.all(page.max(axis=0) >= low) and np.all(page.min(axis=0) <= high))

    def _cut(self, vertices: Any, artist: Any) -> list[Any]:
        """The parts of a line that lie in the view."""
        np = self._of.np
        if self._view is None or len(vertices) < 2 or vertices.shape[1] > 2 or not artist.get_clip_on():
            return [vertices]
        vertices = vertices[-50 * _MAX_VERTICES :]
        page = self._on_page(vertices)
        drawable = np.isfinite(page).all(axis=1)
        vertices, page = vertices[drawable], page[drawable]
        low, high = self._view
        margin = _EDGE * (high - low)
        inside = np.all((page >= low - margin) & (page <= high + margin), axis=1)
        if inside.all():
            return [vertices]
        back = self._axes.transData.inverted().transform
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

    # Colours.

    def _colours_of(self, collection: Any) -> list[Any]:
        """The colours of its faces or, where they have none, of its edges."""
        faces = [tuple(colour) for colour in collection.get_facecolor()]
        return faces if any(map(self._seen, faces)) else self._edges_of(collection)

    def _edges_of(self, collection: Any) -> list[Any]:
        edges = collection.get_edgecolor()
        return [] if isinstance(edges, str) else [tuple(colour) for colour in edges]

    def _seen(self, colour: Any) -> bool:
        """Whether something of this colour can be seen."""
        rgba = self._of.to_rgba_array(colour if isinstance(colour, str) else [tuple(colour)])
        return len(rgba) > 0 and bool(rgba[0][3] > 0)

    def _colour(self, colour: Any) -> str:
        rgba = self._of.to_rgba_array(colour if isinstance(colour, str) else [tuple(colour)])
        return str(self._of.to_hex(rgba[0], keep_alpha=False)) if len(rgba) else ""


def _clipped(start: Any, end: Any, low: Any, high: Any) -> tuple[float, float] | None:
    """The part of a segment inside of a box, as fractions of its length."""
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
