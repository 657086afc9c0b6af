"""Checks of the figures.

The probes read out of a figure what it shows (points, lines, surfaces, labels, marks) as plain numbers and texts.
What has to be among them is judged by the properties below, so that any reasonable way of drawing is right: scatter
or plot, a mark or an arrow, a surface, contour lines or colours.
"""

import re

import numpy as np

from grader.authoring import Text, case, check, exercise, random_case, satisfies

about = exercise(title="Drawing data, cost curve and cost surface", zh="画出数据、代价曲线和代价曲面")

CLOSE = 1e-5
"""Of the extent of what is drawn: float32 passes, a neighbouring point does not."""


# What the probes read.


def call(draw, *arguments):
    """What a drawing function returned, and how often it called `plt.show()`."""
    import matplotlib.pyplot as plt

    calls = []
    show, plt.show = plt.show, lambda *args, **kwargs: calls.append(1)
    try:
        returned = draw(*arguments)
    finally:
        plt.show = show
    return returned, len(calls)


def shown_in(read, draw, *arguments):
    """What `read` finds on the axes of the figure that was drawn, in a clean state of matplotlib.

    None where no figure came back: an empty figure is another mistake.
    """
    import matplotlib.pyplot as plt

    plt.close("all")
    returned, _ = call(draw, *arguments)
    figure = returned if hasattr(returned, "get_axes") else getattr(returned, "figure", None)
    return read(figure.get_axes()) if hasattr(figure, "get_axes") else None


def kept(draw, *arguments):
    """What came back from two calls, how often a window was asked for, and how many things each figure then shows."""
    import matplotlib.pyplot as plt

    plt.close("all")
    first, shown_first = call(draw, *arguments)
    things_before = things_in(first)
    second, shown_second = call(draw, *arguments)
    return {
        "returned": [type(first).__name__, type(second).__name__],
        "windows": shown_first + shown_second,
        "figures": len({id(first), id(second)}),
        "things drawn": [things_before, things_in(second)],
    }


def things_in(figure):
    if not hasattr(figure, "get_axes"):
        return 0
    return sum(len(axes.lines) + len(axes.collections) + len(axes.images) for axes in figure.get_axes())


def as_numbers(values):
    import numpy as np

    return [float(value) for value in np.ravel(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan))]


def coordinates(line):
    """The vertices of a line, in two dimensions or three."""
    columns = line.get_data_3d() if hasattr(line, "get_data_3d") else line.get_data()
    if hasattr(line, "get_slope"):  # axline: it has no ends
        x, y = line.get_xy1()
        second = line.get_xy2()
        slope = line.get_slope() if second is None else (second[1] - y) / (second[0] - x)
        columns = [x - 1e4, x + 1e4], [y - 1e4 * slope, y + 1e4 * slope]
    return [list(vertex) for vertex in zip(*map(as_numbers, columns), strict=True)]


def offsets(collection):
    """The points of a scatter plot, in two dimensions or three."""
    if hasattr(collection, "_offsets3d"):
        return [list(point) for point in zip(*map(as_numbers, collection._offsets3d), strict=True)]
    return [as_numbers(point) for point in collection.get_offsets()]


def is_scatter(artist):
    return "PathCollection" in type(artist).__name__ or "Path3DCollection" in type(artist).__name__


def labels(axes):
    """Of each of these axes that has a label: the labels of x, y and, in 3-D, z."""
    found = []
    for one in axes:
        texts = [one.get_xlabel(), one.get_ylabel(), *([one.get_zlabel()] if hasattr(one, "get_zlabel") else [])]
        if any(texts):
            found.append(texts)
    return found


def lines(axes):
    """The lines: each as its vertices. Lines across the axes and single points are left out."""
    found = []
    for line in (line for one in axes for line in one.lines):
        vertices = coordinates(line)
        across = len(vertices) == 2 and (vertices[0][0] == vertices[1][0] or vertices[0][1] == vertices[1][1])
        if line.get_linestyle() not in ("None", "none", " ", "") and len(vertices) > 1 and not across:
            found.append(vertices)
    return found


