"""Checks of the figures.

The probes return what a figure shows, as `drawn` reads it, without its style: two figures that differ in colours, sizes
and words alone are observed alike, so that a mistake is named in any style. What has to be among the things shown is
judged by the properties below; any way of drawing that shows it is right.
"""

import numpy as np

from grader.authoring import Text, case, check, drawn, exercise, forbid, random_case, satisfies
from grader.authoring.figures import (
    is_new_figure,
    labelled,
    mark_at,
    point_not_shown,
    shows_curve,
    shows_path,
)
from grader.authoring.heights import shows_heights, shows_table

about = exercise(
    title={"en": "Drawing data, cost curve and cost surface", "zh": "画出数据、代价曲线和代价曲面"},
    rules=[
        forbid(
            "matplotlib.pyplot.show",
            why={"en": "Whether a window opens is for the caller to decide.", "zh": "是否打开窗口应由调用者决定。"},
            keeps=0.75,
        )
    ],
)

KINDS = ("lines", "points", "texts", "shapes", "grids", "cells", "shades", "bands", "surfaces")


# What the probes return.


def shown(kinds, draw, *arguments):
    """What the figure that was drawn shows of these kinds, in a clean state of matplotlib."""
    import matplotlib.pyplot as plt

    plt.close("all")
    return without_style(drawn(draw(*arguments)), kinds)


def labels(draw, *arguments):
    """The labels of the axes."""
    import matplotlib.pyplot as plt

    plt.close("all")
    picture = drawn(draw(*arguments))
    axes = [{"kind": one["kind"], "labels": one["labels"]} for one in picture["axes"]]
    return {"returned": picture["returned"], "labels": picture["labels"], "axes": axes}


def two_calls(draw, first, second):
    """What the first call's figure shows before and after a second one, what the second one's shows, and how often a
    window was asked for."""
    import matplotlib.pyplot as plt

    plt.close("all")
    asked = []
    show, plt.show = plt.show, lambda *args, **kwargs: asked.append("a window")
    try:
        figure = draw(*first)
        before = without_style(drawn(figure), KINDS)
        other = draw(*second)
    finally:
        plt.show = show
    after = without_style(drawn(figure), KINDS)
    return {"first": before, "first, later": after, "second": without_style(drawn(other), KINDS), "windows": asked}


def without_style(picture, kinds):
    """Places, vertices and values of these kinds, in an order that does not depend on that of drawing."""
    found = []
    for axes in picture["axes"]:
        kept = {kind: [] for kind in KINDS}
        for kind in kinds:
            kept[kind] = points_by_look(axes["points"]) if kind == "points" else [*map(plain, axes[kind])]
        found.append({"kind": axes["kind"], "limits": axes["limits"], **kept})
    return {"returned": picture["returned"], "axes": found}


def plain(entry):
    return {key: entry[key] for key in entry if key not in ("colour", "colours", "width", "text")} | (
        {"colours": ""} if "outlines" in entry and "values" not in entry and "between" not in entry else {}
    )


def points_by_look(entries):
    """One entry for all points that look alike; those that show values keep theirs."""
    looks = {}
    kept = []
    for entry in entries:
        if "values" in entry:
            kept.append(
                {"places": entry["places"], "values": entry["values"], "colours": "", "sizes": "", "symbol": ""}
            )
            continue
        for index, place in enumerate(entry["places"]):
            colour, size = (
                entry[name][index] if isinstance(entry[name], list) else entry[name] for name in ("colours", "sizes")
            )
            looks.setdefault((colour, size, entry["symbol"]), []).append(place)
    groups = sorted(sorted(places) for places in looks.values())
    return kept + [
        {"places": places, "colours": "", "sizes": number, "symbol": ""} for number, places in enumerate(groups)
    ]


# What is expected of it.


def numbers(values):
    return np.asarray(values, dtype=float)


