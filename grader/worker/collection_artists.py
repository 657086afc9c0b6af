"""Reads matplotlib's collections: marks, segments, areas, contours, surfaces and meshes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from grader.worker.axes_page import Page


def read_collection(page: Page, collection: Any) -> None:
    """Record what a collection shows, depending on its kind."""
    of = page.libraries
    if isinstance(collection, of.contours):
        _contours(page, collection)
    elif hasattr(collection, "_offsets3d"):
        columns = of.np.broadcast_arrays(*(of.np.ma.asarray(part, float) for part in collection._offsets3d))
        _scatter(page, collection, of.np.ma.stack(columns, axis=1))
    elif hasattr(collection, "_segments3d"):
        _segments(page, collection, [of.np.asarray(segment, dtype=float) for segment in collection._segments3d])
    elif hasattr(collection, "_faces") or hasattr(collection, "_vec"):
        _surface(page, collection)
    elif isinstance(collection, of.quad_mesh):
        _mesh(page, collection)
    elif isinstance(collection, of.triangle_mesh):
        _triangles(page, collection)
    elif _is_of_marks(page, collection):
        transform = collection.get_offset_transform()
        _scatter(page, collection, page.to_data(of.np.ma.asarray(collection.get_offsets()), transform))
    else:
        _shapes(page, collection)


def _is_of_marks(page: Page, collection: Any) -> bool:
    """Whether its paths have sizes in page units, at places in data coordinates."""
    return not _holds_data(page, collection.get_transform()) and _holds_data(page, collection.get_offset_transform())


def _holds_data(page: Page, transform: Any) -> bool:
    ask = getattr(transform, "contains_branch_separately", None) or transform.contains_branch_seperately
    return any(ask(page.axes.transData))


def _scatter(page: Page, collection: Any, places: Any) -> None:
    np = page.libraries.np
    places = np.ma.filled(np.ma.asarray(places, dtype=float), np.nan)
    values = collection.get_array()
    sizes = np.ravel(collection.get_sizes()) if hasattr(collection, "get_sizes") else np.ones(1)
    colours = page.colours_of(collection)
    if not len(colours) and values is None:
        return
    count = len(places)
    sizes = np.resize(sizes if len(sizes) else [1.0], count)
    kept = np.isfinite(places).all(axis=1) & (sizes > 0) & page.within(places, collection)
    each = [colours[index % len(colours)] for index in range(count)] if len(colours) > 1 else colours * count
    if values is None:
        kept &= np.array([page.is_seen(colour) for colour in each], dtype=bool)
    shown = [page.colour(colour) for colour, keep in zip(each, kept, strict=False) if keep]
    flat = np.ma.filled(np.ma.asarray(np.ravel(values), dtype=float), np.nan) if values is not None else None
    page.add_points(
        places[kept],
        "" if values is not None else page.once(shown),
        page.once(sizes[kept].tolist()),
        "",
        flat[kept] if flat is not None and len(flat) == count else None,
    )


def _segments(page: Page, collection: Any, segments: Sequence[Any]) -> None:
    values, colours = collection.get_array(), page.edges_of(collection)
    widths = page.libraries.np.ravel(collection.get_linewidths())
    if not len(widths) or not widths.any() or (values is None and not len(colours)):
        return
    values = None if values is None else page.libraries.np.ravel(values)
    for index, segment in enumerate(segments):
        look: dict[str, Any] = {"width": float(widths[index % len(widths)])}
        if values is not None and len(values) == len(segments):
            look["value"] = float(values[index])
        elif len(colours):
            look["colour"] = page.colour(colours[index % len(colours)])
            if not page.is_seen(colours[index % len(colours)]):
                continue
        if look["width"] > 0:
            page.add_lines(page.without_gaps(segment), collection, look)


def _shapes(page: Page, collection: Any) -> None:
    np = page.libraries.np
    if hasattr(collection, "_3dverts_codes"):
        paths = [[np.asarray(vertices)] for vertices, _ in collection._3dverts_codes]
    else:
        paths = [page.pieces(*placed) for placed in _placed(page, collection)]
    if isinstance(collection, page.libraries.line_collection):
        pieces = [piece for path in paths for piece in path]
        _segments(page, collection, pieces)
        return
    faces = [colour for colour in map(tuple, collection.get_facecolor()) if page.is_seen(colour)]
    values = collection.get_array()
    if values is not None:
        values = np.ma.filled(np.ma.asarray(np.ravel(values), dtype=float), np.nan)
        outlines = [page.outlines(path, collection) for path in paths]
        kept = [index for index, outline in enumerate(outlines) if outline and index < len(values)]
        if kept:
            entry = {"outlines": [outlines[index][0] for index in kept], "values": values[kept].tolist()}
            page.found["cells"].append(entry)
    elif faces:
        page.add_shapes([piece for path in paths for piece in path], collection, [page.colour(faces[0])])
    else:
        _segments(page, collection, [piece for path in paths for piece in path])


def _placed(page: Page, collection: Any) -> Iterator[tuple[Any, Any]]:
    """Each of a collection's paths, with its transform to the page."""
    np = page.libraries.np
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
        yield page.libraries.path(page.axes.transData.inverted().transform(on_page), path.codes), page.axes.transData


