"""Reads lines, and the marks along them."""

from __future__ import annotations

from typing import Any

from grader.worker.axes_page import Page

_NO_MARKER = ("None", "none", " ", "", None)


def read_line(page: Page, line: Any) -> None:
    """Record what a line shows: its vertices, and the places that carry a marker."""
    path, transform, vertices = _line_path(page, line)
    if line.get_linestyle() not in _NO_MARKER and line.get_linewidth() > 0 and page.is_seen(line.get_color()):
        pieces = [vertices] if vertices is not None else page.pieces(path, transform)
        page.add_lines(pieces, line, {"colour": page.colour(line.get_color()), "width": line.get_linewidth()})
    if line.get_marker() in _NO_MARKER or line.get_markersize() <= 0:
        return
    faces = [line.get_markerfacecolor(), line.get_markeredgecolor()]
    if any(map(page.is_seen, faces)):
        # Not the vertices of the path, which include the corners of steps.
        places = vertices if vertices is not None else page.to_data(line.get_xydata(), transform)
        places = page.in_view(_chosen(page, line, path, places), line)
        colour = page.colour(next(filter(page.is_seen, faces)))
        page.add_points(places, colour, float(line.get_markersize()) ** 2, str(line.get_marker()))


def _line_path(page: Page, line: Any) -> tuple[Any, Any, Any]:
    """A line's path with its transform or, in 3-D, its vertices."""
    if hasattr(line, "get_data_3d"):
        np = page.libraries.np
        columns = np.broadcast_arrays(*(np.ma.asarray(column, dtype=float) for column in line.get_data_3d()))
        vertices = np.stack([np.ma.filled(column, np.nan) for column in columns], axis=1)
        return page.libraries.path(vertices[:, :2]), None, vertices
    return line.get_path(), line.get_transform(), None


def _chosen(page: Page, line: Any, path: Any, places: Any) -> Any:
    """The places that carry a marker."""
    np = page.libraries.np
    every = line.get_markevery()
    if every is None or page.libraries.marked is None or not len(places):
        return places
    numbered = page.libraries.path(np.column_stack([np.arange(len(places)), np.zeros(len(places))]))
    if isinstance(every, float) or (isinstance(every, tuple) and any(isinstance(part, float) for part in every)):
        transform = line.get_transform()
        marked = page.libraries.marked(every, path, transform, page.axes).vertices
        return page.to_data(marked, transform)
    chosen = page.libraries.marked(every, numbered, None, page.axes).vertices[:, 0]
    return places[chosen.astype(int)]