def points(axes):
    """The points that are drawn as points, sorted."""
    found = []
    for one in axes:
        for line in one.lines:
            if line.get_marker() not in ("None", "none", " ", "", None):
                found += coordinates(line)
        for collection in filter(is_scatter, one.collections):
            found += offsets(collection)
    return sorted(found)


def marks(axes):
    """Single points, places of texts and vertical lines: each once, sorted."""
    single, texts, vertical = set(), set(), set()
    for one in axes:
        for line in one.lines:
            vertices = coordinates(line)
            chosen = line.get_markevery()
            if len(vertices) == 1 and line.get_marker() not in ("None", "none", " ", "", None):
                single.add(tuple(vertices[0]))
            elif isinstance(chosen, (list, tuple)) and len(chosen) == 1:
                single.add(tuple(vertices[int(chosen[0])]))
            elif len(vertices) == 2 and vertices[0][0] == vertices[1][0]:
                vertical.add(vertices[0][0])
        for collection in one.collections:
            if is_scatter(collection):
                drawn = offsets(collection)
                if len(drawn) == 1:
                    single.add(tuple(drawn[0]))
            elif "LineCollection" in type(collection).__name__ and hasattr(collection, "get_segments"):
                for segment in [] if hasattr(collection, "_segments3d") else collection.get_segments():
                    if len(segment) == 2 and segment[0][0] == segment[1][0]:
                        vertical.add(float(segment[0][0]))
        of_contours = {id(text) for collection in one.collections for text in getattr(collection, "labelTexts", ())}
        for text in (text for text in one.texts if id(text) not in of_contours):
            place = text.xy if hasattr(text, "xy") else text.get_position()
            texts.add(tuple(as_numbers(place)))
    return {
        "points": [list(point) for point in sorted(single)],
        "texts": [list(place) for place in sorted(texts)],
        "vertical lines": sorted(vertical),
    }


def heights(axes):
    """Everything in a figure that shows a height over a plane.

    "points": (w, b, cost) of surfaces, wire frames and 3-D points; "contours": levels with their vertices; "cells":
    centre and value of coloured cells, with the size of a cell.
    """
    shown = {"points": [], "contours": [], "cells": []}
    for one in axes:
        for line in one.lines:
            if hasattr(line, "get_data_3d"):
                shown["points"] += coordinates(line)
        for collection in one.collections:
            read_heights(collection, shown)
        for image in one.images:
            shown["cells"].append(cells_of_image(image))
    shown["points"] = [list(point) for point in sorted({tuple(point) for point in shown["points"]})]
    return shown


def read_heights(collection, shown):
    name = type(collection).__name__
    if name.startswith("QuadContourSet"):
        paths = [[as_numbers(vertex) for vertex in path.vertices] for path in collection.get_paths()]
        shown["contours"].append({"levels": as_numbers(collection.levels), "paths": paths})
    elif name in ("QuadMesh", "PolyQuadMesh"):
        shown["cells"].append(cells_of_mesh(collection))
    elif hasattr(collection, "_offsets3d"):
        shown["points"] += offsets(collection)
    elif is_scatter(collection) and collection.get_array() is not None:
        w, b = zip(*offsets(collection), strict=True)
        shown["cells"].append({"w": list(w), "b": list(b), "cost": as_numbers(collection.get_array())})
    elif hasattr(collection, "_segments3d"):
        shown["points"] += [as_numbers(vertex) for segment in collection._segments3d for vertex in segment]
    elif name == "Poly3DCollection":
        if hasattr(collection, "_faces"):
            shown["points"] += [as_numbers(vertex) for face in collection._faces for vertex in face]
        else:  # older versions of matplotlib
            shown["points"] += [as_numbers(vertex[:3]) for vertex in collection._vec.T]