NAMES = {
    "x": ("x",),
    "y": ("y",),
    "w": ("w", "weight", "权"),
    "b": ("b", "bias", "偏"),
    "cost": ("cost", "loss", "mse", "error", "代价", "损失", "误差"),
}


def every_sample_is_a_point(found, arguments):
    places = np.stack([numbers(arguments["xs"]), numbers(arguments["ys"])], axis=1)
    missing = point_not_shown(found, places)
    if missing is None:
        return None
    x, y = missing
    return Text(
        {"en": f"The sample ({x:g}, {y:g}) is not drawn as a point.", "zh": f"样本 ({x:g}, {y:g}) 没有画成点。"}
    )


def one_is_the_model(found, arguments):
    xs, ys, w = numbers(arguments["xs"]), numbers(arguments["ys"]), float(arguments["w"])
    heights = np.concatenate([ys, xs * w])
    if shows_curve(found, lambda x: x * w, xs.min(), xs.max(), heights=(heights.min(), heights.max())):
        return None
    if not any(axes["lines"] for axes in found["axes"]):
        return Text({"en": "No line is drawn.", "zh": "没有画出直线。"})
    return Text(
        {
            "en": "No line follows y_hat = x * w from the smallest x to the largest.",
            "zh": "没有一条线从最小的 x 到最大的 x 沿着 y_hat = x * w。",
        }
    )


def one_is_the_cost_curve(found, arguments):
    if shows_path(found, np.stack([numbers(arguments["ws"]), numbers(arguments["costs"])], axis=1)):
        return None
    if not any(axes["lines"] for axes in found["axes"]):
        return Text({"en": "No line is drawn.", "zh": "没有画出曲线。"})
    return Text(
        {
            "en": "No line goes through the points (w, cost), in the order of w.",
            "zh": "没有一条线依次经过各点 (w, cost)。",
        }
    )


def lowest_point_is_marked(found, arguments):
    curve = np.stack([numbers(arguments["ws"]), numbers(arguments["costs"])], axis=1)
    return the_mark_is_at(found, curve[curve[:, 1].argmin()], curve, lines=True)


def lowest_point_of_the_surface_is_marked(found, arguments):
    places = grid_points(arguments)
    return the_mark_is_at(found, places[places[:, 2].argmin()], places, lines=False)


def the_mark_is_at(found, best, among, *, lines):
    place = f"({best[0]:g}, {best[1]:g})"
    mark = mark_at(found, best, among, lines=lines)
    if mark == "nothing":
        return Text(
            {
                "en": f"Nothing marks the lowest point {place}: no single point, no annotation.",
                "zh": f"最低点 {place} 没有标记：没有单独的点，也没有注释。",
            }
        )
    if mark == "everywhere":
        return Text(
            {
                "en": "Every point is marked, so that the lowest one does not stand out.",
                "zh": "每个点都有标记，最低点并不突出。",
            }
        )
    if mark == "elsewhere":
        return Text({"en": f"The mark is not at the lowest point {place}.", "zh": f"标记不在最低点 {place}。"})
    return None


def grid_points(arguments):
    ws, bs, surface = (numbers(arguments[name]) for name in ("ws", "bs", "surface"))
    w_grid, b_grid = np.meshgrid(ws, bs, indexing="ij")
    return np.stack([w_grid.ravel(), b_grid.ravel(), surface.ravel()], axis=1)


def the_surface_is_shown(found, arguments):
    if shows_table(found, arguments["ws"], arguments["bs"], arguments["surface"]):
        return None
    if not shows_heights(found):
        return Text(
            {
                "en": "No surface is drawn: neither in 3-D nor as contour lines or colours.",
                "zh": "没有画出曲面：既没有三维曲面，也没有等高线或颜色图。",
            }
        )
    return Text(
        {
            "en": "What is drawn is not surface[i, j] over ws[i] and bs[j]: compare one corner with the table.",
            "zh": "画出的不是 ws[i]、bs[j] 处的 surface[i, j]：取一个角与表对照。",
        }
    )