def _contours(page: Page, contours: Any) -> None:
    levels = [float(level) for level in contours.levels]
    np = page.libraries.np
    if hasattr(contours, "_3dverts_codes"):
        paths = [page.split(np.asarray(vertices), codes) for vertices, codes in contours._3dverts_codes]
    else:
        transform = contours.get_transform()
        paths = [page.pieces(path, transform) for path in contours.get_paths()]
    if not contours.filled:
        for level, path in zip(levels, paths, strict=False):
            page.add_lines(path, contours, {"level": level, "width": 1.0})
        return
    ends = list(levels)
    if contours.extend in ("min", "both"):
        ends.insert(0, -1e250)
    if contours.extend in ("max", "both"):
        ends.append(1e250)
    for low, high, path in zip(ends, ends[1:], paths, strict=False):
        outlines = page.outlines(path, contours)
        if outlines:
            page.found["bands"].append({"between": [low, high], "outlines": outlines})


def _surface(page: Page, collection: Any) -> None:
    np = page.libraries.np
    if hasattr(collection, "_faces"):
        corners = np.ma.filled(np.ma.asarray(collection._faces, dtype=float), np.nan)
        gone = np.broadcast_to(collection._invalid_vertices, corners.shape[:2])
        faces = [face[~without] for face, without in zip(corners, gone, strict=True)]
    else:  # up to matplotlib 3.9
        faces = [np.asarray(collection._vec)[:3, part].T for part in collection._segslices]
    faces = [face for face in faces if len(face) and np.isfinite(face).all()]
    if not faces:
        return
    vertices, places = np.unique(np.concatenate(faces), axis=0, return_inverse=True)
    ends = np.cumsum([len(face) for face in faces])[:-1]
    named = [part.tolist() for part in np.split(np.ravel(places), ends)]
    if page.budget.affords(4 * len(vertices) + len(places) + len(faces)):
        page.found["surfaces"].append({"vertices": vertices.tolist(), "faces": named})


def _mesh(page: Page, mesh: Any) -> None:
    np = page.libraries.np
    corners, values = np.asarray(mesh.get_coordinates(), dtype=float), mesh.get_array()
    if values is None:
        return
    corners = page.to_data(corners.reshape(-1, 2), mesh.get_transform()).reshape(corners.shape)
    values = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    rows, columns = corners.shape[0], corners.shape[1]
    if values.size == rows * columns:
        grid = np.arange(rows * columns).reshape(rows, columns)
        faces = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=-1).reshape(-1, 4)
        page.add_shades(corners.reshape(-1, 2), faces, values.ravel())
    elif values.size == (rows - 1) * (columns - 1):
        values = values.reshape(rows - 1, columns - 1)
        x, y = corners[0, :, 0], corners[:, 0, 1]
        if np.allclose(corners[..., 0], x) and np.allclose(corners[..., 1], y[:, None]):
            page.add_grid(x, y, values)
        else:
            outlines = np.stack(
                [corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]], axis=2
            ).reshape(-1, 4, 2)
            if page.budget.affords(14 * len(outlines)):
                page.found["cells"].append({"outlines": outlines.tolist(), "values": values.ravel().tolist()})


def _triangles(page: Page, mesh: Any) -> None:
    np = page.libraries.np
    triangulation, values = mesh._triangulation, mesh.get_array()
    if values is not None:
        corners = np.column_stack([triangulation.x, triangulation.y])
        vertices = page.to_data(corners, mesh.get_transform())
        page.add_shades(vertices, triangulation.get_masked_triangles(), np.ravel(values))