def cells_of_mesh(mesh):
    corners, values = mesh.get_coordinates(), mesh.get_array()
    values = values.reshape(corners.shape[0] - 1, -1) if values.ndim == 1 else values
    if values.shape != corners.shape[:2]:
        corners = (corners[:-1, :-1] + corners[1:, :-1] + corners[:-1, 1:] + corners[1:, 1:]) / 4
    return {
        "w": as_numbers(corners[..., 0]),
        "b": as_numbers(corners[..., 1]),
        "cost": as_numbers(values),
    }


def cells_of_image(image):
    import numpy as np

    left, right, bottom, top = as_numbers(image.get_extent())
    rows, columns = image.get_array().shape[:2]
    if image.origin == "upper":
        bottom, top = top, bottom
    w = left + (np.arange(columns) + 0.5) * (right - left) / columns
    b = bottom + (np.arange(rows) + 0.5) * (top - bottom) / rows
    w_grid, b_grid = np.meshgrid(w, b)
    return {"w": as_numbers(w_grid), "b": as_numbers(b_grid), "cost": as_numbers(image.get_array())}


# What is expected of it.


def numbers(values):
    return np.asarray(values, dtype=float)


def lie_near(got, expected, extent):
    """Whether two arrays of coordinates agree, for drawings of this extent."""
    return got.shape == expected.shape and bool(np.all(np.abs(got - expected) <= CLOSE * np.maximum(extent, 1e-9)))


def extent_of(*columns):
    """The size of each coordinate's values, the largest distance from 0 included."""
    return np.array([np.abs(column).max() + np.ptp(column) for column in columns])


def is_a_new_figure(found, arguments):
    for name in found["returned"]:
        if name == "NoneType":
            return Text(
                "The function returns nothing: give the figure back with `return`.",
                "函数没有返回值：请用 return 返回图形。",
            )
        if "Figure" not in name or "Canvas" in name:
            return Text(f"A {name} came back and not a Figure.", f"返回的是 {name}，而不是 Figure。")
    if found["windows"]:
        return Text(
            "`plt.show()` is called: leave it to the caller whether a window opens.",
            "调用了 plt.show()：是否打开窗口应由调用者决定。",
        )
    before, after = found["things drawn"]
    if found["figures"] != 2 or after > before:
        return Text(
            "The second call draws into the first one's figure: start with a new one.",
            "第二次调用画进了第一次的图形里：应当先建立新的图形。",
        )
    return None


def names(*wanted):
    """Expectation: axes whose labels hold these names."""
    patterns = {
        "x": r"(?<![a-z])x(?![a-z])",
        "y": r"(?<![a-z])y(?![a-z])",
        "w": r"(?<![a-z])w(?![a-z])|weight|权",
        "b": r"(?<![a-z])b(?![a-z])|bias|偏",
        "cost": r"cost|loss|mse|error|代价|损失|误差",
    }

    def holds(found, arguments):
        for texts in found:
            for text, name in zip(texts, wanted, strict=False):
                if not re.search(patterns[name], text.lower()):
                    break
            else:
                return None
        quoted = ", ".join(f'"{name}"' for name in wanted)
        shown = "; ".join(", ".join(f'"{text}"' for text in texts) for texts in found) or "none"
        return Text(
            f"The axes should be labelled {quoted}; found: {shown}.",
            f"坐标轴的标签应为 {quoted}；看到的是：{shown}。",
        )

    return satisfies(holds)


def every_sample_is_a_point(found, arguments):
    xs, ys = numbers(arguments["xs"]), numbers(arguments["ys"])
    found = numbers(found).reshape(-1, 2)
    extent = extent_of(xs, ys)
    for x, y in zip(xs, ys, strict=True):
        if not any(lie_near(point, np.array([x, y]), extent) for point in found):
            return Text(f"The sample ({x:g}, {y:g}) is not drawn as a point.", f"样本 ({x:g}, {y:g}) 没有画成点。")
    return None