# Cases.

classic = case({"en": "the course's data", "zh": "课程的数据"}, xs=[1.0, 2.0, 3.0], ys=[2.0, 4.0, 6.0], w=1.5)
unsorted = case(
    {"en": "x in no order", "zh": "x 未按大小排列"},
    xs=[1.7, -1.2, 3.1, 0.5, -0.4],
    ys=[-0.7, 0.6, 4.4, 1.3, 2.2],
    w=-0.8,
)
flat = case({"en": "small y", "zh": "y 较小"}, xs=[0.6, 2.9, 1.8], ys=[0.9, 0.3, 1.4], w=0.4)
large = case(
    {"en": "large values", "zh": "值很大"},
    xs=[1250.5, -830.25, 2100.75, 415.5],
    ys=[-960.5, 1720.25, 310.5, 2890.75],
    w=2.3,
)
course_curve = case(
    {"en": "the course's curve", "zh": "课程的曲线"},
    ws=[0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0],
    costs=[18.667, 10.5, 4.667, 1.167, 0.0, 1.167, 4.667, 10.5, 18.667],
)
skewed_curve = case(
    {"en": "the lowest point off the middle", "zh": "最低点不在中间"},
    ws=[-1.3, -0.6, 0.2, 0.9, 1.7, 2.6],
    costs=[7.1, 4.2, 2.3, 0.9, 1.8, 5.4],
)
large_curve = case(
    {"en": "large values", "zh": "值很大"}, ws=[-250.5, -120.25, 30.5, 310.75], costs=[1.31e6, 2.4e5, 6.1e5, 5.3e6]
)


def table_of(a, b, c, ws, bs):
    """A tilted bowl: not symmetric, so that a table on its side is seen."""
    return [[round((w - a) ** 2 + 0.6 * (x - b) ** 2 + c * w * x + 3.0, 4) for x in bs] for w in ws]


W_GRID, B_GRID = [0.2, 0.7, 1.2, 1.7, 2.2, 2.7], [-1.5, -0.7, 0.1, 0.9, 1.7, 2.5]
square_table = case(
    {"en": "as many weights as biases", "zh": "权重和偏置一样多"},
    ws=W_GRID,
    bs=B_GRID,
    surface=table_of(1.1, 0.9, 0.35, W_GRID, B_GRID),
)
wide_table = case(
    {"en": "more weights than biases", "zh": "权重比偏置多"},
    ws=[*W_GRID, 3.2, 3.7],
    bs=B_GRID[:4],
    surface=table_of(2.4, -0.6, 0.25, [*W_GRID, 3.2, 3.7], B_GRID[:4]),
)


@random_case(count=2, label={"en": "random samples", "zh": "随机的样本"})
def samples(generator):
    xs = generator.uniform(-2.0, 3.0, 12)
    ys = 1.3 * xs + 0.8 + generator.standard_normal(12)
    return case(xs=xs.tolist(), ys=ys.tolist(), w=float(generator.uniform(0.4, 2.2)))


@random_case(count=2, label={"en": "a random curve", "zh": "随机的曲线"})
def curve(generator):
    ws = np.sort(generator.uniform(-2.0, 4.0, 15))
    costs = (ws - generator.uniform(-1.0, 3.0)) ** 2 + generator.uniform(0.2, 0.9) + 0.05 * generator.random(15)
    return case(ws=ws.tolist(), costs=costs.tolist())


@random_case(count=2, label={"en": "a random table", "zh": "随机的表"})
def table(generator):
    rows, columns = ((5, 8), (7, 4))[int(generator.integers(2))]
    ws = (generator.uniform(-1, 1) + 0.4 * np.arange(rows)).round(3).tolist()
    bs = (generator.uniform(-2, 0) + 0.6 * np.arange(columns)).round(3).tolist()
    a, b = generator.uniform((ws[1], bs[1]), (ws[-2], bs[-2])).tolist()
    return case(ws=ws, bs=bs, surface=table_of(a, b, 0.3, ws, bs))


