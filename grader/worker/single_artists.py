"""Reads artists that show a single thing: images, patches and texts."""

from __future__ import annotations

from typing import Any

from grader.wire.object_texts import plain_text
from grader.worker.axes_page import Page

MAX_TEXT = 200


def text_of(artist: Any) -> str:
    """The text of a text artist, truncated."""
    return plain_text(str(artist.get_text()), MAX_TEXT)


def legend_texts(legend: Any) -> list[str]:
    """The texts of a legend's entries; empty if it is hidden."""
    return [text_of(text) for text in legend.get_texts()] if legend is not None and legend.get_visible() else []


def read_image(page: Page, image: Any) -> None:
    """Record an image's cells."""
    np = page.libraries.np
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
    elif len(x) == columns:  # the centres of the cells
        x, y = _edges(page, np.asarray(x, dtype=float)), _edges(page, np.asarray(y, dtype=float))
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    corners = page.to_data(np.column_stack([x[[0, -1]], y[[0, -1]]]), image.get_transform())
    if not np.allclose(corners, np.column_stack([x[[0, -1]], y[[0, -1]]])):
        (left, bottom), (right, top) = corners
        x, y = np.linspace(left, right, columns + 1), np.linspace(bottom, top, rows + 1)
    page.add_grid(x, y, values)


def _edges(page: Page, centres: Any) -> Any:
    np = page.libraries.np
    if len(centres) < 2:
        return np.array([centres[0] - 0.5, centres[0] + 0.5])
    inner = (centres[1:] + centres[:-1]) / 2
    return np.concatenate([[2 * centres[0] - inner[0]], inner, [2 * centres[-1] - inner[-1]]])


def read_patch(page: Page, patch: Any) -> None:
    """Record a patch: an area if it is filled, otherwise a line."""
    if hasattr(patch, "_segment3d"):
        pieces: list[Any] = [page.libraries.np.asarray(patch._segment3d, dtype=float)]
    elif isinstance(patch, page.libraries.arrow):
        pieces = page.pieces(patch.get_path(), page.axes.transData)
    else:
        pieces = page.pieces(patch.get_path(), patch.get_transform())
    if patch.get_fill() and page.is_seen(patch.get_facecolor()):
        page.add_shapes(pieces, patch, [page.colour(patch.get_facecolor())])
    elif patch.get_linewidth() > 0 and page.is_seen(patch.get_edgecolor()):
        look = {"colour": page.colour(patch.get_edgecolor()), "width": float(patch.get_linewidth())}
        page.add_lines(pieces, patch, look)


def read_text(page: Page, text: Any) -> None:
    """Record a text that lies in the view, with the place that an annotation points to."""
    if id(text) in page.contour_texts or not text_of(text) or not page.budget.affords(12):
        return
    np = page.libraries.np
    if hasattr(text, "get_position_3d"):
        place = np.asarray(text.get_position_3d(), dtype=float)
    else:
        place = page.to_data(np.array([text.get_unitless_position()], dtype=float), text.get_transform())[0]
    entry = {"text": text_of(text), "place": place.tolist()}
    if hasattr(text, "xyann"):
        at = _pointed_at(page, text)
        if at is not None:
            entry["at"] = at
        if text.anncoords not in ("data", None) and text.get_transform() is not page.axes.transData:
            entry.pop("place")
    elif not page.within(place.reshape(1, -1), text)[0]:
        return
    page.found["texts"].append(entry)


def _pointed_at(page: Page, annotation: Any) -> list[float] | None:
    np = page.libraries.np
    try:
        x = float(page.axes.convert_xunits(annotation.xy[0]))
        y = float(page.axes.convert_yunits(annotation.xy[1]))
    except (TypeError, ValueError):
        return None
    spaces = {
        "data": page.axes.transData,
        "axes fraction": page.axes.transAxes,
        "figure fraction": page.axes.figure.transFigure,
    }
    space = spaces.get(annotation.xycoords) if isinstance(annotation.xycoords, str) else annotation.xycoords
    if not hasattr(space, "transform"):
        return None
    at = page.to_data(np.array([[x, y]]), space)
    return at[0].tolist() if page.within(at, annotation)[0] else None