def one_is_the_model(found, arguments):
    xs, w = numbers(arguments["xs"]), float(arguments["w"])
    extent = extent_of(xs, xs * w)
    if not found:
        return Text("No line is drawn.", "没有画出直线。")
    for line in map(numbers, found):
        on_the_line = lie_near(line[:, 1], line[:, 0] * w, extent[1] + np.abs(line[:, 0] * w))
        reach = CLOSE * extent[0]
        if on_the_line and line[:, 0].min() <= xs.min() + reach and line[:, 0].max() >= xs.max() - reach:
            return None
    return Text(
        "No line follows y_hat = x * w from the smallest x to the largest.",
        "没有一条线从最小的 x 到最大的 x 沿着 y_hat = x * w。",
    )


def one_is_the_cost_curve(found, arguments):
    curve = np.stack([numbers(arguments["ws"]), numbers(arguments["costs"])], axis=1)
    if not found:
        return Text("No line is drawn.", "没有画出曲线。")
    if any(lie_near(numbers(line), curve, extent_of(*curve.T)) for line in found):
        return None
    return Text("No line goes through the points (w, cost), in the order of w.", "没有一条线依次经过各点 (w, cost)。")


def lowest_point_is_marked(found, arguments):
    ws, costs = numbers(arguments["ws"]), numbers(arguments["costs"])
    best = np.array([ws[costs.argmin()], costs.min()])
    extent = extent_of(ws, costs)
    return the_mark_is_at(found, best, extent, len(ws))


def lowest_point_of_the_surface_is_marked(found, arguments):
    ws, bs, surface = (numbers(arguments[name]) for name in ("ws", "bs", "surface"))
    row, column = np.unravel_index(surface.argmin(), surface.shape)
    found = {kind: found[kind] for kind in ("points", "texts")} | {"vertical lines": []}
    best = np.array([ws[row], bs[column], surface.min()])
    return the_mark_is_at(found, best, extent_of(ws, bs, surface.ravel()), surface.size)


def the_mark_is_at(found, best, extent, drawn):
    place = f"({best[0]:g}, {best[1]:g})"
    kinds = [[numbers(place) for place in found[kind]] for kind in ("points", "texts")]
    if not any(found.values()):
        return Text(
            f"Nothing marks the lowest point {place}: no single point, no annotation.",
            f"最低点 {place} 没有标记：没有单独的点，也没有注释。",
        )
    few = [places for places in kinds if len(places) <= 3 or len(places) < drawn / 2]
    if not any(few) and not found["vertical lines"]:
        return Text(
            "Every point is marked, so that the lowest one does not stand out.", "每个点都有标记，最低点并不突出。"
        )
    hit = any(lie_near(at, best[: len(at)], extent[: len(at)]) for places in few for at in places) or any(
        abs(w - best[0]) <= CLOSE * extent[0] for w in found["vertical lines"]
    )
    if hit:
        return None
    return Text(f"The mark is not at the lowest point {place}.", f"标记不在最低点 {place}。")


def the_surface_is_shown(found, arguments):
    ws, bs, surface = (numbers(arguments[name]) for name in ("ws", "bs", "surface"))
    if (
        shown_by_points(numbers(found["points"]).reshape(-1, 3), ws, bs, surface)
        or any(shown_by_cells(cells, ws, bs, surface) for cells in found["cells"])
        or any(shown_by_contours(contours, ws, bs, surface) for contours in found["contours"])
    ):
        return None
    if not any(found.values()):
        return Text(
            "No surface is drawn: neither in 3-D nor as contour lines or colours.",
            "没有画出曲面：既没有三维曲面，也没有等高线或颜色图。",
        )
    return Text(
        "What is drawn is not surface[i, j] over ws[i] and bs[j]: compare one corner with the table.",
        "画出的不是 ws[i]、bs[j] 处的 surface[i, j]：取一个角与表对照。",
    )