# Two calls show different things, so that a figure that is cleared and used again is seen.
two_models = [
    case({"en": "two weights", "zh": "两个权重"}, xs=[1.0, 2.0, 3.0], ys=[2.0, 4.0, 6.0], w=1.5, other=0.7),
    case(
        {"en": "two weights, x in no order", "zh": "两个权重，x 未按大小排列"},
        xs=[1.7, -1.2, 3.1],
        ys=[-0.7, 0.6, 4.4],
        w=-0.8,
        other=2.1,
    ),
]
two_curves = [
    case(
        {"en": "two curves", "zh": "两条曲线"},
        ws=[0.0, 1.0, 2.0, 3.0],
        costs=[7.1, 2.3, 0.9, 5.4],
        other=[3.2, 0.4, 1.7, 6.3],
    ),
    case(
        {"en": "two large curves", "zh": "两条数值很大的曲线"},
        ws=[-250.5, 30.5, 310.75],
        costs=[1.31e6, 2.4e5, 5.3e6],
        other=[1.1e5, 6.1e5, 2.2e6],
    ),
]
two_tables = [
    case(
        {"en": "two tables", "zh": "两张表"},
        ws=W_GRID,
        bs=B_GRID,
        surface=table_of(1.1, 0.9, 0.35, W_GRID, B_GRID),
        other=table_of(2.0, -0.3, 0.2, W_GRID, B_GRID),
    ),
    case(
        {"en": "two tables with more weights than biases", "zh": "两张表，权重比偏置多"},
        ws=W_GRID,
        bs=B_GRID[:4],
        surface=table_of(2.1, -0.6, 0.25, W_GRID, B_GRID[:4]),
        other=table_of(0.8, 0.2, 0.15, W_GRID, B_GRID[:4]),
    ),
]


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[two_models],
    expect=satisfies(is_new_figure),
    alike="Whether a figure is a new one does not depend on the data.",
    fixed="Whether a figure is a new one does not depend on the data.",
    sentence={"zh": "每次调用都返回一个新的图形。"},
)
def data_comes_as_a_new_figure(m, xs, ys, w, other):
    """Each call returns a new figure."""
    return two_calls(m.data_figure, (xs, ys, w), (xs, ys, other))


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic, unsorted, large, case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], w=0.6), samples],
    expect=satisfies(every_sample_is_a_point),
    needs=[data_comes_as_a_new_figure],
    sentence={"zh": "每个样本画成一个点。"},
)
def samples_are_points(m, xs, ys, w):
    """Every sample is drawn as a point."""
    return shown(("points", "shapes"), m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic, unsorted, flat, large, samples],
    expect=satisfies(one_is_the_model),
    needs=[data_comes_as_a_new_figure],
    sentence={"zh": "模型的直线 y_hat = x * w 覆盖 x 的整个范围。"},
)
def line_is_the_model(m, xs, ys, w):
    """The model's line y_hat = x * w spans the whole range of x."""
    return shown(("lines",), m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="data_figure",
    points=1,
    cases=[classic],
    expect=satisfies(labelled(x=NAMES["x"], y=NAMES["y"])),
    alike="The labels do not depend on the data.",
    fixed="The labels do not depend on the data.",
    needs=[data_comes_as_a_new_figure],
    sentence={"zh": '坐标轴的标签为 "x" 和 "y"。'},
)
def data_axes_are_labelled(m, xs, ys, w):
    """The axes are labelled "x" and "y"."""
    return labels(m.data_figure, xs, ys, w)


@check(
    role="plot",
    of="cost_curve_figure",
    points=1,
    cases=[two_curves],
    expect=satisfies(is_new_figure),
    alike="Whether a figure is a new one does not depend on the data.",
    fixed="Whether a figure is a new one does not depend on the data.",
    sentence={"zh": "每次调用都返回一个新的图形。"},
)
def curve_comes_as_a_new_figure(m, ws, costs, other):
    """Each call returns a new figure."""
    return two_calls(m.cost_curve_figure, (ws, costs), (ws, other))


@check(
    role="plot",
    of="cost_curve_figure",
    points=1,
    cases=[course_curve, skewed_curve, large_curve, curve],
    expect=satisfies(one_is_the_cost_curve),
    needs=[curve_comes_as_a_new_figure],
    sentence={"zh": "曲线依次经过各点 (w, cost)。"},
)
def curve_goes_through_the_costs(m, ws, costs):
    """The line goes through the points (w, cost)."""
    return shown(("lines",), m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_curve_figure",
    points=2,
    cases=[course_curve, skewed_curve, large_curve, curve],
    expect=satisfies(lowest_point_is_marked),
    needs=[curve_comes_as_a_new_figure],
    sentence={"zh": "最低点有标记。"},
)
def curve_has_its_minimum_marked(m, ws, costs):
    """The lowest point is marked."""
    return shown(("lines", "points", "texts", "shapes"), m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_curve_figure",
    points=1,
    cases=[course_curve],
    expect=satisfies(labelled(x=NAMES["w"], y=NAMES["cost"])),
    alike="The labels do not depend on the data.",
    fixed="The labels do not depend on the data.",
    needs=[curve_comes_as_a_new_figure],
    sentence={"zh": '坐标轴的标签为 "w" 和 "cost"。'},
)
def curve_axes_are_labelled(m, ws, costs):
    """The axes are labelled "w" and "cost"."""
    return labels(m.cost_curve_figure, ws, costs)


@check(
    role="plot",
    of="cost_surface_figure",
    points=1,
    cases=[two_tables],
    expect=satisfies(is_new_figure),
    alike="Whether a figure is a new one does not depend on the data.",
    fixed="Whether a figure is a new one does not depend on the data.",
    sentence={"zh": "每次调用都返回一个新的图形。"},
)
def surface_comes_as_a_new_figure(m, ws, bs, surface, other):
    """Each call returns a new figure."""
    return two_calls(m.cost_surface_figure, (ws, bs, surface), (ws, bs, other))


@check(
    role="plot",
    of="cost_surface_figure",
    points=2,
    cases=[square_table, wide_table, table],
    expect=satisfies(the_surface_is_shown),
    needs=[surface_comes_as_a_new_figure],
    sentence={"zh": "在 ws[i]、bs[j] 处显示的是 surface[i, j]。"},
)
def surface_shows_the_table(m, ws, bs, surface):
    """Over ws[i] and bs[j] the figure shows surface[i, j]."""
    kinds = ("lines", "points", "grids", "cells", "shades", "bands", "surfaces")
    return shown(kinds, m.cost_surface_figure, ws, bs, surface)


@check(
    role="plot",
    of="cost_surface_figure",
    points=1,
    cases=[square_table, wide_table, table],
    expect=satisfies(lowest_point_of_the_surface_is_marked),
    needs=[surface_comes_as_a_new_figure],
    sentence={"zh": "最低点有标记。"},
)
def surface_has_its_minimum_marked(m, ws, bs, surface):
    """The lowest point is marked."""
    return shown(("points", "texts", "shapes"), m.cost_surface_figure, ws, bs, surface)


@check(
    role="plot",
    of="cost_surface_figure",
    points=1,
    cases=[square_table],
    expect=satisfies(labelled(x=NAMES["w"], y=NAMES["b"], z=NAMES["cost"])),
    alike="The labels do not depend on the data.",
    fixed="The labels do not depend on the data.",
    needs=[surface_comes_as_a_new_figure],
    sentence={"zh": '坐标轴的标签为 "w"、"b"，三维图还有 "cost"。'},
)
def surface_axes_are_labelled(m, ws, bs, surface):
    """The axes are labelled "w" and "b", in 3-D also "cost"."""
    return labels(m.cost_surface_figure, ws, bs, surface)