def grid_points(ws, bs, surface):
    w_grid, b_grid = np.meshgrid(ws, bs, indexing="ij")
    return np.stack([w_grid.ravel(), b_grid.ravel(), surface.ravel()], axis=1)


def shown_by_points(points, ws, bs, surface):
    wanted = grid_points(ws, bs, surface)
    extent = extent_of(*wanted.T)
    return len(points) > 0 and all(np.any(np.all(np.abs(points - point) <= CLOSE * extent, axis=1)) for point in wanted)


def shown_by_cells(cells, ws, bs, surface):
    """Centres may lie half a step off: an image's outermost cells often end at the first and last grid point."""
    wanted = grid_points(ws, bs, surface)
    cells = np.stack([numbers(cells[name]) for name in ("w", "b", "cost")], axis=1)
    if len(cells) != len(wanted):
        return False
    cells = cells[np.lexsort((cells[:, 1].round(9), cells[:, 0].round(9)))]
    half_steps = 0.51 * np.array([np.diff(ws).max(), np.diff(bs).max()])
    return bool(np.all(np.abs(cells[:, :2] - wanted[:, :2]) <= half_steps)) and lie_near(
        cells[:, 2], wanted[:, 2], extent_of(surface.ravel())[0]
    )


def shown_by_contours(contours, ws, bs, surface):
    """Contour lines cross the grid's lines where the table, interpolated along them, has the line's level.

    A line that makes room for its label ends between the grid's lines: what such ends hold follows from the crossings.
    """
    levels = numbers(contours["levels"])
    vertices = [vertex for path in contours["paths"] for vertex in path]
    vertices = numbers(vertices).reshape(-1, 2)
    if len(vertices) == 0 or np.any(vertices.min(0) < [ws[0], bs[0]] - CLOSE * extent_of(ws, bs)):
        return False
    if np.any(vertices.max(0) > [ws[-1], bs[-1]] + CLOSE * extent_of(ws, bs)):
        return False
    margin = CLOSE * extent_of(ws, bs)
    inside = np.all((vertices > [ws[0], bs[0]] + margin) & (vertices < [ws[-1], bs[-1]] - margin), axis=1)
    met = np.unique(vertices[inside].round(9), axis=0)
    crossed = met[on_a_line(met[:, 0], ws) | on_a_line(met[:, 1], bs)]
    if len(crossed) < 6 or np.sum((levels > surface.min()) & (levels < surface.max())) < 3:
        return False
    values = np.array([interpolated(w, b, ws, bs, surface) for w, b in crossed])
    distances = np.abs(values[:, None] - levels).min(axis=1)
    return bool(np.all(distances <= 10 * CLOSE * extent_of(surface.ravel())[0]))


def on_a_line(places, ticks):
    return np.abs(places[:, None] - ticks).min(axis=1) <= 1e-6 * extent_of(ticks)[0]


def interpolated(w, b, ws, bs, surface):
    i = int(np.clip(np.searchsorted(ws, w) - 1, 0, len(ws) - 2))
    j = int(np.clip(np.searchsorted(bs, b) - 1, 0, len(bs) - 2))
    s, t = (w - ws[i]) / (ws[i + 1] - ws[i]), (b - bs[j]) / (bs[j + 1] - bs[j])
    return (
        (1 - s) * (1 - t) * surface[i, j]
        + s * (1 - t) * surface[i + 1, j]
        + (1 - s) * t * surface[i, j + 1]
        + s * t * surface[i + 1, j + 1]
    )


# Cases.

classic = case(Text("the course's data", "课程的数据"), xs=[1.0, 2.0, 3.0], ys=[2.0, 4.0, 6.0], w=1.5)
unsorted = case(
    Text("x in no order", "x 未按大小排列"), xs=[1.7, -1.2, 3.1, 0.5, -0.4], ys=[-0.7, 0.6, 4.4, 1.3, 2.2], w=-0.8
)
flat = case(Text("small y", "y 较小"), xs=[0.6, 2.9, 1.8], ys=[0.9, 0.3, 1.4], w=0.4)
large = case(
    Text("large values", "值很大"), xs=[1250.5, -830.25, 2100.75, 415.5], ys=[-960.5, 1720.25, 310.5, 2890.75], w=2.3
)
course_curve = case(
    Text("the course's curve", "课程的曲线"),
    ws=[0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0],
    costs=[18.667, 10.5, 4.667, 1.167, 0.0, 1.167, 4.667, 10.5, 18.667],
)
skewed_curve = case(
    Text("the lowest point off the middle", "最低点不在中间"),
    ws=[-1.3, -0.6, 0.2, 0.9, 1.7, 2.6],
    costs=[7.1, 4.2, 2.3, 0.9, 1.8, 5.4],
)
large_curve = case(
    Text("large values", "值很大"), ws=[-250.5, -120.25, 30.5, 310.75], costs=[1.31e6, 2.4e5, 6.1e5, 5.3e6]
)


def table_of(a, b, c, ws, bs):
    """A tilted bowl: not symmetric, so that a table on its side is seen."""
    return [[round((w - a) ** 2 + 0.6 * (x - b) ** 2 + c * w * x + 3.0, 4) for x in bs] for w in ws]


W_GRID, B_GRID = [0.2, 0.7, 1.2, 1.7, 2.2, 2.7], [-1.5, -0.7, 0.1, 0.9, 1.7, 2.5]
square_table = case(
    Text("as many weights as biases", "权重和偏置一样多"),
    ws=W_GRID,
    bs=B_GRID,
    surface=table_of(1.1, 0.9, 0.35, W_GRID, B_GRID),
)
wide_table = case(
    Text("more weights than biases", "权重比偏置多"),
    ws=[*W_GRID, 3.2, 3.7],
    bs=B_GRID[:4],
    surface=table_of(2.4, -0.6, 0.25, [*W_GRID, 3.2, 3.7], B_GRID[:4]),
)


@random_case(count=2, label=Text("random samples", "随机的样本"))
def samples(generator):
    xs = generator.uniform(-2.0, 3.0, 12)
    ys = 1.3 * xs + 0.8 + generator.standard_normal(12)
    return case(xs=xs.tolist(), ys=ys.tolist(), w=float(generator.uniform(0.4, 2.2)))


@random_case(count=2, label=Text("a random curve", "随机的曲线"))
def curve(generator):
    ws = np.sort(generator.uniform(-2.0, 4.0, 15))
    costs = (ws - generator.uniform(-1.0, 3.0)) ** 2 + generator.uniform(0.2, 0.9) + 0.05 * generator.random(15)
    return case(ws=ws.tolist(), costs=costs.tolist())


@random_case(count=2, label=Text("a random table", "随机的表"))
def table(generator):
    rows, columns = ((5, 8), (7, 4))[int(generator.integers(2))]
    ws = (generator.uniform(-1, 1) + 0.4 * np.arange(rows)).round(3).tolist()
    bs = (generator.uniform(-2, 0) + 0.6 * np.arange(columns)).round(3).tolist()
    a, b = generator.uniform((ws[1], bs[1]), (ws[-2], bs[-2])).tolist()
    return case(ws=ws, bs=bs, surface=table_of(a, b, 0.3, ws, bs))


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic],
    expect=satisfies(is_a_new_figure),
    zh="每次调用都返回一个新的图形，并且不打开窗口。",
)
def data_comes_as_a_new_figure(m, xs, ys, w):
    """Each call returns a new figure and opens no window."""
    return kept(m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic, unsorted, large, case(Text("one sample", "一个样本"), xs=[1.7], ys=[-2.3], w=0.6), samples],
    expect=satisfies(every_sample_is_a_point),
    needs=[data_comes_as_a_new_figure],
    zh="每个样本画成一个点。",
)
def samples_are_points(m, xs, ys, w):
    """Every sample is drawn as a point."""
    return shown_in(points, m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic, unsorted, flat, large, samples],
    expect=satisfies(one_is_the_model),
    needs=[data_comes_as_a_new_figure],
    zh="模型的直线 y_hat = x * w 覆盖 x 的整个范围。",
)
def line_is_the_model(m, xs, ys, w):
    """The model's line y_hat = x * w spans the whole range of x."""
    return shown_in(lines, m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic],
    expect=names("x", "y"),
    needs=[data_comes_as_a_new_figure],
    zh='坐标轴的标签为 "x" 和 "y"。',
)
def data_axes_are_labelled(m, xs, ys, w):
    """The axes are labelled "x" and "y"."""
    return shown_in(labels, m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="cost_curve_figure",
    points=1,
    cases=[course_curve],
    expect=satisfies(is_a_new_figure),
    zh="每次调用都返回一个新的图形，并且不打开窗口。",
)
def curve_comes_as_a_new_figure(m, ws, costs):
    """Each call returns a new figure and opens no window."""
    return kept(m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_curve_figure",
    points=1,
    cases=[course_curve, skewed_curve, large_curve, curve],
    expect=satisfies(one_is_the_cost_curve),
    needs=[curve_comes_as_a_new_figure],
    zh="曲线依次经过各点 (w, cost)。",
)
def curve_goes_through_the_costs(m, ws, costs):
    """The line goes through the points (w, cost)."""
    return shown_in(lines, m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_curve_figure",
    points=2,
    cases=[course_curve, skewed_curve, large_curve, curve],
    expect=satisfies(lowest_point_is_marked),
    needs=[curve_comes_as_a_new_figure],
    zh="最低点有标记。",
)
def curve_has_its_minimum_marked(m, ws, costs):
    """The lowest point is marked."""
    return shown_in(marks, m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_curve_figure",
    points=1,
    cases=[course_curve],
    expect=names("w", "cost"),
    needs=[curve_comes_as_a_new_figure],
    zh='坐标轴的标签为 "w" 和 "cost"。',
)
def curve_axes_are_labelled(m, ws, costs):
    """The axes are labelled "w" and "cost"."""
    return shown_in(labels, m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_surface_figure",
    points=1,
    cases=[square_table],
    expect=satisfies(is_a_new_figure),
    zh="每次调用都返回一个新的图形，并且不打开窗口。",
)
def surface_comes_as_a_new_figure(m, ws, bs, surface):
    """Each call returns a new figure and opens no window."""
    return kept(m.cost_surface_figure, ws, bs, surface)


@check(
    role="plot",
    of="cost_surface_figure",
    points=2,
    cases=[square_table, wide_table, table],
    expect=satisfies(the_surface_is_shown),
    needs=[surface_comes_as_a_new_figure],
    zh="在 ws[i]、bs[j] 处显示的是 surface[i, j]。",
)
def surface_shows_the_table(m, ws, bs, surface):
    """Over ws[i] and bs[j] the figure shows surface[i, j]."""
    return shown_in(heights, m.cost_surface_figure, ws, bs, surface)


@check(
    role="plot",
    of="cost_surface_figure",
    points=1,
    cases=[square_table, wide_table, table],
    expect=satisfies(lowest_point_of_the_surface_is_marked),
    needs=[surface_comes_as_a_new_figure],
    zh="最低点有标记。",
)
def surface_has_its_minimum_marked(m, ws, bs, surface):
    """The lowest point is marked."""
    return shown_in(marks, m.cost_surface_figure, ws, bs, surface)


@check(
    role="plot",
    of="cost_surface_figure",
    points=1,
    cases=[square_table],
    expect=names("w", "b", "cost"),
    needs=[surface_comes_as_a_new_figure],
    zh='坐标轴的标签为 "w"、"b"，三维图还有 "cost"。',
)
def surface_axes_are_labelled(m, ws, bs, surface):
    """The axes are labelled "w" and "b", in 3-D also "cost"."""
    return shown_in(labels, m.cost_surface_figure, ws, bs, surface)
